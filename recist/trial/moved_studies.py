"""Studies that go to another visit, and their images with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from recist.trial.audit import Key, Value
from recist.trial.errors import NotAllowedError
from recist.trial.images import IMAGE, demand_unsigned
from recist.trial.ports import Record, Records, Work
from recist.trial.visits import PlannedVisit

STUDY = "study"
StudyOf = Callable[[str], str]
"""From the instance of an image to the study that it is of, empty where that is not known."""

Visits = Mapping[Key, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A study that goes from one visit to another."""

    study: str
    source: Key
    target: Key

    @property
    def reason(self) -> str:
        """What the chain says of it."""
        places = (f"{one.visit} of {one.subject}" for one in (self.source, self.target))
        return f"study {self.study}: {' to '.join(places)}"


def not_known(instance: str) -> str:
    """Know of no image which study it is of."""
    return ""


def moves_of(known: Visits, wanted: Visits) -> tuple[Move, ...]:
    """Return which studies go where, from the visits before and after.

    Two patients may share a UID: a study goes to a visit of its own subject before any other.
    """
    come = [(uid, key) for key in sorted(wanted) for uid in _added(known, wanted, key)]
    found: list[Move] = []
    for source in sorted(known):
        for uid in _added(wanted, known, source):
            targets = [key for study, key in come if study == uid]
            targets.sort(key=lambda key: key.subject != source.subject)
            if targets:
                come.remove((uid, targets[0]))
                found.append(Move(study=uid, source=source, target=targets[0]))
    return tuple(found)


def _added(before: Visits, after: Visits, key: Key) -> list[str]:
    there = before[key]["studies"] if key in before else ()
    return [uid for uid in after[key]["studies"] if uid not in there]


def move_images(
    work: Work, moves: tuple[Move, ...], known: Visits, wanted: Visits, study_of: StudyOf
) -> None:
    """Take the images of studies along, and keep whose a study is if its files say otherwise.

    Raises
    ------
    NotAllowedError
        Where a visit that gets images is signed, a reading stays behind that was made on one that
        goes, or it is not known of an image whether it goes.
    """
    for source, target in sorted({(one.source, one.target) for one in moves}):
        here = [one for one in moves if (one.source, one.target) == (source, target)]
        images = _images_of(work, source, {one.study for one in here}, known, study_of)
        if not images:
            continue
        demand_unsigned(work, target.subject, {target.visit})
        if source in wanted:
            _demand_unmeasured(work, source, images)
        reason = "; ".join(one.reason for one in here)
        for one in images:
            work.remove(one.key, expect=None, reason=reason)
            moved = replace(one.key, subject=target.subject, visit=target.visit)
            work.put(moved, one.value, expect=None, reason=reason)
    for move in moves:
        _remember(work, move)


def images_at(records: Records, visit: Key) -> list[Record]:
    """Return the images of a visit."""
    found = records.all(IMAGE, subject=visit.subject)
    return [one for one in found if one.key.visit == visit.visit]


def _images_of(
    work: Work, source: Key, studies: set[str], known: Visits, study_of: StudyOf
) -> list[Record]:
    """Return the images of studies: all of a visit that has no other."""
    images = images_at(work, source)
    if studies >= set(known[source]["studies"]):
        return images
    named = [(one, study_of(one.value["instance"])) for one in images]
    lost = sum(not study for _, study in named)
    if lost:
        raise NotAllowedError(
            f"{lost} of the images of {source.visit} of {source.subject} cannot be read, so that "
            "nobody knows of which study they are; bring their files back first"
        )
    return [one for one, study in named if study in studies]


def _demand_unmeasured(work: Work, source: Key, images: list[Record]) -> None:
    """Make sure that no reading loses the image that it was made on."""
    going = {one.value["instance"] for one in images}
    for row in work.all("row", subject=source.subject):
        on = row.value.get("image", "").partition("#")[0]
        if row.key.visit == source.visit and on in going:
            raise NotAllowedError(measured_on(row.key.name, source.visit))


def measured_on(lesion: str, visit: str) -> str:
    """Say why a study stays."""
    return f"{lesion} at {visit} was measured on this study; delete that reading first"


def _remember(work: Work, move: Move) -> None:
    """Keep whose a study is, for a later import of files that say it is another's."""
    source, target = move.source.subject, move.target.subject
    if source == target:
        return
    origin = next(
        (
            one.key
            for one in work.all(STUDY)
            if (one.key.name, one.value["subject"]) == (move.study, source)
        ),
        Key(kind=STUDY, subject=source, name=move.study),
    )
    if origin.subject != target:
        work.put(origin, {"subject": target}, expect=None, reason=move.reason)
    elif work.get(origin) is not None:
        work.remove(origin, expect=None, reason=move.reason)


def whose_studies(records: Records) -> dict[tuple[str, str], str]:
    """Return by the subject that files name and their study whose it is, where it is another's."""
    return {(one.key.subject, one.key.name): one.value["subject"] for one in records.all(STUDY)}


def new_names(
    visits: Iterable[PlannedVisit], owners: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Return by the subject that files name the one that the patient was given in its place.

    That is one who has every study of a subject without visits, and no other study.

    Parameters
    ----------
    owners : mapping
        From `whose_studies`.
    """
    held: dict[str, set[str]] = {}
    for one in visits:
        held.setdefault(one.subject, set()).update(one.studies)
    came: dict[str, dict[str, set[str]]] = {}
    for (named, uid), subject in owners.items():
        came.setdefault(named, {}).setdefault(subject, set()).add(uid)
    return {
        named: subject
        for named, by_subject in came.items()
        for subject, uids in by_subject.items()
        if named not in held and len(by_subject) == 1 and held.get(subject, set()) <= uids
    }


def keep_owner(work: Work, named: str, study: str, subject: str) -> None:
    """Keep whose a study is that goes with a patient who was given another name."""
    key = Key(kind=STUDY, subject=named, name=study)
    if work.get(key) is None:
        work.put(key, {"subject": subject}, expect=0, reason=f"study {study}: goes to {subject}")
