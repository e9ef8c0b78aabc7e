"""A whole reading of the sample liver patient, with real events in a real window.

`test_reading_session` runs this file under a display of its own; it is one story, told in order:
baseline, three follow-ups lesion by lesion, a restart in the middle of a drag, a new lesion, and
every step undone and done again.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QPoint, Qt, QTimer
from PyQt6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from gui.app import parser, request_of
from gui.state.session import present
from recist.measure.caliper import Axis
from recist.measure.vectors import add, distance, scale, subtract
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from tests.gui.mouse import LEFT, NONE, key, write
from tests.gui.rooms import SAMPLE, Hands, truth

SUBJECT, READER = "S-LIVER-MR", "anna"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TOO_SMALL_MM = 8.0
WITHIN_MM = 0.3
LOOK_MS, MOST_STEPS = 20, 100
Read = tuple[set[Row], set[CaliperRecord]]


class Reader(Hands):
    """Reads as a radiologist does: keys over the images, one drag for a target."""

    def bring_up(self, window: QWidget) -> None:
        """Make a window the active one: nobody manages windows on a display of one's own."""
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def answer(self, question: str, act: Callable[[QWidget], None]) -> None:
        """Answer the next dialog, whose title must hold some words, once it is there."""

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None:
                QTimer.singleShot(LOOK_MS, look)
                return
            if question not in dialog.windowTitle():
                dialog.close()
                raise AssertionError(f"asked {dialog.windowTitle()!r} in place of {question!r}")
            self.bring_up(dialog)
            act(dialog)

        QTimer.singleShot(LOOK_MS, look)

    def writing(self, text: str) -> Callable[[QWidget], None]:
        """Return what types an answer and confirms it."""

        def act(dialog: QWidget) -> None:
            field = dialog.focusWidget()
            assert field is not None
            write(self.qtbot, field, text)
            key(self.qtbot, field, Qt.Key.Key_Return)

        return act

    def pressing(self, pressed: Qt.Key) -> Callable[[QWidget], None]:
        """Return what answers by one key."""
        return lambda dialog: key(self.qtbot, dialog.focusWidget() or dialog, pressed)

    def measure(self, visit: str, lesion: str) -> None:
        """Draw a caliper over the true long axis."""
        self.draw(truth(visit, lesion, SUBJECT).long_axis_lps_mm)

    def click(self, visit: str, lesion: str) -> None:
        """Click once on the true middle of a lesion."""
        axis = truth(visit, lesion, SUBJECT).long_axis_lps_mm
        self.look_at(axis)
        middle = tuple((a + b) / 2.0 for a, b in zip(*axis, strict=True))
        at = QPoint(*self.at(middle))  # type: ignore[arg-type]
        self.qtbot.mouseClick(self.viewport, LEFT, NONE, at)  # type: ignore[no-untyped-call]

    def name_organ(self, organ: str) -> None:
        """Write the organ of the chosen lesion into its line and confirm."""
        field = self.room.right.editor.findChildren(QComboBox)[0].lineEdit()
        assert field is not None
        field.setFocus()
        field.selectAll()
        write(self.qtbot, field, organ)
        key(self.qtbot, field, Qt.Key.Key_Return)

    def press_key(self, pressed: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key over the image."""
        self.bring_up(self.room)
        super().press_key(pressed, held)

    def next_lesion(self, lesion: str) -> None:
        """Go on to the next lesion, which must be this one."""
        self.press_key(Qt.Key.Key_N)
        assert self.room.reading.selected == lesion

    def next_visit(self, visit: str) -> None:
        """Go on to the next visit, which must be this one."""
        self.press_key(Qt.Key.Key_Tab)
        self.wait()
        assert self.room.reading.session.visit == visit

    def undo_all(self) -> int:
        """Undo until there is nothing left; returns how many steps that were."""
        steps = 0
        while self.room.reading.session.history.past and steps < MOST_STEPS:
            self.press_key(Qt.Key.Key_Z, CONTROL)
            steps += 1
        return steps

    def redo(self, steps: int) -> None:
        """Do steps again."""
        for _ in range(steps):
            self.press_key(Qt.Key.Key_Z, CONTROL | SHIFT)

    def lesions(self) -> tuple[str, ...]:
        """Return the lesions of the table."""
        return self.room.right.table.lesion_rows()

    def response(self, visit: str) -> str:
        """Return the overall response that the table shows."""
        return self.cell("Overall", visit)


def open_room(qtbot: QtBot, folder: Path) -> Reader:
    """Open the patient's scans as ``recist-viewer FOLDER --table FILE --reader anna`` does."""
    table = folder / "readings.csv"
    words = [str(SAMPLE / SUBJECT), "--table", str(table), "--reader", READER]
    request = request_of(parser().parse_args(words))
    assert request is not None
    return Reader(qtbot, folder / "trials", request)


def read_baseline(reader: Reader) -> None:
    """Two targets, and a lesion that is too small for a third and becomes a non-target."""
    for lesion in ("T1", "T2"):
        reader.measure("baseline", lesion)
        assert reader.room.reading.selected == lesion
        reader.name_organ("liver")
    reader.press_key(Qt.Key.Key_Escape)  # chooses no lesion: the next one drawn is another
    small = shortened(truth("baseline", "NT1", SUBJECT).long_axis_lps_mm)
    reader.answer("T3", reader.pressing(Qt.Key.Key_Escape))
    reader.draw(small)
    assert reader.lesions() == ("T1", "T2"), "given up, nothing is written"
    reader.answer("T3", reader.writing("no larger lesion elsewhere"))
    reader.draw(small)
    assert reader.lesions() == ("T1", "T2", "T3"), "passed, with the reason"
    reader.answer("Make T3 non-target", reader.pressing(Qt.Key.Key_Return))
    reader.press_key(Qt.Key.Key_G)
    reader.name_organ("liver")
    assert reader.lesions() == ("T1", "T2", "NT1")
    kept = [row.comment for row in present(reader.room.reading.session).rows if row.comment]
    assert kept == ["kept as target: no larger lesion elsewhere"]


def shortened(axis: Axis) -> Axis:
    """Return an axis cut to a length below what is measurable."""
    first, second = axis
    way = scale(subtract(second, first), TOO_SMALL_MM / distance(first, second))
    return first, add(first, way)


def read_follow_up(reader: Reader, visit: str, *, unreadable: str = "") -> None:
    """Lesion by lesion: N, then a drag, a letter, or a letter with its reason."""
    for lesion in ("T1", "T2", "NT1"):
        reader.next_lesion(lesion)
        if lesion == unreadable:
            reader.answer(lesion, reader.writing("outside the scanned region"))
            reader.press_key(Qt.Key.Key_E)
        elif lesion == "NT1":
            reader.press_key(Qt.Key.Key_G)
        else:
            reader.measure(visit, lesion)


def test_the_whole_session(qtbot: QtBot, tmp_path: Path) -> None:
    reader = open_room(qtbot, tmp_path)
    reader.alone()
    assert reader.room.reading.session.visit == "baseline"
    read_baseline(reader)

    reader.next_visit("week 8")
    read_follow_up(reader, "week 8", unreadable="T2")
    assert reader.response("week 8") == "NE"
    undo_and_redo(reader, (set(), set()))

    reader.next_visit("week 16")
    reader.next_lesion("T1")
    reader.look_at(truth("week 16", "T1", SUBJECT).long_axis_lps_mm)
    reader.press_key(Qt.Key.Key_B)
    reader.begin(truth("week 16", "T1", SUBJECT).long_axis_lps_mm)
    before = read(reader)
    reader.close()  # in the middle of the drag

    reader = open_room(qtbot, tmp_path)
    reader.alone()
    assert read(reader) == before
    assert reader.room.reading.session.visit == "week 16"
    read_follow_up(reader, "week 16")
    assert reader.response("week 16") == "PR"

    reader.next_visit("week 24")
    read_follow_up(reader, "week 24")
    assert reader.response("week 24") == "PR", "the sum alone is no progression"
    reader.press_key(Qt.Key.Key_Escape)  # chooses no lesion
    reader.press_key(Qt.Key.Key_L)
    reader.click("week 24", "N1")
    assert reader.lesions() == ("T1", "T2", "NT1", "N1")
    assert reader.response("week 24") == "PD"

    undo_and_redo(reader, before)

    assert {visit: reader.response(visit) for visit in expected()} == expected()
    for visit in ("week 16", "week 24"):
        total = sum(truth(visit, lesion, SUBJECT).longest_mm for lesion in ("T1", "T2"))
        assert abs(float(reader.cell("Sum of diameters", visit)) - total) < 2 * WITHIN_MM
    reader.close()


def undo_and_redo(reader: Reader, before: Read) -> None:
    """Take every step of this session back, then forth again."""
    whole, visit = read(reader), reader.room.reading.session.visit
    steps = reader.undo_all()
    assert steps > 3
    assert read(reader) == before
    reader.redo(steps)
    assert read(reader) == whole
    # Each step leads to the visit that it changed.
    assert reader.room.reading.session.visit == visit


def read(reader: Reader) -> Read:
    """Return all that has been read, wherever it came from."""
    document = present(reader.room.reading.session)
    return {replace(row, source="") for row in document.rows}, set(document.calipers)


def expected() -> dict[str, str]:
    """Return the responses of the patient as they must be."""
    with (SAMPLE / "expected_responses.csv").open(newline="", encoding="utf-8") as lines:
        return {
            row["visit"]: row["response"]
            for row in csv.DictReader(lines)
            if (row["subject"], row["reader"]) == (SUBJECT, "A")
        }
