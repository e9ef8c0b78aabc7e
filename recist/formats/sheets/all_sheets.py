"""All tables of a record, and the one that explains their columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recist.formats.sheets.beside import beside_sheets
from recist.formats.sheets.differences import differences_sheet
from recist.formats.sheets.findings import findings_sheet
from recist.formats.sheets.lesions import lesions_sheet
from recist.formats.sheets.matrix import matrix_sheet
from recist.formats.sheets.readings import reading_cells, readings_sheet
from recist.formats.sheets.responses import responses_sheet
from recist.formats.sheets.sheet import Cell, Column, Kind, Sheet
from recist.formats.sheets.sums import sums_sheet
from recist.trial.columns import EXPORTED
from recist.trial.record import ExportRecord

NO_HEAD = "reading table, no audit chain"
EXPLAINED = (
    Column(name="table", kind=Kind.TEXT, meaning="the table that the column is in"),
    Column(name="column", kind=Kind.TEXT, meaning="its name"),
    Column(name="kind", kind=Kind.WORD, meaning="what its cells hold"),
    Column(name="unit", kind=Kind.WORD, meaning="the unit of its numbers"),
    Column(name="meaning", kind=Kind.TEXT, meaning="what it says"),
    Column(name="rule", kind=Kind.TEXT, meaning="where the value comes from"),
)
_MEANINGS = (
    (Kind.TEXT, "the protocols of the export"),
    (Kind.TEXT, "program and version that wrote the file"),
    (Kind.TEXT, "the trial, or the tables, that it is of"),
    (Kind.TEXT, "head of the trial's audit chain"),
    (Kind.DATE, "when it was exported, in UTC"),
)
ORIGIN = tuple(
    Column(name=name, kind=kind, meaning=meaning)
    for name, (kind, meaning) in zip(EXPORTED, _MEANINGS, strict=True)
)
"""The last columns of every file of which each must say by itself where it comes from."""


def sheets_of(record: ExportRecord) -> Iterator[Sheet]:
    """Yield the tables of a record, in the order in which people want them."""
    readings = [reading_cells(row) for row in record.reads.rows]
    yield matrix_sheet(record)
    yield responses_sheet(record)
    yield sums_sheet(record)
    yield lesions_sheet(record, readings)
    yield findings_sheet(record)
    if len(record.judged) > 1:
        yield differences_sheet(record)
    yield readings_sheet(record, readings)
    yield from beside_sheets(record)


def explained(sheets: Iterable[Sheet], more: Iterable[tuple[Cell, ...]] = ()) -> Sheet:
    """Return the table that explains the columns of others."""
    rows: list[tuple[Cell, ...]] = [
        (sheet.name, column.name, column.kind, column.unit, column.meaning, column.rule)
        for sheet in sheets
        for column in sheet.columns
    ]
    return Sheet(
        name="columns",
        title="Columns",
        about="what each column of each table means",
        columns=EXPLAINED,
        rows=[*rows, *more],
        frozen=2,
    )


def origin_cells(record: ExportRecord) -> tuple[str, ...]:
    """Return where a record comes from, in the order of `ORIGIN`."""
    origin = record.origin
    return (
        " ".join(judged.protocol.id for judged in record.judged),
        origin.program,
        origin.trial,
        origin.head or NO_HEAD,
        origin.made_at,
    )


def with_origin(sheet: Sheet, record: ExportRecord) -> Sheet:
    """Return a table with where it comes from as its last columns."""
    skipped = 1 if sheet.by_protocol else 0
    last = origin_cells(record)[skipped:]
    return replace(
        sheet,
        columns=(*sheet.columns, *ORIGIN[skipped:]),
        rows=[(*row, *last) for row in sheet.rows],
    )
