"""The same reads under several protocols: where the answers differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment
from recist.model.response import Response
from recist.trial.comparison_reasons import Pair, best_reason, reason_of

BEST = "best"
"""Stands for the best overall response where a visit is named otherwise."""

PLAIN_WORDS = {
    Response.ICR: Response.CR,
    Response.IPR: Response.PR,
    Response.ISD: Response.SD,
    Response.ICPD: Response.PD,
    Response.NON_ICR_NON_IUPD: Response.NON_CR_NON_PD,
}
"""iRECIST's own words for what RECIST 1.1 says too; iUPD it does not have."""

CaseKey = tuple[str, str, str]
"""Subject, reader and scope."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One answer that two protocols give differently.

    Attributes
    ----------
    visit : str
        Label of the visit, or `BEST`.
    protocols : tuple of str
        Ids of the two protocols.
    answers : tuple of str
        What each says.
    reason : str
        Why, from the rules that fired in each.
    """

    subject: str
    reader: str
    scope: str
    visit: str
    protocols: tuple[str, str]
    answers: tuple[str, str]
    reason: str


def differences(assessed: Sequence[Sequence[CaseAssessment]]) -> tuple[Difference, ...]:
    """Compare what the first protocol says with what each of the others says.

    Parameters
    ----------
    assessed : sequence
        For each protocol its assessments of the same reads.

    Returns
    -------
    tuple of Difference
        By case and visit, for the scopes that two protocols both have; iRECIST's iCR, iPR, iSD
        and iCPD are no other answers than CR, PR, SD and PD.
    """
    first, *others = (by_case(assessments) for assessments in assessed)
    return tuple(
        difference
        for key, ours in first.items()
        for other in others
        if key in other
        for difference in _between(ours, other[key])
    )


def by_case(assessments: Sequence[CaseAssessment]) -> Mapping[CaseKey, CaseAssessment]:
    """Return assessments by subject, reader and scope."""
    return {(one.case.subject, one.case.reader, one.case.scope): one for one in assessments}


def same_answer(ours: Response | None, theirs: Response | None) -> bool:
    """Say whether two protocols say the same, each in its own words."""
    return _plain(ours) is _plain(theirs)


def _plain(response: Response | None) -> Response | None:
    return None if response is None else PLAIN_WORDS.get(response, response)


def _between(ours: CaseAssessment, theirs: CaseAssessment) -> Iterator[Difference]:
    places = {visit.visit: index for index, visit in enumerate(theirs.visits)}
    for index, visit in enumerate(ours.visits):
        place = places.get(visit.visit)
        if place is None or same_answer(visit.overall, theirs.visits[place].overall):
            continue
        pair = Pair(ours, theirs, index, place)
        answers = (str(visit.overall), str(theirs.visits[place].overall))
        yield _difference(ours, theirs, visit.visit, answers, reason_of(pair))
    best, other = best_response(ours).response, best_response(theirs).response
    if not same_answer(best, other):
        yield _difference(ours, theirs, BEST, (str(best), str(other)), best_reason(ours, theirs))


def _difference(
    ours: CaseAssessment,
    theirs: CaseAssessment,
    visit: str,
    answers: tuple[str, str],
    reason: str,
) -> Difference:
    case = ours.case
    return Difference(
        subject=case.subject,
        reader=case.reader,
        scope=case.scope,
        visit=visit,
        protocols=(ours.protocol.id, theirs.protocol.id),
        answers=answers,
        reason=reason,
    )
