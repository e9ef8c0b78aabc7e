"""How far a visit is read: which of the lesions known by then have a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from gui.state.document import Document, lesions_of, own_rows, visits_of
from gui.state.splitting import parents_of


class Stage(Enum):
    """Where the reading of a visit stands."""

    UNTOUCHED = auto()
    READING = auto()
    READ = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of the lesions that are due at a visit have a row there."""

    done: int
    due: int

    @property
    def stage(self) -> Stage:
        """Return where the reading stands; a visit at which nothing is due is untouched."""
        if not self.done:
            return Stage.UNTOUCHED
        return Stage.READ if self.done >= self.due else Stage.READING


def progress_of(document: Document, subject: str) -> dict[str, Progress]:
    """Return by visit label how far it is read.

    A lesion is due from the visit of its first row on: a new lesion owes nothing to the visits
    before it was seen.
    """
    labels = [visit.label for visit in visits_of(document, subject)]
    read: dict[str, set[int]] = {}
    for row in own_rows(document, subject):
        if row.lesion and row.visit in labels:
            read.setdefault(row.lesion, set()).add(labels.index(row.visit))
    for fragment, parent in parents_of(document, subject).items():
        # A lesion that has split is read where its fragments are.
        read.setdefault(parent, set()).update(read.get(fragment, ()))
    known = {lesion.id for lesion in lesions_of(document, subject)}
    places = [found for lesion, found in read.items() if lesion in known]
    return {
        label: Progress(
            done=sum(n in found for found in places),
            due=sum(min(found) <= n for found in places),
        )
        for n, label in enumerate(labels)
    }


def progress_text(document: Document, subject: str, visit: str, findings: int) -> str:
    """Say how far a visit is read, and how many findings are open; empty where nothing is due."""
    found = progress_of(document, subject).get(visit)
    notes = f"{findings} finding{'s' if findings != 1 else ''}" if findings else "no open findings"
    due = found.due if found is not None else 0
    return f"{found.done} of {due} lesions read · {notes}" if found and due else ""
