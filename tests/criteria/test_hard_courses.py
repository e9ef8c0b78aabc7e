"""Courses that were once judged wrongly, or nearly: each with the clause that decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.criteria.reading_tables import document_of

HEADER = "subject,visit,date,lesion,role,organ,state,longest_diameter_mm,short_axis_mm,parent"

COURSES: dict[str, tuple[str, dict[str, dict[str, Any]]]] = {
    "§1.10 a later screening scan is no baseline": (
        """screening,2024-01-01,T1,target,liver,measured,50,,
        week 8,2024-03-01,T1,target,liver,measured,30,,
        screening 2,2024-05-01,T1,target,liver,measured,80,,""",
        {
            "week 8": {"overall": "PR", "baseline_sum_mm": 50.0},
            "screening 2": {"overall": "PD", "nadir_sum_mm": 30.0},
        },
    ),
    "§1.10 a later screening scan without a value takes none away": (
        """screening,2024-01-01,T1,target,liver,measured,50,,
        screening 2,2024-01-10,T1,target,liver,not-done,,,
        week 8,2024-03-10,T1,target,liver,measured,30,,""",
        {"week 8": {"overall": "PR", "baseline_sum_mm": 50.0}},
    ),
    "a length that cannot be true takes no judgement away": (
        """baseline,2024-01-01,T1,target,liver,measured,30,,
        baseline,2024-01-01,NT1,non-target,liver,present,,,
        week 8,2024-03-01,T1,target,liver,measured,30,1200,
        week 8,2024-03-01,NT1,non-target,liver,progression,4500,,""",
        {"week 8": {"target": "SD", "non_target": "PD", "overall": "PD"}},
    ),
    "§1.9 back-dating takes the earliest cause": (
        """baseline,2024-01-01,T1,target,liver,measured,50,,
        week 8,2024-03-05,T1,target,liver,measured,80,,
        week 8,2024-03-01,N1,new,liver,equivocal,,,
        week 16,2024-05-01,T1,target,liver,measured,80,,
        week 16,2024-05-01,N1,new,liver,unequivocal,,,""",
        {"week 8": {"overall": "PD", "response_date": "2024-03-01"}},
    ),
    "§1.9 two doubtful lesions: the earlier one dates": (
        """baseline,2024-01-01,T1,target,liver,measured,50,,
        week 8,2024-03-05,T1,target,liver,measured,50,,
        week 8,2024-03-04,N1,new,liver,equivocal,,,
        week 8,2024-03-01,N2,new,lung,equivocal,,,
        week 16,2024-05-01,T1,target,liver,measured,50,,
        week 16,2024-05-01,N1,new,liver,unequivocal,,,
        week 16,2024-05-01,N2,new,lung,unequivocal,,,""",
        {"week 8": {"overall": "PD", "overall_as_read": "SD", "response_date": "2024-03-01"}},
    ),
    "§1.4 nothing holds after progression": (
        """baseline,2024-01-01,T1,target,liver,measured,100,,
        week 8,2024-03-01,T1,target,liver,measured,70,,
        week 16,2024-05-01,T1,target,liver,measured,90,,
        week 24,2024-07-01,T1,target,liver,measured,80,,""",
        {
            "week 16": {"overall": "PD"},
            "week 24": {"overall": "SD", "target": "SD", "after_progression": True},
        },
    ),
    "§1.10 a partial date that holds its neighbour's stays in file order": (
        """baseline,2024-03-20,T1,target,liver,measured,30,,
        week 8,2024,T1,target,liver,not-done,,,
        week 16,2024-07-10,T1,target,liver,measured,30,,""",
        {"week 8": {"overall": "NE", "date": "2024"}, "week 16": {"overall": "SD"}},
    ),
    "§1.3 absent at baseline is no baseline value": (
        """baseline,2024-01-01,T1,target,liver,absent,,,
        week 8,2024-03-01,T1,target,liver,absent,,,""",
        {"week 8": {"overall": "NE", "baseline_sum_mm": None}},
    ),
    "a baseline that was not assessed leaves nothing to compare with": (
        """baseline,2024-01-01,,visit,,not-done,,,
        week 8,2024-03-01,,visit,,assessed,,,""",
        {"week 8": {"overall": "NE"}},
    ),
    "§1.3 a fragment of a fragment may come first in the file": (
        """baseline,2024-01-01,T1,target,liver,measured,40,,
        week 8,2024-03-01,F2,target,liver,measured,10,,F1
        week 8,2024-03-01,F1,target,liver,measured,30,,T1""",
        {"week 8": {"sum_mm": 10.0, "complete": True}},
    ),
    "§1.6 a new node is judged by its short axis, never longer than the longest": (
        """baseline,2024-01-01,T1,target,liver,measured,40,,
        week 8,2024-03-01,T1,target,liver,measured,40,,
        week 8,2024-03-01,N1,new,lymph node,unequivocal,8,,""",
        {"week 8": {"overall": "SD", "new_lesion": "none"}},
    ),
}


@pytest.mark.parametrize("name", COURSES)
def test_course(name: str, tmp_path: Path) -> None:
    rows, expected = COURSES[name]
    table = tmp_path / "reads.csv"
    lines = [f"01,{line.strip()}" for line in rows.splitlines()]
    table.write_text("\n".join([HEADER, *lines]) + "\n", "utf-8")
    (case,) = document_of(table)["cases"]
    visits = {visit["visit"]: visit for visit in case["visits"]}
    found = {
        label: {key: visits[label][key] for key in wanted} for label, wanted in expected.items()
    }
    assert found == expected
