"""Plays random events in a real reading room, as Qt events to the widgets."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any
from unittest.mock import patch

from PyQt6.QtCore import QPoint, QPointF, Qt, QTimer
from PyQt6.QtGui import QKeySequence, QWheelEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QWidget,
)

from gui.widgets.room import Room
from gui.widgets.viewport import Viewport
from recist.trial.calipers import calipers_beside
from tests.gui.mouse import double_click, move, press, release
from tests.gui.random_events import Button, Event, Held, Kind

BUTTONS = {
    Button.LEFT: Qt.MouseButton.LeftButton,
    Button.MIDDLE: Qt.MouseButton.MiddleButton,
    Button.RIGHT: Qt.MouseButton.RightButton,
}
HELD = {
    Held.NOTHING: Qt.KeyboardModifier.NoModifier,
    Held.SHIFT: Qt.KeyboardModifier.ShiftModifier,
    Held.CONTROL: Qt.KeyboardModifier.ControlModifier,
    Held.ALT: Qt.KeyboardModifier.AltModifier,
}
PATIENCE_KEYS, REMEMBERED = 12, 12
CLICKABLE = (QAbstractButton, QAbstractItemView, QLineEdit)


class Player:
    """Does in a room what the events say.

    A question that waits for its answer, and a menu, get keys alone, as they would of a person;
    after a dozen they are given up, so that none stays open for good.

    Parameters
    ----------
    bot : QtBot or QTest
        Sends mouse and keys.
    events : iterator of Event
        Is drawn from by the questions, too.

    Attributes
    ----------
    told : deque of str
        What was done last.
    """

    def __init__(self, bot: Any, room: Room, events: Iterator[Event]) -> None:
        self._bot = bot
        self.told: deque[str] = deque(maxlen=REMEMBERED)
        self.room = room
        self.played = 0
        self._events = events
        self._down: Qt.MouseButton | None = None
        self._asked: tuple[int, int] = (0, 0)
        self._is_busy = False
        # Turns in the loop of a question, too, which blocks whoever asked it.
        self._meanwhile = QTimer()
        self._meanwhile.timeout.connect(self._answer_blocking)

    def play(self) -> None:
        """Do the next thing."""
        self._is_busy = True
        self._meanwhile.start(0)
        event = next(self._events)
        self.played += 1
        self.told.append(f"{event.kind.name} {event.key}")
        waiting = _waiting()
        if waiting is not None:
            self._answer(waiting, event.answer)
        else:
            self._do(event)
        self._is_busy = False
        self._meanwhile.stop()

    def rest(self) -> None:
        """Let go of everything: no button down, no question open, nothing half drawn."""
        while (waiting := _waiting()) is not None:
            waiting.close()
            QApplication.processEvents()
        for window in self.room.findChildren(QDialog):
            window.close()
        viewport = self._viewports()[0]
        if self._down is not None:
            release(self._bot, viewport, (5, 5), self._down)
            self._down = None
        self.room.area.focus_active()
        self._press(viewport, "Esc")
        QApplication.processEvents()

    def _do(self, event: Event) -> None:
        match event.kind:
            case Kind.KEY:
                self._press(QApplication.focusWidget() or self.room, event.key)
            case Kind.PANEL:
                self._click_beside(event)
            case Kind.RESIZE:
                across, down = (min(max(share, 0.0), 1.0) for share in event.at)
                self.room.resize(round(1280 + 640 * across), round(720 + 480 * down))
            case _:
                self._do_on_image(event)

    def _do_on_image(self, event: Event) -> None:
        shown = self._viewports()
        viewport = shown[int(event.place * len(shown))]
        at = round(event.at[0] * viewport.width()), round(event.at[1] * viewport.height())
        button, held = BUTTONS[event.button], HELD[event.held]
        match event.kind:
            case Kind.PRESS if self._down is None:
                self._down = button
                press(self._bot, viewport, at, button, held)
            case Kind.RELEASE if self._down is not None:
                button, self._down = self._down, None
                release(self._bot, viewport, at, button, held)
            case Kind.DOUBLE_CLICK:
                double_click(self._bot, viewport, at)
            case Kind.WHEEL:
                self._turn(viewport, QPoint(*at), event.notches, held)
            case _:
                # What is down cannot go down: the hand moves there all the same.
                move(self._bot, viewport, at)

    def _turn(
        self, viewport: Viewport, at: QPoint, notches: int, held: Qt.KeyboardModifier
    ) -> None:
        turned = QWheelEvent(
            QPointF(at),
            QPointF(viewport.mapToGlobal(at)),
            QPoint(),
            QPoint(0, 120 * notches),
            self._down or Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(viewport, turned)

    def _click_beside(self, event: Event) -> None:
        """Click on something beside the images, but not on what opens a window of the system."""
        offered = [
            one
            for part in (self.room.left, self.room.right, self.room.top, self.room.bottom)
            for kind in CLICKABLE
            for one in part.findChildren(kind)
            if one.isVisible() and one.isEnabled() and not _opens_menu(one)
        ]
        if not offered:
            return
        chosen = offered[int(event.place * len(offered))]
        inside = chosen.viewport() if isinstance(chosen, QAbstractItemView) else chosen
        if inside is None or not inside.isVisible():
            return
        x, y = (min(max(share, 0.02), 0.98) for share in event.at)
        at = int(x * inside.width()), int(y * inside.height())
        press(self._bot, inside, at, held=HELD[event.held])
        release(self._bot, inside, at, held=HELD[event.held])

    def _answer_blocking(self) -> None:
        waiting = QApplication.activeModalWidget()
        if self._is_busy and waiting is not None:
            self.played += 1
            self._answer(waiting, next(self._events).answer)

    def _answer(self, waiting: QWidget, key: str) -> None:
        """Press a key in a question or a menu; give it up after many."""
        same, times = self._asked
        times = times + 1 if same == id(waiting) else 1
        self._asked = (id(waiting), times)
        if times > PATIENCE_KEYS:
            waiting.close()
        else:
            self._press(waiting.focusWidget() or waiting, key)

    def _press(self, widget: QWidget, key: str) -> None:
        combined = QKeySequence(key)[0]
        self._bot.keyClick(widget, combined.key(), combined.keyboardModifiers())

    def _viewports(self) -> list[Viewport]:
        return [one for one in self.room.area.viewports if one.isVisible()]


@contextmanager
def no_file_dialogs() -> Iterator[None]:
    """Let every window of the system that asks for a file be given up at once."""
    with (
        patch.object(QFileDialog, "getExistingDirectory", lambda *_: ""),
        patch.object(QFileDialog, "getOpenFileName", lambda *_, **__: ("", "")),
        patch.object(QFileDialog, "getSaveFileName", lambda *_, **__: ("", "")),
    ):
        yield


def free_table(folder: Path, table: Path) -> Path:
    """Return a copy of a reading table, its calipers beside it, that may be written over."""
    for one in (table, calipers_beside(table)):
        copyfile(one, folder / one.name)
    return folder / table.name


def _waiting() -> QWidget | None:
    """Return the menu or question that keeps the room from being used, None for none."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def _opens_menu(widget: QWidget) -> bool:
    menu = getattr(widget, "menu", None)
    return callable(menu) and isinstance(menu(), QMenu)
