"""The main job with real mouse and key events: measure, follow, judge, undo, save, reopen."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.session import is_saved, present
from recist.trial.calipers import calipers_beside
from tests.gui.mouse import move, release
from tests.gui.rooms import Hands, scans_alone, truth

WITHIN_MM = 0.2
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "readings.csv"


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path, table: Path) -> Hands:
    made = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    made.alone()
    return made


def read_baseline(hands: Hands) -> None:
    for lesion in ("T1", "T2"):
        hands.draw(truth("baseline", lesion).long_axis_lps_mm)
        hands.room.right.editor.organ_given.emit("liver")


def draw_known(hands: Hands, lesion: str, visit: str) -> None:
    hands.room.reading.select(lesion)
    hands.draw(truth(visit, lesion).long_axis_lps_mm)


def test_a_caliper_over_the_true_axis_reads_the_true_length(hands: Hands) -> None:
    read_baseline(hands)
    for lesion in ("T1", "T2"):
        known = truth("baseline", lesion).longest_mm
        assert hands.longest_mm(lesion, "baseline") == pytest.approx(known, abs=WITHIN_MM)


def test_new_lesions_name_themselves_and_the_baseline_has_a_sum(hands: Hands) -> None:
    read_baseline(hands)
    assert hands.room.right.table.lesion_rows() == ("T1", "T2")
    expected = hands.longest_mm("T1", "baseline") + hands.longest_mm("T2", "baseline")
    assert hands.cell("Sum of diameters", "baseline") == f"{expected:.1f}"


def test_sum_and_response_follow_the_drag_and_nothing_is_written_before_release(
    hands: Hands,
) -> None:
    read_baseline(hands)
    hands.press_key(Qt.Key.Key_Tab)
    hands.wait()
    assert hands.room.reading.session.visit == "week 8"
    draw_known(hands, "T2", "week 8")
    before = hands.rows()
    hands.room.reading.select("T1")
    axis = truth("week 8", "T1").long_axis_lps_mm
    hands.look_at(axis)
    hands.press_key(Qt.Key.Key_B)
    hands.begin(axis)
    half = hands.at(tuple((a + 3 * b) / 4 for a, b in zip(*axis, strict=True)))  # type: ignore[arg-type]
    seen = [(hands.cell("Sum of diameters", "week 8"), hands.cell("Overall", "week 8"))]
    move(hands.qtbot, hands.viewport, half)
    seen.append((hands.cell("Sum of diameters", "week 8"), hands.cell("Overall", "week 8")))
    assert hands.rows() == before
    assert seen[0][0] != seen[1][0]
    assert "mm is" in hands.room.right.response.response_text()
    release(hands.qtbot, hands.viewport, hands.at(axis[1]))
    assert hands.rows() == before + 1
    assert (hands.cell("Sum of diameters", "week 8"), hands.cell("Overall", "week 8")) == seen[0]


def test_the_response_is_that_of_the_true_sizes(hands: Hands) -> None:
    read_baseline(hands)
    hands.press_key(Qt.Key.Key_Tab)
    hands.press_key(Qt.Key.Key_Tab)
    hands.wait()
    assert hands.room.reading.session.visit == "week 16"
    for lesion in ("T1", "T2"):
        draw_known(hands, lesion, "week 16")
    assert hands.cell("Overall", "week 16") == "PR"
    assert hands.cell("from baseline", "week 16").startswith("−4")


def test_undo_takes_caliper_and_table_back_and_redo_brings_both(hands: Hands) -> None:
    read_baseline(hands)
    document = present(hands.room.reading.session)
    hands.press_key(Qt.Key.Key_Z, CONTROL)
    hands.press_key(Qt.Key.Key_Z, CONTROL)
    undone = present(hands.room.reading.session)
    assert [row.lesion for row in undone.rows] == ["T1"]
    assert [record.lesion for record in undone.calipers] == ["T1"]
    hands.press_key(Qt.Key.Key_Z, CONTROL | SHIFT)
    hands.press_key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert present(hands.room.reading.session) == document


def test_saved_and_reopened_it_is_the_same(
    hands: Hands, qtbot: QtBot, tmp_path: Path, table: Path
) -> None:
    read_baseline(hands)
    hands.press_key(Qt.Key.Key_S, CONTROL)
    assert is_saved(hands.room.reading.session)
    assert hands.room.bottom.saved_text().startswith("Saved ")
    assert table.exists()
    assert calipers_beside(table).exists()
    before = present(hands.room.reading.session)
    hands.close()
    again = Hands(qtbot, tmp_path / "trials", scans_alone(table))
    after = present(again.room.reading.session)
    assert after.calipers == before.calipers
    assert [(row.lesion, row.state, row.image) for row in after.rows] == [
        (row.lesion, row.state, row.image) for row in before.rows
    ]
    assert again.room.notice.text() == ""
    again.close()


def test_absent_and_not_evaluable_are_words_and_undo_brings_the_length_back(
    hands: Hands,
) -> None:
    read_baseline(hands)
    length = hands.cell("T2", "baseline")
    hands.press_key(Qt.Key.Key_A)
    assert hands.cell("T2", "baseline") == "absent"
    hands.press_key(Qt.Key.Key_Z, CONTROL)
    assert hands.cell("T2", "baseline") == length


def test_a_selected_caliper_is_deleted_by_the_key(hands: Hands) -> None:
    read_baseline(hands)
    hands.press_key(Qt.Key.Key_Delete)
    assert hands.room.right.table.lesion_rows() == ("T1",)


def test_the_result_is_copied_as_sentences(hands: Hands) -> None:
    read_baseline(hands)
    hands.room.right.response.copy_wanted.emit()
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text().startswith("RECIST 1.1, subject S-LIVER-CT, baseline")
