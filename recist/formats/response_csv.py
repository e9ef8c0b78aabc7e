"""The response per visit as CSV: one row per subject, reader, scope and visit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from recist.formats.assessment_json import case_block
from recist.model.assessment import CaseAssessment

COLUMNS = (
    "subject",
    "reader",
    "scope",
    "visit",
    "date",
    "response_date",
    "overall",
    "overall_as_read",
    "target",
    "target_literal",
    "non_target",
    "new_lesion",
    "sum_mm",
    "complete",
    "baseline_sum_mm",
    "nadir_sum_mm",
    "nadir_visit",
    "change_from_baseline_percent",
    "change_from_nadir_percent",
    "change_from_nadir_mm",
    "distance_to_PD_mm",
    "distance_to_PR_mm",
    "after_progression",
    "best_response",
    "needs_review",
    "rules",
    "findings",
)


def response_csv(assessments: Iterable[CaseAssessment]) -> str:
    """Write the responses as CSV text; empty cells are values that do not exist."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for assessment in assessments:
        writer.writerows(_rows(case_block(assessment)))
    return out.getvalue()


def _rows(case: dict[str, Any]) -> list[dict[str, Any]]:
    best = case["best"]
    return [
        {name: _cell(visit[name]) for name in COLUMNS if name in visit}
        | {
            "subject": case["subject"],
            "reader": case["reader"],
            "scope": case["scope"],
            "distance_to_PD_mm": _cell(visit["distance_mm"]["PD"]),
            "distance_to_PR_mm": _cell(visit["distance_mm"]["PR"]),
            "best_response": best["response"],
            "needs_review": _cell(best["needs_review"]),
            "rules": " ".join(rule["id"] for rule in visit["rules"]),
            "findings": "; ".join(note["message"] for note in visit["findings"]),
        }
        for visit in case["visits"]
    ]


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
