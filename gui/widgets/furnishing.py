"""How the room is divided while it is used, and that it is found so again after a crash."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QEvent, QObject, QTimer
from PyQt6.QtWidgets import QMainWindow, QSplitter, QWidget

from gui.widgets.frame import LEFT_PX, RIGHT_PX
from gui.widgets.own import Own
from gui.widgets.second_screen import SecondScreen

MOST_RIGHT_SHARE = 0.4
QUIET_MS = 1500
MOVED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.WindowStateChange)


class Furnishing(QObject):
    """Gives the panels their room, the first page all of it, and keeps what has changed.

    Parameters
    ----------
    middle : QSplitter
        Left panel, images, right panel.
    tools : QWidget
        What is of no use while nothing is open.
    own : Own
        Knows the widths of the last time.
    keep : callable
        Keeps the window as it is; called once nothing has changed for a while.
    """

    def __init__(
        self,
        window: QMainWindow,
        middle: QSplitter,
        tools: QWidget,
        second: SecondScreen,
        own: Own,
        keep: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window, self._middle, self._tools, self._second = window, middle, tools, second
        self._left, self._right = middle.widget(0), middle.widget(middle.count() - 1)
        self._own, self._keep = own, keep
        self._has_page = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(QUIET_MS)
        self.timer.timeout.connect(self.keep_now)
        middle.splitterMoved.connect(lambda *_: self.touch())
        second.changed.connect(self._on_second)
        window.installEventFilter(self)

    def touch(self) -> None:
        """Note that something is another: it is kept once it has come to rest."""
        if self._window.isVisible():
            self.timer.start()

    def keep_now(self) -> None:
        """Keep the window as it is."""
        self.timer.stop()
        self._keep()

    def give_all(self, *, to_page: bool) -> None:
        """Let the first page have the whole room, or bring the panels back beside the images."""
        self._has_page = to_page
        self._match()

    def eventFilter(self, a0: QObject | None, a1: QEvent | None) -> bool:
        """Note where the window goes; let the right panel grow with it, up to its share."""
        if a1 is not None and a1.type() in MOVED:
            if a1.type() is QEvent.Type.Resize:
                self._bound_right()
            self.touch()
        return False

    def _on_second(self) -> None:
        self._bound_right()
        self._match()

    def _match(self) -> None:
        """Show the panels, except where the first page stands between them."""
        shown = not self._has_page or self._second.is_apart
        if self._right is None or self._right.isVisibleTo(self._middle) is shown:
            return
        for one in (self._left, self._right, self._tools):
            if one is not None:
                one.setVisible(shown)
        if shown and not self._second.is_apart:
            left, _, right = self._own.widths_px or (LEFT_PX, 0, RIGHT_PX)
            handles = (self._middle.count() - 1) * self._middle.handleWidth()
            self._middle.setSizes(
                [left, max(self._middle.width() - left - right - handles, 1), right]
            )

    def _bound_right(self) -> None:
        if self._right is not None:
            share = 1.0 if self._second.is_apart else MOST_RIGHT_SHARE
            most = max(RIGHT_PX, round(share * self._window.width()))
            self._right.setMaximumWidth(most)
