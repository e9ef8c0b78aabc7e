"""How the texts on an image are painted: corners, letters and scale bar, each in its place."""

from __future__ import annotations

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from gui.state.tile import Tone
from gui.widgets import tokens
from gui.widgets.corner_layout import PILL_PAD_PX, CornersLaid
from gui.widgets.overlay import BAR_TICK_PX, ScaleBar
from gui.widgets.writing import Written, metrics, write, write_backed

TEXT, STRONG, LETTER = QColor(tokens.TEXT), QColor(tokens.STRONG), QColor("#b9cfe4")
PILL_FILLS = {Tone.SIGNED: QColor(tokens.GOOD_FILL), Tone.OPEN: QColor(tokens.OPEN_FILL)}
BAR_PENS = (QPen(QColor(tokens.SHADOW), 3.5), QPen(TEXT, 1.3))


def paint_corners(painter: QPainter, corners: CornersLaid, tone: Tone) -> None:
    """Write the pill and the corners."""
    if corners.pill is not None:
        _pill(painter, corners.pill, tone)
    for line in corners.lines:
        write_backed(painter, line, TEXT)


def _pill(painter: QPainter, pill: Written, tone: Tone) -> None:
    box = QRectF(pill.box.left, pill.box.top, pill.box.width, pill.box.height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PILL_FILLS[tone])
    painter.drawRoundedRect(box, box.height() / 2.0, box.height() / 2.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(STRONG)
    measured = metrics(pill.px, pill.weight)
    base_y = box.center().y() - measured.height() / 2.0 + measured.ascent()
    write(painter, QPointF(box.left() + PILL_PAD_PX, base_y), pill.text, pill.px, pill.weight)


def paint_letters(painter: QPainter, letters: tuple[Written, ...]) -> None:
    """Write the patient directions."""
    for letter in letters:
        write_backed(painter, letter, LETTER)


def paint_scale_bar(painter: QPainter, bar: ScaleBar) -> None:
    """Paint the bar with its ticks and its length."""
    ends = bar.left, bar.left + bar.length
    ticks = [QLineF(end, bar.middle - BAR_TICK_PX, end, bar.middle + BAR_TICK_PX) for end in ends]
    for pen in BAR_PENS:
        painter.setPen(pen)
        painter.drawLines(QLineF(ends[0], bar.middle, ends[1], bar.middle), *ticks)
    write_backed(painter, bar.said, TEXT)
