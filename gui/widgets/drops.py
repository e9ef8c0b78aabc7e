"""Folders, zips, files and trials that are dropped onto the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QEvent, QMimeData, QObject, QTimer
from PyQt6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PyQt6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from gui.state.opening import Request
from gui.widgets.saving import TABLE_SUFFIXES

Open = Callable[[Request], None]


class Drops(QObject):
    """Opens what is dropped anywhere in a window.

    Parameters
    ----------
    open_ : callable
        Opens a request.
    shown : callable
        Returns the paths that are open: a reading table goes with them.
    """

    def __init__(self, window: QWidget, open_: Open, shown: Callable[[], tuple[Path, ...]]) -> None:
        super().__init__(window)
        self._open, self._shown = open_, shown
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        for kind in (QLineEdit, QPlainTextEdit):
            for field in window.findChildren(kind):
                # A field would write the path of a file into the record.
                field.setAcceptDrops(False)

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Take what is dropped, where it is a file or folder of this computer."""
        if isinstance(a1, QDropEvent | QDragEnterEvent | QDragMoveEvent):
            paths = dropped(a1.mimeData())
            if not paths:
                return False
            a1.acceptProposedAction()
            if a1.type() is QEvent.Type.Drop:
                # Whoever has dropped it waits: a question to the user must not hold them up.
                QTimer.singleShot(0, lambda: self._open(request_of(paths, self._shown())))
            return True
        return False


def dropped(data: QMimeData | None) -> tuple[Path, ...]:
    """Return the files and folders that are carried."""
    urls = data.urls() if data is not None else []
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def request_of(paths: tuple[Path, ...], shown: tuple[Path, ...]) -> Request:
    """Return what to open: a reading table alone goes with the scans that are open."""
    if len(paths) == 1 and paths[0].suffix.casefold() in TABLE_SUFFIXES:
        return Request(paths=shown, table=paths[0])
    return Request(paths=paths)
