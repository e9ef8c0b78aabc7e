"""A response as a coloured chip that also says it in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from recist.formats.report.fonts import BOLD
from recist.formats.report.page import DIM_COLOUR, LINE_COLOUR, PALE
from recist.formats.response_look import look_of
from recist.model.response import Response

HEIGHT, TALL = 12.5, 19.0
SIZE, SMALL = 7.2, 5.6
ROUND = 2.5
WIDEST = 60.0


class Chip(Flowable):  # type: ignore[misc]
    """One response: white words on its colour.

    Parameters
    ----------
    response : Response or None
        None for a baseline, which has none.
    """

    def __init__(self, response: Response | None) -> None:
        super().__init__()
        self._response = response
        said = "baseline" if response is None else str(response)
        self._lines: Sequence[str] = said.replace("/", "/\n").split("\n")
        self.hAlign = "CENTER"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the width that there is, up to a limit."""
        self.width = min(width, WIDEST)
        self.height = HEIGHT if len(self._lines) == 1 else TALL
        return self.width, self.height

    def draw(self) -> None:
        """Draw it where the canvas stands."""
        canvas: Any = self.canv
        if self._response is None:
            canvas.setFillColor(PALE)
            canvas.setStrokeColor(LINE_COLOUR)
        else:
            canvas.setFillColor(HexColor(look_of(self._response).colour))
            canvas.setStrokeColor(HexColor(look_of(self._response).colour))
        canvas.setLineWidth(0.4)
        canvas.roundRect(0, 0, self.width, self.height, ROUND, stroke=1, fill=1)
        canvas.setFillColor(DIM_COLOUR if self._response is None else white)
        size = self._size()
        leading = size + 1.2
        top = self.height / 2 + leading * (len(self._lines) / 2 - 1) + leading / 2 - size * 0.36
        canvas.setFont(BOLD, size)
        for number, line in enumerate(self._lines):
            canvas.drawCentredString(self.width / 2, top - number * leading, line)

    def _size(self) -> float:
        size = SIZE if len(self._lines) == 1 else SMALL
        longest = max(float(stringWidth(line, BOLD, size)) for line in self._lines)
        return min(size, size * (self.width - 3) / longest)
