"""The lines that show where the other planes are, and each plane's own colour."""

from __future__ import annotations

from functools import cache

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from gui.state.crosshair import Line
from gui.state.layout import Pane
from gui.state.scene import Scene
from gui.widgets import tokens

LINE_PX, SHADOW_PX, END_PX = 1.2, 3.0, 5.0
STRIPE_PX = 3.0
SHADOW = QPen(QColor(0, 0, 0, 110), SHADOW_PX)
END_FILL = QColor(0, 0, 0, 150)
OPACITY = 210


def paint_lines(painter: QPainter, lines: tuple[Line, ...]) -> None:
    """Paint the lines over a shadow, then the ends that turn the oblique plane."""
    for line in lines:
        pieces = [QLineF(*start, *end) for start, end in line.pieces]
        painter.setPen(SHADOW)
        painter.drawLines(*pieces)
        painter.setPen(_pen(line.pane))
        painter.drawLines(*pieces)
        painter.setBrush(END_FILL)
        for end in line.ends:
            painter.drawEllipse(QPointF(*end), END_PX, END_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_stripe(painter: QPainter, scene: Scene) -> None:
    """Paint the plane's colour along the upper edge, by which its lines are known elsewhere."""
    if scene.pane is not Pane.ACQUIRED and scene.view is not None:
        stripe = QRectF(1.0, 1.0, scene.size[0] - 2.0, STRIPE_PX)
        painter.fillRect(stripe, QColor(tokens.PLANES[scene.pane]))


@cache
def _pen(pane: Pane) -> QPen:
    colour = QColor(tokens.PLANES[pane])
    colour.setAlpha(OPACITY)
    return QPen(colour, LINE_PX)
