"""The lesions' labels, written in their pieces, each led to its caliper where it stands apart."""

from __future__ import annotations

from math import hypot

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from gui.state.boxes import Box
from gui.state.scene import Drawn
from gui.widgets import tokens
from gui.widgets.overlay import LABEL_PAD_PX, LABEL_WEIGHTS
from gui.widgets.slice_painting import lesion_colour
from gui.widgets.writing import advance, metrics, write

LEADER_FROM_PX = 24.0
_BACK = QColor(8, 11, 15, 205)


def paint_labels(painter: QPainter, labels: tuple[tuple[Drawn, Box], ...]) -> None:
    """Write every caliper's label; the topmost is written last."""
    for one, box in labels:
        _lead(painter, one, box)
    for one, box in reversed(labels):
        _paint(painter, one, box)


def _lead(painter: QPainter, drawn: Drawn, box: Box) -> None:
    """Draw a thin line to the caliper from a label that found no room beside it."""
    ways = [
        (
            QPointF(min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)),
            QPointF(x, y),
        )
        for x, y in (*drawn.long, *drawn.short)
    ]
    start, end = min(ways, key=lambda way: hypot(way[1].x() - way[0].x(), way[1].y() - way[0].y()))
    if hypot(end.x() - start.x(), end.y() - start.y()) < LEADER_FROM_PX:
        return
    painter.setPen(QPen(lesion_colour(drawn.colour), 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(start, end))


def _paint(painter: QPainter, drawn: Drawn, box: Box) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BACK)
    painter.drawRoundedRect(QRectF(box.left, box.top, box.width, box.height), 4.0, 4.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(lesion_colour(drawn.colour))
    x = box.left + LABEL_PAD_PX
    for text, weight in drawn.label:
        measured = metrics(tokens.FONT_PX, LABEL_WEIGHTS[weight])
        y = box.top + (box.height + measured.capHeight()) / 2.0
        write(painter, QPointF(x, y), text, tokens.FONT_PX, LABEL_WEIGHTS[weight])
        x += advance(text, tokens.FONT_PX, LABEL_WEIGHTS[weight])
