"""Nobody at the keyboard: when the room locks, what it hides, and how it opens again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt, QTimer
from PyQt6.QtGui import QColor, QKeySequence, QShortcut
from PyQt6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets import style
from gui.widgets.dialogs import AskText
from gui.widgets.trial.idle import IDLE_MINUTES, IdleWatch
from gui.widgets.trial.lock_page import LockPage
from gui.widgets.trial.log_in import LogIn
from recist.trial.accounts import MOST_FAILURES, put_user
from recist.trial.people import Actor, Role, User
from tests.gui.mouse import key, move, press, write
from tests.gui.trial_scenes import reader_desk, room_like
from tests.trial_files import ADA, ANNA, PASSWORD


class Watch:
    """A watch whose clock is wound by hand."""

    def __init__(self, qtbot: QtBot, minutes: float = IDLE_MINUTES) -> None:
        self.now_s = 1000.0
        self.told = 0
        self.field = QLineEdit()
        self.field.show()
        self.watch = IdleWatch(minutes, self.field, seconds=lambda: self.now_s)
        self.watch.idle.connect(self._tell)
        self.watch.start()
        qtbot.addWidget(self.field, before_close_func=lambda _: self.watch.stop())

    def _tell(self) -> None:
        self.told += 1

    def wait(self, minutes: float) -> int:
        self.now_s += minutes * 60
        self.watch.look()
        return self.told


@pytest.mark.parametrize(("minutes", "told"), [(14.9, 0), (15, 1), (600, 1)])
def test_it_tells_after_fifteen_minutes(qtbot: QtBot, minutes: float, told: int) -> None:
    assert Watch(qtbot).wait(minutes) == told


def test_it_tells_once_until_it_is_started_again(qtbot: QtBot) -> None:
    one = Watch(qtbot)
    assert [one.wait(20), one.wait(20)] == [1, 1]
    assert not one.watch.is_watching()
    one.watch.start()
    assert [one.wait(14), one.wait(1)] == [1, 2]


@pytest.mark.parametrize("touch", ["key", "press", "move"])
def test_a_key_or_the_mouse_begins_anew(qtbot: QtBot, touch: str) -> None:
    one = Watch(qtbot)
    one.wait(14)
    if touch == "key":
        key(qtbot, one.field, Qt.Key.Key_A)
    elif touch == "press":
        press(qtbot, one.field, (3, 3))
    else:
        move(qtbot, one.field, (5, 5))
    assert [one.wait(14), one.wait(1)] == [0, 1]


def test_the_first_touch_after_a_sleep_locks_and_does_nothing_else(qtbot: QtBot) -> None:
    one = Watch(qtbot)
    one.now_s += 3600
    key(qtbot, one.field, Qt.Key.Key_A)
    assert (one.told, one.field.text()) == (1, "")


def test_a_clock_that_is_set_back_only_makes_it_wait_anew(qtbot: QtBot) -> None:
    one = Watch(qtbot)
    assert [one.wait(-300), one.wait(14), one.wait(1)] == [0, 0, 1]


class Room:
    """A locked window with something to hide."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bot = qtbot
        self.window: QMainWindow = room_like()
        qtbot.addWidget(self.window)
        self.desk = reader_desk(folder)
        self.page = LockPage(self.desk, self.window)
        self.let_in: list[Actor] = []
        self.page.unlocked.connect(self.let_in.append)

    def unlock(self, password: str = PASSWORD) -> None:
        write(self.bot, self.page.password, password)
        key(self.bot, self.page.password, Qt.Key.Key_Return)


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(qtbot, tmp_path)
    yield made
    made.page.lift()


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


def question(room: Room) -> AskText:
    dialog = AskText("Why T1?", "T1 of subject 01", room.window, before="an artef")
    room.bot.addWidget(dialog)
    dialog.show()
    return dialog


def test_nothing_of_the_window_or_its_dialogs_is_seen(room: Room) -> None:
    dialog = question(room)
    assert len(colours(room.window)) > 1
    room.page.lock()
    for hidden in (room.window, dialog):
        assert colours(hidden) == {style.BACKGROUND}
        assert hidden.windowTitle() == "recist"
    assert "T1" not in room.page.windowTitle()


def test_the_password_of_the_same_user_shows_all_as_it_was(room: Room) -> None:
    dialog = question(room)
    room.page.lock()
    room.unlock()
    assert room.let_in == [ANNA]
    assert not room.page.isVisible()
    assert (dialog.isVisible(), dialog.text(), dialog.windowTitle()) == (
        True,
        "an artef",
        "Why T1?",
    )
    assert room.window.windowTitle() == "Subject 01"
    assert len(colours(room.window)) > 1


def test_a_question_that_waits_for_its_answer_goes_on_waiting(room: Room) -> None:
    dialog = AskText("Why T1?", "T1 of subject 01", room.window, before="artefact")
    steps: list[bool] = []

    def away() -> None:
        room.page.lock()
        steps.append(dialog.isVisible())
        room.unlock()
        dialog.accept()

    QTimer.singleShot(0, away)
    assert dialog.exec() == AskText.DialogCode.Accepted
    assert steps == [True]


@pytest.mark.parametrize("password", ["wrong", "OPEN SESAME"])
def test_a_wrong_password_is_told_and_the_lock_stays(room: Room, password: str) -> None:
    room.page.lock()
    room.unlock(password)
    assert room.page.error.text() == "name or password is wrong; both are case-sensitive"
    assert (room.page.isVisible(), room.let_in) == (True, [])
    assert colours(room.window) == {style.BACKGROUND}
    room.unlock()
    assert room.let_in == [ANNA]


def test_guessing_is_locked_out(room: Room) -> None:
    room.page.lock()
    for _ in range(MOST_FAILURES):
        room.unlock("wrong")
    room.unlock()
    assert room.page.error.text().startswith("anna is locked out until ")
    assert room.let_in == []


def test_roles_that_changed_meanwhile_hold(room: Room) -> None:
    room.page.lock()
    user = User(name="anna", printed_name="Anna", roles=frozenset({Role.ADJUDICATOR}))
    room.desk.trial.do(ADA, lambda work: put_user(work, ADA, user))
    room.unlock()
    assert room.let_in == [Actor(user="anna", roles=frozenset({Role.ADJUDICATOR}))]


def test_neither_escape_nor_an_empty_password_opens_it(room: Room) -> None:
    room.page.lock()
    key(room.bot, room.page, Qt.Key.Key_Escape)
    room.unlock("")
    assert room.page.isVisible()
    assert room.page.error.text() == ""


def test_no_shortcut_reaches_the_window(room: Room) -> None:
    pressed: list[int] = []
    shortcut = QShortcut(QKeySequence("T"), room.window)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    shortcut.activated.connect(lambda: pressed.append(1))
    room.page.lock()
    QApplication.processEvents()
    key(room.bot, room.page.other, Qt.Key.Key_T)
    key(room.bot, room.page, Qt.Key.Key_T)
    assert pressed == []
    assert QApplication.activeModalWidget() is room.page


def test_a_window_that_comes_up_meanwhile_is_hidden_and_the_lock_answers(room: Room) -> None:
    room.page.lock()
    dialog = AskText("Why T1?", "T1 of subject 01", room.window)
    room.bot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    QApplication.processEvents()
    assert colours(dialog) == {style.BACKGROUND}
    assert QApplication.activeModalWidget() is room.page
    dialog.setWindowTitle("Why T2?")
    assert dialog.windowTitle() == "recist"
    room.unlock()
    assert dialog.windowTitle() == "Why T2?"


def test_what_is_added_or_resized_stays_hidden(room: Room) -> None:
    room.page.lock()
    mark = QWidget(room.window)
    mark.setStyleSheet("background: red")
    mark.setGeometry(0, 0, 90, 90)
    mark.show()
    room.window.resize(1500, 950)
    QApplication.processEvents()
    assert colours(room.window) == {style.BACKGROUND}
    assert room.page.size() == room.window.size()
    assert room.page.pos() == room.window.mapToGlobal(QPoint(0, 0))


def test_somebody_else_may_log_in_before_it(room: Room) -> None:
    asked: list[int] = []
    room.page.somebody_else.connect(lambda: asked.append(1))
    room.page.lock()
    room.page.other.setFocus()
    key(room.bot, room.page.other, Qt.Key.Key_Space)
    assert asked == [1]
    dialog = LogIn(room.desk.trial, "Trial 01", room.desk.now, room.page)
    dialog.setModal(True)
    dialog.show()
    QApplication.processEvents()
    assert len(colours(dialog)) > 1
    assert QApplication.activeModalWidget() is dialog
    dialog.close()
    room.page.lift()
    assert len(colours(room.window)) > 1


def test_closing_the_lock_leaves_the_program(room: Room) -> None:
    room.page.lock()
    room.page.close()
    QApplication.processEvents()
    assert not room.window.isVisible()
