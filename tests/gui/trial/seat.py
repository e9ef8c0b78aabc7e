"""Somebody who sits in a room on a blinded trial."""

from pathlib import Path

from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.commands import SetState
from gui.state.opening import Request
from gui.state.session import present
from gui.widgets.questions import Leave
from gui.widgets.room import Room
from gui.widgets.trial.parts import TrialDialog
from recist.model.reading import Absent
from recist.store.trial_file import TrialFile
from recist.trial.people import Actor
from recist.trial.signing import Signing, sign
from tests.gui.rooms import PATIENCE_MS
from tests.trial_files import ANNA, BEN, PASSWORD, Clock, read_all, trial_with, with_settings

BLINDED = """
id = "two-readers"
criteria = "RECIST 1.1"
[reading]
readers = 2
blinded = true
sequential = true
adjudicate_on = ["best-response"]
"""


class Seat:
    """A room that somebody sits in, opened on a trial."""

    def __init__(self, qtbot: QtBot, trial: TrialFile, actor: Actor) -> None:
        self.qtbot = qtbot
        self.trial = trial
        self.room = Room(AppServices(), trial.path.parent / "unnamed")
        self.room.opener.let_in = lambda *_: actor
        # A test that fails with unsaved work must not wait for an answer at its end.
        self.room.questions.leave = lambda: Leave.LOSE  # type: ignore[method-assign]
        qtbot.addWidget(self.room)
        self.room.show()
        self.room.opener.open(Request(paths=(trial.path,)))
        self.wait()

    def wait(self) -> None:
        room = self.room
        self.qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=PATIENCE_MS)

    def readers(self) -> set[str]:
        return {row.reader for row in present(self.room.reading.session).rows}

    def say_absent(self, visit: str) -> bool:
        gone = SetState(subject="01", visit=visit, lesion="T1", state=Absent())
        return self.room.reading.do(gone)

    def sign(self, visit: str) -> None:
        asked = Signing(subject="01", visit=visit)
        actor = self.room.reading.keeper.desk
        assert actor is not None
        sign(self.trial, actor.actor, PASSWORD, asked, actor.now())
        self.room.reading.look_again()

    def menu(self) -> list[str]:
        menu = self.room.top.trial_button.menu()
        assert menu is not None
        menu.aboutToShow.emit()
        return [one.text().partition("\t")[0] for one in menu.actions()]


def read_trial(folder: Path, protocol: str = BLINDED) -> TrialFile:
    """Make a trial that two readers have read, signing nothing."""
    made = with_settings(trial_with(folder, Clock()), protocol)
    read_all(made, ANNA)
    read_all(made, BEN, ("50", "61"))
    return made


def windows() -> list[TrialDialog]:
    """Return the windows of a trial that are open."""
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, TrialDialog) and one.isVisible()]
