"""One key image: a picture with the axes of its caliper, a scale and where it lies."""

from __future__ import annotations

from typing import Any

from PIL import Image
from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from recist.formats.report.fonts import BOLD, PLAIN
from recist.formats.report.page import DIM_COLOUR, LINE_COLOUR, PALE
from recist.formats.report.pictures import Mark, Picture

LONG, SHORT = HexColor("#ffd166"), HexColor("#7bdff2")
SHADOW = Color(0, 0, 0, alpha=0.55)
LETTER, LABEL, SCALE = 6.5, 6.2, 5.6
# Where the letters at the sides are, no length is written.
BESIDE_LETTER = 11.5
BARS_MM = (5, 10, 20, 50, 100)


class KeyImage(Flowable):  # type: ignore[misc]
    """One picture with its axes, a scale and where it lies; or a word why there is none."""

    def __init__(self, picture: Picture | str, lengths: tuple[str, str], side: float) -> None:
        super().__init__()
        self._picture, self._lengths = picture, lengths
        self.width = self.height = side

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the size that was given."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it where the canvas stands."""
        canvas: Any = self.canv
        side = self.width
        if isinstance(self._picture, str):
            canvas.setFillColor(PALE)
            canvas.setStrokeColor(LINE_COLOUR)
            canvas.rect(0, 0, side, side, stroke=1, fill=1)
            canvas.setFillColor(DIM_COLOUR)
            canvas.setFont(PLAIN, LABEL)
            canvas.drawCentredString(side / 2, side / 2, self._picture)
            return
        picture = self._picture
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(0, 0, side, side)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawImage(ImageReader(Image.fromarray(picture.grey)), 0, 0, side, side)
        self._draw_axes(picture)
        self._draw_letters(picture)
        self._draw_scale(picture)
        canvas.restoreState()

    def _at(self, place: tuple[float, float]) -> tuple[float, float]:
        return place[0] * self.width, (1 - place[1]) * self.height

    def _draw_axes(self, picture: Picture) -> None:
        long_text, short_text = self._lengths
        if picture.short_axis is not None:
            self._draw_axis(picture.short_axis, SHORT, f"{short_text} {picture.unit}")
        if picture.long_axis.start == picture.long_axis.end:
            self._draw_point(picture.long_axis)
        else:
            self._draw_axis(picture.long_axis, LONG, f"{long_text} {picture.unit}")

    def _draw_point(self, mark: Mark) -> None:
        canvas: Any = self.canv
        x, y = self._at(mark.start)
        for colour, width in ((SHADOW, 2.2), (LONG, 0.9)):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(width)
            canvas.circle(x, y, 5, stroke=1, fill=0)
            canvas.lines([(x - 8, y, x - 2, y), (x + 2, y, x + 8, y)])

    def _draw_axis(self, mark: Mark, colour: Any, text: str) -> None:
        canvas: Any = self.canv
        (x0, y0), (x1, y1) = self._at(mark.start), self._at(mark.end)
        length = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
        across = (-(y1 - y0) / length * 2.2, (x1 - x0) / length * 2.2)
        lines = [(x0, y0, x1, y1)]
        lines += [
            (x - across[0], y - across[1], x + across[0], y + across[1])
            for x, y in ((x0, y0), (x1, y1))
        ]
        for shade, width in ((SHADOW, 2.0), (colour, 0.8)):
            canvas.setStrokeColor(shade)
            canvas.setLineWidth(width)
            canvas.lines(lines)
        # The end further to the right has room beside it.
        x, y, other_x, other_y = (x1, y1, x0, y0) if x1 >= x0 else (x0, y0, x1, y1)
        away = ((x - other_x) / length * 4, (y - other_y) / length * 6)
        self._label(text, x + away[0], y + away[1] - LABEL * 0.36, colour)

    def _label(self, text: str, x: float, y: float, colour: Any) -> None:
        canvas: Any = self.canv
        width = stringWidth(text, BOLD, LABEL)
        x = min(max(BESIDE_LETTER, x), self.width - width - BESIDE_LETTER)
        y = min(max(10.0, y), self.height - LABEL - 9)
        canvas.setFillColor(SHADOW)
        canvas.roundRect(x - 1.2, y - 1.6, width + 2.4, LABEL + 1.6, 1.2, stroke=0, fill=1)
        canvas.setFillColor(colour)
        canvas.setFont(BOLD, LABEL)
        canvas.drawString(x, y, text)

    def _draw_letters(self, picture: Picture) -> None:
        left, right, top, bottom = picture.letters
        middle = self.width / 2
        self._letter(left, 5.5, middle)
        self._letter(right, self.width - 5.5, middle)
        self._letter(top, middle, self.height - 5)
        self._letter(bottom, middle, 5)

    def _letter(self, text: str, x: float, y: float) -> None:
        canvas: Any = self.canv
        if not text:
            return
        half = stringWidth(text, BOLD, LETTER) / 2
        canvas.setFillColor(SHADOW)
        canvas.roundRect(x - half - 1.5, y - 4, 2 * half + 3, 8, 1.5, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(BOLD, LETTER)
        canvas.drawCentredString(x, y - LETTER * 0.36, text)

    def _draw_scale(self, picture: Picture) -> None:
        canvas: Any = self.canv
        if picture.field_mm is None:
            return
        bar = max(one for one in BARS_MM if one <= max(picture.field_mm / 3, BARS_MM[0]))
        length = self.width * bar / picture.field_mm
        x, y = 4.0, 4.5
        for colour, width in ((black, 2.6), (white, 1.2)):
            canvas.setStrokeColor(colour)
            canvas.setLineWidth(width)
            canvas.lines(
                [
                    (x, y, x + length, y),
                    (x, y - 2, x, y + 2),
                    (x + length, y - 2, x + length, y + 2),
                ]
            )
        self._small(f"{bar} mm", x, y + 4)

    def _small(self, text: str, x: float, y: float) -> None:
        canvas: Any = self.canv
        width = stringWidth(text, PLAIN, SCALE)
        canvas.setFillColor(SHADOW)
        canvas.rect(x - 1, y - 1.2, width + 2, 7, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont(PLAIN, SCALE)
        canvas.drawString(x, y, text)
