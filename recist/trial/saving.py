"""Saving readings into a trial: rows and calipers, as they are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from recist.model.dates import ScanDate
from recist.model.errors import InputError
from recist.model.row import Row
from recist.trial.accounts import is_open_to_all
from recist.trial.audit import Key, Value
from recist.trial.caliper_cells import caliper_from_json, caliper_to_json
from recist.trial.calipers import CaliperRecord, fault_of
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor
from recist.trial.ports import Records, Work
from recist.trial.reads import Stage, demand_in_order, demand_writable, read_key, value_of
from recist.trial.relabelled import follow_lesions, relabelled
from recist.trial.row_cells import cells_from_row, row_from_cells
from recist.trial.settings import is_sequential
from recist.trial.visits import PlannedVisit, moved_date

ROW, CALIPER = "row", "caliper"
NAMED = ("subject", "reader", "visit", "lesion")

Versions = Mapping[Key, int]
"""The version of every row and caliper, as they were when they were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Rows and calipers of a trial, with the versions that a save has to find."""

    rows: tuple[Row, ...]
    calipers: tuple[CaliperRecord, ...]
    versions: Versions


def readings_of(
    view: Records, *, subject: str | None = None, reader: str | None = None
) -> Readings:
    """Return what has been read."""
    rows = view.all(ROW, subject=subject, reader=reader)
    calipers = view.all(CALIPER, subject=subject, reader=reader)
    return Readings(
        rows=tuple(_row_of(one.key, one.value) for one in rows),
        calipers=tuple(
            caliper_from_json({**one.value, **_named(one.key)}, "trial") for one in calipers
        ),
        versions={one.key: one.version for one in (*rows, *calipers)},
    )


def save_readings(
    work: Work,
    actor: Actor,
    before: Readings,
    rows: tuple[Row, ...],
    calipers: tuple[CaliperRecord, ...],
    reason: str = "",
) -> Readings:
    """Bring the actor's own readings from one state to the next; what is the same is left alone.

    Who works alone may change those of others, too: nobody else could.

    Returns
    -------
    Readings
        The new state, with the versions that the next save has to find.

    Raises
    ------
    StaleError
        Where somebody else has changed one of them since they were read.
    NotAllowedError
        Where a visit is signed or not planned, an earlier one has to be signed first, the database
        is locked, a row could not be read again, or a caliper is 0 mm long and no point.
    """
    drawn = _but(calipers, before.calipers)
    wanted = values_of(_but(rows, before.rows), drawn)
    known = values_of(_but(before.rows, rows), _but(before.calipers, calipers))
    changed = [key for key in known.keys() | wanted.keys() if known.get(key) != wanted.get(key)]
    if not changed:
        return Readings(rows=rows, calipers=calipers, versions=before.versions)
    alone = is_open_to_all(work)
    sequential = not alone and is_sequential(work)
    if any(key.reader != actor.user for key in changed) and not alone:
        raise NotAllowedError("readers change readings of their own, and no others")
    for subject, reader, visit in sorted({(one.subject, one.reader, one.visit) for one in changed}):
        read = demand_writable(work, actor, subject, visit, reader=reader)
        demand_in_order(work, actor, subject, visit, sequential=sequential)
        if read.stage is Stage.TO_READ:
            begun = value_of(replace(read, stage=Stage.IN_PROGRESS))
            work.put(read_key(subject, reader, visit), begun, expect=None)
    for fault in filter(None, map(fault_of, drawn)):
        raise NotAllowedError(fault)
    _demand_readable(wanted, changed)
    if not alone:
        _demand_planned(work, {(key.subject, key.visit) for key in changed if key in wanted})
    versions = dict(before.versions)
    for key in sorted(changed):
        expect = versions.pop(key, 0)
        if key not in wanted:
            work.remove(key, expect=expect, reason=reason)
            continue
        work.put(key, wanted[key], expect=expect, reason=reason)
        kept = work.get(key)
        versions |= {} if kept is None else {key: kept.version}
    follow_lesions(work, relabelled((before.rows, before.calipers), (rows, calipers)))
    return Readings(rows=rows, calipers=calipers, versions=versions)


def _row_of(key: Key, value: Value) -> Row:
    return row_from_cells({**value, **_named(key)}, "trial", is_kept=True)


def _demand_planned(work: Work, places: Iterable[tuple[str, str]]) -> None:
    """Make sure that nothing is read of what the trial does not know: nobody would find it."""
    for subject, visit in sorted(places):
        if work.get(Key(kind="visit", subject=subject, visit=visit)) is None:
            raise NotAllowedError(
                f"subject {subject} has no visit {visit} in this trial; a coordinator adds it"
            )


def _demand_readable(wanted: Mapping[Key, Value], changed: Iterable[Key]) -> None:
    """Make sure that what is kept can be read again: one row that cannot would close the trial."""
    for key in sorted(changed):
        if key.kind == ROW and key in wanted:
            try:
                _row_of(key, wanted[key])
            except InputError as error:
                raise NotAllowedError(str(error)) from error


def redate_rows(
    work: Work, known: Readings, before: Iterable[PlannedVisit], after: Iterable[PlannedVisit]
) -> Readings:
    """Bring every reader's rows at a visit along with its date (see `moved_date`).

    Parameters
    ----------
    known : Readings
        As they were when somebody gave the visits ``after`` another date than ``before``.

    Returns
    -------
    Readings
        Those that are known, as they are now.

    Raises
    ------
    StaleError
        Where somebody else has changed one of them since.
    """
    was = {(one.subject, one.label): one.date for one in before}
    dates = {
        (one.subject, one.label): (was[one.subject, one.label], one.date)
        for one in after
        if was.get((one.subject, one.label), one.date) != one.date
    }
    if not dates:
        return known
    versions = dict(known.versions)
    for (subject, visit), change in dates.items():
        for record in work.all(ROW, subject=subject):
            own = ScanDate.parse(record.value.get("date", ""))
            date = moved_date(own, *change)
            if record.key.visit != visit or date == own:
                continue
            value = {name: cell for name, cell in record.value.items() if name != "date"}
            dated = {**value, "date": date.text} if date.text else value
            work.put(record.key, dated, expect=versions.get(record.key))
            kept = work.get(record.key)
            if kept is not None and record.key in versions:
                versions[record.key] = kept.version
    rows = tuple(
        replace(row, date=moved_date(row.date, *dates[row.subject, row.visit]))
        if (row.subject, row.visit) in dates
        else row
        for row in known.rows
    )
    return replace(known, rows=rows, versions=versions)


def changed_rows(before: tuple[Row, ...], after: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows that are other ones than before; the very same values are not looked at."""
    return _but(after, before)


_One = TypeVar("_One", Row, CaliperRecord)


def _but(these: tuple[_One, ...], those: tuple[_One, ...]) -> tuple[_One, ...]:
    """Leave out the very same values: of thousands, a gesture changes a few."""
    known = {id(one) for one in those}
    return tuple(one for one in these if id(one) not in known)


def values_of(rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...] = ()) -> dict[Key, Value]:
    """Return rows and calipers as they are kept."""
    kept: dict[Key, Value] = {}
    for row in rows:
        cells = {name: text for name, text in cells_from_row(row).items() if text}
        kept[_key(ROW, cells)] = _bare(cells)
    for record in calipers:
        values = caliper_to_json(record)
        kept[_key(CALIPER, values)] = _bare(values)
    return kept


def _key(kind: str, values: Mapping[str, Any]) -> Key:
    return Key(
        kind=kind,
        subject=values["subject"],
        reader=values.get("reader", ""),
        visit=values["visit"],
        name=values.get("lesion", ""),
    )


def _bare(values: Mapping[str, Any]) -> Value:
    return {name: value for name, value in values.items() if name not in NAMED}


def _named(key: Key) -> dict[str, str]:
    return {"subject": key.subject, "reader": key.reader, "visit": key.visit, "lesion": key.name}
