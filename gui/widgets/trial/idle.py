"""Notices that nobody is at the keyboard or the mouse any more."""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, QTimer, pyqtSignal
from PyQt6.QtWidgets import QApplication

IDLE_MINUTES = 15
LOOK_EVERY_MS = 5_000
INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
    }
)


class IdleWatch(QObject):
    """Tells once that no key was pressed and no mouse moved for some minutes.

    Parameters
    ----------
    seconds : callable
        The time in seconds. It has to go on while the computer sleeps, so that one that wakes up
        is locked at the first touch.
    """

    idle = pyqtSignal()

    def __init__(
        self,
        minutes: float = IDLE_MINUTES,
        parent: QObject | None = None,
        *,
        seconds: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(parent)
        self._longest_s = minutes * 60
        self._seconds = seconds
        self._last_s = seconds()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Watch from now on."""
        self._last_s = self._seconds()
        self._timer.start()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def stop(self) -> None:
        """Watch no more, until it is started again."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)

    def is_watching(self) -> bool:
        """Say whether it is on."""
        return self._timer.isActive()

    def look(self) -> bool:
        """Tell where it has been too long, and stop; say whether it has."""
        now = self._seconds()
        self._last_s = min(self._last_s, now)  # a clock that was set back
        if not self.is_watching() or now - self._last_s < self._longest_s:
            return False
        self.stop()
        self.idle.emit()
        return True

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Begin anew at every touch; one that comes too late does nothing else."""
        if a1 is None or a1.type() not in INPUT:
            return False
        if self.look():
            return True
        self._last_s = self._seconds()
        return False
