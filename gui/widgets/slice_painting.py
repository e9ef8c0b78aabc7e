"""The slice and the calipers on it."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from gui.state.scene import Drawn, Stroke
from gui.state.view import ScreenSize, View, image_to_screen
from gui.widgets import tokens

HANDLE_PX = 4.5
LINE_PX = 1.8
SHADOW = QColor(0, 0, 0, 150)
DASHES = [4.0, 3.0]


def paint_image(painter: QPainter, view: View, size: ScreenSize, image: QImage) -> None:
    """Paint the slice smoothly where the view puts it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setTransform(QTransform(*image_to_screen(view, size)), True)
    painter.drawImage(QPointF(0.0, 0.0), image)
    painter.restore()


def paint_caliper(painter: QPainter, drawn: Drawn) -> None:
    """Paint the axes over a shadow, then the handles."""
    colour = QColor(tokens.lesion_colour(drawn.colour))
    pen = QPen(colour, LINE_PX)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if drawn.stroke is Stroke.DASHED:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern(DASHES)
    lines = [axis for axis in (drawn.long, drawn.short) if axis]
    for used in (QPen(SHADOW, LINE_PX + 2.0), pen):
        painter.setPen(used)
        for start, end in lines:
            painter.drawLine(QPointF(*start), QPointF(*end))
    painter.setPen(QPen(colour, LINE_PX))
    painter.setBrush(QColor(0, 0, 0, 170))
    for point in drawn.handles:
        painter.drawEllipse(QPointF(*point), HANDLE_PX, HANDLE_PX)
    painter.setBrush(colour)
    for point in drawn.held:
        painter.drawEllipse(QPointF(*point), HANDLE_PX, HANDLE_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
