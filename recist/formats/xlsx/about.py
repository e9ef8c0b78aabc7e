"""The first sheet of a workbook: what it is of, what each sheet is, what the colours mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recist.formats.held_text import Substitutions, held_in_workbook
from recist.formats.response_look import DIM
from recist.formats.sheets.all_sheets import NO_HEAD
from recist.formats.sheets.sheet import Sheet
from recist.formats.xlsx.styles import A4, FONT, RULE, add_styles
from recist.trial.record import ExportRecord, ReadChoice

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

TITLE = "About"
READS = {
    ReadChoice.ACCEPTED: "the accepted read of each subject",
    ReadChoice.ALL: "all reads; column accepted says which one analyses use",
}
LEGEND = (
    ("CR", "complete response; iCR likewise"),
    ("PR", "partial response; iPR likewise"),
    ("SD", "stable disease; iSD likewise, NON-CR/NON-PD fainter"),
    ("PD", "progressive disease; iCPD likewise, iUPD (not confirmed yet) fainter"),
    ("NED", "no evidence of disease, at baseline and now"),
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
        *(("Left out", f"{one}: no read is accepted yet") for one in record.left_out),
        ("Audit chain head", origin.head or NO_HEAD),
        ("Program", origin.program),
        ("Exported at (UTC)", origin.made_at),
    ]


CONVENTIONS = (
    ("Lengths", "millimetres, exact to the micrometre; nothing is rounded after it was read"),
    ("Empty cells", "values that do not exist; a missing value is never 0"),
    (
        "Folded columns",
        "have no value, or are for programs (ends of calipers); + over them unfolds them",
    ),
)


def add_about(
    book: Workbook,
    record: ExportRecord,
    sheets: Sequence[Sheet],
    notes: Sequence[str],
    footer: str,
) -> None:
    """Add the sheet; ``notes`` say what cells could not hold."""
    about, colours = _About(book), add_styles(book)
    for name, text in origin_lines(record):
        about.put(name, text)
    about.head("Sheets")
    for sheet in sheets:
        count = len(sheet.rows)
        about.put(sheet.title, f"{sheet.about} ({count} {'row' if count == 1 else 'rows'})")
    about.head("Colours")
    for word, text in LEGEND:
        about.put(word, text, colours[word])
    about.head("Conventions")
    for name, text in CONVENTIONS:
        about.put(name, text)
    if notes:
        about.head("What a cell could not hold as it was")
        for note in notes:
            about.put("", note)
    about.page.set_footer(footer)


class _About:
    """The sheet as it is written, line under line."""

    def __init__(self, book: Workbook) -> None:
        self._plain = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
        self._name = book.add_format({**FONT, "font_color": DIM, "valign": "top"})
        self._heading = book.add_format({**FONT, "bold": True, "bottom": 1, "bottom_color": RULE})
        title = book.add_format({**FONT, "font_size": 18, "bold": True})
        self.page = page = book.add_worksheet(TITLE)
        page.hide_gridlines(2)
        page.set_column(0, 0, 2)
        page.set_column(1, 1, 22)
        page.set_column(2, 2, 96)
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_row(0, 30)
        page.write_string(0, 1, "Tumour response", title)
        self._row = 1

    def put(self, name: str, text: str, style: Format | None = None) -> None:
        """Write a line: a name, and what is said of it."""
        told = Substitutions()
        self.page.write_string(self._row, 1, held_in_workbook(name, told), style or self._name)
        self.page.write_string(self._row, 2, held_in_workbook(text, told), self._plain)
        self._row += 1

    def head(self, text: str) -> None:
        """Write a heading over a rule, after an empty line."""
        self._row += 1
        self.page.write_string(self._row, 1, text, self._heading)
        self.page.write_blank(self._row, 2, None, self._heading)
        self._row += 1
