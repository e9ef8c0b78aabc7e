"""Readings of several files into a trial: each file whole or not at all.

What belongs together is kept together: all files that can be imported are one change of the trial.
A file that the trial does not allow is named with the reason, and costs no other one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recist.model.row import Row
from recist.trial.accounts import users_of
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError
from recist.trial.images import images_of
from recist.trial.importing import VISIT, import_rows
from recist.trial.people import Actor
from recist.trial.ports import Records, Trial, Work
from recist.trial.rights import Right, may
from recist.trial.stated import Refused

Place = tuple[str, str]
"""Subject and visit, as the trial names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPart:
    """The readings of one file.

    Attributes
    ----------
    by_date : bool
        Whether its visits are those of their images or dates, and no labels that people gave.
    """

    name: str
    rows: tuple[Row, ...]
    calipers: tuple[CaliperRecord, ...] = ()
    by_date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedParts:
    """What became of the files.

    Attributes
    ----------
    new, there : int
        Rows that were added, and rows that the trial had already.
    moved : tuple of str
        Where the trial has a reading under another subject or visit than its file, a sentence.
    """

    new: int
    there: int
    moved: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


class _NotYet(Exception):  # noqa: N818 - it undoes a trial run and is no error
    """Carries what a trial run of an import has come to."""

    def __init__(self, refusal: NotAllowedError | None) -> None:
        super().__init__()
        self.refusal = refusal


def import_parts(
    trial: Trial, actor: Actor, parts: Sequence[ImportPart], reason: str
) -> ImportedParts:
    """Add the readings of files to a trial, without those that it does not allow.

    Parameters
    ----------
    parts : sequence of ImportPart
        In the order in which they are tried: of two that exclude each other the first is taken.
    reason : str
        Why they are there, such as the names of the files.

    Raises
    ------
    TrialError
        Where the trial cannot be written.
    """
    with trial.view() as view:
        placed = [_seated(view, actor, one) for one in parts]
    moved = {one.name: told for one, told in placed}
    allowed = [one for one, _ in placed]
    refused: list[Refused] = []
    try:
        new = _kept(trial, actor, allowed, reason)
    except NotAllowedError as refusal:
        # The chain knows of it now; which of the files it is, trial runs tell.
        allowed, refused = _allowed(trial, actor, allowed, reason, refusal)
        new = _kept(trial, actor, allowed, reason)
    return ImportedParts(
        new=new,
        there=sum(len(one.rows) for one in allowed) - new,
        moved=tuple(dict.fromkeys(told for one in allowed for told in moved[one.name])),
        refused=tuple(refused),
    )


def _kept(trial: Trial, actor: Actor, parts: Sequence[ImportPart], reason: str) -> int:
    """Import for good; return how many rows are new."""
    rows = [row for one in parts for row in one.rows]
    calipers = [caliper for one in parts for caliper in one.calipers]
    if not rows:
        return 0
    return trial.do(actor, lambda work: import_rows(work, actor, rows, reason, calipers)) or 0


def _allowed(
    trial: Trial, actor: Actor, parts: Sequence[ImportPart], reason: str, first: NotAllowedError
) -> tuple[list[ImportPart], list[Refused]]:
    """Part what the trial would take from what it would not; halves are tried, then halves of them.

    A visit may be spread over several files, so each try has all that was allowed before.
    """
    allowed: list[ImportPart] = []
    if len(parts) == 1:
        return [], [_refusal(parts[0], first)]
    refused: list[Refused] = []
    waiting = [list(parts[: len(parts) // 2]), list(parts[len(parts) // 2 :])]
    while waiting:
        some = waiting.pop(0)
        if not some:
            continue
        refusal = _tried(trial, actor, [*allowed, *some], reason)
        if refusal is None:
            allowed += some
        elif len(some) == 1:
            refused.append(_refusal(some[0], refusal))
        else:
            half = len(some) // 2
            waiting[:0] = [some[:half], some[half:]]
    return allowed, refused


def _refusal(part: ImportPart, refusal: NotAllowedError) -> Refused:
    """Name the file, and the row where the refusal does."""
    place, colon, why = str(refusal).partition(": ")
    if colon and place.startswith(part.name):
        return Refused(where=place, why=why)
    return Refused(where=part.name, why=str(refusal))


def _tried(
    trial: Trial, actor: Actor, parts: Sequence[ImportPart], reason: str
) -> NotAllowedError | None:
    """Import and undo it again; return why the trial does not allow it, None where it does."""
    rows = [row for one in parts for row in one.rows]
    calipers = [caliper for one in parts for caliper in one.calipers]

    def deed(work: Work) -> None:
        try:
            import_rows(work, actor, rows, reason, calipers)
        except NotAllowedError as refusal:
            raise _NotYet(refusal) from None
        raise _NotYet(None)

    try:
        trial.do(actor, deed)
    except _NotYet as tried:
        return tried.refusal
    return None


def _seated(records: Records, actor: Actor, part: ImportPart) -> tuple[ImportPart, list[str]]:
    """Give readings the trial's names for reader, subject and visit."""
    readers = {row.reader: _user(records, row.reader) for row in part.rows}
    places = _places(records, actor, part)
    rows, moved = [], []
    for row in part.rows:
        subject, visit = places.get((row.subject, row.visit, row.image), (row.subject, row.visit))
        rows.append(replace(row, reader=readers[row.reader], subject=subject, visit=visit))
        # A visit that the file calls by its day has no name that anybody would miss.
        was_named = row.visit not in (visit, row.date.text)
        if subject != row.subject or was_named:
            what = f"{row.visit} of subject {row.subject} is {visit} of {subject} in the trial"
            moved.append(f"{part.name}: {what}")
    calipers = []
    for one in part.calipers:
        subject, visit = places.get((one.subject, one.visit, one.image), (one.subject, one.visit))
        reader = readers.get(one.reader, one.reader)
        calipers.append(replace(one, reader=reader, subject=subject, visit=visit))
    return replace(part, rows=tuple(rows), calipers=tuple(calipers)), moved


def _places(records: Records, actor: Actor, part: ImportPart) -> dict[tuple[str, str, str], Place]:
    """Return where readings belong: at the visit of their image, else at the one of their date."""
    if not part.by_date:
        return {}
    by_image: dict[str, set[Place]] = {}
    # Whose scan it is, only those may learn from an image who bring images themselves.
    if may(actor, Right.ADD_IMAGES):
        for image in images_of(records):
            by_image.setdefault(image.instance, set()).add((image.subject, image.visit))
    found: dict[tuple[str, str, str], Place] = {}
    for row in part.rows:
        own = by_image.get(row.image.partition("#")[0], set())
        visits = own if len(own) == 1 else _of_that_day(records, row)
        if len(visits) == 1:
            (found[row.subject, row.visit, row.image],) = visits
    return found


def _of_that_day(records: Records, row: Row) -> set[Place]:
    """Return the visits of a row's subject on its day; one that bears its label is enough."""
    visits = records.all(VISIT, subject=row.subject)
    if any(one.key.visit.casefold() == row.visit.casefold() for one in visits):
        return set()
    same = [one for one in visits if row.date.text and one.value["date"] == row.date.text]
    return {(one.key.subject, one.key.visit) for one in same}


def _user(records: Records, reader: str) -> str:
    """Return the user of the trial that a file means by its reader, as typed where it is none.

    Structured reports have the name of a person, family name first: ``Doe^John``.
    """
    users = users_of(records)
    if not reader or any(one.name == reader for one in users):
        return reader
    parts = [part for part in reader.split("^") if part]
    names = {reader.casefold(), " ".join(parts).casefold(), " ".join(reversed(parts)).casefold()}
    meant = [
        one.name for one in users if {one.name.casefold(), one.printed_name.casefold()} & names
    ]
    return meant[0] if len(meant) == 1 else reader
