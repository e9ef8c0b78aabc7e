from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recist.criteria.figures import shown_pd_from, shown_pr_up_to
from recist.criteria.thresholds import Thresholds

SUMS = st.integers(min_value=0, max_value=2_000_000)


@pytest.mark.parametrize(
    ("nadir_um", "pd_from_um", "reason"),
    [
        (27_000, 32_400, "exactly +20 % is PD"),
        (25_000, 30_000, "+20 % and +5 mm meet"),
        (24_900, 29_900, "below 25 mm the 5 mm decide"),
        (0, 5_000, "nadir 0: the 5 mm test alone"),
        (51_201, 61_442, "the smallest whole micrometre at or above +20 %"),
    ],
)
def test_pd_from(nadir_um: int, pd_from_um: int, reason: str) -> None:
    assert Thresholds().pd_from(nadir_um) == pd_from_um, reason


@given(SUMS, SUMS)
def test_thresholds_are_the_exact_inequalities(before_um: int, now_um: int) -> None:
    progression = now_um - before_um >= 5_000 and now_um >= Fraction(12, 10) * before_um
    assert (now_um >= Thresholds().pd_from(before_um)) == progression
    response = now_um <= Fraction(7, 10) * before_um
    assert (now_um <= Thresholds().pr_up_to(before_um)) == response


@given(SUMS)
def test_shown_thresholds_are_rounded_inwards(before_um: int) -> None:
    pd_from, pr_up_to = Thresholds().pd_from(before_um), Thresholds().pr_up_to(before_um)
    assert Fraction(shown_pd_from(pd_from)) * 1000 >= pd_from
    assert Fraction(shown_pr_up_to(pr_up_to)) * 1000 <= pr_up_to


def test_the_papers_example_is_shown_as_61_5() -> None:
    assert shown_pd_from(Thresholds().pd_from(51_200)) == "61.5"
