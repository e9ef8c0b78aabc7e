"""Linked tiles stay on the same part of the body at every zoom."""

from dataclasses import replace

import pytest

from gui.state.alongside import kept_alongside
from gui.state.body import BodyBox
from gui.state.gestures import Button, Down, Modifier, Moved, Wheel
from gui.state.keys import Intent
from gui.state.layout import Role
from gui.state.linking import Link
from gui.state.moving import jump
from gui.state.press_key import press_key
from gui.state.resolve import resolve
from gui.state.view import View, panned, screen_from_lps
from gui.state.viewer import Viewer, with_tile, with_views
from recist.measure.vectors import Vector
from tests.gui.viewing import make_geometry, make_series, two_tiles

BODY = BodyBox(rows=(0, 40), columns=(0, 50))
BASELINE, CURRENT = 0, 1


def far(frame: str = "1.8") -> Viewer:
    """Return two visits at 12 pixels per mm; the table stood 300 mm lower at baseline."""
    low = make_series("1.1", make_geometry(origin=(-20.0, 270.0, 100.0)), frame)
    viewer = two_tiles(baseline=low, frame="1.9")
    viewer = replace(
        viewer, tiles=tuple(replace(tile, body=BODY) for tile in viewer.tiles), active=CURRENT
    )
    return with_views(viewer, lambda view: replace(view, zoom_px_per_mm=12.0))


def view_of(viewer: Viewer, index: int) -> View:
    view = viewer.tiles[index].view
    assert view is not None
    return view


def pushed_out(viewer: Viewer, index: int) -> Viewer:
    """Move a tile's picture out of its view."""
    view = panned(view_of(viewer, index), (0.0, 4000.0))
    return with_tile(viewer, index, lambda tile: replace(tile, view=view))


def seen_at(viewer: Viewer, index: int, point: Vector) -> tuple[float, float]:
    return screen_from_lps(view_of(viewer, index), viewer.tiles[index].size, point)


def offset(viewer: Viewer, index: int) -> float:
    """Return how far below the middle of the body a tile looks, in mm."""
    middle = {BASELINE: 309.0, CURRENT: 9.0}[index]
    return view_of(viewer, index).centre_lps_mm[1] - middle


@pytest.mark.parametrize("way", ["wheel", "pan", "key"])
def test_a_tile_whose_body_left_its_view_is_brought_back(way: str) -> None:
    viewer = pushed_out(far(), BASELINE)
    if way == "wheel":
        wheel = Wheel(
            tile=CURRENT, at_px=(256, 256), notches=1, modifiers=frozenset({Modifier.CTRL})
        )
        viewer, _ = resolve(viewer, wheel)
    elif way == "pan":
        viewer, _ = resolve(viewer, Down(tile=CURRENT, at_px=(256, 256), button=Button.MIDDLE))
        viewer, _ = resolve(viewer, Moved(tile=CURRENT, at_px=(260, 250)))
    else:
        viewer, _ = press_key(viewer, Intent.ZOOM_IN)
    assert offset(viewer, BASELINE) == pytest.approx(offset(viewer, CURRENT))
    zooms = {view_of(viewer, n).zoom_px_per_mm for n in (BASELINE, CURRENT)}
    assert len(zooms) == 1


def test_what_is_in_sight_is_left_as_the_reader_put_it() -> None:
    viewer = far()
    view = panned(view_of(viewer, BASELINE), (40.0, 0.0))
    viewer = with_tile(viewer, BASELINE, lambda tile: replace(tile, view=view))
    assert kept_alongside(viewer, CURRENT) == viewer


def test_scrolling_apart_leaves_the_other_tile_alone() -> None:
    viewer = pushed_out(far(), BASELINE)
    viewer = replace(viewer, linking=replace(viewer.linking, link=Link.OFF))
    assert kept_alongside(viewer, CURRENT) == viewer


def test_a_reader_who_looks_past_the_body_takes_the_others_along() -> None:
    viewer = pushed_out(pushed_out(far(), BASELINE), CURRENT)
    assert kept_alongside(viewer, CURRENT) == viewer


def test_a_jump_to_a_lesion_of_one_visit_shows_its_place_in_the_other() -> None:
    # In one frame of reference: the very point.
    low = make_series("1.1", make_geometry(), "1.9")
    viewer = replace(two_tiles(baseline=low), active=CURRENT)
    viewer = replace(viewer, tiles=tuple(replace(tile, body=BODY) for tile in viewer.tiles))
    viewer = with_views(viewer, lambda view: replace(view, zoom_px_per_mm=40.0))
    lesion = (-18.0, -28.0, 120.0)
    viewer = jump(viewer, {Role.CURRENT: lesion})
    for index in (BASELINE, CURRENT):
        assert seen_at(viewer, index, lesion) == pytest.approx((256.0, 256.0))
