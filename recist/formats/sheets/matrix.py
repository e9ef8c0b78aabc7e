"""Subjects as rows, visits as columns: the overall responses at one glance."""

from __future__ import annotations

from collections.abc import Iterable

from recist.endpoints.best import best_response
from recist.formats.sheets.sheet import (
    ACCEPTED,
    PROTOCOL,
    READER,
    SCOPE,
    SUBJECT,
    Cell,
    Column,
    Kind,
    Sheet,
)
from recist.model.assessment import CaseAssessment
from recist.trial.columns import EXPORTED
from recist.trial.record import ExportRecord

BASELINE = "baseline"
"""Stands in the cell of the visit that the others are compared with."""
MOST_VISITS = 2000
FIRST = (SUBJECT, READER, ACCEPTED, SCOPE, PROTOCOL)
LAST = (
    Column(
        name="best_response",
        kind=Kind.RESPONSE,
        meaning="best overall response",
        rule="RECIST 1.1 §4.4.3, Table 3",
    ),
    Column(name="best_confirmed", kind=Kind.FLAG, meaning="whether a later visit confirms it"),
    Column(name="best_date", kind=Kind.DATE, meaning="response date of the best response"),
)


def matrix_sheet(record: ExportRecord) -> Sheet:
    """Return the overall responses; an empty cell is a visit that the subject does not have."""
    cases = [case for judged in record.judged for case in judged.cases]
    labels = visits_in_order(cases)
    shown = dict(list(labels.items())[:MOST_VISITS])
    rows = [_row(record, case, list(shown)) for case in cases]
    left = len(labels) - len(shown)
    notes = (f"subjects_by_visit: {left} visits more stand in responses alone",) if left else ()
    return Sheet(
        name="subjects_by_visit",
        title="Subjects by visit",
        about="one row for each subject, reader, scope and protocol; a column for each visit",
        columns=(*FIRST, *LAST, *map(_column, shown.values())),
        rows=rows,
        frozen=4,
        by_protocol=True,
        notes=notes,
    )


def visits_in_order(cases: Iterable[CaseAssessment]) -> dict[str, str]:
    """Return every visit by its label, case folded, in an order that each course keeps to.

    A visit that some courses do not have stands behind the visit that it follows elsewhere.
    """
    order: list[str] = []
    spelt: dict[str, str] = {}
    for case in cases:
        at = 0
        for visit in case.visits:
            key = visit.visit.casefold()
            if key in spelt:
                at = max(at, order.index(key) + 1)
                continue
            spelt[key] = visit.visit
            order.insert(at, key)
            at += 1
    return {key: spelt[key] for key in order}


def _column(label: str) -> Column:
    taken = {*EXPORTED, *(column.name for column in (*FIRST, *LAST))}
    name = f"visit {label}" if label.casefold().replace(" ", "_") in taken else label
    return Column(name=name, kind=Kind.RESPONSE, meaning=f"overall response at {label}", ours=False)


def _row(record: ExportRecord, assessment: CaseAssessment, keys: list[str]) -> tuple[Cell, ...]:
    case, best = assessment.case, best_response(assessment)
    said = {visit.visit.casefold(): visit.overall for visit in assessment.visits[1:]}
    held: dict[str, str] = {key: str(answer) for key, answer in said.items() if answer}
    held[assessment.visits[0].visit.casefold()] = BASELINE
    return (
        case.subject,
        case.reader,
        "yes" if record.is_accepted(case.subject, case.reader) else "no",
        case.scope,
        assessment.protocol.id,
        best.response,
        "yes" if best.confirmed else "no",
        best.date.text,
        *(held.get(key, "") for key in keys),
    )
