"""The response of a visit in one scope by one protocol, as a measurement group (TID 1501)."""

from __future__ import annotations

from dataclasses import dataclass

from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.items import CONTEXT, MODIFIER, Item, Maker
from recist.formats.sr.texts import short_text
from recist.formats.sr.time_point import TimePoint, time_point
from recist.formats.sr.uids import uid_of
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One visit as one protocol judges it in one scope."""

    trial: str
    assessment: CaseAssessment
    visit: VisitAssessment
    when: TimePoint


def response_name(answered: Answered) -> str:
    """Return the tracking identifier of a response group."""
    return f"{answered.assessment.protocol.id}, {answered.assessment.case.scope}"


def criterion_code(criteria: str) -> Coded:
    """Return the code of the response criteria (CID 6147), one of our own for others."""
    found = codes.CRITERIA.get(criteria)
    return found or codes.own_code(
        f"CRITERIA {criteria}", short_text(criteria).text or "Criteria not named"
    )


def response_group(make: Maker, answered: Answered) -> Item:
    """Return the measurement group of a response."""
    visit, case = answered.visit, answered.assessment.case
    protocol = answered.assessment.protocol
    uid = uid_of("response", answered.trial, case.subject, case.reader, protocol.id, case.scope)
    items = [
        *make.text(codes.TRACKING_ID, response_name(answered), CONTEXT),
        make.uid(codes.TRACKING_UID, uid),
        make.code(codes.FINDING, codes.RESPONSE),
        *time_point(make, answered.when),
        make.code(codes.METHOD, criterion_code(protocol.criteria), MODIFIER),
        *_sums(make, visit),
        *_answers(make, visit),
        *make.text(codes.PROTOCOL, protocol.id),
        *make.text(codes.SCOPE, case.scope),
        *make.text(codes.NADIR_VISIT, visit.nadir_visit or ""),
        *make.text(codes.RULES, "\n".join(visit.rules)),
        *make.day(codes.RESPONSE_DATE, visit.response_date, codes.PARTIAL_DATE),
    ]
    return make.container(codes.MEASUREMENT_GROUP, items, template="1501")


def sums_of(visit: VisitAssessment) -> list[tuple[Coded, int]]:
    """Return the sums of a visit that there are."""
    named = (
        (codes.SUM, visit.sum_um),
        (codes.BASELINE_SUM, visit.baseline_sum_um),
        (codes.NADIR_SUM, visit.nadir_sum_um),
        (codes.NEW_SUM, visit.new_sum_um),
    )
    return [(name, um) for name, um in named if um is not None]


def answers_of(visit: VisitAssessment) -> list[tuple[Coded, Coded]]:
    """Return the responses of a visit that there are, each with its code."""
    given: tuple[tuple[Coded, dict[Response, Coded], Response | None], ...] = (
        (codes.TARGET, codes.TARGET_RESPONSES, visit.target),
        (codes.TARGET_LITERAL, codes.TARGET_RESPONSES, visit.target_literal),
        (codes.NON_TARGET, codes.NON_TARGET_RESPONSES, visit.non_target),
        (codes.OVERALL, codes.RESPONSES, visit.overall),
        (codes.OVERALL_AS_READ, codes.RESPONSES, visit.overall_as_read),
        (codes.OVERALL_RECIST11, codes.RESPONSES, visit.overall_recist11),
    )
    answers = [(name, table[answer]) for name, table, answer in given if answer is not None]
    more = [(codes.COMPLETE, codes.YES if visit.complete else codes.NO)]
    if visit.new_targets:
        more.append((codes.NEW_COMPLETE, codes.YES if visit.new_complete else codes.NO))
    return [*answers, (codes.NEW_LESION, codes.NEW_LESIONS[visit.new_lesion]), *more]


def _sums(make: Maker, visit: VisitAssessment) -> list[Item]:
    return [make.length(name, um) for name, um in sums_of(visit)]


def _answers(make: Maker, visit: VisitAssessment) -> list[Item]:
    return [make.code(name, answer) for name, answer in answers_of(visit)]
