"""Ellipses: their outlines and handles over a shadow."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.state.outlines import Outline
from gui.widgets import tokens
from gui.widgets.slice_painting import DASHES, HANDLE_FILL, HANDLE_PX, LINE_PX, SHADOW

COLOUR = QColor(tokens.STRONG)
_SOLID = QPen(COLOUR, LINE_PX)
_DASHED = QPen(COLOUR, LINE_PX)
_DASHED.setDashPattern(DASHES)


def paint_outlines(painter: QPainter, outlines: tuple[Outline, ...]) -> None:
    """Paint ellipses, dashed while they are drawn or changed."""
    for one in outlines:
        shape = QPolygonF([QPointF(*point) for point in one.points])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(SHADOW)
        painter.drawPolygon(shape)
        painter.setPen(_DASHED if one.is_moving else _SOLID)
        painter.drawPolygon(shape)
        painter.setPen(_SOLID)
        painter.setBrush(HANDLE_FILL)
        for handle in one.handles:
            painter.drawEllipse(QPointF(*handle), HANDLE_PX, HANDLE_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
