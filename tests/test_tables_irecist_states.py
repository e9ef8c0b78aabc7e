"""iRECIST by a table: the courses of ``tables/irecist_states.csv``, a visit to a line."""

from __future__ import annotations

import pytest

from recist.criteria.irecist_states import ROWS
from recist.criteria.registry import assess
from tests.typed_cases import IRECIST, TypedCase, course_cases, disagreements

CASES = course_cases("irecist_states")


@pytest.mark.parametrize("typed", CASES, ids=[typed.id for typed in CASES])
def test_course(typed: TypedCase) -> None:
    assert disagreements(assess(typed.case, IRECIST), typed.stated) == []


def test_every_step_is_taken() -> None:
    taken = {
        name
        for typed in CASES
        for visit in assess(typed.case, IRECIST).visits
        for name in visit.rules
    }
    assert {row.id for row in ROWS} <= taken
