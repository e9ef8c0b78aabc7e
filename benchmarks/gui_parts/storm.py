"""Random events in the real room on the sample trial: no exception, and no long silence.

Mouse, wheel and keys go where a person's could go: to an open menu, else to the dialog in front,
else to the room. Every round has a room and a trial of its own.
"""

from __future__ import annotations

import random
import shutil
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from types import TracebackType

from PyQt6.QtCore import QEventLoop, QTimer, QtMsgType, qInstallMessageHandler
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QFileDialog
from shared_parts.section import Outcome

from gui.app import AppServices
from gui.state.opening import Request
from gui.widgets.room import Room
from gui_parts.figures import figure
from gui_parts.start_process import SAMPLE
from gui_parts.window import new_room, open_in, put_away, settle
from tests.gui.random_events import random_events
from tests.gui.random_player import Player

ROUNDS, EVENTS = 20, 5000
QUICK_ROUNDS, QUICK_EVENTS = 1, 150
AT_MOST = {"exceptions": 0, "longest_silence_s": 1.0, "qt_warnings": 0}
# What the offscreen platform says of itself.
EXPECTED = "This plugin does not support"


def run(scratch: Path, *, quick: bool, seed: int = 0) -> Outcome:
    """Let storms rage."""
    rounds, events = (QUICK_ROUNDS, QUICK_EVENTS) if quick else (ROUNDS, EVENTS)
    sample = scratch / "sample"
    # The room writes the reading table when asked to.
    shutil.copytree(SAMPLE, sample, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    log = Log()
    with log:
        for n in range(rounds):
            _round(scratch / f"trials-{n}", sample, events, seed + n, log)
    figures = {
        "events": rounds * events,
        "exceptions": log.exceptions,
        "qt_warnings": log.warnings,
        "longest_silence_s": figure(log.longest_silence_s),
    }
    return Outcome(figures=figures, at_most=AT_MOST)


class Log:
    """Notes what must not happen, and tells of it as it happens."""

    def __init__(self) -> None:
        self.exceptions, self.warnings, self.longest_silence_s = 0, 0, 0.0
        self.player: Player | None = None
        self._heard_at = perf_counter()

    def __enter__(self) -> Log:
        self._hook, sys.excepthook = sys.excepthook, self._caught
        self._handler = qInstallMessageHandler(self._warned)
        return self

    def __exit__(self, *_: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)

    def begin(self) -> None:
        """Listen from here on."""
        self._heard_at = perf_counter()

    def heard(self) -> None:
        """Note that the room has answered."""
        silence = perf_counter() - self._heard_at
        if silence > self.longest_silence_s:
            self.longest_silence_s = silence
            if silence > AT_MOST["longest_silence_s"]:
                self._tell(f"silent for {silence:.1f} s")
        self._heard_at = perf_counter()

    def _caught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.exceptions += 1
        self._tell("".join(traceback.format_exception(kind, error, trace)))

    def _warned(self, kind: QtMsgType, _: object, text: str | None) -> None:
        if kind is not QtMsgType.QtDebugMsg and EXPECTED not in (text or ""):
            self.warnings += 1
            self._tell(f"Qt: {text}")

    def _tell(self, text: str) -> None:
        before = "\n  ".join(self.player.told) if self.player is not None else ""
        sys.stderr.write(f"{text}\n  {before}\n")


class Storm:
    """Sends one event after the other, also while a dialog has an event loop of its own."""

    def __init__(self, act: Callable[[], None], events: int, log: Log) -> None:
        self._act, self._left, self._log = act, events, log
        self._loop = QEventLoop()

    def rage(self) -> None:
        """Send all, then close what is still open."""
        self._log.begin()
        self._next()
        self._loop.exec()

    def _next(self) -> None:
        QTimer.singleShot(0, self._step)

    def _step(self) -> None:
        self._log.heard()
        if self._left > 0:
            self._left -= 1
            # Before the event: it may open a dialog that returns long after.
            self._next()
            self._act()
            return
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if front is None:
            self._loop.quit()
            return
        front.close()
        self._next()


def _round(trials: Path, sample: Path, events: int, seed: int, log: Log) -> None:
    room = new_room(AppServices(), trials)
    open_in(room, Request(paths=(sample,)))
    player = log.player = Player(QTest, room, random_events(seed))
    _answer_file_dialogs(random.Random(seed), sample, trials)
    Storm(player.play, events, log).rage()
    _close_all(room)


def _close_all(room: Room) -> None:
    for window in QApplication.topLevelWidgets():
        if window is not room:
            window.close()
    put_away(room)
    settle()


def _answer_file_dialogs(rng: random.Random, sample: Path, scratch: Path) -> None:
    """Let the system's file dialogs answer at once: given up, a good path or a bad one."""
    folders = ("", str(sample), str(sample / "S-LIVER-MR"), str(scratch / "nowhere"))
    files = ("", str(sample / "readings.csv"), str(sample / "README.md"), str(scratch / "none"))
    saved = ("", str(scratch / "written.csv"), str(scratch / "no" / "folder.csv"))
    replies = {
        "getExistingDirectory": lambda *_, **__: rng.choice(folders),
        "getOpenFileName": lambda *_, **__: (rng.choice(files), ""),
        "getSaveFileName": lambda *_, **__: (rng.choice(saved), ""),
    }
    for name, reply in replies.items():
        setattr(QFileDialog, name, staticmethod(reply))
