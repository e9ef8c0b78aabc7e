"""Where the window stood and how it was divided: there again after a restart and after a crash."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.state.layout import Layout
from gui.state.opening import Request
from gui.state.own_files import WINDOW
from gui.state.window_state import Rect, read_state
from gui.widgets import furnishing, window_place
from gui.widgets.room import Room
from gui.widgets.window_place import place_of
from tests.gui.rooms import SAMPLE, SUBJECT
from tests.gui.test_first_page import room_in, wait


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for the window to come to rest."""
    monkeypatch.setattr(furnishing, "QUIET_MS", 50)


def opened_in(qtbot: QtBot, folder: Path) -> Room:
    """Open the liver patient at its last visit in a room of its own files."""
    room = room_in(qtbot, folder)
    room.opener.open(Request(paths=(SAMPLE / SUBJECT,)))
    wait(qtbot, room)
    room.go_to(SUBJECT, "week 24")
    wait(qtbot, room)
    return room


def test_the_window_is_there_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Rect(left=0, top=0, width=3000, height=2000)
    monkeypatch.setattr(window_place, "_screens", lambda: (screen,))
    first = opened_in(qtbot, tmp_path)
    first.show_layout(Layout.BASELINE_NADIR_CURRENT)
    first.resize(700, 650)
    first.move(30, 40)
    first.splitter.setSizes([200, 100, 420])
    widths = first.splitter.sizes()
    first.close()
    second = room_in(qtbot, tmp_path)
    assert second.own.put_window()
    second.opener.open(Request(paths=(SAMPLE / SUBJECT,)))
    wait(qtbot, second)
    second.go_to(SUBJECT, "week 24")
    wait(qtbot, second)
    assert second.area.viewer.layout is Layout.BASELINE_NADIR_CURRENT
    assert (second.width(), second.height()) == (first.width(), first.height())
    assert (second.x(), second.y()) == (30, 40)
    assert second.splitter.sizes() == widths


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda room: room.resize(1400, 900), id="resized"),
        pytest.param(lambda room: room.move(77, 88), id="moved"),
        pytest.param(lambda room: room.splitter.splitterMoved.emit(200, 1), id="panels"),
        pytest.param(lambda room: room.show_layout(Layout.SINGLE), id="layout"),
    ],
)
def test_a_crash_does_not_lose_where_the_window_was(
    qtbot: QtBot, tmp_path: Path, change: Callable[[Room], None]
) -> None:
    room = opened_in(qtbot, tmp_path)
    room.furnishing.timer.stop()
    room.splitter.setSizes([250, 800, 500])
    change(room)
    assert room.furnishing.timer.isActive()
    qtbot.waitUntil(lambda: not room.furnishing.timer.isActive())
    # Nothing is closed: the file holds it already.
    state, _ = read_state((tmp_path / "state" / WINDOW).read_text(), "")
    assert state.place == place_of(room)
    assert state.layout is room._layout
    assert list(state.widths_px) == room.splitter.sizes()


def test_what_is_kept_already_is_not_written_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = opened_in(qtbot, tmp_path)
    room.furnishing.keep_now()
    written: list[str] = []
    monkeypatch.setattr(room.own, "_write", lambda name, _: written.append(name))
    room.furnishing.keep_now()
    assert written == []
    room.resize(1300, 800)
    room.furnishing.keep_now()
    assert written == [WINDOW]
