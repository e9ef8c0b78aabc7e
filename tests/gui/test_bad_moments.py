"""What happens in the middle of a drag, or to a save: nothing half done, nothing lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt6.QtGui import QFocusEvent, QWheelEvent
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.keys import Intent
from gui.state.session import is_saved, present
from gui.state.tools.commands import Commit, Refuse
from gui.state.tools.states import Idle
from tests.gui.mouse import LEFT, NONE, RIGHT, move, press, release
from tests.gui.rooms import Hands, full_disk, scans_alone, truth
from tests.gui.test_viewport_mouse import Desk
from tests.gui.trial.seat import Seat, read_trial
from tests.gui.viewing import two_tiles
from tests.trial_files import ANNA, PASSWORD

START, MIDDLE, END = (150, 200), (180, 200), (250, 200)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """The bidirectional tool in the middle of its work, the button down."""
    made = Desk(qtbot, two_tiles())
    made.area.press(Intent.TOOL_BIDIRECTIONAL)
    widget = made.area.viewports[0]
    widget.setFocus()
    press(qtbot, widget, START)
    move(qtbot, widget, MIDDLE)
    move(qtbot, widget, END)
    assert made.preview() is not None
    return made


def test_the_lens_is_there_while_a_caliper_is_dragged_and_no_longer(desk: Desk) -> None:
    widget = desk.area.viewports[0]
    drawing = widget.scene
    assert drawing is not None
    assert drawing.lens is not None
    with_lens = widget.grab().toImage()
    widget.show_scene(replace(drawing, lens=None))
    assert widget.grab().toImage() != with_lens
    widget.show_scene(drawing)
    release(desk.qtbot, widget, END)
    done = widget.scene
    assert done is not None
    assert done.lens is None


def wheel(desk: Desk, tile: int) -> None:
    widget = desk.area.viewports[tile]
    event = QWheelEvent(
        QPointF(*END),
        QPointF(widget.mapToGlobal(QPoint(*END))),
        QPoint(),
        QPoint(0, -120),
        LEFT,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def slices(desk: Desk) -> list[int]:
    return [tile.view.plane.k for tile in desk.area.viewer.tiles if tile.view is not None]


@pytest.mark.parametrize("tile", [0, 1])
def test_the_wheel_waits_until_the_caliper_is_drawn(desk: Desk, tile: int) -> None:
    before = slices(desk)
    wheel(desk, tile)
    assert slices(desk) == before
    release(desk.qtbot, desk.area.viewports[0], END)
    (saved,) = desk.commits()
    assert saved.caliper.plane.image == "1.1.4"
    wheel(desk, tile)
    assert slices(desk) != before


@pytest.mark.parametrize("intent", [Intent.NEXT_SLICE, Intent.FIRST_SLICE])
def test_so_do_the_keys_that_change_the_slice(desk: Desk, intent: Intent) -> None:
    before = slices(desk)
    desk.area.press(intent)
    assert slices(desk) == before


def lose_focus(desk: Desk) -> None:
    event = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(desk.area.viewports[0], event)


def lose_the_mouse(desk: Desk) -> None:
    QApplication.sendEvent(desk.area.viewports[0], QEvent(QEvent.Type.UngrabMouse))


def another_tool(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_LINE)


@pytest.mark.parametrize("happens", [lose_focus, lose_the_mouse, another_tool])
def test_what_is_half_drawn_is_dropped_and_the_next_drag_draws(
    desk: Desk, happens: Callable[[Desk], None]
) -> None:
    happens(desk)
    assert (desk.preview(), desk.area.viewer.tool_state) == (None, Idle())
    # The button comes up somewhere, or never.
    move(desk.qtbot, desk.area.viewports[0], (300, 300))
    assert desk.preview() is None
    release(desk.qtbot, desk.area.viewports[0], (300, 300))
    assert desk.commits() == []
    desk.drag(0, START, MIDDLE, END)
    assert len(desk.commits()) == 1


def test_a_tile_that_holds_nothing_takes_nothing_out_of_the_hand(desk: Desk) -> None:
    event = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.OtherFocusReason)
    QApplication.sendEvent(desk.area.viewports[1], event)
    assert desk.preview() is not None
    release(desk.qtbot, desk.area.viewports[0], END)
    assert len(desk.commits()) == 1


def test_a_window_that_is_left_while_it_is_panned_stays_where_it_is(qtbot: QtBot) -> None:
    made = Desk(qtbot, two_tiles())
    widget = made.area.viewports[0]
    press(qtbot, widget, START, RIGHT)
    move(qtbot, widget, END)
    view = made.area.viewer.tiles[0].view
    lose_focus(made)
    move(qtbot, widget, (300, 300))
    assert made.area.viewer.tiles[0].view == view
    assert made.area.viewer.drag is None


def test_a_second_button_changes_nothing(desk: Desk) -> None:
    widget = desk.area.viewports[0]
    before = desk.area.viewer.tiles[0].view
    press(desk.qtbot, widget, END, RIGHT)
    move(desk.qtbot, widget, (260, 220))
    release(desk.qtbot, widget, (260, 220), RIGHT)
    assert desk.commits() == []
    release(desk.qtbot, widget, END)
    assert len(desk.commits()) == 1
    assert desk.area.viewer.tiles[0].view == before


@pytest.mark.parametrize(
    "to",
    [
        pytest.param((-400, 200), id="to the left of the window"),
        pytest.param((150, 4000), id="far below it"),
        pytest.param((1500, 200), id="over the other tile and beyond"),
    ],
)
def test_a_button_that_comes_up_outside_the_window_ends_the_drag(
    desk: Desk, to: tuple[int, int]
) -> None:
    widget = desk.area.viewports[0]
    move(desk.qtbot, widget, to)
    release(desk.qtbot, widget, to)
    assert (desk.preview(), desk.area.viewer.drag) == (None, None)
    assert desk.commits() == []
    assert [one.message for one in desk.asked if isinstance(one, Refuse)] == ["Outside the image"]


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    made = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    made.alone()
    yield made
    made.close()


def begin(hands: Hands) -> None:
    axis = truth("baseline", "T1").long_axis_lps_mm
    hands.look_at(axis)
    hands.press_key(Qt.Key.Key_B)
    hands.begin(axis)


def is_judged_with_a_preview(hands: Hands) -> bool:
    return hands.room.reading.session.preview is not None


@pytest.mark.parametrize(
    "happens",
    [
        pytest.param(lambda room: room.toggle_planes(), id="another layout"),
        pytest.param(lambda room: room.next_visit(), id="another visit"),
        pytest.param(lambda room: room.second.toggle(), id="another window"),
    ],
)
def test_a_room_that_changes_under_a_drag_judges_without_it(
    hands: Hands, happens: Callable[[object], None]
) -> None:
    begin(hands)
    assert is_judged_with_a_preview(hands)
    happens(hands.room)
    hands.wait()
    assert not is_judged_with_a_preview(hands)
    assert hands.rows() == 0
    hands.room.second.set_apart(False)


def test_the_next_lesion_in_the_middle_of_a_drag_drops_what_is_half_drawn(hands: Hands) -> None:
    """It was drawn on another slice: ended here it would be a length that nobody saw."""
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    hands.press_key(Qt.Key.Key_Escape)
    assert hands.room.reading.selected is None
    hands.look_at(truth("baseline", "T2").long_axis_lps_mm)
    hands.begin(truth("baseline", "T2").long_axis_lps_mm)
    assert is_judged_with_a_preview(hands)
    hands.press_key(Qt.Key.Key_N)
    assert not is_judged_with_a_preview(hands)
    release(hands.qtbot, hands.viewport, (300, 300))
    assert hands.rows() == 1
    assert hands.room.area.viewer.tool_state == Idle()


def test_the_lock_in_the_middle_of_a_drag_writes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), ANNA)
    room = seat.room
    widget = room.area.viewports[0]
    viewer = two_tiles()
    room.area.show_viewer(viewer)
    widget = room.area.viewports[0]
    widget.setFocus()
    room.area.press(Intent.TOOL_BIDIRECTIONAL)
    asked: list[object] = []
    room.area.commanded.connect(asked.append)
    press(qtbot, widget, START)
    move(qtbot, widget, MIDDLE)
    move(qtbot, widget, END)
    assert room.area.viewer.preview is not None
    room.lock.lock()
    qtbot.waitUntil(lambda: room.area.viewer.preview is None)
    assert (room.area.viewer.drag, room.area.viewer.tool_state) == (None, Idle())
    release(qtbot, widget, END)
    page = room.lock.page
    assert page is not None
    page.password.setText(PASSWORD)
    page.log_in()
    assert not any(isinstance(one, Commit) for one in asked)


def test_two_windows_on_one_lesion_keep_both_edits(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    axis = truth("baseline", "T1").long_axis_lps_mm
    hands.draw(axis)
    other = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    assert other.room.reading.session.subject == hands.room.reading.session.subject
    other.room.go_to(other.room.reading.session.subject, "baseline")
    other.wait()
    other.room.reading.select("T1")
    other.press_key(Qt.Key.Key_A)
    theirs = other.cell("T1", "baseline")
    assert theirs == "absent"
    # The first window still has the caliper, and moves its end.
    hands.room.activateWindow()
    qtbot.waitUntil(hands.room.isActiveWindow)
    hands.room.go_to(hands.room.reading.session.subject, "baseline")
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_Right)
    mine = hands.cell("T1", "baseline")
    assert "somebody else has changed it" in hands.room.notice.text()
    assert not is_saved(hands.room.reading.session)
    hands.room.notice._act.click()
    assert hands.cell("T1", "baseline") == "absent"
    assert "T1 at baseline: somebody else's is shown" in hands.room.bottom._said.text()
    hands.room.reading.undo()
    assert hands.cell("T1", "baseline") == mine
    assert is_saved(hands.room.reading.session)
    other.close()


def test_on_a_full_disk_the_work_stays_on_the_screen_until_there_is_room(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    axis = truth("baseline", "T1").long_axis_lps_mm
    hands.look_at(axis)
    hands.press_key(Qt.Key.Key_B)
    hands.begin(axis)
    with full_disk():
        release(qtbot, hands.viewport, hands.at(axis[1]))
    assert hands.room.notice.text().startswith("Not saved: ")
    assert hands.room.bottom.saved_text() == "Not saved"
    drawn = present(hands.room.reading.session)
    assert [row.lesion for row in drawn.rows] == ["T1"]
    hands.room.notice._act.click()
    assert hands.room.notice.text() == ""
    assert is_saved(hands.room.reading.session)
    again = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    assert present(again.room.reading.session).calipers == drawn.calipers
    again.close()


def test_what_was_not_saved_is_saved_with_the_next_change_and_the_notice_goes(
    hands: Hands, qtbot: QtBot
) -> None:
    axis = truth("baseline", "T1").long_axis_lps_mm
    begin(hands)
    with full_disk():
        release(qtbot, hands.viewport, hands.at(axis[1]))
    assert hands.room.notice.text().startswith("Not saved: ")
    hands.press_key(Qt.Key.Key_Right)
    assert hands.room.notice.text() == ""
    assert is_saved(hands.room.reading.session)


def test_nobody_takes_over_a_room_with_unsaved_work(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), ANNA)
    room, let_in = seat.room, list[object]()
    monkeypatch.setattr(room.opener, "log_in", lambda *asked: let_in.append(asked))
    with full_disk():
        assert seat.say_absent("baseline")
    assert not is_saved(room.reading.session)
    room.lock.lock()
    page = room.lock.page
    assert page is not None
    page.somebody_else.emit()
    said = page.error.text()
    page.password.setText(PASSWORD)
    page.log_in()
    assert room.lock.page is None
    assert (let_in, said) == ([], "anna has work that is not saved, and unlocks first")
    room.reading.keep_again()
    assert is_saved(room.reading.session)
