"""What a button or menu entry stands for: its row in the table of actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu

from gui.state.keys import Intent

_PROPERTY = "intent"

Act = Callable[[], object]


def stands_for(one: QObject, intent: Intent) -> None:
    """Note the action that a button or menu entry carries out."""
    one.setProperty(_PROPERTY, intent.value)


def all_stand_for(them: Iterable[QObject], intent: Intent) -> None:
    """Note the one action that several buttons carry out."""
    for one in them:
        stands_for(one, intent)


def intent_of(one: QObject) -> Intent | None:
    """Return the action that a button or menu entry carries out, None where none is noted."""
    name = one.property(_PROPERTY)
    return None if name is None else Intent(name)


def offer(menu: QMenu, text: str, intent: Intent, act: Act) -> QAction:
    """Add an entry to a menu and note what it stands for."""
    action = menu.addAction(text, lambda: act())
    assert action is not None
    stands_for(action, intent)
    return action
