"""The window of a lesion and the link of two visits, back after a restart."""

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from gui.state.linking import frame_of, offset_of, with_offset
from gui.state.opening import Request
from gui.state.own_files import WINDOW
from gui.state.tile import series_of
from gui.state.viewer import active_window, with_window
from gui.widgets.room import Room
from recist.imaging.series import Series, Window
from tests.gui.rooms import SAMPLE, SUBJECT
from tests.gui.test_first_page import room_in, wait

OWN = Window(width=123.0, level=45.0)
BY_HAND = (0.0, 0.0, 12.5)


def opened(qtbot: QtBot, folder: Path) -> Room:
    """Open the liver patient in a room of its own files, at the last visit."""
    room = room_in(qtbot, folder)
    room.opener.open(Request(paths=(SAMPLE / SUBJECT,), table=SAMPLE / "readings.csv"))
    wait(qtbot, room)
    room.go_to(SUBJECT, "week 16")
    wait(qtbot, room)
    return room


def shown(room: Room) -> tuple[Series, Series]:
    """Return the series of the two tiles."""
    first, second = (series_of(tile) for tile in room.area.viewer.tiles)
    assert first is not None
    assert second is not None
    return first, second


def test_a_window_and_an_offset_are_there_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    room = opened(qtbot, tmp_path)
    room.reading.select("T1")
    viewer, pair = room.area.viewer, shown(room)
    viewer = with_window(viewer, viewer.active, OWN)
    # By hand: the lesions that both visits know would give another one.
    room.area._take((replace(viewer, linking=with_offset(viewer.linking, *pair, BY_HAND)), ()))
    room.close()
    kept = (tmp_path / "state" / WINDOW).read_text()
    frames = [frame_of(one) for one in pair]
    assert not [one for one in (SUBJECT, "T1", *frames) if one in kept]

    again = opened(qtbot, tmp_path)
    assert offset_of(again.area.viewer.linking, *shown(again)) == BY_HAND
    assert active_window(again.area.viewer) != OWN
    again.reading.select("T1")
    assert active_window(again.area.viewer) == OWN
    again.close()
