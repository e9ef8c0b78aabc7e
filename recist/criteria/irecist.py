"""iRECIST (Seymour 2017, Lancet Oncol 18:e143–e152): progression that a later scan confirms.

Targets, non-targets and a visit's own response are those of RECIST 1.1, which stands beside at
every visit. New lesions are measured apart. What becomes of a progression is one explicit table
of states (`irecist_states`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from recist.criteria.backdating import BackDated, back_dated
from recist.criteria.course import judge
from recist.criteria.criterion import Criterion
from recist.criteria.irecist_course import Answer, answers_of
from recist.criteria.irecist_figures import figures_of
from recist.criteria.irecist_findings import findings_of
from recist.criteria.irecist_fired import fired_rules, still_progresses
from recist.criteria.irecist_run import Setting
from recist.criteria.irecist_states import ROWS, State
from recist.criteria.irecist_words import CLAUSES, GROUNDS, OTHERS, SENTENCES, WORDS
from recist.criteria.rule_set import RuleSet, rule_set
from recist.criteria.thresholds import Thresholds
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.case import Case
from recist.model.protocol import Protocol
from recist.model.response import Response

RULES = rule_set("irecist", Thresholds(), CLAUSES, SENTENCES)
RANKING = (
    Response.ICR,
    Response.IPR,
    Response.ISD,
    Response.NON_ICR_NON_IUPD,
    Response.IUPD,
    Response.ICPD,
    Response.NED,
    Response.NE,
)


def judge_immune(case: Case, protocol: Protocol, rules: RuleSet) -> CaseAssessment:
    """Judge every visit of a case by iRECIST, with the RECIST 1.1 response beside."""
    literal = judge(case, protocol, rules)
    setting = Setting(case, protocol, rules)
    earlier = back_dated(case, rules.thresholds)
    answers = answers_of(setting, literal.visits, earlier)
    as_read = _as_read(setting, literal, earlier, answers)
    visits = [
        _assessment(visit, answer, read, rules)
        for visit, answer, read in zip(literal.visits[1:], answers, as_read, strict=True)
    ]
    return replace(
        literal,
        visits=(literal.visits[0], *visits),
        findings=(*literal.findings, *findings_of(setting, answers)),
    )


def _as_read(
    setting: Setting,
    literal: CaseAssessment,
    earlier: Sequence[BackDated],
    answers: Sequence[Answer],
) -> list[Response]:
    """Return each visit's response as it was before a later visit dated a progression back."""
    read = [answer.overall for answer in answers]
    for index in range(1, len(answers) + 1):
        if any(one.first <= index < one.confirmed for one in earlier):
            known = [one for one in earlier if one.confirmed <= index]
            read[index - 1] = answers_of(setting, literal.visits, known)[index - 1].overall
    return read


def _assessment(
    visit: VisitAssessment, answer: Answer, as_read: Response, rules: RuleSet
) -> VisitAssessment:
    in_run = answer.rule.outcome.state is not State.OPEN and answer.run is not None
    still = still_progresses(visit, answer)
    return replace(
        visit,
        response_date=answer.date,
        target=_word(answer.target),
        target_literal=_word(visit.target_literal),
        non_target=Response.IUPD if still else _word(visit.non_target),
        overall=_word(answer.overall),
        overall_as_read=_word(as_read),
        rules=tuple(fired_rules(visit, answer, rules)),
        after_progression=answer.before is State.CONFIRMED,
        overall_recist11=visit.overall,
        new_sum_um=answer.facts.new.sum_um,
        new_targets=answer.facts.new.targets,
        new_complete=answer.facts.new.complete,
        progression_run=answer.run.number if in_run and answer.run else None,
    )


def _word(category: Response | None) -> Response | None:
    return None if category is None else WORDS.get(category, category)


CRITERION = Criterion(
    name="iRECIST",
    rules=RULES,
    judging=judge_immune,
    ranking=RANKING,
    ends=frozenset({Response.ICPD}),
    more_rows=(*GROUNDS, *OTHERS, *ROWS),
    more_figures=figures_of,
)
