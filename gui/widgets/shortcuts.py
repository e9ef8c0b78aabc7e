"""Keys from the one table to Qt's shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QWidget

from gui.state.keys import Binding, Intent, Scope

ENTERS = ("Return", "Enter")
_CONTEXTS = {
    Scope.IMAGE: Qt.ShortcutContext.WidgetWithChildrenShortcut,
    Scope.EVERYWHERE: Qt.ShortcutContext.WindowShortcut,
}


def bind(
    window: QWidget,
    images: QWidget,
    table: Iterable[Binding],
    answer: Callable[[Intent], None],
) -> tuple[QShortcut, ...]:
    """Bind every key of the table.

    Parameters
    ----------
    window : QWidget
        Keys that act everywhere act in this window.
    images : QWidget
        The others act only while this or one of its children has the focus.
    table : iterable of Binding
        From `gui.state.keys.bindings`; mouse gestures are none of this function's business.
    answer : callable
        Is called with the intent.

    Raises
    ------
    ValueError
        Where Qt does not know a key.
    """
    made = []
    for row in table:
        if row.scope is Scope.MOUSE or not row.trigger:
            continue
        if not is_key(row.trigger):
            raise ValueError(f"{row.intent.value}: there is no key {row.trigger!r}")
        owner = images if row.scope is Scope.IMAGE else window
        shortcut = QShortcut(owner)
        shortcut.setKeys(sequences(row.trigger))
        shortcut.setContext(_CONTEXTS[row.scope])
        shortcut.activated.connect(_answering(answer, row.intent))
        made.append(shortcut)
    return tuple(made)


def sequences(trigger: str) -> list[QKeySequence]:
    """Return what Qt calls a key: the large one and that of the number pad are one to a person."""
    head, plus, key = trigger.rpartition("+")
    names = ENTERS if key in ENTERS else (key,)
    return [QKeySequence(f"{head}{plus}{name}") for name in names]


def is_key(trigger: str) -> bool:
    """Say whether Qt knows a key of this name."""
    keys = QKeySequence(trigger)
    return not keys.isEmpty() and bool(keys.toString()) and keys.count() == 1


def _answering(answer: Callable[[Intent], None], intent: Intent) -> Callable[[], None]:
    def activated() -> None:
        answer(intent)

    return activated


class Keys:
    """The keys that are bound now; binding others takes these away."""

    def __init__(self, window: QWidget, images: QWidget, answer: Callable[[Intent], None]) -> None:
        self._window, self._images, self._answer = window, images, answer
        self._bound: tuple[QShortcut, ...] = ()

    def bind(self, table: Iterable[Binding]) -> None:
        """Bind the keys of a table, and no others; as `bind`."""
        for shortcut in self._bound:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._bound = bind(self._window, self._images, table, self._answer)
