"""The findings: one row for each that a course has under a protocol, with its scopes."""

from __future__ import annotations

from recist.endpoints.best import best_response
from recist.formats.sheets.sheet import PROTOCOL, READER, SUBJECT, VISIT, Cell, Column, Kind, Sheet
from recist.model.finding import Finding
from recist.trial.record import ExportRecord, Judged

COLUMNS = (
    SUBJECT,
    READER,
    VISIT,
    Column(name="lesion", kind=Kind.TEXT, meaning="the lesion that it is about"),
    Column(name="severity", kind=Kind.WORD, meaning="info, warning or error"),
    Column(name="code", kind=Kind.WORD, meaning="stable name of what was found"),
    Column(name="message", kind=Kind.TEXT, meaning="what was found, in words"),
    Column(name="scopes", kind=Kind.TEXT, meaning="the scopes in which it was found"),
    PROTOCOL,
)


def findings_sheet(record: ExportRecord) -> Sheet:
    """Return what was noticed; a finding that several scopes share stands once."""
    rows = [row for judged in record.judged for row in _of(judged)]
    return Sheet(
        name="findings",
        title="Findings",
        about="one row for each deviation from the criteria or the protocol",
        columns=COLUMNS,
        rows=rows,
        frozen=3,
        by_protocol=True,
    )


def _of(judged: Judged) -> list[tuple[Cell, ...]]:
    found: dict[tuple[str, str, Finding], dict[str, None]] = {}
    for assessment in judged.cases:
        case = assessment.case
        for note in (*assessment.findings, *best_response(assessment).findings):
            found.setdefault((case.subject, case.reader, note), {})[case.scope] = None
    return [
        (
            subject,
            reader,
            note.visit or "",
            note.lesion or "",
            note.severity,
            note.code,
            note.message,
            ", ".join(scopes),
            judged.protocol.id,
        )
        for (subject, reader, note), scopes in found.items()
    ]
