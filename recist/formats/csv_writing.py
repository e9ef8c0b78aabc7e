"""Typed tables as CSV text: exact numbers, and no text that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from recist.formats.held_text import Substitutions, held_in_utf8
from recist.formats.sheets.sheet import Kind, Sheet
from recist.model.length import mm_text
from recist.trial.live_text import guarded

ENDING = "\r\n"


def csv_of(sheet: Sheet, told: Substitutions) -> bytes:
    """Return a table as CSV in UTF-8; what could not be held is told."""
    header = [text_cell(name, told) for name in sheet.header]
    return csv_text(header, cells_of(sheet, told)).encode()


def cells_of(sheet: Sheet, told: Substitutions) -> Iterator[tuple[str, ...]]:
    """Return the rows of a table as the cells of a CSV file."""
    columns = [
        _texts([row[place] for row in sheet.rows], column.kind, told)
        for place, column in enumerate(sheet.columns)
    ]
    return zip(*columns, strict=True)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return lines of cells as CSV text; the cells are written as they are."""
    lines: list[str] = []
    # The writer quotes what its own line ending is made of, and a lone carriage return must be.
    writer = csv.writer(_Lines(lines.append), lineterminator=ENDING)
    writer.writerow(header)
    writer.writerows(rows)
    return "".join([f"{line[:-2]}\n" for line in lines])


def text_cell(text: str, told: Substitutions) -> str:
    """Return anybody's text as it stands in a CSV file."""
    return guarded(held_in_utf8(text, told))


def percent_text(value: Decimal) -> str:
    """Write a percentage with at least one decimal: ``-32.0``, ``12.35``."""
    return str(float(value))


class _Lines:
    """Takes the lines that a CSV writer writes."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self.write = take


def _texts(cells: Sequence[Any], kind: Kind, told: Substitutions) -> Sequence[str]:
    """Write the cells of a column; each value that there is, once."""
    written = _by_value(set(cells), kind, told)
    return [written[cell] for cell in cells]


def _by_value(values: set[Any], kind: Kind, told: Substitutions) -> Mapping[Hashable, str]:
    write: Callable[[Any], str] = {
        Kind.TEXT: lambda text: text_cell(text, told),
        Kind.LENGTH: mm_text,
        Kind.PERCENT: percent_text,
        Kind.PLACE: repr,
    }.get(kind, str)
    return {value: "" if value is None else write(value) for value in values}
