"""The reasoning as a tree beside the images: it stays open and follows the calipers."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QDialog, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from gui.state.response_panel import Reason, ReasonKind, ResponsePanel
from gui.state.tongue import tr
from gui.widgets import style

LESION_ROLE = Qt.ItemDataRole.UserRole


class ReasonsDialog(QDialog):
    """Shows why; a click on a lesion leads every tile to it."""

    lesion_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Why this response"))
        self.resize(620, 520)
        self._reasons: tuple[Reason, ...] = ()
        self._heading = QLabel()
        self._heading.setProperty("kind", "title")
        self._heading.setWordWrap(True)
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setColumnCount(1)
        self._tree.setWordWrap(True)
        self._tree.setIndentation(16)
        self._tree.setUniformRowHeights(False)
        self._tree.itemClicked.connect(self._on_click)
        self._tree.itemActivated.connect(self._on_click)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(self._heading)
        layout.addWidget(self._tree, 1)

    def show_panel(self, panel: ResponsePanel) -> None:
        """Show the reasons of another response."""
        self._heading.setText(f"{panel.title} · {panel.context}")
        if panel.reasons == self._reasons:
            return
        self._reasons = panel.reasons
        self._tree.clear()
        for reason in panel.reasons:
            self._tree.addTopLevelItem(_item(reason))
        self._tree.expandAll()

    def _on_click(self, item: QTreeWidgetItem) -> None:
        lesion = item.data(0, LESION_ROLE)
        if lesion:
            self.lesion_chosen.emit(str(lesion))


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
