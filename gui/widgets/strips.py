"""Warnings in the middle of a tile, as wide as their text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PyQt6.QtCore import QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen

from gui.state.boxes import Box
from gui.state.view import ScreenSize
from gui.widgets import tokens
from gui.widgets.corner_layout import MARGIN_PX
from gui.widgets.writing import BOLD, metrics, overlay_font

PAD_X_PX, PAD_Y_PX, HIGHEST_PX = 10.0, 5.0, 200.0
_GROUND = QColor(30, 22, 6, 225)
_CENTRED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class Edge(Enum):
    """Which edge of a strip stands at its place."""

    TOP = "top"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A warning and what it covers."""

    text: str
    box: Box


def strip_at(text: str, size: ScreenSize, edge: Edge, at: float) -> Strip:
    """Return a warning in the middle of a tile, from one edge on."""
    measured = metrics(tokens.SMALL_PX, BOLD)
    wide = min(measured.horizontalAdvance(text) + 24.0, size[0] - 2.0 * MARGIN_PX)
    room = QRectF(0, 0, wide - 2.0 * PAD_X_PX, HIGHEST_PX)
    high = measured.boundingRect(room, int(_CENTRED), text).height() + 2.0 * PAD_Y_PX
    top = at if edge is Edge.TOP else at - high
    return Strip(text=text, box=Box(left=(size[0] - wide) / 2.0, top=top, width=wide, height=high))


def paint_strip(painter: QPainter, strip: Strip) -> None:
    """Paint a warning."""
    box = QRectF(strip.box.left, strip.box.top, strip.box.width, strip.box.height)
    painter.setPen(QPen(QColor(tokens.WARNING), 1.0))
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(box, tokens.RADIUS_PX, tokens.RADIUS_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(overlay_font(tokens.SMALL_PX, BOLD))
    painter.setPen(QColor(tokens.WARNING))
    painter.drawText(box.adjusted(PAD_X_PX, 0, -PAD_X_PX, 0), _CENTRED, strip.text)
