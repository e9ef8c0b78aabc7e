"""The response per visit as CSV: one row per subject, reader, scope and visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recist.formats.csv_writing import cells_of, csv_text, text_cell
from recist.formats.held_text import Substitutions
from recist.formats.sheets.responses import (
    COLUMNS,
    is_immune,
    response_columns,
    response_rows,
)
from recist.formats.sheets.sheet import Sheet
from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.trial.columns import AUDIT_HEAD
from recist.trial.comparison import BEST, Difference, by_case

NAMES = tuple(column.name for column in COLUMNS)
PLACE = ("subject", "reader", "scope", "visit", "date")
SIDE_BY_SIDE = ("target", "non_target", "new_lesion", "sum_mm", "response_date")


def response_csv(assessments: Iterable[CaseAssessment], head: str = "") -> str:
    """Write the responses as CSV text; empty cells are values that do not exist.

    Parameters
    ----------
    head : str
        Head of the audit chain of the trial that they are of; a last column has it.
    """
    cases = list(assessments)
    immune = is_immune(cases)
    headed = [head] if head else []
    names = [column.name for column in response_columns(immune=immune)]
    rows = [[*texts, *headed] for case in cases for texts in _rows(case, immune=immune)]
    return csv_text([*names, *([AUDIT_HEAD] if head else [])], rows)


def _rows(case: CaseAssessment, *, immune: bool = False) -> Iterator[Sequence[str]]:
    """Yield the visits of a case as the cells of a CSV file."""
    columns = response_columns(immune=immune)
    sheet = Sheet(
        name="",
        title="",
        about="",
        columns=columns,
        rows=list(response_rows(case, immune=immune)),
    )
    return cells_of(sheet, Substitutions())


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
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for protocol, assessments in assessed:
        for key, assessment in by_case(assessments).items():
            for cells in _rows(assessment):
                row = dict(zip(NAMES, cells, strict=True))
                held = rows.setdefault((*key, row["visit"]), {name: row[name] for name in PLACE})
                held |= {
                    f"{name}_{protocol.id}": row[name]
                    for name in ("overall", "best_response", *SIDE_BY_SIDE)
                }
    reasons = _reasons(differences)
    for place, row in rows.items():
        why, best = reasons.get(place, ""), reasons.get((*place[:3], BEST), "")
        row |= {"differs": "yes" if why else "no", "reason": _text(why)}
        row |= {"best_differs": "yes" if best else "no", "best_reason": _text(best), **headed}
    texts = [[row.get(name, "") for name in columns] for row in rows.values()]
    return csv_text([_text(name) for name in columns], texts)


def _reasons(differences: Iterable[Difference]) -> dict[tuple[str, ...], str]:
    """Return by subject, reader, scope and visit why answers differ."""
    told: dict[tuple[str, ...], list[str]] = {}
    for one in differences:
        place = (one.subject, one.reader, one.scope, one.visit)
        told.setdefault(place, []).append(one.reason)
    return {place: " | ".join(reasons) for place, reasons in told.items()}


def _text(text: str) -> str:
    return text_cell(text, Substitutions())
