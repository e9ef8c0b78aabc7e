"""Responses that files state, as columns of a reading table: there they are compared with ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recist.model.row import Row
from recist.trial.stated import Answer, StatedResponse
from recist.trial.stated_words import criteria_said

ALL = "all"
COLUMN_OF = {
    Answer.OVERALL: "response",
    Answer.TARGET: "target_response",
    Answer.NON_TARGET: "non_target_response",
    Answer.BEST: "best_response",
}
"""The names that `recist compare` reads; of a new lesion there is none."""


def with_stated(rows: Iterable[Row], stated: Iterable[StatedResponse]) -> tuple[Row, ...]:
    """Return rows with the responses of their visits in further columns.

    Of the whole body alone, and by one criterion: of several the first that is stated. A column
    that a row has already stays as it is.
    """
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    criteria: dict[tuple[str, str], str] = {}
    for one in stated:
        column = COLUMN_OF.get(one.answer)
        # Each format has words of its own for the same criteria.
        by = criteria_said(one.criteria) or one.criteria.casefold()
        first = criteria.setdefault((one.subject, one.reader), by)
        if column is None or one.scope != ALL or by != first:
            continue
        visit = found.setdefault((one.subject, one.reader, one.visit.casefold()), {})
        visit.setdefault(column, one.response)
    return tuple(_with(row, found) for row in rows)


def _with(row: Row, found: dict[tuple[str, str, str], dict[str, str]]) -> Row:
    said = found.get((row.subject, row.reader, row.visit.casefold()), {})
    best = found.get((row.subject, row.reader, ""), {})
    there = {name for name, _ in row.extra}
    new = tuple((name, text) for name, text in (said | best).items() if name not in there)
    return replace(row, extra=(*row.extra, *new)) if new else row
