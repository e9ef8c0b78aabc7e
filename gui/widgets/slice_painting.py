"""The slice and the calipers on it."""

from __future__ import annotations

from functools import cache, lru_cache

from PyQt6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter, QPen, QRegion, QTransform

from gui.state.scene import Drawn, Shape
from gui.state.view import ScreenSize, View, image_to_screen
from gui.widgets import tokens
from gui.widgets.pens import LINE_PX, line_pen, shadow_pen

HANDLE_PX = 4.5
CROSS_PX = 7.0
HANDLE_FILL = QColor(0, 0, 0, 170)
GROUND = QColor(tokens.IMAGE)


@lru_cache(maxsize=16)
def transform(view: View, size: ScreenSize) -> QTransform:
    """Return the way from image pixels to the screen."""
    return QTransform(*image_to_screen(view, size))


def paint_ground(painter: QPainter, size: ScreenSize, covered: QRect) -> None:
    """Paint the tile black where no image will cover it."""
    tile = QRect(0, 0, *size)
    free = QRegion(tile).subtracted(QRegion(covered))
    if not free.isEmpty():
        painter.setClipRegion(free)
        painter.fillRect(tile, GROUND)
        painter.setClipping(False)


def covered_by(view: View, size: ScreenSize, image: QImage) -> QRect:
    """Return the pixels that the slice covers wholly; none where it is turned or slanted."""
    to_screen = transform(view, size)
    if to_screen.isRotating():
        return QRect()
    # A pixel less on each side, as the edges of the slice lie between two pixels.
    return to_screen.mapRect(QRectF(image.rect())).toAlignedRect().adjusted(1, 1, -1, -1)


def paint_image(painter: QPainter, view: View, size: ScreenSize, image: QImage) -> None:
    """Paint the slice smoothly where the view puts it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setTransform(transform(view, size), True)
    painter.drawImage(QPointF(0.0, 0.0), image)
    painter.restore()


def paint_caliper(painter: QPainter, drawn: Drawn) -> None:
    """Paint the axes or the cross over a shadow, then the handles."""
    lines = _lines(drawn)
    painter.setPen(shadow_pen(drawn.stroke))
    painter.drawLines(*lines)
    painter.setPen(line_pen(tokens.lesion_colour(drawn.colour), drawn.stroke))
    painter.drawLines(*lines)
    if not drawn.handles and not drawn.held:
        return
    painter.setPen(_handle_pen(drawn.colour))
    radius = CROSS_PX if drawn.shape is Shape.CROSS else HANDLE_PX
    painter.setBrush(Qt.BrushStyle.NoBrush if drawn.shape is Shape.CROSS else HANDLE_FILL)
    for point in drawn.handles:
        painter.drawEllipse(QPointF(*point), radius, radius)
    painter.setBrush(lesion_colour(drawn.colour))
    for point in drawn.held:
        painter.drawEllipse(QPointF(*point), HANDLE_PX, HANDLE_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _lines(drawn: Drawn) -> list[QLineF]:
    """Return the axes, or the two strokes of a cross."""
    if drawn.shape is Shape.AXES:
        return [QLineF(*axis[0], *axis[1]) for axis in (drawn.long, drawn.short) if axis]
    x, y = drawn.long[0]
    return [QLineF(x - CROSS_PX, y, x + CROSS_PX, y), QLineF(x, y - CROSS_PX, x, y + CROSS_PX)]


@cache
def lesion_colour(index: int) -> QColor:
    """Return a lesion's colour, made once."""
    return QColor(tokens.lesion_colour(index))


@cache
def _handle_pen(colour: int) -> QPen:
    return QPen(lesion_colour(colour), LINE_PX)
