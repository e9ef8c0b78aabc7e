"""What the figures of a whole trial show: of each subject the change of the sum, by one read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from recist.criteria.figures import baseline_percent
from recist.endpoints.best import best_response
from recist.endpoints.counting import counted_visits
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.response import NewLesion, Response
from recist.trial.record import ExportRecord

PROGRESSED = (Response.PD, Response.IUPD, Response.ICPD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One visit: days since the baseline and the change of a complete sum in percent.

    Attributes
    ----------
    percent : Decimal or None
        None where the sum is not complete.
    counts : bool
        Whether the visit counts for the best response.
    """

    days: int
    percent: Decimal | None
    new_lesion: bool
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCourse:
    """One subject as its accepted read has it.

    Attributes
    ----------
    best : Response
        Best overall response.
    least_percent : Decimal or None
        The best change of the sum: of complete sums up to and including the progression, and not
        after a new therapy (§6 of the specification); None where there is no such sum.
    new_lesion, non_target : bool
        Whether the visits that count progressed by a new lesion, by non-target disease.
    """

    subject: str
    best: Response
    least_percent: Decimal | None
    new_lesion: bool
    non_target: bool
    changes: tuple[Change, ...]


def accepted_cases(
    record: ExportRecord, cases: Sequence[CaseAssessment], scope: str
) -> tuple[list[CaseAssessment], list[str]]:
    """Return the accepted read of each subject in a scope, and the subjects without one."""
    accepted: dict[str, list[CaseAssessment]] = {subject: [] for subject in record.subjects}
    for one in cases:
        case = one.case
        if case.scope == scope and record.is_accepted(case.subject, case.reader):
            accepted[case.subject].append(one)
    kept = [held[0] for held in accepted.values() if len(held) == 1]
    without = [subject for subject, held in accepted.items() if len(held) != 1]
    return kept, without


def subject_course(assessment: CaseAssessment) -> SubjectCourse:
    """Return what the figures of a trial show of a subject."""
    counted = counted_visits(assessment)
    percents = [percent for percent in map(baseline_percent, counted) if percent is not None]
    progressed = [visit for visit in counted if visit.overall in PROGRESSED]
    labels = {visit.visit for visit in counted}
    return SubjectCourse(
        subject=assessment.case.subject,
        best=best_response(assessment).response,
        least_percent=min(percents, default=None),
        new_lesion=any(map(_has_new_lesion, progressed)),
        non_target=any(visit.non_target in PROGRESSED for visit in progressed),
        changes=tuple(_changes(assessment, labels)),
    )


def _changes(assessment: CaseAssessment, counted: set[str]) -> list[Change]:
    baseline = assessment.visits[0]
    start = baseline.date.day
    if start is None or baseline.sum_um is None:
        return []
    first = Change(days=0, percent=Decimal(0), new_lesion=False, counts=True)
    followed = (
        Change(
            days=(visit.date.day - start).days,
            percent=baseline_percent(visit),
            new_lesion=_has_new_lesion(visit),
            counts=visit.visit in counted,
        )
        for visit in assessment.visits[1:]
        if visit.date.day is not None
    )
    return [first, *followed]


def _has_new_lesion(visit: VisitAssessment) -> bool:
    return visit.new_lesion is NewLesion.UNEQUIVOCAL
