"""Backing up and restoring at a window."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.desk import Desk
from gui.state.jobs import Progress
from gui.widgets.trial.backup import BackUpDialog, RestoreDialog
from gui.widgets.trial.log_in import LogIn
from gui.widgets.trial.working import WorkingDialog
from recist.store.backup import back_up, open_backup, restore
from recist.store.image_folder import ImageFolder
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user
from recist.trial.audit import Action
from recist.trial.images import TrialImage, add_images
from recist.trial.people import Actor, User
from recist.trial.ports import Trial
from tests.gui.mouse import key
from tests.gui.trial.held import Held
from tests.gui.trial_scenes import admin_desk, alone_desk
from tests.trial_files import ADA, ANNA, CORA, PASSWORD, Clock, trial_with

Typed = Callable[[LogIn], None]
PATIENCE_MS = 20_000


def rest(qtbot: QtBot, dialog: WorkingDialog) -> None:
    """Wait until nothing is being done any more."""
    qtbot.waitUntil(lambda: not dialog.is_at_work(), timeout=PATIENCE_MS)


def look(backup: Path, _: Progress) -> TrialFile:
    return open_backup(backup)


def bring_back(
    backup: Path, target: Path, let_in: Callable[[Trial], Actor], progress: Progress
) -> str:
    return restore(backup, target, let_in, progress=progress)


def backing(qtbot: QtBot, desk: Desk) -> BackUpDialog:
    trial = TrialFile.open(desk.path)
    dialog = BackUpDialog(
        desk, lambda target, progress: back_up(trial, desk.actor, target, progress=progress)
    )
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_copy_is_made_under_the_proposed_name_and_its_head_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = backing(qtbot, admin_desk(tmp_path))
    key(qtbot, dialog.target.line, Qt.Key.Key_Return)
    rest(qtbot, dialog)
    copy = tmp_path / "trial 2026-03-02 0800.recist"
    with TrialFile.open(copy).view() as view:
        head = view.head()
    assert dialog.outcome.done.text() == f"{copy} is a sound copy. Its head:"
    assert dialog.outcome.head.text() == head
    assert dialog.outcome.isVisible()
    assert dialog.outcome.places.isHidden()
    assert dialog.focusWidget() is dialog.close_button


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
    rest(qtbot, dialog)
    assert dialog.outcome.places.text() == (
        "2 images that the trial only refers to stay where they are."
    )


def test_a_second_enter_overwrites_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = backing(qtbot, admin_desk(tmp_path))
    dialog.back_up()
    rest(qtbot, dialog)
    copy = tmp_path / "trial 2026-03-02 0800.recist"
    before = copy.read_bytes()
    dialog.back_up()
    rest(qtbot, dialog)
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
    rest(qtbot, dialog)
    assert said in dialog.error.text()
    assert not (tmp_path / "copy.recist").exists()
    assert dialog.isVisible()


def test_without_a_name_nothing_is_tried(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = backing(qtbot, admin_desk(tmp_path))
    dialog.target.line.clear()
    dialog.back_up()
    rest(qtbot, dialog)
    assert (dialog.error.text(), dialog.isVisible()) == ("", True)


class Restoring:
    """A backup, the window that restores it, and who logs in."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        folder = desk.path.parent
        self.backup, self.target = folder / "copy.recist", folder / "again.recist"
        self.head = back_up(TrialFile.open(desk.path), desk.actor, self.backup)
        self.dialog = RestoreDialog(look, bring_back, Clock(), folder=folder)
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
    rest(qtbot, made.dialog)
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
    rest(qtbot, made.dialog)
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
    rest(qtbot, made.dialog)
    assert made.dialog.error.text() == said
    assert not made.target.exists()
    assert made.dialog.path is None
    assert not made.dialog.open_button.isEnabled()


def test_a_damaged_backup_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    made = Restoring(qtbot, admin_desk(tmp_path))
    made.backup.write_bytes(b"not a trial")
    made.dialog.restore()
    rest(qtbot, made.dialog)
    assert "copy.recist" in made.dialog.error.text()
    assert not made.target.exists()


def test_what_is_there_is_not_overwritten(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed]
) -> None:
    visitor.append(as_user("ada"))
    made = Restoring(qtbot, admin_desk(tmp_path))
    made.target.write_text("mine")
    made.dialog.restore()
    rest(qtbot, made.dialog)
    assert made.dialog.error.text() == (
        f"{made.target}: there is a file of this name; choose another"
    )
    assert made.target.read_text() == "mine"


# --- in the middle of it ------------------------------------------------------------------------


def with_image(desk: Desk) -> Desk:
    """Give a trial an image of 3 MB, of which a copy tells four times how far it is."""
    kept = ImageFolder(desk.path).add(io.BytesIO(bytes(3 << 20)))
    image = TrialImage(
        subject="01", visit="baseline", digest=kept.digest, size=kept.size, instance="1"
    )
    desk.trial.do(CORA, lambda work: add_images(work, CORA, [image]))
    return desk


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()} - {"trial.recist-journal"}


def both(first: Progress, second: Progress) -> Progress:
    def tell(done: int, total: int) -> None:
        first(done, total)
        second(done, total)

    return tell


def test_a_backup_that_is_cancelled_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    desk, held = with_image(admin_desk(tmp_path)), Held()
    before, known = names(tmp_path), desk.path.read_bytes()
    dialog = BackUpDialog(
        desk,
        lambda target, told: back_up(
            TrialFile.open(desk.path), desk.actor, target, progress=both(told, held)
        ),
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.act.click()
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE_MS)
    assert not any(one.isEnabled() for one in (dialog.act, dialog.close_button, dialog.target))
    dialog.work_bar.cancel.click()
    held.go_on.set()
    rest(qtbot, dialog)
    assert dialog.error.text() == "Cancelled; nothing was copied"
    assert not dialog.outcome.isVisible()
    assert (names(tmp_path), desk.path.read_bytes()) == (before, known)
    dialog.act.click()
    rest(qtbot, dialog)
    assert dialog.outcome.isVisible()


def test_restoring_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed]
) -> None:
    visitor.append(as_user("ada"))
    made, held = Restoring(qtbot, with_image(admin_desk(tmp_path))), Held()
    before = names(tmp_path)
    dialog = RestoreDialog(
        look,
        lambda backup, target, let_in, told: restore(
            backup, target, let_in, progress=both(told, held)
        ),
        Clock(),
    )
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.backup.line.setText(str(made.backup))
    dialog.target.line.setText(str(made.target))
    dialog.act.click()
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE_MS)
    dialog.reject()
    held.go_on.set()
    rest(qtbot, dialog)
    assert dialog.error.text() == "Cancelled; nothing was restored"
    assert (dialog.isVisible(), dialog.path) == (True, None)
    assert names(tmp_path) == before


def test_who_restores_has_logged_in_to_the_trial_that_is_made_and_the_backup_stays(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed]
) -> None:
    visitor += [as_user("ada", "wrong"), as_user("ada")]
    made = Restoring(qtbot, admin_desk(tmp_path))
    before = made.backup.read_bytes()
    made.dialog.restore()
    rest(qtbot, made.dialog)
    with TrialFile.open(made.target).view() as view:
        last = [(one.user, one.action) for one in view.entries()][-2:]
    assert last == [("ada", Action.LOGGED_IN), ("ada", Action.RESTORED)]
    assert made.backup.read_bytes() == before


ADA_HERSELF = User(name="ada", printed_name="Ada Administrator", roles=ADA.roles)


def test_the_log_in_counts_for_the_copy_whatever_becomes_of_the_backup(
    qtbot: QtBot, tmp_path: Path, visitor: list[Typed]
) -> None:
    made = Restoring(qtbot, admin_desk(tmp_path))

    def swap(dialog: LogIn) -> None:
        as_user("ada")(dialog)
        other = trial_with(tmp_path / "other")
        other.do(ADA, lambda work: put_user(work, ADA, ADA_HERSELF, "another password"))
        made.backup.write_bytes(other.path.read_bytes())

    (tmp_path / "other").mkdir()
    visitor.append(swap)
    made.dialog.restore()
    rest(qtbot, made.dialog)
    assert "name or password is wrong" in made.dialog.error.text()
    assert not made.target.exists()
