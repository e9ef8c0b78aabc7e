"""What can be measured, one micrometre to each side (RECIST 1.1 §3.1, Appendix II)."""

from dataclasses import replace
from datetime import date

import pytest

from recist.criteria.conformance.checks import conformance
from recist.criteria.conformance.course import course_of
from recist.criteria.conformance.measurability import measurable_targets
from recist.criteria.measurability import Measurability, Technique, technique_of
from recist.criteria.registry import criterion_of
from recist.model.finding import Severity
from recist.model.lesion import Character, Lesion, Role
from recist.model.protocol import Protocol
from recist.model.reading import Absent, NotEvaluable, TooSmall
from recist.model.row import Row
from recist.model.treatment import Treatment, TreatmentKind
from tests.criteria.conformance.reads import (
    MRECIST,
    RECIST10,
    RECIST11,
    axes,
    case_of,
    codes,
    remarks,
    row,
    seen,
)

TOO_SMALL = [("target-too-small", "T1")]


# method, slice thickness, least size and why
SIZES = [
    ("CT", "5", "10", "thin slices"),
    ("CT", "1", "10", "never below 10 mm, however thin"),
    ("CT", None, "10", "thickness not known"),
    ("", None, "10", "nothing known"),
    ("CT", "5.001", "10.002", "twice anything above 5 mm"),
    ("CT", "8", "16", "thick slices"),
    ("MRI", "8", "16", "MRI as CT"),
    ("MR", "5", "10", "as DICOM calls it"),
    ("X-RAY", None, "20", "chest X-ray"),
    ("CR", "8", "20", "an X-ray has no slices"),
    ("CLINICAL", "8", "10", "calipers have no slices"),
]


@pytest.mark.parametrize(("method", "slices", "least", "why"), SIZES, ids=[one[3] for one in SIZES])
def test_a_lesion_has_a_least_size(method: str, slices: str | None, least: str, why: str) -> None:
    superficial = Character.SUPERFICIAL

    def found(size: str) -> list[tuple[str, str]]:
        one = row(state=axes(size), method=method, slices=slices, character=superficial)
        return codes(case_of(one))

    assert found(least) == []
    assert found(f"{float(least) - 0.001:.3f}") == TOO_SMALL


# criterion, lesion, method, slices, least size on the counting axis
OTHERS: list[tuple[Protocol, Row, str, str]] = [
    (RECIST11, row(nodal=True), "short", "15"),
    (RECIST11, row(nodal=True, site="porta hepatis"), "short", "15"),
    (RECIST10, row(nodal=True), "longest", "10"),
    (RECIST10, row(), "longest", "10"),
    (RECIST10, row(slices="7"), "longest", "14"),
    (RECIST10, row(method="MRI"), "longest", "20"),
    (RECIST10, row(method="X-RAY"), "longest", "20"),
    (RECIST10, row(method="CLINICAL", organ="skin"), "longest", "20"),
    (MRECIST, row(), "viable", "10"),
    (MRECIST, row(slices="6"), "viable", "12"),
    (MRECIST, row(organ="lung"), "longest", "10"),
    (MRECIST, row(nodal=True, organ="lymph node", site="mediastinum"), "short", "15"),
    (MRECIST, row(nodal=True, organ="lymph node", site="Porta hepatis"), "short", "20"),
    (MRECIST, row(nodal=True, organ="lymph node", site="periportal"), "short", "20"),
    (MRECIST, row(nodal=True, organ="lymph node", site="hepatoduodenal"), "short", "20"),
]


@pytest.mark.parametrize(("protocol", "lesion", "axis", "least"), OTHERS)
def test_each_criterion_has_its_sizes(
    protocol: Protocol, lesion: Row, axis: str, least: str
) -> None:
    def found(size: str) -> list[tuple[str, str]]:
        state = axes(**({"longest": "60"} | {axis: size}))
        return codes(case_of(replace(lesion, state=state)), protocol)

    assert found(least) == []
    assert found(f"{float(least) - 0.001:.3f}") == TOO_SMALL


def test_the_text_names_axis_size_and_slices() -> None:
    thick = row(state=axes("15.9"), slices="8")
    node = row("T2", axes("30", "14.9"), nodal=True)
    said = [note.message for note in conformance(case_of(thick, node), RECIST11)]
    too_small = "is too small for a target:"
    assert said == [
        f"T1 {too_small} longest diameter 15.9 mm, needs 16.0 mm with slices of 8.0 mm",
        f"T2 {too_small} short axis 14.9 mm, needs 15.0 mm",
    ]


NOT_MEASURED = [Absent(), TooSmall(), NotEvaluable("motion"), axes(short="9")]


@pytest.mark.parametrize("state", NOT_MEASURED)
def test_what_was_not_measured_is_not_too_small(state: TooSmall) -> None:
    assert codes(case_of(row(state=state))) == []


def test_follow_up_sizes_are_taken_as_they_are() -> None:
    later = row(state=axes("2"), visit="week 8", day="2024-02-27")
    assert codes(case_of(row(), later)) == []


NEVER = ["blastic", "effusion", "leptomeningeal", "lymphangitic", "inflammatory"]
FREE = ["solid", "lytic", "mixed", "cystic", "superficial"]


@pytest.mark.parametrize("character", NEVER + FREE)
def test_some_characters_are_never_targets(character: str) -> None:
    found = [("target-not-measurable", "T1")] if character in NEVER else []
    assert codes(case_of(row(character=Character(character)))) == found
    assert codes(case_of(row(), row("NT1", seen(), character=Character(character)))) == []


def test_a_simple_cyst_is_no_lesion_at_all() -> None:
    cyst = Character.SIMPLE_CYST
    case = case_of(row(character=cyst), row("NT1", seen(), character=cyst))
    assert codes(case) == [("simple-cyst", "T1"), ("simple-cyst", "NT1")]


@pytest.mark.parametrize(
    ("character", "organ", "said"),
    [
        ("cystic", "liver", "cystic-target"),
        ("solid", "bone", "bone-character-missing"),
        ("lytic", "bone", None),
        ("mixed", "bones", None),
        ("blastic", "bone", None),
        ("solid", "liver", None),
    ],
)
def test_what_is_only_mentioned(character: str, organ: str, said: str | None) -> None:
    case = case_of(row(organ=organ, character=Character(character)))
    assert remarks(case) == ([(said, "T1")] if said else [])


@pytest.mark.parametrize("method", ["ULTRASOUND", "us", "Endoscopy", "laparoscopy"])
def test_what_does_not_measure(method: str) -> None:
    case = case_of(row(method=method), row("NT1", seen(), method=method))
    assert codes(case) == [("method-does-not-measure", "T1")]


@pytest.mark.parametrize(
    ("character", "organ", "found"),
    [
        ("solid", "breast", [("felt-only", "T1")]),
        ("superficial", "breast", []),
        ("solid", "skin", []),
    ],
)
def test_a_mass_that_is_only_felt(character: str, organ: str, found: list[tuple[str, str]]) -> None:
    one = row(method="CLINICAL", organ=organ, character=Character(character))
    assert codes(case_of(one)) == found


# day of the treatment, of which lesion, progressed since, found
TREATMENTS = [
    (date(2024, 1, 1), "T1", False, True, "the day before the baseline"),
    (date(2024, 1, 2), "T1", False, False, "on the day of the baseline: not earlier"),
    (date(2023, 1, 1), "T1", True, False, "has progressed since"),
    (date(2023, 1, 1), "T2", False, False, "another lesion"),
    (date(2023, 1, 1), "", False, False, "no lesion in particular"),
]


@pytest.mark.parametrize(
    ("day", "lesion", "progressed", "found", "why"), TREATMENTS, ids=[one[4] for one in TREATMENTS]
)
def test_a_lesion_treated_earlier(
    day: date, lesion: str, progressed: bool, found: bool, why: str
) -> None:
    done = Treatment(subject="1", lesion=lesion, date=day, kind=TreatmentKind.RADIOTHERAPY)
    case = case_of(row(progressed=progressed), treatments=[done])
    assert codes(case) == ([("target-treated-earlier", "T1")] if found else [])


def test_without_a_baseline_date_no_treatment_is_earlier() -> None:
    unread = row(state=NotEvaluable("motion"), day="")
    done = Treatment(subject="1", lesion="T1", date=date(2000, 1, 1), kind=TreatmentKind.OTHER)
    assert codes(case_of(unread, treatments=[done])) == []


# lesion, short axis, slices, found
NODES = [
    ("T1", "16", "8", None, "exactly two slices"),
    ("T1", "15.999", "8", "node-below-two-slices", "below two slices"),
    ("T1", "14.999", "8", "target-too-small", "too small says enough"),
    ("T1", "15", None, None, "thickness not known"),
    ("NT1", "12", "6", None, "two slices of a non-target"),
    ("NT1", "11.999", "6", "node-below-two-slices", "below two slices of a non-target"),
    ("NT1", "10", "5", None, "pathological"),
    ("NT1", "9.999", "8", "normal-node", "normal"),
]


@pytest.mark.parametrize(
    ("lesion", "short", "slices", "found", "why"), NODES, ids=[one[4] for one in NODES]
)
def test_nodes(lesion: str, short: str, slices: str | None, found: str | None, why: str) -> None:
    state = axes("40", short) if lesion == "T1" else seen("40", short)
    case = case_of(row(lesion, state, nodal=True, slices=slices))
    assert codes(case) == ([(found, lesion)] if found else [])


def test_recist_1_0_knows_no_nodes() -> None:
    case = case_of(
        row(state=axes("40", "3"), nodal=True, slices="8"), row("NT1", seen("9"), nodal=True)
    )
    assert codes(case, RECIST10) == []


def test_a_node_without_a_short_axis_is_not_judged() -> None:
    assert codes(case_of(row(), row("NT1", seen("40"), nodal=True, slices="30"))) == []


@pytest.mark.parametrize(
    ("method", "slices", "size", "said"),
    [
        ("CT", "5", "10", False),  # thin slices are spiral
        ("CT", None, "19.999", True),
        ("CT", None, "20", False),
        ("CT", "6", "12", True),
        ("CT", "6", "11.999", False),  # too small already
        ("", "5", "15", True),
        ("MRI", None, "25", False),
    ],
)
def test_recist_1_0_takes_ct_for_spiral(
    method: str, slices: str | None, size: str, said: bool
) -> None:
    case = case_of(row(state=axes(size), method=method, slices=slices))
    assert remarks(case, RECIST10) == ([("spiral-ct-assumed", "T1")] if said else [])
    assert remarks(case, RECIST11) == []


def test_measurable_targets_have_nothing_against_them() -> None:
    case = case_of(
        row("T1"),
        row("T2", axes("9")),
        row("T3", character=Character.BLASTIC),
        row("T4", method="US"),
        row("T5", NotEvaluable("motion")),
        row("T6", axes("30", "20"), nodal=True),
        row("NT1", seen("40")),
    )
    course = course_of(case, RECIST11, criterion_of(RECIST11))
    assert measurable_targets(course) == ("T1", "T6")


@pytest.mark.parametrize(
    ("method", "technique"),
    [
        ("CT", Technique.CT),
        (" spiral  ct ", Technique.CT),
        ("PET/CT", Technique.PET),
        ("calipers", Technique.CALIPERS),
        ("by hand", None),
        ("", None),
    ],
)
def test_methods_as_they_are_written(method: str, technique: Technique | None) -> None:
    assert technique_of(method) is technique


def test_a_criterion_of_its_own_brings_its_own_sizes() -> None:
    lesion = Lesion(id="T1", role=Role.TARGET, organ="brain")
    assert Measurability(mri_um=5_000).least(lesion, Technique.MRI, 1_000) == 5_000


def test_every_finding_here_is_a_warning() -> None:
    case = case_of(row(state=axes("9")), row("T2", character=Character.BLASTIC))
    assert {note.severity for note in conformance(case, RECIST11)} == {Severity.WARNING}
