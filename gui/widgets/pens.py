"""The pens of what is drawn on an image: a line over its shadow, dashed while in the making."""

from __future__ import annotations

from functools import cache

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor, QPen

from gui.state.scene import Stroke
from gui.widgets import tokens

LINE_PX, SHADOW_PX = 1.8, 3.8
DASHES = (4.0, 3.0)


@cache
def line_pen(colour: str, stroke: Stroke) -> QPen:
    """Return the pen of a line."""
    return _pen(QColor(colour), LINE_PX, stroke)


@cache
def shadow_pen(stroke: Stroke) -> QPen:
    """Return the pen of what lies under a line, so that it is seen on white, too."""
    return _pen(QColor(tokens.SHADOW), SHADOW_PX, stroke)


def _pen(colour: QColor, width: float, stroke: Stroke) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if stroke is Stroke.DASHED:
        # Qt counts dashes in widths of the pen: line and shadow have the same gaps.
        pen.setDashPattern([length * LINE_PX / width for length in DASHES])
    return pen
