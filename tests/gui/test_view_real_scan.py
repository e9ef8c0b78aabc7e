"""A real liver CT in a tile: the standard way round, the body in the middle, lengths in mm."""

from pathlib import Path

import pytest

from gui.state.arranging import new_viewer, open_volume
from gui.state.layout import Layout, Role
from gui.state.letters import edge_letters
from gui.state.tile import Caption
from gui.state.view import kji_from_screen, lps_from_screen
from gui.state.viewer import Viewer
from recist.formats.scans import find_scans, load_volume
from recist.imaging.display import PRESETS
from recist.imaging.volume import value_at
from recist.measure.vectors import distance

SIZE = (512, 512)


@pytest.fixture(scope="module")
def viewer(shared_data: Path) -> Viewer:
    found = find_scans([shared_data / "ct_liver_mets_crlm1004.zip"])
    [series] = [one for one in found.series if one.modality == "CT" and one.shape_kji[0] > 1]
    return open_volume(
        new_viewer(Layout.SINGLE),
        Role.CURRENT,
        load_volume(series),
        PRESETS[3].window,
        Caption(visit="Baseline"),
    )


def test_it_opens_with_the_right_side_on_the_left(viewer: Viewer) -> None:
    view = viewer.tiles[0].view
    assert view is not None
    letters = edge_letters(view)
    assert (letters.left, letters.right, letters.top, letters.bottom) == ("R", "L", "A", "P")


def test_the_liver_is_on_the_left_of_the_screen_and_the_corners_are_air(viewer: Viewer) -> None:
    tile = viewer.tiles[0]
    assert tile.view is not None
    assert tile.volume is not None
    values = {
        point: value_at(tile.volume, kji_from_screen(tile.view, SIZE, point))
        for point in ((110.0, 250.0), (12.0, 80.0), (500.0, 80.0))
    }
    liver, *air = values.values()
    assert liver is not None
    assert 60 < liver < 200
    assert all(value is not None and value < -800 for value in air)


def test_a_hundred_pixels_on_the_screen_are_what_the_zoom_says(viewer: Viewer) -> None:
    view = viewer.tiles[0].view
    assert view is not None
    ends = lps_from_screen(view, SIZE, (100.0, 200.0)), lps_from_screen(view, SIZE, (160.0, 280.0))
    assert distance(*ends) == pytest.approx(100.0 / view.zoom_px_per_mm)
