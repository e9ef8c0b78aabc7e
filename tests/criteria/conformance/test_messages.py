"""Every finding in full: its weight, its code, its sentence, and what it points at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from recist.criteria.conformance.checks import conformance
from recist.criteria.conformance.course import note
from recist.model.dates import NO_DATE
from recist.model.finding import Finding, Severity
from recist.model.lesion import Character
from recist.model.protocol import Protocol, Schedule, ScheduleStep, TargetCaps
from recist.model.reading import Absent, NotDone, State
from recist.model.row import Row
from recist.model.scope import in_scope
from recist.model.treatment import Treatment, TreatmentKind
from tests.criteria.conformance.reads import (
    MRECIST,
    RECIST10,
    RECIST11,
    START,
    axes,
    case_of,
    row,
    seen,
    visit_row,
)

BASELINE, WEEK_8 = "baseline", "2024-02-27"
EIGHT_WEEKS = ScheduleStep(interval_days=56, window_days=7)
SCHEDULED = replace(RECIST11, schedule=Schedule(visits=(EIGHT_WEEKS,)))
REQUIRED = replace(RECIST11, measurable_disease_required=True)
OTHER = row("T9", organ="lung")


def later(lesion: str = "T1", day: str = WEEK_8, visit: str = "week 8", **given: object) -> Row:
    changed: Row = replace(row(lesion, visit=visit, day=day), **given)  # type: ignore[arg-type]
    return changed


def warns(code: str, message: str, lesion: str | None = "T1", visit: str = BASELINE) -> Finding:
    return Finding(
        severity=Severity.WARNING, code=code, message=message, lesion=lesion, visit=visit
    )


def mentions(code: str, message: str, visit: str = BASELINE) -> Finding:
    return Finding(severity=Severity.INFO, code=code, message=message, lesion="T1", visit=visit)


# the rows, the protocol, what is found
FOUND: list[tuple[list[Row], Protocol, list[Finding]]] = [
    (
        [row(state=axes("9"))],
        RECIST11,
        [
            warns(
                "target-too-small",
                "T1 is too small for a target: longest diameter 9.0 mm, needs 10.0 mm",
            )
        ],
    ),
    (
        [row(state=axes("9"), slices="8")],
        RECIST11,
        [
            warns(
                "target-too-small",
                "T1 is too small for a target: longest diameter 9.0 mm, needs 16.0 mm with "
                "slices of 8.0 mm",
            )
        ],
    ),
    (
        [row(character=Character.BLASTIC)],
        RECIST11,
        [warns("target-not-measurable", "T1 is blastic: it cannot be a target")],
    ),
    (
        [row(character=Character.SIMPLE_CYST), row("NT1", seen(), character=Character.SIMPLE_CYST)],
        RECIST11,
        [
            warns("simple-cyst", "T1 is a simple cyst: no disease, and no target lesion"),
            warns(
                "simple-cyst", "NT1 is a simple cyst: no disease, and no non-target lesion", "NT1"
            ),
        ],
    ),
    (
        [row(method="us")],
        RECIST11,
        [warns("method-does-not-measure", "T1 is a target by ultrasound, which does not measure")],
    ),
    (
        [row(method="CLINICAL")],
        RECIST11,
        [
            warns(
                "felt-only",
                "T1 is measured by calipers and not called superficial: a mass that is felt and "
                "not imaged cannot be a target",
            )
        ],
    ),
    (
        [row(state=axes("30", "15.9"), nodal=True, slices="8")],
        RECIST11,
        [
            warns(
                "node-below-two-slices",
                "T1 has a short axis of 15.9 mm, less than twice the slice thickness of 8.0 mm",
            )
        ],
    ),
    (
        [OTHER, row("NT1", seen("30", "9"), nodal=True)],
        RECIST11,
        [
            warns(
                "normal-node",
                "NT1 has a short axis of 9.0 mm: a node below 10.0 mm is normal and is not "
                "recorded",
                "NT1",
            )
        ],
    ),
    (
        [row(character=Character.CYSTIC)],
        RECIST11,
        [
            mentions(
                "cystic-target",
                "T1 is cystic: where there is a solid lesion, that is preferred",
            )
        ],
    ),
    (
        [row(organ="bone")],
        RECIST11,
        [
            mentions(
                "bone-character-missing",
                "T1 is a bone lesion and not called lytic or mixed: it may be a target only by a "
                "soft-tissue part",
            )
        ],
    ),
    (
        [row(state=axes("12.5"), slices=None)],
        RECIST10,
        [
            mentions(
                "spiral-ct-assumed",
                "T1 of 12.5 mm is measurable on spiral CT only; by another technique it needs "
                "20.0 mm",
            )
        ],
    ),
    (
        [row("T1"), row("T2"), row("T3")],
        RECIST11,
        [warns("too-many-in-organ", "T3 is target 3 in liver: at most 2 in an organ", "T3")],
    ),
    (
        [row("T1"), row("T2", organ="lung")],
        replace(RECIST11, targets=TargetCaps(max_total=1)),
        [warns("too-many-targets", "T2 is target 2: at most 1 in all", "T2")],
    ),
    (
        [row("NT1", seen())],
        REQUIRED,
        [
            Finding(
                severity=Severity.ERROR,
                code="no-measurable-disease",
                message="no target is measurable at baseline, which the protocol asks for",
                visit=BASELINE,
            )
        ],
    ),
    (
        [row(), later(day="2024-03-06")],
        SCHEDULED,
        [
            warns(
                "visit-out-of-window",
                "week 8 is on day 64, 8 days after the scan due on day 56; 7 are allowed",
                None,
                "week 8",
            )
        ],
    ),
    (
        [row(), later(day="2024-02-19")],
        SCHEDULED,
        [
            warns(
                "visit-out-of-window",
                "week 8 is on day 48, 8 days before the scan due on day 56; 7 are allowed",
                None,
                "week 8",
            )
        ],
    ),
    (
        [row(), later(day="2024-04-23", visit="week 16")],
        SCHEDULED,
        [
            warns(
                "visit-missed",
                "no scan for the one due on day 56, 2024-02-27, before week 16",
                None,
                "week 16",
            )
        ],
    ),
    (
        [row(), later(method="MRI")],
        RECIST11,
        [
            warns(
                "method-changed",
                "T1 was read by CT at baseline and is read by MRI here",
                visit="week 8",
            )
        ],
    ),
    (
        [row(slices="2.5"), later()],
        RECIST11,
        [
            mentions(
                "slice-thickness-changed",
                "T1: slices of 2.5 mm at baseline, of 5.0 mm here",
                "week 8",
            )
        ],
    ),
    (
        [row(state=axes("401", "400"))],
        RECIST11,
        [warns("length-unlikely", "T1 has 401.0 mm, more than a trunk is wide")],
    ),
    (
        [row(), later(state=axes("90.5"), day="2024-01-12")],
        RECIST11,
        [warns("growth-unlikely", "T1 grew from 30.0 to 90.5 mm in 10 days", visit="week 8")],
    ),
]


@pytest.mark.parametrize(
    ("rows", "protocol", "found"), FOUND, ids=[one[2][-1].code for one in FOUND]
)
def test_what_is_found(rows: list[Row], protocol: Protocol, found: list[Finding]) -> None:
    assert conformance(case_of(*rows), protocol) == tuple(found)


# reference date, what is found of a baseline on 2 January
STARTS = [
    (
        date(2024, 1, 31),
        "baseline-too-early",
        "the baseline lies 29 days before the start, at most 28 count",
    ),
    (date(2024, 1, 1), "baseline-after-start", "the baseline lies 1 days after the start"),
]


@pytest.mark.parametrize(("reference", "code", "message"), STARTS)
def test_the_baseline_and_the_start(reference: date, code: str, message: str) -> None:
    case = case_of(row(), reference=reference)
    assert conformance(case, RECIST11) == (warns(code, message, None),)


def test_a_target_that_was_treated_before() -> None:
    done = Treatment(
        subject="1", lesion="T1", date=date(2023, 5, 4), kind=TreatmentKind.RADIOTHERAPY
    )
    assert conformance(case_of(row(), treatments=[done]), RECIST11) == (
        warns(
            "target-treated-earlier",
            "T1 had radiotherapy on 2023-05-04: it is measurable only where it has progressed "
            "since (progressed_since yes)",
        ),
    )


@pytest.mark.parametrize(
    ("scope", "where"),
    [("all", "in all"), ("lung", "in the lung"), ("not-liver", "outside the liver")],
)
def test_a_cap_names_its_scope(scope: str, where: str) -> None:
    case = in_scope(case_of(row("T1", organ="lung"), row("T2", organ="lung")), scope)
    one = replace(RECIST11, targets=TargetCaps(max_total=1))
    assert [found.message for found in conformance(case, one)] == [
        f"T2 is target 2: at most 1 {where}"
    ]


@pytest.mark.parametrize(
    ("scope", "where"), [("lung", " in the lung"), ("not-liver", " outside the liver")]
)
def test_measurable_disease_names_its_scope(scope: str, where: str) -> None:
    case = in_scope(case_of(row("NT1", seen(), organ="lung")), scope)
    (found,) = conformance(case, replace(REQUIRED, scopes=(scope,)))
    assert found.message == (
        f"no target{where} is measurable at baseline, which the protocol asks for"
    )


def test_without_a_reference_date_what_is_due_counts_from_the_baseline() -> None:
    case = case_of(row(), later(day="2024-04-23"), reference=None)
    (found,) = conformance(case, SCHEDULED)
    assert found.message == "no scan for the one due on day 56, 2024-02-27, before week 8"


def test_a_note_on_a_row_without_a_lesion_points_at_the_visit() -> None:
    nothing = visit_row("week 8", WEEK_8, NotDone("ill"))
    wanted = Finding(severity=Severity.INFO, code="c", message="m", visit="week 8")
    assert note(Severity.INFO, "c", "m", nothing) == wanted
    assert note(Severity.INFO, "c", "m", visit="week 8") == wanted
    assert note(Severity.INFO, "c", "m").visit is None


def test_treatments_are_weighed_against_the_start_of_the_baseline() -> None:
    done = Treatment(subject="1", lesion="T1", date=START, kind=TreatmentKind.OTHER)
    assert conformance(case_of(row(), treatments=[done]), RECIST11) == ()


def test_what_is_gone_is_followed_by_no_method() -> None:
    gone = [row(), later(state=Absent(), method=""), later(visit="week 16", day="2024-04-23")]
    assert conformance(case_of(*gone), RECIST11) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (axes("30", viable="30"), axes("300")),
        (axes("30"), axes("300", viable="300")),
    ],
)
def test_growth_is_not_judged_without_the_counting_axis(before: State, after: State) -> None:
    case = case_of(row(state=before), later(state=after, day="2024-01-09"))
    assert conformance(case, MRECIST) == ()


@pytest.mark.parametrize("index", [0, 1])
def test_growth_is_not_judged_without_a_day(index: int) -> None:
    case = case_of(row(), later(state=axes("90"), day="2024-01-09"))
    visits = list(case.visits)
    read = replace(visits[index].targets[0][0], date=NO_DATE)
    visits[index] = replace(visits[index], targets=((read,),))
    assert conformance(replace(case, visits=tuple(visits)), RECIST11) == ()
