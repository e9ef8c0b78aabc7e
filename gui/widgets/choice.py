"""A drop-down list with an arrow that suits the dark room."""

from __future__ import annotations

from PyQt6.QtCore import QPointF
from PyQt6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QComboBox

from gui.widgets import style


class Choice(QComboBox):
    """Paints its own arrow; style sheets can only do that with a picture file."""

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the box and a small chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.DIM), 1.6))
        x, y = self.width() - 14.0, self.height() / 2.0
        painter.drawPolyline(QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2))
