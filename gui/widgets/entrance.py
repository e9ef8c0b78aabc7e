"""The way in: the first page while nothing is open, what was open before, and what is dropped."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtWidgets import QMainWindow, QStackedWidget

from gui.state.keys import Intent
from gui.state.opening import Request
from gui.state.recent import names
from gui.state.tongue import tr
from gui.widgets.drops import Drops
from gui.widgets.first_page import FirstPage
from gui.widgets.menus import FileItems
from gui.widgets.opener import Opener
from gui.widgets.own import Own
from gui.widgets.reading import Reading
from gui.widgets.runner import Runner
from gui.widgets.tile_area import TileArea

OPENING = "open"


class Entrance(QObject):
    """Shows the first page in the place of the images, and opens what is chosen there.

    Attributes
    ----------
    stage : QStackedWidget
        The middle of the room.
    sample : Path or None
        The sample trial, where it is at hand.
    """

    told = pyqtSignal(str)
    page_shown = pyqtSignal(bool)
    """Whether the first page is what is shown from now on."""

    def __init__(
        self,
        window: QMainWindow,
        area: TileArea,
        reading: Reading,
        runner: Runner,
        opener: Opener,
        own: Own,
        sample: Path | None,
    ) -> None:
        super().__init__(window)
        self._area, self._reading, self._runner = area, reading, runner
        self._opener, self._own, self.sample = opener, own, sample
        self.page = FirstPage(sample=sample is not None)
        self.stage = QStackedWidget()
        for one in (self.page, area):
            self.stage.addWidget(one)
        self.page.show_recent(names(own.recent))
        self.page.recent_chosen.connect(self.open_recent)
        # Once what has just come in is in use: it may be what the page gives way to.
        runner.changed.connect(lambda _: QTimer.singleShot(0, self.match))
        reading.changed.connect(self.match)
        opener.opened.connect(self._note_opened)

    def items(self) -> FileItems:
        """Return what the File menu begins with."""
        if self.sample is None:
            return ()
        return ((tr("Open the sample trial"), Intent.OPEN_SAMPLE, self.open_sample), None)

    def begin(self) -> None:
        """Give the page room and keyboard, and open what is dropped anywhere onto the window.

        Is called once everything is in the window.
        """
        self.page_shown.emit(True)
        self.page.setFocus()
        window = self.parent()
        assert isinstance(window, QMainWindow)
        Drops(window, lambda asked: self.open(asked), lambda: self._opener.paths)

    def match(self) -> None:
        """Show the first page while nothing is open and nothing is being opened."""
        opening = any(job.slot == OPENING for job in self._runner.jobs.running)
        nothing = self._reading.keeper.desk is None and not opening
        if (self.stage.currentWidget() is self.page) is nothing:
            return
        focused = self.stage.focusWidget()
        has_keyboard = focused is not None and focused.hasFocus()
        if focused is not None:
            # The stage would hand the keyboard to the first tile, which then were the active one.
            focused.clearFocus()
        self.stage.setCurrentWidget(self.page if nothing else self._area)
        self.page_shown.emit(nothing)
        if nothing:
            self.page.setFocus()
        elif has_keyboard:
            self._area.focus_active()

    def open(self, request: Request) -> None:
        """Open what was dropped or chosen."""
        self._opener.open(request)

    def open_sample(self) -> None:
        """Open the sample trial."""
        if self.sample is not None:
            self.open(Request(paths=(self.sample,)))

    def open_recent(self, place: int) -> None:
        """Open one of what was open before."""
        paths = self._own.recent_place(place)
        if paths:
            self.open(Request(paths=paths))
            return
        self.page.show_recent(names(self._own.recent))
        self.page.setFocus()
        self.told.emit(tr("It is not there any more, so it was taken from the list."))

    def clear_recent(self) -> None:
        """Forget what was open before."""
        self._own.clear_recent()
        self.page.show_recent(())
        self.page.setFocus()

    def _note_opened(self) -> None:
        self._own.note_opened(self._opener.paths)
        self.page.show_recent(names(self._own.recent))
