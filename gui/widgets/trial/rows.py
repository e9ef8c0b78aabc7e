"""A long table of lines: made of columns that say what they show, filled in no time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PyQt6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.trial.parts import ROW_PX
from gui.widgets.trial.state_pill import StatePill

LineT = TypeVar("LineT")
NO_INDEX = QModelIndex()
Role = Qt.ItemDataRole
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[LineT]):
    """What one column shows.

    Attributes
    ----------
    title : str
        Marked with `later`; it is translated where it is shown.
    width_px : int
        The least; 0 takes the room that the others leave.
    """

    title: str
    text: Callable[[LineT], str]
    width_px: int = 0
    tooltip: Callable[[LineT], str] | None = None
    colour: Callable[[LineT], str] | None = None


class RowsModel(QAbstractTableModel, Generic[LineT]):
    """Lines as a table that is only looked at."""

    def __init__(self, columns: Sequence[Column[LineT]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.lines: Sequence[LineT] = ()

    def show(self, lines: Sequence[LineT]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def grow(self, lines: Sequence[LineT]) -> None:
        """Show the same lines and others after them; nothing that is in sight moves."""
        before, after = len(self.lines), len(lines)
        if after > before:
            self.beginInsertRows(NO_INDEX, before, after - 1)
            self.lines = lines
            self.endInsertRows()

    def line(self, row: int) -> LineT | None:
        """Return a line, None where there is none."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: QModelIndex = NO_INDEX) -> int:
        """Count the lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: QModelIndex = NO_INDEX) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: QModelIndex, role: int = Role.DisplayRole) -> Any:
        """Return text, tooltip or colour of a cell."""
        line = self.line(index.row())
        if not index.isValid() or line is None:
            return None
        column = self.columns[index.column()]
        if role == Role.DisplayRole:
            return column.text(line)
        if role == Role.ToolTipRole:
            return (column.tooltip or column.text)(line)
        if role == Role.ForegroundRole and column.colour is not None:
            return QColor(column.colour(line))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return tr(self.columns[section].title)
        return None


class RowsView(QTableView):
    """Shows a `RowsModel`; Enter and a double click choose a line."""

    chosen = pyqtSignal(int)
    moved = pyqtSignal(int)
    """The row that the marked line is in, -1 where none is."""

    def __init__(self, name: str, model: RowsModel[Any]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFont(style.font(tabular=True))
        self._dress(model)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.row()))

    def _dress(self, model: RowsModel[Any]) -> None:
        titles, numbers = self.horizontalHeader(), self.verticalHeader()
        assert titles is not None
        assert numbers is not None
        titles.setDefaultAlignment(LEFT)
        titles.setHighlightSections(False)
        titles.setMinimumSectionSize(40)
        # Where the texts of the cells begin.
        titles.setStyleSheet("QHeaderView::section { padding-left: 9px; }")
        numbers.hide()
        numbers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        numbers.setDefaultSectionSize(ROW_PX)
        for n, column in enumerate(model.columns):
            if column.width_px:
                self.setColumnWidth(n, max(column.width_px, titles.sectionSizeHint(n)))
            else:
                titles.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)

    def show_states(self, column: int, pill: StatePill) -> None:
        """Show a column as pills, which have the room that they need."""
        self.setItemDelegateForColumn(column, pill)
        self.setColumnWidth(column, max(self.columnWidth(column), pill.width_px()))

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show another model, and follow where the marked line goes."""
        super().setModel(model)
        selection = self.selectionModel()
        if selection is not None:
            selection.currentRowChanged.connect(lambda here, _: self.moved.emit(here.row()))

    def mark(self, row: int) -> None:
        """Mark a line and bring it in sight."""
        if 0 <= row < self._rows():
            self.selectRow(row)
        else:
            self.moved.emit(-1)

    def _rows(self) -> int:
        model = self.model()
        return 0 if model is None else model.rowCount()

    def marked(self) -> int:
        """Return the row of the marked line, -1 where none is."""
        return self.currentIndex().row()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Choose the marked line on Enter, which no button of the window gets then."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event is not None and event.key() in enter and self.marked() >= 0:
            self.chosen.emit(self.marked())
            return
        super().keyPressEvent(event)
