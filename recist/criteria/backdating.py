"""Progression that was first equivocal: a later visit dates it back (§4.3.5, §4.4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recist.criteria.new_lesions import Sighting, sighting_of
from recist.criteria.non_targets import normal_node
from recist.criteria.thresholds import Thresholds
from recist.model.case import Case, Parts
from recist.model.dates import ScanDate
from recist.model.lesion import Lesion
from recist.model.reading import Absent, Present, Progression, Suspected


@dataclass(frozen=True, slots=True, kw_only=True)
class BackDated:
    """A progression seen at visit ``first`` and certain at visit ``confirmed`` (indices)."""

    lesion: str
    first: int
    confirmed: int
    date: ScanDate


def back_dated(case: Case, thresholds: Thresholds) -> list[BackDated]:
    """Find every progression of a case that a later visit dates back.

    The same lesion has to be doubtful at the first visit and certain at the later one, and
    nothing between may take the doubt back (``absent``; for a non-target also ``present``).
    """
    found, visits = [], case.visits
    for column, lesion in enumerate(case.new_lesions):
        run = _run([sighting_of(lesion, visit.new[column], thresholds) for visit in visits])
        if run is not None:
            reading = visits[run[0]].new[column]
            date = visits[run[0]].date if reading is None else reading.date
            found.append(BackDated(lesion=lesion.id, first=run[0], confirmed=run[1], date=date))
    for column, lesion in enumerate(case.non_targets):
        run = _run([_doubt(lesion, visit.non_targets[column], thresholds) for visit in visits])
        if run is not None:
            parts = visits[run[0]].non_targets[column]
            dates = [part.date for part in parts if isinstance(part.state, Suspected)]
            date = min(dates, key=lambda day: day.text)
            found.append(BackDated(lesion=lesion.id, first=run[0], confirmed=run[1], date=date))
    return found


def _run(sightings: Sequence[Sighting]) -> tuple[int, int] | None:
    """Return where doubt began after baseline and where it first became certain."""
    first: int | None = None
    for index, sighting in enumerate(sightings[1:], start=1):
        if sighting is Sighting.UNEQUIVOCAL:
            return None if first is None else (first, index)
        if sighting is Sighting.ABSENT:
            first = None
        elif sighting is Sighting.EQUIVOCAL and first is None:
            first = index
    return None


def _doubt(lesion: Lesion, parts: Parts, thresholds: Thresholds) -> Sighting:
    """Say of a non-target what a row would say of a new lesion."""
    states = [part.state for part in parts]
    if any(isinstance(state, Progression) for state in states):
        return Sighting.UNEQUIVOCAL
    if any(
        isinstance(part.state, Suspected) and not (lesion.nodal and normal_node(part, thresholds))
        for part in parts
    ):
        return Sighting.EQUIVOCAL
    if any(isinstance(state, Present | Absent) for state in states):
        return Sighting.ABSENT
    return Sighting.NOTHING
