"""Ellipses: their outlines and handles over a shadow."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QPainter, QPolygonF

from gui.state.outlines import Outline
from gui.state.scene import Stroke
from gui.widgets import tokens
from gui.widgets.pens import line_pen, shadow_pen
from gui.widgets.slice_painting import HANDLE_FILL, HANDLE_PX

COLOUR = QColor(tokens.STRONG)


def paint_outlines(painter: QPainter, outlines: tuple[Outline, ...]) -> None:
    """Paint ellipses, dashed while they are drawn or changed."""
    for one in outlines:
        shape = QPolygonF([QPointF(*point) for point in one.points])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        stroke = Stroke.DASHED if one.is_moving else Stroke.SOLID
        for pen in (shadow_pen(stroke), line_pen(tokens.STRONG, stroke)):
            painter.setPen(pen)
            painter.drawPolygon(shape)
        painter.setPen(line_pen(tokens.STRONG, Stroke.SOLID))
        painter.setBrush(HANDLE_FILL)
        for handle in one.handles:
            painter.drawEllipse(QPointF(*handle), HANDLE_PX, HANDLE_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
