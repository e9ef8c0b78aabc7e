"""Days that are hardly true: one day to each side, without a look at the clock."""

from __future__ import annotations

import pytest

from recist.criteria.conformance.checks import conformance
from recist.model.reading import NotDone
from recist.model.row import Row
from recist.model.scope import in_scope
from tests.criteria.conformance.reads import RECIST11, case_of, row, visit_row

BEFORE, AFTER = "before 1970", "after 2100"
LONG_AFTER = "more than 20 years after the baseline"


def told(*rows: Row, scope: str = "all") -> list[tuple[str, str]]:
    found = conformance(in_scope(case_of(*rows, reference=None), scope), RECIST11)
    return [(one.visit or "", one.message) for one in found if one.code == "date-unlikely"]


def says(visit: str, day: str, why: str) -> list[tuple[str, str]]:
    return [(visit, f"{visit} is dated {day}, {why}; is the year right?")]


# baseline, follow-up, what is said of the follow-up, why
FOLLOW_UPS = [
    ("2024-03-05", "2204-05-02", AFTER, "two figures in each other's place"),
    ("2024-03-05", "2044-03-05", "", "twenty years"),
    ("2024-03-05", "2044-03-06", LONG_AFTER, "a day more"),
    ("2024-02-29", "2044-03-01", LONG_AFTER, "a baseline on the day of a leap year"),
    ("2085-01-02", "2100-12-31", "", "the last day"),
    ("2085-01-02", "2101-01-01", AFTER, "a day more"),
    ("2024-03-05", "0204-05-02", BEFORE, "a year of the Romans, before the baseline"),
    ("2024-03-05", "2014-05-02", "", "ten years before: found as before the baseline"),
    ("1960-01-02", "1990-01-01", "", "a baseline that is unlikely itself measures nothing"),
]


@pytest.mark.parametrize(
    ("start", "day", "why", "reason"), FOLLOW_UPS, ids=[one[3] for one in FOLLOW_UPS]
)
def test_a_follow_up(start: str, day: str, why: str, reason: str) -> None:
    found = [
        one for one in told(row(day=start), row(visit="week 8", day=day)) if one[0] == "week 8"
    ]
    assert found == (says("week 8", day, why) if why else [])


@pytest.mark.parametrize(
    ("day", "why"),
    [("1970-01-01", ""), ("1969-12-31", BEFORE), ("2100-12-31", ""), ("2101-01-01", AFTER)],
)
def test_a_baseline(day: str, why: str) -> None:
    assert told(row(day=day)) == (says("baseline", day, why) if why else [])


def test_a_visit_is_told_once_whatever_its_scope() -> None:
    late = [row(name, visit="week 8", day="2204-05-02", organ="lung") for name in ("T1", "T2")]
    start = [row(name, organ="lung") for name in ("T1", "T2")]
    assert told(*start, *late) == says("week 8", "2204-05-02", AFTER)
    assert told(*start, *late, scope="lung") == says("week 8", "2204-05-02", AFTER)


def test_a_partial_date_counts_by_its_year_and_no_date_says_nothing() -> None:
    assert told(row(), visit_row("week 8", "2204-05", NotDone("ill"))) == says(
        "week 8", "2204-05", AFTER
    )
    assert told(row(), visit_row("week 8", "", NotDone("ill"))) == []
