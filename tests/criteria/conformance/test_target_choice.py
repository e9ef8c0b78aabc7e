"""How many targets may be chosen, and where (RECIST 1.1 §4.2)."""

from dataclasses import replace

import pytest

from recist.criteria.conformance.organs import organ_system
from recist.model.lesion import Character, Lesion, Role
from recist.model.protocol import TargetCaps
from recist.model.row import Row
from tests.criteria.conformance.reads import RECIST11, axes, case_of, codes, row, seen

REQUIRED = replace(RECIST11, measurable_disease_required=True)
LIVER_CAP = ("liver", TargetCaps(max_total=5, max_per_organ=5))
LIVER_TRIAL = replace(RECIST11, scopes=("liver", "not-liver", "all"), scope_targets=(LIVER_CAP,))


def targets(*organs: str) -> list[Row]:
    return [row(f"T{n}", organ=organ) for n, organ in enumerate(organs, start=1)]


# organs of the targets, and which of them are too many
CHOICES = [
    (["liver", "liver", "lung", "lung", "brain"], [], "five, two in each"),
    (
        ["liver", "liver", "lung", "lung", "brain", "brain"],
        [("too-many-targets", "T6")],
        "the sixth",
    ),
    (["liver", "lung", "Liver ", "liver"], [("too-many-in-organ", "T4")], "the third of the liver"),
    (["left lung", "right lung", "lungs"], [("too-many-in-organ", "T3")], "the lungs are one"),
    (["kidney", "left kidney", "kidneys"], [("too-many-in-organ", "T3")], "the kidneys are one"),
    (["ovary", "right ovary", "ovaries"], [("too-many-in-organ", "T3")], "the ovaries are one"),
    (["adrenal", "adrenals", "left adrenal gland"], [("too-many-in-organ", "T3")], "adrenals"),
    (["", "", ""], [], "no organ is known"),
]


@pytest.mark.parametrize(("organs", "found", "why"), CHOICES, ids=[one[2] for one in CHOICES])
def test_the_caps(organs: list[str], found: list[tuple[str, str]], why: str) -> None:
    assert codes(case_of(*targets(*organs))) == found


def test_all_nodes_are_one_organ() -> None:
    nodes = [
        row(f"T{n}", axes("30", "20"), nodal=True, organ=place)
        for n, place in enumerate(("axilla", "groin", "neck"), start=1)
    ]
    assert codes(case_of(*nodes)) == [("too-many-in-organ", "T3")]


def test_non_targets_have_no_cap() -> None:
    rows = [row(f"NT{n}", seen("30")) for n in range(9)]
    assert codes(case_of(*targets("liver"), *rows)) == []


def test_each_scope_has_its_caps() -> None:
    case = case_of(*targets(*["liver"] * 5, "lung", "lung", "lung"))
    assert codes(case, LIVER_TRIAL, "liver") == []
    assert codes(case, LIVER_TRIAL, "not-liver") == [("too-many-in-organ", "T8")]
    # Five of the liver are allowed by the liver's own cap; in all there are still eight.
    in_all = [("too-many-targets", f"T{n}") for n in (6, 7, 8)]
    assert codes(case, LIVER_TRIAL, "all") == [("too-many-in-organ", "T8"), *in_all]


def test_the_sixth_of_the_liver_is_too_many_in_any_scope() -> None:
    case = case_of(*targets(*["liver"] * 6))
    both = [("too-many-in-organ", "T6"), ("too-many-targets", "T6")]
    assert codes(case, LIVER_TRIAL, "liver") == both
    assert codes(case, LIVER_TRIAL, "all") == both


NONE = [("no-measurable-disease", "baseline")]


@pytest.mark.parametrize(
    ("rows", "found", "why"),
    [
        ([row("NT1", seen("30"))], NONE, "non-targets alone"),
        ([row()], [], "one measurable target"),
        (
            [row(character=Character.BLASTIC)],
            [("target-not-measurable", "T1"), *NONE],
            "the only target is not measurable",
        ),
        ([row(), row("T2", axes("9"))], [("target-too-small", "T2")], "one of two is"),
    ],
)
def test_measurable_disease_where_it_is_required(
    rows: list[Row], found: list[tuple[str, str]], why: str
) -> None:
    assert codes(case_of(*rows), REQUIRED) == found
    assert NONE[0] not in codes(case_of(*rows), RECIST11)


def test_measurable_disease_is_required_in_the_primary_scope() -> None:
    trial = replace(LIVER_TRIAL, measurable_disease_required=True)
    elsewhere, in_liver = case_of(row(organ="lung")), case_of(row())
    assert codes(elsewhere, trial, "liver") == NONE
    assert codes(elsewhere, trial, "not-liver") == codes(elsewhere, trial, "all") == []
    assert codes(in_liver, trial, "liver") == codes(in_liver, trial, "not-liver") == []


def test_a_scope_without_any_row_at_baseline_is_no_trouble() -> None:
    later = row("L1", seen(), visit="week 8", day="2024-02-27", role=Role.NEW, organ="lung")
    assert codes(case_of(row(), later), LIVER_TRIAL, "not-liver") == []


@pytest.mark.parametrize(
    ("organ", "nodal", "system"),
    [
        ("Left-Kidney", False, "kidney"),
        ("bones", False, "bone"),
        ("both adrenal glands", False, "adrenal"),
        ("liver", True, "lymph nodes"),
        ("", False, ""),
    ],
)
def test_organ_systems(organ: str, nodal: bool, system: str) -> None:
    assert organ_system(Lesion(id="T1", role=Role.TARGET, organ=organ, nodal=nodal)) == system
