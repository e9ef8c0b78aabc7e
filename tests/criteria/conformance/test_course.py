"""Which rows the checks look at: those that made the case, and none twice."""

from dataclasses import replace
from datetime import date

import pytest

from recist.criteria.conformance.checks import CHECKS, conformance
from recist.model.protocol import Protocol
from recist.model.reading import NotEvaluable
from tests.criteria.conformance.reads import RECIST11, axes, case_of, codes, row

LATER = "2024-02-27"
SMALL = [("target-too-small", "T1")]


def test_a_sound_course_has_nothing_to_say() -> None:
    case = case_of(row(), row(visit="week 8", day=LATER, state=axes("25")))
    assert conformance(case, RECIST11) == ()


def test_of_merged_screening_visits_the_latest_value_counts() -> None:
    first = row(state=axes("9"), visit="screening 1", day="2023-12-20")
    second = row(visit="Screening 2", day="2023-12-28")
    assert codes(case_of(first, second)) == []
    assert codes(case_of(replace(first, state=axes("30")), replace(second, state=axes("9")))) == (
        SMALL
    )
    unread = replace(second, state=NotEvaluable("motion"))
    assert codes(case_of(first, unread)) == SMALL


def test_a_screening_after_the_start_is_a_visit_of_its_own() -> None:
    first = row(visit="screening", day="2023-12-20")
    late = row(state=axes("9"), visit="screening 2", day="2024-01-20")
    assert codes(case_of(first, late)) == []


def test_rows_before_the_baseline_are_not_looked_at() -> None:
    early = row(state=axes("9"), visit="week -4", day="2023-12-05")
    assert codes(case_of(early, row())) == []


def test_spelling_of_a_visit_is_no_matter() -> None:
    other = row("T2", axes("9"), visit="BASELINE")
    assert codes(case_of(row(), other)) == [("target-too-small", "T2")]


def test_scopes_see_their_own_lesions() -> None:
    case = case_of(row("T1", axes("9")), row("T2", axes("9"), organ="lung"))
    trial = replace(RECIST11, scopes=("liver", "not-liver"))
    assert codes(case, trial, "liver") == SMALL
    assert codes(case, trial, "not-liver") == [("target-too-small", "T2")]


def test_a_scope_that_was_screened_once_keeps_its_baseline() -> None:
    lung = row("T2", axes("9"), organ="lung", visit="screening 1", day="2023-12-20")
    liver = row("T1", visit="screening 2", day="2023-12-28")
    ((code, where),) = codes(case_of(lung, liver), RECIST11, "not-liver")
    assert (code, where) == ("target-too-small", "T2")


def test_the_model_has_reported_these_already() -> None:
    moved = row(organ="lung", visit="week 8", day=LATER)
    unread = row(state=NotEvaluable(""), visit="week 16", day="2024-04-23")
    case = case_of(row(), row("T2"), moved, unread)
    told = {note.code for note in case.findings}
    assert {"organ-changed", "reason-missing", "lesion-without-row"} <= told
    assert codes(case) == []


def test_every_check_is_listed_once_and_says_what_it_does() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    assert all(check.__doc__ for check in CHECKS)


def test_a_criterion_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="Choi"):
        conformance(case_of(row()), Protocol(id="own", criteria="Choi"))


def test_the_reference_date_splits_screenings_as_the_model_does() -> None:
    first = row(state=axes("9"), visit="screening 1", day="2023-12-20")
    second = row(state=axes("12"), visit="screening 2", day="2023-12-28")
    early = case_of(first, second, reference=date(2023, 12, 24))
    assert codes(early) == SMALL
