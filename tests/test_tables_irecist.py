"""iRECIST by tables, case by case as typed from the specification (§3).

The notation is that of `tests.irecist_notation`. ``findings`` holds ``severity:lesion`` for a
finding of the case, ``none`` for a visit without any.
"""

from __future__ import annotations

import pytest

from recist.criteria.irecist import CRITERION
from recist.criteria.wording import explain
from recist.endpoints.best import best_response
from recist.endpoints.progression import progression_of
from recist.model.assessment import CaseAssessment
from tests.irecist_notation import judged_visits
from tests.table_notation import Row, day, subject_of, table, visits_of
from tests.typed_cases import SAID, disagreements

LINES = table("irecist_course")
COURSES = {
    name: [row for row in LINES if row["id"] == name] for name in {r["id"]: 0 for r in LINES}
}
BEST = table("irecist_best")


def course(rows: list[Row]) -> CaseAssessment:
    visits = [(row["visit"], row["date"], row["readings"]) for row in rows]
    return judged_visits(visits, rows[0]["protocol"])


def stated(row: Row) -> Row:
    """What a row states of its visit; what it says of the table itself is left out."""
    findings = "" if row["findings"] == "none" else row["findings"]
    return {key: row[key] for key in SAID if key in row} | {"findings": findings}


@pytest.mark.parametrize("name", COURSES)
def test_course(name: str) -> None:
    answer, rows = course(COURSES[name]), COURSES[name]
    assert disagreements(answer, [(row["visit"], stated(row)) for row in rows]) == []
    for row in rows:
        if row["findings"] == "none":
            assert [note for note in answer.findings if note.visit == row["visit"]] == []


@pytest.mark.parametrize("row", BEST, ids=[row["id"] for row in BEST])
def test_best_response_and_progression(row: Row) -> None:
    visits = [(label, day(offset), text) for label, offset, text in visits_of(row["visits"])]
    assessment = judged_visits(visits, row["protocol"], subject_of(row))
    assert best_response(assessment).response == row["best"]
    if row["progression_date"]:
        progression = progression_of(assessment)
        found = "null" if progression is None else progression.date.text
        assert found == row["progression_date"]


def test_every_visit_is_put_into_words() -> None:
    """No sentence lacks a figure, and the last rule is a step of the course."""
    known = {row.id for row in CRITERION.rows}
    for rows in COURSES.values():
        answer = course(rows)
        for index in range(1, len(answer.visits)):
            told = explain(answer, index)
            assert {one.id for one in told} <= known
            assert told[-1].id.startswith("irecist/course/")
            assert not any("None" in one.text or "{" in one.text for one in told)


@pytest.mark.parametrize("name", COURSES)
def test_a_later_visit_changes_nothing_that_was_read(name: str) -> None:
    """Every visit is judged as it was when it was the last, but for what is dated back."""
    rows = COURSES[name]
    for count in range(2, len(rows) + 1):
        last, whole = course(rows[:count]).visits[-1], course(rows).visits[count - 1]
        assert last.overall == whole.overall_as_read
