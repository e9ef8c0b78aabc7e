"""What a killed process costs the reader: nothing."""

from pathlib import Path

from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.state.session import present
from tests.gui.rooms import Hands, scans_alone, truth


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
