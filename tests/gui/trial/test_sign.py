"""Signing at a window: what is shown is what is signed."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from gui.state.desk import Desk
from gui.widgets.trial.sign import SignDialog
from recist.trial.locking import lock
from recist.trial.ports import Work
from recist.trial.reads import Stage, visit_read
from recist.trial.saving import readings_of, save_readings
from recist.trial.signing import signature_key
from tests.gui.mouse import key, write
from tests.gui.trial_scenes import alone_desk, read_more, reader_desk, sign_visit
from tests.trial_files import ADA, ANNA, PASSWORD, read_all


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return reader_desk(tmp_path)


class Pen:
    """A sign dialog that somebody types into."""

    def __init__(self, qtbot: QtBot, desk: Desk, visit: str, lines: tuple[str, ...] = ()) -> None:
        self.bot, self.desk, self.visit = qtbot, desk, visit
        self.dialog = SignDialog(desk, "01", visit, lines)
        self.versions: list[int] = []
        self.dialog.signed.connect(self.versions.append)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def sign(self, password: str = PASSWORD) -> None:
        write(self.bot, self.dialog.password, password)
        key(self.bot, self.dialog.password, Qt.Key.Key_Return)

    @property
    def stage(self) -> Stage:
        with self.desk.trial.view() as view:
            return visit_read(view, "01", self.desk.actor.user, self.visit).stage

    @property
    def error(self) -> str:
        return self.dialog.error.text()


def test_a_visit_is_signed_by_keyboard_with_its_meaning(qtbot: QtBot, desk: Desk) -> None:
    pen = Pen(qtbot, desk, "baseline")
    pen.dialog.meaning.setText("Read twice.")
    pen.sign()
    assert (pen.stage, pen.versions, pen.dialog.isVisible()) == (Stage.SIGNED, [1], False)
    with desk.trial.view() as view:
        record = view.get(signature_key(visit_read(view, "01", "anna", "baseline")))
    assert record is not None
    assert (record.value["printed_name"], record.value["meaning"]) == ("Anna Reader", "Read twice.")


def test_every_row_of_the_visit_and_the_response_are_shown(qtbot: QtBot, desk: Desk) -> None:
    read_more(desk)
    dialog = Pen(qtbot, desk, "week 8").dialog
    uid = "1.2.826.0.1.3680043.9.7.2."
    assert dialog.table.texts() == [
        ["T1", "target", "liver", "measured", "30.0", "", "", ""],
        ["T2", "target", "lymph node", "too small", "", "", f"{uid}114", ""],
        ["NT1", "non-target", "peritoneum", "present", "", "", f"{uid}131", ""],
        ["NT2", "non-target", "lung", "not evaluable", "", "", "", "outside the scanned region"],
        ["N1", "new", "bone", "equivocal", "11.0", "", f"{uid}62", ""],
    ]
    assert dialog.response.text() == "PR"
    assert dialog.name.text() == "Anna Reader"


def test_a_baseline_has_no_response(qtbot: QtBot, desk: Desk) -> None:
    assert Pen(qtbot, desk, "baseline").dialog.response.text() == "none at baseline"


@pytest.mark.parametrize(
    ("visit", "password", "said"),
    [
        ("baseline", "wrong", "name or password is wrong; both are case-sensitive"),
        ("week 8", PASSWORD, "baseline comes first: sign it before week 8 is opened"),
    ],
)
def test_a_refusal_is_told_and_nothing_is_signed(
    qtbot: QtBot, desk: Desk, visit: str, password: str, said: str
) -> None:
    pen = Pen(qtbot, desk, visit)
    pen.sign(password)
    assert pen.dialog.isVisible()
    assert pen.error == said
    assert pen.stage is not Stage.SIGNED
    assert pen.dialog.password.text() == ""


def test_a_signed_visit_is_not_signed_again(qtbot: QtBot, desk: Desk) -> None:
    sign_visit(desk, "baseline")
    pen = Pen(qtbot, desk, "baseline")
    pen.sign()
    assert pen.error == "baseline is signed: it can be changed once it is unlocked, with a reason"


def test_a_locked_database_is_told(qtbot: QtBot, desk: Desk) -> None:
    pen = Pen(qtbot, desk, "baseline")
    desk.trial.do(ADA, lambda work: lock(work, ADA, "data cut"))
    pen.sign()
    assert pen.error == "the database is locked: nothing can be changed any more"


def test_what_was_changed_since_it_was_shown_is_shown_anew_and_not_signed(
    qtbot: QtBot, desk: Desk
) -> None:
    pen = Pen(qtbot, desk, "baseline")
    read_all(desk.trial, ANNA, ("51", "30"))
    pen.sign()
    assert pen.versions == []
    assert pen.error == "baseline was changed meanwhile: look at it again, then sign it"
    assert pen.dialog.table.texts()[0][4] == "51.0"
    pen.sign()
    assert pen.versions == [1]


def test_nothing_is_signed_while_something_is_to_be_settled(qtbot: QtBot, desk: Desk) -> None:
    pen = Pen(qtbot, desk, "baseline", ("T2 was not read.",))
    pen.sign()
    assert pen.stage is Stage.IN_PROGRESS
    assert not pen.dialog.sign_button.isEnabled()


def test_a_visit_of_which_nothing_is_read_cannot_be_signed_from_the_start(
    qtbot: QtBot, desk: Desk
) -> None:
    pen = Pen(qtbot, desk, "week 16")
    assert pen.error == "week 16: nothing is read yet, so there is nothing to sign"
    assert not pen.dialog.sign_button.isEnabled()
    pen.sign()
    assert pen.stage is not Stage.SIGNED


def test_nor_one_whose_readings_went_while_it_was_shown(qtbot: QtBot, desk: Desk) -> None:
    pen = Pen(qtbot, desk, "baseline")

    def clear(work: Work) -> None:
        before = readings_of(work, reader="anna")
        later = tuple(row for row in before.rows if row.visit != "baseline")
        save_readings(work, ANNA, before, later, ())

    desk.do(clear)
    pen.sign()
    assert pen.error == "baseline: nothing is read yet, so there is nothing to sign"
    assert not pen.dialog.sign_button.isEnabled()


def test_what_does_not_block_is_listed_apart_and_keeps_nobody_from_signing(
    qtbot: QtBot, desk: Desk
) -> None:
    dialog = SignDialog(desk, "01", "baseline", notes=("T1 has no organ.",))
    qtbot.addWidget(dialog)
    dialog.show()
    shown = [one.text() for one in dialog.findChildren(QLabel) if one.isVisible()]
    heading = shown.index("TO KNOW, THOUGH IT CAN BE SIGNED")
    assert shown[heading + 1] == "T1 has no organ."
    assert "TO SETTLE BEFORE IT CAN BE SIGNED" not in shown
    assert dialog.sign_button.isEnabled()


@pytest.mark.parametrize(
    ("meaning", "password", "said"),
    [(" ", PASSWORD, "a signature says what it means"), ("Read.", "", "")],
)
def test_what_is_not_written_yet_is_no_try(
    qtbot: QtBot, desk: Desk, meaning: str, password: str, said: str
) -> None:
    pen = Pen(qtbot, desk, "baseline")
    pen.dialog.meaning.setText(meaning)
    pen.sign(password)
    assert (pen.error, pen.stage) == (said, Stage.IN_PROGRESS)


def test_who_works_alone_signs_without_a_password_and_not_by_enter(
    qtbot: QtBot, tmp_path: Path
) -> None:
    pen = Pen(qtbot, alone_desk(tmp_path), "baseline")
    assert pen.dialog.password.isHidden()
    key(qtbot, pen.dialog.meaning, Qt.Key.Key_Return)
    assert pen.versions == []
    pen.dialog.sign_button.setFocus()
    key(qtbot, pen.dialog.sign_button, Qt.Key.Key_Space)
    assert (pen.stage, pen.versions) == (Stage.SIGNED, [1])


def test_a_trial_that_went_away_is_told(qtbot: QtBot, desk: Desk) -> None:
    desk.path.unlink()
    pen = Pen(qtbot, desk, "baseline")
    assert "trial.recist" in pen.error
    assert not pen.dialog.sign_button.isEnabled()
