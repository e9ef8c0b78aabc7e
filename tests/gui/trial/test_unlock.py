"""Unlocking at a window, and the lock of the database."""

from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gui.state.desk import Desk
from gui.widgets.trial.database_lock import DatabaseLock
from gui.widgets.trial.unlock import UnlockDialog
from recist.store.trial_file import TrialFile
from recist.trial.adjudication import choice_key
from recist.trial.audit import Action
from recist.trial.locking import is_locked, lock
from recist.trial.people import Actor
from recist.trial.ports import Work
from recist.trial.progress import progress_of, signed_reads
from recist.trial.reads import Stage, VisitRead, visit_read
from recist.trial.signing import Signing, sign
from tests.gui.mouse import key, write
from tests.gui.trial_scenes import admin_desk, reader_desk, sign_visit
from tests.trial_files import ADA, ANNA, BEN, CORA, PASSWORD, START, VISITS, read_all


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return the coordinator's desk; Anna has signed both visits."""
    made = reader_desk(tmp_path)
    for visit in VISITS:
        sign_visit(made, visit)
    return replace(made, actor=CORA)


def decide(trial: TrialFile) -> None:
    """Let Ben read and sign both visits, too, and accept what Anna has read."""
    read_all(trial, BEN, ("50", "61"))
    for visit in VISITS:
        sign(trial, BEN, PASSWORD, Signing(subject="01", visit=visit), START)

    def accept(work: Work) -> None:
        reads = signed_reads(work, progress_of(work, "01"), "01")
        value = {"accepted": "anna", "reason": "The edge.", "reads": reads}
        work.put(choice_key("01"), value, expect=0)

    trial.do(CORA, accept)


def read_of(visit: str, reader: str = "anna") -> VisitRead:
    return VisitRead(subject="01", reader=reader, visit=visit)


def shown(qtbot: QtBot, dialog: QDialog) -> list[str]:
    qtbot.addWidget(dialog)
    dialog.show()
    return [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]


def press(qtbot: QtBot, button: QPushButton) -> None:
    button.setFocus()
    key(qtbot, button, Qt.Key.Key_Space)


def stages(desk: Desk) -> list[tuple[Stage, int]]:
    with desk.trial.view() as view:
        reads = [visit_read(view, "01", "anna", visit) for visit in VISITS]
    return [(one.stage, one.version) for one in reads]


@pytest.mark.parametrize(
    ("visit", "opened", "left"),
    [
        ("baseline", ("baseline", "week 8"), [(Stage.IN_PROGRESS, 2), (Stage.IN_PROGRESS, 2)]),
        ("week 8", ("week 8",), [(Stage.SIGNED, 1), (Stage.IN_PROGRESS, 2)]),
    ],
)
def test_a_visit_and_those_after_it_are_opened_with_a_reason(
    qtbot: QtBot,
    desk: Desk,
    visit: str,
    opened: tuple[str, ...],
    left: list[tuple[Stage, int]],
) -> None:
    dialog = UnlockDialog(desk, read_of(visit))
    told: list[object] = []
    dialog.unlocked.connect(told.append)
    texts = shown(qtbot, dialog)
    assert [text for text in texts if "version" in text] == [
        f"{one} · version 1 is signed" for one in opened
    ]
    write(qtbot, dialog.reason, "Wrong series.")
    press(qtbot, dialog.unlock_button)
    assert told == [opened]
    assert not dialog.isVisible()
    assert stages(desk) == left
    with desk.trial.view() as view:
        last = view.last()
    assert last is not None
    assert (last.action, last.user, last.reason) == (Action.UNLOCKED, "cora", "Wrong series.")


@pytest.mark.parametrize(
    ("is_decided", "before", "after"),
    [
        pytest.param(
            True,
            ["The adjudication of 01: the read of anna was accepted"],
            "Opened again: week 8. The adjudication of 01 was taken back; it is made anew",
            id="adjudicated",
        ),
        pytest.param(False, [], "Opened again: week 8", id="not adjudicated"),
    ],
)
def test_an_adjudication_that_is_taken_back_is_told_before_and_after(
    qtbot: QtBot, desk: Desk, is_decided: bool, before: list[str], after: str
) -> None:
    if is_decided:
        decide(TrialFile.open(desk.path))
    dialog = UnlockDialog(desk, read_of("week 8"))
    told: list[str] = []
    dialog.told.connect(told.append)
    texts = shown(qtbot, dialog)
    assert [text for text in texts if "adjudication" in text] == before
    write(qtbot, dialog.reason, "Wrong series.")
    press(qtbot, dialog.unlock_button)
    assert told == [after]


def test_it_takes_a_reason(qtbot: QtBot, desk: Desk) -> None:
    dialog = UnlockDialog(desk, read_of("baseline"))
    shown(qtbot, dialog)
    write(qtbot, dialog.reason, "  ")
    press(qtbot, dialog.unlock_button)
    assert dialog.error.text() == "a signed visit is unlocked with a reason"
    assert stages(desk) == [(Stage.SIGNED, 1), (Stage.SIGNED, 1)]


@pytest.mark.parametrize("actor", [ANNA, ADA])
def test_who_may_not_unlock_is_told(qtbot: QtBot, desk: Desk, actor: Actor) -> None:
    dialog = UnlockDialog(replace(desk, actor=actor), read_of("baseline"))
    shown(qtbot, dialog)
    assert dialog.error.text() == (
        f"{actor.user} may not unlock signed reads; it takes the role coordinator"
    )
    assert not dialog.unlock_button.isEnabled()


def test_what_is_not_signed_is_told(qtbot: QtBot, desk: Desk) -> None:
    dialog = UnlockDialog(desk, read_of("baseline", "ben"))
    shown(qtbot, dialog)
    assert dialog.error.text() == "baseline is not signed"
    assert not dialog.unlock_button.isEnabled()


def test_a_locked_database_is_told_and_nothing_is_unlocked(qtbot: QtBot, desk: Desk) -> None:
    dialog = UnlockDialog(desk, read_of("baseline"))
    shown(qtbot, dialog)
    desk.trial.do(ADA, lambda work: lock(work, ADA, "Data cut."))
    write(qtbot, dialog.reason, "Wrong series.")
    press(qtbot, dialog.unlock_button)
    assert dialog.error.text() == "the database is locked: nothing can be changed any more"
    assert stages(desk)[0] == (Stage.SIGNED, 1)


def test_the_database_is_locked_and_opened_again_with_reasons(qtbot: QtBot, tmp_path: Path) -> None:
    desk = admin_desk(tmp_path)
    dialog = DatabaseLock(desk)
    told: list[bool] = []
    dialog.changed.connect(told.append)
    shown(qtbot, dialog)
    assert (dialog.state.text(), dialog.act.text()) == ("The database is open", "&Lock")
    write(qtbot, dialog.reason, "Data cut.")
    press(qtbot, dialog.act)
    assert dialog.state.text() == "The database is locked since 2026-03-02 08:00 UTC"
    assert (dialog.detail.text(), dialog.reason.toPlainText()) == ("By ada: Data cut.", "")
    write(qtbot, dialog.reason, "A visit is missing.")
    press(qtbot, dialog.act)
    assert (dialog.state.text(), told) == ("The database is open", [True, False])
    assert dialog.detail.isHidden()


def test_locking_takes_a_reason(qtbot: QtBot, tmp_path: Path) -> None:
    desk = admin_desk(tmp_path)
    dialog = DatabaseLock(desk)
    shown(qtbot, dialog)
    press(qtbot, dialog.act)
    assert dialog.error.text() == "a database is locked and reopened with a reason"
    with desk.trial.view() as view:
        assert not is_locked(view)


@pytest.mark.parametrize("actor", [BEN, CORA])
def test_who_may_not_lock_sees_how_it_stands(qtbot: QtBot, tmp_path: Path, actor: Actor) -> None:
    dialog = DatabaseLock(replace(admin_desk(tmp_path), actor=actor))
    shown(qtbot, dialog)
    assert dialog.state.text() == "The database is open"
    assert "it takes the role administrator" in dialog.error.text()
    assert not dialog.act.isEnabled()


def test_a_lock_that_somebody_else_has_set_meanwhile_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    desk = admin_desk(tmp_path)
    dialog = DatabaseLock(desk)
    shown(qtbot, dialog)
    desk.trial.do(ADA, lambda work: lock(work, ADA, "Data cut."))
    write(qtbot, dialog.reason, "Data cut.")
    press(qtbot, dialog.act)
    assert dialog.error.text() == "the database is locked: nothing can be changed any more"
    assert dialog.act.text() == "Re&open"
    assert dialog.reason.toPlainText() == "Data cut."
