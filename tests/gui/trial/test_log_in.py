"""Logging in at a window: the good way, each refusal, by keyboard."""

from datetime import timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.widgets.trial.log_in import LogIn
from recist.trial import entering
from recist.trial.accounts import LOCKED_FOR, MOST_FAILURES, put_user
from recist.trial.audit import Action
from recist.trial.errors import ReadOnlyError
from recist.trial.people import Actor, User
from tests.gui.mouse import key, write
from tests.trial_files import ADA, ANNA, PASSWORD, Clock, trial_with

WRONG = "name or password is wrong; both are case-sensitive"


class Door:
    """A log-in that somebody types into."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.clock = Clock()
        self.trial = trial_with(folder, self.clock)
        self.bot = qtbot
        self.dialog = self.open()

    def open(self) -> LogIn:
        dialog = LogIn(self.trial, "Trial 01", self.clock)
        self.bot.addWidget(dialog)
        dialog.show()
        return dialog

    def type(self, user: str, password: str) -> None:
        """Type both with Tab between them, and Enter."""
        self.dialog.user.setFocus()
        self.dialog.user.selectAll()
        write(self.bot, self.dialog.user, user)
        key(self.bot, self.dialog.user, Qt.Key.Key_Tab)
        write(self.bot, self.dialog.password, password)
        key(self.bot, self.dialog.password, Qt.Key.Key_Return)

    def actions(self) -> list[Action]:
        with self.trial.view() as view:
            return [one.action for one in view.entries()]


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Door:
    return Door(qtbot, tmp_path)


def test_name_and_password_let_in(door: Door) -> None:
    door.type("anna", PASSWORD)
    assert door.dialog.actor == ANNA
    assert door.dialog.result() == LogIn.DialogCode.Accepted
    assert door.actions()[-1] is Action.LOGGED_IN


@pytest.mark.parametrize(
    ("user", "password"), [("anna", "open says me"), ("nobody", PASSWORD), ("Anna", PASSWORD)]
)
def test_what_is_wrong_is_told_alike_and_tries_go_on(door: Door, user: str, password: str) -> None:
    door.type(user, password)
    assert door.dialog.isVisible()
    assert door.dialog.error.text() == WRONG
    assert (door.dialog.actor, door.dialog.password.text()) == (None, "")
    door.type("anna", PASSWORD)
    assert door.dialog.actor == ANNA


def test_who_is_locked_out_is_told_until_when_and_comes_in_after_it(door: Door) -> None:
    for _ in range(MOST_FAILURES):
        door.type("anna", "wrong")
    door.type("anna", PASSWORD)
    assert door.dialog.error.text().startswith("anna is locked out until 08:15 UTC")
    assert door.dialog.actor is None
    door.clock.now += LOCKED_FOR
    door.type("anna", PASSWORD)
    assert door.dialog.actor == ANNA


def test_somebody_who_is_not_active_any_more_is_told_as_a_wrong_password(door: Door) -> None:
    gone = User(name="anna", printed_name="Anna", roles=ANNA.roles, active=False)
    door.trial.do(ADA, lambda work: put_user(work, ADA, gone))
    door.type("anna", PASSWORD)
    assert door.dialog.error.text() == WRONG


@pytest.mark.parametrize(("user", "password"), [("", ""), ("anna", ""), ("", "x")])
def test_what_is_not_written_yet_is_no_try(door: Door, user: str, password: str) -> None:
    before = door.actions()
    door.type(user, password)
    assert door.actions() == before
    assert door.dialog.error.text() == ""


def test_escape_gives_up(door: Door) -> None:
    key(door.bot, door.dialog, Qt.Key.Key_Escape)
    assert door.dialog.result() == LogIn.DialogCode.Rejected


def test_a_clock_that_went_back_is_told(door: Door) -> None:
    door.clock.now -= timedelta(days=2)
    dialog = door.open()
    assert dialog.clock.text() == (
        "This computer's clock says 2026-02-28 08:00 UTC, and the trial was used at "
        "2026-03-02 08:00 UTC already; set the clock"
    )
    assert door.dialog.clock.isHidden()


def test_a_trial_that_went_away_is_told(door: Door) -> None:
    door.trial.path.unlink()
    door.type("anna", PASSWORD)
    assert "trial.recist" in door.dialog.error.text()
    assert door.dialog.isVisible()
    assert "trial.recist" in door.open().error.text()


def test_a_trial_that_cannot_be_written_is_entered_to_look_and_that_is_told(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Actor:
        raise ReadOnlyError("trial.recist: cannot be written")

    monkeypatch.setattr(entering, "log_in", refuse)
    door.type("anna", "wrong")
    assert (door.dialog.error.text(), door.dialog.actor) == (WRONG, None)
    door.type("anna", PASSWORD)
    assert door.dialog.actor == ANNA
    assert door.dialog.warning == (
        "the trial cannot be written: its audit chain does not tell of this log-in"
    )
