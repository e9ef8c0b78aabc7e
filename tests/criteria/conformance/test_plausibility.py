"""Lengths and courses that are hardly true: one micrometre, one day to each side."""

from datetime import date, timedelta

import pytest

from recist.criteria.conformance.plausibility import grew_unbelievably
from recist.model.lesion import Role
from recist.model.reading import Absent, Merged, NotEvaluable, State, TooSmall
from recist.model.row import Row
from tests.criteria.conformance.reads import (
    MRECIST,
    axes,
    case_of,
    codes,
    row,
    seen,
)

START = date(2024, 1, 2)
GREW = [("growth-unlikely", "T1")]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (axes("400"), False),
        (axes("400.001"), True),
        (axes("300", "400.001"), True),
        (axes("300", "200", "400.001"), True),
        (axes("1000.001"), False),  # found as absurd, and dropped, where the case is made
    ],
)
def test_a_length_beyond_a_trunk(state: State, found: bool) -> None:
    assert codes(case_of(row(state=state))) == ([("length-unlikely", "T1")] if found else [])


def test_non_targets_and_new_lesions_are_looked_at_too() -> None:
    new = row("L1", seen("500"), visit="week 8", day="2024-02-27", role=Role.NEW)
    case = case_of(row(), row("NT1", seen("401")), new)
    assert codes(case) == [("length-unlikely", "NT1"), ("length-unlikely", "L1")]


# before and after in micrometres, days, whether it is found
GROWTH = [
    (30_000, 60_000, 21, False, "doubled in 21 days: the volume in 7"),
    (30_000, 60_001, 21, True, "a micrometre more"),
    (30_000, 60_000, 20, True, "a day sooner"),
    (30_000, 59_999, 1, False, "not doubled: reading varies"),
    (30_000, 60_000, 0, True, "doubled on the same day"),
    (30_000, 60_000, -3, True, "doubled on an earlier day"),
    (10_000, 63_496, 56, False, "2 to the power 56/21 is 6.3496"),
    (10_000, 63_497, 56, True, "a micrometre more in eight weeks"),
    (2_000, 30_000, 56, False, "from below 5 mm it counts from there"),
    (2_000, 31_749, 56, True, "6.3496 times 5 mm"),
    (60_000, 5_000, 1, False, "shrinking is what treatment does"),
]


@pytest.mark.parametrize(
    ("was", "now", "days", "found", "why"), GROWTH, ids=[one[4] for one in GROWTH]
)
def test_growth_of_no_tumour(was: int, now: int, days: int, found: bool, why: str) -> None:
    assert grew_unbelievably(was, now, days) is found


def after(days: int, state: State, lesion: str = "T1", parent: str = "") -> Row:
    return row(
        lesion,
        state,
        visit=f"day {days}",
        day=(START + timedelta(days=days)).isoformat(),
        parent=parent,
    )


@pytest.mark.parametrize(
    ("states", "found", "why"),
    [
        ([axes("300")], GREW, "ten times in eight weeks"),
        ([axes("35"), axes("40")], [], "slowly"),
        ([NotEvaluable("motion"), axes("300")], [], "ten times in sixteen weeks"),
        ([NotEvaluable("motion"), axes("30"), axes("300")], GREW, "after one that was unread"),
        ([Absent(), axes("30")], [], "gone and back"),
        ([TooSmall(), axes("40")], [], "too small on the way"),
    ],
)
def test_growth_between_measurements(
    states: list[State], found: list[tuple[str, str]], why: str
) -> None:
    later = [after(56 * n, state) for n, state in enumerate(states, start=1)]
    assert codes(case_of(row(), *later)) == found


def test_merging_is_no_growth() -> None:
    rows = [row(state=axes("10")), row("T2", axes("80"))]
    merged = [after(56, axes("90")), after(56, Merged("T1"), "T2", "T1")]
    assert codes(case_of(*rows, *merged)) == []
    alone = [after(56, axes("90")), after(56, axes("80"), "T2")]
    assert codes(case_of(*rows, *alone)) == GREW


def test_fragments_are_not_compared() -> None:
    parts = [after(56, axes("300"), "T1.1"), after(56, axes("300"), "T1.2")]
    assert codes(case_of(row(), *parts)) == []


def test_only_the_counting_axis_is_compared() -> None:
    case = case_of(row(state=axes("30")), after(56, axes("300")))
    assert codes(case, MRECIST) == []
