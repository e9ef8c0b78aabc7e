"""Best overall response (§4.4.3): what a course comes to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recist.criteria.table import Rule
from recist.model.assessment import BestResponse, CaseAssessment, VisitAssessment
from recist.model.dates import NO_DATE, ScanDate
from recist.model.finding import Finding, Severity
from recist.model.response import Response

CLAUSE = "Eisenhauer 2009 §4.4.3"


def _row(id: str, outcome: Response, text: str) -> Rule[Response]:
    return Rule(id=f"best/{id}", inputs=(), outcome=outcome, citation=CLAUSE, text=text)


RANKING = (
    _row("CR", Response.CR, "A visit that counts is CR."),
    _row("PR", Response.PR, "A visit that counts is PR, and none is CR."),
    _row("SD", Response.SD, "SD at or after the protocol's minimum, and nothing better."),
    _row(
        "NON-CR/NON-PD",
        Response.NON_CR_NON_PD,
        "NON-CR/NON-PD at or after the protocol's minimum, and nothing better.",
    ),
    _row("PD", Response.PD, "Progression, and nothing better that counts before it."),
    _row("NED", Response.NED, "No disease at baseline and none found since."),
)
"""Best first; the first that a counted visit has is the best response."""

NONE_EVALUABLE = _row("NE", Response.NE, "No visit that counts could be evaluated.")
TOO_EARLY = _row(
    "NE-too-early", Response.NE, "Stable only before the protocol's minimum, and nothing after."
)
NO_VISIT = _row("NE-no-visit", Response.NE, "There is no visit after baseline.")
NONE_COUNTS = _row(
    "NE-new-therapy",
    Response.NE,
    "Every visit lies after the start of a new anticancer therapy.",
)
ROWS = {rule.id: rule for rule in (*RANKING, NONE_EVALUABLE, TOO_EARLY, NO_VISIT, NONE_COUNTS)}
"""Every rule of the best response by its id."""

NEEDS_TIME = (Response.SD, Response.NON_CR_NON_PD)
"""Categories that count only at or after the protocol's minimum."""


def best_response(assessment: CaseAssessment) -> BestResponse:
    """Return the best overall response without confirmation.

    Counted are the visits up to and including the first PD, and not after the start of a new
    anticancer therapy; SD and NON-CR/NON-PD only at or after the minimum of days since the
    reference date, the bound included.
    """
    follow_up = assessment.visits[1:]
    counted = _counted(follow_up, assessment.case.info.new_therapy_date)
    if not counted:
        return _answer(NONE_COUNTS if follow_up else NO_VISIT, NO_DATE)
    start, findings = _reference_date(assessment)
    minimum = assessment.protocol.options.stable_disease_minimum_days
    standing = [
        visit
        for visit in counted
        if visit.overall not in NEEDS_TIME or _late_enough(visit, start, minimum)
    ]
    disputed = counted[-1].rests_on_reappearance
    for rule in RANKING:
        first = next((visit for visit in standing if visit.overall is rule.outcome), None)
        if first is not None:
            return _answer(rule, first.response_date, findings, disputed=disputed)
    early = len(standing) < len(counted)
    return _answer(TOO_EARLY if early else NONE_EVALUABLE, counted[-1].response_date, findings)


def _answer(
    rule: Rule[Response],
    when: ScanDate,
    findings: tuple[Finding, ...] = (),
    *,
    disputed: bool = False,
) -> BestResponse:
    """Report a rule; a CR is disputed where PD rests only on disease that came back after it."""
    needs_review = disputed and rule.outcome is Response.CR
    return BestResponse(
        response=rule.outcome,
        confirmed=False,
        date=when,
        rule=rule.id,
        needs_review=needs_review,
        alternative=Response.PR if needs_review else None,
        findings=findings,
    )


def _counted(
    visits: Sequence[VisitAssessment], new_therapy_date: date | None
) -> list[VisitAssessment]:
    counted = []
    for visit in visits:
        day = visit.response_date.day
        if new_therapy_date is not None and day is not None and day > new_therapy_date:
            break
        counted.append(visit)
        if visit.overall is Response.PD:
            break
    return counted


def _reference_date(assessment: CaseAssessment) -> tuple[ScanDate, tuple[Finding, ...]]:
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


def _late_enough(visit: VisitAssessment, start: ScanDate, minimum_days: int) -> bool:
    """Say whether a visit lies at least the minimum after the start; unknown dates do not."""
    if visit.response_date.day is None or start.day is None:
        return False
    return (visit.response_date.day - start.day).days >= minimum_days
