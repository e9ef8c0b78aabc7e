"""How cells look: fixed number formats, and the colours of the responses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recist.formats.response_look import DIM, INK, LOOKS
from recist.formats.sheets.sheet import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

A4 = 9
RULE, HEADER_FILL = "#dfe4e9", "#e9edf1"
FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK}
TINT = 0.32
"""How much of a colour lies on the paper behind a word, so that the word stays easy to read."""
FAINT = 0.14
# A question mark holds the place of a digit that is not there, so that decimal points stand under
# one another; behind an underscore stands a digit's width of nothing.
NUMBERS = {
    Kind.LENGTH: "0.0??",
    Kind.PERCENT: "+0.00_0;-0.00_0;0.00_0",
    Kind.SHARE: "0.0##",
    Kind.COUNT: "0_0",
    Kind.PLACE: "0.000_0",
    Kind.DATE: "yyyy-mm-dd",
}
CATEGORIES = {
    "CR": ("CR", TINT),
    "NED": ("NED", FAINT),
    "PR": ("PR", TINT),
    "SD": ("SD", TINT),
    "NON-CR/NON-PD": ("SD", FAINT),
    "PD": ("PD", TINT),
    "iUPD": ("PD", FAINT),
    "NE": ("NE", TINT),
    "iCR": ("CR", TINT),
    "iPR": ("PR", TINT),
    "iSD": ("SD", TINT),
    "iCPD": ("PD", TINT),
    "NON-iCR/NON-iUPD": ("SD", FAINT),
    "error": ("PD", TINT),
    "warning": ("SD", TINT),
}
"""The colour behind each word, and how strong it is; the word itself always stands there."""
PLAIN, WRAPPED = "plain", "wrapped"


def style_keys() -> tuple[str, ...]:
    """Return the names of the styles that cells of tables have."""
    return (PLAIN, WRAPPED, *NUMBERS, *CATEGORIES)


def add_styles(book: Workbook) -> dict[str, Format]:
    """Add the styles of cells to a workbook and return them by name."""
    cell = {**FONT, "valign": "top", "bottom": 1, "bottom_color": RULE}
    styles = {
        PLAIN: book.add_format(cell),
        WRAPPED: book.add_format({**cell, "text_wrap": True}),
    }
    for kind, number in NUMBERS.items():
        side = "left" if kind is Kind.DATE else "right"
        aligned = {"num_format": number, "align": side}
        styles[kind] = book.add_format({**cell, **aligned})
    for word, (category, share) in CATEGORIES.items():
        tint = mixed(LOOKS[category].colour, share)
        bold = share == TINT and category in ("PD", "CR")
        styles[word] = book.add_format({**cell, "bg_color": tint, "bold": bold})
    return styles


def add_header_style(book: Workbook) -> Format:
    """Add the style of a header."""
    return book.add_format(
        {
            **FONT,
            "bold": True,
            "bg_color": HEADER_FILL,
            "bottom": 2,
            "bottom_color": DIM,
            "valign": "top",
            "text_wrap": True,
        }
    )


def mixed(colour: str, share: float) -> str:
    """Return a colour thinned with white: 1 is the colour, 0 is white."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in parts)
