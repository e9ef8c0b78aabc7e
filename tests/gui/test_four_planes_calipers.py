"""Calipers on the four planes: where they are kept, shown, moved and refused."""

from dataclasses import replace

import pytest

from gui.state.gestures import Button, Down, Moved, Up
from gui.state.hits import hit_at
from gui.state.keys import Intent
from gui.state.layout import Role
from gui.state.moving import scrolled_to
from gui.state.press_key import press_key
from gui.state.resolve import resolve
from gui.state.scene import scene
from gui.state.tile import Mark, marks_shown, site_of
from gui.state.tools.checks import NO_SLICE, OFF_PLANE, ON_SLAB, OUTSIDE, commit
from gui.state.tools.commands import Command, Commit, Refuse, Warn
from gui.state.view import screen_from_lps
from gui.state.viewer import Viewer, with_marks
from recist.imaging.geometry import Vector
from recist.measure import vectors
from recist.measure.caliper import draw_line
from tests.gui.four_planes import (
    AXIAL_TILE,
    CORONAL_TILE,
    OBLIQUE_TILE,
    at,
    click,
    common,
    four,
    view_of,
)
from tests.gui.viewing import (
    make_geometry,
    make_series,
    two_tiles,
)


def drawn(viewer: Viewer, tile: int, start: Vector, end: Vector) -> tuple[Command, ...]:
    site = site_of(viewer.tiles[tile], tile)
    assert site is not None
    return commit(site, draw_line(start, end, site.plane), None)


def test_a_caliper_on_a_reformatted_plane_is_kept_with_a_real_slice() -> None:
    viewer = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (0.0, 20.0, 120.0)))
    start, end = (0.0, 20.0, 106.0), (0.0, 20.0, 128.0)
    saved, warned = drawn(viewer, CORONAL_TILE, start, end)
    assert isinstance(saved, Commit)
    assert saved.caliper.plane.image == "1.2.3"  # z 115, nearest to the middle at 117
    assert saved.caliper.plane.frame_of_reference == "1.9"
    assert saved.caliper.long_axis_lps_mm == (start, end)
    assert warned == Warn(message=OFF_PLANE)


def test_a_caliper_beyond_the_volume_is_refused_though_the_plane_goes_on() -> None:
    viewer = four()
    plane = view_of(viewer, OBLIQUE_TILE).plane
    start = common(viewer)
    end = vectors.along(start, vectors.unit(plane.step_i_mm), 60.0)
    assert drawn(viewer, OBLIQUE_TILE, start, end) == (Refuse(message=OUTSIDE),)


def test_a_caliper_in_a_gap_of_the_stack_is_refused() -> None:
    series = make_series("1.2", make_geometry())
    slices = tuple(one for k, one in enumerate(series.slices) if k not in (3, 4, 5))
    geometry = make_geometry(shape=(6, 40, 50))
    gappy = replace(series, geometry=geometry, slices=slices, shape_kji=(6, 40, 50))
    viewer = click(four(gappy), AXIAL_TILE, at(four(gappy), AXIAL_TILE, (0.0, 20.0, 120.0)))
    said = drawn(viewer, CORONAL_TILE, (0.0, 20.0, 116.0), (0.0, 20.0, 125.0))
    assert said == (Refuse(message=NO_SLICE),)


def test_a_caliper_on_a_slab_is_warned_of() -> None:
    viewer, _ = press_key(two_tiles(), Intent.SLAB)
    said = drawn(viewer, 1, (0.0, 0.0, 120.0), (10.0, 0.0, 120.0))
    assert said[1:] == (Warn(message=ON_SLAB),)


def test_a_caliper_is_shown_in_its_own_plane_and_across_the_slices() -> None:
    viewer = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (0.0, 20.0, 115.0)))
    saved, _ = drawn(viewer, CORONAL_TILE, (10.0, 20.0, 106.0), (10.0, 20.0, 128.0))
    assert isinstance(saved, Commit)
    mark = Mark(lesion_id="T1", caliper=saved.caliper, colour=0)
    viewer = with_marks(viewer, Role.CURRENT, (mark,))
    viewer = scrolled_to(viewer, AXIAL_TILE, 3)
    assert [len(marks_shown(tile)) for tile in viewer.tiles] == [1, 1, 0, 0]
    across = "".join(text for text, _ in scene(viewer, AXIAL_TILE).drawn[0].label)
    assert across == "T1 22.0 mm · across the slices"
    flat = "".join(text for text, _ in scene(viewer, CORONAL_TILE).drawn[0].label)
    assert flat == "T1 22.0 mm"


def test_without_a_frame_of_reference_a_caliper_is_shown_on_its_own_series_alone() -> None:
    viewer = four(make_series("1.2", make_geometry(), ""))
    viewer = click(viewer, AXIAL_TILE, at(viewer, AXIAL_TILE, (0.0, 20.0, 120.0)))
    saved, _ = drawn(viewer, CORONAL_TILE, (10.0, 20.0, 106.0), (10.0, 20.0, 128.0))
    assert isinstance(saved, Commit)
    other = replace(saved.caliper, plane=replace(saved.caliper.plane, image="1.7.3"))
    for caliper, shown in ((saved.caliper, 1), (other, 0)):
        marks = (Mark(lesion_id="T1", caliper=caliper, colour=0),)
        tile = with_marks(viewer, Role.CURRENT, marks).tiles[CORONAL_TILE]
        assert len(marks_shown(tile)) == shown


def test_a_handle_on_the_coronal_plane_moves_in_that_plane() -> None:
    viewer = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (0.0, 20.0, 115.0)))
    start, end, there = (10.0, 20.0, 106.0), (10.0, 20.0, 128.0), (14.0, 20.0, 132.0)
    saved, _ = drawn(viewer, CORONAL_TILE, start, end)
    assert isinstance(saved, Commit)
    viewer = with_marks(
        viewer, Role.CURRENT, (Mark(lesion_id="T1", caliper=saved.caliper, colour=0),)
    )
    for gesture in (
        Down(tile=CORONAL_TILE, at_px=at(viewer, CORONAL_TILE, end), button=Button.LEFT),
        Moved(tile=CORONAL_TILE, at_px=at(viewer, CORONAL_TILE, there)),
        Up(tile=CORONAL_TILE, at_px=at(viewer, CORONAL_TILE, there), button=Button.LEFT),
    ):
        viewer, commands = resolve(viewer, gesture)
    [moved] = [one for one in commands if isinstance(one, Commit)]
    assert moved.caliper.long_axis_lps_mm[0] == pytest.approx(start)
    assert moved.caliper.long_axis_lps_mm[1] == pytest.approx(there)
    assert moved.caliper.plane.image == "1.2.4"  # z 120, nearest to the new middle at 119


def test_what_stands_across_the_slices_cannot_be_gripped_on_them() -> None:
    viewer = click(four(), AXIAL_TILE, at(four(), AXIAL_TILE, (0.0, 20.0, 115.0)))
    saved, _ = drawn(viewer, CORONAL_TILE, (10.0, 20.0, 106.0), (10.0, 20.0, 128.0))
    assert isinstance(saved, Commit)
    mark = Mark(lesion_id="T1", caliper=saved.caliper, colour=0)
    tile = scrolled_to(with_marks(viewer, Role.CURRENT, (mark,)), AXIAL_TILE, 3).tiles[AXIAL_TILE]
    assert tile.view is not None
    assert marks_shown(tile) == (mark,)
    spot = screen_from_lps(tile.view, tile.size, (10.0, 20.0, 115.0))
    assert hit_at(tile, spot, "T1") is None
