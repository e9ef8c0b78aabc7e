"""The ellipse on the screen: drawn, read, changed, and never written."""

from dataclasses import replace
from math import pi
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.state.keys import Intent
from gui.state.layout import Layout, Role
from gui.state.outlines import outlines
from gui.state.plane import Unit
from gui.state.region_hits import region_at
from gui.state.regions import Region
from gui.state.session import present
from gui.state.tile import Mark
from gui.state.tools.states import Idle
from gui.state.viewer import Viewer, with_marks
from recist.measure.ellipse import area_mm2
from tests.gui.mouse import move, press, release
from tests.gui.rooms import SUBJECT, Hands, scans_alone, truth
from tests.gui.test_viewport_mouse import SAVED, Desk
from tests.gui.viewing import make_series, two_tiles

FROM, TO = (150, 150), (250, 230)


def regions(desk: Desk) -> tuple[Region, ...]:
    return desk.area.viewer.regions


def said(viewer: Viewer, tile: int = 0) -> list[str]:
    return [one.label for one in outlines(viewer, tile)]


def signal() -> Viewer:
    """A series whose unit the file does not say."""
    viewer = two_tiles()
    first, second = viewer.tiles
    assert first.volume is not None
    volume = replace(first.volume, unit="", slope=1.0 / 1000.0, intercept=0.0)
    return replace(viewer, tiles=(replace(first, volume=volume), second))


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """An ellipse on the first tile, the ellipse tool still active."""
    return drawn(qtbot, two_tiles())


def drawn(qtbot: QtBot, viewer: Viewer) -> Desk:
    made = Desk(qtbot, viewer)
    made.area.press(Intent.TOOL_ELLIPSE)
    made.drag(0, FROM, (200, 200), TO)
    return made


def test_a_drag_lays_an_ellipse_into_its_box(desk: Desk) -> None:
    (one,) = regions(desk)
    view = desk.area.viewer.tiles[0].view
    assert view is not None
    width_mm, height_mm = (100.0 / view.zoom_px_per_mm, 80.0 / view.zoom_px_per_mm)
    assert area_mm2(one.ellipse) == pytest.approx(pi / 4.0 * width_mm * height_mm)
    # Pixels are 1 mm wide and 2 mm high.
    assert one.spread.pixels == pytest.approx(area_mm2(one.ellipse) / 2.0, rel=0.05)
    assert said(desk.area.viewer) == [
        f"44.0 ± 0.0 HU · {area_mm2(one.ellipse):.1f} mm² · {one.spread.pixels} px"
    ]
    assert said(desk.area.viewer, 1) == []


@pytest.mark.parametrize(
    ("viewer", "start", "end"),
    [
        pytest.param(signal(), "1.07 ± 0.00 signal · ", " px", id="no unit"),
        pytest.param(
            two_tiles(make_series(), make_series("1.2")),
            "44.0 ± 0.0 HU · no mm, no area · ",
            " px",
            id="no trusted mm",
        ),
    ],
)
def test_the_label_says_what_is_known(qtbot: QtBot, viewer: Viewer, start: str, end: str) -> None:
    made = drawn(qtbot, viewer)
    (label,) = said(made.area.viewer)
    assert label.startswith(start)
    assert label.endswith(end)


def test_without_trusted_mm_it_is_in_pixels(qtbot: QtBot) -> None:
    made = drawn(qtbot, two_tiles(make_series(), make_series("1.2")))
    assert [one.unit for one in regions(made)] == [Unit.PX]


def test_it_is_read_while_it_is_drawn(desk: Desk) -> None:
    desk.area.press(Intent.DELETE)
    widget = desk.area.viewports[0]
    press(desk.qtbot, widget, FROM)
    sizes = []
    for to in ((180, 180), (220, 220), TO):
        move(desk.qtbot, widget, to)
        sizes.append(regions(desk)[0].spread.pixels)
    assert sizes == sorted(set(sizes)), "it grows with every move"
    assert outlines(desk.area.viewer, 0)[0].is_moving
    release(desk.qtbot, widget, TO)
    assert not outlines(desk.area.viewer, 0)[0].is_moving


@pytest.mark.parametrize(
    ("way", "centre", "share"),
    [
        pytest.param(((250, 190), (290, 190)), (220, 190), 1.4, id="its right end"),
        pytest.param(((200, 230), (200, 190)), (200, 170), 0.5, id="its lower end"),
        # A point of the outline between the ends.
        pytest.param(((235, 218), (245, 218)), (210, 190), 1.0, id="its outline"),
    ],
)
@pytest.mark.parametrize("tool", [Intent.TOOL_ELLIPSE, Intent.TOOL_SELECT])
def test_handles_change_it(
    desk: Desk,
    tool: Intent,
    way: tuple[tuple[int, int], tuple[int, int]],
    centre: tuple[int, int],
    share: float,
) -> None:
    (before,) = regions(desk)
    desk.area.press(tool)
    desk.drag(0, *way)
    (after,) = regions(desk)
    x, y = desk.at(0, after.ellipse.centre_lps_mm)
    assert (abs(x - centre[0]) <= 1, abs(y - centre[1]) <= 1) == (True, True)
    assert area_mm2(after.ellipse) == pytest.approx(area_mm2(before.ellipse) * share, rel=0.02)


def test_arrow_keys_move_it_by_a_pixel(desk: Desk) -> None:
    (before,) = regions(desk)
    desk.area.press(Intent.NUDGE_RIGHT)
    (after,) = regions(desk)
    way = np.subtract(after.ellipse.centre_lps_mm, before.ellipse.centre_lps_mm)
    assert way == pytest.approx((1.0, 0.0, 0.0))


def test_delete_takes_the_chosen_one_away_and_no_lesion(qtbot: QtBot) -> None:
    mark = Mark(lesion_id="T1", caliper=SAVED, colour=0)
    viewer = replace(with_marks(two_tiles(), Role.BASELINE, (mark,)), selected="T1")
    made = drawn(qtbot, viewer)
    made.asked.clear()
    made.area.press(Intent.DELETE)
    assert regions(made) == ()
    assert not any(hasattr(one, "lesion_id") for one in made.asked)


def test_a_caliper_lies_above_an_ellipse(qtbot: QtBot) -> None:
    mark = Mark(lesion_id="T1", caliper=SAVED, colour=0)
    made = Desk(qtbot, with_marks(two_tiles(), Role.BASELINE, (mark,)))
    x, y = made.at(0, SAVED.long_axis_lps_mm[1])
    made.area.press(Intent.TOOL_ELLIPSE)
    made.drag(0, (x - 100, y - 40), (x - 50, y), (x, y + 40))
    (before,) = regions(made)
    made.area.press(Intent.TOOL_SELECT)
    # Where the caliper ends, the ellipse has a handle, too.
    assert region_at((before,), made.area.viewer.tiles[0], (x, y)) is not None
    made.drag(0, (x, y), (x + 10, y), (x + 20, y))
    assert regions(made) == (before,)
    assert [one.lesion_id for one in made.commits()] == ["T1"]


@pytest.mark.parametrize(
    ("at", "to"),
    [
        pytest.param((300, 300), (360, 360), id="a new one"),
        pytest.param((250, 190), (290, 190), id="one that is held"),
    ],
)
def test_escape_leaves_things_as_they_were(
    desk: Desk, at: tuple[int, int], to: tuple[int, int]
) -> None:
    before = regions(desk)
    widget = desk.area.viewports[0]
    press(desk.qtbot, widget, at)
    move(desk.qtbot, widget, to)
    assert regions(desk) != before
    desk.area.press(Intent.CANCEL)
    assert regions(desk) == before
    release(desk.qtbot, widget, to)
    assert (regions(desk), desk.area.viewer.tool_state) == (before, Idle())


@pytest.mark.parametrize("to", [FROM, (151, 151), (250, 150)], ids=["click", "twitch", "line"])
def test_no_drag_makes_none(qtbot: QtBot, to: tuple[int, int]) -> None:
    made = Desk(qtbot, two_tiles())
    made.area.press(Intent.TOOL_ELLIPSE)
    made.drag(0, FROM, to)
    assert regions(made) == ()


def test_it_stays_on_its_slice(desk: Desk) -> None:
    desk.area.press(Intent.NEXT_SLICE)
    assert said(desk.area.viewer) == []
    # What is not on the screen is not what Delete means.
    desk.area.press(Intent.DELETE)
    desk.area.press(Intent.PREVIOUS_SLICE)
    assert len(said(desk.area.viewer)) == 1


def test_it_lies_on_no_slab(desk: Desk) -> None:
    desk.area.press(Intent.SLAB)
    assert said(desk.area.viewer) == []
    desk.drag(0, (300, 300), (360, 360))
    assert len(regions(desk)) == 1
    assert desk.area.viewer.notice.startswith("An ellipse lies on the acquired slices")
    for _ in range(2):
        desk.area.press(Intent.SLAB)
    assert len(said(desk.area.viewer)) == 1


def test_in_the_room_it_outlasts_visits_and_is_not_written(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    hands.room.go_to(SUBJECT, "baseline")
    hands.wait()
    before = present(hands.room.reading.session)
    hands.look_at(truth("baseline", "T1").long_axis_lps_mm)
    hands.press_key(Qt.Key.Key_U)
    press(qtbot, hands.viewport, FROM)
    move(qtbot, hands.viewport, (300, 300))
    release(qtbot, hands.viewport, (300, 300))
    (label,) = said(hands.room.area.viewer, hands.room.area.viewer.active)
    assert " HU · " in label
    hands.room.go_to(SUBJECT, "week 8")
    hands.wait()
    hands.room.show_layout(Layout.SINGLE)
    hands.wait()
    assert said(hands.room.area.viewer, hands.room.area.viewer.active) == []
    hands.room.go_to(SUBJECT, "baseline")
    hands.wait()
    hands.look_at(truth("baseline", "T1").long_axis_lps_mm)
    assert said(hands.room.area.viewer, hands.room.area.viewer.active) == [label]
    session = hands.room.reading.session
    assert (present(session), session.history.past) == (before, ())
    hands.close()
