"""The figures that iRECIST's sentences ask for, beside those that all criteria share."""

from __future__ import annotations

from collections.abc import Iterable

from recist.criteria import irecist_events as events
from recist.criteria import irecist_run as runs
from recist.criteria.backdating import back_dated
from recist.criteria.causes import listed
from recist.criteria.course import judge
from recist.criteria.irecist_course import Answer, answers_of
from recist.criteria.irecist_run import Run, Setting
from recist.criteria.rule_set import RuleSet
from recist.model.assessment import CaseAssessment
from recist.model.length import mm_text

NONE = "–"


def figures_of(assessment: CaseAssessment, index: int, rules: RuleSet) -> dict[str, str]:
    """Return the figures of one visit, by the name that the sentences use."""
    case, protocol = assessment.case, assessment.protocol
    window = protocol.irecist
    figures = {
        "own": str(assessment.visits[index].overall),
        "confirm_from": str(window.confirm_from_days - window.tolerance_days),
        "confirm_to": str(window.confirm_to_days + window.tolerance_days),
        "confirming": mm_text(events.CONFIRMING_UM),
    }
    visits = assessment.visits[: index + 1]
    if index == 0 or not (case.new_lesions or any(visit.progression_run for visit in visits)):
        return figures
    setting = Setting(case, protocol, rules)
    literal = judge(case, protocol, rules).visits
    answer = answers_of(setting, literal, back_dated(case, rules.thresholds))[index - 1]
    figures |= _new(setting, answer)
    return figures if answer.run is None else figures | _since(setting, answer, answer.run)


def _new(setting: Setting, answer: Answer) -> dict[str, str]:
    new, tolerated = answer.facts.new, answer.tolerated
    further = [name for name in new.standing if name not in tolerated]
    grown = events.grown_now(setting.case, answer.facts, tolerated)
    thresholds = setting.rules.thresholds
    floor = thresholds.progression_floor_um // 1000
    return {
        "standing": _named(new.standing),
        "tolerated": _named(one for one in new.standing if one in tolerated),
        "more_new": _named(further),
        "grown_new": _named(reading.lesion for reading in grown),
        "new_now": _mm(new.sum_um),
        "new_nadir": _mm(new.nadir_um),
        "new_pd_from": _mm(None if new.nadir_um is None else thresholds.pd_from(new.nadir_um)),
        "pd_needs_new": f"iUPD needs {thresholds.progression_percent} % and {floor} mm",
    }


def _since(setting: Setting, answer: Answer, run: Run) -> dict[str, str]:
    """Return what has changed since the first iUPD."""
    facts, case = answer.facts, setting.case
    walks = runs.walks_of(setting, run, facts)
    sums, days = runs.target_sums_since(setting, run, facts), answer.days_since(run)
    figures = {
        "first_iupd": run.first.visit.label,
        "days": NONE if days is None else str(days),
        "target_then": mm_text(sums.first_um),
        "target_now": mm_text(sums.now_um),
        "target_growth": f"+{mm_text(sums.growth_um)}",
        "grown_non_targets": _named(now.lesion for now, one in walks if one.grown),
        "waiting_non_targets": _named(now.lesion for now, one in walks if one.progressed),
        "waiting_new": _named(one for one in facts.new.standing if one in run.caused_by),
    }
    if run.first == facts:
        return figures
    new = events.new_sums(case, run.first.new, facts.new, facts.visit)
    more = events.seen_beside(case, facts, run.first.new.standing)
    grown = events.grown_new(case, run.first, facts)
    return figures | {
        "new_then": mm_text(new.first_um),
        "new_now": mm_text(new.now_um),
        "new_growth": f"+{mm_text(new.growth_um)}",
        "more_new": _named(reading.lesion for reading in more),
        "grown_new": _named(reading.lesion for reading in grown),
    }


def _named(lesions: Iterable[str]) -> str:
    """Write names; where there are none, no sentence asks for them."""
    return listed(lesions, NONE)


def _mm(um: int | None) -> str:
    return NONE if um is None else mm_text(um)
