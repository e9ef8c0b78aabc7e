"""The date of a response: which scan decided (§1.9)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.criteria.registry import assess
from recist.model.case import Case, Parts
from recist.model.dates import NO_DATE, ScanDate
from recist.model.protocol import Confirmation, LocalTreatment, Options, Protocol
from recist.model.response import Response
from tests.criteria.one_line import RECIST11, case_of, judged
from tests.table_notation import day as on

PLANNED = replace(RECIST11, options=Options(local_treatment=LocalTreatment.PLANNED))
NOTHING_HOLDS = replace(RECIST11, options=Options(partial_response_holds=False))
CONFIRMED = replace(RECIST11, confirmation=Confirmation(required=True))
RECIST10 = Protocol(id="recist-1.0", criteria="RECIST 1.0")


def scanned(offset: int) -> ScanDate:
    return ScanDate.parse(on(offset))


# course, day of the last visit's response, why
PD_DATES: list[tuple[str, int, str]] = [
    ("0: T1=50 T2=20 | 56: T1=80@56 T2=20@58", 58, "the last scan of the sum"),
    ("0: T1=50 T2=20 | 56: T1=80@58 T2=20@56", 58, "whichever target that is"),
    ("0: T1=50 | 56: T1=80@58 L1=unequivocal@56", 56, "the earlier of two causes"),
    ("0: T1=50 | 56: T1=50@56 L1=unequivocal@58 L2=unequivocal@57", 57, "the earlier new lesion"),
    ("0: T1=50 | 56: T1=50@56 L1=unequivocal@58 L2=equivocal@57", 58, "a doubtful one is no cause"),
    (
        "0: T1=50 NT1=present NT2=present | 56: T1=50@59 NT1=progression@58 NT2=progression@57",
        57,
        "the earlier non-target",
    ),
    ("0: T1=50 NT1=present | 56: T1=50@59 NT1=progression@58", 58, "the non-target, not the visit"),
    (
        "0: NT1=present NT2=present | 56: NT1=progression@58 NT2=present@56",
        58,
        "what only persists is no cause",
    ),
    (
        (
            "0: NT1=present NT2=present | 56: NT1=absent NT2=absent | "
            "112: NT1=progression@114 NT2=present@112"
        ),
        112,
        "unless it had gone",
    ),
    (
        "0: T1=50 T2=9 | 56: T1=absent T2=absent | 112: T1=3@114 T2=1@112",
        112,
        "the earlier target that is back",
    ),
    (
        "0: T1=50 NT1=present | 56: T1=absent NT1=absent | 112: T1=absent@112 NT1=present@113",
        113,
        "a non-target that is back",
    ),
    (
        "0: T1=50 NT1=present | 56: T1=50 L1=unequivocal | 112: T1=50@112 NT1=present@115",
        115,
        "a new lesion that still stands and no scan shows: the last scan",
    ),
    ("0: T1=50 T2=20 | 56: T1=50@56 T2=20@59", 59, "no PD: the last scan"),
]


@pytest.mark.parametrize(("course", "offset", "why"), PD_DATES, ids=[one[2] for one in PD_DATES])
def test_the_date_of_a_response(course: str, offset: int, why: str) -> None:
    assert judged(course).visits[-1].response_date == scanned(offset)


def undated(case: Case) -> Case:
    """The same case, no reading of its last visit with a day."""
    last = case.visits[-1]

    def stripped(columns: tuple[Parts, ...]) -> tuple[Parts, ...]:
        return tuple(tuple(replace(one, date=NO_DATE) for one in parts) for parts in columns)

    without = replace(
        last,
        targets=stripped(last.targets),
        non_targets=stripped(last.non_targets),
        new=tuple(None if one is None else replace(one, date=NO_DATE) for one in last.new),
    )
    return replace(case, visits=(*case.visits[:-1], without))


@pytest.mark.parametrize(
    ("course", "offset"),
    [
        ("0: T1=50 | 56: T1=80@57", 57),
        ("0: T1=50 | 56: T1=absent | 112: T1=3@113", 113),
        ("0: T1=50 | 56: T1=50@57 L1=unequivocal@58", 58),
        ("0: NT1=present | 56: NT1=progression@57", 57),
        ("0: T1=50 NT1=present | 56: T1=80@58 NT1=progression@56", 58),
    ],
)
def test_where_no_scan_has_a_day_the_last_one_of_the_visit_dates(course: str, offset: int) -> None:
    visit = assess(undated(case_of(course)), RECIST11).visits[-1]
    assert visit.overall is Response.PD
    assert visit.response_date == scanned(offset)


def test_a_scan_without_a_day_is_none_of_the_earliest() -> None:
    case = case_of("0: NT1=present NT2=present | 56: NT1=progression@58 NT2=progression@59")
    without = undated(case).visits[1].non_targets[0]
    last = replace(case.visits[1], non_targets=(without, case.visits[1].non_targets[1]))
    visit = assess(replace(case, visits=(case.visits[0], last)), RECIST11).visits[1]
    assert visit.response_date == scanned(59)


def test_without_any_day_the_last_date_of_the_visit_stands() -> None:
    case = undated(case_of("0: T1=50 | 56: T1=80"))
    month = ScanDate.parse("2024-03")
    last = replace(case.visits[1], last_date=month)
    visit = assess(replace(case, visits=(case.visits[0], last)), RECIST11).visits[1]
    assert visit.response_date == month
