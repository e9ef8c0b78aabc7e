"""Which visits confirm a response: the interval, what may lie between, what uses up an NE."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.confirmation import confirming_run, is_unscheduled_and_unread
from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.dates import ScanDate
from recist.model.protocol import Confirmation
from recist.model.response import Response
from recist.model.row import Row
from tests.criteria.one_line import RECIST11, case_of, judged, rows_of

RESPONSES = frozenset({Response.CR, Response.PR})
FOUR_WEEKS = Confirmation(required=True, interval_days=28, max_ne_between=1)

# course, the visits of the run and its days, why
RUNS: list[tuple[str, tuple[list[str], int] | None, str]] = [
    ("0: T1=50 | 56: T1=30", None, "one visit confirms nothing"),
    ("0: T1=50 | 56: T1=30 | 84: T1=30", (["day 56", "day 84"], 28), "28 days are enough"),
    ("0: T1=50 | 56: T1=30 | 83: T1=30", None, "27 are not"),
    (
        "0: T1=50 | 56: T1=30 | 84: T1=30 | 112: T1=30",
        (["day 56", "day 84"], 28),
        "the run ends with the visit that confirms",
    ),
    (
        "0: T1=50 | 56: T1=30 | 70: T1=30 | 84: T1=30",
        (["day 56", "day 70", "day 84"], 28),
        "one that is too early is no hindrance",
    ),
    ("0: T1=50 | 56: T1=45 | 112: T1=30", None, "SD is none"),
    (
        "0: T1=50 | 56: T1=45 | 112: T1=30 | 168: T1=30",
        (["day 112", "day 168"], 56),
        "the run begins with the first response",
    ),
    (
        "0: T1=50 | 56: T1=30 | 112: T1=not-done | 168: T1=30",
        (["day 56", "day 112", "day 168"], 112),
        "one NE may stand between",
    ),
    (
        "0: T1=50 | 56: T1=30 | 84: T1=not-done | 112: T1=not-done | 168: T1=30",
        None,
        "two may not",
    ),
    (
        "0: T1=50 | 56: T1=30 | 84: T1=not-done | 90 uns 1: T1=not-done | 168: T1=30",
        (["day 56", "day 84", "uns 1", "day 168"], 112),
        "an unread visit out of turn uses up none",
    ),
    (
        "0: T1=50 | 56: T1=30 | 60 Unscheduled: T1=not-done | 84: T1=not-done | 168: T1=30",
        (["day 56", "Unscheduled", "day 84", "day 168"], 112),
        "nor does it before another",
    ),
    (
        "0: T1=50 | 56: T1=30 | 84: T1=70 | 168: T1=30",
        None,
        "nothing else may",
    ),
    (
        "0: T1=50 | 56: T1=30 | 60: T1=not-done | 70: T1=not-done | 80: T1=30 | 120: T1=30",
        (["day 80", "day 120"], 40),
        "a later run where the first one breaks",
    ),
    (
        "0: T1=50 | 56: T1=30 | 84: T1=absent",
        (["day 56", "day 84"], 28),
        "a CR confirms a PR",
    ),
    (
        "0: T1=50 T2=5 | 56: T1=30 T2=5 | 84: T1=30@85 T2=5@84",
        (["day 56", "day 84"], 29),
        "days are those of the response, the last scan",
    ),
]


@pytest.mark.parametrize(("course", "run", "why"), RUNS, ids=[one[2] for one in RUNS])
def test_a_run(course: str, run: tuple[list[str], int] | None, why: str) -> None:
    assessment = judged(course)
    found = confirming_run(assessment.case, assessment.visits[1:], FOUR_WEEKS, RESPONSES)
    got = None if found is None else ([visit.visit for visit in found.visits], found.days)
    assert got == run


def test_only_what_is_wanted_confirms() -> None:
    assessment = judged("0: T1=50 | 56: T1=30 | 84: T1=absent | 112: T1=absent")
    complete = frozenset({Response.CR})
    found = confirming_run(assessment.case, assessment.visits[1:], FOUR_WEEKS, complete)
    assert found is not None
    assert [visit.visit for visit in found.visits] == ["day 84", "day 112"]


def test_a_response_that_only_holds_confirms_nothing() -> None:
    assessment = judged("0: T1=50 | 56: T1=35 | 112: T1=36")
    assert assessment.visits[2].overall is Response.PR
    assert confirming_run(assessment.case, assessment.visits[1:], FOUR_WEEKS, RESPONSES) is None


@pytest.mark.parametrize("undated", [1, 2])
def test_without_a_day_no_interval_is_known(undated: int) -> None:
    assessment = judged("0: T1=50 | 56: T1=30 | 112: T1=30")
    visits = list(assessment.visits)
    visits[undated] = replace(visits[undated], response_date=ScanDate("2024-03", None))
    assert confirming_run(assessment.case, visits[1:], FOUR_WEEKS, RESPONSES) is None


def test_after_a_visit_without_a_day_the_next_one_may_confirm() -> None:
    assessment = judged("0: T1=50 | 56: T1=30 | 84: T1=30 | 112: T1=30")
    visits = list(assessment.visits)
    visits[2] = replace(visits[2], response_date=ScanDate("2024-03", None))
    found = confirming_run(assessment.case, visits[1:], FOUR_WEEKS, RESPONSES)
    assert found is not None
    assert found.days == 56


def with_reason(rows: list[Row], visit: str, reason: str) -> list[Row]:
    return [replace(row, reason=reason) if row.visit == visit else row for row in rows]


# course, why its last visit was made, whether it is out of turn and unread
OUT_OF_TURN: list[tuple[str, str, bool]] = [
    ("0: T1=50 | 56: T1=not-done", "ill", False),
    ("0: T1=50 | 56: T1=not-done", "new-symptom", True),
    ("0: T1=50 | 56: T1=not-done", " New-Symptom ", True),
    ("0: T1=50 | 56: T1=not-done", "no new-symptom", False),
    ("0: T1=50 | 56 Unscheduled 2: T1=not-done", "", True),
    ("0: T1=50 | 56 UNS: T1=not-done", "", True),
    ("0: T1=50 | 56 not unscheduled: T1=not-done", "", False),
    ("0: T1=50 T2=20 | 56 uns: T1=not-done T2=20", "", False),
    ("0: T1=50 NT1=present | 56 uns: T1=not-done NT1=present", "", True),
    ("0: NT1=present NT2=present | 56 uns: NT1=not-done NT2=not-evaluable", "", True),
    ("0: NT1=present NT2=present | 56 uns: NT1=not-done NT2=present", "", False),
    ("0: NT1=present | 56 uns: NT1=absent", "", False),
]


@pytest.mark.parametrize(("course", "reason", "unread"), OUT_OF_TURN)
def test_out_of_turn_and_unread(course: str, reason: str, unread: bool) -> None:
    rows = rows_of(course)
    case = assemble_case(with_reason(rows, rows[-1].visit, reason), window_days=14)
    visit = assess(case, RECIST11).visits[-1]
    assert is_unscheduled_and_unread(case, visit) is unread


def test_the_reason_of_another_visit_is_none_of_its_own() -> None:
    rows = rows_of("0: T1=50 | 56: T1=not-done | 112: T1=not-done")
    case = assemble_case(with_reason(rows, "day 112", "new-symptom"), window_days=14)
    visits = assess(case, RECIST11).visits
    assert [is_unscheduled_and_unread(case, visit) for visit in visits] == [False, False, True]


def test_a_visit_may_be_spelt_in_several_ways() -> None:
    rows = rows_of("0: T1=50 T2=9 | 56: T1=not-done | 56 DAY 56 : T2=not-done")
    told = [replace(row, reason="new-symptom") if "DAY" in row.visit else row for row in rows]
    case = assemble_case(told, window_days=14)
    visit = assess(case, RECIST11).visits[1]
    assert is_unscheduled_and_unread(case, replace(visit, visit=f" {visit.visit} "))


def test_a_confirmed_response_is_asked_of_the_visits_since_the_set_changed() -> None:
    """A PR holds from the confirming visit on, where the protocol asks for confirmation."""
    protocol = replace(RECIST11, confirmation=FOUR_WEEKS)
    course = "0: T1=50 | 56: T1=35 | 112: T1=36 | 168: T1=35 | 224: T1=35 | 280: T1=36"
    overall = [visit.overall for visit in judged(course, protocol).visits[1:]]
    assert overall == ["PR", "SD", "PR", "PR", "PR"]
    assert case_of(course).targets
