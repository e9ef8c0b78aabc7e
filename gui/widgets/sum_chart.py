"""The chart of the sum: a line over the visits, where PR ends and where PD begins."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PyQt6.QtWidgets import QWidget

from gui.state.boxes import Box
from gui.state.chart import Chart, Edge, Point
from gui.state.free_spot import edges_of
from gui.state.spoken import spoken_chart
from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.chart_labels import curve_edges, label_box, line_box, point_edges
from gui.widgets.response_mark import paint_response
from recist.model.response import Response

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 40, 20, 14, 26
POINT_PX, CURRENT_PX = 3.5, 5.0
HEADROOM = 1.14
LEAST_LINE_PX = 40.0
DASHES = Qt.PenStyle.DashLine
CENTRE = Qt.AlignmentFlag.AlignCenter


class SumChart(QWidget):
    """Draws one `Chart`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart = Chart(points=(), edges=())
        self._top_mm, self._last_day = 1.0, 0
        self.setMinimumHeight(84)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Sum of diameters over the visits"))

    def sizeHint(self) -> QSize:
        """Ask for a flat rectangle."""
        return QSize(380, 200)

    def show_chart(self, chart: Chart) -> None:
        """Draw another chart."""
        if chart != self._chart:
            self._chart = chart
            sums = [point.sum_mm for point in chart.points if point.sum_mm is not None]
            self._top_mm = max([*sums, *(edge.mm for edge in chart.edges), 1.0]) * HEADROOM
            self._last_day = max((point.days for point in chart.points), default=0)
            self.setAccessibleDescription(spoken_chart(chart))
            self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw axes, edges, line, points and names, in this order."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(LEFT_PX, TOP_PX, -RIGHT_PX, -BOTTOM_PX)
        painter.setFont(style.font(style.SMALL_PX, tabular=True))
        if self.hasFocus():
            painter.setPen(QPen(QColor(style.ACCENT), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if not any(point.sum_mm is not None for point in self._chart.points):
            painter.setPen(QColor(style.DIM))
            painter.drawText(self.rect(), CENTRE, tr("The sum appears with the first target"))
            return
        self._axes(painter, area)
        lines = [self._edge_line(area, edge) for edge in self._chart.edges]
        for edge, line in zip(self._chart.edges, lines, strict=True):
            self._edge(painter, edge, line)
        self._line(painter, area)
        for n, point in enumerate(self._chart.points):
            self._point(painter, area, point)
            self._name(painter, area, n, point)
        self._edge_names(painter, area, lines)

    def _x(self, area: QRectF, days: int) -> float:
        share = days / self._last_day if self._last_day else 0.5
        return area.left() + 12 + share * (area.width() - 24)

    def _y(self, area: QRectF, mm: float) -> float:
        return area.bottom() - mm / self._top_mm * area.height()

    def _axes(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(QColor(style.RULE), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        ticks: list[float] = []
        for mm in self._chart.scale_mm:
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
            painter.drawText(box, right, f"{mm:.1f}" if mm else "0")

    def _edge(self, painter: QPainter, edge: Edge, line: Box) -> None:
        y = line.top + line.height / 2.0
        painter.setPen(QPen(QColor(style.response_colour(edge.response.value)), 1.2, DASHES))
        painter.drawLine(QPointF(line.left, y), QPointF(line.right, y))

    def _edge_line(self, area: QRectF, edge: Edge) -> Box:
        left = min(self._x(area, edge.from_days), area.right() - LEAST_LINE_PX)
        return line_box(left, area.right(), self._y(area, edge.mm))

    def _edge_names(self, painter: QPainter, area: QRectF, lines: list[Box]) -> None:
        """Name the edges where the curve, the points and the other edge leave room."""
        # The points of incomplete sums are off the curve.
        points = point_edges(self._drawn(area, whole=False))
        taken = [curve_edges(self._drawn(area, whole=True)), points]
        painter.setFont(style.font(style.SMALL_PX, tabular=True))
        for n, (edge, line) in enumerate(zip(self._chart.edges, lines, strict=True)):
            width = painter.fontMetrics().horizontalAdvance(edge.text) + 4.0
            others = np.concatenate([*taken, edges_of([*lines[:n], *lines[n + 1 :]])])
            above = edge.response is Response.PD
            box = label_box(line, width, area, others, above=above)
            painter.setPen(QColor(style.response_colour(edge.response.value)))
            painter.drawText(QRectF(box.left, box.top, box.width, box.height), CENTRE, edge.text)
            taken.append(edges_of([box]))

    def _drawn(self, area: QRectF, *, whole: bool) -> list[QPointF]:
        """Return the points on screen; ``whole`` leaves out those of incomplete sums."""
        return [
            QPointF(self._x(area, point.days), self._y(area, point.sum_mm))
            for point in self._chart.points
            if point.sum_mm is not None and (point.complete or not whole)
        ]

    def _line(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(QColor(style.TEXT), 2))
        for start, end in pairwise(self._drawn(area, whole=True)):
            painter.drawLine(start, end)

    def _point(self, painter: QPainter, area: QRectF, point: Point) -> None:
        if point.sum_mm is None:
            return
        at = QPointF(self._x(area, point.days), self._y(area, point.sum_mm))
        size = CURRENT_PX if point.is_current else POINT_PX
        # An incomplete sum is a lower bound only: its point stays hollow.
        inside = "" if point.complete else style.RAISED
        if point.response is not None:
            paint_response(painter, at, size, point.response.value, filled=inside)
            return
        painter.setPen(QPen(QColor(style.TEXT), 1.5))
        painter.setBrush(QColor(inside or style.TEXT))
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
