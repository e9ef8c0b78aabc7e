"""Typed tables as CSV text: exact numbers, and no text that a spreadsheet would run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from recist.formats.held_text import Substitutions, held_in_utf8
from recist.formats.sheets.sheet import Kind, Sheet
from recist.model.length import mm_text
from recist.trial.live_text import guarded

AT_ONCE = 4096
MOST_KEPT = 50_000
"""Values of a column whose texts are remembered."""
_QUOTED = re.compile('[",\t\r\n]')


def csv_of(sheet: Sheet, told: Substitutions) -> bytes:
    """Return a table as CSV in UTF-8; what could not be held is told."""
    header = ",".join([quoted(text_cell(name, told)) for name in sheet.header])
    lines = [header, *map(",".join, _cells(sheet, told, quoted)), ""]
    return "\n".join(lines).encode()


def cells_of(sheet: Sheet, told: Substitutions) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table as the cells of a CSV file, not quoted yet."""
    return _cells(sheet, told, str)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> str:
    """Return lines of cells as CSV text; a cell is quoted where it must be."""
    lines = [delimiter.join(map(quoted, line)) for line in (header, *rows)]
    return "\n".join([*lines, ""])


def text_cell(text: str, told: Substitutions) -> str:
    """Return anybody's text as it stands in a CSV file."""
    return guarded(held_in_utf8(text, told))


def quoted(cell: str) -> str:
    """Return a cell in quotation marks where it has a comma, a tab, a line break or a mark."""
    return f'"{cell.replace(_MARK, _TWO)}"' if _QUOTED.search(cell) else cell


def percent_text(value: Decimal) -> str:
    """Write a percentage with at least one decimal: ``-32.0``, ``12.35``."""
    return str(float(value))


_MARK, _TWO = '"', '""'


def _cells(
    sheet: Sheet, told: Substitutions, last: Callable[[str], str]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table as texts; ``last`` is done to each text that there is."""
    written = [_writing(column.kind, told, last) for column in sheet.columns]
    for start in range(0, len(sheet.rows), AT_ONCE):
        columns = zip(*sheet.rows[start : start + AT_ONCE], strict=True)
        texts = [write(cells) for write, cells in zip(written, columns, strict=True)]
        yield from zip(*texts, strict=True)


def _writing(
    kind: Kind, told: Substitutions, last: Callable[[str], str]
) -> Callable[[Sequence[Any]], list[str]]:
    """Return what writes the cells of a column; a value that comes again is written once."""
    writers: dict[Kind, Callable[[Any], str]] = {
        Kind.TEXT: lambda text: text_cell(text, told),
        Kind.LENGTH: mm_text,
        Kind.PERCENT: percent_text,
        Kind.PLACE: repr,
    }
    write = writers.get(kind, str)
    known: dict[Any, str] = {}

    def texts(cells: Sequence[Any]) -> list[str]:
        if len(known) > MOST_KEPT:
            known.clear()
        for value in set(cells).difference(known):
            known[value] = "" if value is None else last(write(value))
        return list(map(known.__getitem__, cells))

    return texts
