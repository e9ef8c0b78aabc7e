"""The page of the report: its frame, its head and foot, the styles of its text."""

from __future__ import annotations

import calendar
import io
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from recist.formats.paper_words import Words
from recist.formats.report.fonts import BOLD, PLAIN, register
from recist.formats.response_look import DIM, GRID, INK
from recist.trial.record import Origin

INK_COLOUR, DIM_COLOUR, LINE_COLOUR = HexColor(INK), HexColor(DIM), HexColor("#cfd6dc")
PALE = HexColor(GRID)
PORTRAIT, LANDSCAPE = "portrait", "landscape"
SIDE, TOP, BOTTOM = 15 * mm, 19 * mm, 19 * mm
PORTRAIT_WIDTH = A4[0] - 2 * SIDE
LANDSCAPE_WIDTH = A4[1] - 2 * SIDE
TOTAL = "total-pages"
FOOT = 6.6
NO_CHAIN = "reading table, no audit chain"


def _style(name: str, size: float, **more: Any) -> ParagraphStyle:
    given = {"fontName": PLAIN, "textColor": INK_COLOUR, "leading": size * 1.32} | more
    return ParagraphStyle(name, fontSize=size, **given)


TITLE = _style("title", 17, fontName=BOLD)
HEADING = _style("heading", 11.5, fontName=BOLD, spaceBefore=13, spaceAfter=5, keepWithNext=1)
SUBHEADING = _style("subheading", 8.8, fontName=BOLD, spaceBefore=9, spaceAfter=4, keepWithNext=1)
BODY = _style("body", 7.6)
SMALL = _style("small", 6.6, textColor=DIM_COLOUR)
NOTE = _style("note", 6.6, textColor=DIM_COLOUR, keepWithNext=1)
LABEL = _style("label", 7.6, textColor=DIM_COLOUR)
STRONG = _style("strong", 7.6, fontName=BOLD)
CELL = _style("cell", 6.6)
CELL_HEAD = _style("cell-head", 6.6, fontName=BOLD)
CENTRED = _style("centred", 6.6, alignment=TA_CENTER)
CENTRED_STRONG = _style("centred-strong", 6.6, alignment=TA_CENTER, fontName=BOLD)


class Heading(Paragraph):  # type: ignore[misc]
    """A heading that the outline of the document leads to."""

    def __init__(self, words: Words, text: str, level: int = 0) -> None:
        super().__init__(words.markup(text), SUBHEADING if level else HEADING)
        self._entry, self._level = words.plain(text, 120), level

    def draw(self) -> None:
        """Draw it, and put it into the outline."""
        canvas = self.canv
        key = canvas.next_section()
        canvas.bookmarkHorizontal(key, 0, self.height + 4)
        canvas.addOutlineEntry(self._entry, key, self._level, closed=False)
        super().draw()


class _Canvas(Canvas):  # type: ignore[misc]
    """Says on every page how many there are, which only the last one knows."""

    _sections = 0

    def next_section(self) -> str:
        """Return a name that no other section has."""
        self._sections += 1
        return f"section-{self._sections}"

    def save(self) -> None:
        """Draw the number of pages, which every page refers to, and write the file."""
        self.beginForm(TOTAL)
        self.setFont(PLAIN, FOOT)
        self.setFillColor(DIM_COLOUR)
        self.drawString(0, 0, str(self.getPageNumber() - 1))
        self.endForm()
        super().save()


class _Stamp:
    """The time of the export in the form in which ReportLab asks for it."""

    def __init__(self, made_at: str) -> None:
        try:
            moment = datetime.fromisoformat(made_at)
            parts = tuple(moment.utctimetuple())[:6]
        except ValueError:
            parts = (2000, 1, 1, 0, 0, 0)
        self.YMDhms = parts
        self.t = float(calendar.timegm((*parts, 0, 0, 0)))
        self.lt = time.gmtime(self.t)
        self.tzname, self.dhh, self.dmm = "UTC", 0, 0


class Report(BaseDocTemplate):  # type: ignore[misc]
    """The document of one subject.

    Parameters
    ----------
    origin : Origin
        What every page names.
    running : str
        What the head of every page after the first says.
    """

    def __init__(self, origin: Origin, words: Words, running: str, **about: Any) -> None:
        register()
        self.out = io.BytesIO()
        super().__init__(
            self.out,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            lang="en",
            displayDocTitle=True,
            initialFontName=PLAIN,
            **about,
        )
        self._origin, self._words, self._running = origin, words, running
        self.addPageTemplates(
            [self._page(PORTRAIT, A4), self._page(LANDSCAPE, landscape(A4))],
        )

    def made(self, story: Sequence[Any]) -> bytes:
        """Set the story and return the file."""
        self.build(list(story), canvasmaker=_Canvas)
        return self.out.getvalue()

    def beforeDocument(self) -> None:  # noqa: N802 ReportLab calls it so
        """Give the document the time of the export."""
        self.canv._doc._timeStamp = _Stamp(self._origin.made_at)
        self.canv.showOutline()

    def _page(self, name: str, size: tuple[float, float]) -> PageTemplate:
        width, height = size
        frame = Frame(
            SIDE,
            BOTTOM,
            width - 2 * SIDE,
            height - TOP - BOTTOM,
            id=name,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        return PageTemplate(id=name, frames=[frame], pagesize=size, onPage=self._furnish)

    def _furnish(self, canvas: Any, document: Any) -> None:
        """Draw the head and the foot of a page."""
        width, height = canvas._pagesize
        canvas.saveState()
        canvas.setStrokeColor(LINE_COLOUR)
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, BOTTOM - 4 * mm, width - SIDE, BOTTOM - 4 * mm)
        canvas.setFont(PLAIN, FOOT)
        canvas.setFillColor(DIM_COLOUR)
        plain, origin = self._words.plain, self._origin
        by = f"{plain(origin.program, 60)} · exported {plain(origin.made_at, 40)}"
        canvas.drawString(SIDE, BOTTOM - 7.5 * mm, by)
        head = f"audit chain {plain(origin.head, 80)}" if origin.head else NO_CHAIN
        canvas.drawString(SIDE, BOTTOM - 10.5 * mm, head)
        right = width - SIDE - 14
        canvas.drawRightString(right, BOTTOM - 7.5 * mm, f"page {canvas.getPageNumber()} of")
        canvas.saveState()
        canvas.translate(right + 2, BOTTOM - 7.5 * mm)
        canvas.doForm(TOTAL)
        canvas.restoreState()
        if canvas.getPageNumber() > 1:
            canvas.drawString(SIDE, height - 11 * mm, self._running)
            canvas.line(SIDE, height - 13 * mm, width - SIDE, height - 13 * mm)
        canvas.restoreState()
