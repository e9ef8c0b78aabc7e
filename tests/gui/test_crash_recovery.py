"""What a fault of ours or a killed process costs the reader: nothing."""

import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.session import is_saved, present
from gui.widgets import fault
from gui.widgets.fault import FaultDialog, fault_report
from tests.gui.rooms import Hands, scans_alone, truth

PATIENT = "DOE^JANE"


def shown_faults() -> list[FaultDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, FaultDialog) and widget.isVisible()
    ]


@pytest.mark.qt_no_exception_capture
def test_a_fault_in_a_slot_is_told_and_the_caliper_comes_back_at_the_next_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    fault.install()
    request = scans_alone(tmp_path / "readings.csv")
    hands = Hands(qtbot, tmp_path / "journals", request)
    hands.alone()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    kept = present(hands.room.reading.session)

    def fail() -> None:
        raise RuntimeError(PATIENT)

    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: bool(shown_faults()))
    for dialog in shown_faults():
        assert PATIENT not in dialog._report.toPlainText()
        dialog.accept()
    # The window is not closed in good order: the next start has the journal alone.
    hands.close()
    again = Hands(qtbot, tmp_path / "journals", request)
    back = present(again.room.reading.session)
    assert back.calipers == kept.calipers
    assert [row.lesion for row in back.rows] == ["T1"]
    assert not is_saved(again.room.reading.session)
    assert again.room.notice.text().startswith("Unsaved work from")
    again.close()


def test_recovered_work_can_be_put_away(qtbot: QtBot, tmp_path: Path) -> None:
    request = scans_alone(tmp_path / "readings.csv")
    hands = Hands(qtbot, tmp_path / "journals", request)
    hands.alone()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    hands.close()
    second = Hands(qtbot, tmp_path / "journals", request)
    second.room.notice._act.click()
    assert present(second.room.reading.session).rows == ()
    second.close()
    third = Hands(qtbot, tmp_path / "journals", request)
    assert third.room.notice.text() == ""
    third.close()


def test_a_report_names_places_and_no_values() -> None:
    try:
        raise ValueError(PATIENT)
    except ValueError as error:
        report = fault_report(type(error), error.__traceback__)
    assert "ValueError" in report
    assert Path(__file__).name in report
    assert PATIENT not in report


def test_work_that_was_undone_before_the_crash_is_no_unsaved_work(
    qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "readings.csv"
    hands = Hands(qtbot, tmp_path / "journals", scans_alone(table))
    hands.alone()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    hands.room.files.save()
    hands.press_key(Qt.Key.Key_A)
    hands.room.reading.undo()
    hands.close()
    again = Hands(qtbot, tmp_path / "journals", scans_alone(table))
    assert again.room.notice.text() == ""
    assert is_saved(again.room.reading.session)
    again.close()
