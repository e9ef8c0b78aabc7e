"""A CSV file as rows of text cells, each with the place where it stands."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from recist.formats.text_table import TextTable, bytes_of, text_table
from recist.formats.what_else import START_BYTES, no_table
from recist.model.errors import InputError

DELIMITERS = ",;\t"
EXCEL_HINT = "sep="
CELL_LIMIT = 1_000_000


def read_csv(path: Path, *, known: Sequence[str]) -> TextTable:
    """Read a CSV file (UTF-8; comma, semicolon or tab), blank lines passed over.

    Parameters
    ----------
    path : Path
    known : sequence of str
        Columns that must not stand there twice.

    Raises
    ------
    InputError
        Where the file is not there, empty, no text or no table: names file and row.
    """
    lines = _lines(_text(path), path.name)
    header_row, header = next(lines, (0, []))
    place = f"{path.name} row {header_row}"
    return text_table(header, place, _rows(path.name, lines, len(header)), known=known)


def _rows(
    name: str, lines: Iterator[tuple[int, list[str]]], columns: int
) -> Iterator[tuple[str, list[str]]]:
    for number, line in lines:
        where = f"{name} row {number}"
        if len(line) != columns:
            raise InputError(
                f"{where}: {len(line)} cells under {columns} columns; "
                "is there a comma for a decimal point, or a missing quote?"
            )
        yield where, line


def _text(path: Path) -> str:
    content = bytes_of(path)
    if other := no_table(content[:START_BYTES]):
        raise InputError(f"{path.name} {other}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is no UTF-8 text; save the table as CSV UTF-8") from None
    if "\0" in text:
        raise InputError(f"{path.name} is a binary file, not CSV; save the table as CSV UTF-8")
    return text


def _lines(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold anything, each with its number in the file."""
    csv.field_size_limit(CELL_LIMIT)
    filled = (line for line in text.splitlines() if line.strip() and not is_hint(line))
    delimiter = max(DELIMITERS, key=next(filled, "").count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for line in reader:
            if any(cell.strip() for cell in line) and not is_hint(delimiter.join(line)):
                yield reader.line_num, line
    except csv.Error as error:
        raise InputError(
            f"{name} row {reader.line_num} cannot be read as CSV ({error}); "
            "is a quotation mark not closed?"
        ) from None


def is_hint(line: str) -> bool:
    """Say whether a line is Excel's note on the delimiter."""
    return line.strip().casefold().startswith(EXCEL_HINT)
