"""Which visits count for the best response, and from which day the course runs (§4.4.3)."""

from __future__ import annotations

from recist.criteria.registry import criterion_of
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.dates import ScanDate
from recist.model.finding import Finding, Severity


def counted_visits(assessment: CaseAssessment) -> tuple[VisitAssessment, ...]:
    """Return the visits that count, in order, without the baseline.

    They end with the first progression that ends a course, and with the last response date on
    or before the start of a new anticancer therapy.
    """
    ends = criterion_of(assessment.protocol).ends
    new_therapy = assessment.case.info.new_therapy_date
    counted = []
    for visit in assessment.visits[1:]:
        day = visit.response_date.day
        if new_therapy is not None and day is not None and day > new_therapy:
            break
        counted.append(visit)
        if visit.overall in ends:
            break
    return tuple(counted)


def reference_date(assessment: CaseAssessment) -> tuple[ScanDate, tuple[Finding, ...]]:
    """Return the day that days are counted from; the baseline's, with a finding, if unknown."""
    if assessment.case.info.reference_date is not None:
        return ScanDate.of(assessment.case.info.reference_date), ()
    baseline = assessment.visits[0]
    note = Finding(
        severity=Severity.INFO,
        code="reference-date-from-baseline",
        message="no reference date is known: the baseline date stands for it",
        visit=baseline.visit,
    )
    return baseline.date, (note,)


def days_after(visit: VisitAssessment, start: ScanDate) -> int | None:
    """Return the days from a date to a visit's response; None where one of them is not full."""
    if visit.response_date.day is None or start.day is None:
        return None
    return (visit.response_date.day - start.day).days
