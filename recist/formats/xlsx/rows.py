"""The rows of a table in the words of a worksheet, written straight and never as a formula."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from recist.formats.held_text import Substitutions, held_in_workbook
from recist.formats.sheets.sheet import Column, Kind
from recist.formats.workbook_parts import column_letters
from recist.formats.xlsx.styles import CATEGORIES, PLAIN, WRAPPED
from recist.model.length import mm_text

DAY_ZERO = date(1899, 12, 30)
FIRST_DAY = date(1900, 3, 1)
"""Before it workbooks count a day that there never was."""
TALLEST = 400
LINE_POINTS = 13.5
LONG_TEXT = 52
"""Signs in a line of the widest column; longer texts go over several lines."""


def rows_xml(
    columns: Sequence[Column],
    rows: Sequence[tuple[Any, ...]],
    styles: Mapping[str, int],
    told: Substitutions,
) -> str:
    """Return rows of a worksheet from its second row on.

    Parameters
    ----------
    styles : mapping
        Number of each style in the workbook, by name.
    """
    written = []
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows]
        ends = _ends(set(cells), column.kind, styles, told)
        letters = column_letters(place + 1)
        written.append(
            [f'<c r="{letters}{at}" {ends[cell]}' for at, cell in enumerate(cells, start=2)]
        )
    lines = _lines(columns, rows)
    return "".join(
        [
            f'<row r="{number}"{heights(lines.get(number, 1))}>{"".join(cells)}</row>'
            for number, cells in enumerate(zip(*written, strict=True), start=2)
        ]
    )


def heights(lines: int) -> str:
    """Return the height of a row of several lines; a row of one has the sheet's."""
    if lines == 1:
        return ""
    return f' ht="{min(TALLEST, lines * LINE_POINTS + 2)}" customHeight="1"'


def _lines(columns: Sequence[Column], rows: Sequence[tuple[Any, ...]]) -> dict[int, int]:
    """Return how many lines the rows need that need more than one."""
    needed: dict[int, int] = {}
    for place, column in enumerate(columns):
        if column.kind is not Kind.TEXT:
            continue
        for number, row in enumerate(rows, start=2):
            text = row[place]
            if text and (len(text) > LONG_TEXT or "\n" in text):
                lines = sum(-(-len(part) // LONG_TEXT) or 1 for part in text.split("\n"))
                needed[number] = max(needed.get(number, 1), lines)
    return needed


def text_shown(value: Any, kind: Kind) -> str:
    """Return what a cell shows, as far as its width goes."""
    if value is None:
        return ""
    if kind is Kind.LENGTH:
        return mm_text(value)
    return f"{value:.3f}" if kind is Kind.PLACE else str(value)


def _ends(
    values: set[Any], kind: Kind, styles: Mapping[str, int], told: Substitutions
) -> dict[Any, str]:
    """Return by value what follows the place of its cell; each value is written once."""
    return {value: _end(value, kind, styles, told) for value in values}


def _end(value: Any, kind: Kind, styles: Mapping[str, int], told: Substitutions) -> str:
    if value is None or value == "":
        return f's="{styles[PLAIN]}"/>'
    write: Callable[[Any], str] | None = _NUMBERS.get(kind)
    number = write(value) if write else ""
    if number:
        return f's="{styles[kind]}"><v>{number}</v></c>'
    text = held_in_workbook(str(value), told)
    style = _style(text, kind)
    keep = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return (
        f's="{styles[style]}" t="inlineStr"><is><t{keep}>{escape(text, quote=False)}</t></is></c>'
    )


def _style(text: str, kind: Kind) -> str:
    if kind in (Kind.RESPONSE, Kind.WORD) and text in CATEGORIES:
        return text
    if kind is Kind.WORD:
        return PLAIN
    return WRAPPED if len(text) > LONG_TEXT or "\n" in text else PLAIN


def _day(text: str) -> str:
    """Return a full date as workbooks count days; empty where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return ""
    return str((day - DAY_ZERO).days) if day >= FIRST_DAY else ""


_NUMBERS: Mapping[Kind, Callable[[Any], str]] = {
    Kind.LENGTH: mm_text,
    Kind.PERCENT: str,
    Kind.SHARE: str,
    Kind.COUNT: str,
    Kind.PLACE: repr,
    Kind.DATE: _day,
}
