"""Reading tables into a trial: what is not there yet is added, nothing that is there is changed.

Readers bring readings of their own. A coordinator may bring those of every reader, such as the
reads of an earlier system, to visits that the reader has not begun. The chain tells who brought
them; the reader makes them their own by signing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recist.model.row import Row
from recist.trial.accounts import is_open_to_all, user_named
from recist.trial.audit import Key, Value
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor, Role
from recist.trial.ports import Records, Work
from recist.trial.reads import (
    Stage,
    demand_in_order,
    demand_open,
    demand_writable,
    read_key,
    value_of,
    visit_read,
)
from recist.trial.rights import Right, demand, may
from recist.trial.saving import ROW, values_of
from recist.trial.settings import is_sequential

VISIT, ACCEPTED = "visit", "accepted"


def import_rows(
    work: Work,
    actor: Actor,
    rows: Iterable[Row],
    reason: str,
    calipers: Iterable[CaliperRecord] = (),
) -> int:
    """Add the rows of reading tables, and the calipers that go with them.

    Parameters
    ----------
    rows : iterable of Row
        Rows without a reader are the actor's own, where the actor reads.
    reason : str
        Why they are there, such as the names of the files.

    Returns
    -------
    int
        How many rows are new.

    Raises
    ------
    NotAllowedError
        Where a row is not the actor's to bring, is of a visit that may not be changed or that
        the trial does not have, or that comes after one of the actor's own that is to be signed
        first, or stands differently in the trial; or the database is locked.
    """
    demand_open(work)
    known = _labels(work)
    new: dict[Key, tuple[Row, Value]] = {}
    readers: dict[str, str] = {}
    for row in rows:
        label = known.get((row.subject, row.visit.casefold()), row.visit)
        known.setdefault((row.subject, row.visit.casefold()), label)
        # Asked once for each: a table has many rows of few readers.
        if row.reader not in readers:
            readers[row.reader] = _reader(work, actor, row)
        placed = replace(row, reader=readers[row.reader], visit=label)
        ((key, value),) = values_of((placed,)).items()
        if _is_new(work, new, key, value, row):
            new[key] = placed, value
    _plan_visits(work, actor, [row for row, _ in new.values()])
    for subject, reader, visit in sorted({(one.subject, one.reader, one.visit) for one in new}):
        _begin(work, actor, subject, reader, visit)
    for key, (_, value) in new.items():
        work.put(key, value, expect=0, reason=reason)
    for key, caliper in _calipers_of(actor, new, known, calipers).items():
        work.put(key, caliper, expect=0, reason=reason)
    return len(new)


def _calipers_of(
    actor: Actor,
    new: Mapping[Key, object],
    known: Mapping[tuple[str, str], str],
    calipers: Iterable[CaliperRecord],
) -> dict[Key, Value]:
    """Return the calipers that go with new rows."""
    found: dict[Key, Value] = {}
    for record in calipers:
        label = known.get((record.subject, record.visit.casefold()), record.visit)
        placed = replace(record, reader=record.reader or actor.user, visit=label)
        ((key, value),) = values_of((), (placed,)).items()
        if replace(key, kind=ROW) in new:
            found[key] = value
    return found


def _labels(records: Records) -> dict[tuple[str, str], str]:
    """Return the label of each planned visit, however it is written."""
    planned = (one.key for one in records.all(VISIT))
    return {(key.subject, key.visit.casefold()): key.visit for key in planned}


def _reader(records: Records, actor: Actor, row: Row) -> str:
    """Return whose row this becomes."""
    own = may(actor, Right.READ)
    if own and row.reader in ("", actor.user):
        return actor.user
    if own and not may(actor, Right.IMPORT_READS):
        raise NotAllowedError(
            f"{row.source}, column reader: {row.reader} is somebody else; you bring readings of "
            "your own"
        )
    demand(actor, Right.IMPORT_READS)
    if not row.reader:
        raise NotAllowedError(f"{row.source}, column reader: is empty; name who has read this")
    user = user_named(records, row.reader)
    # Who works alone has nobody else who could log in, and may still look at others' tables.
    if not is_open_to_all(records) and (user is None or Role.READER not in user.roles):
        raise NotAllowedError(
            f"{row.source}, column reader: {row.reader} is no reader of the trial; "
            "`recist trial users add` makes one"
        )
    return row.reader


def _is_new(
    records: Records, new: dict[Key, tuple[Row, Value]], key: Key, value: Value, row: Row
) -> bool:
    kept = records.get(key)
    before = new[key][1] if key in new else None if kept is None else kept.value
    if before is not None and _differ(before, value):
        raise NotAllowedError(
            f"{row.source}: {row.lesion or 'the visit'} at {row.visit} stands differently in the "
            "trial already; an import changes nothing that is there"
        )
    return before is None


def _differ(before: Value, value: Value) -> bool:
    """Compare two rows; an acceptance that one of them leaves open is none that differs."""
    is_open = not (before.get(ACCEPTED) and value.get(ACCEPTED))
    one, other = (
        {name: cell for name, cell in row.items() if not (is_open and name == ACCEPTED)}
        for row in (before, value)
    )
    return one != other


def _plan_visits(work: Work, actor: Actor, rows: Sequence[Row]) -> None:
    """Add the visits that the trial does not have; only who may change subjects can."""
    dates: dict[Key, list[str]] = {}
    for row in rows:
        key = Key(kind=VISIT, subject=row.subject, visit=row.visit)
        dates.setdefault(key, []).extend(filter(None, [row.date.text]))
    for key, days in dates.items():
        if work.get(key) is not None:
            continue
        if not may(actor, Right.EDIT_SUBJECTS):
            raise NotAllowedError(
                f"subject {key.subject} has no visit {key.visit} in this trial; "
                "a coordinator adds it"
            )
        work.put(key, {"date": min(days, default=""), "studies": []}, expect=0)


def _begin(work: Work, actor: Actor, subject: str, reader: str, visit: str) -> None:
    """Make sure that a visit may get rows, and say that its read has begun."""
    if reader == actor.user:
        read = demand_writable(work, actor, subject, visit)
        sequential = not is_open_to_all(work) and is_sequential(work)
        demand_in_order(work, actor, subject, visit, sequential=sequential)
    else:
        read = visit_read(work, subject, reader, visit)
        if read.stage is not Stage.TO_READ:
            raise NotAllowedError(
                f"{reader} has begun to read {visit} of subject {subject}; nobody else adds to it"
            )
    begun = value_of(replace(read, stage=Stage.IN_PROGRESS))
    work.put(read_key(subject, reader, visit), begun, expect=None)
