"""The findings: one row for each that a course has under a protocol, with its scopes."""

from __future__ import annotations

from recist.formats.sheets.sheet import PROTOCOL, READER, SUBJECT, VISIT, Cell, Column, Kind, Sheet
from recist.trial.checking import check_cases
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
    rows = [row for judged in record.judged for row in _of(record, judged)]
    return Sheet(
        name="findings",
        title="Findings",
        about="one row for each deviation from the criteria or the protocol",
        columns=COLUMNS,
        rows=rows,
        frozen=3,
        by_protocol=True,
    )


def _of(record: ExportRecord, judged: Judged) -> list[tuple[Cell, ...]]:
    # As `recist check` and the report tell them: also what speaks against the subject as a whole.
    return [
        (
            one.subject,
            one.reader,
            note.visit or "",
            note.lesion or "",
            note.severity,
            note.code,
            note.message,
            ", ".join(scopes),
            judged.protocol.id,
        )
        for one in check_cases(judged.cases, record.reads, judged.protocol)
        for note, scopes in zip(one.findings, one.scopes, strict=True)
    ]
