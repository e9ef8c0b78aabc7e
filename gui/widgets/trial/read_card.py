"""One of two reads: its name, what it comes to, and its lesion table with the marks."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRectF, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QPainter, QPen
from PyQt6.QtWidgets import QFrame, QSizePolicy, QStyleOptionViewItem, QVBoxLayout

from gui.state.lesion_table import Line, Section
from gui.state.tongue import tr
from gui.state.trial.adjudication_case import ReadShown
from gui.state.trial.reads_apart import Place
from gui.widgets import style
from gui.widgets.labels import label
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.table_delegate import LesionTableDelegate
from gui.widgets.table_model import LesionTableModel
from gui.widgets.trial.parts import button, row


class ReadCard(QFrame):
    """Shows a read; a visit is chosen by its heading, a lesion, or from outside."""

    visit_chosen = pyqtSignal(str)
    images_wanted = pyqtSignal(str, str)
    """The read by its name, and the visit."""

    def __init__(self, read: ReadShown, visit: str) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(read.name)
        self._read, self._visit = read, visit
        self.table = LesionTableView()
        self.table.setAccessibleName(tr("Lesions of {read}", read=read.name))
        model = self.table.model()
        assert isinstance(model, LesionTableModel)
        self._delegate = MarkingDelegate(model, read.apart)
        self.table.setItemDelegate(self._delegate)
        self.table.totals.setItemDelegate(self._delegate)
        self.table.totals.setAccessibleName(tr("Sums and responses of {read}", read=read.name))
        self.show_button = button("", self._want_images)
        summary = label(f"{read.summary[:1].upper()}{read.summary[1:]}", "soft")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(row(label(read.name, "strong"), None, self.show_button))
        whole.addWidget(summary)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.table.totals)
        whole.addWidget(self.table.bar)
        self.table.visit_chosen.connect(self.visit_chosen)
        self.table.lesion_chosen.connect(lambda _, chosen: self._choose(chosen))
        self.show_visit(visit)
        # It scrolls where there is no room for all lesions, and asks for none of its own.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(self.table.least_height())

    @property
    def name(self) -> str:
        """Which read it is."""
        return self._read.name

    def show_visit(self, visit: str) -> None:
        """Mark another visit as the one that is looked at."""
        self._visit = visit
        self.table.show_table(self._read.table(visit), self.table.chosen())
        self.show_button.setText(tr("Show {visit} on the images", visit=visit))
        self.show_button.setAccessibleName(
            tr("Show {visit} of {read} on the images", visit=visit, read=self.name)
        )

    def _choose(self, visit: str) -> None:
        if visit:
            self.visit_chosen.emit(visit)

    def _want_images(self) -> None:
        self.images_wanted.emit(self.name, self._visit)


class MarkingDelegate(LesionTableDelegate):
    """Draws a frame and a sign where the other read says something else."""

    def __init__(self, model: LesionTableModel, places: frozenset[Place]) -> None:
        super().__init__(model)
        self._places = places

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Draw a cell, and its mark over it."""
        super().paint(painter, option, index)
        if painter is None or not self._is_apart(index):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.WARNING), 1))
        area = QRectF(option.rect).adjusted(3.5, 1.5, -2.5, -2.5)
        painter.drawRoundedRect(area, 5, 5)
        painter.setFont(style.font(style.SMALL_PX, weight=style.BOLD))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area.adjusted(5, 0, 0, 0), side, "≠")
        painter.restore()

    def _is_apart(self, index: QModelIndex) -> bool:
        if index.row() >= len(self._model.rows):
            return False
        column = self._model.column(index.column())
        content = self._model.rows[index.row()].content
        if column is None or isinstance(content, Section):
            return False
        named = content.lesion if isinstance(content, Line) else content.title
        return (named, column.visit) in self._places
