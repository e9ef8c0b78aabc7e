"""The panels to the left and right of the images."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt, QTimer
from PyQt6.QtGui import QResizeEvent, QShowEvent
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.state.action_table import key_text
from gui.state.keys import Binding, Intent
from gui.state.response_panel import ResponsePanel
from gui.state.tongue import later, tr
from gui.state.worklist import SeriesCard
from gui.widgets.elided import Elided
from gui.widgets.lesion_editor import LesionEditor
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.response_view import ChartCard, ResponseView
from gui.widgets.series_cards import SeriesCards
from gui.widgets.standing import stands_for
from gui.widgets.work_list import WorkList
from recist.trial.worklist import Work

LEFT_LEAST_PX, LEFT_MOST_PX, RIGHT_LEAST_PX = 180, 340, 400
EDGES_PX = 20
GAPS, GAP_PX = 5, 8
LEAST_RESPONSE_PX, FRAME_PX = 64, 1
SIGN, SIGNED = later("Sign visit"), later("Signed ✓")


class LeftSide(QWidget):
    """Work list and series."""

    def __init__(self) -> None:
        super().__init__()
        _panel(self, "left")
        self.setMinimumWidth(LEFT_LEAST_PX)
        self.setMaximumWidth(LEFT_MOST_PX)
        self.work_list, self.cards = WorkList(), SeriesCards()
        self._series = Elided()
        self._series.setProperty("kind", "heading")
        self._series.tell(tr("SERIES"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 14, 8, 10)
        column.setSpacing(8)
        column.addWidget(_heading(tr("WORK LIST")))
        column.addWidget(self.work_list)
        column.addSpacing(6)
        column.addWidget(self._series)
        column.addWidget(self.cards, 1)

    def show_series(self, visit: str, cards: tuple[SeriesCard, ...]) -> None:
        """Show the series of a visit."""
        self._series.tell(tr("SERIES · {visit}", visit=visit.upper()) if visit else tr("SERIES"))
        self.cards.show_cards(cards)


class RightSide(QWidget):
    """Lesion table, the chosen lesion, response and chart."""

    def __init__(self) -> None:
        super().__init__()
        _panel(self, "right")
        self.setMinimumWidth(RIGHT_LEAST_PX)
        self.table, self.editor = LesionTableView(), LesionEditor()
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.totals, self.bar = self.table.totals, self.table.bar
        self.response, self.chart = ResponseView(), ChartCard()
        self.response_area = _scrolled(self.response)
        self._heading = _heading(tr("LESIONS"))
        self._progress = QLabel()
        self._progress.setProperty("kind", "soft")
        self._progress.setWordWrap(True)
        self.sign = QPushButton(tr(SIGN))
        self._sign_key = ""
        stands_for(self.sign, Intent.SIGN)
        self.sign.setProperty("accent", "true")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(GAP_PX)
        column.addWidget(self._heading)
        column.addLayout(self._table_parts())
        column.addWidget(self.editor)
        column.addWidget(self.response_area)
        column.addWidget(self.chart, 1)
        # Takes the room of the chart where that is hidden.
        column.addStretch(0)
        foot = QHBoxLayout()
        foot.addWidget(self._progress, 1)
        foot.addWidget(self.sign)
        column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Share the new height."""
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent | None) -> None:
        """Share the height anew: only what is shown has its fonts and knows its size."""
        super().showEvent(event)
        QTimer.singleShot(0, self._share)

    def _table_parts(self) -> QVBoxLayout:
        parts = QVBoxLayout()
        parts.setSpacing(0)
        for widget in (self.table, self.totals, self.bar):
            parts.addWidget(widget)
        return parts

    def _share(self) -> None:
        """Share the height: the footer and Sign stay, the chart goes first, then rows scroll."""
        inner = self.width() - 24
        response = self.response.heightForWidth(inner - 2 * FRAME_PX) + 2 * FRAME_PX
        fixed = (self._heading, self.editor, self.sign)
        others = sum(widget.sizeHint().height() for widget in fixed) + EDGES_PX + GAPS * GAP_PX
        bar = 0 if self.bar.isHidden() else self.bar.sizeHint().height()
        others += self.totals.height() + bar
        free, table = self.height() - others, self.table.natural_height()
        chart = free - table - response >= self.chart.minimumSizeHint().height() + GAP_PX
        self.chart.setVisible(chart)
        response = min(response, max(free - self.table.least_height(), LEAST_RESPONSE_PX))
        self.response_area.setMaximumHeight(response)
        least = self.table.least_height()
        self.table.setMinimumHeight(least)
        self.table.setMaximumHeight(max(min(table, free - response), least))

    def show_keys(self, rows: tuple[Binding, ...]) -> None:
        """Name the key of signing from the next `show_signing` on."""
        self._sign_key = key_text(rows, Intent.SIGN)

    def show_signing(self, work: Work | None, *, may_sign: bool) -> None:
        """Offer to sign the visit, or say that it is signed."""
        self.sign.setVisible(may_sign)
        signed = work is Work.SIGNED
        self.sign.setText(tr(SIGNED) if signed else f"{tr(SIGN)}  {self._sign_key}".strip())
        self.sign.setEnabled(not signed)

    def show_response(self, panel: ResponsePanel, progress: str) -> None:
        """Show a response and how far the visit is read."""
        self.response.show_panel(panel)
        self.chart.chart.show_chart(panel.chart)
        self._progress.setText(progress)
        self._share()


class _Scrolled(QScrollArea):
    """Takes the height that it is allowed."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())


def _scrolled(widget: QWidget) -> QScrollArea:
    """Let a panel scroll where a small screen has no room for all of it."""
    area = _Scrolled()
    area.setMinimumHeight(LEAST_RESPONSE_PX)
    area.setObjectName("response")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    area.setAccessibleName(tr("Response"))
    area.setWidget(widget)
    return area


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", "heading")
    return label


def _panel(widget: QWidget, name: str) -> None:
    widget.setObjectName(name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
