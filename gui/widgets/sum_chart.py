"""The chart of the sum: a line over the visits, where PR ends and where PD begins."""

from __future__ import annotations

from itertools import pairwise

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QWidget

from gui.state.chart import Chart, Edge, Point
from gui.state.tongue import tr
from gui.widgets import style
from recist.model.response import Response

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 40, 20, 14, 26
POINT_PX, CURRENT_PX = 3.5, 5.0
HEADROOM = 1.14
LABEL_PX = 17
CENTRE = Qt.AlignmentFlag.AlignCenter


class SumChart(QWidget):
    """Draws one `Chart`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart(points=(), edges=())
        self.setMinimumHeight(84)
        self.setAccessibleName(tr("Sum of diameters over the visits"))

    def sizeHint(self) -> QSize:
        """Ask for a flat rectangle."""
        return QSize(380, 200)

    def show_chart(self, chart: Chart) -> None:
        """Draw another chart."""
        if chart != self._chart:
            self._chart = chart
            self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw axes, edges, line, points and names, in this order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(LEFT_PX, TOP_PX, -RIGHT_PX, -BOTTOM_PX)
        painter.setFont(style.font(style.SMALL_PX, tabular=True))
        if not any(point.sum_mm is not None for point in self._chart.points):
            painter.setPen(QColor(style.DIM))
            painter.drawText(self.rect(), CENTRE, tr("The sum appears with the first target"))
            return
        self._axes(painter, area)
        for edge in self._chart.edges:
            self._edge(painter, area, edge)
        self._line(painter, area)
        for n, point in enumerate(self._chart.points):
            self._point(painter, area, point)
            self._name(painter, area, n, point)

    def _top_mm(self) -> float:
        sums = [point.sum_mm for point in self._chart.points if point.sum_mm is not None]
        return max([*sums, *(edge.mm for edge in self._chart.edges), 1.0]) * HEADROOM

    def _x(self, area: QRectF, days: int) -> float:
        last = max((point.days for point in self._chart.points), default=0)
        share = days / last if last else 0.5
        return area.left() + 12 + share * (area.width() - 24)

    def _y(self, area: QRectF, mm: float) -> float:
        return area.bottom() - mm / self._top_mm() * area.height()

    def _axes(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(QColor(style.RULE), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        sums = [point.sum_mm for point in self._chart.points if point.sum_mm is not None]
        ticks: list[float] = []
        for mm in (0.0, sums[0], sums[-1]):
            if all(abs(self._y(area, mm) - self._y(area, other)) >= 15 for other in ticks):
                ticks.append(mm)
        for mm in ticks:
            y = self._y(area, mm)
            painter.setPen(QPen(QColor(style.LINE), 1))
            if mm > 0:
                painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(style.DIM))
            box = QRectF(0, y - 8, LEFT_PX - 8, 16)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, f"{mm:.0f}")

    def _edge(self, painter: QPainter, area: QRectF, edge: Edge) -> None:
        colour = QColor(style.response_colour(edge.response.value))
        y, left = self._y(area, edge.mm), self._x(area, edge.from_days)
        if area.right() - left < 40:
            left = area.right() - 40
        painter.setPen(QPen(colour, 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, y), QPointF(area.right(), y))
        painter.setPen(colour)
        width = painter.fontMetrics().horizontalAdvance(edge.text) + 4
        above = self._label_above(area, edge)
        # Never at the right end, where the current visit's point is.
        start = min(left, area.right() - width - 24) if edge.from_days else area.left() + 4
        box = QRectF(start, y - 17 if above else y + 2, width, 15)
        painter.drawText(box, CENTRE, edge.text)

    def _label_above(self, area: QRectF, edge: Edge) -> bool:
        """Choose the side of a line for its label: PD above, PR below, unless they would meet."""
        others = [one for one in self._chart.edges if one is not edge]
        upwards = edge.response is Response.PD
        for other in others:
            gap = self._y(area, other.mm) - self._y(area, edge.mm)
            meets = 0 > gap > -2 * LABEL_PX if upwards else 0 < gap < 2 * LABEL_PX
            meets = meets and (other.response is Response.PD) is not upwards
            if meets:
                return not upwards
        return upwards

    def _line(self, painter: QPainter, area: QRectF) -> None:
        drawn = [
            QPointF(self._x(area, point.days), self._y(area, point.sum_mm))
            for point in self._chart.points
            if point.sum_mm is not None and point.complete
        ]
        painter.setPen(QPen(QColor(style.TEXT), 2))
        for start, end in pairwise(drawn):
            painter.drawLine(start, end)

    def _point(self, painter: QPainter, area: QRectF, point: Point) -> None:
        if point.sum_mm is None:
            return
        at = QPointF(self._x(area, point.days), self._y(area, point.sum_mm))
        colour = style.TEXT
        if point.response is not None:
            colour = style.response_colour(point.response.value)
        size = CURRENT_PX if point.is_current else POINT_PX
        painter.setPen(QPen(QColor(colour), 1.5))
        # An incomplete sum is a lower bound only: its point stays hollow.
        painter.setBrush(QColor(colour if point.complete else style.RAISED))
        painter.drawEllipse(at, size, size)

    def _name(self, painter: QPainter, area: QRectF, n: int, point: Point) -> None:
        days = [one.days for one in self._chart.points]
        here = self._x(area, point.days)
        before = self._x(area, days[n - 1]) if n else area.left() - 40
        room = here - before
        crowded = room < 52 and not point.is_current and 0 < n < len(days) - 1
        if crowded:
            return
        weight = QFont.Weight.DemiBold if point.is_current else None
        painter.setFont(style.font(style.SMALL_PX, weight=weight))
        painter.setPen(QColor(style.TEXT if point.is_current else style.DIM))
        text = painter.fontMetrics().elidedText(point.visit, Qt.TextElideMode.ElideRight, 76)
        width = painter.fontMetrics().horizontalAdvance(text) + 4
        left = min(max(here - width / 2, 2), self.width() - width - 2)
        painter.drawText(QRectF(left, area.bottom() + 5, width, 16), CENTRE, text)
