"""Mouse and keys through pytest-qt, whose event methods carry no types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton
MIDDLE = Qt.MouseButton.MiddleButton
RIGHT = Qt.MouseButton.RightButton
NONE = Qt.KeyboardModifier.NoModifier


def press(
    qtbot: QtBot,
    widget: QWidget,
    at: tuple[int, int],
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    qtbot.mousePress(widget, button, held, QPoint(*at))  # type: ignore[no-untyped-call]


def move(qtbot: QtBot, widget: QWidget, to: tuple[int, int]) -> None:
    qtbot.mouseMove(widget, QPoint(*to))  # type: ignore[no-untyped-call]


def release(
    qtbot: QtBot,
    widget: QWidget,
    at: tuple[int, int],
    button: Qt.MouseButton = LEFT,
    held: Qt.KeyboardModifier = NONE,
) -> None:
    qtbot.mouseRelease(widget, button, held, QPoint(*at))  # type: ignore[no-untyped-call]


def double_click(qtbot: QtBot, widget: QWidget, at: tuple[int, int]) -> None:
    qtbot.mouseDClick(widget, LEFT, NONE, QPoint(*at))  # type: ignore[no-untyped-call]


def key(qtbot: QtBot, widget: QWidget, pressed: Qt.Key) -> None:
    qtbot.keyClick(widget, pressed)  # type: ignore[no-untyped-call]


def write(qtbot: QtBot, widget: QWidget, text: str) -> None:
    qtbot.keyClicks(widget, text)  # type: ignore[no-untyped-call]
