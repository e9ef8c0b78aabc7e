"""The dates of what is derived: of a sum or response the scans that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from recist.criteria.registry import criterion_of
from recist.criteria.sums import TargetSum, measured_values, reappeared_values
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Visit
from recist.model.dates import ScanDate
from recist.model.reading import (
    Equivocal,
    Merged,
    NotDone,
    Present,
    Progression,
    Reading,
    Suspected,
    Unequivocal,
)
from recist.model.response import NewLesion, Response

PROGRESSED = frozenset({Response.PD, Response.IUPD, Response.ICPD})
GONE = frozenset({Response.CR, Response.ICR})
SEEN = {NewLesion.UNEQUIVOCAL: Unequivocal, NewLesion.EQUIVOCAL: Equivocal}


def sum_date(added: TargetSum, visit: Visit) -> ScanDate:
    """Return the last of the scans that were measured for a sum (§1.9).

    Of a sum without any value it is the last scan on which one of its lesions was looked for.
    """
    # A merged lesion adds nothing: its mass was measured with the lesion that carries it.
    measured = [
        valued.reading
        for valued in measured_values(added)
        if not isinstance(valued.reading.state, Merged)
    ]
    return _last(measured or added.readings, visit.last_date)


def new_sum_date(case: Case, visit: Visit, lesions: Collection[str]) -> ScanDate:
    """Return the last of the scans that show some new lesions."""
    shown = [
        reading
        for lesion, reading in zip(case.new_lesions, visit.new, strict=True)
        if reading is not None and lesion.id in lesions
    ]
    return _last(shown, visit.last_date)


def target_date(assessment: CaseAssessment, index: int, added: TargetSum) -> ScanDate:
    """Return the date of the response of the targets: that of their sum.

    Disease that came back after CR is dated by the first scan that shows it, as in §1.9.
    """
    visit, judged = assessment.case.visits[index], assessment.visits[index]
    whole = sum_date(added, visit)
    if judged.target not in PROGRESSED or not _was_cr(assessment, index):
        return whole
    thresholds = criterion_of(assessment.protocol).rules.thresholds
    again = [valued.reading for valued in reappeared_values(added, thresholds)]
    return min(whole, _first(again, whole), key=lambda date: date.text)


def non_target_date(assessment: CaseAssessment, index: int) -> ScanDate:
    """Return the date of the response of the others: of progression the scan that shows it."""
    visit, judged = assessment.case.visits[index], assessment.visits[index]
    readings = [reading for parts in visit.non_targets for reading in parts]
    last = _last(readings, visit.last_date)
    if judged.non_target not in PROGRESSED:
        return last
    shows = (Progression, Present, Suspected) if _was_cr(assessment, index) else Progression
    return _first([one for one in readings if isinstance(one.state, shows)], last)


def _was_cr(assessment: CaseAssessment, index: int) -> bool:
    return any(visit.overall_as_read in GONE for visit in assessment.visits[:index])


def new_lesion_date(visit: Visit, judged: VisitAssessment) -> ScanDate:
    """Return the first scan that shows a new lesion as it is told."""
    state = SEEN.get(judged.new_lesion)
    there = [reading for reading in visit.new if reading is not None]
    shown = [one for one in there if state is not None and isinstance(one.state, state)]
    return _first(shown or there, visit.last_date)


def _first(readings: Iterable[Reading], otherwise: ScanDate) -> ScanDate:
    return min(_dated(readings), key=lambda date: date.text, default=otherwise)


def _last(readings: Iterable[Reading], otherwise: ScanDate) -> ScanDate:
    return max(_dated(readings), key=lambda date: date.text, default=otherwise)


def _dated(readings: Iterable[Reading]) -> list[ScanDate]:
    """Return the whole dates of scans; what was not done has none."""
    return [
        one.date
        for one in readings
        if one.date.day is not None and not isinstance(one.state, NotDone)
    ]
