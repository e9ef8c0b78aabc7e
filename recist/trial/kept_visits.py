"""The visits that a trial keeps: their labels, dates and studies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recist.imaging.series import Inspection, Series
from recist.model.dates import ScanDate
from recist.model.row import Row
from recist.trial.accounts import is_open_to_all
from recist.trial.audit import Key, Value
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.moved_studies import (
    Move,
    StudyOf,
    Visits,
    images_at,
    move_images,
    moves_of,
    not_known,
)
from recist.trial.people import Actor
from recist.trial.ports import Record, Records, Work
from recist.trial.reads import Stage, demand_open, visit_order
from recist.trial.renamed_subjects import take_along
from recist.trial.rights import Right, demand
from recist.trial.visits import Known, KnownVisit, PlannedVisit, plan_visits, subject_of

VISIT = "visit"
Owners = Mapping[tuple[str, str], str]
NOBODY_ELSES: Owners = {}


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
    study_of: StudyOf = not_known,
) -> None:
    """Bring the visits of a trial from one state to the next; what is the same is left alone.

    A study that goes to another visit takes its images along, which signatures vouch for; a
    subject that is given another name, what the trial knows of it.

    Parameters
    ----------
    study_of : callable
        Says of which study an image is; needed where one of several studies leaves a visit.

    Raises
    ------
    NotAllowedError
        Where one differs and the actor may not change it, the database is locked, or one that
        somebody reads would lose its name, its images or, once signed, its date, a study or
        its place among the other visits.
    StaleError
        Where somebody else has changed one of them since.
    """
    known, wanted = _values(before), _values(after)
    changed = [key for key in known.keys() | wanted.keys() if known.get(key) != wanted.get(key)]
    if not changed:
        return
    demand(actor, Right.EDIT_SUBJECTS)
    demand_open(work)
    moves = moves_of(known, wanted)
    for key in sorted(changed):
        kept = work.get(key)
        if known.get(key) != (None if kept is None else kept.value):
            raise _stale(key)
        _demand_free(work, key, known.get(key), wanted.get(key), moves)
    for subject in sorted({key.subject for key in changed}):
        _demand_places(work, subject, known, wanted)
    for key in sorted(changed):
        reason = "; ".join(one.reason for one in moves if key in (one.source, one.target))
        if key in wanted:
            work.put(key, wanted[key], expect=None, reason=reason)
        else:
            work.remove(key, expect=None, reason=reason)
    move_images(work, moves, known, wanted, study_of)
    take_along(work, known, wanted)


def demand_as_known(work: Work, visits: Iterable[PlannedVisit], rows: Iterable[Row]) -> None:
    """Make sure that rows are of visits that are still as their reader knows them.

    Raises
    ------
    StaleError
        Where somebody else has given one of them another name or date since.
    """
    known = {(one.subject, one.label): one.date.text for one in visits}
    for place in sorted({(row.subject, row.visit) for row in rows} & known.keys()):
        key = Key(kind=VISIT, subject=place[0], visit=place[1])
        kept = work.get(key)
        if kept is None or kept.value["date"] != known[place]:
            raise _stale(key)


def _stale(key: Key) -> StaleError:
    message = f"{key.visit} of {key.subject}: somebody else has changed it; load it again"
    return StaleError(message, (key,))


def _demand_free(
    work: Work, key: Key, before: Value | None, after: Value | None, moves: tuple[Move, ...]
) -> None:
    """Raise ``NotAllowedError`` where a change of a visit would take something from its reads."""
    reads = [one for one in work.all("read", subject=key.subject) if one.key.visit == key.visit]
    signed = any(one.value["stage"] == Stage.SIGNED for one in reads)
    named = f"{key.visit} of {key.subject}"
    if before is None:
        return
    if after is None and (signed or (reads and not is_open_to_all(work))):
        raise NotAllowedError(f"{named} is read already: it keeps its name and its subject")
    if after is not None and signed and after["date"] != before["date"]:
        raise NotAllowedError(f"{named} is signed: it keeps its date")
    if signed and any(key in (one.source, one.target) for one in moves):
        raise NotAllowedError(f"{named} is signed: its studies stay as they are")
    going = {one.study for one in moves if one.source == key}
    lost = set(before["studies"]) - going - set(() if after is None else after["studies"])
    if (lost or (after is None and not going)) and images_at(work, key):
        raise NotAllowedError(f"{named} has images of the trial: its studies stay with it")


def _demand_places(work: Work, subject: str, known: Visits, wanted: Visits) -> None:
    """Raise ``NotAllowedError`` where another visit would come before a signed one, or after it.

    The nadir of a signed visit, and so its response, is of the visits before it.
    """
    common = {key for key in known if key in wanted and key.subject == subject}
    before, after = _in_order(known, common), _in_order(wanted, common)
    if before == after:
        return
    for read in work.all("read", subject=subject):
        visit = read.key.visit
        if read.value["stage"] != Stage.SIGNED or visit not in before:
            continue
        changed = set(before[: before.index(visit)]) ^ set(after[: after.index(visit)])
        if changed:
            raise NotAllowedError(
                f"{visit} of {subject} is signed, and {min(changed)} would change sides with it; "
                f"unlock {visit} first"
            )


def _in_order(visits: Visits, keys: Iterable[Key]) -> list[str]:
    records = [Record(key=key, value=visits[key], version=0) for key in keys]
    return [one.key.visit for one in sorted(records, key=visit_order)]


def with_kept(
    kept: Iterable[PlannedVisit],
    planned: Iterable[PlannedVisit],
    owners: Owners = NOBODY_ELSES,
) -> tuple[PlannedVisit, ...]:
    """Return the visits that are kept, with the studies that they do not know yet put in.

    A study that a kept visit of its subject has stays there, whatever its files say now. Two
    patients may share a UID, and files that name no study have an empty one.

    Parameters
    ----------
    owners : mapping
        By the subject that files name and their study whose it is, where it is somebody else's.
    """
    found = {(one.subject, one.label): one for one in kept}
    placed = {(one.subject, uid) for one in found.values() for uid in one.studies}
    for visit in planned:
        there = placed | owners.keys()
        new = tuple(uid for uid in visit.studies if (visit.subject, uid) not in there)
        here = (visit.subject, visit.label)
        if here in found:
            found[here] = replace(found[here], studies=(*found[here].studies, *new))
        elif new or not visit.studies:
            found[here] = replace(visit, studies=new)
    return tuple(found.values())


def with_found(
    kept: Iterable[PlannedVisit],
    inspection: Inspection,
    rows: Sequence[Known],
    owners: Owners = NOBODY_ELSES,
) -> tuple[PlannedVisit, ...]:
    """Return the visits that are kept, with those of scans that were found since.

    A new study is named beside what is kept: it does not become a visit of the same name and
    another date, and that of a patient who was given another name goes with the patient.

    Parameters
    ----------
    rows : sequence of Known
        What was read, which may name visits that are not kept yet.
    owners : mapping
        As in `with_kept`.
    """
    kept = tuple(kept)
    names = _new_names(kept, inspection)
    series = tuple(
        replace(one, subject=names.get(subject_of(one), one.subject)) for one in inspection.series
    )
    known = [KnownVisit(subject=one.subject, visit=one.label, date=one.date) for one in kept]
    dated = [one for one in known if one.date.day is not None]
    planned = plan_visits(replace(inspection, series=series), (*dated, *rows))
    gone = {(names.get(subject, subject), uid): one for (subject, uid), one in owners.items()}
    return with_kept(kept, planned, {**_gone(kept, series), **gone})


def _gone(kept: Iterable[PlannedVisit], series: Iterable[Series]) -> Owners:
    """Return whose the studies are that are kept with a subject in whose files they are not."""
    held = {(subject_of(one), one.study_uid) for one in series}
    elsewhere = {
        uid: one.subject
        for one in kept
        for uid in one.studies
        if uid and (one.subject, uid) not in held
    }
    return {(subject, uid): elsewhere[uid] for subject, uid in held if uid in elsewhere}


def _new_names(kept: Sequence[PlannedVisit], inspection: Inspection) -> dict[str, str]:
    """Return by the name in the files the one that the patient was given.

    Nobody was renamed who has a visit under the old name, whose studies are with several, or
    whose studies went to a patient of these files.
    """
    owners: dict[str, set[str]] = {}
    for one in kept:
        for uid in one.studies:
            owners.setdefault(uid, set()).add(one.subject)
    found: dict[str, set[str]] = {}
    for series in inspection.series:
        found.setdefault(subject_of(series), set()).update(owners.get(series.study_uid, ()))
    there = {one.subject for one in kept}
    return {
        before: next(iter(after))
        for before, after in found.items()
        if len(after) == 1 and before not in there and not after & found.keys()
    }


def _values(visits: Iterable[PlannedVisit]) -> dict[Key, Value]:
    return {
        Key(kind=VISIT, subject=one.subject, visit=one.label): {
            "date": one.date.text,
            "studies": list(one.studies),
        }
        for one in visits
    }
