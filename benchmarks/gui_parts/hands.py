"""Hands that do anything: mouse, wheel and keys, at random but the same for the same seed."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from typing import Any

from PyQt6.QtCore import QEvent, QPoint, Qt
from PyQt6.QtGui import QContextMenuEvent, QKeySequence
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget

from gui.state.keys import BINDINGS, Intent, Scope
from gui.widgets.room import Room
from gui_parts.window import LEFT, NO_BUTTON, PLAIN, mouse, turn_wheel

REMEMBERED = 12
ANSWERED = 0.1
RIGHT, MIDDLE = Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
MODIFIERS = (
    PLAIN,
    PLAIN,
    PLAIN,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
# Closing ends the storm, and a file dialog is not the room's.
ELSEWHERE = frozenset(
    {Intent.CLOSE, Intent.OPEN_FOLDER, Intent.OPEN_TRIAL, Intent.SAVE, Intent.SAVE_AS}
)
KEYS = tuple(
    row.trigger for row in BINDINGS if row.scope is not Scope.MOUSE and row.intent not in ELSEWHERE
)
MORE_KEYS = ("Return", "Esc", "Tab", "Down", "Up", "Space", "x", "7", "Backspace")
Type = QEvent.Type
# Its stubs take its functions for methods.
BOT: Any = QTest


class Hands:
    """Uses a room as nobody would.

    Attributes
    ----------
    told : deque of str
        What was done last.
    """

    def __init__(self, room: Room, rng: random.Random) -> None:
        self._room, self._rng = room, rng
        self._held: tuple[QWidget, Qt.MouseButton] | None = None
        self.told: deque[str] = deque(maxlen=REMEMBERED)
        self._deeds: tuple[tuple[int, Callable[[QWidget], None]], ...] = (
            (30, self._move),
            (16, self._press_or_release),
            (10, self._click),
            (4, self._click_right),
            (2, self._double_click),
            (16, self._wheel),
            (18, self._key),
            (3, self._type),
            (1, self._resize),
        )

    def do_something(self) -> None:
        """Send one event to what is in front."""
        weights, deeds = zip(*self._deeds, strict=True)
        (deed,) = self._rng.choices(deeds, weights)
        where = self._held[0] if self._held is not None else self._somewhere()
        if where.window() is not self._room and self._rng.random() < ANSWERED:
            # Or most of the storm would pass over the first question that is asked.
            deed = self._answer
        self.told.append(f"{deed.__name__} on {type(where).__name__} {where.objectName()}")
        deed(where)

    def _somewhere(self) -> QWidget:
        """Return a widget that a pointer could reach now."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        front: QWidget = QApplication.activeModalWidget() or self._front()
        if front is self._room and self._rng.random() < 0.8:
            return self._rng.choices((self._tile, self._button, self._list), (6, 2, 1))[0]()
        at = QPoint(self._rng.randrange(front.width()), self._rng.randrange(front.height()))
        return front.childAt(at) or front

    def _tile(self) -> QWidget:
        return self._rng.choice(self._room.area.viewports)

    def _button(self) -> QWidget:
        every = self._room.findChildren(QAbstractButton)
        return self._rng.choice([one for one in every if one.isVisible()] or [self._room])

    def _list(self) -> QWidget:
        """Return the work list or the table of lesions; the room, where it is locked."""
        views = self._room.findChildren(QAbstractItemView)
        shown = [one.viewport() for one in views if one.isVisible()]
        return self._rng.choice([one for one in shown if one is not None] or [self._room])

    def _front(self) -> QWidget:
        """Return one of the windows that block nothing, mostly the room."""
        others = [
            one for one in QApplication.topLevelWidgets() if one.isVisible() and one.isWindow()
        ]
        return self._room if self._rng.random() < 0.8 else self._rng.choice(others or [self._room])

    def _at(self, widget: QWidget) -> tuple[float, float]:
        """Return a point of a widget; while a button is held, it may lie outside."""
        margin = 60.0 if self._held is not None else 0.0
        return (
            self._rng.uniform(-margin, widget.width() + margin),
            self._rng.uniform(-margin, widget.height() + margin),
        )

    def _move(self, widget: QWidget) -> None:
        button = self._held[1] if self._held is not None else NO_BUTTON
        mouse(widget, Type.MouseMove, self._at(widget), held=button)

    def _press_or_release(self, widget: QWidget) -> None:
        if self._held is not None:
            button, self._held = self._held[1], None
            mouse(widget, Type.MouseButtonRelease, self._at(widget), button)
            return
        button = self._rng.choice((LEFT, LEFT, LEFT, RIGHT, MIDDLE))
        if widget in self._room.area.viewports:
            # Anything else may be gone before the button comes up.
            self._held = widget, button
        mouse(widget, Type.MouseButtonPress, self._at(widget), button, button)

    def _click(self, widget: QWidget, button: Qt.MouseButton = LEFT) -> None:
        if self._held is not None:
            return
        at = self._at(widget)
        mouse(widget, Type.MouseButtonPress, at, button, button)
        mouse(widget, Type.MouseButtonRelease, at, button)

    def _click_right(self, widget: QWidget) -> None:
        if self._held is not None:
            return
        point = QPoint(*(int(one) for one in self._at(widget)))
        mouse(widget, Type.MouseButtonPress, (point.x(), point.y()), RIGHT, RIGHT)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(
            widget, QContextMenuEvent(reason, point, widget.mapToGlobal(point), PLAIN)
        )
        mouse(widget, Type.MouseButtonRelease, (point.x(), point.y()), RIGHT)

    def _double_click(self, widget: QWidget) -> None:
        if self._held is None:
            at = self._at(widget)
            self._click(widget)
            mouse(widget, Type.MouseButtonDblClick, at, LEFT, LEFT)
            mouse(widget, Type.MouseButtonRelease, at, LEFT)

    def _wheel(self, widget: QWidget) -> None:
        turn_wheel(widget, self._rng.random() < 0.5, self._rng.choice(MODIFIERS))

    def _key(self, widget: QWidget) -> None:
        name = self._rng.choice(KEYS if self._rng.random() < 0.8 else MORE_KEYS)
        pressed = QKeySequence(name)[0]
        self.told[-1] += f": {name}"
        target = QApplication.focusWidget() or widget
        if target.window() is not widget.window():
            target = widget
        BOT.keyClick(target, pressed.key(), pressed.keyboardModifiers())

    def _answer(self, widget: QWidget) -> None:
        """Leave a dialog or a menu, agreed to or given up."""
        agreed = self._rng.random() < 0.6
        BOT.keyClick(widget, Qt.Key.Key_Return if agreed else Qt.Key.Key_Escape)

    def _type(self, widget: QWidget) -> None:
        target = QApplication.focusWidget()
        if isinstance(target, QLineEdit):
            target.insert(self._rng.choice(("a", "week 8", "2024-02-30", "T1", "ü/ß")))

    def _resize(self, widget: QWidget) -> None:
        self._room.resize(self._rng.randrange(1280, 1920), self._rng.randrange(700, 1200))
