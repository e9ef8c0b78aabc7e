"""A reader at work in the real reading room: draws one line after the other, until killed.

``python -m trial_parts.room_reading STUDY TRIALS [early]`` tells ``opened N`` with the number of
calipers that it found, and then N after each line that the room says it has saved. ``early``: the
room says so two lines too early, so that a kill between a save and its telling shows it, too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING, cast

from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from gui.app import AppServices
from gui.state.document import Document
from gui.state.keeping import Keeper
from gui.state.opening import Request, Start
from gui.state.session import is_saved, present
from gui.widgets.room import Room
from gui.widgets.viewport import Viewport
from recist.trial.moved_studies import StudyOf, not_known
from tests.gui.mouse import key, move, press, release

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PATIENCE_S = 60
ROWS, LEFT_PX, TOP_PX, STEP_PX, LONG_PX, STEPS = 8, 200, 140, 60, 200, 6
REASON = "more targets by protocol"
BOT = cast("QtBot", QTest)
"""Has the event methods of the test bot, without a test."""


class Reader:
    """Sits in the room and draws."""

    def __init__(self, study: Path, trials: Path) -> None:
        self.room = Room(AppServices(), trials)
        # The sixth target and all after it need a written reason.
        self.room.questions.reason = lambda *_, **__: REASON  # type: ignore[method-assign]
        self.room.resize(1400, 900)
        self.room.show()
        self.room.opener.open(Request(paths=(study,), table=None, reader="A", start=Start.NEW))
        until(lambda: not self.room.runner.is_busy() and bool(self.room.reading.session.subject))

    def count(self) -> int:
        """Return how many calipers there are."""
        return len(present(self.room.reading.session).calipers)

    def go_to(self, slice_: int) -> None:
        """Show a slice of the active tile."""
        self._key(Qt.Key.Key_Home)
        for _ in range(slice_):
            self._key(Qt.Key.Key_PageDown)

    def draw(self, row: int) -> None:
        """Draw a line with the mouse, in several moves."""
        self._key(Qt.Key.Key_D)
        left, top = LEFT_PX, TOP_PX + row * STEP_PX
        press(BOT, self._viewport, (left, top))
        for n in range(1, STEPS + 1):
            move(BOT, self._viewport, (left + n * LONG_PX // STEPS, top))
            QApplication.processEvents()
        release(BOT, self._viewport, (left + LONG_PX, top))

    @property
    def _viewport(self) -> Viewport:
        return self.room.area.viewports[self.room.area.viewer.active]

    def _key(self, pressed: Qt.Key) -> None:
        key(BOT, self._viewport, pressed)


def until(done: Callable[[], bool]) -> None:
    """Let the room work until something is so."""
    deadline = perf_counter() + PATIENCE_S
    while not done():
        sleep(0.002)  # what is loading needs the interpreter, too
        QApplication.processEvents()
        if perf_counter() > deadline:
            raise SystemExit("the reading room did not get there: the benchmark is broken")


def keep_late() -> None:
    """Make the room say that it has saved what it will save with the second change after it."""
    really, waiting = Keeper.keep, []

    def keep(self: Keeper, document: Document, study_of: StudyOf = not_known) -> None:
        waiting.append(document)
        if len(waiting) > 2:
            really(self, waiting.pop(0), study_of)

    Keeper.keep = keep  # type: ignore[method-assign]


def main() -> None:
    """Read until killed."""
    study, trials, *early = sys.argv[1:]
    if early:
        keep_late()
    application = QApplication(sys.argv[:1])
    reader = Reader(Path(study), Path(trials))
    number = reader.count()
    print(f"opened {number}", flush=True)
    slice_ = -1
    while True:
        if number // ROWS != slice_:
            slice_ = number // ROWS
            reader.go_to(slice_)
        reader.draw(number % ROWS)
        application.processEvents()
        if reader.count() != number + 1 or not is_saved(reader.room.reading.session):
            raise SystemExit(f"line {number + 1} was not drawn: the benchmark is broken")
        number += 1
        print(number, flush=True)


if __name__ == "__main__":
    main()
