"""The lesion table on screen: lesions that scroll, a footer that stays, whole columns only."""

from __future__ import annotations

from PyQt6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QPointF,
    QSignalBlocker,
    QSize,
    Qt,
    pyqtSignal,
)
from PyQt6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PyQt6.QtWidgets import QAbstractItemView, QScrollBar, QTableView, QWidget

from gui.state.lesion_table import LesionTable, Line, Section, Total
from gui.state.tongue import tr
from gui.widgets import table_columns
from gui.widgets.table_delegate import LesionTableDelegate, sign_rect
from gui.widgets.table_header import HEIGHT as HEADER_HEIGHT
from gui.widgets.table_header import VisitHeader
from gui.widgets.table_model import (
    FIRST_VISIT_COLUMN,
    LESION_COLUMN,
    ORGAN_COLUMN,
    LesionTableModel,
)
from gui.widgets.table_totals import TotalsView, dress, viewport_of
from gui.widgets.work_list import by_key
from recist.model.lesion import Role

ROW_HEIGHT, SECTION_HEIGHT = 29, 21
SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
ANSWERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
LEAST_ROWS = 3


class LesionTableView(QTableView):
    """Shows the lesions, says which one is clicked and asks for its menu.

    ``totals`` and ``bar`` belong to it and are to be laid out below it: the footer, and the
    scroll bar for the visits, which moves by whole columns.
    """

    lesion_chosen = pyqtSignal(str, str)
    menu_wanted = pyqtSignal(str, str, QPoint)
    visit_chosen = pyqtSignal(str)
    why_wanted = pyqtSignal()
    rule_wanted = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lesions")
        self.setAccessibleName(tr("Lesions"))
        self._model = LesionTableModel()
        self._delegate = LesionTableDelegate(self._model)
        self._header = VisitHeader(self._model, self)
        self.setModel(self._model)
        dress(self, self._delegate, self._header)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAutoScroll(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.totals = TotalsView(self._model, self._delegate)
        self.bar = QScrollBar(Qt.Orientation.Horizontal)
        self.bar.setAccessibleName(tr("Scroll the visits"))
        self.bar.hide()
        self._rows_px = 0
        self._current: str | None = None
        self._pressed: QPoint | None = None
        self.bar.valueChanged.connect(self._show_columns)
        self.clicked.connect(self._on_click)
        self.doubleClicked.connect(lambda _: self.why_wanted.emit())
        self.totals.why_wanted.connect(self.why_wanted)
        self._header.sectionClicked.connect(self._on_heading)
        for view in (self, self.totals, self._header):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.totals.customContextMenuRequested.connect(self._on_totals_menu)
        self._header.customContextMenuRequested.connect(self._on_heading_menu)

    def show_table(self, table: LesionTable, chosen: str | None) -> None:
        """Show a table with one lesion chosen."""
        reshaped = self._model.show(table)
        if reshaped:
            self._lay_out()
            self.updateGeometry()
        current = next((one.visit for one in table.columns if one.is_current), None)
        if reshaped or current != self._current:
            self._current = current
            self._match_bar(follow=True)
        self._choose(chosen)

    def _lay_out(self) -> None:
        self.clearSpans()
        for n, row in enumerate(self._model.rows):
            self.setRowHidden(n, isinstance(row.content, Total))
            if isinstance(row.content, Section):
                self.setRowHeight(n, SECTION_HEIGHT)
                self.setSpan(n, 0, 1, self._model.columnCount())
            elif isinstance(row.content, Line):
                self.setRowHeight(n, ROW_HEIGHT)
                if row.content.role is Role.MARKER:
                    # A marker is nowhere: its name has the room.
                    self.setSpan(n, LESION_COLUMN, 1, FIRST_VISIT_COLUMN)
        self._rows_px = sum(self.rowHeight(n) for n in range(len(self._model.rows)))
        self.totals.lay_out()

    # --- columns ----------------------------------------------------------------------------

    def _match_bar(self, *, follow: bool) -> None:
        """Give the scroll bar its range; ``follow`` brings the current visit's past in sight."""
        visits, place = len(self._model.table.columns), self._place_of_current()
        room = table_columns.places(visits, viewport_of(self).width())
        with QSignalBlocker(self.bar):
            self.bar.setRange(0, table_columns.steps(visits, room))
            self.bar.setPageStep(max(room - 1, 1))
            if follow:
                self.bar.setValue(table_columns.first_beside(visits, room, place))
        self.bar.setVisible(room < visits)
        self._show_columns()

    def _show_columns(self) -> None:
        """Show the visits that fit, each in full, and give all columns their widths."""
        visits, width = len(self._model.table.columns), viewport_of(self).width()
        room = table_columns.places(visits, width)
        place = self._place_of_current()
        shown = table_columns.visible(visits, room, place, self.bar.value())
        wide = table_columns.widths(len(shown), width)
        for view in (self, self.totals):
            view.setColumnWidth(LESION_COLUMN, wide.lesion)
            view.setColumnWidth(ORGAN_COLUMN, wide.organ)
            for n in range(visits):
                view.setColumnHidden(FIRST_VISIT_COLUMN + n, n not in shown)
                if n in shown:
                    view.setColumnWidth(FIRST_VISIT_COLUMN + n, wide.visit)

    def _place_of_current(self) -> int | None:
        columns = self._model.table.columns
        return next((n for n, one in enumerate(columns) if one.is_current), None)

    def visits_shown(self) -> tuple[str, ...]:
        """Return the visits whose columns are in sight, from left to right."""
        return tuple(
            one.visit
            for n, one in enumerate(self._model.table.columns)
            if not self.isColumnHidden(FIRST_VISIT_COLUMN + n)
        )

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Give the columns the new width."""
        super().resizeEvent(event)
        self._match_bar(follow=event is None or event.oldSize().width() != event.size().width())

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Scroll the lesions; sideways, the visits by whole columns."""
        if event is None:
            return
        sideways = event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = sideways or event.angleDelta().y()
        if not sideways:
            super().wheelEvent(event)
            return
        self.bar.setValue(self.bar.value() + (-1 if sideways > 0 else 1))
        event.accept()

    # --- heights ----------------------------------------------------------------------------

    def natural_height(self) -> int:
        """Return the height at which nothing scrolls."""
        return self._rows_px + HEADER_HEIGHT + 2 * self.frameWidth()

    def least_height(self) -> int:
        """Return the height of the heading and a few lesions."""
        least = HEADER_HEIGHT + SECTION_HEIGHT + LEAST_ROWS * ROW_HEIGHT
        return min(least, self.natural_height())

    def sizeHint(self) -> QSize:
        """Ask for the height at which nothing scrolls."""
        return QSize(super().sizeHint().width(), self.natural_height())

    # --- what is chosen ---------------------------------------------------------------------

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
        here = self.currentIndex()
        index = here if here.row() == row else self._model.index(row, LESION_COLUMN)
        selection.setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def selectionCommand(
        self, index: QModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let lesions be chosen only: a click on a title leaves the chosen one as it is."""
        if not self._is_lesion(index.row()):
            return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def chosen(self) -> str | None:
        """Return the lesion whose row is marked."""
        selection = self.selectionModel()
        rows = selection.selectedRows() if selection is not None else []
        content = self._model.rows[rows[0].row()].content if rows else None
        return content.lesion if isinstance(content, Line) else None

    def _is_lesion(self, row: int) -> bool:
        return 0 <= row < len(self._model.rows) and isinstance(self._model.rows[row].content, Line)

    # --- mouse and keys ---------------------------------------------------------------------

    def _on_click(self, index: QModelIndex) -> None:
        content = self._model.rows[index.row()].content
        column = self._model.column(index.column())
        if isinstance(content, Line) and self._on_sign(index):
            self.rule_wanted.emit(content.lesion, column.visit if column else "")
        elif isinstance(content, Line):
            self.lesion_chosen.emit(content.lesion, column.visit if column else "")

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """Note where the press was: a sign is less than its cell."""
        self._pressed = None if event is None else event.position().toPoint()
        super().mousePressEvent(event)

    def _on_sign(self, index: QModelIndex) -> bool:
        """Say whether the last press was on the warning sign of a cell; once."""
        pressed, self._pressed = self._pressed, None
        sign = sign_rect(self.visualRect(index), index.column())
        return (
            pressed is not None
            and self._model.has_warning(index)
            and sign.contains(QPointF(pressed))
        )

    def _on_heading(self, section: int) -> None:
        column = self._model.column(section)
        if column is not None:
            self.visit_chosen.emit(column.visit)

    def _on_menu(self, at: QPoint) -> None:
        """Ask for the menu of the lesion and visit under the pointer."""
        row = self.rowAt(at.y())
        lesion = self._model.text(self._model.index(row, LESION_COLUMN))
        self._want_menu(
            lesion if self._is_lesion(row) else "", self.columnAt(at.x()), viewport_of(self), at
        )

    def _on_totals_menu(self, at: QPoint) -> None:
        self._want_menu("", self.totals.columnAt(at.x()), viewport_of(self.totals), at)

    def _on_heading_menu(self, at: QPoint) -> None:
        self._want_menu("", self._header.logicalIndexAt(at), self._header.viewport(), at)

    def _want_menu(self, lesion: str, section: int, where: QWidget | None, at: QPoint) -> None:
        column = self._model.column(section)
        if where is not None and (lesion or column is not None):
            # On the lesion's name the menu, also that of the keyboard, is about the visit now.
            visit = column.visit if column is not None else self._current or ""
            self.menu_wanted.emit(lesion, visit, where.mapToGlobal(at))

    def event(self, event: QEvent | None) -> bool:
        """Open the menu of the cell that the keyboard is at; Qt would take the middle."""
        if isinstance(event, QContextMenuEvent) and by_key(event):
            index = self.currentIndex()
            if index.isValid() and self._is_lesion(index.row()):
                at = self.visualRect(index).center()
                lesion = self._model.text(index.siblingAtColumn(LESION_COLUMN))
                self._want_menu(lesion, index.column(), viewport_of(self), at)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent | None) -> None:
        """Begin at the first lesion where no cell is chosen yet."""
        super().focusInEvent(event)
        rows = [n for n in range(len(self._model.rows)) if self._is_lesion(n)]
        if rows and not self._is_lesion(self.currentIndex().row()):
            self._go(self._model.index(rows[0], LESION_COLUMN))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Go from cell to cell; up and down choose a lesion, Enter and Space answer a cell."""
        if event is None:
            return
        here, key = self.currentIndex(), event.key()
        if key in SIDEWAYS:
            self._step_column(SIDEWAYS[Qt.Key(key)])
        elif key in UP_AND_DOWN:
            self._step_row(UP_AND_DOWN[Qt.Key(key)])
        elif key in ANSWERS and here.isValid():
            self._on_click(here)
            self._tell_warning(here)
        else:
            super().keyPressEvent(event)

    def _step_row(self, way: int) -> None:
        """Choose the next lesion; titles and totals are passed over."""
        here = self.currentIndex()
        rows = [n for n in range(len(self._model.rows)) if self._is_lesion(n)]
        after = [n for n in rows if (n - here.row()) * way > 0]
        if not after:
            return
        row = min(after) if way > 0 else max(after)
        self._go(self._model.index(row, max(here.column(), 0)))
        self._on_click(self.currentIndex())

    def _step_column(self, way: int) -> None:
        """Go to the next column; a visit that is out of sight is scrolled to."""
        here = self.currentIndex()
        column = here.column() + way
        if not here.isValid() or not 0 <= column < self._model.columnCount():
            return
        now = self.bar.value()
        nearest = sorted(range(self.bar.maximum() + 1), key=lambda value: abs(value - now))
        for value in nearest:
            if not self.isColumnHidden(column):
                break
            self.bar.setValue(value)
        self._go(here.siblingAtColumn(column))

    def _go(self, index: QModelIndex) -> None:
        """Move the keyboard to a cell; which lesion is chosen is not decided here."""
        selection = self.selectionModel()
        if selection is not None:
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def _tell_warning(self, index: QModelIndex) -> None:
        """Open the rule where a sign of warning stands."""
        content, column = self._model.rows[index.row()].content, self._model.column(index.column())
        if isinstance(content, Line) and self._model.has_warning(index):
            self.rule_wanted.emit(content.lesion, column.visit if column else "")

    # --- for tests and screen readers -------------------------------------------------------

    def row_index(self, row: int) -> QModelIndex:
        """Return the first cell of a row."""
        return self._model.index(row, LESION_COLUMN)

    def lesion_rows(self) -> tuple[str, ...]:
        """Return the lesions from top to bottom."""
        return tuple(
            row.content.lesion for row in self._model.rows if isinstance(row.content, Line)
        )

    def text_at(self, row_title: str, visit: str) -> str:
        """Return what stands in a lesion's or a total's row under a visit."""
        for n in range(len(self._model.rows)):
            if self._model.text(self._model.index(n, 0)) != row_title:
                continue
            for place, column in enumerate(self._model.table.columns):
                if column.visit == visit:
                    return self._model.text(self._model.index(n, FIRST_VISIT_COLUMN + place))
        return ""
