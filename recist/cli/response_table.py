"""Responses as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from recist.cli.output import table_text
from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.criteria.wording import signed, signed_mm
from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import mm_text

NAME = ("subject", "reader", "scope")
FIGURES = (
    "visit",
    "date",
    "sum mm",
    "from baseline %",
    "from nadir %",
    "from nadir mm",
    "target",
    "non-target",
    "new lesion",
    "overall",
)
LEAST = (("from nadir mm",), ("non-target",), ("target",), ("new lesion",), ("from baseline %",))
"""What a narrow terminal does without, in this order."""
PARTIAL_NOTE = "(…) = the measured part of an incomplete sum\n"


def response_table(assessments: Sequence[CaseAssessment], width: int | None = None) -> str:
    """Return the responses as a table, the best response under each case.

    Parameters
    ----------
    width : int, optional
        Of the terminal: columns that do not fit are left out, the least telling ones first.
    """
    rows: list[list[str]] = []
    for assessment, name in zip(assessments, case_names(assessments), strict=True):
        for index, visit in enumerate(assessment.visits):
            rows.append([*(name if index == 0 else ("", "", "")), *_cells(visit)])
        best = best_response(assessment)
        review = f", to be reviewed: {best.alternative}?" if best.needs_review else ""
        rows.append(["", "", "", "best", *[""] * 8, f"{best.response}{review}"])
        rows.append([""] * len(NAME + FIGURES))
    partial = any(row[5].startswith("(") for row in rows)
    table = table_text(NAME + FIGURES, rows[:-1], width=width, least=LEAST)
    return table + (PARTIAL_NOTE if partial else "")


def case_names(assessments: Sequence[CaseAssessment]) -> list[tuple[str, str, str]]:
    """Return subject, reader and scope of each case as a table shows them.

    What is the same as in the case above is left out, and the scope where there is but one.
    """
    several = len({one.case.scope for one in assessments}) > 1
    names, above = [], ("", "")
    for assessment in assessments:
        case = assessment.case
        course = (case.subject, case.reader)
        shown = ("", "") if several and course == above else course
        names.append((*shown, case.scope if several else ""))
        above = course
    return names


def sum_cell(visit: VisitAssessment) -> str:
    """Write a sum; in brackets where it is the measured part of an incomplete one."""
    text = "" if visit.sum_um is None else mm_text(visit.sum_um)
    return text if visit.complete or not text else f"({text})"


def overall_cell(visit: VisitAssessment) -> str:
    """Write a visit's response with what is to be said about it."""
    if visit.overall is None:
        return "baseline"
    dated_back = visit.overall is not visit.overall_as_read
    read_as = f", read as {visit.overall_as_read}" if dated_back else ""
    after = ", after progression" if visit.after_progression else ""
    beside = "" if visit.overall_recist11 is None else f" (RECIST 1.1: {visit.overall_recist11})"
    return f"{visit.overall}{beside}{read_as}{after}"


def _cells(visit: VisitAssessment) -> list[str]:
    change_um = nadir_change_um(visit)
    return [
        visit.visit,
        visit.date.text,
        sum_cell(visit),
        _signed(baseline_percent(visit)),
        _signed(nadir_percent(visit)),
        "" if change_um is None else signed_mm(change_um),
        f"{visit.target or ''}{' held' if visit.target is not visit.target_literal else ''}",
        str(visit.non_target or ""),
        "" if visit.overall is None else str(visit.new_lesion),
        overall_cell(visit),
    ]


def _signed(change: Decimal | None) -> str:
    return "" if change is None else signed(change)
