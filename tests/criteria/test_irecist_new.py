"""Which new lesions are target-like in iRECIST, and what they add up to."""

from dataclasses import replace

import pytest

from recist.criteria.irecist_new import Likeness, NewAtVisit, new_lesions_of
from recist.criteria.thresholds import Thresholds
from recist.model.assemble import assemble_case
from recist.model.case import Case
from recist.model.length import Length
from recist.model.lesion import Character
from recist.model.protocol import TargetCaps
from tests.irecist_notation import SUBJECT, immune_course

CAPS = TargetCaps(max_total=5, max_per_organ=2)
TARGET, OTHER = Likeness.TARGET, Likeness.NON_TARGET


def followed(case: Case, caps: TargetCaps = CAPS) -> tuple[NewAtVisit, ...]:
    return new_lesions_of(case, Thresholds(), caps, [])


def course(new: str, *later: str) -> Case:
    """New lesions eight weeks after a baseline, and at the visits after that."""
    visits = [f"{56 * n}: T1=50.0 {text}" for n, text in enumerate((new, *later), start=1)]
    return immune_course(" | ".join(["0: T1=50.0", *visits])).case


def seen(**changes: object) -> Case:
    """A new lesion of 15 mm, as its row says something else."""
    rows = course("L1=unequivocal:15.0").rows
    told = [replace(row, **changes) if row.lesion == "L1" else row for row in rows]  # type: ignore[arg-type]
    return assemble_case(told, window_days=14, info=SUBJECT)


# What the row says of a lesion of 15 mm, and whether it is target-like.
ROWS: list[tuple[str, dict[str, object], Likeness]] = [
    ("by CT", {"method": "CT"}, TARGET),
    ("by a word that nobody knows", {"method": "tape"}, TARGET),
    ("by ultrasound, which does not measure", {"method": "US"}, OTHER),
    ("a chest X-ray needs 20 mm", {"method": "X-ray"}, OTHER),
    ("slices of 7.5 mm need 15 mm", {"slice_thickness": Length(7_500)}, TARGET),
    ("slices of 8 mm need 16 mm", {"slice_thickness": Length(8_000)}, OTHER),
    ("a character that nobody can measure", {"character": Character.BLASTIC}, OTHER),
]


@pytest.mark.parametrize(("why", "says", "like"), ROWS, ids=[one[0] for one in ROWS])
def test_a_new_lesion_has_to_be_measurable(
    why: str, says: dict[str, object], like: Likeness
) -> None:
    assert followed(seen(**says))[1].likeness == {"L1": like}


def test_a_row_under_another_spelling_of_the_visit_is_found() -> None:
    assert followed(seen(visit="Day 56", method="US"))[1].likeness == {"L1": OTHER}


def test_without_its_row_a_lesion_is_judged_by_its_size() -> None:
    for size, like in (("15.0", TARGET), ("9.9", OTHER)):
        case = replace(course(f"L1=unequivocal:{size}"), rows=())
        assert followed(case)[1].likeness == {"L1": like}


# Why, the new lesions of the first visit, and which of them are target-like.
CHOICES = [
    ("two of an organ", "L1=unequivocal:12.0 L2=unequivocal:30.0", "L1 L2"),
    ("the two largest", "L1=unequivocal:12.0 L2=unequivocal:30.0 L3=unequivocal:13.0", "L2 L3"),
    (
        "what the reader has chosen is not pushed out by a larger one",
        "L1=unequivocal:40.0 L2/new-target=unequivocal:12.0 L3/new-target=unequivocal:11.0",
        "L2 L3",
    ),
    ("the reader may choose what is small", "L1/new-target=unequivocal:3.0", "L1"),
    ("the reader may choose none", "L1/new-non-target=unequivocal:40.0", ""),
    (
        "five in all",
        (
            "L1=unequivocal:30.0 L2=unequivocal:29.0 L4=unequivocal:28.0 L5=unequivocal:27.0"
            " L6=unequivocal:26.0 L7=unequivocal:25.0"
        ),
        "L1 L2 L4 L5 L6",
    ),
    ("10 mm", "L1=unequivocal:10.0 L2=unequivocal:9.999", "L1"),
    ("a node of 15 mm in its short axis", "L1n=unequivocal:15.0 L2n=unequivocal:14.9", "L1"),
    ("without a number", "L1=unequivocal", ""),
]


@pytest.mark.parametrize(("why", "new", "chosen"), CHOICES, ids=[one[0] for one in CHOICES])
def test_what_is_target_like(why: str, new: str, chosen: str) -> None:
    likeness = followed(course(new))[1].likeness
    assert [name for name, like in sorted(likeness.items()) if like is TARGET] == chosen.split()


def test_a_lesion_of_a_later_visit_finds_the_places_taken() -> None:
    first = "L1=unequivocal:12.0 L2=unequivocal:12.0"
    at_last = followed(course(first, f"{first} L3=unequivocal:30.0"))[-1]
    assert at_last.likeness == {"L1": TARGET, "L2": TARGET, "L3": OTHER}
    assert at_last.values_um == {"L1": 12_000, "L2": 12_000}


def test_likeness_is_settled_once_the_lesion_stands() -> None:
    doubted, certain = followed(course("L1=equivocal:12.0", "L1=unequivocal:8.0"))[1:]
    assert (doubted.likeness, doubted.values_um, doubted.standing) == ({}, {}, ())
    assert (certain.likeness, certain.standing) == ({"L1": OTHER}, ("L1",))


def test_the_nadir_is_the_smallest_complete_sum_before() -> None:
    both = "L1=unequivocal:{} L2=unequivocal:{}"
    found = followed(
        course(
            both.format("20.0", "20.0"),
            both.format("15.0", "16.0"),
            "L1=unequivocal:1.0 L2=not-evaluable",
            both.format("30.0", "30.0"),
            "L1=absent L2=unequivocal:5.0",
        )
    )
    assert [one.nadir_um for one in found] == [None, None, 40_000, 31_000, 31_000, 31_000]
    assert [one.sum_um for one in found] == [None, 40_000, 31_000, 1_000, 60_000, 5_000]
    assert [one.complete for one in found] == [True, True, True, False, True, True]


def test_another_lesion_in_the_sum_begins_a_nadir_of_its_own() -> None:
    found = followed(
        course(
            "L1=unequivocal:20.0",
            "L1=unequivocal:10.0 L4=unequivocal:15.0",
            "L1=unequivocal:12.0 L4=unequivocal:15.0",
        )
    )
    assert [one.nadir_um for one in found] == [None, None, None, 25_000]


def test_one_that_is_not_target_like_leaves_the_nadir() -> None:
    found = followed(course("L1=unequivocal:20.0", "L1=unequivocal:20.0 L4=unequivocal"))
    assert found[-1].nadir_um == 20_000


def test_without_new_lesions_there_is_nothing_at_any_visit() -> None:
    found = followed(course("", ""))
    assert found == (NewAtVisit(standing=(), likeness={}, values_um={}),) * 3


def test_a_lesion_of_which_nothing_is_said_stands_without_a_value() -> None:
    first, later = followed(course("L1=unequivocal:20.0", ""))[1:]
    assert (first.standing, first.values_um) == (("L1",), {"L1": 20_000})
    assert (later.standing, later.values_um, later.complete) == (("L1",), {}, False)
