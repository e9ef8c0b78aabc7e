"""The first sheet of a workbook: what it is of, what each sheet is, what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recist.formats.held_text import Substitutions, held_in_workbook
from recist.formats.response_look import DIM, INK
from recist.formats.sheets.all_sheets import NO_HEAD
from recist.formats.sheets.sheet import Sheet
from recist.formats.xlsx.styles import FONT, RULE, add_styles
from recist.trial.record import ExportRecord, ReadChoice

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

TITLE = "About"
READS = {
    ReadChoice.ACCEPTED: "the accepted read of each subject",
    ReadChoice.ALL: "all reads; column accepted says which one analyses use",
}
LEGEND = (
    ("CR", "complete response; iCR likewise, NED (no evidence of disease) fainter"),
    ("PR", "partial response; iPR likewise"),
    ("SD", "stable disease; iSD likewise, NON-CR/NON-PD fainter"),
    ("PD", "progressive disease; iCPD likewise, iUPD (not confirmed yet) fainter"),
    ("NE", "not evaluable"),
)


def origin_lines(record: ExportRecord) -> list[tuple[str, str]]:
    """Return where a record comes from, each with its name."""
    origin = record.origin
    protocols = [
        f"{one.protocol.id} ({one.protocol.criteria})"
        + (f": {one.protocol.title}" if one.protocol.title else "")
        for one in record.judged
    ]
    return [
        ("Trial", origin.trial),
        ("Protocol", protocols[0]),
        *(("Beside it", one) for one in protocols[1:]),
        ("Reads", READS[record.choice]),
        ("Audit chain head", origin.head or NO_HEAD),
        ("Program", origin.program),
        ("Exported at (UTC)", origin.made_at),
    ]


def add_about(
    book: Workbook,
    record: ExportRecord,
    sheets: Sequence[Sheet],
    notes: Sequence[str],
    footer: str,
) -> None:
    """Add the sheet; ``notes`` say what cells could not hold."""
    page = book.add_worksheet(TITLE)
    told = Substitutions()
    plain = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
    name = book.add_format({**FONT, "font_color": DIM, "valign": "top"})
    title = book.add_format({**FONT, "font_size": 18, "bold": True})
    heading = book.add_format({**FONT, "bold": True, "bottom": 1, "bottom_color": RULE})
    colours = add_styles(book)
    row = 0

    def put(first: str, second: str, style: object = name) -> None:
        nonlocal row
        page.write_string(row, 1, held_in_workbook(first, told), style)
        page.write_string(row, 2, held_in_workbook(second, told), plain)
        row += 1

    def head(text: str) -> None:
        nonlocal row
        row += 1
        page.write_string(row, 1, text, heading)
        page.write_blank(row, 2, None, heading)
        row += 1

    page.write_string(0, 1, "Tumour response", title)
    page.set_row(0, 30)
    row = 1
    for what, text in origin_lines(record):
        put(what, text)
    head("Sheets")
    for sheet in sheets:
        count = len(sheet.rows)
        put(sheet.title, f"{sheet.about} ({count} {'row' if count == 1 else 'rows'})")
    head("Colours")
    for word, text in LEGEND:
        put(word, text, colours[word])
    head("Conventions")
    put("Lengths", "millimetres, exact to the micrometre; nothing is rounded after it was read")
    put("Empty cells", "values that do not exist; a missing value is never 0")
    put("Folded columns", "the ends of calipers in sheet Lesions; + over the columns shows them")
    if notes:
        head("What a cell could not hold as it was")
        for note in notes:
            put("", note)
    page.hide_gridlines(2)
    page.set_column(0, 0, 2)
    page.set_column(1, 1, 22)
    page.set_column(2, 2, 96)
    page.set_landscape()
    page.set_paper(9)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
    page.set_footer(footer)
    page.fit_to_pages(1, 0)
    page.set_default_row(15)
    _ = INK
