"""FDG-PET and new lesions, case by case as typed from the specification (§1.6)."""

import re

import pytest

from recist.criteria.registry import assess
from recist.endpoints.best import best_response
from recist.model.assemble import assemble_case
from recist.model.protocol import Protocol
from recist.model.response import NewLesion
from recist.model.subject import SubjectInfo
from tests.bracket_notation import BASELINE_DATE, Cells, courses, rows_of

PET = courses("recist11_pet.csv")
PROTOCOL = Protocol(id="recist-1.1", criteria="RECIST 1.1")
INFO = SubjectInfo(subject="1", reference_date=BASELINE_DATE)


@pytest.mark.parametrize("course", PET.values(), ids=PET.keys())
def test_pet(course: list[Cells]) -> None:
    assessed = assess(assemble_case(rows_of(course), window_days=14, info=INFO), PROTOCOL)
    for visit, row in zip(assessed.visits, course, strict=True):
        got = {
            "overall": visit.overall,
            "overall_as_read": visit.overall_as_read,
            "response_date": visit.response_date.text,
        }
        assert {key: got[key] for key in got if row[key]} == {
            key: row[key] for key in got if row[key]
        }, visit.visit
    if wanted := re.fullmatch(r"best=(\S+)(?: date=(\S+))?", course[0]["case"]):
        best = best_response(assessed)
        assert best.response == wanted[1]
        assert wanted[2] in (None, best.date.text)


def test_a_lesion_that_waits_says_so() -> None:
    course = PET["no-baseline-pet-waits"]
    assessed = assess(assemble_case(rows_of(course), window_days=14, info=INFO), PROTOCOL)
    assert assessed.visits[1].new_lesion is NewLesion.EQUIVOCAL
    assert [note.lesion for note in assessed.findings if note.code == "pet-waits-for-ct"] == ["L1"]


def test_pet_at_a_known_site_is_not_new() -> None:
    course = [
        {"visit": "baseline", "date": "2024-01-02", "readings": "T1=50.0 V[PET]=assessed"},
        {
            "visit": "week 8",
            "date": "2024-02-27",
            "readings": "T1=50.0 L1[PET,parent=T1]=unequivocal",
        },
    ]
    assessed = assess(assemble_case(rows_of(course), window_days=14, info=INFO), PROTOCOL)
    assert assessed.visits[1].overall == "SD"
    assert "pet-at-known-site" in [note.code for note in assessed.findings]
