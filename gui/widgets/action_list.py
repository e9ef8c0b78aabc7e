"""The table of actions on the screen, grouped: what each does, its key, and why it has none."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QColor, QKeyEvent
from PyQt6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from gui.state.action_table import grouped
from gui.state.keys import Binding, Intent
from gui.state.tongue import tr
from gui.state.triggers import shown
from gui.widgets import style

INTENT = Qt.ItemDataRole.UserRole
KEY_PX, ACTION_PX = 150, 400


class ActionList(QTreeWidget):
    """Rows under the names of their groups; Enter and a double click choose one."""

    chosen = pyqtSignal(object)
    """Carries the intent of a row that is to be changed."""
    marked = pyqtSignal(object)
    """Carries the intent of the row that the keyboard is on, None on a group."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("kind", "plain")
        self.setColumnCount(3)
        self.setHeaderLabels([tr("What it does"), tr("Key"), tr("Where")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setColumnWidth(0, ACTION_PX)
        self.setColumnWidth(1, KEY_PX)
        self.currentItemChanged.connect(lambda now, _: self.marked.emit(_intent(now)))
        self.itemDoubleClicked.connect(lambda item, _: self._choose(item))
        self._rows: dict[Intent, QTreeWidgetItem] = {}
        # Lines among lines: below a heading Qt's tree would show them once for each column.
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []

    def show_rows(self, rows: tuple[Binding, ...]) -> None:
        """Show the rows under their groups; the marked one stays marked."""
        marked = self.marked_intent()
        self.blockSignals(True)
        self.clear()
        self._rows, self._groups = {}, []
        for group, members in grouped(rows):
            head = QTreeWidgetItem(self, [tr(group.value)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFirstColumnSpanned(True)
            head.setForeground(0, QColor(style.ACCENT))
            head.setFont(0, style.font(weight=style.BOLD))
            lines = [_item(self, row) for row in members]
            self._rows |= dict(zip((row.intent for row in members), lines, strict=True))
            self._groups.append((head, lines))
        self.blockSignals(False)
        self.mark(marked or next(iter(self._rows)))

    def mark(self, intent: Intent) -> None:
        """Put the keyboard on a row."""
        item = self._rows.get(intent)
        if item is not None:
            self.setCurrentItem(item)
            self.marked.emit(intent)

    def marked_intent(self) -> Intent | None:
        """Return the row that the keyboard is on."""
        return _intent(self.currentItem())

    def search(self, text: str) -> None:
        """Leave only the rows that hold every word, in any column."""
        words = text.casefold().split()
        first: QTreeWidgetItem | None = None
        for head, members in self._groups:
            for item in members:
                said = " ".join(item.text(column) for column in range(3)).casefold()
                item.setHidden(not all(word in said for word in words))
            found = [item for item in members if not item.isHidden()]
            head.setHidden(not found)
            first = first or next(iter(found), None)
        now = self.currentItem()
        if first is not None and (now is None or now.isHidden()):
            self.setCurrentItem(first)

    def texts(self) -> dict[Intent, tuple[str, str, str]]:
        """Return what is shown of every row that is not hidden."""
        return {
            intent: (item.text(0), item.text(1), item.text(2))
            for intent, item in self._rows.items()
            if not item.isHidden()
        }

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Choose the row with Enter; the way on with Tab stays as it is."""
        if event is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentItem())
            return
        super().keyPressEvent(event)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        intent = _intent(item)
        if intent is not None:
            self.chosen.emit(intent)


def _item(shown_in: QTreeWidget, row: Binding) -> QTreeWidgetItem:
    where = tr(row.scope.value)
    if not row.trigger:
        where = tr(row.reason) if row.reason else tr("taken away in the settings")
    item = QTreeWidgetItem(shown_in, [tr(row.description), shown(row.trigger) or "–", where])
    item.setData(0, INTENT, row.intent.value)
    item.setForeground(2, QColor(style.SOFT))
    for column in (0, 2):
        item.setToolTip(column, item.text(column))
    return item


def _intent(item: QTreeWidgetItem | None) -> Intent | None:
    name = None if item is None else item.data(0, INTENT)
    return None if name is None else Intent(name)
