"""Judging a course visit by visit: what was known before, what is read now, what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from recist.criteria.backdating import BackDated, back_dated
from recist.criteria.course_findings import reappearance_finding, sum_findings
from recist.criteria.dating import response_date
from recist.criteria.judged import Judged, TargetFacts
from recist.criteria.new_lesions import standing_after
from recist.criteria.non_targets import NonTargetFacts, non_target_facts
from recist.criteria.rule_set import RuleSet
from recist.criteria.sums import (
    Completeness,
    Extent,
    TargetSum,
    add_up,
    as_baseline,
    reappeared_values,
)
from recist.criteria.table import Rule
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Visit
from recist.model.finding import Finding
from recist.model.protocol import Protocol
from recist.model.response import NewLesion, Response


@dataclass(slots=True, kw_only=True)
class _Course:
    """What earlier visits have left behind."""

    case: Case
    protocol: Protocol
    rules: RuleSet
    new: tuple[NewLesion, ...]
    baseline_um: int | None = None
    nadir_um: int | None = None
    nadir_visit: str | None = None
    in_response: bool = False
    was_cr: bool = False
    progressed: bool = False
    doubted: bool = False
    left: frozenset[str] = frozenset()
    rebaselines: bool = False
    findings: list[Finding] = field(default_factory=list)

    def sum_of(self, visit: Visit) -> TargetSum:
        """Add up the targets of a visit."""
        too_small_um = self.protocol.options.too_small.um
        return add_up(
            self.case.targets, visit.targets, self.rules.thresholds, too_small_um, self.left
        )

    def report(self, target_sum: TargetSum, visit: Visit, *, baseline: bool) -> None:
        """Note which targets have no value."""
        thresholds = self.rules.thresholds
        self.findings.extend(sum_findings(target_sum, visit, thresholds, baseline=baseline))

    def leave(self, left: frozenset[str], earlier: Iterable[Visit]) -> None:
        """Go on without the lesions that a planned treatment took out of the assessment.

        The visit is compared with what the rest was before; its sum is the next baseline.
        """
        self.left, self.rebaselines, self.in_response = left, True, False
        self.baseline_um = self.nadir_um = self.nadir_visit = None
        for visit in earlier:
            rest = self.sum_of(visit)
            if visit is self.case.visits[0]:
                rest = as_baseline(rest)
                self.baseline_um = rest.sum_um if rest.complete else None
            if not rest.complete or rest.sum_um is None or self.baseline_um is None:
                continue
            if self.nadir_um is None or rest.sum_um < self.nadir_um:
                self.nadir_um, self.nadir_visit = rest.sum_um, visit.label

    def has_targets(self) -> bool:
        """Say whether any target is still followed."""
        return any(lesion.id not in self.left for lesion in self.case.targets)

    def has_non_targets(self) -> bool:
        """Say whether any non-target or marker is still followed."""
        followed = any(lesion.id not in self.left for lesion in self.case.non_targets)
        return followed or bool(self.case.markers)


def judge(case: Case, protocol: Protocol, rules: RuleSet) -> CaseAssessment:
    """Judge every visit of a case by a rule set.

    Each visit is judged from itself and the visits before it; only the declared back-dating
    of a doubtful progression reaches back.
    """
    none_yet = (NewLesion.NONE,) * len(case.new_lesions)
    course = _Course(case=case, protocol=protocol, rules=rules, new=none_yet)
    visits = [_baseline(course, case.visits[0])]
    for index, visit in enumerate(case.visits[1:], start=1):
        if visit.left != course.left:
            course.leave(visit.left, case.visits[:index])
        judged = _judged(course, visit)
        visits.append(_assessment(course, judged))
        _remember(course, judged)
    if course.doubted:
        for earlier in back_dated(case, rules.thresholds):
            _date_back(case, visits, earlier, rules)
    return CaseAssessment(
        case=case,
        protocol=protocol,
        visits=_marked_after_progression(visits),
        findings=case.findings + tuple(course.findings),
    )


def _baseline(course: _Course, visit: Visit) -> VisitAssessment:
    target_sum = as_baseline(course.sum_of(visit))
    if not target_sum.complete:
        course.findings.extend(
            sum_findings(target_sum, visit, course.rules.thresholds, baseline=True)
        )
    elif course.case.targets:
        course.baseline_um = course.nadir_um = target_sum.sum_um
        course.nadir_visit = visit.label
    return VisitAssessment(
        visit=visit.label,
        date=visit.date,
        response_date=visit.last_date,
        target=None,
        target_literal=None,
        non_target=None,
        new_lesion=NewLesion.NONE,
        overall=None,
        overall_as_read=None,
        sum_um=target_sum.sum_um,
        complete=target_sum.complete,
        baseline_sum_um=course.baseline_um,
        nadir_sum_um=None,
        nadir_visit=None,
        pd_from_um=None,
        pr_up_to_um=None,
        rules=(),
    )


def _judged(course: _Course, visit: Visit) -> Judged:
    case, rules = course.case, course.rules
    targets = _target_facts(course, visit)
    target = literal = None
    if course.has_targets():
        literal = _target_rule(course, targets, holds=False)
        # After the first PD the visits are judged literally: nothing holds any more.
        holds = (
            course.in_response
            and not course.progressed
            and course.protocol.options.partial_response_holds
        )
        target = _target_rule(course, targets, holds=True) if holds else literal
    facts = non_target_facts(
        case.non_targets, visit.non_targets, visit.markers, rules.thresholds, course.left
    )
    non_target = None
    if course.has_non_targets():
        non_target = _non_target_rule(course, facts)
    new = standing_after(course.new, case.new_lesions, visit, rules.thresholds)
    overall = rules.visit[
        _outcome(target),
        _outcome(non_target),
        new.overall is NewLesion.UNEQUIVOCAL,
        visit.assessed,
    ]
    return Judged(visit, targets, facts, new, target, literal, non_target, overall, course.was_cr)


def _target_facts(course: _Course, visit: Visit) -> TargetFacts:
    target_sum, thresholds = course.sum_of(visit), course.rules.thresholds
    if course.was_cr and reappeared_values(target_sum, thresholds):
        extent = Extent.REAPPEARED
    else:
        extent = Extent.GONE if target_sum.gone else Extent.PRESENT
    total, progression, response = target_sum.sum_um, False, False
    if total is not None and course.nadir_um is not None and course.baseline_um is not None:
        progression = total >= thresholds.pd_from(course.nadir_um)
        response = total <= thresholds.pr_up_to(course.baseline_um)
    return TargetFacts(target_sum, extent, progression, response)


def _target_rule(course: _Course, facts: TargetFacts, *, holds: bool) -> Rule[Response]:
    if course.baseline_um is None:
        completeness = Completeness.NO_BASELINE
    elif facts.sum.sum_um is None:
        completeness = Completeness.NONE
    else:
        completeness = Completeness.ALL if facts.sum.complete else Completeness.SOME
    return course.rules.target[completeness, facts.extent, facts.progression, facts.response, holds]


def _non_target_rule(course: _Course, facts: NonTargetFacts) -> Rule[Response]:
    persisting = bool(facts.persisting) or facts.nodes or facts.raised
    reappeared = course.was_cr and bool(facts.persisting)
    return course.rules.non_target[bool(facts.progression), reappeared, facts.unread, persisting]


def _assessment(course: _Course, judged: Judged) -> VisitAssessment:
    fired = [rule.id for rule in (judged.target, judged.non_target) if rule is not None]
    if judged.new.overall is NewLesion.UNEQUIVOCAL:
        fired.append(course.rules.new_lesion.id)
    visit, target_sum = judged.visit, judged.targets.sum
    return VisitAssessment(
        visit=visit.label,
        date=visit.date,
        response_date=response_date(judged, course.rules.thresholds),
        target=_outcome(judged.target),
        target_literal=_outcome(judged.literal),
        non_target=_outcome(judged.non_target),
        new_lesion=judged.new.overall if visit.assessed else NewLesion.NONE,
        overall=judged.overall.outcome,
        overall_as_read=judged.overall.outcome,
        sum_um=target_sum.sum_um,
        complete=target_sum.complete,
        baseline_sum_um=course.baseline_um,
        nadir_sum_um=course.nadir_um,
        nadir_visit=course.nadir_visit,
        pd_from_um=_pd_from(course),
        pr_up_to_um=_pr_up_to(course),
        rules=(*fired, judged.overall.id),
        rests_on_reappearance=judged.rests_on_reappearance,
    )


def _outcome(rule: Rule[Response] | None) -> Response | None:
    return None if rule is None else rule.outcome


def _pd_from(course: _Course) -> int | None:
    """Return the sum that is PD; None where disease of any size would be (after a CR)."""
    if course.nadir_um is None or course.was_cr:
        return None
    return course.rules.thresholds.pd_from(course.nadir_um)


def _pr_up_to(course: _Course) -> int | None:
    baseline_um = course.baseline_um
    return None if baseline_um is None else course.rules.thresholds.pr_up_to(baseline_um)


def _remember(course: _Course, judged: Judged) -> None:
    """Carry forward what later visits are judged against."""
    visit, target_sum, overall = judged.visit, judged.targets.sum, judged.overall.outcome
    if not target_sum.complete:
        course.findings.extend(
            sum_findings(target_sum, visit, course.rules.thresholds, baseline=False)
        )
    elif course.nadir_um is not None and (target_sum.sum_um or 0) < course.nadir_um:
        course.nadir_um, course.nadir_visit = target_sum.sum_um, visit.label
    if course.rebaselines and target_sum.complete and target_sum.sum_um is not None:
        course.baseline_um = course.nadir_um = target_sum.sum_um
        course.nadir_visit, course.rebaselines = visit.label, False
    course.findings.extend(judged.new.findings)
    if judged.rests_on_reappearance and not course.progressed:
        course.findings.append(reappearance_finding(judged, course.rules.thresholds))
    course.new = judged.new.lesions
    course.doubted = (
        course.doubted
        or bool(judged.non_targets.suspected)
        or NewLesion.EQUIVOCAL in judged.new.lesions
    )
    course.was_cr = course.was_cr or overall is Response.CR
    course.in_response = course.in_response or overall in (Response.CR, Response.PR)
    course.progressed = course.progressed or overall is Response.PD


def _date_back(
    case: Case, visits: list[VisitAssessment], earlier: BackDated, rules: RuleSet
) -> None:
    """Report PD from the first sighting on; each visit's own reading stays visible."""
    for index in range(earlier.first, earlier.confirmed):
        visit = visits[index]
        if not case.visits[index].assessed:
            continue
        if visit.overall is not Response.PD:
            fired = (*visit.rules, rules.back_dating.id)
            # The first sighting decides on the date, a later visit's cause on its own.
            date = earlier.date if index == earlier.first else visit.response_date
            visits[index] = replace(visit, overall=Response.PD, response_date=date, rules=fired)
        elif index == earlier.first and earlier.date.text < visit.response_date.text:
            visits[index] = replace(visit, response_date=earlier.date)


def _marked_after_progression(visits: list[VisitAssessment]) -> tuple[VisitAssessment, ...]:
    for index, visit in enumerate(visits):
        if visit.overall is Response.PD:
            later = (replace(after, after_progression=True) for after in visits[index + 1 :])
            return (*visits[: index + 1], *later)
    return tuple(visits)
