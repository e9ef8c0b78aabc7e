"""Checks that look at several lesions or visits: none of them hides another, bounds included."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from recist.criteria.conformance.checks import conformance
from recist.criteria.conformance.course import course_of
from recist.criteria.conformance.organs import is_in_liver
from recist.criteria.conformance.timing import missed_visits
from recist.criteria.measurability import Measurability, Technique
from recist.criteria.registry import criterion_of
from recist.model.dates import ScanDate
from recist.model.lesion import Lesion, Role
from recist.model.protocol import Protocol, Schedule, ScheduleStep, TargetCaps
from recist.model.reading import Absent, Assessed, NotDone, NotEvaluable
from recist.model.row import Row
from recist.model.scope import in_scope
from tests.criteria.conformance.reads import (
    RECIST10,
    RECIST11,
    START,
    axes,
    case_of,
    codes,
    remarks,
    row,
    seen,
    visit_row,
)

WEEK_8 = "2024-02-27"


def later(lesion: str = "T1", **given: object) -> Row:
    changed: Row = replace(row(lesion, visit="week 8", day=WEEK_8), **given)  # type: ignore[arg-type]
    return changed


def scheduled(*steps: ScheduleStep) -> Protocol:
    return replace(RECIST11, schedule=Schedule(visits=steps))


def test_a_lesion_that_is_gone_hides_no_change_of_slices() -> None:
    before = [row("T1", slices="2"), row("T2", slices="2", organ="lung")]
    case = case_of(*before, later("T1", state=Absent()), later("T2", organ="lung"))
    assert remarks(case) == [("slice-thickness-changed", "T2")]


@pytest.mark.parametrize(
    "first", [visit_row("week 8", WEEK_8, Assessed()), later("T2", method="", organ="lung")]
)
def test_a_row_that_says_no_method_hides_no_change_of_another(first: Row) -> None:
    case = case_of(row("T1"), row("T2", organ="lung"), first, later("T1", method="MRI"))
    assert codes(case) == [("method-changed", "T1")]


@pytest.mark.parametrize(
    ("lesion", "short", "slices"), [("T2", "15", "8"), ("NT2", "10", "6"), ("NT2", "11.9", "6")]
)
def test_a_node_that_is_just_large_enough_may_be_below_two_slices(
    lesion: str, short: str, slices: str
) -> None:
    state = axes("40", short) if lesion == "T2" else seen("40", short)
    case = case_of(
        row("T1", slices="8", organ="lung"), row(lesion, state, nodal=True, slices=slices)
    )
    assert codes(case) == [("node-below-two-slices", lesion)]


def test_a_target_by_mri_hides_no_small_one_by_ct() -> None:
    small = row("T2", axes("12"), slices=None, organ="lung")
    case = case_of(row("T1", axes("30"), method="MRI"), small)
    assert remarks(case, RECIST10) == [("spiral-ct-assumed", "T2")]


def test_each_scope_has_its_own_cap() -> None:
    cap = replace(RECIST11, scope_targets=(("lung", TargetCaps(max_total=1)),))
    case = in_scope(case_of(row("T1", organ="lung"), row("T2", organ="lung")), "lung")
    assert codes(case, cap, "lung") == [("too-many-targets", "T2")]
    assert codes(case, RECIST11, "lung") == []


def test_each_scope_has_its_own_cap_of_an_organ() -> None:
    cap = replace(RECIST11, scope_targets=(("not-liver", TargetCaps(max_per_organ=1)),))
    case = case_of(row("T1", organ="lung"), row("T2", organ="lung"))
    assert codes(case, cap, "not-liver") == [("too-many-in-organ", "T2")]
    assert codes(case, cap) == []


def test_a_visit_may_have_no_window_at_all() -> None:
    strict = scheduled(ScheduleStep(interval_days=55, window_days=0))
    (found,) = conformance(case_of(row(), later()), strict)
    assert found.message == (
        "week 8 is on day 56, 1 days after the scan due on day 55; 0 are allowed"
    )


def test_what_is_due_on_the_first_day_may_be_missed() -> None:
    daily = scheduled(ScheduleStep(interval_days=1, window_days=0))
    third = replace(row(visit="third"), date=row(day="2024-01-04").date)
    (found,) = conformance(case_of(row(), third), daily)
    assert found.message == "no scan for the one due on day 1, 2024-01-03, before third"


def test_each_visit_without_a_day_stands_for_one_scan() -> None:
    unknown = [visit_row(f"week {n}", "2024-02", NotDone("ill")) for n in (8, 16)]
    protocol = scheduled(ScheduleStep(interval_days=56, window_days=7))
    for day, missed in (("2024-06-18", 0), ("2024-08-13", 1)):
        last = replace(row(visit="last"), date=row(day=day).date)
        found = codes(case_of(row(), *unknown, last), protocol)
        assert found == [("visit-missed", "last")] * missed


def test_a_late_screening_keeps_its_own_rows() -> None:
    first = row(visit="screening", day="2023-12-20")
    late = row(visit="Screening 2", day="2024-01-20", method="MRI")
    (found,) = conformance(case_of(first, late), RECIST11)
    assert (found.code, found.visit) == ("method-changed", "Screening 2")


def test_a_visit_bears_the_label_of_the_case_however_its_rows_spell_it() -> None:
    rows = [row("T1"), row("T2", organ="lung"), later("T1"), later("T2", organ="lung")]
    rows[-1] = replace(rows[-1], visit="WEEK 8", method="MRI")
    course = course_of(case_of(*rows), RECIST11, criterion_of(RECIST11))
    assert [visit.label for visit in course.visits] == ["baseline", "week 8"]
    assert {one.visit for visit in course.visits for one in visit.rows} == {"baseline", "week 8"}
    (found,) = conformance(course.case, RECIST11)
    assert (found.code, found.visit) == ("method-changed", "week 8")


UNTIL_112 = ScheduleStep(interval_days=56, window_days=7, until_day=112)


def on(day: int, visit: str = "") -> Row:
    """Return a reading some days after the start."""
    when = ScanDate.of(START + timedelta(days=day))
    return replace(row(visit=visit or f"day {day}"), date=when)


@pytest.mark.parametrize(
    ("rows", "found", "why"),
    [
        ([on(106)], ["day 106"], "the last scan, as early as it may be"),
        ([on(119)], ["day 119"], "the last scan, as late as it may be"),
        ([on(120)], [], "a day later it belongs to no scan"),
        ([on(63, "Unscheduled 1"), on(112)], [], "out of turn, and just in the window"),
        ([on(64, "Unscheduled 1"), on(112)], ["day 112"], "out of turn, and out of the window"),
    ],
)
def test_which_scan_a_visit_stands_for(rows: list[Row], found: list[str], why: str) -> None:
    case = case_of(row(), *rows)
    assert codes(case, scheduled(UNTIL_112)) == [("visit-missed", visit) for visit in found], why


def test_a_visit_without_a_day_may_follow_one_that_has_one() -> None:
    unknown = visit_row("week 16", "2024-04", NotDone("ill"))
    protocol = scheduled(ScheduleStep(interval_days=56, window_days=7))
    assert codes(case_of(row(), on(56), unknown, on(168)), protocol) == []


def test_a_visit_that_was_not_read_hides_no_growth() -> None:
    unread = replace(on(10), state=NotEvaluable("motion"))
    grown = replace(on(20), state=axes("90"))
    assert codes(case_of(row(), unread, grown)) == [("growth-unlikely", "T1")]


def test_rows_that_are_not_aligned_with_the_visits_are_refused() -> None:
    protocol = scheduled(ScheduleStep(interval_days=56, window_days=7))
    course = course_of(case_of(row(), later()), protocol, criterion_of(protocol))
    with pytest.raises(ValueError, match="zip"):
        missed_visits(replace(course, visits=course.visits[:1]))


@pytest.mark.parametrize(
    ("slice_um", "least_um"), [(None, 8_000), (5_000, 8_000), (5_001, 10_002), (3_000, 8_000)]
)
def test_slices_count_once_they_are_thick(slice_um: int | None, least_um: int) -> None:
    lesion = Lesion(id="T1", role=Role.TARGET, organ="lung")
    fine = Measurability(ct_um=8_000)
    assert fine.least(lesion, Technique.CT, slice_um) == least_um
    assert fine.least(lesion, None, slice_um) == least_um


@pytest.mark.parametrize(
    ("organ", "nodal", "inside"),
    [(" Liver ", False, True), ("lung", False, False), ("liver", True, False)],
)
def test_what_lies_in_the_liver(organ: str, nodal: bool, inside: bool) -> None:
    lesion = Lesion(id="T1", role=Role.TARGET, organ=organ, nodal=nodal)
    assert is_in_liver(lesion) is inside
