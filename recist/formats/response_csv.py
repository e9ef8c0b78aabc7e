"""The response per visit as CSV: one row per subject, reader, scope and visit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from recist.formats.assessment_json import case_block
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.trial.columns import AUDIT_HEAD
from recist.trial.comparison import BEST, Difference, by_case

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
IMMUNE = ("overall_recist11", "new_lesion_sum_mm", "progression_run")
"""Columns of iRECIST; only there where a case has them."""
PLACE = ("subject", "reader", "scope", "visit", "date")
SIDE_BY_SIDE = ("target", "non_target", "new_lesion", "sum_mm", "response_date")


def response_csv(assessments: Iterable[CaseAssessment], head: str = "") -> str:
    """Write the responses as CSV text; empty cells are values that do not exist.

    Parameters
    ----------
    head : str
        Head of the audit chain of the trial that they are of; a last column has it.
    """
    blocks = [case_block(assessment) for assessment in assessments]
    immune = any(IMMUNE[0] in visit for block in blocks for visit in block["visits"])
    out = io.StringIO()
    headed = {AUDIT_HEAD: head} if head else {}
    columns = (*COLUMNS, *(IMMUNE if immune else ()), *headed)
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for block in blocks:
        writer.writerows(row | headed for row in _rows(block))
    return out.getvalue()


def _rows(case: dict[str, Any]) -> list[dict[str, Any]]:
    best = case["best"]
    return [
        {name: _cell(visit[name]) for name in (*COLUMNS, *IMMUNE) if name in visit}
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


def what_if_csv(
    assessed: Sequence[tuple[Protocol, Sequence[CaseAssessment]]],
    differences: Iterable[Difference],
    head: str = "",
) -> str:
    """Write the responses of several protocols side by side as CSV text.

    One row per subject, reader, scope and visit; a cell is empty where a protocol does not
    judge the case. ``differs`` is about the visit, ``best_differs`` about the whole course; the
    head of a trial stands as in `response_csv`.
    """
    ids = [protocol.id for protocol, _ in assessed]
    answers = [f"overall_{name}" for name in ids]
    bests = [f"best_response_{name}" for name in ids]
    figures = [f"{column}_{name}" for column in SIDE_BY_SIDE for name in ids]
    columns = [*PLACE, *answers, "differs", "reason", *figures, *bests, "best_differs"]
    headed = {AUDIT_HEAD: head} if head else {}
    columns = [*columns, "best_reason", *headed]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for protocol, assessments in assessed:
        for key, assessment in by_case(assessments).items():
            for row in _rows(case_block(assessment)):
                held = rows.setdefault((*key, row["visit"]), {name: row[name] for name in PLACE})
                held |= {
                    f"{name}_{protocol.id}": row[name]
                    for name in ("overall", "best_response", *SIDE_BY_SIDE)
                }
    reasons = _reasons(differences)
    for place, row in rows.items():
        why, best = reasons.get(place, ""), reasons.get((*place[:3], BEST), "")
        row |= {"differs": "yes" if why else "no", "reason": why}
        row |= {"best_differs": "yes" if best else "no", "best_reason": best, **headed}
    writer.writerows(rows.values())
    return out.getvalue()


def _reasons(differences: Iterable[Difference]) -> dict[tuple[str, ...], str]:
    """Return by subject, reader, scope and visit why answers differ."""
    told: dict[tuple[str, ...], list[str]] = {}
    for one in differences:
        place = (one.subject, one.reader, one.scope, one.visit)
        told.setdefault(place, []).append(one.reason)
    return {place: " | ".join(reasons) for place, reasons in told.items()}


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
