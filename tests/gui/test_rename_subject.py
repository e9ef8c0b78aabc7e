"""A subject that gets another name: in one step, back and forth, and at the next start."""

from datetime import date
from pathlib import Path

import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PyQt6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from gui.state.commands import RenameSubject
from gui.state.document import Document, subjects_of
from gui.state.edits import apply
from gui.state.session import present
from recist.model.dates import NO_DATE
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.visits import PlannedVisit
from tests.gui.mouse import key
from tests.gui.rooms import SUBJECT, Hands, scans_alone, truth

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    return Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "readings.csv"))


def place(hands: Hands) -> tuple[str, str]:
    return hands.room.reading.session.subject, hands.room.reading.session.visit


def rename(hands: Hands, name: str) -> bool:
    """Choose the menu's first entry and answer its question; say whether it could be answered."""
    accepted: list[bool] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(name)
        (button,) = [one for one in dialog.findChildren(QPushButton) if one.isDefault()]
        accepted.append(button.isEnabled())
        dialog.accept() if button.isEnabled() else dialog.reject()

    work_list = hands.room.left.work_list
    work_list.menu_wanted.emit(hands.room.reading.session.subject, "", QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTimer.singleShot(0, answer)
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        key(hands.qtbot, menu, pressed)
    # Without a window manager the keyboard stays with the dialog until that is gone.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with hands.qtbot.waitActive(hands.room):
        hands.room.activateWindow()
    return accepted == [True]


def test_a_renamed_subject_stays_open_through_undo_and_redo(hands: Hands) -> None:
    hands.alone()
    hands.room.go_to(SUBJECT, "baseline")
    hands.wait()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    hands.room.go_to(SUBJECT, "week 8")
    hands.wait()
    assert rename(hands, "001")
    assert place(hands) == ("001", "week 8")
    assert subjects_of(present(hands.room.reading.session)) == ("001",)
    hands.press_key(Qt.Key.Key_Z, CONTROL)
    assert hands.room.reading.session.subject == SUBJECT
    hands.press_key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert hands.room.reading.session.subject == "001"
    assert hands.longest_mm("T1", "baseline") > 0


def test_the_new_name_is_there_at_the_next_start_with_every_visit(
    qtbot: QtBot, tmp_path: Path, hands: Hands
) -> None:
    hands.alone()
    hands.room.go_to(SUBJECT, "baseline")
    hands.wait()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    assert rename(hands, "001")
    hands.room.files.write()
    hands.wait()
    labels = [one.label for one in present(hands.room.reading.session).visits]
    hands.close()
    again = Hands(qtbot, tmp_path / "other", scans_alone(tmp_path / "readings.csv"))
    visits = present(again.room.reading.session).visits
    assert {one.subject for one in visits} == {"001"}
    assert [one.label for one in visits] == labels


def test_an_empty_name_cannot_be_given(hands: Hands) -> None:
    assert not rename(hands, " ")
    assert hands.room.reading.session.subject == SUBJECT


@pytest.mark.parametrize(
    ("known", "then"),
    [
        pytest.param(("01",), ["PAT-7"], id="go along"),
        pytest.param(("01", "PAT-7"), ["01", "PAT-7"], id="stay where the new name has some"),
    ],
)
def test_treatments_go_with_a_name(known: tuple[str, ...], then: list[str]) -> None:
    treated = tuple(
        Treatment(subject=one, lesion="T1", date=date(2023, 6, 1), kind=TreatmentKind.RADIOTHERAPY)
        for one in known
    )
    visit = PlannedVisit(subject="01", label="baseline", date=NO_DATE)
    document = Document(visits=(visit,), treatments=treated)
    changed = apply(document, RenameSubject(subject="01", label="PAT-7"))
    assert [one.subject for one in changed.treatments] == then
