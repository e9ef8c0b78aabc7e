"""Where two readers disagree on what the protocol asks, and what that comes from.

The causes are those that trials report adjudication by: a new lesion, the choice of targets, the
measurement, non-target disease, the baseline scan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from recist.endpoints.best import best_response
from recist.endpoints.kinds import RESPONDING
from recist.endpoints.progression import progression_of
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.protocol import AdjudicateOn
from recist.model.response import NewLesion


class Cause(StrEnum):
    """What a disagreement comes from."""

    BASELINE_SCAN = "baseline scan"
    NEW_LESION = "new lesion"
    TARGETS = "choice of targets"
    MEASUREMENT = "measurement"
    NON_TARGET = "non-target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Discordance:
    """One variable on which two readers disagree.

    Attributes
    ----------
    visit : str
        The visit that the cause was found at; empty where no visit shows one.
    answers : tuple of str
        What each reader says, in the order of the readers.
    causes : tuple of Cause
        All that differ at that visit, what decides first.
    """

    variable: AdjudicateOn
    visit: str
    answers: tuple[str, str]
    causes: tuple[Cause, ...]


Pair = tuple[CaseAssessment, CaseAssessment]


def discordances(pair: Pair, variables: Sequence[AdjudicateOn]) -> tuple[Discordance, ...]:
    """Compare two reads of one subject in one scope, judged by the same protocol."""
    found = (_discordance(pair, variable) for variable in variables)
    return tuple(one for one in found if one is not None)


def _discordance(pair: Pair, variable: AdjudicateOn) -> Discordance | None:
    say = SAY[variable]
    answers = (say(pair[0]), say(pair[1]))
    if answers[0] == answers[1]:
        return None
    visits = _first_apart(pair)
    return Discordance(
        variable=variable,
        visit="" if visits is None else visits[0].visit,
        answers=answers,
        causes=tuple(_causes(pair, visits)),
    )


def _best(assessment: CaseAssessment) -> str:
    return str(best_response(assessment).response)


def _progression(assessment: CaseAssessment) -> str:
    found = progression_of(assessment)
    return "none" if found is None else found.date.text


def _response(assessment: CaseAssessment) -> str:
    visits = (one for one in assessment.visits if one.overall in RESPONDING)
    return next((one.response_date.text for one in visits), "none")


def _each_visit(assessment: CaseAssessment) -> str:
    return ", ".join(f"{one.visit} {one.overall}" for one in assessment.visits[1:])


SAY: dict[AdjudicateOn, Callable[[CaseAssessment], str]] = {
    AdjudicateOn.BEST_RESPONSE: _best,
    AdjudicateOn.PROGRESSION_DATE: _progression,
    AdjudicateOn.RESPONSE_DATE: _response,
    AdjudicateOn.VISIT_RESPONSE: _each_visit,
}
"""What a read says on each variable, as text to be compared and shown."""


def _first_apart(pair: Pair) -> tuple[VisitAssessment, VisitAssessment] | None:
    """Return the first visit that both have read and judge differently."""
    other = {one.visit: one for one in pair[1].visits[1:]}
    for mine in pair[0].visits[1:]:
        theirs = other.get(mine.visit)
        if theirs is not None and mine.overall is not theirs.overall:
            return mine, theirs
    return None


def _causes(pair: Pair, visits: tuple[VisitAssessment, VisitAssessment] | None) -> Iterator[Cause]:
    if _baseline(pair[0]) != _baseline(pair[1]):
        yield Cause.BASELINE_SCAN
    if visits is None:
        return
    mine, theirs = visits
    new = [one.new_lesion is NewLesion.UNEQUIVOCAL for one in visits]
    if new[0] != new[1]:
        yield Cause.NEW_LESION
    if mine.target is not theirs.target:
        same = _targets(pair[0]) == _targets(pair[1])
        yield Cause.MEASUREMENT if same else Cause.TARGETS
    if mine.non_target is not theirs.non_target:
        yield Cause.NON_TARGET


def _baseline(assessment: CaseAssessment) -> tuple[str, str]:
    visit = assessment.case.visits[0]
    return visit.label.casefold(), visit.date.text


def _targets(assessment: CaseAssessment) -> Counter[tuple[str, str]]:
    """Return how many targets were chosen in each organ and site; readers name their own."""
    return Counter((one.organ.casefold(), one.site.casefold()) for one in assessment.case.targets)
