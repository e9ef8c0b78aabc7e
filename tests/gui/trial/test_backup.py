"""Backing up and restoring at a window."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.desk import Desk
from gui.widgets.trial.backup import BackUpDialog, RestoreDialog
from gui.widgets.trial.log_in import LogIn
from recist.store.backup import back_up, restore
from recist.store.trial_file import TrialFile
from recist.trial.images import TrialImage, add_images
from recist.trial.people import Actor
from tests.gui.mouse import key
from tests.gui.trial_scenes import admin_desk, alone_desk
from tests.trial_files import ANNA, CORA, PASSWORD, Clock

Typed = Callable[[LogIn], None]


def backing(qtbot: QtBot, desk: Desk) -> BackUpDialog:
    trial = TrialFile.open(desk.path)
    dialog = BackUpDialog(desk, lambda target: back_up(trial, desk.actor, target))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_copy_is_made_under_the_proposed_name_and_its_head_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = backing(qtbot, admin_desk(tmp_path))
    key(qtbot, dialog.target.line, Qt.Key.Key_Return)
    copy = tmp_path / "trial 2026-03-02 0800.recist"
    with TrialFile.open(copy).view() as view:
        head = view.head()
    assert dialog.outcome.done.text() == f"{copy} is a sound copy. Its head:"
    assert dialog.outcome.head.text() == head
    assert dialog.outcome.isVisible()
    assert dialog.outcome.places.isHidden()
    assert dialog.close_button.text() == "Close"


def test_images_that_are_only_referred_to_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    desk = admin_desk(tmp_path)
    images = [
        TrialImage(
            subject="01", visit="baseline", digest=digit * 64, size=1, instance=digit, place=place
        )
        for digit, place in (("1", "/scans/1"), ("2", "/scans/2"))
    ]
    desk.trial.do(CORA, lambda work: add_images(work, CORA, images))
    dialog = backing(qtbot, desk)
    dialog.back_up()
    assert dialog.outcome.places.text() == (
        "2 images that the trial only refers to stay where they are."
    )


def test_a_second_enter_overwrites_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = backing(qtbot, admin_desk(tmp_path))
    dialog.back_up()
    copy = tmp_path / "trial 2026-03-02 0800.recist"
    before = copy.read_bytes()
    dialog.back_up()
    assert dialog.error.text() == f"{copy}: there is a file of this name; choose another"
    assert copy.read_bytes() == before
    assert not dialog.outcome.isVisible()


@pytest.mark.parametrize(
    ("name", "actor", "said"),
    [
        ("nowhere/copy.recist", None, "cannot be made"),
        ("copy.recist", ANNA, "anna may not back up and restore; it takes the role coordinator"),
    ],
)
def test_a_refusal_is_told(
    qtbot: QtBot, tmp_path: Path, name: str, actor: Actor | None, said: str
) -> None:
    desk = admin_desk(tmp_path)
    dialog = backing(qtbot, desk if actor is None else replace(desk, actor=actor))
    dialog.target.line.setText(str(tmp_path / name))
    dialog.back_up()
    assert said in dialog.error.text()
    assert not (tmp_path / "copy.recist").exists()
    assert dialog.isVisible()


def test_without_a_name_nothing_is_tried(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = backing(qtbot, admin_desk(tmp_path))
    dialog.target.line.clear()
    dialog.back_up()
    assert (dialog.error.text(), dialog.isVisible()) == ("", True)


class Restoring:
    """A backup, the window that restores it, and who logs in."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        folder = desk.path.parent
        self.backup, self.target = folder / "copy.recist", folder / "again.recist"
        self.head = back_up(TrialFile.open(desk.path), desk.actor, self.backup)
        self.dialog = RestoreDialog(restore, Clock(), folder=folder)
        qtbot.addWidget(self.dialog)
        self.dialog.show()
        self.dialog.backup.line.setText(str(self.backup))
        self.dialog.target.line.setText(str(self.target.with_suffix("")))


@pytest.fixture
def visitor() -> Iterator[list[Typed]]:
    """Answer the log-in by what the list says."""
    answers: list[Typed] = []
    timer = QTimer()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, LogIn) and answers:
            answers.pop(0)(dialog)

    timer.timeout.connect(answer)
    timer.start(0)
    yield answers
    timer.stop()


def as_user(name: str, password: str = PASSWORD) -> Typed:
    def type_in(dialog: LogIn) -> None:
        dialog.user.setText(name)
        dialog.password.setText(password)
        dialog.log_in()

    return type_in


def test_a_backup_becomes_a_trial_after_a_log_in(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed]
) -> None:
    visitor += [as_user("ada", "wrong"), as_user("ada")]
    made = Restoring(qtbot, admin_desk(tmp_path))
    key(qtbot, made.dialog.target.line, Qt.Key.Key_Return)
    assert made.dialog.error.text() == ""
    assert made.dialog.outcome.done.text() == f"{made.target} is restored. Head of the backup:"
    assert made.dialog.outcome.head.text() == made.head
    assert made.dialog.path == made.target
    assert made.target.exists()
    made.dialog.open_button.click()
    assert made.dialog.result() == RestoreDialog.DialogCode.Accepted


def test_one_that_is_open_to_all_asks_for_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    made = Restoring(qtbot, alone_desk(tmp_path))
    made.dialog.restore()
    assert made.dialog.path == made.target


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (LogIn.reject, "nobody has logged in to the backup, so nothing was restored"),
        (
            as_user("anna"),
            "anna may not back up and restore; it takes the role coordinator, administrator",
        ),
    ],
)
def test_who_may_not_restore_is_told(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed], who: Typed, said: str
) -> None:
    visitor.append(who)
    made = Restoring(qtbot, admin_desk(tmp_path))
    made.dialog.restore()
    assert made.dialog.error.text() == said
    assert not made.target.exists()
    assert made.dialog.path is None
    assert not made.dialog.open_button.isEnabled()


def test_a_damaged_backup_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    made = Restoring(qtbot, admin_desk(tmp_path))
    made.backup.write_bytes(b"not a trial")
    made.dialog.restore()
    assert "copy.recist" in made.dialog.error.text()
    assert not made.target.exists()


def test_what_is_there_is_not_overwritten(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed]
) -> None:
    visitor.append(as_user("ada"))
    made = Restoring(qtbot, admin_desk(tmp_path))
    made.target.write_text("mine")
    made.dialog.restore()
    assert made.dialog.error.text() == (
        f"{made.target}: there is a file of this name; choose another"
    )
    assert made.target.read_text() == "mine"
