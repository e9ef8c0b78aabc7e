"""The lesion table on screen: always visible, its first two columns stay when it scrolls."""

from __future__ import annotations

from PyQt6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gui.state.lesion_table import LesionTable, Line, Section, Total
from gui.widgets import style
from gui.widgets.table_delegate import LesionTableDelegate
from gui.widgets.table_header import VisitHeader
from gui.widgets.table_model import (
    FIRST_VISIT_COLUMN,
    LESION_COLUMN,
    ORGAN_COLUMN,
    LesionTableModel,
)

LESION_WIDTH, ORGAN_WIDTH, VISIT_WIDTH = 54, 78, 66
ROW_HEIGHT, SECTION_HEIGHT, TOTAL_HEIGHT = 29, 21, 21
LONG_TOTAL_HEIGHT = 31


def _height(content: Section | Line | Total) -> int:
    match content:
        case Section():
            return SECTION_HEIGHT
        case Line():
            return ROW_HEIGHT
        case Total():
            long = any("/" in cell for cell in content.cells)
            return LONG_TOTAL_HEIGHT if long else TOTAL_HEIGHT


class LesionTableView(QTableView):
    """Shows the table, says which lesion is clicked and asks for its menu."""

    lesion_chosen = pyqtSignal(str, str)
    menu_wanted = pyqtSignal(str, str, QPoint)
    visit_chosen = pyqtSignal(str)
    why_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesions")
        self._model = LesionTableModel()
        self._delegate = LesionTableDelegate(self._model)
        self._header = VisitHeader(self._model, self)
        self._fixed = QTableView(self)
        self._fixed_header = VisitHeader(self._model, self._fixed)
        self.setModel(self._model)
        self._dress(self, self._header)
        self._fixed.setModel(self._model)
        self._dress(self._fixed, self._fixed_header)
        self._join()
        self.clicked.connect(self._on_click)
        self._fixed.clicked.connect(self._on_click)
        self.doubleClicked.connect(lambda _: self.why_wanted.emit())
        self._fixed.doubleClicked.connect(lambda _: self.why_wanted.emit())
        self._header.sectionClicked.connect(self._on_heading)

    def _dress(self, view: QTableView, header: VisitHeader) -> None:
        view.setItemDelegate(self._delegate)
        view.setHorizontalHeader(header)
        view.setShowGrid(False)
        view.setFrameShape(view.Shape.NoFrame)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setFont(style.font(style.TEXT_PX))
        view.setMouseTracking(True)
        rows = view.verticalHeader()
        assert rows is not None
        rows.hide()
        rows.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _join(self) -> None:
        """Lay the fixed columns over the table and let both scroll and choose as one."""
        fixed = self._fixed
        fixed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        fixed.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fixed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fixed.setSelectionModel(self.selectionModel())
        here, there = self.verticalScrollBar(), fixed.verticalScrollBar()
        assert here is not None
        assert there is not None
        here.valueChanged.connect(there.setValue)
        there.valueChanged.connect(here.setValue)
        viewport = self.viewport()
        assert viewport is not None
        viewport.stackUnder(fixed)

    def show_table(self, table: LesionTable, chosen: str | None) -> None:
        """Show a table with one lesion chosen."""
        if self._model.show(table):
            self._lay_out()
            self.updateGeometry()
        self._choose(chosen)

    def _lay_out(self) -> None:
        for view in (self, self._fixed):
            view.clearSpans()
            for n, row in enumerate(self._model.rows):
                view.setRowHeight(n, _height(row.content))
                if isinstance(row.content, Section):
                    view.setSpan(n, 0, 1, self._model.columnCount())
                elif isinstance(row.content, Total):
                    view.setSpan(n, LESION_COLUMN, 1, FIRST_VISIT_COLUMN)
        for n in range(FIRST_VISIT_COLUMN, self._model.columnCount()):
            self._fixed.setColumnHidden(n, True)
        self._widths()
        self._show_current()

    def _widths(self) -> None:
        visits = len(self._model.table.columns)
        free = self._inner_width() - LESION_WIDTH - ORGAN_WIDTH
        visit = max(VISIT_WIDTH, min(free // visits, 150)) if visits else VISIT_WIDTH
        organ = max(ORGAN_WIDTH, self._inner_width() - LESION_WIDTH - visit * visits)
        for view in (self, self._fixed):
            view.setColumnWidth(LESION_COLUMN, LESION_WIDTH)
            view.setColumnWidth(ORGAN_COLUMN, organ)
        for n in range(visits):
            self.setColumnWidth(FIRST_VISIT_COLUMN + n, visit)
        height = self._header.height() + self._viewport_height()
        self._fixed.setGeometry(0, 0, LESION_WIDTH + organ, height)

    def _inner_width(self) -> int:
        viewport = self.viewport()
        return viewport.width() if viewport is not None else self.width()

    def _viewport_height(self) -> int:
        viewport = self.viewport()
        return viewport.height() if viewport is not None else self.height()

    def _show_current(self) -> None:
        for n, column in enumerate(self._model.table.columns):
            if column.is_current and self._model.rows:
                self.scrollTo(self._model.index(0, FIRST_VISIT_COLUMN + n))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Give the columns the new width."""
        super().resizeEvent(event)
        self._widths()

    def natural_height(self) -> int:
        """Return the height at which nothing scrolls."""
        rows = sum(self.rowHeight(n) for n in range(len(self._model.rows)))
        return rows + self._header.sizeHint().height() + 2

    def sizeHint(self) -> QSize:
        """Ask for the height at which nothing scrolls."""
        return QSize(super().sizeHint().width(), self.natural_height())

    def _choose(self, lesion: str | None) -> None:
        row = self._model.row_of(lesion) if lesion else None
        selection = self.selectionModel()
        assert selection is not None
        if row is None:
            selection.clear()
            return
        if self.currentIndex().row() == row and selection.hasSelection():
            return
        flags = QItemSelectionModel.SelectionFlag
        # A spanned or hidden index would scroll the table sideways.
        index = self._model.index(row, LESION_COLUMN)
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def _on_click(self, index: QModelIndex) -> None:
        content = self._model.rows[index.row()].content
        column = self._model.column(index.column())
        if isinstance(content, Line):
            self.lesion_chosen.emit(content.lesion, column.visit if column else "")

    def _on_heading(self, section: int) -> None:
        column = self._model.column(section)
        if column is not None:
            self.visit_chosen.emit(column.visit)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        """Ask for the menu of the lesion and visit under the pointer."""
        viewport = self.viewport()
        if event is None or viewport is None:
            return
        at = viewport.mapFromGlobal(event.globalPos())
        row, column = self.rowAt(at.y()), self.columnAt(at.x())
        visit = self._model.column(column)
        if row >= 0 and isinstance(self._model.rows[row].content, Line):
            lesion = self._model.text(self._model.index(row, LESION_COLUMN))
            self.menu_wanted.emit(lesion, visit.visit if visit else "", event.globalPos())
        elif visit is not None:
            self.menu_wanted.emit("", visit.visit, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Return jumps to the chosen lesion; arrows choose another."""
        super().keyPressEvent(event)
        index = self.currentIndex()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up, Qt.Key.Key_Down)
        if event is not None and event.key() in keys and index.isValid():
            self._on_click(index)

    def lesion_rows(self) -> tuple[str, ...]:
        """Return the lesions from top to bottom."""
        return tuple(
            row.content.lesion for row in self._model.rows if isinstance(row.content, Line)
        )

    def text_at(self, row_title: str, visit: str) -> str:
        """Return what stands in a lesion's or a total's row under a visit; for tests."""
        for n in range(len(self._model.rows)):
            if self._model.text(self._model.index(n, 0)) != row_title:
                continue
            for place, column in enumerate(self._model.table.columns):
                if column.visit == visit:
                    return self._model.text(self._model.index(n, FIRST_VISIT_COLUMN + place))
        return ""
