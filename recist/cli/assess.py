"""``recist assess``: every visit's response."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import typer

from recist.app import DEFAULT_PROTOCOL, assess_tables, document_of, response_csv
from recist.cli.options import Out, ProtocolId, Reader, Subjects, Tables
from recist.cli.output import json_text, put, table_text, tell_findings
from recist.criteria.figures import baseline_percent, nadir_change_um, nadir_percent
from recist.criteria.wording import signed, signed_mm
from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import mm_text


class Format(StrEnum):
    """How the responses are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def assess(
    tables: Tables,
    protocol: ProtocolId = DEFAULT_PROTOCOL,
    subjects: Subjects = None,
    reader: Reader = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.TABLE,
    out: Out = None,
) -> None:
    """Print the response of every visit."""
    assessments = assess_tables(tables, subjects=subjects, protocol=protocol, reader=reader)
    match format:
        case Format.JSON:
            text = json_text(document_of(assessments))
        case Format.CSV:
            text = response_csv(assessments)
        case Format.TABLE:
            text = response_table(assessments)
    put(text, out, inputs=tables)
    tell_findings(assessments)


COLUMNS = (
    "subject",
    "reader",
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


def response_table(assessments: Sequence[CaseAssessment]) -> str:
    """Return the responses as a table for people, the best response under each case."""
    rows = []
    for assessment in assessments:
        case = assessment.case
        for index, visit in enumerate(assessment.visits):
            name = (case.subject, case.reader) if index == 0 else ("", "")
            rows.append([*name, *_cells(visit)])
        best = best_response(assessment)
        review = f", to be reviewed: {best.alternative}?" if best.needs_review else ""
        rows.append(["", "", "best", *[""] * 8, f"{best.response}{review}"])
        rows.append([""] * len(COLUMNS))
    partial = any(row[4].startswith("(") for row in rows)
    note = "(…) = the measured part of an incomplete sum\n" if partial else ""
    return table_text(COLUMNS, rows[:-1]) + note


def _cells(visit: VisitAssessment) -> list[str]:
    sum_text = "" if visit.sum_um is None else mm_text(visit.sum_um)
    change_um = nadir_change_um(visit)
    return [
        visit.visit,
        visit.date.text,
        sum_text if visit.complete or not sum_text else f"({sum_text})",
        _signed(baseline_percent(visit)),
        _signed(nadir_percent(visit)),
        "" if change_um is None else signed_mm(change_um),
        f"{visit.target or ''}{' held' if visit.target is not visit.target_literal else ''}",
        str(visit.non_target or ""),
        "" if visit.overall is None else str(visit.new_lesion),
        _overall(visit),
    ]


def _overall(visit: VisitAssessment) -> str:
    if visit.overall is None:
        return "baseline"
    dated_back = visit.overall is not visit.overall_as_read
    read_as = f", read as {visit.overall_as_read}" if dated_back else ""
    return f"{visit.overall}{read_as}{', after progression' if visit.after_progression else ''}"


def _signed(change: Decimal | None) -> str:
    return "" if change is None else signed(change)
