"""Labels, written in their pieces, each led to what it names where it stands apart."""

from __future__ import annotations

from math import hypot

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from gui.state.boxes import Box
from gui.state.scene import Tag
from gui.state.view import ScreenSize
from gui.widgets import tokens
from gui.widgets.overlay import LABEL_HEIGHT_PX, LABEL_PAD_PX, LABEL_WEIGHTS, Label
from gui.widgets.writing import advance, metrics, write

LEADER_FROM_PX = 24.0
BESIDE_PX = 12.0
_BACK = QColor(8, 11, 15, 205)


def paint_labels(painter: QPainter, labels: tuple[tuple[Label, Box], ...]) -> None:
    """Write every label; the topmost is written last."""
    for one, box in labels:
        _lead(painter, one, box)
    for one, box in reversed(labels):
        _paint(painter, one, box)


def paint_tag(painter: QPainter, tag: Tag, size: ScreenSize) -> None:
    """Write a word beside the pointer, on its other side at the right edge."""
    wide = advance(tag.text, tokens.FONT_PX) + 2.0 * LABEL_PAD_PX
    x, y = tag.at_px
    left = x + BESIDE_PX if x + BESIDE_PX + wide < size[0] else x - BESIDE_PX - wide
    _back(painter, Box(left=left, top=y + BESIDE_PX, width=wide, height=LABEL_HEIGHT_PX))
    painter.setPen(QColor(tokens.ACCENT))
    base = y + BESIDE_PX + (LABEL_HEIGHT_PX + metrics(tokens.FONT_PX).capHeight()) / 2.0
    write(painter, QPointF(left + LABEL_PAD_PX, base), tag.text, tokens.FONT_PX)


def _lead(painter: QPainter, label: Label, box: Box) -> None:
    """Draw a thin line to the caliper from a label that found no room beside it."""
    ways = [
        (
            QPointF(min(max(x, box.left), box.right), min(max(y, box.top), box.bottom)),
            QPointF(x, y),
        )
        for x, y in label.ends
    ]
    start, end = min(ways, key=lambda way: hypot(way[1].x() - way[0].x(), way[1].y() - way[0].y()))
    if hypot(end.x() - start.x(), end.y() - start.y()) < LEADER_FROM_PX:
        return
    painter.setPen(QPen(label.colour, 1.0, Qt.PenStyle.DotLine))
    painter.drawLine(QLineF(start, end))


def _paint(painter: QPainter, label: Label, box: Box) -> None:
    _back(painter, box)
    painter.setPen(label.colour)
    x = box.left + LABEL_PAD_PX
    for text, weight in label.pieces:
        measured = metrics(tokens.FONT_PX, LABEL_WEIGHTS[weight])
        y = box.top + (box.height + measured.capHeight()) / 2.0
        write(painter, QPointF(x, y), text, tokens.FONT_PX, LABEL_WEIGHTS[weight])
        x += advance(text, tokens.FONT_PX, LABEL_WEIGHTS[weight])


def _back(painter: QPainter, box: Box) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BACK)
    painter.drawRoundedRect(QRectF(box.left, box.top, box.width, box.height), 4.0, 4.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
