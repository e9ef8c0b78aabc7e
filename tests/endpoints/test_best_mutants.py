"""No wrong outcome in a row of the best response goes unnoticed by the typed tables."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from typing import Any
from unittest.mock import patch

import pytest

from recist.criteria.table import Rule
from recist.endpoints import best, best_rows
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Confirmation
from recist.model.response import Response
from tests.endpoints.sequences import sequence, steps_of
from tests.table_notation import judged, table
from tests.typed_cases import IRECIST, RECIST10, RECIST11

TABLES = {
    "recist11_best": RECIST11,
    "recist11_best_confirmed": RECIST11,
    "recist10_best": replace(RECIST10, confirmation=Confirmation(required=True)),
}
TWICE = replace(RECIST11, confirmation=Confirmation(required=True))
CONFIRMED = replace(IRECIST, confirmation=Confirmation(required=True))
IMMUNE = [
    ("56: iSD | 112: iCR", IRECIST, "iCR"),
    ("56: iUPD | 112: iPR", IRECIST, "iPR"),
    ("42: iSD | 84: iUPD | 112: iCPD", IRECIST, "iSD"),
    ("56: NON-iCR/NON-iUPD | 84: iUPD", IRECIST, "NON-iCR/NON-iUPD"),
    ("56: iUPD", IRECIST, "iUPD"),
    ("56: iUPD | 84: iCPD | 112: iCR", IRECIST, "iCPD"),
    ("56: iCR | 84: NE | 112: iCR", CONFIRMED, "iCR"),
    ("56: iPR | 84: iPR", CONFIRMED, "iPR"),
    ("56: iPR | 84: iSD", CONFIRMED, "iSD"),
]
SHARED = (best_rows.PLAIN, best_rows.BY_RUN, best_rows.UNCONFIRMED)


@cache
def cases() -> tuple[tuple[CaseAssessment, str], ...]:
    """Courses with the best response that is stated of each."""
    read = [
        (judged({"protocol": ""} | row, base), row["best"])
        for name, base in TABLES.items()
        for row in table(name)
        if row["best"]
    ]
    immune = [(sequence(steps_of(course), base), word) for course, base, word in IMMUNE]
    without_targets = [
        (sequence(steps_of("56: iCR"), CONFIRMED, targets=False), "NON-iCR/NON-iUPD"),
        (sequence(steps_of("56: CR"), TWICE, targets=False), "NON-CR/NON-PD"),
    ]
    return (*read, *immune, *without_targets)


def planted(row: Rule[Any], outcome: Response) -> AbstractContextManager[Any]:
    """Put a row with a wrong outcome where the rule of a best response is looked up."""
    wrong = replace(row, outcome=outcome)
    for rows in SHARED:
        for key, held in rows.items():
            if held is row:
                return patch.dict(rows, {key: wrong})
    (name,) = [name for name, held in vars(best).items() if held is row]
    return patch.object(best, name, wrong)


def test_every_answer_is_the_stated_one_and_that_of_its_row() -> None:
    for course, stated in cases():
        answer = best.best_response(course)
        assert answer.response == stated, course.case.subject
        assert answer.response is best_rows.ROWS[answer.rule].outcome


def test_every_row_is_reached() -> None:
    assert {best.best_response(course).rule for course, _ in cases()} == set(best_rows.ROWS)


@pytest.mark.parametrize("row", best_rows.ROWS.values(), ids=best_rows.ROWS.keys())
def test_every_wrong_outcome_is_noticed(row: Rule[Any]) -> None:
    touched = [pair for pair in cases() if best.best_response(pair[0]).rule == row.id]
    for outcome in set(Response) - {row.outcome}:
        with planted(row, outcome):
            noticed = any(
                best.best_response(course).response != stated for course, stated in touched
            )
        assert noticed, outcome
