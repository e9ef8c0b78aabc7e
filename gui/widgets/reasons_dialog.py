"""The reasoning as a tree beside the images: it stays open and follows the calipers."""

from __future__ import annotations

from PyQt6.QtCore import QModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QResizeEvent
from PyQt6.QtWidgets import (
    QDialog,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.state.response_panel import Reason, ReasonKind, ResponsePanel
from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.window_place import open_with

PAD_PX, LEAST_PX = 6, 80
LESION_ROLE = Qt.ItemDataRole.UserRole


class ReasonsDialog(QDialog):
    """Shows why; a click on a lesion leads every tile to it."""

    lesion_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Why this response"))
        open_with(self, QSize(620, 520))
        self._reasons: tuple[Reason, ...] = ()
        self._heading = QLabel()
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setProperty("kind", "title")
        self._heading.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(tr("Reasons"))
        self.tree.setColumnCount(1)
        self.tree.setWordWrap(True)
        self.tree.setIndentation(16)
        self.tree.setUniformRowHeights(False)
        self.tree.setItemDelegate(_Wrapped(self.tree))
        self.tree.itemClicked.connect(self._on_click)
        self.tree.itemActivated.connect(self._on_click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(self.tree, 1)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Break the lines anew for another width."""
        super().resizeEvent(event)
        self.tree.scheduleDelayedItemsLayout()

    def show_reasons(self, panel: ResponsePanel, reasons: tuple[Reason, ...]) -> None:
        """Show the reasons of another response."""
        self._heading.setText(f"{panel.title} · {panel.context}")
        if reasons == self._reasons:
            return
        self._reasons = reasons
        self.tree.clear()
        for reason in reasons:
            self.tree.addTopLevelItem(_item(reason))
        self.tree.expandAll()

    def _on_click(self, item: QTreeWidgetItem) -> None:
        lesion = item.data(0, LESION_ROLE)
        if lesion:
            self.lesion_chosen.emit(str(lesion))


class _Wrapped(QStyledItemDelegate):
    """Gives a line the height of its whole text; Qt takes that of the first line."""

    def __init__(self, tree: QTreeWidget) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """Return the size of a line at the width that its depth leaves it."""
        self.initStyleOption(option, index)
        depth, above = 1, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        width = self._tree.columnWidth(0) - depth * self._tree.indentation() - 2 * PAD_PX
        room = QRect(0, 0, max(width, LEAST_PX), 0)
        flags = int(Qt.TextFlag.TextWordWrap)
        high = option.fontMetrics.boundingRect(room, flags, option.text).height()
        return QSize(width, high + PAD_PX)


def _item(reason: Reason) -> QTreeWidgetItem:
    item = QTreeWidgetItem([reason.text])
    item.setData(0, LESION_ROLE, reason.lesion)
    if reason.parts and not reason.lesion:
        item.setFont(0, style.font(style.TEXT_PX, weight=style.BOLD))
    if reason.kind is ReasonKind.FINDING and not reason.parts:
        item.setForeground(0, QColor(style.WARNING))
    if reason.citation:
        source = QTreeWidgetItem([reason.citation])
        source.setForeground(0, QColor(style.DIM))
        item.addChild(source)
    for part in reason.parts:
        item.addChild(_item(part))
    return item
