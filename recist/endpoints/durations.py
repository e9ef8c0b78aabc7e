"""How long a response or a stable disease lasted (§4.6; §1.9 of the specification)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recist.criteria.confirmation import confirming_run
from recist.endpoints.best import best_response
from recist.endpoints.counting import counted_visits, reference_date
from recist.endpoints.ending import EndReason, Occurrence, ending_after
from recist.endpoints.kinds import RESPONDING, STABLE
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A stretch of time and what bounds it.

    Attributes
    ----------
    days : int
        Both end days count.
    event : Occurrence
        Whether it ends with progression or death, or is censored.
    start_visit, end_visit : str or None
        Visits that the two days are of; None where a day is no visit's (a reference date, a
        death).
    """

    start: date
    end: date
    days: int
    event: Occurrence
    reason: EndReason
    start_visit: str | None
    end_visit: str | None
    findings: tuple[Finding, ...] = ()


def duration_of_response(assessment: CaseAssessment) -> Duration | None:
    """Return the time from the first CR or PR to progression or death.

    Where the protocol asks for confirmation, it is the first one of the confirmed run.

    Returns
    -------
    Duration or None
        None without such a response.
    """
    first = _first_response(assessment)
    if first is None or first.response_date.day is None:
        return None
    return _duration(assessment, first.response_date.day, first.visit)


def duration_of_stable_disease(assessment: CaseAssessment) -> Duration | None:
    """Return the time from the reference date to progression or death.

    Returns
    -------
    Duration or None
        None where the best overall response is not SD.
    """
    start = reference_date(assessment)[0].day
    if start is None or best_response(assessment).response not in STABLE:
        return None
    known = assessment.case.info.reference_date is not None
    return _duration(assessment, start, None if known else assessment.visits[0].visit)


def _first_response(assessment: CaseAssessment) -> VisitAssessment | None:
    visits, confirmation = counted_visits(assessment), assessment.protocol.confirmation
    if not confirmation.required:
        return next((visit for visit in visits if visit.overall in RESPONDING), None)
    run = confirming_run(assessment.case, visits, confirmation, RESPONDING)
    return run.visits[0] if run else None


def _duration(assessment: CaseAssessment, start: date, visit: str | None) -> Duration:
    ending = ending_after(assessment, start, visit)
    return Duration(
        start=start,
        end=ending.day,
        days=(ending.day - start).days + 1,
        event=ending.occurrence,
        reason=ending.reason,
        start_visit=visit,
        end_visit=ending.visit,
        findings=ending.findings,
    )
