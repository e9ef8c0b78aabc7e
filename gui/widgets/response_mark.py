"""The mark of a response: its colour and its shape."""

from __future__ import annotations

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.state.response_shapes import Shape, shape_of
from gui.widgets import style

# Shapes of one area look alike in size.
GROWN = {Shape.DISC: 1.0, Shape.SQUARE: 0.9, Shape.DIAMOND: 1.2, Shape.CROSS: 0.95}
TRIANGLE = 1.2
CROSS_PX = 2.2


def paint_response(
    painter: QPainter, at: QPointF, radius: float, word: str, *, filled: str = ""
) -> None:
    """Paint the mark of a response.

    Parameters
    ----------
    at : QPointF
        Its middle.
    radius : float
        Of the disc, in pixels; the other shapes look as large.
    word : str
        The response.
    filled : str
        Another colour for the inside, such as the ground's for a hollow mark.
    """
    colour, shape = QColor(style.response_colour(word)), shape_of(word)
    if shape is Shape.CROSS:
        painter.setPen(QPen(colour, CROSS_PX, cap=Qt.PenCapStyle.RoundCap))
        arm = radius * GROWN[shape]
        for way in (1, -1):
            painter.drawLine(
                QLineF(at.x() - arm, at.y() - way * arm, at.x() + arm, at.y() + way * arm)
            )
        return
    painter.setPen(QPen(colour, 1.5, join=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(QColor(filled) if filled else colour)
    if shape is Shape.DISC:
        painter.drawEllipse(at, radius, radius)
    else:
        painter.drawPolygon(_polygon(at, radius, shape))


def _polygon(at: QPointF, radius: float, shape: Shape) -> QPolygonF:
    if shape is Shape.SQUARE:
        side = radius * GROWN[shape]
        return QPolygonF(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
    if shape is Shape.DIAMOND:
        half = radius * GROWN[shape]
        ways = ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
    else:
        half = radius * TRIANGLE
        down = 1.0 if shape is Shape.DOWN else -1.0
        ways = ((-half, -half * 0.8 * down), (half, -half * 0.8 * down), (0.0, half * down))
    return QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in ways])
