"""The reads of a trial: who has read which visit, how far it is, and what may be changed.

A read is of one subject by one reader under the trial's protocol. Its visits are signed one by
one; a signed visit is locked, and so is everything once the database is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recist.model.dates import ScanDate
from recist.trial.audit import Key
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor
from recist.trial.ports import Record, Records
from recist.trial.rights import Right, demand
from recist.trial.visits import BASELINE

DATABASE_LOCK = Key(kind="lock")
DIGITS = re.compile(r"([0-9]+)")


class Stage(StrEnum):
    """How far the read of a visit is."""

    TO_READ = "to read"
    IN_PROGRESS = "in progress"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRead:
    """One visit of a read.

    Attributes
    ----------
    version : int
        1, and one more each time that the visit was unlocked.
    """

    subject: str
    reader: str
    visit: str
    stage: Stage = Stage.TO_READ
    version: int = 1


def read_key(subject: str, reader: str, visit: str) -> Key:
    """Return where the state of a visit's read is kept."""
    return Key(kind="read", subject=subject, reader=reader, visit=visit)


def visit_read(view: Records, subject: str, reader: str, visit: str) -> VisitRead:
    """Return how far the read of a visit is."""
    record = view.get(read_key(subject, reader, visit))
    if record is None:
        return VisitRead(subject=subject, reader=reader, visit=visit)
    return _of(record)


def _of(record: Record) -> VisitRead:
    return VisitRead(
        subject=record.key.subject,
        reader=record.key.reader,
        visit=record.key.visit,
        stage=Stage(record.value["stage"]),
        version=record.value["version"],
    )


def value_of(read: VisitRead) -> dict[str, object]:
    """Return what is kept of a visit's read."""
    return {"stage": str(read.stage), "version": read.version}


def visits_in_order(view: Records, subject: str) -> list[str]:
    """Return the labels of a subject's planned visits, by date."""
    return [one.key.visit for one in sorted(view.all("visit", subject=subject), key=visit_order)]


def visit_order(planned: Record) -> tuple[date, int, list[tuple[int, str]]]:
    """Return where a planned visit stands among those of its subject.

    They go by the first day that the date allows, undated ones last; on one day the baseline is
    first, and week 6 before week 12.
    """
    label = planned.key.visit.strip().casefold()
    day = ScanDate.parse(str(planned.value["date"])).earliest
    first = BASELINE.index(label) if label in BASELINE else len(BASELINE)
    parts = [(int(part), "") if part.isdecimal() else (0, part) for part in DIGITS.split(label)]
    return day or date.max, first, parts


def demand_open(view: Records) -> None:
    """Raise ``NotAllowedError`` where the database is locked."""
    if view.get(DATABASE_LOCK) is not None:
        raise NotAllowedError(
            "the database is locked: nothing can be changed any more", "the database is locked"
        )


def demand_writable(
    view: Records, actor: Actor, subject: str, visit: str, *, reader: str | None = None
) -> VisitRead:
    """Return a read of a visit, the actor's own unless another reader is named, to be changed.

    Raises
    ------
    NotAllowedError
        Where the actor is no reader, the visit is signed, or the database is locked.
    """
    demand(actor, Right.READ)
    demand_open(view)
    read = visit_read(view, subject, actor.user if reader is None else reader, visit)
    if read.stage is Stage.SIGNED:
        raise NotAllowedError(
            f"{visit} is signed: it can be changed once it is unlocked, with a reason",
            "the visit is signed",
        )
    return read


def waits_for(view: Records, reader: str, subject: str, visit: str) -> str:
    """Return the first visit before this one that its reader has not signed, or an empty text."""
    for label in _before(visits_in_order(view, subject), visit):
        if visit_read(view, subject, reader, label).stage is not Stage.SIGNED:
            return label
    return ""


def demand_in_order(
    view: Records, actor: Actor, subject: str, visit: str, *, sequential: bool
) -> None:
    """Raise ``NotAllowedError`` where an earlier visit is not signed yet, or a later one is.

    A scan may come in late, between visits that are signed. What is read of it would change the
    nadir, and so the response, that those after it were signed with.
    """
    if not sequential:
        return
    first = waits_for(view, actor.user, subject, visit)
    if first:
        raise NotAllowedError(
            f"{first} comes first: sign it before {visit} is opened",
            "an earlier visit is not signed",
        )
    for label in from_on(visits_in_order(view, subject), visit)[1:]:
        if visit_read(view, subject, actor.user, label).stage is Stage.SIGNED:
            raise NotAllowedError(
                f"{label} comes after {visit} and is signed; it has to be unlocked before {visit} "
                "is read",
                "a later visit is signed",
            )


def _before(labels: Sequence[str], visit: str) -> Sequence[str]:
    return labels[: labels.index(visit)] if visit in labels else ()


def from_on(labels: Sequence[str], visit: str) -> Sequence[str]:
    """Return a visit and those after it."""
    return labels[labels.index(visit) :] if visit in labels else (visit,)
