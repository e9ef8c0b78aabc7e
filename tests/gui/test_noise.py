"""The noise mark at its exact edges, against the published limits typed in here."""

from dataclasses import replace

import pytest

from gui.state.noise import noise_mark
from gui.state.response_panel import response_panel
from recist.model.assessment import VisitAssessment
from recist.model.lesion import Role
from recist.model.reading import Unequivocal
from recist.model.response import Response
from tests.gui.reads import course, measured, row


def judged(
    sum_um: int, pr_up_to_um: int | None = None, pd_from_um: int | None = None
) -> VisitAssessment:
    """Return a visit with a sum and the edges that are looked at alone."""
    found = course(row("baseline", "T1", measured("60")), row("week 8", "T1", measured("50")))
    one = found.judged("week 8")
    assert one is not None
    return replace(one, sum_um=sum_um, pr_up_to_um=pr_up_to_um, pd_from_um=pd_from_um)


# Yoon 2016 (PMID 26687017), the same observer: −9.8 … +13.1 % of a sum.
OF_A_SUM = [
    ("PD", 113_100, True),  # 100 mm and 13.1 % more is exactly the edge, which is PD
    ("PD", 113_101, False),
    ("PD", 90_200, False),  # 9.8 % less is still PD
    ("PD", 90_201, True),
    ("PR", 90_200, True),  # 9.8 % less is exactly the edge, which is PR
    ("PR", 90_199, False),
    ("PR", 113_100, False),  # 13.1 % more is still PR
    ("PR", 113_099, True),
]
# A single lesion: −17.8 … +16.1 %.
OF_ONE_LESION = [
    ("PD", 116_100, True),
    ("PD", 116_101, False),
    ("PD", 82_200, False),
    ("PD", 82_201, True),
    ("PR", 82_200, True),
    ("PR", 82_199, False),
    ("PR", 116_100, False),
    ("PR", 116_099, True),
]
CASES = [(2, *one) for one in OF_A_SUM] + [(1, *one) for one in OF_ONE_LESION]


@pytest.mark.parametrize(("targets", "category", "edge_um", "marked"), CASES)
def test_a_mark_stands_where_the_limits_reach_over_the_edge(
    targets: int, category: str, edge_um: int, marked: bool
) -> None:
    edges = {"pd_from_um": edge_um} if category == "PD" else {"pr_up_to_um": edge_um}
    mark = noise_mark(judged(100_000, **edges), targets)
    assert mark.text == (f"Reader noise could cross the edge of {category}" if marked else "")
    assert bool(mark.source) is marked


def test_the_source_of_the_limits_is_named() -> None:
    near = judged(100_000, pd_from_um=101_000, pr_up_to_um=99_000)
    both = noise_mark(near, 3)
    assert both.text == "Reader noise could cross the edge of PD and PR"
    assert both.source == (
        "One reader who measures a sum of lesions twice: 95 % of the differences lie between "
        "−9.8 and +13.1 % (Yoon 2016, PMID 26687017)"
    )
    assert "−17.8 and +16.1 %" in noise_mark(near, 1).source


NONE = [
    ({"complete": False}, "an incomplete sum is a lower bound only"),
    ({"sum_um": None}, "no sum"),
    ({"overall": None}, "the baseline"),
    ({"overall": Response.PD, "target": Response.SD}, "a new lesion decides, not the sum"),
]


@pytest.mark.parametrize(("changed", "why"), NONE)
def test_noise_is_said_only_where_the_sum_decides(changed: dict[str, object], why: str) -> None:
    near = judged(100_000, pd_from_um=101_000, pr_up_to_um=99_000)
    assert noise_mark(replace(near, **changed), 2).text == "", why  # type: ignore[arg-type]


def test_a_complete_response_is_not_measured_against_the_edge_of_pr() -> None:
    near = replace(judged(100_000, pr_up_to_um=99_000), target=Response.CR, overall=Response.CR)
    assert noise_mark(near, 2).text == ""


def test_the_panel_counts_the_targets_of_the_course() -> None:
    # 50 mm after 100 mm: PD from 60 mm; 50 + 16.1 % = 58.05 mm, so only the edge of PR is near.
    one = course(row("baseline", "T1", measured("100")), row("week 8", "T1", measured("80")))
    assert "single lesion" in response_panel(one, "week 8").noise_source
    two = course(
        row("baseline", "T1", measured("50")),
        row("baseline", "T2", measured("50")),
        row("baseline", "NT1", Unequivocal(), Role.NON_TARGET),
        row("week 8", "T1", measured("38")),
        row("week 8", "T2", measured("38")),
    )
    assert "sum of lesions" in response_panel(two, "week 8").noise_source
