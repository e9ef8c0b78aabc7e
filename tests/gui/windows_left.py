"""What a test leaves behind on the screen."""

from __future__ import annotations

import gc

from PyQt6.QtCore import QCoreApplication, QEvent
from PyQt6.QtWidgets import QApplication, QWidget


def windows_left() -> tuple[str, ...]:
    """Name every top-level window that is still alive, shown or hidden, menus among them.

    What is only waiting to be deleted, or held by nothing but a circle of references, is gone.
    """
    if QApplication.instance() is None:
        return ()
    if _alive():
        gc.collect()
    return tuple(sorted(_named(window) for window in _alive()))


def _alive() -> list[QWidget]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return QApplication.topLevelWidgets()


def _named(window: QWidget) -> str:
    said = window.windowTitle() or window.accessibleName() or window.objectName()
    state = "shown" if window.isVisible() else "hidden"
    return f"{type(window).__name__} {said!r} ({state})"
