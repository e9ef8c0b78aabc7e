"""Best overall response (§4.4.3–4.4.4): what a course comes to, confirmed where asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recist.criteria.confirmation import Run, confirming_run
from recist.criteria.registry import criterion_of
from recist.criteria.table import Rule
from recist.endpoints.best_rows import (
    BY_RUN,
    NO_VISIT,
    NONE_COUNTS,
    NONE_EVALUABLE,
    PLAIN,
    TOO_EARLY,
    UNCONFIRMED,
    UNCONFIRMED_EARLY,
)
from recist.endpoints.counting import counted_visits, days_after, reference_date
from recist.endpoints.kinds import (
    COMPLETE,
    DOUBTED_AS,
    NEEDS_TIME,
    RESPONDING,
    STABLE,
    WITHOUT_TARGETS,
)
from recist.endpoints.progression import immune_run
from recist.model.assessment import BestResponse, CaseAssessment, VisitAssessment
from recist.model.dates import NO_DATE, ScanDate
from recist.model.response import Response


def best_response(assessment: CaseAssessment) -> BestResponse:
    """Return the best overall response.

    Counted are the visits up to and including the first PD (in iRECIST the first iCPD), and not
    after the start of a new anticancer therapy; SD and NON-CR/NON-PD only at or after the
    minimum of days since the reference date, the bound included. Where the protocol asks for
    confirmation, a CR or PR counts as such only if a later visit confirms it, and as SD
    otherwise.

    Returns
    -------
    BestResponse
        ``confirmed`` says whether a later visit confirms the response, asked for or not.
        ``needs_review`` is set where the course ends with a PD that rests on a reappearance
        alone; ``alternative`` is then the answer if the CR before it had been a PR.
    """
    visits = counted_visits(assessment)
    if not visits:
        rule = NONE_COUNTS if assessment.visits[1:] else NO_VISIT
        return BestResponse(response=rule.outcome, confirmed=False, date=NO_DATE, rule=rule.id)
    start, findings = reference_date(assessment)
    answer = _Course(assessment, visits, start).answer()
    disputed = visits[-1].rests_on_reappearance
    doubted = _Course(assessment, _doubted(assessment, visits), start) if disputed else None
    return BestResponse(
        response=answer.rule.outcome,
        confirmed=answer.confirmed,
        date=(answer.visits or visits[-1:])[0].response_date,
        rule=answer.rule.id,
        visits=tuple(visit.visit for visit in answer.visits),
        needs_review=disputed,
        alternative=doubted.answer().rule.outcome if doubted else None,
        findings=findings,
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """The rule that holds, and the visits that it rests on."""

    rule: Rule[Response]
    visits: tuple[VisitAssessment, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class _Course:
    """The visits that count, at least one, and the day that days are counted from."""

    assessment: CaseAssessment
    visits: tuple[VisitAssessment, ...]
    start: ScanDate

    def answer(self) -> _Answer:
        """Return the first category of the criterion's ranking that holds."""
        for outcome in criterion_of(self.assessment.protocol).ranking:
            found = self._holding(outcome)
            if found is not None:
                return found
        return self._not_evaluable()

    def _holding(self, outcome: Response) -> _Answer | None:
        if outcome in RESPONDING:
            confirms = self.assessment.protocol.confirmation.required
            return self._confirmed(outcome) if confirms else self._unasked(outcome)
        if outcome in NEEDS_TIME:
            return self._lasting(outcome)
        if outcome is Response.IUPD and self.visits[-1].overall is Response.ICPD:
            return None
        if outcome in (Response.IUPD, Response.ICPD):
            run = immune_run(self.visits, outcome)
            return _Answer(PLAIN[outcome], run) if run else None
        first = self._first(outcome)
        return _Answer(PLAIN[outcome], (first,)) if first and outcome in PLAIN else None

    def _confirmed(self, outcome: Response) -> _Answer | None:
        run = self._run(outcome)
        return _Answer(BY_RUN[outcome], run.visits, confirmed=True) if run else None

    def _unasked(self, outcome: Response) -> _Answer | None:
        first = self._first(outcome)
        if first is None:
            return None
        return _Answer(PLAIN[outcome], (first,), confirmed=self._run(outcome) is not None)

    def _run(self, outcome: Response) -> Run | None:
        wanted = COMPLETE if outcome in COMPLETE else RESPONDING
        confirmation = self.assessment.protocol.confirmation
        return confirming_run(self.assessment.case, self.visits, confirmation, wanted)

    def _first(self, outcome: Response) -> VisitAssessment | None:
        return next((visit for visit in self.visits if visit.overall is outcome), None)

    def _lasting(self, outcome: Response) -> _Answer | None:
        """Find the first visit at or after the minimum; an unconfirmed response counts as well.

        It counts as SD; as NON-CR/NON-PD where there is no target that could be stable.
        """
        fits = outcome in STABLE if self.assessment.case.targets else outcome not in STABLE
        # Where no confirmation is asked for, a response has been the answer before.
        wanted = {outcome, *RESPONDING} if fits else {outcome}
        for visit in self.visits:
            if visit.overall in wanted and self._late_enough(visit):
                rows = PLAIN if visit.overall is outcome else UNCONFIRMED
                return _Answer(rows[outcome], (visit,))
        return None

    def _late_enough(self, visit: VisitAssessment) -> bool:
        """Say whether a visit lies at least the minimum after the start; unknown dates do not."""
        days = days_after(visit, self.start)
        minimum = self.assessment.protocol.options.stable_disease_minimum_days
        return days is not None and days >= minimum

    def _not_evaluable(self) -> _Answer:
        seen = {visit.overall for visit in self.visits}
        if seen & RESPONDING:
            return _Answer(UNCONFIRMED_EARLY)
        return _Answer(TOO_EARLY if seen & NEEDS_TIME else NONE_EVALUABLE)


def _doubted(
    assessment: CaseAssessment, visits: Sequence[VisitAssessment]
) -> tuple[VisitAssessment, ...]:
    """Return the visits as they would count if what has come back had never been gone."""

    def taken(visit: VisitAssessment) -> VisitAssessment:
        doubted = DOUBTED_AS.get(visit.overall)
        if doubted is None or (visit is not visits[-1] and visit.overall not in COMPLETE):
            return visit
        return replace(
            visit, overall=doubted if assessment.case.targets else WITHOUT_TARGETS[doubted]
        )

    *earlier, last = (taken(visit) for visit in visits)
    # A PD is dated by what shows it, a PR by the last scan of the visit.
    return (*earlier, replace(last, response_date=assessment.case.visits[len(visits)].last_date))
