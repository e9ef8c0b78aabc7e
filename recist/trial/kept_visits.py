"""The visits that a trial keeps: their labels, dates and studies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recist.model.dates import ScanDate
from recist.trial.accounts import is_open_to_all
from recist.trial.audit import Key, Value
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.people import Actor
from recist.trial.ports import Record, Records, Work
from recist.trial.reads import Stage, demand_open
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

    A visit that gets another name takes its images along, which signatures vouch for.

    Raises
    ------
    NotAllowedError
        Where one differs and the actor may not change it, the database is locked, or one that
        somebody reads would lose its name, its images or, once signed, its date.
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
        _demand_free(work, key, known.get(key), wanted.get(key))
        if key in wanted:
            work.put(key, wanted[key], expect=None)
        else:
            work.remove(key, expect=None)
            _move_images(work, key, _successor(known[key], wanted, known))


def _demand_free(work: Work, key: Key, before: Value | None, after: Value | None) -> None:
    """Raise ``NotAllowedError`` where a change of a visit would take something from its reads."""
    if before is None:
        return
    reads = [one for one in work.all("read", subject=key.subject) if one.key.visit == key.visit]
    signed = any(one.value["stage"] == Stage.SIGNED for one in reads)
    named = f"{key.visit} of {key.subject}"
    if after is None and (signed or (reads and not is_open_to_all(work))):
        raise NotAllowedError(f"{named} is read already: it keeps its name and its subject")
    if after is not None and signed and after["date"] != before["date"]:
        raise NotAllowedError(f"{named} is signed: it keeps its date")
    lost = after is not None and not set(before["studies"]) <= set(after["studies"])
    if lost and _images(work, key):
        raise NotAllowedError(f"{named} has images of the trial: its studies stay with it")


def _successor(before: Value, wanted: dict[Key, Value], known: dict[Key, Value]) -> Key | None:
    """Return the new visit that has the studies of one that is gone: it was given another name."""
    new = (key for key, value in wanted.items() if key not in known and before["studies"])
    return next((key for key in new if wanted[key]["studies"] == before["studies"]), None)


def _move_images(work: Work, key: Key, successor: Key | None) -> None:
    images = _images(work, key)
    if images and successor is None:
        raise NotAllowedError(f"{key.visit} of {key.subject} has images, and stays")
    for one in images:
        work.remove(one.key, expect=None)
        assert successor is not None
        moved = replace(one.key, subject=successor.subject, visit=successor.visit)
        work.put(moved, one.value, expect=None)


def _images(work: Work, key: Key) -> list[Record]:
    return [one for one in work.all("image", subject=key.subject) if one.key.visit == key.visit]


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
