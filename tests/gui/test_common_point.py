"""The point that planes have in common: one for each frame of reference."""

import pytest

from gui.state.crosshair import point_in
from gui.state.gestures import Button, DoubleClick, Down, Up, Wheel
from gui.state.moving import scrolled_to
from tests.gui.four_planes import (
    AXIAL_TILE,
    CORONAL_TILE,
    SHIFT,
    at,
    click,
    common,
    done,
    four,
    view_of,
)
from tests.gui.viewing import two_tiles


def test_each_frame_of_reference_has_a_point_of_its_own() -> None:
    viewer = two_tiles(frame="other")
    firsts = [(5.0, -10.0, 120.0), (0.0, 4.0, 110.0)]
    for tile, point in enumerate(firsts):
        viewer = done(
            viewer,
            Down(tile=tile, at_px=at(viewer, tile, point), button=Button.LEFT, modifiers=SHIFT),
            Up(tile=tile, at_px=at(viewer, tile, point), button=Button.LEFT, modifiers=SHIFT),
        )
    assert point_in(viewer, 0) == pytest.approx((5.0, -10.0, 120.0))
    assert point_in(viewer, 1) == pytest.approx((0.0, 4.0, 120.0))
    viewer = scrolled_to(viewer, 0, 2)
    assert point_in(viewer, 0) == pytest.approx((5.0, -10.0, 110.0))
    assert point_in(viewer, 1) == pytest.approx((0.0, 4.0, 120.0))


def test_a_double_click_maximises_and_leaves_the_point_where_it_was() -> None:
    before = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (11.0, 20.0, 120.0)))
    spot = at(before, CORONAL_TILE, (-5.0, 20.0, 130.0))
    moved = click(before, CORONAL_TILE, spot)
    assert common(moved) != common(before)
    big = done(moved, DoubleClick(tile=CORONAL_TILE, at_px=spot))
    assert big.maximised == CORONAL_TILE
    assert common(big) == common(before)
    for n in range(4):
        assert view_of(big, n).plane == view_of(before, n).plane


def test_a_wheel_turned_between_two_clicks_is_not_taken_back() -> None:
    moved = click(four(), CORONAL_TILE, at(four(), CORONAL_TILE, (-5.0, 20.0, 130.0)))
    lower = done(moved, Wheel(tile=AXIAL_TILE, at_px=(5.0, 5.0), notches=-1))
    big = done(lower, DoubleClick(tile=AXIAL_TILE, at_px=(5.0, 5.0)))
    assert common(big) == common(lower)


def test_a_tile_that_is_maximised_is_enlarged_wherever_the_point_is() -> None:
    for point in (None, (11.0, 20.0, 120.0), (-5.0, 33.0, 110.0)):
        before = four()
        if point is not None:
            before = click(before, AXIAL_TILE, at(before, AXIAL_TILE, point))
        big = done(before, DoubleClick(tile=CORONAL_TILE, at_px=(5.0, 5.0)))
        assert (
            view_of(big, CORONAL_TILE).zoom_px_per_mm > view_of(before, CORONAL_TILE).zoom_px_per_mm
        )
