"""A sheet of an XLSX workbook as rows of text cells.

The sheet that is named ``readings`` where there is one, as in a workbook of ours; otherwise the
first that is not hidden. Hidden rows count like others, a formula by the value that was kept with
it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recist.formats.text_table import TextTable, bytes_of, column_name, text_table
from recist.formats.workbook_parts import WorkbookParts, column_letters
from recist.model.errors import InputError
from recist.trial.columns import DIAMETERS

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

OURS = "readings"
MOST_SHEETS = 50


def read_workbook(path: Path, *, known: Sequence[str]) -> TextTable:
    """Read a table out of a workbook, blank lines passed over.

    Raises
    ------
    InputError
        Where it cannot be read, is protected by a password, asks for more memory than a table
        needs, or has an error (``#N/A``) in a cell: names file, row and column.
    """
    content = bytes_of(path)
    sheet, faults = _sheet(content, path.name)
    lines = _lines(sheet, path.name, known)
    number, header = next(lines, (0, []))
    if not header:
        raise InputError(f"{path.name} is empty; a table has a header and rows")
    while header and not header[-1].strip():
        header.pop()
    place = f"{path.name} row {number}"
    rows = _rows(path.name, lines, header, faults)
    return text_table(header, place, rows, known=known)


def plain_text(value: Any) -> str:
    """Return what a typed cell holds as text.

    A number has the digits with which it was typed: the shortest that give the same double. One
    without a fraction is a whole number, as the number 12 of a subject is.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def _sheet(content: bytes, name: str) -> tuple[CalamineSheet, dict[tuple[int, int], str]]:
    """Return the sheet and what cannot be taken of it, by row and column from 1."""
    # Only who reads a workbook needs it.

    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    parts = WorkbookParts.of(content, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(parts.unpacked()))
        sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        if not sheets:
            raise InputError(f"{name} has no sheet with cells; save the table in one")
        seen = [one for one in sheets if one.visible == SheetVisibleEnum.Visible]
        names = [one.name for one in seen or sheets]
        chosen = next((one for one in names if one.casefold() == OURS), names[0])
        if chosen.casefold() != OURS:
            _refuse_second(book, parts, names)
        faults = parts.faults(chosen)
        return book.get_sheet_by_name(chosen), faults
    except (CalamineError, OSError, ValueError) as error:
        told = " ".join(str(error).split())
        raise InputError(
            f"{name} cannot be read as a workbook ({told}); save it again as .xlsx, or as CSV"
        ) from None


def _refuse_second(book: CalamineWorkbook, parts: WorkbookParts, names: Sequence[str]) -> None:
    """Refuse a workbook with the same table going on in a second sheet: it would be lost."""
    headers: list[set[str]] = []
    for name in names[:MOST_SHEETS]:
        try:
            parts.faults(name)
        except InputError:
            # Of the sheet that is read it is told then; any other may be as large as it likes.
            headers.append(set[str]())
            continue
        first = next(book.get_sheet_by_name(name).iter_rows(), [])
        headers.append({plain_text(one).strip().casefold() for one in first} - {""})
    alike = [name for name, one in zip(names, headers, strict=False) if one == headers[0]]
    if len(alike) > 1 and headers[0]:
        raise InputError(
            f"{parts.name} has the same table in sheets {alike[0]!r} and {alike[1]!r}; put them "
            "into one, or call one of them 'readings'"
        )


def _lines(
    sheet: CalamineSheet, name: str, known: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold anything, each with its number in the sheet."""
    if sheet.start is None:
        return
    filled = _filled_down(sheet, name, known)
    for number, line in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = [plain_text(value) for value in line]
        for column, text in filled.get(number, {}).items():
            cells[column] = cells[column] or text
        if any(cell.strip() for cell in cells):
            yield number, cells


def _filled_down(
    sheet: CalamineSheet, name: str, known: Sequence[str]
) -> dict[int, dict[int, str]]:
    """Return by row and column what a cell that was merged downwards says in each of its rows."""
    merged = list(sheet.merged_cell_ranges or ())
    if not merged:
        return {}
    values = sheet.to_python(skip_empty_area=False)
    downwards = [
        (top, min(bottom + 1, len(values)), left, right)
        for (top, left), (bottom, right) in merged
        if top + 1 < len(values) and top < bottom and left < len(values[top])
    ]
    _refuse_shared_lengths(values, downwards, name, known)
    single = [(top, end, left) for top, end, left, right in downwards if left == right]
    if sum(end - top for top, end, _ in single) > sum(map(len, values)):
        raise InputError(f"{name} is damaged (merged cells overlap); save it again, or as CSV")
    filled: dict[int, dict[int, str]] = {}
    for top, end, column in single:
        for row in range(top + 1, end):
            filled.setdefault(row + 1, {})[column] = plain_text(values[top][column])
    return filled


def _refuse_shared_lengths(
    values: Sequence[Sequence[Any]],
    merged: Iterable[tuple[int, int, int, int]],
    name: str,
    known: Sequence[str],
) -> None:
    """Refuse a length that is merged over rows: it would count for every lesion among them.

    Parameters
    ----------
    merged : iterable of (top, end, left, right)
        Rows and columns from 0; ``end`` is the row behind the last.
    """
    first = next((row for row, line in enumerate(values) if any(map(_holds, line))), 0)
    header = [column_name(plain_text(cell), known) for cell in values[first]]
    for top, end, left, _ in merged:
        column = header[left] if left < len(header) else ""
        if top > first and column in DIAMETERS and column in known and _holds(values[top][left]):
            raise InputError(
                f"{name} row {top + 1}, column {column}: is merged down to row {end}; one length "
                "belongs to one lesion, so unmerge the cells and write the length of each"
            )


def _holds(cell: Any) -> bool:
    return bool(plain_text(cell).strip())


def _rows(
    name: str,
    lines: Iterator[tuple[int, list[str]]],
    header: Sequence[str],
    faults: dict[tuple[int, int], str],
) -> Iterator[tuple[str, list[str]]]:
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), what in faults.items():
        by_row.setdefault(row, {})[column] = what
    for number, line in lines:
        where = f"{name} row {number}"
        beyond = [text for text in line[len(header) :] if text.strip()]
        if beyond:
            raise InputError(
                f"{where}: {beyond[0]!r} stands beyond the last column that has a name"
            )
        for column, what in by_row.get(number, {}).items():
            named = header[column - 1] if column <= len(header) else column_letters(column)
            raise InputError(f"{where}, column {named}: {what}")
        yield where, line[: len(header)]
