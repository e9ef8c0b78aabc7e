"""A later visit makes certain what was doubtful: which lesions, which visits, which dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.backdating import BackDated, back_dated
from recist.criteria.thresholds import Thresholds
from recist.model.dates import ScanDate
from recist.model.protocol import Confirmation, LocalTreatment, Options, Protocol
from tests.criteria.one_line import RECIST11, case_of, judged
from tests.table_notation import day as on

PLANNED = replace(RECIST11, options=Options(local_treatment=LocalTreatment.PLANNED))
NOTHING_HOLDS = replace(RECIST11, options=Options(partial_response_holds=False))
CONFIRMED = replace(RECIST11, confirmation=Confirmation(required=True))
RECIST10 = Protocol(id="recist-1.0", criteria="RECIST 1.0")


def scanned(offset: int) -> ScanDate:
    return ScanDate.parse(on(offset))


# course, what a later visit makes certain: lesion, first and confirming visit, day; why
DATED: list[tuple[str, list[tuple[str, int, int, int]], str]] = [
    ("0: T1=50 | 56: L1=equivocal | 112: L1=unequivocal", [("L1", 1, 2, 56)], "new lesion"),
    ("0: T1=50 | 56: L1=equivocal | 112: L1=equivocal", [], "never certain"),
    ("0: T1=50 | 56: L1=unequivocal", [], "never doubtful"),
    (
        "0: T1=50 | 56: L1=unequivocal | 112: L1=equivocal | 168: L1=unequivocal",
        [],
        "certain first",
    ),
    (
        "0: T1=50 | 56: L1=equivocal | 112: L1=equivocal | 168: L1=unequivocal",
        [("L1", 1, 3, 56)],
        "from the first doubt on",
    ),
    (
        "0: T1=50 | 56: L1=equivocal | 112: T1=50 | 168: L1=unequivocal",
        [("L1", 1, 3, 56)],
        "over a visit that says nothing",
    ),
    ("0: T1=50 | 56: L1=equivocal | 112: L1=absent | 168: L1=unequivocal", [], "taken back"),
    (
        "0: T1=50 | 56: L1=equivocal | 112: L1=absent | 168: L1=equivocal | 224: L1=unequivocal",
        [("L1", 3, 4, 168)],
        "doubtful anew",
    ),
    (
        "0: T1=50 | 56: L1=equivocal L2=equivocal | 112: L2=unequivocal | 168: L1=unequivocal",
        [("L1", 1, 3, 56), ("L2", 1, 2, 56)],
        "each new lesion",
    ),
    (
        "0: NT1=present | 56: NT1=suspected | 112: NT1=progression",
        [("NT1", 1, 2, 56)],
        "non-target",
    ),
    ("0: NT1=present | 56: NT1=present | 112: NT1=progression", [], "never suspected"),
    ("0: NT1=present | 56: NT1=suspected | 112: NT1=present | 168: NT1=progression", [], "still"),
    ("0: NT1=present | 56: NT1=suspected | 112: NT1=absent | 168: NT1=progression", [], "gone"),
    (
        "0: NT1=present | 56: NT1=suspected | 112: NT1=not-done | 168: NT1=progression",
        [("NT1", 1, 3, 56)],
        "not done between",
    ),
    (
        (
            "0: NT1[lymph node,short_axis_mm=20]=present | "
            "56: NT1[lymph node,short_axis_mm=9.9]=suspected | 112: NT1[lymph node]=progression"
        ),
        [],
        "a normal node is not suspected",
    ),
    (
        (
            "0: NT1[lymph node,short_axis_mm=20]=present | "
            "56: NT1[lymph node,short_axis_mm=10]=suspected | 112: NT1[lymph node]=progression"
        ),
        [("NT1", 1, 2, 56)],
        "a node may be",
    ),
    (
        "0: NT1=present | 56: NT1[short_axis_mm=9]=suspected | 112: NT1=progression",
        [("NT1", 1, 2, 56)],
        "what is no node is suspected at any size",
    ),
    (
        (
            "0: NT1=present | "
            "56: NT1.1=suspected>NT1@59 NT1.2=suspected>NT1@57 NT1.3=present>NT1@56 | "
            "112: NT1.1=progression>NT1 NT1.2=present>NT1 NT1.3=present>NT1"
        ),
        [("NT1", 1, 2, 57)],
        "of parts the earliest that is suspected",
    ),
    (
        "0: NT1=suspected | 56: NT1=progression",
        [],
        "a doubt at baseline is none",
    ),
    (
        "0: T1=50 | 56: L1=equivocal@58 T1=50@56 | 112: L1=unequivocal",
        [("L1", 1, 2, 58)],
        "the lesion's own scan dates",
    ),
]


@pytest.mark.parametrize(("course", "found", "why"), DATED, ids=[one[2] for one in DATED])
def test_what_is_dated_back(course: str, found: list[tuple[str, int, int, int]], why: str) -> None:
    assert back_dated(case_of(course), Thresholds()) == [
        BackDated(lesion=lesion, first=first, confirmed=confirmed, date=scanned(offset))
        for lesion, first, confirmed, offset in found
    ]


Visits = list[tuple[str, str, int, bool]]

# course; (overall, as read, day of the response, after progression) at each visit; why
REPORTED: list[tuple[str, Visits, str]] = [
    (
        "0: T1=50 | 56: T1=50@58 L1=equivocal@57 | 112: T1=50 | 168: T1=50@168 L1=unequivocal@169",
        [
            ("PD", "SD", 57, False),
            ("PD", "SD", 112, True),
            ("PD", "PD", 169, True),
        ],
        "PD from the first sighting on",
    ),
    (
        "0: T1=50 NT1=present | 56: T1=50 NT1=suspected | 112: T1=50 NT1=progression",
        [("PD", "SD", 56, False), ("PD", "PD", 112, True)],
        "a non-target too",
    ),
    (
        "0: T1=50 | 56: T1=50 L1=equivocal L2=equivocal | 112: T1=50 L1=unequivocal L2=equivocal",
        [("PD", "SD", 56, False), ("PD", "PD", 112, True)],
        "one that stays doubtful is no hindrance",
    ),
    (
        (
            "0: T1=50 | 56: T1=50 L1=equivocal | 112: V=not-done | "
            "168: T1=50 | 224: T1=50 L1=unequivocal"
        ),
        [
            ("PD", "SD", 56, False),
            ("NE", "NE", 112, True),
            ("PD", "SD", 168, True),
            ("PD", "PD", 224, True),
        ],
        "a visit at which nothing was assessed stays NE, what follows it does not",
    ),
    (
        "0: T1=50 | 56: T1=80@58 L1=equivocal@56 | 112: T1=80 L1=unequivocal",
        [("PD", "PD", 56, False), ("PD", "PD", 112, True)],
        "a PD whose doubtful lesion is older is dated by it",
    ),
    (
        "0: T1=50 | 56: T1=80@56 L1=equivocal@58 | 112: T1=80 L1=unequivocal",
        [("PD", "PD", 56, False), ("PD", "PD", 112, True)],
        "a PD that is older keeps its date",
    ),
    (
        (
            "0: T1=50 | 56: T1=50 L1=equivocal@56 | 112: T1=80@114 L1=equivocal@112 | "
            "168: T1=80 L1=unequivocal"
        ),
        [("PD", "SD", 56, False), ("PD", "PD", 114, True), ("PD", "PD", 168, True)],
        "later visits keep their own dates",
    ),
    (
        "0: T1=50 | 56: T1=50 | 112: T1=50 L1=equivocal | 168: T1=50",
        [("SD", "SD", 56, False), ("SD", "SD", 112, False), ("SD", "SD", 168, False)],
        "a doubt that nothing confirms changes nothing",
    ),
    (
        "0: T1=50 | 56: T1=80 | 112: T1=50 L1=equivocal | 168: T1=50",
        [("PD", "PD", 56, False), ("SD", "SD", 112, True), ("SD", "SD", 168, True)],
        "nor what came after a PD",
    ),
]


@pytest.mark.parametrize(("course", "visits", "why"), REPORTED, ids=[one[2] for one in REPORTED])
def test_what_is_reported_from_the_first_sighting_on(course: str, visits: Visits, why: str) -> None:
    got = [
        (visit.overall, visit.overall_as_read, visit.response_date, visit.after_progression)
        for visit in judged(course).visits[1:]
    ]
    assert got == [(now, read, scanned(offset), after) for now, read, offset, after in visits]


def test_a_visit_that_is_dated_back_says_so_beside_its_own_rules() -> None:
    course = "0: T1=50 | 56: T1=50 L1=equivocal | 112: T1=50 L1=unequivocal"
    visits = judged(course).visits
    assert visits[0].after_progression is False
    assert visits[1].rules == (
        "recist11/target/SD",
        "recist11/table1/SD",
        "recist11/new-lesion/back-dated",
    )
    assert visits[2].rules == (
        "recist11/target/SD",
        "recist11/new-lesion/unequivocal",
        "recist11/table1/PD-new-lesion",
    )


# course; whether the first visit says that it is dated back; why
TOLD = [
    ("0: T1=50 | 56: T1=80@58 L1=equivocal@56 | 112: L1=unequivocal", 1, "its date moved"),
    ("0: T1=50 | 56: T1=80@56 L1=equivocal@58 | 112: L1=unequivocal", 0, "nothing moved"),
    (
        (
            "0: T1=50 | 56: T1=50@58 L1=equivocal@57 L2=equivocal@56 | 112: L1=unequivocal"
            " L2=unequivocal"
        ),
        1,
        "once for two lesions",
    ),
]


@pytest.mark.parametrize(("course", "times", "why"), TOLD, ids=[one[2] for one in TOLD])
def test_dating_back_is_told_where_it_changed_something(course: str, times: int, why: str) -> None:
    assert judged(course).visits[1].rules.count("recist11/new-lesion/back-dated") == times
