"""What the protocol says when a target is chosen (RECIST 1.1 §3.1, §4.2)."""

from dataclasses import replace

import pytest

from gui.state.advice import advice_on
from recist.model.length import Length
from recist.model.lesion import Character
from recist.model.row import Row
from tests.gui.reads import PROTOCOL, SUBJECT, document, measured, row


def codes(*rows: Row) -> list[tuple[str, str | None]]:
    found = advice_on(document(*rows), SUBJECT, PROTOCOL)
    return [(note.code, note.lesion) for note in found]


@pytest.mark.parametrize(
    ("longest", "short", "nodal", "thickness_mm", "small"),
    [
        ("10.0", "", False, 5, False),  # 10 mm is measurable
        ("9.9", "", False, 5, True),
        ("14.0", "", False, 7, False),  # twice the slice thickness
        ("13.9", "", False, 7, True),
        ("9.0", "", False, 2, True),  # never below 10 mm
        ("10.0", "", False, None, False),  # without a thickness 10 mm are enough
        ("30.0", "15.0", True, 5, False),  # a node by its short axis
        ("30.0", "14.9", True, 5, True),
    ],
)
def test_a_target_has_a_least_size(
    longest: str, short: str, nodal: bool, thickness_mm: int | None, small: bool
) -> None:
    one = replace(
        row("baseline", "T1", measured(longest, short), nodal=nodal),
        slice_thickness=None if thickness_mm is None else Length.of_mm(thickness_mm),
    )
    assert codes(one) == ([("target-too-small", "T1")] if small else [])


def test_follow_up_sizes_are_no_matter() -> None:
    rows = (row("baseline", "T1", measured("30")), row("week 8", "T1", measured("4")))
    assert codes(*rows) == []


def test_the_third_in_an_organ_and_the_sixth_in_all_are_named() -> None:
    organs = ("liver", "liver", "Liver", "lung", "bone", "brain")
    rows = [row("baseline", f"T{n}", measured("30"), organ=organ) for n, organ in enumerate(organs)]
    assert codes(*rows) == [("too-many-in-organ", "T2"), ("too-many-targets", "T5")]


def test_all_nodes_are_one_organ() -> None:
    places = ("axilla", "groin", "neck")
    rows = [
        row("baseline", f"T{n}", measured("30", "20"), organ=place, nodal=True)
        for n, place in enumerate(places)
    ]
    assert codes(*rows) == [("too-many-in-organ", "T2")]


def test_what_is_never_measurable_is_no_target() -> None:
    one = replace(row("baseline", "T1", measured("30")), character=Character.BLASTIC)
    assert codes(one) == [("target-not-measurable", "T1")]
