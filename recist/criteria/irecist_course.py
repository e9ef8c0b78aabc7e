"""A course judged by iRECIST, visit by visit: each takes one step of the state table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from recist.criteria import irecist_events as events
from recist.criteria import irecist_run as runs
from recist.criteria.backdating import BackDated
from recist.criteria.irecist_events import Category, Dated, Facts, Ground
from recist.criteria.irecist_new import new_lesions_of
from recist.criteria.irecist_run import Run, Setting
from recist.criteria.irecist_states import TABLE, Shows, State, Step, Timing
from recist.criteria.table import Rule
from recist.model.assessment import VisitAssessment
from recist.model.dates import ScanDate
from recist.model.reading import Progression
from recist.model.response import Response


class Seen(NamedTuple):
    """What a visit shows: the inputs of the state table, and what stands behind them.

    Attributes
    ----------
    non_target : Response or None
        In a run: the category, in which what progressed and is unchanged still progresses.
    """

    shows: Shows
    own: Rule[Response]
    grounds: tuple[Dated, ...] = ()
    recovered: bool = False
    timing: Timing = Timing.DUE
    non_target: Response | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How one visit is judged; categories are RECIST 1.1's words but for iUPD and iCPD.

    Attributes
    ----------
    before : State
        Where the course stood.
    run : Run or None
        The run that the visit belongs to, or that it has taken back.
    tolerated : frozenset of str
        New lesions from an earlier run that are no progression by themselves.
    """

    facts: Facts
    before: State
    target: Response | None
    seen: Seen
    rule: Rule[Step]
    overall: Response
    date: ScanDate
    run: Run | None
    tolerated: frozenset[str]

    def days_since(self, run: Run) -> int | None:
        """Return the days from a first iUPD to what speaks for confirming it, else to the visit."""
        shown = events.earliest((one.date for one in self.seen.grounds), self.date)
        return events.days_between(run.date, shown)


def answers_of(
    setting: Setting, literal: Sequence[VisitAssessment], earlier: Sequence[BackDated]
) -> tuple[Answer, ...]:
    """Judge every visit after baseline.

    Parameters
    ----------
    literal : sequence of VisitAssessment
        The visits by RECIST 1.1, the baseline first.
    earlier : sequence of BackDated
        The progressions that are dated back to their first sighting.
    """
    case, rules = setting.case, setting.rules
    caps = setting.protocol.caps_in(case.scope)
    new = new_lesions_of(case, rules.thresholds, caps, earlier)
    names = {lesion.id for lesion in case.non_targets}
    course, answers = Course(setting), []
    for index, visit in enumerate(case.visits[1:], start=1):
        read = literal[index]
        doubtful = {one.lesion for one in earlier if one.first <= index < one.confirmed}
        facts = Facts(
            index=index,
            visit=visit,
            target=read.target_literal,
            non_target=Response.PD if doubtful & names and visit.assessed else read.non_target,
            new=new[index],
            dated_back=bool(doubtful) and visit.assessed,
        )
        answers.append(course.take(facts, read))
    return tuple(answers)


class Course:
    """What earlier visits have left behind; changes from visit to visit."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._state = State.OPEN
        self._run: Run | None = None
        self._number = 0
        self._tolerated: frozenset[str] = frozenset()
        self._in_response = False
        self._left: frozenset[str] = frozenset()

    def take(self, facts: Facts, literal: VisitAssessment) -> Answer:
        """Judge the next visit.

        Parameters
        ----------
        literal : VisitAssessment
            The visit by RECIST 1.1.
        """
        before, tolerated = self._state, self._left_over()
        target = self._held(facts, literal)
        seen = self._seen(facts, target)
        rule = TABLE[before, seen.shows, bool(seen.grounds), seen.recovered, seen.timing]
        overall = rule.outcome.answer or own_response(seen, facts)
        date = self._date(facts, seen, overall, literal)
        if before is State.OPEN and rule.outcome.state is State.RUN:
            self._run = self._begun(facts, target, seen, date)
            self._number += 1
        self._remember(facts, rule.outcome.state, target, overall)
        return Answer(
            facts=facts,
            before=before,
            target=target,
            seen=seen,
            rule=rule,
            overall=overall,
            date=date,
            run=self._run if State.RUN in (before, rule.outcome.state) else None,
            tolerated=tolerated,
        )

    def _left_over(self) -> frozenset[str]:
        """Return the new lesions from an earlier run that are no progression by themselves."""
        if self._state is State.RUN and self._run is not None:
            return self._run.tolerated
        return self._tolerated if self._state is State.OPEN else frozenset()

    def _held(self, facts: Facts, literal: VisitAssessment) -> Response | None:
        """Let an earlier response of the targets hold until they progress (FAQ).

        Up to the first progression it holds as in RECIST 1.1.
        """
        if facts.visit.left != self._left:
            self._left, self._in_response = facts.visit.left, False
        if not literal.after_progression:
            return literal.target
        holds = (
            self._in_response
            and self._state is not State.CONFIRMED
            and self._setting.protocol.options.partial_response_holds
        )
        return Response.PR if holds and facts.target is Response.SD else facts.target

    def _seen(self, facts: Facts, target: Response | None) -> Seen:
        if self._state is State.RUN and self._run is not None:
            return self._seen_in_run(self._run, facts, target)
        if self._state is State.OPEN:
            grounds = tuple(self._fresh(facts))
            own = self._own(facts, target, facts.non_target, new=bool(grounds))
            return Seen(_shows(own), own, grounds)
        own = self._own(facts, target, facts.non_target, new=bool(facts.new.standing))
        return Seen(_shows(own), own)

    def _seen_in_run(self, run: Run, facts: Facts, target: Response | None) -> Seen:
        walks = runs.walks_of(self._setting, run, facts)
        non_target = runs.non_target_since(run, facts, walks)
        found = runs.growth(self._setting, run, facts, walks)
        grounds, timing = runs.in_time(self._setting, run, facts, found)
        own = self._own(facts, target, non_target, new=False)
        waiting = bool(set(facts.new.standing) - run.tolerated)
        shows = _shows(self._own(facts, target, non_target, new=waiting))
        if shows is Shows.PROGRESSION and own.outcome is not Response.PD:
            shows = Shows.NO_PROGRESSION
        elif shows is Shows.NO_PROGRESSION and runs.unread(run, target, non_target):
            shows = Shows.NOTHING
        better = own.outcome is not Response.NE and runs.recovered(run, facts, target, non_target)
        return Seen(shows, own, grounds, better, timing, non_target)

    def _own(
        self, facts: Facts, target: Response | None, non_target: Response | None, *, new: bool
    ) -> Rule[Response]:
        return self._setting.rules.visit[target, non_target, new, facts.visit.assessed]

    def _fresh(self, facts: Facts) -> Iterator[Dated]:
        """Find what new lesions say for progression, beside those that are tolerated."""
        case, last = self._setting.case, facts.visit.last_date
        further = set(facts.new.standing) - self._tolerated
        if further:
            shown = events.seen_beside(case, facts, self._tolerated)
            yield Dated(Ground.FURTHER_NEW, events.earliest((one.date for one in shown), last))
        if not self._tolerated:
            return
        now, nadir = facts.new.sum_um, facts.new.nadir_um
        pd_from = self._setting.rules.thresholds.pd_from
        if now is not None and nadir is not None and now >= pd_from(nadir):
            sums = events.new_sums(case, facts.new, facts.new, facts.visit)
            yield Dated(Ground.SUM_OVER_NADIR, events.latest(sums.dates, last))
        grown = events.grown_now(case, facts, self._tolerated)
        if grown:
            yield Dated(Ground.OTHER_GREW, events.earliest((one.date for one in grown), last))

    def _begun(self, facts: Facts, target: Response | None, seen: Seen, date: ScanDate) -> Run:
        standing = frozenset(facts.new.standing)
        further = standing - self._tolerated
        caused_by = (further or standing) if seen.grounds else frozenset()
        return Run(
            number=self._number + 1,
            first=facts,
            date=date,
            target=target,
            caused_by=caused_by,
            tolerated=self._tolerated - caused_by,
        )

    def _date(
        self, facts: Facts, seen: Seen, overall: Response, literal: VisitAssessment
    ) -> ScanDate:
        """Return the date of the scan that decided (§1.9 of the specification)."""
        last = facts.visit.last_date
        if overall is Response.ICPD and seen.grounds:
            return events.earliest((one.date for one in seen.grounds), last)
        if overall not in (Response.IUPD, Response.ICPD) or literal.overall is not Response.PD:
            return last
        if self._state is not State.OPEN or not self._tolerated:
            return literal.response_date
        # RECIST 1.1's date may be that of a new lesion that is tolerated here.
        dates = [one.date for one in seen.grounds]
        if Category.TARGET in facts.progressed:
            measured = runs.target_dates(self._setting, facts)
            dates.append(events.latest(measured, last))
        if Category.NON_TARGET in facts.progressed:
            parts = (part for column in facts.visit.non_targets for part in column)
            certain = (part.date for part in parts if isinstance(part.state, Progression))
            dates.append(events.earliest(certain, last))
        return events.earliest(dates, last)

    def _remember(
        self, facts: Facts, state: State, target: Response | None, overall: Response
    ) -> None:
        self._state = state
        if state is State.OPEN:
            self._tolerated = frozenset(facts.new.standing)
        if overall in (Response.CR, Response.PR):
            self._in_response = True
        elif target is Response.PD:
            self._in_response = False


def own_response(seen: Seen, facts: Facts) -> Response:
    """Return the visit's response by its own categories; new lesions left over exclude CR."""
    if leaves_new_lesions(seen, facts):
        return Response.PR
    return seen.own.outcome


def leaves_new_lesions(seen: Seen, facts: Facts) -> bool:
    """Say whether all else is gone, but new lesions are still there."""
    return seen.own.outcome is Response.CR and bool(facts.new.standing)


def _shows(own: Rule[Response]) -> Shows:
    if own.outcome is Response.PD:
        return Shows.PROGRESSION
    return Shows.NOTHING if own.outcome is Response.NE else Shows.NO_PROGRESSION
