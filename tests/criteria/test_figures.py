"""Percentages and distances of a visit: of complete sums, exact until they are shown."""

from __future__ import annotations

from decimal import ROUND_UP, Context, localcontext

import pytest

from recist.criteria.figures import (
    baseline_percent,
    distance_to_pd_um,
    distance_to_pr_um,
    nadir_change_um,
    nadir_percent,
    percent_change,
    shown_pd_from,
    shown_pr_up_to,
)
from tests.criteria.one_line import judged


@pytest.mark.parametrize(
    ("now", "before", "percent", "why"),
    [
        (60_000, 50_000, "20.00", "a rise"),
        (30_000, 50_000, "-40.00", "a fall"),
        (0, 50_000, "-100.00", "gone"),
        (5_000, 0, None, "over 0 there is no percentage"),
        (2, 1, "100.00", "over the least sum there is"),
        (100_005, 100_000, "0.00", "half of the last place, to the even one"),
        (100_015, 100_000, "0.02", "half of the last place, to the even one"),
        (100_000_001, 100_000_000, "0.00", "nothing has no sign"),
        (99_999_999, 100_000_000, "0.00", "nothing has no sign"),
        (70_001, 100_000, "-30.00", "shown as 30, and no PR"),
    ],
)
def test_percent(now: int, before: int, percent: str | None, why: str) -> None:
    found = percent_change(now, before)
    assert (None if found is None else str(found)) == percent, why


def test_percent_is_rounded_the_same_in_any_context() -> None:
    with localcontext(Context(rounding=ROUND_UP)):
        assert str(percent_change(100_005, 100_000)) == "0.00"


Figures = tuple[str | None, str | None, int | None, int | None, int | None]

# course, visit; percent from baseline and nadir, change in µm from nadir, distance to PD, to PR
FIGURES: list[tuple[str, int, Figures]] = [
    ("0: T1=50", 0, (None, None, None, None, None)),
    ("0: T1=50 | 56: T1=30", 1, ("-40.00", "-40.00", -20_000, 30_000, -5_000)),
    ("0: T1=50 | 56: T1=30 | 112: T1=33", 2, ("-34.00", "10.00", 3_000, 3_000, -2_000)),
    ("0: T1=50 | 56: T1=65", 1, ("30.00", "30.00", 15_000, -5_000, 30_000)),
    ("0: T1=50 T2=20 | 56: T1=50 T2=not-done", 1, (None, None, None, 34_000, None)),
    ("0: T1=50 | 56: T1=not-done", 1, (None, None, None, None, None)),
    ("0: T1=50 T2=absent | 56: T1=50 T2=absent", 1, (None, None, None, None, None)),
    ("0: NT1=present | 56: NT1=present", 1, (None, None, None, None, None)),
    ("0: T1=50 | 56: T1=absent | 112: T1=3", 2, ("-94.00", None, 3_000, None, -32_000)),
]


@pytest.mark.parametrize(("course", "index", "figures"), FIGURES)
def test_figures_of_a_visit(
    course: str,
    index: int,
    figures: Figures,
) -> None:
    visit = judged(course).visits[index]
    percents = (baseline_percent(visit), nadir_percent(visit))
    assert (
        *(None if one is None else str(one) for one in percents),
        nadir_change_um(visit),
        distance_to_pd_um(visit),
        distance_to_pr_um(visit),
    ) == figures


@pytest.mark.parametrize(
    ("um", "pd_from", "pr_up_to"),
    [
        (61_400, "61.4", "61.4"),
        (61_401, "61.5", "61.4"),
        (61_499, "61.5", "61.4"),
        (99, "0.1", "0.0"),
        (0, "0.0", "0.0"),
    ],
)
def test_thresholds_are_shown_in_tenths(um: int, pd_from: str, pr_up_to: str) -> None:
    assert shown_pd_from(um) == pd_from
    assert shown_pr_up_to(um) == pr_up_to
