"""The panels to the left and right of the images."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from gui.state.response_panel import ResponsePanel
from gui.state.worklist import SeriesCard
from gui.widgets.lesion_editor import LesionEditor
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.response_view import ChartCard, ResponseView
from gui.widgets.series_cards import SeriesCards
from gui.widgets.work_list import WorkList

LEFT_LEAST_PX, LEFT_MOST_PX, RIGHT_LEAST_PX = 180, 340, 392
EDGES_PX = 78


class LeftSide(QWidget):
    """Work list and series."""

    def __init__(self) -> None:
        super().__init__()
        _panel(self, "left")
        self.setMinimumWidth(LEFT_LEAST_PX)
        self.setMaximumWidth(LEFT_MOST_PX)
        self.work_list, self.cards = WorkList(), SeriesCards()
        self._series = _heading("SERIES")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 8, 10)
        column.setSpacing(8)
        column.addWidget(_heading("WORK LIST"))
        column.addWidget(self.work_list)
        column.addSpacing(6)
        column.addWidget(self._series)
        column.addWidget(self.cards, 1)

    def show_series(self, visit: str, cards: tuple[SeriesCard, ...]) -> None:
        """Show the series of a visit."""
        self._series.setText(f"SERIES · {visit.upper()}" if visit else "SERIES")
        self.cards.show_cards(cards)


class RightSide(QWidget):
    """Lesion table, the chosen lesion, response and chart."""

    def __init__(self) -> None:
        super().__init__()
        _panel(self, "right")
        self.setMinimumWidth(RIGHT_LEAST_PX)
        self.table, self.editor = LesionTableView(), LesionEditor()
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.response, self._chart = ResponseView(), ChartCard()
        self._progress = QLabel()
        self._progress.setProperty("kind", "soft")
        self.save = QPushButton("Save  Ctrl+S")
        self.save.setProperty("accent", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(_heading("LESIONS"))
        column.addWidget(self.table)
        column.addWidget(self.editor)
        column.addWidget(self.response)
        column.addWidget(self._chart, 1)
        # Takes the room of the chart where that is hidden.
        column.addStretch(0)
        foot = QHBoxLayout()
        foot.addWidget(self._progress, 1)
        foot.addWidget(self.save)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Give up the chart where there is no room for it."""
        super().resizeEvent(event)
        self._match_chart()

    def _match_chart(self) -> None:
        """Show the chart only where the whole table stands above it: its last line is overall."""
        response = self.response.heightForWidth(self.response.width())
        others = self.editor.sizeHint().height() + self.save.sizeHint().height() + EDGES_PX
        free = self.height() - self.table.natural_height() - response - others
        self._chart.setVisible(free >= self._chart.minimumSizeHint().height())

    def show_response(self, panel: ResponsePanel, progress: str) -> None:
        """Show a response and how far the visit is read."""
        self.response.show_panel(panel)
        self._chart.chart.show_chart(panel.chart)
        self._progress.setText(progress)
        self.table.setMaximumHeight(self.table.natural_height())
        self._match_chart()


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "heading")
    return label


def _panel(widget: QWidget, name: str) -> None:
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
