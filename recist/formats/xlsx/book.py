"""A workbook of typed tables: the frame by a library, the cells of the tables written straight.

The library is given a row of empty cells, one of each style, and the rows of the table then take
that row's place: a large table costs a fraction of what single cells cost.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recist.formats.held_text import Substitutions, held_in_workbook
from recist.formats.sheets.sheet import Column, Kind, Sheet
from recist.formats.workbook_parts import column_letters
from recist.formats.xlsx.rows import LINE_POINTS, rows_xml, text_shown
from recist.formats.xlsx.styles import A4, add_header_style, add_styles, style_keys

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Under the header."""
MOST_COLUMNS = 16_384
LOOKED_AT = 400
"""Rows that decide on the width of a column."""
NARROWEST, WIDEST = 5, 50
LONGEST_WORDS = 90
HEADER_LINES = 3
BOLD = 1.1
"""Widths of a sign in bold."""
PAGE_SIGNS = 175
"""What one landscape page holds across and can still be read; wider tables go over pages."""
FILLER = re.compile(rb'<row r="2".*?</row>', re.DOTALL)
STYLE = re.compile(rb'<c r="[A-Z]+2" s="(\d+)"')
DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')


def parts_of(sheet: Sheet) -> Iterator[Sheet]:
    """Yield a table as sheets that a workbook can hold."""
    if len(sheet.columns) > MOST_COLUMNS:
        left = len(sheet.columns) - MOST_COLUMNS
        note = f"{sheet.title}: the last {left} columns are left out, a sheet has {MOST_COLUMNS}"
        sheet = replace(
            sheet,
            columns=sheet.columns[:MOST_COLUMNS],
            rows=[row[:MOST_COLUMNS] for row in sheet.rows],
            notes=(*sheet.notes, note),
        )
    for number, start in enumerate(range(0, max(1, len(sheet.rows)), MOST_ROWS), start=1):
        title = sheet.title if number == 1 else f"{sheet.title} ({number})"
        rows = sheet.rows[start : start + MOST_ROWS]
        yield replace(sheet, title=title, rows=rows)


def for_people(sheet: Sheet) -> Sheet:
    """Return a table whose names have spaces, so that a header goes over several lines."""
    columns = (
        replace(one, name=one.name.replace("_", " ")) if one.ours else one for one in sheet.columns
    )
    return replace(sheet, columns=tuple(columns))


def add_frame(book: Workbook, sheet: Sheet, footer: str, told: Substitutions) -> None:
    """Add a sheet with its header, widths and print set-up, and a row of every style."""
    page = book.add_worksheet(sheet.title)
    last = len(sheet.columns) - 1
    header = add_header_style(book)
    for place, name in enumerate(sheet.header):
        page.write_string(0, place, held_in_workbook(name, told), header)
    for place, style in enumerate(add_styles(book).values()):
        page.write_blank(1, place, None, style)
    aside = _folded(sheet)
    widths = [_width(sheet, place, column) for place, column in enumerate(sheet.columns)]
    for place, width in enumerate(widths):
        # For programs, or without a value: folded away, one click unfolds them.
        folded = {"level": 1, "hidden": True} if place in aside else {}
        page.set_column(place, place, width, None, folded)
    page.set_row(0, _header_lines(sheet, widths) * LINE_POINTS + 3)
    page.freeze_panes(1, min(sheet.frozen, last))
    page.autofilter(0, 0, max(1, len(sheet.rows)), last)
    shown = [width for place, width in enumerate(widths) if place not in aside]
    _set_page(page, sheet, footer, sum(shown))


def _folded(sheet: Sheet) -> frozenset[int]:
    """Return the columns that need not be in people's sight."""
    return frozenset(
        place
        for place, column in enumerate(sheet.columns)
        if column.aside
        or (
            column.ours
            and sheet.rows
            and not any(row[place] or row[place] == 0 for row in sheet.rows)
        )
    ) - frozenset(range(sheet.frozen))


def _set_page(page: Worksheet, sheet: Sheet, footer: str, signs: float) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    page.set_header(f"&L&9&B{sheet.title}&B&C&9&R&9{sheet.about}")
    page.set_footer(footer)
    page.repeat_rows(0)
    if signs <= PAGE_SIGNS:
        page.fit_to_pages(1, 0)
        return
    page.set_print_scale(66)
    page.print_across()
    if sheet.frozen:
        page.repeat_columns(0, sheet.frozen - 1)


def _width(sheet: Sheet, place: int, column: Column) -> float:
    """Return a width in signs: the name with its filter, and most of what stands below."""
    texts = (text_shown(row[place], column.kind) for row in sheet.rows[:LOOKED_AT])
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    widest = LONGEST_WORDS if column.kind is Kind.WORD else WIDEST
    name = _header_width(column.name) if column.ours else BOLD * len(column.name) + 1
    return float(min(widest, max(NARROWEST, name, longest + 1.5)))


def _header_width(name: str) -> float:
    """Return the least width at which a name goes into the lines of a header."""
    longest = max((len(word) for word in name.split()), default=1)
    for width in range(longest, len(name)):
        if len(textwrap.wrap(name, width)) <= HEADER_LINES:
            return BOLD * width + 1
    return BOLD * len(name) + 1


def _header_lines(sheet: Sheet, widths: Sequence[float]) -> int:
    lines = [
        len(textwrap.wrap(name, max(1, int((width - 1) / BOLD + 0.01))))
        for name, width in zip(sheet.header, widths, strict=True)
    ]
    return min(HEADER_LINES, max([2, *lines]))


def with_rows(content: bytes, sheets: Sequence[Sheet], told: Substitutions, first: int) -> bytes:
    """Return a workbook with the rows of its tables.

    Parameters
    ----------
    content : bytes
        The workbook with the frames of these tables.
    first : int
        Number of the first of these sheets, from 1.
    """
    places = {
        f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(sheets, first)
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if sheet := places.get(info.filename):
                part = _filled(part, sheet, told)
            # No time and no system of writing: the same record gives the same bytes.
            plain = zipfile.ZipInfo(info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            plain.create_system, plain.external_attr = 0, 0
            new.writestr(plain, part, zipfile.ZIP_DEFLATED, compresslevel=2)
    return out.getvalue()


def _filled(part: bytes, sheet: Sheet, told: Substitutions) -> bytes:
    found = FILLER.search(part)
    if found is None:
        raise AssertionError(f"the frame of {sheet.title} has no row of styles")
    numbers = [int(number) for number in STYLE.findall(found[0])]
    styles = dict(zip(style_keys(), numbers, strict=True))
    rows = rows_xml(sheet.columns, sheet.rows, styles, told)
    corner = f"{column_letters(len(sheet.columns))}{len(sheet.rows) + 1}"
    part = part[: found.start()] + rows.encode() + part[found.end() :]
    return DIMENSION.sub(f'<dimension ref="A1:{corner}"/>'.encode(), part, count=1)
