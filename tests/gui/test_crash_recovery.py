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
def test_a_fault_in_a_slot_is_told_and_the_caliper_is_there_at_the_next_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    fault.install()
    request = scans_alone(tmp_path / "readings.csv")
    hands = Hands(qtbot, tmp_path / "trials", request)
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
    # The window is not closed in good order: the next start has the trial alone.
    hands.close()
    again = Hands(qtbot, tmp_path / "trials", request)
    back = present(again.room.reading.session)
    assert back.calipers == kept.calipers
    assert [row.lesion for row in back.rows] == ["T1"]
    assert is_saved(again.room.reading.session)
    assert again.room.notice.text() == ""
    again.close()


def test_a_report_names_places_and_no_values() -> None:
    try:
        raise ValueError(PATIENT)
    except ValueError as error:
        report = fault_report(type(error), error.__traceback__)
    assert "ValueError" in report
    assert Path(__file__).name in report
    assert PATIENT not in report


def test_what_was_undone_before_the_end_stays_undone(qtbot: QtBot, tmp_path: Path) -> None:
    table = tmp_path / "readings.csv"
    hands = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    hands.alone()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    kept = present(hands.room.reading.session)
    hands.press_key(Qt.Key.Key_A)
    hands.room.reading.undo()
    hands.close()
    again = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    assert present(again.room.reading.session).calipers == kept.calipers
    again.close()


def test_a_table_that_something_else_changed_is_taken_over_only_when_asked(
    qtbot: QtBot, tmp_path: Path
) -> None:
    table = tmp_path / "readings.csv"
    hands = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    hands.alone()
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    hands.room.files.write()
    hands.close()
    text = table.read_text(encoding="utf-8")
    table.write_text(text.replace(",T1,", ",T7,"), encoding="utf-8")
    second = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    assert [row.lesion for row in present(second.room.reading.session).rows] == ["T1"]
    assert "readings.csv has other readings" in second.room.notice.text()
    second.room.notice._act.click()
    assert [row.lesion for row in present(second.room.reading.session).rows] == ["T7"]
    second.room.reading.undo()
    assert [row.lesion for row in present(second.room.reading.session).rows] == ["T1"]
    second.close()
    third = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    assert third.room.notice.text() == ""
    third.close()
