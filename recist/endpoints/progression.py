"""When a course progressed (§1.9 of the specification; Seymour 2017 for iRECIST)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recist.criteria.registry import criterion_of
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.dates import ScanDate
from recist.model.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Progression:
    """The progression that ends a course.

    Attributes
    ----------
    date : ScanDate
        Response date of the first visit of ``visits``.
    visits : tuple of str
        In iRECIST from the first iUPD to the iCPD, or to the last visit where no later scan
        has taken the iUPD back; elsewhere the visit that is PD.
    """

    date: ScanDate
    visits: tuple[str, ...]


def progression_of(assessment: CaseAssessment) -> Progression | None:
    """Return the progression of a course; None where there is none or it was taken back."""
    ends = criterion_of(assessment.protocol).ends
    run = _ending_run(assessment.visits[1:], ends)
    if not run:
        return None
    labels = tuple(visit.visit for visit in run)
    return Progression(date=run[0].response_date, visits=labels)


def immune_run(visits: Sequence[VisitAssessment], outcome: Response) -> tuple[VisitAssessment, ...]:
    """Return the visits of the progression that a course ends with; the first iUPD otherwise.

    Empty where no visit is of the outcome.
    """
    if all(visit.overall is not outcome for visit in visits):
        return ()
    run = _ending_run(visits, frozenset({Response.ICPD}))
    return run or tuple(visit for visit in visits if visit.overall is outcome)[:1]


def _ending_run(
    visits: Sequence[VisitAssessment], ends: frozenset[Response]
) -> tuple[VisitAssessment, ...]:
    """Return the visits from the progression's first sign on; an NE neither begins nor ends it."""
    run: list[VisitAssessment] = []
    for visit in visits:
        if visit.overall in ends:
            return (*run, visit)
        if visit.overall is Response.IUPD:
            run.append(visit)
        elif visit.overall is not Response.NE:
            run = []
    return tuple(run)
