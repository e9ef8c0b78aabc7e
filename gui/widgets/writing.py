"""Letters on an image: fonts, widths and glyphs, each worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from gui.state.boxes import Box
from gui.widgets import tokens

NORMAL, BOLD = QFont.Weight.Normal.value, QFont.Weight.DemiBold.value
BACKING = QColor(8, 11, 15, 150)
BACKING_PX = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text in its place; the box is what it covers."""

    text: str
    box: Box
    px: int = tokens.SMALL_PX
    weight: int = NORMAL


@cache
def overlay_font(px: int = tokens.SMALL_PX, weight: int = NORMAL) -> QFont:
    """Return a font for texts on the image, made once."""
    return tokens.tabular(px, QFont.Weight(weight))


@cache
def metrics(px: int = tokens.SMALL_PX, weight: int = NORMAL) -> QFontMetricsF:
    """Return the measures of `overlay_font`."""
    return QFontMetricsF(overlay_font(px, weight))


@lru_cache(maxsize=4096)
def advance(text: str, px: int = tokens.SMALL_PX, weight: int = NORMAL) -> float:
    """Return the width of a text; measuring one anew costs more than painting it."""
    return metrics(px, weight).horizontalAdvance(text)


def elided(text: str, room: float, *, weight: int = NORMAL) -> str:
    """Return a corner's text, cut short where it is wider than its room."""
    if advance(text, weight=weight) <= room:
        return text
    cut = metrics(weight=weight).elidedText(text, Qt.TextElideMode.ElideRight, room)
    return cut if advance(cut, weight=weight) <= room else ""


@lru_cache(maxsize=512)
def _shaped(text: str, px: int, weight: int) -> QStaticText:
    """Return a text with its glyphs chosen and set: that costs more than to paint them."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), overlay_font(px, weight))
    return made


def write(
    painter: QPainter,
    at: QPointF,
    text: str,
    px: int = tokens.SMALL_PX,
    weight: int = NORMAL,
) -> None:
    """Write a text with the pen's colour; `at` is the left end of its base line."""
    painter.setFont(overlay_font(px, weight))
    top = at.y() - metrics(px, weight).ascent()
    painter.drawStaticText(QPointF(at.x(), top), _shaped(text, px, weight))


def write_backed(painter: QPainter, written: Written, colour: QColor) -> None:
    """Write a text in its place on a dark ground, so that it stays legible on white."""
    px, weight = written.px, written.weight
    measured, box = metrics(px, weight), written.box
    ground = QRectF(box.left - BACKING_PX, box.top, box.width + 2.0 * BACKING_PX, measured.height())
    painter.fillRect(ground, BACKING)
    painter.setPen(colour)
    write(painter, QPointF(box.left, box.top + measured.ascent()), written.text, px, weight)
