"""The table of lesions by visit, set on as many pages as it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Spacer, Table

from recist.formats.paper_words import Words
from recist.formats.report.chip import Chip
from recist.formats.report.course_rows import CourseTable, Kind, Line
from recist.formats.report.fonts import PLAIN
from recist.formats.report.page import (
    CELL,
    CENTRED,
    CENTRED_STRONG,
    INK_COLOUR,
    LANDSCAPE_WIDTH,
    LINE_COLOUR,
    PALE,
    PORTRAIT_WIDTH,
    SMALL,
    STRONG,
)

LEAST_NAME_WIDTH = 45 * mm
MOST_PORTRAIT, MOST_LANDSCAPE = 8, 12
WIDEST_COLUMN, WIDEST_NAME = 27 * mm, 72 * mm
# A cell that took more than a page could not be set at all.
LEAST_HEAD = 5.0
MOST_IN_CELL, MOST_IN_NAME = 120, 180


def is_wide(table: CourseTable) -> bool:
    """Say whether a table needs a page that lies on its side."""
    return len(table.heads) > MOST_PORTRAIT


def set_course(table: CourseTable, words: Words) -> Iterator[Any]:
    """Yield the table as flowables; many visits in groups, the baseline before each of them."""
    groups = list(visit_groups(len(table.heads), is_wide(table)))
    for number, columns in enumerate(groups):
        if number:
            yield Spacer(0, 6 * mm)
        yield _set_group(table, columns, words, wide=is_wide(table))


def visit_groups(count: int, wide: bool) -> Iterator[list[int]]:
    """Yield the visits that stand beside one another."""
    most = MOST_LANDSCAPE if wide else MOST_PORTRAIT
    if count <= most:
        yield list(range(count))
        return
    rest = list(range(1, count))
    share = -(-len(rest) // -(-len(rest) // (most - 1)))
    for start in range(0, len(rest), share):
        yield [0, *rest[start : start + share]]


def _set_group(table: CourseTable, columns: Sequence[int], words: Words, *, wide: bool) -> Table:
    room = LANDSCAPE_WIDTH if wide else PORTRAIT_WIDTH
    width = min((room - LEAST_NAME_WIDTH) / len(columns), WIDEST_COLUMN)
    name_width = min(room - width * len(columns), WIDEST_NAME)
    heads = set_heads([table.heads[n] for n in columns], width - 4, words)
    rows: list[list[Any]] = [["", *heads]]
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("FONTNAME", (0, 0), (-1, -1), PLAIN),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK_COLOUR),
        ("LINEBELOW", (0, 1), (-1, -1), 0.3, LINE_COLOUR),
    ]
    for line in table.lines:
        row = len(rows)
        rows.append(_row(line, columns, words))
        if line.kind is Kind.GROUP:
            style += [
                ("BACKGROUND", (0, row), (-1, row), PALE),
                ("SPAN", (0, row), (-1, row)),
                # The name of a group never stays alone at the foot of a page.
                ("NOSPLIT", (0, row), (-1, min(row + 1, _last(table)))),
            ]
        if line.kind is Kind.PART:
            style.append(("LEFTPADDING", (0, row), (0, row), 9))
        if line.kind is Kind.OVERALL:
            style.append(("VALIGN", (1, row), (-1, row), "TOP"))
        if line.kind is Kind.SUM:
            style.append(("NOSPLIT", (0, row), (-1, min(row + 7, _last(table)))))
    widths = [name_width, *[width] * len(columns)]
    return Table(rows, colWidths=widths, style=style, repeatRows=1, hAlign="LEFT")


def _last(table: CourseTable) -> int:
    return len(table.lines)


def set_heads(heads: Sequence[tuple[str, str]], width: float, words: Words) -> list[list[Any]]:
    """Return the heads of visits: label and date, small enough for their longest word."""
    labels = [words.markup(label, 60) for label, _ in heads]
    longest = max((word for label in labels for word in label.split()), key=len, default="")
    size = CENTRED_STRONG.fontSize
    while size > LEAST_HEAD and stringWidth(longest, CENTRED_STRONG.fontName, size) > width:
        size -= 0.2
    style = CENTRED_STRONG.clone("head", fontSize=size)
    return [
        [Paragraph(label, style), Paragraph(words.markup(day, 20), CENTRED)]
        for label, (_, day) in zip(labels, heads, strict=True)
    ]


def _row(line: Line, columns: Sequence[int], words: Words) -> list[Any]:
    name: list[Any] = [Paragraph(words.markup(line.name, MOST_IN_NAME), _name_style(line))]
    if line.under:
        name.append(Paragraph(words.markup(line.under, MOST_IN_NAME), SMALL))
    if line.kind is Kind.GROUP:
        return [name, *[""] * len(columns)]
    return [name, *[_cell(line, n, words) for n in columns]]


def _name_style(line: Line) -> Any:
    return CELL if line.kind in (Kind.FIGURE, Kind.CATEGORY, Kind.PART) else STRONG


def _cell(line: Line, number: int, words: Words) -> Any:
    style = CENTRED_STRONG if line.kind is Kind.SUM else CENTRED
    said = line.cells[number]
    if line.kind is Kind.CATEGORY:
        # A category may break behind its stroke.
        said = said.replace("/", "/\n")
    text = "<br/>".join(words.markup(part, MOST_IN_CELL) for part in said.split("\n", 1))
    if line.kind is not Kind.OVERALL:
        return Paragraph(text, style)
    chip = Chip(line.responses[number])
    return [chip, Paragraph(text, CENTRED)] if text else chip
