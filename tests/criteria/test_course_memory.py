"""What a course remembers from visit to visit, and what a later visit says of an earlier one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.registry import assess, criteria
from recist.model.assessment import VisitAssessment
from recist.model.dates import ScanDate
from recist.model.protocol import Confirmation, LocalTreatment, Options, Protocol
from recist.model.response import NewLesion, Response
from tests.criteria.one_line import RECIST11, case_of, judged
from tests.table_notation import day as on

PLANNED = replace(RECIST11, options=Options(local_treatment=LocalTreatment.PLANNED))
NOTHING_HOLDS = replace(RECIST11, options=Options(partial_response_holds=False))
CONFIRMED = replace(RECIST11, confirmation=Confirmation(required=True))
RECIST10 = Protocol(id="recist-1.0", criteria="RECIST 1.0")


def scanned(offset: int) -> ScanDate:
    return ScanDate.parse(on(offset))


# --- one visit in full ----------------------------------------------------------------------------


def test_a_baseline_is_nothing_but_its_sum() -> None:
    visit = judged("0: T1=50@0 T2=20@3 NT1=present").visits[0]
    assert visit == VisitAssessment(
        visit="baseline",
        date=scanned(0),
        response_date=scanned(3),
        target=None,
        target_literal=None,
        non_target=None,
        new_lesion=NewLesion.NONE,
        overall=None,
        overall_as_read=None,
        sum_um=70_000,
        complete=True,
        baseline_sum_um=70_000,
        nadir_sum_um=None,
        nadir_visit=None,
        pd_from_um=None,
        pr_up_to_um=None,
        rules=(),
    )


def test_a_baseline_without_a_value_has_no_sum_to_compare_with() -> None:
    visit = judged("0: T1=50 T2=not-done").visits[0]
    assert (visit.sum_um, visit.complete, visit.baseline_sum_um) == (50_000, False, None)


def test_a_visit_in_full() -> None:
    course = "0: T1=50 NT1=present | 56: T1=30 NT1=present | 112: T1=35@112 NT1=absent@114"
    assert judged(course).visits[2] == VisitAssessment(
        visit="day 112",
        date=scanned(112),
        response_date=scanned(114),
        target=Response.PR,
        target_literal=Response.PR,
        non_target=Response.CR,
        new_lesion=NewLesion.NONE,
        overall=Response.PR,
        overall_as_read=Response.PR,
        sum_um=35_000,
        complete=True,
        baseline_sum_um=50_000,
        nadir_sum_um=30_000,
        nadir_visit="day 56",
        pd_from_um=36_000,
        pr_up_to_um=35_000,
        rules=("recist11/target/PR", "recist11/non-target/CR", "recist11/table1/PR"),
        after_progression=False,
        rests_on_reappearance=False,
    )


def test_a_visit_at_which_nothing_was_assessed_says_nothing_of_new_lesions() -> None:
    course = "0: T1=50 | 56: T1=50 L1=unequivocal | 112: V=not-done | 168: T1=50"
    visits = judged(course).visits[1:]
    assert [visit.overall for visit in visits] == ["PD", "NE", "PD"]
    assert [visit.new_lesion for visit in visits] == ["unequivocal", "none", "unequivocal"]
    assert visits[1].rules == ("recist11/target/NE-none-measured", "recist11/visit/NE-not-assessed")
    assert [visit.after_progression for visit in visits] == [False, True, True]


# --- responses over a course ----------------------------------------------------------------------

# protocol, course, overall responses, target responses without any hold, why
HELD: list[tuple[Protocol, str, str, str, str]] = [
    (RECIST11, "0: T1=50 | 56: T1=35 | 112: T1=36", "PR PR", "PR SD", "a PR holds"),
    (NOTHING_HOLDS, "0: T1=50 | 56: T1=35 | 112: T1=36", "PR SD", "PR SD", "unless it does not"),
    (RECIST11, "0: T1=50 | 56: T1=35 | 112: T1=not-done", "PR NE", "PR NE", "unread is NE"),
    (
        RECIST11,
        "0: T1=50 | 56: T1=35 | 112: T1=42 | 168: T1=39",
        "PR PD SD",
        "PR PD SD",
        "until PD",
    ),
    (
        RECIST11,
        (
            "0: T1=50 NT1=present | 56: T1=35 NT1=present | 112: T1=36 NT1=progression | "
            "168: T1=36 NT1=present"
        ),
        "PR PD SD",
        "PR SD SD",
        "until PD by anything",
    ),
    (CONFIRMED, "0: T1=50 | 56: T1=35 | 112: T1=36", "PR SD", "PR SD", "not yet confirmed"),
    (
        CONFIRMED,
        "0: T1=50 | 56: T1=35 | 112: T1=35 | 168: T1=36",
        "PR PR PR",
        "PR PR SD",
        "confirmed",
    ),
    (
        CONFIRMED,
        "0: T1=50 | 56: T1=35 | 112: T1=36 | 168: T1=35",
        "PR SD PR",
        "PR SD PR",
        "an SD between does not confirm",
    ),
    (
        RECIST11,
        "0: T1=50 NT1=present | 56: T1=absent NT1=present | 112: T1=absent NT1=absent",
        "PR CR",
        "CR CR",
        "a CR later than the targets'",
    ),
    (
        RECIST11,
        "0: T1=50 NT1=present | 56: T1=absent NT1=present | 112: T1=3 NT1=present",
        "PR PR",
        "CR PR",
        "no reappearance before an overall CR",
    ),
    (RECIST11, "0: T1=50 | 56: T1=absent | 112: T1=3", "CR PD", "CR PD", "reappearance"),
    (RECIST10, "0: T1=50 | 56: T1=absent | 112: T1=3", "CR PD", "CR PD", "any sum over 0"),
    (
        RECIST11,
        "0: T1=50 | 56: T1=absent | 112: T1=not-done | 168: T1=3 | 224: T1=absent",
        "CR NE PD CR",
        "CR NE PD CR",
        "reappearance after a gap",
    ),
]


@pytest.mark.parametrize(
    ("protocol", "course", "overall", "literal", "why"), HELD, ids=[one[4] for one in HELD]
)
def test_responses(protocol: Protocol, course: str, overall: str, literal: str, why: str) -> None:
    visits = judged(course, protocol).visits[1:]
    assert [visit.overall for visit in visits] == overall.split()
    assert [visit.target_literal for visit in visits] == literal.split()


@pytest.mark.parametrize(
    ("course", "rests"),
    [
        ("0: T1=50 | 56: T1=absent | 112: T1=3", [False, True]),
        ("0: T1=50 | 56: T1=absent | 112: T1=6", [False, False]),
        ("0: T1=50 | 56: T1=absent | 112: T1=3 L1=unequivocal", [False, False]),
        (
            "0: T1=50 NT1=present | 56: T1=absent NT1=absent | 112: T1=3 NT1=progression",
            [False] * 2,
        ),
        ("0: NT1=present | 56: NT1=absent | 112: NT1=present", [False, True]),
        ("0: NT1=present | 56: NT1=absent | 112: NT1=progression", [False, False]),
        ("0: T1=50 T2=9 | 56: T1=absent T2=absent | 112: T1=3 T2=not-done", [False, True]),
    ],
)
def test_what_rests_on_a_reappearance(course: str, rests: list[bool]) -> None:
    assert [visit.rests_on_reappearance for visit in judged(course).visits[1:]] == rests


def test_after_a_cr_no_sum_is_the_threshold() -> None:
    visits = judged("0: T1=50 | 56: T1=absent | 112: T1=absent").visits
    assert [visit.pd_from_um for visit in visits] == [None, 60_000, None]
    assert [visit.pr_up_to_um for visit in visits] == [None, 35_000, 35_000]


@pytest.mark.parametrize("column", ["non-targets", "new"])
def test_a_visit_that_is_not_aligned_with_its_case_is_refused(column: str) -> None:
    case = case_of("0: T1=50 NT1=present | 56: T1=50 NT1=present L1=unequivocal")
    visit = case.visits[1]
    broken = replace(visit, non_targets=()) if column == "non-targets" else replace(visit, new=())
    with pytest.raises(ValueError, match="zip"):
        assess(replace(case, visits=(case.visits[0], broken)), RECIST11)


def test_every_criterion_starts_from_a_baseline_of_its_own() -> None:
    case = case_of("0: T1[lung]=50 | 56: T1[lung]=30")
    for name in sorted(criteria()):
        visit = assess(case, Protocol(id=name, criteria=name)).visits[1]
        assert visit.baseline_sum_um == 50_000
        assert visit.overall in (Response.PR, Response.IPR)
