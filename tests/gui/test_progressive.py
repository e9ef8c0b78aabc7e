"""A series that is still being read: shown from its middle, measured only where it is there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PyQt6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.arranging import complete_volume, new_viewer, open_volume
from gui.state.gestures import Button, Down
from gui.state.layout import Layout, Role
from gui.state.opening import Request
from gui.state.resolve import resolve, with_tool
from gui.state.scene import scene
from gui.state.services import First, Progress
from gui.state.tile import Caption, at_slice, site_of, with_slab
from gui.state.tools.checks import BEING_READ, commit
from gui.state.tools.commands import Commit, Refuse
from gui.state.tools.states import Idle
from gui.state.tools.toolbox import Tool
from gui.state.view import screen_from_lps
from gui.state.viewer import Viewer, with_tile
from gui.widgets.room import Room
from gui.widgets.runner import Runner
from gui.widgets.volumes import Volumes
from recist.imaging.cuts import Projection, Slab
from recist.imaging.display import auto_window
from recist.imaging.series import UNREADABLE_SLICE, Reason, Series
from recist.imaging.volume import Volume, value_at
from recist.measure.caliper import draw_line
from tests.gui.rooms import PATIENCE_MS, SAMPLE, Hands, scans_alone
from tests.gui.viewing import WINDOW, make_geometry, make_series, make_volume

MIDDLE = 4


def part_of(volume: Volume, *slices: int) -> Volume:
    """Return a volume of which only some slices are there yet, the rest blank."""
    arrived = np.isin(np.arange(volume.stored_kji.shape[0]), slices)
    stored = np.where(arrived[:, None, None], volume.stored_kji, np.int16(0))
    return replace(volume, stored_kji=stored, arrived=arrived)


def opened(volume: Volume) -> Viewer:
    viewer = new_viewer(Layout.SINGLE)
    return open_volume(viewer, Role.CURRENT, volume, WINDOW, Caption())


def at(viewer: Viewer, k: int) -> Viewer:
    return with_tile(viewer, 0, partial(at_slice, k=k))


WHOLE = make_volume(make_series("1.1", make_geometry()))


def test_a_slice_that_is_not_there_yet_says_so_and_takes_no_measurement() -> None:
    viewer = opened(part_of(WHOLE, MIDDLE))
    assert scene(viewer, 0).message == ""
    assert site_of(viewer.tiles[0], 0) is not None
    away = at(viewer, 2)
    assert scene(away, 0).message == "Slice 3 is being read …"
    assert site_of(away.tiles[0], 0) is None
    assert value_at(part_of(WHOLE, MIDDLE), (2, 5, 5)) is None


# Slices lie at z 100, 105 … 140; those at 110, 115 and 120 are there.
PART = part_of(WHOLE, 2, 3, 4)


@pytest.mark.parametrize(
    ("heights_mm", "slab_mm", "taken"),
    [
        pytest.param((111.0, 119.0), 0.0, True, id="between slices that are there"),
        pytest.param((110.0, 120.0), 0.0, True, id="on the outermost of them"),
        pytest.param((111.0, 122.0), 0.0, False, id="one end beside a slice that is not there"),
        pytest.param((101.0, 104.0), 0.0, False, id="all of it where nothing is"),
        pytest.param((111.0, 119.0), 20.0, True, id="the slab stands across the slices"),
    ],
)
def test_a_plane_through_the_volume_is_measured_where_its_slices_are(
    heights_mm: tuple[float, float], slab_mm: float, taken: bool
) -> None:
    viewer = open_volume(new_viewer(Layout.MPR), Role.CURRENT, PART, WINDOW, Caption())
    tile = viewer.tiles[1]
    if slab_mm:
        tile = with_slab(tile, Slab(projection=Projection.MEAN, thickness_mm=slab_mm))
    site = site_of(tile, 1)
    assert site is not None
    assert site.grid is not None
    y = site.grid.origin_lps_mm[1]
    ends = [(0.0, y, z) for z in heights_mm]
    said = commit(site, draw_line(ends[0], ends[1], site.plane), None)
    assert (said == (Refuse(message=BEING_READ),)) is not taken
    assert isinstance(said[0], Commit) is taken


def test_a_slab_of_slices_is_measured_once_all_of_them_are_there() -> None:
    tile = opened(PART).tiles[0]
    for thickness_mm, refused in ((5.0, True), (0.0, False)):
        slab = Slab(projection=Projection.MAXIMUM, thickness_mm=thickness_mm)
        site = site_of(with_slab(tile, slab if thickness_mm else None), 0)
        assert site is not None
        line = draw_line((0.0, 0.0, 120.0), (10.0, 0.0, 120.0), site.plane)
        assert (commit(site, line, None) == (Refuse(message=BEING_READ),)) is refused


def test_a_drag_that_begins_on_a_blank_part_of_a_plane_draws_nothing() -> None:
    viewer = open_volume(new_viewer(Layout.MPR), Role.CURRENT, PART, WINDOW, Caption())
    viewer, _ = with_tool(viewer, Tool.LINE)
    view = viewer.tiles[1].view
    assert view is not None
    x, y, _ = view.plane.origin_lps_mm
    spot = screen_from_lps(view, viewer.tiles[1].size, (x + 20.0, y, 135.0))
    viewer, _ = resolve(viewer, Down(tile=1, at_px=spot, button=Button.LEFT))
    assert viewer.tool_state == Idle()
    assert viewer.notice == BEING_READ


def test_a_slice_that_cannot_be_read_says_so_for_good() -> None:
    reason = Reason(code=UNREADABLE_SLICE, message="a slice cannot be read: a.dcm: is cut short")
    series = replace(WHOLE.series, reasons=(reason,))
    lost = replace(part_of(WHOLE, *range(8)), series=series)
    assert scene(at(opened(lost), 8), 0).message == "Slice 9 cannot be read"


def test_the_whole_takes_the_place_of_the_part_where_the_reader_is() -> None:
    viewer = at(opened(part_of(WHOLE, MIDDLE)), 7)
    after = complete_volume(viewer, Role.CURRENT, WHOLE)
    view = after.tiles[0].view
    assert view is not None
    assert after.tiles[0].volume is WHOLE
    assert (view.plane.k, view.window) == (7, WINDOW)
    assert scene(after, 0).message == ""


def test_an_automatic_window_follows_the_whole_unless_it_was_changed() -> None:
    whole = make_volume(make_series("1.1", make_geometry(), modality="MR"))
    part = part_of(whole, MIDDLE)
    first = auto_window(part)
    assert first != auto_window(whole)
    for chosen, expected in ((first, auto_window(whole)), (WINDOW, WINDOW)):
        viewer = open_volume(new_viewer(Layout.SINGLE), Role.CURRENT, part, chosen, Caption())
        view = complete_volume(viewer, Role.CURRENT, whole).tiles[0].view
        assert view is not None
        assert view.window == expected


class SlowServices(AppServices):
    """Hands over the middle slice, then waits until it may go on."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.loads: list[int] = []
        self.known: list[bool] = []

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        self.loads.append(len(series.slices))
        self.known.append(known is not None)
        if len(series.slices) > 1:
            if first is not None:
                first(part_of(WHOLE, MIDDLE))
            while not self.go_on.wait(0.01):
                progress(1, 9)
        whole = make_volume(make_series("1.1", make_geometry()))
        if len(series.slices) == 1:
            one = whole.stored_kji[MIDDLE : MIDDLE + 1]
            return replace(whole, series=series, stored_kji=one)
        return whole


def test_the_first_slice_is_used_before_the_last_is_read(qtbot: QtBot) -> None:
    services, runner = SlowServices(), Runner()
    volumes = Volumes(services, runner)
    seen: list[Volume] = []
    pictures: list[QImage] = []
    assert volumes.want("tile", "Opening", WHOLE.series, seen.append) is None
    # A picture of what is being opened comes from there.
    volumes.want_thumbnail(WHOLE.series, pictures.append)
    qtbot.waitUntil(lambda: len(seen) == 1)
    assert seen[0].arrived is not None
    assert len(pictures) == 1
    services.go_on.set()
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[1].arrived is None
    assert services.loads == [9]
    runner.stop()


def test_a_slice_decoded_for_its_picture_is_handed_to_the_load(qtbot: QtBot) -> None:
    services, runner = SlowServices(), Runner()
    volumes = Volumes(services, runner)
    services.go_on.set()
    pictures: list[QImage] = []
    seen: list[Volume] = []
    volumes.want_thumbnail(WHOLE.series, pictures.append)
    qtbot.waitUntil(lambda: len(pictures) == 1)
    volumes.want("tile", "Opening", WHOLE.series, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert (services.loads, services.known) == ([1, 9], [False, True])
    runner.stop()


def test_a_picture_that_waited_for_a_stopped_load_is_made_by_itself(qtbot: QtBot) -> None:
    services, runner = SlowServices(), Runner()
    volumes = Volumes(services, runner)
    pictures: list[QImage] = []
    seen: list[Volume] = []
    volumes.want("tile", "Opening", WHOLE.series, seen.append)
    volumes.want_thumbnail(WHOLE.series, pictures.append)
    runner.cancel("tile")
    qtbot.waitUntil(lambda: len(pictures) == 1)
    assert 1 in services.loads
    runner.stop()


def test_opening_a_series_paints_its_middle_before_the_end(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "t.csv"))
    for viewport in hands.room.area.viewports:
        assert viewport.scene is not None
        assert viewport.scene.message == ""
        assert viewport.scene.volume is not None
        assert viewport.scene.volume.arrived is None
    hands.close()


class Noting(AppServices):
    """Notes which slices are there when a tile gets its series."""

    def __init__(self) -> None:
        self.there: dict[str, set[int]] = {}

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        def use(volume: Volume) -> None:
            assert first is not None
            assert volume.arrived is not None
            self.there[series.uid] = set(np.flatnonzero(volume.arrived).tolist())
            first(volume)

        return super().load_volume(series, progress, use if first else None, known, ahead)


def test_every_tile_has_its_slice_as_soon_as_it_has_its_series(
    qtbot: QtBot, tmp_path: Path
) -> None:
    room = Room(AppServices(), tmp_path / "trials")
    qtbot.addWidget(room)
    room.resize(1600, 1000)
    room.show()
    services = room.volumes._services = Noting()
    room.opener.open(Request(paths=(SAMPLE,)))
    qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=PATIENCE_MS)
    tiles = [tile for tile in room.area.viewer.tiles if tile.view is not None]
    assert len(tiles) == 2
    for tile in tiles:
        assert tile.view is not None
        assert tile.volume is not None
        series = tile.volume.series
        assert tile.view.plane.k != len(series.slices) // 2
        assert tile.view.plane.k in services.there[series.uid]
