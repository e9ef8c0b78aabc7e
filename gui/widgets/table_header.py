"""The heading of the lesion table: each visit with its date and scan, nadir and now marked."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPen
from PyQt6.QtWidgets import QHeaderView, QWidget

from gui.widgets import style
from gui.widgets.table_delegate import comment_dot
from gui.widgets.table_model import FIRST_VISIT_COLUMN, ORGAN_COLUMN, LesionTableModel

LINE_PX, TOP_PX, HEIGHT = 13, 2, 56
PAD = 8


class VisitHeader(QHeaderView):
    """Draws the lines of every visit; a dotted stroke stands where visits are scrolled away."""

    def __init__(self, model: LesionTableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Leave room for three lines."""
        return QSize(super().sizeHint().width(), HEIGHT)

    def paintSection(self, painter: QPainter | None, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw one heading."""
        if painter is None:
            return
        painter.save()
        painter.fillRect(rect, QColor(style.PANEL))
        painter.setPen(QPen(QColor(style.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        column = self._model.column(logicalIndex)
        if logicalIndex == ORGAN_COLUMN:
            self._write(painter, rect, 0, "Organ, site", Qt.AlignmentFlag.AlignLeft, style.DIM)
        if column is not None and logicalIndex >= FIRST_VISIT_COLUMN:
            mark = "now" if column.is_current else "nadir" if column.is_nadir else ""
            colour = style.ACCENT if column.is_current else style.TEXT
            right = Qt.AlignmentFlag.AlignRight
            self._write(painter, rect, 0, column.visit, right, colour, strong=True)
            self._write(painter, rect, 1, column.date, right, style.DIM)
            self._write(painter, rect, 2, column.scan, right, style.DIM)
            self._write(painter, rect, 3, mark, right, colour)
            if column.comment:
                comment_dot(painter, rect)
            if self.isSectionHidden(logicalIndex - 1):
                painter.setPen(QPen(QColor(style.DIM), 1, Qt.PenStyle.DotLine))
                painter.drawLine(rect.left(), rect.top() + 4, rect.left(), rect.bottom() - 4)
            if mark:
                painter.fillRect(
                    QRect(rect.left() + PAD, rect.bottom() - 1, rect.width() - PAD, 2),
                    QColor(style.ACCENT if column.is_current else style.SOFT),
                )
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        line: int,
        text: str,
        side: Qt.AlignmentFlag,
        colour: str,
        *,
        strong: bool = False,
    ) -> None:
        weight = QFont.Weight.DemiBold if strong else None
        size = style.SMALL_PX if strong else style.FINE_PX
        painter.setFont(style.font(size, weight=weight, tabular=True))
        painter.setPen(QColor(colour))
        area = QRect(rect.left(), rect.top() + TOP_PX + line * LINE_PX, rect.width(), LINE_PX)
        area = area.adjusted(PAD if side is Qt.AlignmentFlag.AlignLeft else 0, 0, -PAD, 0)
        if painter.fontMetrics().horizontalAdvance(text) + 2 > area.width():
            painter.setFont(style.font(style.TINY_PX, weight=weight, tabular=True))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, shown)
