"""The footer of the lesion table: sums and responses, in sight wherever the lesions scroll."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QSize, Qt, pyqtSignal
from PyQt6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from gui.state.lesion_table import Total
from gui.widgets import style
from gui.widgets.table_delegate import LesionTableDelegate
from gui.widgets.table_model import FIRST_VISIT_COLUMN, LESION_COLUMN, LesionTableModel

TOTAL_HEIGHT, LONG_TOTAL_HEIGHT = 21, 31


class TotalsView(QTableView):
    """Shows the model's totals; its columns follow those of the table above."""

    why_wanted = pyqtSignal()

    def __init__(self, model: LesionTableModel, delegate: LesionTableDelegate) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("lesions")
        self.setModel(model)
        header = QHeaderView(Qt.Orientation.Horizontal, self)
        dress(self, delegate, header)
        header.hide()
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Sums and responses")
        self.setFixedHeight(0)
        self.doubleClicked.connect(lambda _: self.why_wanted.emit())

    def lay_out(self) -> None:
        """Show the totals of the model as it is now."""
        self.clearSpans()
        high = 0
        for n, row in enumerate(self._model.rows):
            is_total = isinstance(row.content, Total)
            self.setRowHidden(n, not is_total)
            if isinstance(row.content, Total):
                tall = any("/" in cell for cell in row.content.cells)
                self.setRowHeight(n, LONG_TOTAL_HEIGHT if tall else TOTAL_HEIGHT)
                self.setSpan(n, LESION_COLUMN, 1, FIRST_VISIT_COLUMN)
                high += self.rowHeight(n)
        self.setFixedHeight(high + 2 * self.frameWidth())

    def row_count(self) -> int:
        """Count the rows on screen."""
        return len(self._model.table.totals)

    def row_index(self, place: int) -> QModelIndex:
        """Return the first cell of a row on screen."""
        before = len(self._model.rows) - self.row_count()
        return self._model.index(before + place, LESION_COLUMN)

    def sizeHint(self) -> QSize:
        """Ask for the height of all rows."""
        return QSize(super().sizeHint().width(), self.height())


def dress(view: QTableView, delegate: LesionTableDelegate, header: QHeaderView) -> None:
    """Give both parts of the table the same look."""
    view.setItemDelegate(delegate)
    view.setHorizontalHeader(header)
    view.setShowGrid(False)
    view.setFrameShape(view.Shape.StyledPanel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setFont(style.font(style.TEXT_PX))
    rows = view.verticalHeader()
    assert rows is not None
    rows.hide()
    rows.setMinimumSectionSize(20)
    header.setMinimumSectionSize(20)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def viewport_of(view: QTableView) -> QWidget:
    """Return a table's viewport, which always exists."""
    viewport = view.viewport()
    assert viewport is not None
    return viewport
