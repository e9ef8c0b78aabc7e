"""Which rows led to an answer of iRECIST, for the sentences that explain it."""

from __future__ import annotations

from collections.abc import Iterator

from recist.criteria.irecist_course import Answer, leaves_new_lesions
from recist.criteria.irecist_events import Ground
from recist.criteria.irecist_states import State
from recist.criteria.irecist_words import (
    NEW_LESIONS_LEFT,
    NEW_TOLERATED,
    NEW_UNCHANGED,
    NON_TARGET_UNCHANGED,
    rule_id,
)
from recist.criteria.rule_set import RuleSet
from recist.model.assessment import VisitAssessment
from recist.model.response import NewLesion, Response

TARGET_ROWS, NON_TARGET_ROWS = "irecist/target/", "irecist/non-target/"
NEW_GREW = {Ground.NEW_SUM, Ground.NEW_OTHER}
WAITING_OR_CONFIRMED = {Response.IUPD, Response.ICPD}
TOLERATED_GREW = {Ground.SUM_OVER_NADIR, Ground.OTHER_GREW}


def fired_rules(visit: VisitAssessment, answer: Answer, rules: RuleSet) -> Iterator[str]:
    """Return the ids of the rows that led to the response, in their order.

    Parameters
    ----------
    visit : VisitAssessment
        The visit by RECIST 1.1, whose rows for targets and non-targets are the same.
    """
    grounds = {ground for ground, _ in answer.seen.grounds}
    for name in visit.rules:
        if name.startswith(TARGET_ROWS):
            yield _target_row(name, visit, answer)
        elif name.startswith(NON_TARGET_ROWS) and not still_progresses(visit, answer):
            yield name
        elif name.startswith(NON_TARGET_ROWS) and Ground.NON_TARGET not in grounds:
            yield NON_TARGET_UNCHANGED
    yield from _new_rows(visit, answer, rules, grounds)
    if answer.before is not State.RUN or answer.rule.outcome.answer is None:
        yield answer.seen.own.id
    if answer.rule.outcome.answer is None and leaves_new_lesions(answer.seen, answer.facts):
        yield NEW_LESIONS_LEFT
    if answer.facts.dated_back and answer.overall in WAITING_OR_CONFIRMED:
        yield rules.back_dating.id
    yield answer.rule.id


def still_progresses(visit: VisitAssessment, answer: Answer) -> bool:
    """Say whether non-targets progress only because they are no better than at the first iUPD."""
    progresses = answer.before is State.RUN and answer.seen.non_target is Response.PD
    return progresses and visit.non_target is not Response.PD


def _target_row(name: str, visit: VisitAssessment, answer: Answer) -> str:
    """Return the row of the targets: in iRECIST an iPR may hold when RECIST 1.1's has ended."""
    if visit.target_literal is not Response.SD:
        return name
    return f"{TARGET_ROWS}{'PR-holds' if answer.target is Response.PR else 'SD'}"


def _new_rows(
    visit: VisitAssessment, answer: Answer, rules: RuleSet, grounds: set[Ground]
) -> Iterator[str]:
    standing = set(answer.facts.new.standing)
    if standing & answer.tolerated and not grounds & TOLERATED_GREW:
        yield NEW_TOLERATED
    for ground, _ in answer.seen.grounds:
        if ground is not Ground.FURTHER_NEW or answer.tolerated:
            yield rule_id(ground)
        elif visit.new_lesion is NewLesion.UNEQUIVOCAL:
            yield rules.new_lesion.id
    if answer.before is State.CONFIRMED and standing:
        yield rules.new_lesion.id
    waiting = answer.run.caused_by if answer.run and answer.before is State.RUN else frozenset()
    if standing & waiting and not grounds & NEW_GREW:
        yield NEW_UNCHANGED
