"""Baseline and nadir over a course, and what becomes of them where lesions leave (§5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.thresholds import Thresholds
from recist.model.dates import ScanDate
from recist.model.protocol import Confirmation, LocalTreatment, Options, Protocol
from recist.model.response import Response
from tests.criteria.one_line import RECIST11, judged, treated
from tests.table_notation import day as on

PLANNED = replace(RECIST11, options=Options(local_treatment=LocalTreatment.PLANNED))
NOTHING_HOLDS = replace(RECIST11, options=Options(partial_response_holds=False))
CONFIRMED = replace(RECIST11, confirmation=Confirmation(required=True))
RECIST10 = Protocol(id="recist-1.0", criteria="RECIST 1.0")


def scanned(offset: int) -> ScanDate:
    return ScanDate.parse(on(offset))


Sums = list[tuple[float | None, float | None, str | None]]

# protocol, course, day on which T1 is treated; (baseline, nadir, its visit) at each visit, why
SUMS: list[tuple[Protocol, str, int | None, Sums, str]] = [
    (
        RECIST11,
        "0: T1=50 | 56: T1=40 | 112: T1=45 | 168: T1=40 | 224: T1=39",
        None,
        [
            (50, 50, "baseline"),
            (50, 40, "day 56"),
            (50, 40, "day 56"),
            (50, 40, "day 56"),
        ],
        "the nadir is the first of the smallest",
    ),
    (
        RECIST11,
        "0: T1=50 T2=20 | 56: T1=10 T2=not-done | 112: T1=40 T2=20 | 168: T1=40 T2=20",
        None,
        [(70, 70, "baseline"), (70, 70, "baseline"), (70, 60, "day 112")],
        "a part of a sum is no nadir",
    ),
    (
        RECIST11,
        "0: T1=50 NT1=present | 56: T1=absent NT1=present | 112: T1=absent NT1=present",
        None,
        [(50, 50, "baseline"), (50, 0, "day 56")],
        "0 is a nadir",
    ),
    (
        RECIST11,
        (
            "0: T1=50 NT1=present | 56: T1=0.001 NT1=present | 112: T1=absent NT1=present | "
            "168: T1=absent NT1=present"
        ),
        None,
        [(50, 50, "baseline"), (50, 0.001, "day 56"), (50, 0, "day 112")],
        "0 is below the least sum there is",
    ),
    (
        RECIST11,
        "0: T1=50 T2=absent | 56: T1=40 T2=absent | 112: T1=30 T2=absent",
        None,
        [(None, None, None)] * 2,
        "without a baseline there is no nadir",
    ),
    (
        PLANNED,
        "0: T1=50 T2=30 | 56: T1=40 T2=20 | 112: T1=30 T2=24 | 168: T1=9 T2=26 | 224: T1=9 T2=22",
        100,
        [
            (80, 80, "baseline"),
            (30, 20, "day 56"),
            (24, 24, "day 112"),
            (24, 24, "day 112"),
        ],
        "the rest goes on from its own sums, then from the first after the treatment",
    ),
    (
        PLANNED,
        "0: T1=50 T2=30 | 56: T1=40 T2=20 | 90: T1=40 T2=25 | 112: T1=30 T2=24 | 168: T1=9 T2=26",
        100,
        [(80, 80, "baseline"), (80, 60, "day 56"), (30, 20, "day 56"), (24, 24, "day 112")],
        "of earlier visits the smallest is the nadir",
    ),
    (
        PLANNED,
        "0: T1=50 T2=30 | 56: T1=40 T2=20 | 90: T1=40 T2=20 | 112: T1=30 T2=24",
        100,
        [(80, 80, "baseline"), (80, 60, "day 56"), (30, 20, "day 56")],
        "the first of them",
    ),
    (
        PLANNED,
        "0: T1=50 T2=30 | 56: T1=40 T2=not-done | 112: T1=30 T2=24 | 168: T1=9 T2=24",
        100,
        [(80, 80, "baseline"), (30, 30, "baseline"), (24, 24, "day 112")],
        "an unread visit is no nadir of the rest",
    ),
    (
        PLANNED,
        "0: T1=not-done T2=30 | 56: T1=40 T2=20 | 112: T1=30 T2=24 | 168: T1=9 T2=26",
        100,
        [(None, None, None), (30, 20, "day 56"), (24, 24, "day 112")],
        "the rest has a baseline where the whole had none",
    ),
    (
        PLANNED,
        "0: T1=50 T2=absent | 56: T1=40 T2=20 | 112: T1=30 T2=24 | 168: T1=9 T2=26",
        100,
        [(None, None, None), (None, None, None), (24, 24, "day 112")],
        "or has none until the first sum after the treatment",
    ),
    (
        PLANNED,
        "0: T1=50 T2=30 | 56: T1=40 T2=20 | 112: T1=30 T2=not-done | 168: T1=9 T2=26 | 224: T2=26",
        100,
        [(80, 80, "baseline"), (30, 20, "day 56"), (30, 20, "day 56"), (26, 26, "day 168")],
        "the first complete one",
    ),
    (
        PLANNED,
        (
            "0: T1=50 T2=30 NT1=present | 56: T1=40 T2=absent NT1=present | "
            "112: T2=absent NT1=present | 168: T2=absent NT1=present"
        ),
        100,
        [(80, 80, "baseline"), (30, 0, "day 56"), (0, 0, "day 112")],
        "a rest that is gone",
    ),
    (
        PLANNED,
        (
            "0: T1=50 T2=30 NT1=present | 56: T1=39.999 T2=0.001 NT1=present | "
            "84: T1=40 T2=absent NT1=present | 112: T2=absent NT1=present"
        ),
        100,
        [(80, 80, "baseline"), (80, 40, "day 56"), (30, 0, "day 84")],
        "a rest that is gone after the least sum there is",
    ),
    (
        PLANNED,
        "0: T1=50 NT1=present | 56: T1=40 NT1=present | 112: T1=30 NT1=present | 168: NT1=present",
        100,
        [(50, 50, "baseline"), (None, None, None), (None, None, None)],
        "no target is left",
    ),
]


@pytest.mark.parametrize(
    ("protocol", "course", "treatment", "sums", "why"), SUMS, ids=[one[4] for one in SUMS]
)
def test_baseline_and_nadir(
    protocol: Protocol, course: str, treatment: int | None, sums: Sums, why: str
) -> None:
    done = [] if treatment is None else [treated("T1", treatment)]
    visits = judged(course, protocol, *done).visits[1:]
    expected = [
        (
            baseline if baseline is None else baseline * 1_000,
            nadir if nadir is None else nadir * 1_000,
            visit,
        )
        for baseline, nadir, visit in sums
    ]
    assert [(v.baseline_sum_um, v.nadir_sum_um, v.nadir_visit) for v in visits] == expected
    rules = Thresholds()
    for visit in visits:
        nadir_um, baseline_um = visit.nadir_sum_um, visit.baseline_sum_um
        assert visit.pd_from_um == (None if nadir_um is None else rules.pd_from(nadir_um))
        assert visit.pr_up_to_um == (None if baseline_um is None else rules.pr_up_to(baseline_um))


# course, treatments, overall responses, why
AFTER_LEAVING: list[tuple[str, list[tuple[str, int]], str, str]] = [
    (
        "0: T1=50 T2=50 | 56: T1=20 T2=40 | 112: T1=9 T2=45 | 168: T1=9 T2=46",
        [("T1", 100)],
        "PR SD SD",
        "a PR of the whole is none of the rest",
    ),
    (
        "0: T1=50 T2=50 | 56: T1=50 T2=30 | 112: T1=9 T2=34 | 168: T1=9 T2=30",
        [("T1", 100)],
        "SD PR PR",
        "the rest is compared with its own baseline, and a PR of it holds",
    ),
    (
        "0: T1=50 NT1=present | 56: T1=50 NT1=present | 112: T1=9 NT1=present | 168: NT1=absent",
        [("T1", 100)],
        "SD NON-CR/NON-PD CR",
        "no target is left",
    ),
    (
        "0: T1=50 NT1=present | 56: T1=50 NT1=present | 112: T1=50 NT1=progression",
        [("NT1", 100)],
        "SD SD",
        "no non-target is left",
    ),
    (
        (
            "0: T1=50 NT1=present M1=raised | 56: T1=absent NT1=present M1=raised | "
            "112: T1=absent NT1=present M1=raised"
        ),
        [("NT1", 100)],
        "PR PR",
        "a marker is left",
    ),
    (
        (
            "0: T1=50 NT1=present NT2=present | 56: T1=absent NT1=present NT2=present | "
            "112: T1=absent NT1=present NT2=present | 168: T1=absent NT1=present NT2=absent"
        ),
        [("NT1", 100)],
        "PR PR CR",
        "another non-target is left",
    ),
    (
        "0: T1=50 | 56: T1=50 | 112: T1=9",
        [("T1", 100)],
        "SD NED",
        "nothing is left",
    ),
    (
        (
            "0: T1=50 T2=30 T3=20 | 56: T1=50 T2=30 T3=20 | "
            "112: T1=50 T2=30 T3=25 | 168: T1=50 T2=30 T3=26"
        ),
        [("T1", 100), ("T2", 150)],
        "SD SD PD",
        "one leaves after another",
    ),
]


@pytest.mark.parametrize(
    ("course", "done", "overall", "why"), AFTER_LEAVING, ids=[one[3] for one in AFTER_LEAVING]
)
def test_responses_of_the_rest(
    course: str, done: list[tuple[str, int]], overall: str, why: str
) -> None:
    visits = judged(course, PLANNED, *(treated(*one) for one in done)).visits[1:]
    assert [visit.overall for visit in visits] == overall.split()


def test_a_response_of_the_rest_is_confirmed_by_visits_of_the_rest() -> None:
    protocol = replace(CONFIRMED, options=PLANNED.options)
    course = "0: T1=50 T2=50 | 56: T1=30 T2=30 | 112: T1=9 T2=30 | 168: T1=9 T2=30 | 224: T2=20"
    course += " | 280: T2=20 | 336: T2=22"
    visits = judged(course, protocol, treated("T1", 100)).visits[1:]
    assert [visit.overall for visit in visits] == ["PR", "PR", "SD", "PR", "PR", "PR"]
    assert visits[-1].target_literal is Response.SD
