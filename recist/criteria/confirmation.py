"""Confirmation of a response by a later visit (RECIST 1.1 §4.4.3, §4.6, Table 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recist.model.assessment import VisitAssessment
from recist.model.case import Case
from recist.model.protocol import Confirmation
from recist.model.reading import NotDone, NotEvaluable
from recist.model.response import Response

UNSCHEDULED = ("unscheduled", "uns")
NEW_SYMPTOM = "new-symptom"


@dataclass(frozen=True, slots=True)
class Run:
    """Visits that confirm a response: the first and the last show it, ``days`` apart."""

    visits: tuple[VisitAssessment, ...]
    days: int


def confirming_run(
    case: Case,
    visits: Sequence[VisitAssessment],
    confirmation: Confirmation,
    wanted: frozenset[Response],
) -> Run | None:
    """Return the first pair of visits that confirms a response, with what lies between.

    Parameters
    ----------
    visits : sequence of VisitAssessment
        In order; of the case, without its baseline.
    wanted : frozenset of Response
        What both visits have to be. Between them there may be nothing else but NE, and of
        these no more than the protocol allows.

    Returns
    -------
    Run or None
        The interval is one of response dates, its bound included.
    """
    for start, first in enumerate(visits):
        if _shows(first, wanted):
            run = _run_from(case, visits[start:], confirmation, wanted)
            if run is not None:
                return run
    return None


def _run_from(
    case: Case,
    visits: Sequence[VisitAssessment],
    confirmation: Confirmation,
    wanted: frozenset[Response],
) -> Run | None:
    begin, unread = visits[0].response_date.day, 0
    for index, visit in enumerate(visits[1:], start=1):
        if _shows(visit, wanted):
            day = visit.response_date.day
            if begin is None or day is None or (day - begin).days < confirmation.interval_days:
                continue
            return Run(tuple(visits[: index + 1]), (day - begin).days)
        if visit.overall is not Response.NE:
            return None
        unread += not is_unscheduled_and_unread(case, visit)
        if unread > confirmation.max_ne_between:
            return None
    return None


def _shows(visit: VisitAssessment, wanted: frozenset[Response]) -> bool:
    """Say whether a visit shows a response itself; one that only holds confirms nothing."""
    return visit.overall in wanted and visit.target is visit.target_literal


def is_unscheduled_and_unread(case: Case, visit: VisitAssessment) -> bool:
    """Say whether a visit was made out of turn and read no target; without any, no non-target.

    Such an NE neither ends a run nor uses up the NE that may stand in one.
    """
    if not _is_unscheduled(case, visit.visit):
        return False
    if case.targets:
        return visit.sum_um is None
    (held,) = (one for one in case.visits if one.label == visit.visit)
    return all(
        isinstance(part.state, NotDone | NotEvaluable)
        for parts in held.non_targets
        for part in parts
    )


def _is_unscheduled(case: Case, label: str) -> bool:
    name = label.strip().casefold()
    return name.startswith(UNSCHEDULED) or any(
        row.reason.strip().casefold() == NEW_SYMPTOM
        for row in case.rows
        if row.visit.strip().casefold() == name
    )
