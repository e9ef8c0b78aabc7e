"""The work list: subjects with a mark for every visit, of its response's colour and shape."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QContextMenuEvent, QPainter, QPen
from PyQt6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui.state.desk import Sight
from gui.state.tongue import tr
from gui.state.trial.work_lines import WORDS
from gui.state.trial.work_lines import Sight as WorkSight
from gui.state.worklist import SubjectLine, VisitMark
from gui.widgets import style
from gui.widgets.response_mark import paint_response
from recist.trial.worklist import Work

LINE_ROLE = Qt.ItemDataRole.UserRole
ROW_PX, DOT_PX, GAP_PX = 30, 9, 5
MARK_PX = 3.4
MOST_DOTS = 7
MOST_ROWS = 12
QUIET = (None, Work.TO_READ, Work.IN_PROGRESS)
"""What the dot of a visit shows by itself."""


class WorkList(QListWidget):
    """Shows the subjects and says which one is chosen."""

    subject_chosen = pyqtSignal(str)
    menu_wanted = pyqtSignal(str, str, QPoint)
    """Subject, visit (empty where the pointer is on no dot) and where on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("worklist")
        self.setItemDelegate(_SubjectDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Work list"))
        self.setUniformItemSizes(True)
        self.setMinimumHeight(ROW_PX + 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._lines: tuple[SubjectLine, ...] = ()
        self._sight = Sight.READS
        self.itemClicked.connect(self._on_chosen)
        self.itemActivated.connect(self._on_chosen)

    def sizeHint(self) -> QSize:
        """Ask for as much height as there are subjects, up to a point."""
        shown = min(max(len(self._lines), 1), MOST_ROWS)
        return QSize(super().sizeHint().width(), shown * ROW_PX + 4)

    def show_lines(self, lines: tuple[SubjectLine, ...], sight: Sight) -> None:
        """Show other lines; the place stays."""
        if (lines, sight) == (self._lines, self._sight):
            return
        if [one.subject for one in lines] != [one.subject for one in self._lines]:
            self.clear()
            for line in lines:
                self.addItem(QListWidgetItem(line.subject))
        self._lines, self._sight = lines, sight
        self.updateGeometry()
        for n, line in enumerate(lines):
            item = self.item(n)
            assert item is not None
            item.setData(LINE_ROLE, line)
            said = [_said(mark, sight) for mark in line.visits]
            item.setToolTip("\n".join([line.subject, *said]))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, "; ".join([line.subject, *said]))
            if line.is_open:
                self.setCurrentItem(item)

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        """Ask for the menu of the subject, or of the visit whose dot is under the pointer."""
        viewport = self.viewport()
        if event is None or viewport is None:
            return
        at = event.pos()
        item = self.itemAt(at) or (self.currentItem() if by_key(event) else None)
        if item is None:
            return
        if by_key(event):
            at = self.visualItemRect(item).center()
        visit = self._visit_at(item, at.x())
        self.menu_wanted.emit(item.text(), visit, viewport.mapToGlobal(at))

    def _visit_at(self, item: QListWidgetItem, x: int) -> str:
        line = item.data(LINE_ROLE)
        marks = line.visits[-MOST_DOTS:] if isinstance(line, SubjectLine) else ()
        step = DOT_PX + GAP_PX
        left = self.visualItemRect(item).right() - len(marks) * step - 4 - GAP_PX / 2
        place = int((x - left) // step)
        return marks[place].label if 0 <= place < len(marks) else ""

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.subject_chosen.emit(item.text())


def by_key(event: QContextMenuEvent) -> bool:
    """Say whether a menu is asked for by the keyboard."""
    return event.reason() is QContextMenuEvent.Reason.Keyboard


def _said(mark: VisitMark, sight: Sight) -> str:
    state = mark.response.value if mark.response else tr("read") if mark.is_read else sight.unread
    parts = [state, *([] if mark.work in QUIET else [tr(WORDS[WorkSight(mark.work.value)])])]
    return f"{mark.label} {mark.date}: {', '.join(parts)}"


class _SubjectDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(option.rect.width(), ROW_PX)

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        line = index.data(LINE_ROLE)
        if painter is None or not isinstance(line, SubjectLine):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if line.is_open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(style.RAISED))
            painter.drawRoundedRect(area, 7, 7)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(style.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 0, -1, 0), 7, 7)
        marks = line.visits[-MOST_DOTS:]
        dots = len(marks) * (DOT_PX + GAP_PX)
        painter.setFont(style.font(style.TEXT_PX, weight=style.BOLD if line.is_open else None))
        painter.setPen(QColor(style.TEXT))
        room = area.adjusted(8, 0, -dots - 12, 0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(
            line.subject, Qt.TextElideMode.ElideMiddle, int(room.width())
        )
        painter.drawText(room, side, name)
        left = area.right() - dots - 4
        for n, mark in enumerate(marks):
            _dot(painter, left + n * (DOT_PX + GAP_PX), area.center().y(), mark)
        painter.restore()


def _dot(painter: QPainter, left: float, middle: float, mark: VisitMark) -> None:
    area = QRectF(left, middle - DOT_PX / 2, DOT_PX, DOT_PX)
    if mark.response is not None:
        paint_response(painter, area.center(), MARK_PX, mark.response.value)
        _sign(painter, area, mark)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(
        QPen(
            QColor(style.SOFT if mark.is_read else style.DIM),
            1.4,
            Qt.PenStyle.SolidLine if mark.is_read else Qt.PenStyle.DotLine,
        )
    )
    painter.drawEllipse(area.adjusted(0.7, 0.7, -0.7, -0.7))
    _sign(painter, area, mark)


def _sign(painter: QPainter, area: QRectF, mark: VisitMark) -> None:
    """Underline a visit that is signed, and put a query's mark over one that is asked about."""
    if mark.work is Work.SIGNED:
        painter.setPen(QPen(QColor(style.TEXT), 1.6))
        below = area.bottom() + 3
        painter.drawLine(QPointF(area.left(), below), QPointF(area.right(), below))
    elif mark.work is Work.QUERY:
        painter.setPen(QColor(style.ERROR))
        painter.setFont(style.font(style.TINY_PX, weight=style.BOLD))
        painter.drawText(area.adjusted(-3, -12, 3, -8), Qt.AlignmentFlag.AlignCenter, "?")
