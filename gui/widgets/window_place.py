"""Where the window stands: read from it, and given back to it on the screens that there are."""

from __future__ import annotations

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QWidget

from gui.state.window_state import Rect, Shown, on_screens

UNKNOWN, FRAME = (1280, 720), (16, 48)


def place_of(window: QWidget) -> Rect:
    """Return where a window stands when it is not maximised, its frame's corner included."""
    size = window.normalGeometry().size()
    if window.isMaximized() and size.isValid():
        at = window.normalGeometry().topLeft()
    else:
        at, size = window.pos(), window.size()
    return Rect(left=at.x(), top=at.y(), width=size.width(), height=size.height())


def shown_of(window: QWidget) -> Shown:
    """Say whether a window is maximised."""
    return Shown.MAXIMISED if window.isMaximized() else Shown.NORMAL


def put(window: QWidget, place: Rect, shown: Shown) -> bool:
    """Put a window where it was, as far as a screen is there; says whether that was done.

    What does not fit any more is maximised.
    """
    fitting = on_screens(place, _screens())
    if fitting is None:
        return False
    window.move(fitting.left, fitting.top)
    window.resize(fitting.width, fitting.height)
    cut = (fitting.width, fitting.height) != (place.width, place.height)
    if cut or shown is Shown.MAXIMISED:
        window.setWindowState(Qt.WindowState.WindowMaximized)
    return True


def open_with(window: QWidget, size: QSize) -> None:
    """Give a window its size; on a small screen no more than there is room for."""
    window.resize(size.boundedTo(_free_beside(window.parentWidget() or window)))


def _free_beside(widget: QWidget) -> QSize:
    """Return the room on the screen of a widget, less what frame and title take."""
    screen = widget.screen()
    return (QSize(*UNKNOWN) if screen is None else screen.availableSize()) - QSize(*FRAME)


def _screens() -> tuple[Rect, ...]:
    found = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    return tuple(
        Rect(left=one.x(), top=one.y(), width=one.width(), height=one.height()) for one in found
    )
