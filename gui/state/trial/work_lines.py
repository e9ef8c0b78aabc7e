"""The work list as lines of a table: what is to be done stands first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from heapq import merge

from gui.state.tongue import later, tr
from recist.model.protocol import Protocol
from recist.trial.blinding import hides_dates
from recist.trial.people import Actor
from recist.trial.ports import Records
from recist.trial.progress import Progress, progress_of
from recist.trial.reads import Stage
from recist.trial.rights import Right, may
from recist.trial.worklist import (
    Work,
    may_be_apart,
    may_see_adjudications,
    subject_item,
    visit_items,
    work_of,
)


class Sight(StrEnum):
    """The state of a line; what is to be done first is first."""

    QUERY = "query"
    TO_ADJUDICATE = "to adjudicate"
    IN_PROGRESS = "in progress"
    TO_READ = "to read"
    WAITING = "waiting"
    SIGNED = "signed"
    ADJUDICATED = "adjudicated"


WORDS: Mapping[Sight, str] = {
    Sight.QUERY: later("query"),
    Sight.TO_ADJUDICATE: later("to adjudicate"),
    Sight.IN_PROGRESS: later("in progress"),
    Sight.TO_READ: later("to read"),
    Sight.WAITING: later("waiting"),
    Sight.SIGNED: later("signed"),
    Sight.ADJUDICATED: later("adjudicated"),
}
SIGNS: Mapping[Sight, str] = {
    Sight.QUERY: "?",
    Sight.TO_ADJUDICATE: "≠",
    Sight.IN_PROGRESS: "◐",
    Sight.TO_READ: "○",
    Sight.WAITING: "–",
    Sight.SIGNED: "✓",
    Sight.ADJUDICATED: "=",
}
"""Beside the word, for whoever sees no colours."""
TO_DO = (Sight.QUERY, Sight.TO_ADJUDICATE, Sight.IN_PROGRESS, Sight.TO_READ)
"""What somebody can do something about now."""
DIGITS = re.compile(r"([0-9]+)")
_ORDER = {sight: n for n, sight in enumerate(Sight)}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLine:
    """One line of the work list.

    Attributes
    ----------
    visit : str
        Empty where the line is about both reads of a subject.
    date : str
        Empty where it is kept from who is looking.
    waits_for : str
        The visit that has to be signed before this one may be opened; empty where none has.
    place : int
        1, 2, … among the visits of the subject.
    """

    subject: str
    reader: str
    visit: str
    date: str
    sight: Sight
    waits_for: str = ""
    place: int = 0

    @property
    def why(self) -> str:
        """Why the visit waits, in words; empty where it does not."""
        if not self.waits_for:
            return ""
        return tr("{visit} is to be signed first", visit=self.waits_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLines:
    """The work list.

    Attributes
    ----------
    to_compare : tuple of str
        Subjects with two finished reads, not compared yet: that takes some milliseconds each.
    progress : Progress
        What the lines were made of.
    """

    lines: tuple[WorkLine, ...]
    to_compare: tuple[str, ...]
    progress: Progress


def work_lines(records: Records, actor: Actor, protocol: Protocol) -> WorkLines:
    """Return what an actor may see of the work, but for the comparison of finished reads."""
    progress = progress_of(records)
    lines: list[WorkLine] = []
    to_compare: list[str] = []
    shows_dates = sees_dates(actor, protocol)
    for subject, dates in progress.visits.items():
        places = {label: n for n, label in enumerate(dates, start=1)}
        items = visit_items(progress, actor, protocol, subject)
        first = {
            reader: _first_unsigned(progress, subject, reader)
            for reader in {one.reader for one in items}
        }
        for item in items:
            waits = protocol.reading.sequential and item.work is Work.TO_READ
            waits_for = first[item.reader] if waits and first[item.reader] != item.visit else ""
            lines.append(
                WorkLine(
                    subject=subject,
                    reader=item.reader,
                    visit=item.visit,
                    date=dates[item.visit] if shows_dates else "",
                    sight=Sight.WAITING if waits_for else Sight(item.work.value),
                    waits_for=waits_for,
                    place=places[item.visit],
                )
            )
        if not may_see_adjudications(actor):
            continue
        if subject in progress.adjudicated:
            lines.append(subject_line(subject, Work.ADJUDICATED))
        elif may_be_apart(progress, protocol, subject):
            to_compare.append(subject)
    return WorkLines(lines=in_order(lines), to_compare=tuple(to_compare), progress=progress)


def subject_line(subject: str, work: Work) -> WorkLine:
    """Return the line of a subject whose reads are compared."""
    item = subject_item(subject, work)
    return WorkLine(subject=item.subject, reader="", visit="", date="", sight=Sight(str(work)))


def _first_unsigned(progress: Progress, subject: str, reader: str) -> str:
    """Return the visit that a reader signs next, an empty text where all are signed."""
    for label in progress.visits[subject]:
        if progress.stage(subject, reader, label) is not Stage.SIGNED:
            return label
    return ""


def sees_dates(actor: Actor, protocol: Protocol) -> bool:
    """Say whether the dates of visits may be shown."""
    return not hides_dates(actor, protocol.reading)


def in_order(lines: Iterable[WorkLine]) -> tuple[WorkLine, ...]:
    """Put what is to be done first, then go by subject, reader and visit."""
    return tuple(sorted(lines, key=_place))


def merged(lines: Sequence[WorkLine], others: Iterable[WorkLine]) -> tuple[WorkLine, ...]:
    """Put lines in between those that are in order already."""
    return tuple(merge(lines, sorted(others, key=_place), key=_place))


def _place(line: WorkLine) -> tuple[int, tuple[str, ...], str, int]:
    return _ORDER[line.sight], _natural(line.subject), line.reader, line.place


@lru_cache(maxsize=4096)
def _natural(text: str) -> tuple[str, ...]:
    """Return a key that puts 2 before 10."""
    return tuple(part.zfill(12) if part.isdigit() else part for part in DIGITS.split(text))


def counts(lines: Iterable[WorkLine]) -> Mapping[Sight, int]:
    """Count the lines of each state that there are, in the order of the states."""
    found = Counter(line.sight for line in lines)
    return {sight: found[sight] for sight in Sight if found[sight]}


def chosen(lines: Sequence[WorkLine], sight: Sight | None, text: str) -> tuple[WorkLine, ...]:
    """Return the lines of a state (None takes every one) that hold every word of a text."""
    words = text.casefold().split()
    return tuple(
        line
        for line in lines
        if (sight is None or line.sight is sight)
        and (not words or all(word in _said(line) for word in words))
    )


def _said(line: WorkLine) -> str:
    said = (line.subject, line.reader, line.visit, line.date, tr(WORDS[line.sight]))
    return " ".join(said).casefold()


def marks_of(records: Records, actor: Actor, subject: str) -> Mapping[str, Work]:
    """Return how far each visit of a subject is, by label, as the room marks it.

    Readers see their own read; who sees every read sees the one that has most left to do. To
    anybody else nothing is told.
    """
    return _marks(progress_of(records, subject), actor, subject)


def all_marks(records: Records, actor: Actor) -> dict[str, Mapping[str, Work]]:
    """Return how far the visits of every subject are, as `marks_of` does for one."""
    progress = progress_of(records)
    return {subject: _marks(progress, actor, subject) for subject in progress.visits}


def _marks(progress: Progress, actor: Actor, subject: str) -> Mapping[str, Work]:
    if may(actor, Right.READ):
        readers = [actor.user]
    elif may(actor, Right.SEE_ALL_READS):
        readers = progress.readers(subject) or [""]
    else:
        return {}
    return {
        label: min(
            (work_of(progress, subject, reader, label) for reader in readers),
            key=lambda work: _ORDER[Sight(str(work))],
        )
        for label in progress.visits.get(subject, {})
    }
