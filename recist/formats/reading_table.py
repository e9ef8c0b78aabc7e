"""The reading table: in as CSV, XLSX or Parquet, out as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from recist.formats.beside_table import beside_table
from recist.formats.csv_writing import csv_text, text_cell
from recist.formats.held_text import Substitutions
from recist.formats.misnamed import misnamed, refuse_misnamed
from recist.formats.table_files import WORKBOOKS, read_text_table
from recist.model.errors import InputError
from recist.model.finding import Finding, Severity
from recist.model.row import Row
from recist.trial.columns import AUDIT_HEAD, COLUMNS, DIAMETERS, NEEDED
from recist.trial.row_cells import cells_from_row, row_from_cells
from recist.trial.whole_file import write_whole


class NoReadingsError(InputError):
    """A table that can be read, and is none of readings: it lacks a column that those need."""


OTHER_FORMS = frozenset({*WORKBOOKS, ".parquet"})


def read_tables(paths: Sequence[Path]) -> tuple[Row, ...]:
    """Read reading tables, in order, as one.

    Raises
    ------
    InputError
        Where a file cannot be read as a reading table: one line with file, row and column.
    """
    rows = [row for path in paths for row in read_table(path)]
    return _without_repeats(rows)


def read_table(path: Path) -> list[Row]:
    """Read one file; rows of one lesion and visit are not compared yet."""
    table = read_text_table(path, known=(*COLUMNS, AUDIT_HEAD))
    there = {*table.header, *misnamed(table.header, COLUMNS).values()}
    missing = [column for column in NEEDED if column not in there]
    if there.isdisjoint(DIAMETERS):
        missing.append(DIAMETERS[0])
    if missing:
        if other := beside_table(table.header):
            raise NoReadingsError(f"{path.name} {other}")
        raise NoReadingsError(
            f"{table.header_place}, column {missing[0]}: missing; a reading table "
            f"needs {', '.join(NEEDED)}"
        )
    refuse_misnamed(table, COLUMNS)
    if not table.rows:
        raise InputError(f"{path.name} has a header but no rows")
    for _, cells in table.rows:
        cells.pop(AUDIT_HEAD, None)
    return [row_from_cells(cells, where) for where, cells in table.rows]


def write_table(rows: Iterable[Row], path: Path, head: str = "") -> None:
    """Write a reading table, whole or not at all.

    Parameters
    ----------
    path : Path
        Ends in ``.csv``, or in ``.tsv`` for tabs between the cells.
    head : str
        Head of the audit chain of the trial that the rows are of; a last column has it.

    Raises
    ------
    InputError
        Where the name is that of another kind of table: a workbook may hold more than readings.
    """
    if path.suffix.lower() in OTHER_FORMS:
        raise InputError(
            f"{path.name}: readings are written as CSV; choose a name that ends in .csv"
        )
    headed = {AUDIT_HEAD: head} if head else {}
    cells = [cells_from_row(row) | headed for row in rows]
    extra = dict.fromkeys(name for line in cells for name in line if name not in COLUMNS)
    header, told = [*COLUMNS, *(extra | headed)], Substitutions()
    lines = [[text_cell(line.get(name, ""), told) for name in header] for line in cells]
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    text = csv_text([text_cell(name, told) for name in header], lines, delimiter=delimiter)
    write_whole(path, text.encode())


def _without_repeats(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Keep one of identical rows, with a warning; refuse two that differ."""
    kept: dict[tuple[str, str, str, str], Row] = {}
    for row in rows:
        key = (row.subject, row.reader, row.visit.casefold(), row.lesion)
        first = kept.get(key)
        if first is None:
            kept[key] = row
            continue
        if _content(first) != _content(row):
            raise InputError(
                f"{row.source}, column lesion: {row.lesion or 'this visit'} at {row.visit} stands "
                f"differently in {first.source}; keep one of the two"
            )
        kept[key] = replace(first, findings=(*first.findings, _repeated(row)))
    return tuple(kept.values())


def _content(row: Row) -> Row:
    return replace(row, source="", findings=(), visit=row.visit.casefold())


def _repeated(row: Row) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code="row-repeated",
        message=f"{row.lesion or row.visit} stands twice, the same both times",
        lesion=row.lesion or None,
        visit=row.visit,
    )
