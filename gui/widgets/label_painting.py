"""The labels of lesions and ellipses: measured, placed and written in their pieces."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QPainter

from gui.state.labels import Box, Wanted, place
from gui.state.scene import Scene, Weight
from gui.widgets import tokens
from gui.widgets.outline_painting import COLOUR
from gui.widgets.slice_painting import lesion_colour
from gui.widgets.texts import advance, metrics, write

PAD_PX = 6.0
HEIGHT_PX = 20.0
Pieces = tuple[tuple[str, Weight], ...]
_BACK = QColor(8, 11, 15, 205)
_WEIGHTS = {
    Weight.PLAIN: QFont.Weight.Normal.value,
    Weight.BOLD: QFont.Weight.Bold.value,
}


def paint_labels(painter: QPainter, scene: Scene, taken: list[Box]) -> None:
    """Write the label of every caliper and ellipse beside it."""
    labels = [
        ((*one.long, *one.short), one.label, lesion_colour(one.colour)) for one in scene.drawn
    ]
    ellipses = [(one.ends, ((one.label, Weight.PLAIN),), COLOUR) for one in scene.outlines]
    # The one in hand chooses its label's place first: it is being looked at.
    in_hand = [label for label, one in zip(ellipses, scene.outlines, strict=True) if one.handles]
    labels = [*in_hand, *labels, *(one for one in ellipses if one not in in_hand)]
    wanted = [
        Wanted(ends=ends, width=_width(pieces), height=HEIGHT_PX) for ends, pieces, _ in labels
    ]
    boxes = place(wanted, scene.size, taken)
    for (_, pieces, colour), box in reversed(list(zip(labels, boxes, strict=True))):
        _paint(painter, pieces, colour, box)


def _width(pieces: Pieces) -> float:
    found = [advance(text, tokens.FONT_PX, _WEIGHTS[weight]) for text, weight in pieces]
    return sum(found) + 2.0 * PAD_PX


def _paint(painter: QPainter, pieces: Pieces, colour: QColor, box: Box) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BACK)
    painter.drawRoundedRect(QRectF(box.left, box.top, box.width, box.height), 4.0, 4.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(colour)
    x = box.left + PAD_PX
    for text, weight in pieces:
        measured = metrics(tokens.FONT_PX, _WEIGHTS[weight])
        y = box.top + (box.height + measured.capHeight()) / 2.0
        write(painter, QPointF(x, y), text, tokens.FONT_PX, _WEIGHTS[weight])
        x += advance(text, tokens.FONT_PX, _WEIGHTS[weight])
