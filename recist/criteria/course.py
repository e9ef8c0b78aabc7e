"""Judging a course visit by visit: what was known before, what is read now, what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recist.criteria.backdating import BackDated, back_dated
from recist.criteria.confirmation import confirming_run
from recist.criteria.course_findings import reappearance_finding
from recist.criteria.dating import response_date
from recist.criteria.judged import Judged, TargetFacts
from recist.criteria.memory import Memory
from recist.criteria.new_lesions import standing_after
from recist.criteria.non_targets import NonTargetFacts, non_target_facts
from recist.criteria.rule_set import RuleSet
from recist.criteria.sums import Completeness, Extent, reappeared_values
from recist.criteria.table import Rule
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case, Visit
from recist.model.protocol import Protocol
from recist.model.response import NewLesion, Response

RESPONSES = frozenset({Response.CR, Response.PR})


def judge(case: Case, protocol: Protocol, rules: RuleSet) -> CaseAssessment:
    """Judge every visit of a case by a rule set.

    Each visit is judged from itself and the visits before it; only the declared back-dating
    of a doubtful progression reaches back.
    """
    course = Memory(case, protocol, rules)
    visits = [_baseline(course, case.visits[0])]
    compared = 1
    for index, visit in enumerate(case.visits[1:], start=1):
        if visit.left != course.left:
            course.leave(visit.left, case.visits[:index])
            compared = index
        judged = _judged(course, visit)
        visits.append(_assessment(course, judged))
        _remember(course, judged)
        if judged.overall.outcome in RESPONSES and not course.in_response:
            course.in_response = _assigned(course, visits[compared:])
    if course.doubted:
        for earlier in back_dated(case, rules.thresholds):
            _date_back(case, visits, earlier, rules)
        visits = _marked_after_progression(visits)
    return CaseAssessment(
        case=case,
        protocol=protocol,
        visits=tuple(visits),
        findings=case.findings + tuple(course.findings),
    )


def _baseline(course: Memory, visit: Visit) -> VisitAssessment:
    target_sum = course.begin(visit)
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


def _judged(course: Memory, visit: Visit) -> Judged:
    case, rules = course.case, course.rules
    targets = _target_facts(course, visit)
    target = literal = None
    if course.has_targets:
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
    if course.has_non_targets:
        non_target = _non_target_rule(course, facts)
    new = standing_after(course.new, case.new_lesions, visit, rules.thresholds)
    overall = rules.visit[
        _outcome(target),
        _outcome(non_target),
        new.overall is NewLesion.UNEQUIVOCAL,
        visit.assessed,
    ]
    return Judged(visit, targets, facts, new, target, literal, non_target, overall, course.was_cr)


def _target_facts(course: Memory, visit: Visit) -> TargetFacts:
    target_sum, thresholds = course.sum_of(visit), course.rules.thresholds
    if course.was_cr and reappeared_values(target_sum, thresholds):
        extent = Extent.REAPPEARED
    else:
        extent = Extent.GONE if target_sum.gone else Extent.PRESENT
    total, progression, response = target_sum.sum_um, False, False
    if total is not None and course.pd_from_um is not None and course.pr_up_to_um is not None:
        progression = total >= course.pd_from_um
        response = total <= course.pr_up_to_um
    return TargetFacts(target_sum, extent, progression, response)


def _target_rule(course: Memory, facts: TargetFacts, *, holds: bool) -> Rule[Response]:
    if course.baseline_um is None:
        completeness = Completeness.NO_BASELINE
    elif facts.sum.sum_um is None:
        completeness = Completeness.NONE
    else:
        completeness = Completeness.ALL if facts.sum.complete else Completeness.SOME
    return course.rules.target[completeness, facts.extent, facts.progression, facts.response, holds]


def _non_target_rule(course: Memory, facts: NonTargetFacts) -> Rule[Response]:
    persisting = bool(facts.persisting) or facts.nodes or facts.raised
    reappeared = course.was_cr and bool(facts.persisting)
    return course.rules.non_target[bool(facts.progression), reappeared, facts.unread, persisting]


def _assessment(course: Memory, judged: Judged) -> VisitAssessment:
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
        new_lesion=judged.new.overall,
        overall=judged.overall.outcome,
        overall_as_read=judged.overall.outcome,
        sum_um=target_sum.sum_um,
        complete=target_sum.complete,
        baseline_sum_um=course.baseline_um,
        nadir_sum_um=course.nadir_um,
        nadir_visit=course.nadir_visit,
        # After an overall CR disease of any size is PD, so no sum is the threshold.
        pd_from_um=None if course.was_cr else course.pd_from_um,
        pr_up_to_um=course.pr_up_to_um,
        rules=(*fired, judged.overall.id),
        after_progression=course.progressed,
        rests_on_reappearance=judged.rests_on_reappearance,
    )


def _outcome(rule: Rule[Response] | None) -> Response | None:
    return None if rule is None else rule.outcome


def _remember(course: Memory, judged: Judged) -> None:
    """Carry forward what later visits are judged against."""
    overall = judged.overall.outcome
    course.take_sum(judged.targets.sum, judged.visit)
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
    course.progressed = course.progressed or overall is Response.PD


def _assigned(course: Memory, visits: Sequence[VisitAssessment]) -> bool:
    """Say whether a CR or PR is assigned: confirmed, if the protocol asks for it (§4.6)."""
    confirmation = course.protocol.confirmation
    if not confirmation.required:
        return True
    return confirming_run(course.case, visits, confirmation, RESPONSES) is not None


def _date_back(
    case: Case, visits: list[VisitAssessment], earlier: BackDated, rules: RuleSet
) -> None:
    """Report PD from the first sighting on; each visit's own reading stays visible."""
    for index in range(earlier.first, earlier.confirmed):
        visit = visits[index]
        if not case.visits[index].assessed:
            continue
        # The first sighting decides on the date, a later visit's cause on its own.
        date = earlier.date if index == earlier.first else visit.response_date
        if visit.overall is Response.PD and date.text >= visit.response_date.text:
            continue
        fired = tuple(dict.fromkeys((*visit.rules, rules.back_dating.id)))
        visits[index] = replace(visit, overall=Response.PD, response_date=date, rules=fired)


def _marked_after_progression(visits: Sequence[VisitAssessment]) -> list[VisitAssessment]:
    """Mark the visits after the first PD anew, once progression was dated back."""
    marked, progressed = [], False
    for visit in visits:
        marked.append(replace(visit, after_progression=progressed))
        progressed = progressed or visit.overall is Response.PD
    return marked
