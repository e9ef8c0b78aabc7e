"""Dates of responses and durations, case by case as typed from the specification (§1.9, §6).

The notation is that of `tests.table_notation`.
"""

import pytest

from recist.endpoints.durations import duration_of_response, duration_of_stable_disease
from recist.endpoints.ending import Occurrence
from tests.endpoints.sequences import RECIST11
from tests.table_notation import Row, judged, table

DATES = table("recist11_dates")
AT_A_VISIT = [row for row in DATES if row["visit"]]
LASTING = [row for row in DATES if row["quantity"]]
QUANTITIES = {"response": duration_of_response, "stable": duration_of_stable_disease}


@pytest.mark.parametrize("row", AT_A_VISIT, ids=[row["id"] for row in AT_A_VISIT])
def test_date_of_a_response(row: Row) -> None:
    (visit,) = (v for v in judged(row, RECIST11).visits if v.visit == row["visit"])
    assert (visit.overall, visit.response_date.text) == (row["overall"], row["response_date"])


@pytest.mark.parametrize("row", LASTING, ids=[row["id"] for row in LASTING])
def test_duration(row: Row) -> None:
    lasted = QUANTITIES[row["quantity"]](judged(row, RECIST11))
    typed = tuple(row[key] for key in ("start", "end", "days", "event"))
    if lasted is None:
        assert set(typed) == {"null"}
        return
    event = "true" if lasted.event is Occurrence.EVENT else "false"
    assert (lasted.start.isoformat(), lasted.end.isoformat(), str(lasted.days), event) == typed


# why, visits, overall response and date of the last visit
DECIDED = [
    (
        "what has come back dates the progression, not the last scan of the sum",
        "0: T1=50.0 T2=20.0 | 56: T1=absent T2=absent | 112: T1=3.0@112 T2=absent@115",
        ("PD", "2024-04-23"),
    ),
    (
        "a lesion that is gone was measured for the sum",
        "0: T1=50.0 T2=20.0 | 56: T1=85.0@56 T2=absent@59",
        ("PD", "2024-03-01"),
    ),
    (
        "a merged one was not",
        "0: T1=50.0 T2=20.0 | 56: T1=85.0@56 T2=merged>T1@59",
        ("PD", "2024-02-27"),
    ),
    (
        "not done is no scan",
        "0: T1=50.0 T2=20.0 | 56: T1=50.0 T2=not-done@59",
        ("NE", "2024-02-27"),
    ),
    (
        "a marker is no scan",
        "0: T1=50.0 M1=raised | 56: T1=50.0 M1=raised@59",
        ("SD", "2024-02-27"),
    ),
    ("nor is the visit itself", "0: T1=50.0 | 56: T1=50.0 V=assessed@59", ("SD", "2024-02-27")),
    ("unless it is all there is", "0: V=assessed | 56: V=assessed@59", ("NED", "2024-03-01")),
    ("or nothing was done", "0: T1=50.0 | 56: T1=not-done@59", ("NE", "2024-03-01")),
]


@pytest.mark.parametrize(("why", "visits", "typed"), DECIDED, ids=[row[0] for row in DECIDED])
def test_date_where_the_papers_are_silent(why: str, visits: str, typed: tuple[str, str]) -> None:
    visit = judged({"id": "1", "visits": visits, "protocol": ""}, RECIST11).visits[-1]
    assert (visit.overall, visit.response_date.text) == typed, why


def test_every_row_is_compared() -> None:
    assert len(AT_A_VISIT) + len(LASTING) == len(DATES)
