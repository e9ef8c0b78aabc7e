"""The visits that a trial keeps: their labels, dates and studies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recist.model.dates import ScanDate
from recist.trial.audit import Key, Value
from recist.trial.errors import StaleError
from recist.trial.people import Actor
from recist.trial.ports import Records, Work
from recist.trial.reads import demand_open
from recist.trial.rights import Right, demand
from recist.trial.visits import PlannedVisit

VISIT = "visit"


def kept_visits(records: Records) -> tuple[PlannedVisit, ...]:
    """Return every visit of a trial."""
    return tuple(
        PlannedVisit(
            subject=one.key.subject,
            label=one.key.visit,
            date=ScanDate.parse(one.value["date"]),
            studies=tuple(one.value["studies"]),
        )
        for one in records.all(VISIT)
    )


def save_visits(
    work: Work,
    actor: Actor,
    before: Iterable[PlannedVisit],
    after: Iterable[PlannedVisit],
) -> None:
    """Bring the visits of a trial from one state to the next; what is the same is left alone.

    Raises
    ------
    NotAllowedError
        Where one differs and the actor may not change it, or the database is locked.
    StaleError
        Where somebody else has changed one of them since.
    """
    known, wanted = _values(before), _values(after)
    changed = [key for key in known.keys() | wanted.keys() if known.get(key) != wanted.get(key)]
    if not changed:
        return
    demand(actor, Right.EDIT_SUBJECTS)
    demand_open(work)
    for key in sorted(changed):
        kept = work.get(key)
        if known.get(key) != (None if kept is None else kept.value):
            message = f"{key.visit} of {key.subject}: somebody else has changed it; load it again"
            raise StaleError(message, (key,))
        if key in wanted:
            work.put(key, wanted[key], expect=None)
        else:
            work.remove(key, expect=None)


def with_kept(
    kept: Iterable[PlannedVisit], planned: Iterable[PlannedVisit]
) -> tuple[PlannedVisit, ...]:
    """Return the visits that are kept, with the studies that they do not know yet put in.

    A study that a kept visit has stays there, whatever its files say now.
    """
    found = {(one.subject, one.label): one for one in kept}
    placed = {uid for one in found.values() for uid in one.studies}
    for visit in planned:
        new = tuple(uid for uid in visit.studies if uid not in placed)
        here = (visit.subject, visit.label)
        if here in found:
            found[here] = replace(found[here], studies=(*found[here].studies, *new))
        elif new or not visit.studies:
            found[here] = replace(visit, studies=new)
    return tuple(found.values())


def _values(visits: Iterable[PlannedVisit]) -> dict[Key, Value]:
    return {
        Key(kind=VISIT, subject=one.subject, visit=one.label): {
            "date": one.date.text,
            "studies": list(one.studies),
        }
        for one in visits
    }
