"""The four planes through one visit: where they stand, what their lines and letters say."""

from dataclasses import replace

import pytest

from gui.state.arranging import with_layout
from gui.state.bonds import bond_text
from gui.state.corners import corners
from gui.state.crosshair import lines
from gui.state.gestures import Button, Down, Moved, Up, Wheel
from gui.state.keys import Intent
from gui.state.layout import Layout, Pane, Role
from gui.state.letters import edge_letters
from gui.state.moving import jump, scrolled_to
from gui.state.plane import slice_plane
from gui.state.press_key import press_key
from gui.state.probe import probe
from gui.state.scene import scene
from gui.state.tools.toolbox import Tool
from gui.state.view import percent_zoom
from recist.imaging.cuts import NO_MM, ONE_SLICE, Projection, Slab
from recist.imaging.geometry import Vector
from recist.imaging.series import Series
from recist.measure import vectors
from tests.gui.four_planes import (
    ALT,
    AXIAL_TILE,
    CORONAL_TILE,
    OBLIQUE_TILE,
    POINT,
    SAGITTAL_TILE,
    SHIFT,
    at,
    click,
    common,
    distances,
    done,
    four,
    view_of,
)
from tests.gui.viewing import (
    AXIAL,
    CORONAL,
    SAGITTAL,
    make_geometry,
    make_series,
    two_tiles,
)


@pytest.mark.parametrize(
    "axes",
    [
        pytest.param(AXIAL, id="axial"),
        pytest.param(CORONAL, id="coronal"),
        pytest.param(SAGITTAL, id="sagittal"),
        pytest.param(((0.0, 0.0, 1.0), (0.0, 0.96, 0.28), (1.0, 0.0, 0.0)), id="tilted"),
    ],
)
def test_letters_of_each_plane_whatever_was_acquired(axes: tuple[Vector, Vector, Vector]) -> None:
    viewer = four(make_series("1.2", make_geometry(axes)))
    found = [edge_letters(view_of(viewer, n)) for n in range(3)]
    assert [(one.left, one.right) for one in found] == [("R", "L"), ("R", "L"), ("A", "P")]
    tops = [one.top[0] for one in found]
    assert tops == ["A", "H", "H"]
    oblique = edge_letters(view_of(viewer, OBLIQUE_TILE))
    assert (oblique.left, oblique.right, oblique.top) in {("RA", "LP", "H"), ("AR", "PL", "H")}


def test_all_planes_have_one_zoom_and_true_proportions() -> None:
    viewer = four()
    views = [view_of(viewer, n) for n in range(4)]
    assert len({view.zoom_px_per_mm for view in views}) == 1
    top, foot = (at(viewer, CORONAL_TILE, (0.0, 0.0, z)) for z in (140.0, 100.0))
    assert foot[1] - top[1] == pytest.approx(40.0 * views[0].zoom_px_per_mm)
    assert percent_zoom(views[CORONAL_TILE]) == pytest.approx(100 * views[0].zoom_px_per_mm)


def test_a_click_brings_every_plane_to_the_point() -> None:
    viewer = four()
    viewer = click(viewer, AXIAL_TILE, at(viewer, AXIAL_TILE, (11.0, 20.0, 120.0)))
    assert common(viewer) == pytest.approx((11.0, 20.0, 120.0))
    axial, coronal, sagittal, oblique = distances(viewer, (11.0, 20.0, 120.0))
    assert (axial, coronal, sagittal) == pytest.approx((0.0, 0.0, 0.0), abs=1e-9)
    assert oblique <= 0.5
    viewer = click(viewer, CORONAL_TILE, at(viewer, CORONAL_TILE, POINT))
    assert distances(viewer, POINT)[:3] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)


def test_shift_drag_does_the_same_with_any_tool() -> None:
    viewer, _ = press_key(four(), Intent.TOOL_BIDIRECTIONAL)
    spot = at(viewer, AXIAL_TILE, (11.0, 20.0, 120.0))
    viewer = done(viewer, Down(tile=0, at_px=spot, button=Button.LEFT, modifiers=SHIFT))
    assert common(viewer) == pytest.approx((11.0, 20.0, 120.0))
    viewer = done(viewer, Moved(tile=0, at_px=at(viewer, 0, (0.0, 0.0, 120.0)), modifiers=SHIFT))
    assert common(viewer) == pytest.approx((0.0, 0.0, 120.0))


def test_the_lines_are_where_the_other_planes_cut() -> None:
    viewer = four()
    viewer = click(viewer, AXIAL_TILE, at(viewer, AXIAL_TILE, (11.0, 20.0, 120.0)))
    x, y = at(viewer, AXIAL_TILE, (11.0, 20.0, 120.0))
    found = {line.pane: line for line in lines(viewer, AXIAL_TILE)}
    assert set(found) == {Pane.CORONAL, Pane.SAGITTAL, Pane.OBLIQUE}
    ends = {pane: [end for piece in line.pieces for end in piece] for pane, line in found.items()}
    assert {round(end[1], 6) for end in ends[Pane.CORONAL]} == {round(y, 6)}
    assert {round(end[0], 6) for end in ends[Pane.SAGITTAL]} == {round(x, 6)}
    # The free plane begins half way between the two, from right anterior to left posterior.
    for end in ends[Pane.OBLIQUE]:
        assert end[1] - y == pytest.approx(end[0] - x, abs=3.0)
    assert [len(line.ends) for line in found.values()] == [0, 0, 2]


def test_a_line_is_dragged_to_move_its_plane_alone() -> None:
    viewer = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (11.0, 20.0, 120.0)))
    before = [view_of(viewer, n).plane for n in range(4)]
    start = at(viewer, AXIAL_TILE, common(viewer))
    spot = (start[0] + 150.0, start[1])
    way = 7 * 2.0 * view_of(viewer, 0).zoom_px_per_mm
    viewer = done(
        viewer,
        Down(tile=0, at_px=spot, button=Button.LEFT),
        Moved(tile=0, at_px=(spot[0], spot[1] + way)),
        Up(tile=0, at_px=(spot[0], spot[1] + way), button=Button.LEFT),
    )
    after = [view_of(viewer, n).plane for n in range(4)]
    assert after[CORONAL_TILE].k - before[CORONAL_TILE].k == 7
    assert (after[AXIAL_TILE], after[SAGITTAL_TILE]) == (before[AXIAL_TILE], before[SAGITTAL_TILE])


def test_the_wheel_takes_a_plane_along_its_normal_and_the_point_with_it() -> None:
    viewer = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (11.0, 20.0, 120.0)))
    x, y, z = common(viewer)
    lower = done(viewer, Wheel(tile=AXIAL_TILE, at_px=(5.0, 5.0), notches=-1))
    assert common(lower) == pytest.approx((x, y, z - 5.0))
    back = done(viewer, Wheel(tile=CORONAL_TILE, at_px=(5.0, 5.0), notches=-1))
    assert common(back) == pytest.approx((x, y + 2.0, z))
    left = done(viewer, Wheel(tile=SAGITTAL_TILE, at_px=(5.0, 5.0), notches=-1))
    assert common(left) == pytest.approx((x + 1.0, y, z))


@pytest.mark.parametrize("turns", [1, 18])
def test_alt_wheel_turns_the_oblique_plane_about_the_point(turns: int) -> None:
    viewer = four()
    point, before = common(viewer), view_of(viewer, OBLIQUE_TILE).plane.normal_lps
    for _ in range(turns):
        viewer = done(viewer, Wheel(tile=0, at_px=(5.0, 5.0), notches=1, modifiers=ALT))
    after = view_of(viewer, OBLIQUE_TILE).plane
    angle = 5.0 * turns
    assert vectors.dot(before, after.normal_lps) == pytest.approx(
        {5.0: 0.9961947, 90.0: 0.0}[angle], abs=1e-6
    )
    assert after.normal_lps[2] == pytest.approx(0.0, abs=1e-9)
    assert distances(viewer, point)[OBLIQUE_TILE] == pytest.approx(0.0, abs=1e-9)


def test_the_end_of_its_line_turns_it_with_the_pointer() -> None:
    viewer = four()
    centre = at(viewer, AXIAL_TILE, common(viewer))
    line = next(one for one in lines(viewer, AXIAL_TILE) if one.pane is Pane.OBLIQUE)
    end = line.ends[0]
    # A quarter turn of the pointer about the point.
    there = (centre[0] - (end[1] - centre[1]), centre[1] + (end[0] - centre[0]))
    turned = done(
        viewer,
        Down(tile=0, at_px=end, button=Button.LEFT),
        Moved(tile=0, at_px=there),
        Up(tile=0, at_px=there, button=Button.LEFT),
    )
    after = next(one for one in lines(turned, AXIAL_TILE) if one.pane is Pane.OBLIQUE)
    assert min(abs(x - there[0]) + abs(y - there[1]) for x, y in after.ends) < 4.0


def test_space_brings_the_oblique_plane_back() -> None:
    viewer, before = four(), four()
    viewer = done(viewer, Wheel(tile=1, at_px=(5.0, 5.0), notches=3, modifiers=ALT))
    viewer, _ = press_key(viewer, Intent.RESET_VIEW)
    there, here = (view_of(one, OBLIQUE_TILE) for one in (before, viewer))
    assert here.plane.normal_lps == pytest.approx(there.plane.normal_lps)
    assert here.centre_lps_mm == pytest.approx(there.centre_lps_mm, abs=0.5)


def test_a_tilted_gantry_leaves_the_acquired_slices_as_they_are() -> None:
    tilted = make_geometry(((0.0, 0.0, 1.0), (0.0, 0.96, 0.28), (1.0, 0.0, 0.0)))
    viewer = four(make_series("1.2", tilted))
    assert view_of(viewer, AXIAL_TILE).plane == slice_plane(make_series("1.2", tilted), 4)
    assert corners(viewer, AXIAL_TILE).top_right[1] == "oblique axial 16° · as acquired"
    assert corners(viewer, CORONAL_TILE).top_right[1] == "coronal"
    across = view_of(viewer, CORONAL_TILE).plane.normal_lps
    assert [abs(part) for part in across] == pytest.approx([0.0, 1.0, 0.0])


def test_x_hides_the_lines_and_shows_them() -> None:
    hidden, _ = press_key(four(), Intent.LINES)
    assert scene(hidden, 0).lines == ()
    again, _ = press_key(hidden, Intent.LINES)
    assert len(scene(again, 0).lines) == 3


def test_the_corner_says_plane_slab_and_that_it_is_reformatted() -> None:
    viewer = replace(four(), active=CORONAL_TILE)
    viewer, _ = press_key(viewer, Intent.SLAB)
    assert corners(viewer, CORONAL_TILE).top_right[1] == "coronal · mean 10 mm"
    viewer, _ = press_key(viewer, Intent.SLAB)
    assert corners(viewer, CORONAL_TILE).top_right[1] == "coronal · MIP 10 mm"
    viewer, _ = press_key(viewer, Intent.SLAB_THICKNESS)
    assert corners(viewer, CORONAL_TILE).top_right[1] == "coronal · MIP 20 mm"
    assert corners(viewer, CORONAL_TILE).top_right[2] == "plane 21 / 40 · linked by point"
    assert corners(viewer, CORONAL_TILE).bottom_left[1] == "reformatted · pixels 1.00 × 5.00 mm"
    assert corners(viewer, AXIAL_TILE).top_right[1:] == (
        "axial · as acquired",
        "slice 5 / 9 · linked by point",
    )
    assert corners(viewer, OBLIQUE_TILE).top_right[1] == "oblique coronal 45°"
    viewer, _ = press_key(viewer, Intent.SLAB)
    assert corners(viewer, CORONAL_TILE).top_right[1] == "coronal"


def test_a_slab_of_the_acquired_slices_stands_in_every_visit() -> None:
    viewer, _ = press_key(two_tiles(), Intent.SLAB_THICKNESS)
    slab = Slab(projection=Projection.MEAN, thickness_mm=10.0)
    assert [view_of(viewer, n).plane.slab for n in (0, 1)] == [slab, slab]
    assert corners(viewer, 0).top_right[1] == "mean 10 mm"
    viewer = scrolled_to(viewer, 0, 2)
    assert [view_of(viewer, n).plane.slab for n in (0, 1)] == [slab, slab]


def test_the_probe_reads_the_plane_that_is_shown() -> None:
    viewer = four()
    # Each slice has a value of its own: 40 HU and one more per slice.
    spot = at(viewer, CORONAL_TILE, (0.0, 0.0, 115.0))
    found = probe(done(viewer, Moved(tile=CORONAL_TILE, at_px=spot)))
    assert found is not None
    assert found.value == 43.0
    assert found.point_lps_mm is not None
    assert found.point_lps_mm[2] == pytest.approx(115.0)


def test_four_planes_and_back_keep_the_place_and_the_window() -> None:
    viewer = scrolled_to(two_tiles(), 1, 7)
    viewer, _ = press_key(viewer, Intent.WINDOW_4)
    planes = with_layout(viewer, Layout.MPR)
    assert [tile.pane for tile in planes.tiles] == [
        Pane.AXIAL,
        Pane.CORONAL,
        Pane.SAGITTAL,
        Pane.OBLIQUE,
    ]
    assert view_of(planes, AXIAL_TILE).plane.k == 7
    assert {view_of(planes, n).window for n in range(4)} == {view_of(viewer, 1).window}
    moved = done(planes, Wheel(tile=0, at_px=(5.0, 5.0), notches=-2))
    back = with_layout(moved, Layout.BASELINE_CURRENT)
    assert (back.tiles[1].pane, view_of(back, 1).plane.k) == (Pane.ACQUIRED, 5)
    assert view_of(back, 1).plane.cut is None


def test_a_jump_brings_every_plane_to_the_lesion() -> None:
    viewer = jump(four(), {Role.CURRENT: POINT})
    assert distances(viewer, POINT)[:3] == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)
    assert common(viewer) == POINT


@pytest.mark.parametrize(
    ("series", "message"),
    [
        (make_series("1.2", None), NO_MM),
        (make_series("1.2", make_geometry(shape=(1, 40, 50))), ONE_SLICE),
    ],
)
def test_a_series_without_other_planes_says_so(series: Series, message: str) -> None:
    viewer = four(series)
    assert view_of(viewer, 0).plane.cut is None
    assert [scene(viewer, n).message for n in range(4)] == ["", message, message, message]
    press_key(replace(viewer, active=1), Intent.SLAB)
    done(viewer, Wheel(tile=2, at_px=(5.0, 5.0), notches=1, modifiers=ALT))


def test_crossing_series_of_one_frame_share_a_point_and_of_two_none() -> None:
    for frame, expected in (("1.9", [2, 7]), ("other", [4, 7])):
        crossing = make_series("1.2", make_geometry(CORONAL, origin=(-20.0, -30.0, 140.0)), frame)
        viewer = two_tiles(current=crossing)
        # In the coronal series: 35 mm behind its first slice, 30 mm below its first row.
        spot = at(viewer, 1, (5.0, -10.0, 110.0))
        viewer = scrolled_to(viewer, 1, 7)
        viewer = done(viewer, Down(tile=1, at_px=spot, button=Button.LEFT, modifiers=SHIFT))
        assert [view_of(viewer, n).plane.k for n in (0, 1)] == expected
        assert bool(lines(viewer, 0)) is (frame == "1.9")
        assert bond_text(viewer, 0) == ("linked by point" if frame == "1.9" else "not linked")


def test_crossing_series_of_one_frame_are_moved_by_their_line() -> None:
    crossing = make_series("1.2", make_geometry(CORONAL, origin=(-20.0, -30.0, 140.0)))
    viewer = replace(two_tiles(current=crossing), tool=Tool.SELECT)
    x, y = at(viewer, 0, (0.0, -10.0, 120.0))
    far = 2.0 * 5.0 * view_of(viewer, 0).zoom_px_per_mm
    viewer = done(
        viewer,
        Down(tile=0, at_px=(x, y), button=Button.LEFT),
        Moved(tile=0, at_px=(x, y + far)),
        Up(tile=0, at_px=(x, y + far), button=Button.LEFT),
    )
    assert [view_of(viewer, n).plane.k for n in (0, 1)] == [4, 6]
