"""Settings of keys and mouse: choose a row, press the key or make the gesture."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.state.action_table import actions
from gui.state.keyless import PLACED
from gui.state.keys import Intent, Scope
from gui.state.preferences import Preferences
from gui.state.rebinding import (
    Conflict,
    all_delivered,
    bound_to,
    conflict_of,
    delivered,
    refusal,
    row_of,
    swapped,
)
from gui.state.tongue import tr
from gui.state.triggers import Kind, shown
from gui.widgets.action_list import ActionList
from gui.widgets.capture import Capture
from gui.widgets.labels import label
from gui.widgets.trial import parts


class KeysPage(QWidget):
    """Gives any action another key or gesture; what is taken can be swapped."""

    chosen = pyqtSignal(object)
    """Carries the `Preferences` that hold from now on."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.conflict: Conflict | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search for an action or a key"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.list = ActionList(tr("Actions with their keys"))
        self.capture = Capture()
        self.change = parts.button(tr("&Change…"), self.listen)
        self.swap = parts.button(tr("S&wap"), self._swap)
        self.default = parts.button(tr("&Default"), self._to_default)
        self.none = parts.button(tr("&No key"), lambda: self._take(""))
        self.all_default = parts.button(tr("&All as delivered"), self._all_default)
        self.said = label("", "soft")
        self.said.setAccessibleDescription(tr("What was said of the key"))
        self._lay_out()
        self.search.textChanged.connect(self.list.search)
        self.list.marked.connect(self._show_row)
        self.list.chosen.connect(lambda _: self.listen())
        self.capture.made.connect(self._made)
        self.capture.ended.connect(self._ended)
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        field = QHBoxLayout()
        field.setSpacing(8)
        field.addWidget(self.capture, 1)
        for button in (self.change, self.default, self.none):
            field.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(field)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.swap)
        foot.addWidget(self.all_default)
        column.addLayout(foot)
        self.said.setMinimumHeight(self.swap.sizeHint().height())
        self.swap.hide()

    # --- what is asked for ------------------------------------------------------------------

    def listen(self) -> None:
        """Take the next key or gesture for the row that is marked."""
        intent = self.list.marked_intent()
        if intent is None or intent in PLACED:
            return
        self._say("")
        row = row_of(self._preferences, intent)
        asked = (
            tr("Make the gesture here for “{action}” · Esc: leave it", action=tr(row.description))
            if row.scope is Scope.MOUSE
            else tr("Press the key for “{action}” · Esc: leave it", action=tr(row.description))
        )
        self.capture.listen(asked)

    def _made(self, trigger: str, kind: Kind) -> None:
        intent = self.list.marked_intent()
        wrong = "" if intent is None else refusal(intent, kind)
        if wrong:
            # A double click begins with a click: it may still come.
            self.listen()
            self._say(wrong)
        else:
            self._take(trigger)

    def _take(self, trigger: str) -> None:
        """Bind a trigger to the marked row, or tell what it is bound to."""
        intent = self.list.marked_intent()
        if intent is None:
            return
        conflict = conflict_of(self._preferences, intent, trigger)
        if conflict is None:
            self._choose(bound_to(self._preferences, intent, trigger))
            self.list.setFocus()
            return
        self._say(conflict.text, conflict)
        self.capture.show_trigger(trigger)
        self.swap.setFocus()

    def _swap(self) -> None:
        if self.conflict is not None:
            holder = self.conflict.holder.intent
            self._choose(swapped(self._preferences, self.conflict))
            self._say(_has_now(self._preferences, holder))
        self.list.setFocus()

    def _to_default(self) -> None:
        intent = self.list.marked_intent()
        if intent is not None:
            self._take(delivered(intent))

    def _all_default(self) -> None:
        self._choose(all_delivered(self._preferences))
        self._say(tr("Every key and gesture is as delivered."))

    def _ended(self) -> None:
        self._say("")
        self._show_row(self.list.marked_intent())
        window = self.window()
        if window is not None and window.focusWidget() is self.capture:
            self.list.setFocus()

    # --- showing ----------------------------------------------------------------------------

    def show_preferences(self, preferences: Preferences) -> None:
        """Show other settings, chosen elsewhere."""
        if preferences.triggers != self._preferences.triggers:
            self._preferences = preferences
            self._show()
        self._preferences = preferences

    def _choose(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._say("")
        self._show()
        self.chosen.emit(preferences)

    def _show(self) -> None:
        self.list.show_rows(actions(self._preferences.triggers))
        self.list.search(self.search.text())

    def _show_row(self, intent: Intent | None) -> None:
        if self.conflict is not None:
            self._say("")
        can = intent is not None and intent not in PLACED
        row = None if intent is None else row_of(self._preferences, intent)
        for button in (self.change, self.capture):
            button.setEnabled(can)
        self.none.setEnabled(row is not None and can and bool(row.trigger))
        own = row is not None and row.intent.value in self._preferences.triggers
        self.default.setEnabled(own)
        self.all_default.setEnabled(bool(self._preferences.triggers))
        if row is not None:
            self.capture.show_trigger(row.trigger)

    def _say(self, text: str, conflict: Conflict | None = None) -> None:
        self.conflict = conflict
        self.said.setText(text)
        self.swap.setVisible(conflict is not None)


def _has_now(preferences: Preferences, intent: Intent) -> str:
    row = row_of(preferences, intent)
    action = tr(row.description)
    if not row.trigger:
        return tr("“{action}” has no key now.", action=action)
    return tr("“{action}” is now {trigger}.", action=action, trigger=shown(row.trigger))
