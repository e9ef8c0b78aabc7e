"""iRECIST in words: what a reader is told of a visit, from its first row to its last.

Each paragraph of ``irecist_told.txt`` is a reason, a course, the visit that is told of, and a line
for each rule in its order: its id without ``irecist/``, and its sentence.
"""

from pathlib import Path

import pytest

from recist.criteria.irecist import CRITERION
from recist.criteria.wording import explain
from tests.irecist_notation import immune_course

TEXT = (Path(__file__).parent / "irecist_told.txt").read_text(encoding="utf-8")
TOLD = [paragraph.splitlines() for paragraph in TEXT.strip().split("\n\n")]


@pytest.mark.parametrize("lines", TOLD, ids=[lines[0].removeprefix("# ") for lines in TOLD])
def test_what_is_told_of_a_visit(lines: list[str]) -> None:
    _, text, label, *told = lines
    course = immune_course(text)
    labels = [visit.visit for visit in course.visits]
    said = explain(course, labels.index(label))
    assert [f"{one.id.removeprefix('irecist/')}: {one.text}" for one in said] == told


def test_every_row_of_its_own_is_told_somewhere() -> None:
    told = {line.split(": ")[0] for lines in TOLD for line in lines[3:]}
    own = {row.id.removeprefix("irecist/") for row in CRITERION.more_rows}
    assert own <= told
