"""What a killed process costs the reader: nothing."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.state.desk import Desk
from gui.state.session import present
from recist.trial.ports import Work
from tests.gui.mouse import move, press, release
from tests.gui.rooms import Hands, scans_alone, truth

VISIT, LESION = "baseline", "T1"
CONTROL = Qt.KeyboardModifier.ControlModifier


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


# --- killed at an exact moment: what is on the disk then is what the next start finds -------------


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """The sample patient's baseline in one tile, T1 drawn."""
    made = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    made.alone()
    made.draw(truth(VISIT, LESION).long_axis_lps_mm)
    return made


def left_behind(hands: Hands, folder: Path) -> Hands:
    """Open a room on a copy of the trials as they lay when the process was killed."""
    return Hands(hands.qtbot, folder, scans_alone(folder.parent / "table.csv"))


def read(hands: Hands) -> tuple[object, ...]:
    """Return all that has been read, table and calipers, and what the table shows of it."""
    document = present(hands.room.reading.session)
    rows = tuple(
        (row.visit, row.lesion, row.role, row.state, row.image, row.comment)
        for row in document.rows
    )
    return rows, document.calipers, hands.cell(LESION, VISIT)


def draw_another(hands: Hands) -> None:
    """Begin a caliper beside the one that is there."""
    hands.press_key(Qt.Key.Key_Escape)
    hands.press_key(Qt.Key.Key_B)
    press(hands.qtbot, hands.viewport, (60, 60))
    move(hands.qtbot, hands.viewport, (120, 60))
    move(hands.qtbot, hands.viewport, (200, 90))


def stretch(hands: Hands) -> None:
    """Pull an end of the caliper that is there."""
    x, y = hands.at(truth(VISIT, LESION).long_axis_lps_mm[1])
    press(hands.qtbot, hands.viewport, (x, y))
    move(hands.qtbot, hands.viewport, (x + 20, y + 10))
    move(hands.qtbot, hands.viewport, (x + 60, y + 30))


@pytest.mark.parametrize("drag", [draw_another, stretch])
def test_killed_in_the_middle_of_a_drag(
    hands: Hands, tmp_path: Path, drag: Callable[[Hands], None]
) -> None:
    before = read(hands)
    drag(hands)
    assert hands.room.reading.session.preview is not None
    copytree(tmp_path / "trials", tmp_path / "killed")
    # Had it gone on, the drag would have been kept.
    release(hands.qtbot, hands.viewport, (220, 130))
    assert read(hands) != before
    again = left_behind(hands, tmp_path / "killed")
    assert read(again) == before
    assert again.room.notice.text() == ""
    again.close()
    hands.close()


class Killing:
    """Copies the trials away at a moment of the next save, as a kill there would leave them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, trials: Path, killed: Path) -> None:
        self._really, self._ways = Desk.do, (trials, killed)
        self.moment = ""
        killing = self

        def do(desk: Desk, deed: Callable[[Work], object], *, save: str = "") -> object:
            def watched(work: Work) -> object:
                made = deed(work)
                killing.now("all is written, nothing committed")
                return made

            killing.now("before the first write")
            made = killing._really(desk, watched, save=save)
            killing.now("committed, not yet on the screen")
            return made

        monkeypatch.setattr(Desk, "do", do)

    def now(self, moment: str) -> None:
        if moment == self.moment:
            copytree(*self._ways)


@pytest.mark.parametrize(
    ("moment", "is_undone"),
    [
        ("before the first write", False),
        ("all is written, nothing committed", False),
        ("committed, not yet on the screen", True),
    ],
)
@pytest.mark.parametrize("key", ["undo", "redo"])
def test_killed_in_the_middle_of_undo_it_is_done_whole_or_not_at_all(
    hands: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    moment: str,
    is_undone: bool,
    key: str,
) -> None:
    # A state and its caliper go and come together.
    hands.press_key(Qt.Key.Key_A)
    if key == "redo":
        hands.room.reading.undo()
    before = read(hands)
    killing = Killing(monkeypatch, tmp_path / "trials", tmp_path / "killed")
    killing.moment = moment
    held = CONTROL if key == "undo" else CONTROL | Qt.KeyboardModifier.ShiftModifier
    hands.press_key(Qt.Key.Key_Z, held)
    after = read(hands)
    assert after != before
    monkeypatch.undo()
    again = left_behind(hands, tmp_path / "killed")
    assert read(again) == (after if is_undone else before)
    assert again.room.notice.text() == ""
    again.close()
    hands.close()
