"""Screen, patient and voxels: every way there and back."""

from dataclasses import replace
from math import hypot, isclose

import pytest

from gui.state.body import BodyBox
from gui.state.facing import Turn, standard_facing, turned
from gui.state.letters import edge_letters
from gui.state.plane import Unit, ji_from_lps, lps_from_ji, slice_plane
from gui.state.view import (
    View,
    fitted,
    image_to_screen,
    kji_from_screen,
    lps_from_screen,
    on_slice,
    opening_view,
    panned,
    percent_zoom,
    pixel_step_lps_mm,
    screen_from_lps,
    zoomed,
)
from recist.imaging.geometry import Vector
from recist.measure import vectors
from recist.measure.caliper import Plane, draw, length_mm
from tests.gui.viewing import AXIAL, CORONAL, SAGITTAL, WINDOW, make_geometry, make_series

SIZE = (400, 300)
Axes = tuple[Vector, Vector, Vector]
BODY = BodyBox(rows=(0, 40), columns=(0, 50))


def opened(axes: Axes = AXIAL, k: int = 4) -> View:
    series = make_series(geometry=make_geometry(axes))
    return fitted(opening_view(slice_plane(series, k), WINDOW), SIZE, BODY)


def every_turn(view: View) -> list[View]:
    views = [view]
    for turn in (Turn.QUARTER, Turn.FLIP_LEFT_RIGHT, Turn.QUARTER, Turn.FLIP_TOP_BOTTOM):
        views.append(replace(views[-1], facing=turned(views[-1].facing, turn)))
    return views


def flipped(axes: Axes, *signs: float) -> Axes:
    k, j, i = (vectors.scale(axis, sign) for axis, sign in zip(axes, signs, strict=True))
    return k, j, i


def swapped(axes: Axes) -> Axes:
    return axes[0], axes[2], axes[1]


@pytest.mark.parametrize(
    ("axes", "left", "top"),
    [
        pytest.param(AXIAL, "R", "A", id="axial as acquired"),
        pytest.param(flipped(AXIAL, 1, -1, -1), "R", "A", id="prone"),
        pytest.param(flipped(AXIAL, 1, 1, -1), "R", "A", id="columns run from left to right"),
        pytest.param(swapped(AXIAL), "R", "A", id="rows and columns exchanged"),
        pytest.param(flipped(AXIAL, -1, -1, 1), "R", "A", id="a NIfTI's rows run to anterior"),
        pytest.param(CORONAL, "R", "H", id="coronal"),
        pytest.param(flipped(CORONAL, 1, -1, 1), "R", "H", id="coronal from the feet"),
        pytest.param(SAGITTAL, "A", "H", id="sagittal"),
        pytest.param(flipped(SAGITTAL, 1, 1, -1), "A", "H", id="sagittal from behind"),
    ],
)
def test_any_acquisition_is_shown_the_radiological_way(axes: Axes, left: str, top: str) -> None:
    letters = edge_letters(opened(axes))
    assert (letters.left, letters.top) == (left, top)


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        ((), "R L A P"),
        ((Turn.FLIP_LEFT_RIGHT,), "L R A P"),
        ((Turn.FLIP_TOP_BOTTOM,), "R L P A"),
        ((Turn.QUARTER,), "P A R L"),
        ((Turn.QUARTER, Turn.QUARTER), "L R P A"),
        ((Turn.QUARTER, Turn.FLIP_LEFT_RIGHT), "A P R L"),
    ],
)
def test_the_letters_follow_every_turn(turns: tuple[Turn, ...], expected: str) -> None:
    view = opened()
    for turn in turns:
        view = replace(view, facing=turned(view.facing, turn))
    letters = edge_letters(view)
    assert f"{letters.left} {letters.right} {letters.top} {letters.bottom}" == expected


@pytest.mark.parametrize("axes", [AXIAL, CORONAL, SAGITTAL, swapped(AXIAL)])
def test_screen_to_patient_and_back(axes: Axes) -> None:
    for view in every_turn(opened(axes)):
        for point in ((0.0, 0.0), (399.0, 12.5), (200.0, 150.0)):
            there = lps_from_screen(view, SIZE, point)
            back = screen_from_lps(view, SIZE, there)
            assert hypot(back[0] - point[0], back[1] - point[1]) < 1e-9
            row, column = ji_from_lps(view.plane, there)
            again = lps_from_ji(view.plane, row, column)
            assert vectors.distance(there, again) < 1e-9


def test_the_painted_pixel_is_the_probed_voxel() -> None:
    for view in every_turn(opened()):
        a, b, c, d, e, f = image_to_screen(view, SIZE)
        for row, column in ((0, 0), (39, 0), (17, 33)):
            x, y = column + 0.5, row + 0.5
            centre = a * x + c * y + e, b * x + d * y + f
            assert kji_from_screen(view, SIZE, centre) == (4, row, column)


def test_a_pixel_is_as_tall_as_its_spacing_says() -> None:
    a, b, c, d, _, _ = image_to_screen(opened(), SIZE)
    assert isclose(hypot(c, d) / hypot(a, b), 2.0)


def test_fitting_shows_the_whole_body_centred() -> None:
    view = opened()
    corners = [
        lps_from_ji(view.plane, row, column) for row in (-0.5, 39.5) for column in (-0.5, 49.5)
    ]
    on_screen = [screen_from_lps(view, SIZE, corner) for corner in corners]
    xs, ys = [x for x, _ in on_screen], [y for _, y in on_screen]
    assert min(xs) >= 0 <= min(ys)
    assert max(xs) <= 400
    assert max(ys) <= 300
    assert isclose(min(ys) + max(ys), 300)
    assert isclose(max(ys) - min(ys), 0.96 * 300)


@pytest.mark.parametrize("factor", [1.15, 0.5, 1e6, 1e-6], ids=["in", "out", "most", "least"])
def test_zooming_keeps_the_point_under_the_cursor(factor: float) -> None:
    view, at = opened(), (123.0, 45.0)
    nearer = zoomed(view, SIZE, at, factor)
    before, after = (lps_from_screen(one, SIZE, at) for one in (view, nearer))
    assert vectors.distance(before, after) < 1e-9


def test_panning_moves_the_picture_with_the_pointer() -> None:
    view = opened()
    point = lps_from_screen(view, SIZE, (100.0, 100.0))
    x, y = screen_from_lps(panned(view, (7.0, -3.0)), SIZE, point)
    assert (round(x, 9), round(y, 9)) == (107.0, 97.0)


def test_a_length_is_no_matter_of_zoom_flip_or_turn() -> None:
    plane = Plane(normal_lps=(0.0, 0.0, 1.0))
    ends = (-10.0, 0.0, 120.0), (12.0, 19.0, 120.0)
    expected = length_mm(draw(*ends, plane).long_axis_lps_mm)
    for turned_view in every_turn(opened()):
        for factor in (0.3, 1.0, 5.0):
            view = zoomed(turned_view, SIZE, (17.0, 200.0), factor)
            start, end = (
                lps_from_screen(view, SIZE, screen_from_lps(view, SIZE, point)) for point in ends
            )
            assert isclose(length_mm(draw(start, end, plane).long_axis_lps_mm), expected)


def test_another_slice_stays_at_the_same_place_even_with_a_tilted_gantry() -> None:
    axes = ((0.0, 0.6, 0.8), AXIAL[1], AXIAL[2])
    series = make_series(geometry=make_geometry(axes))
    view = opening_view(slice_plane(series, 2), WINDOW)
    higher = on_slice(view, slice_plane(series, 6))
    assert higher.centre_lps_mm[:2] == view.centre_lps_mm[:2]
    assert isclose(higher.centre_lps_mm[2], 100.0 + 6 * 5.0 * 0.8)


@pytest.mark.parametrize(
    ("way", "expected"), [((1.0, 0.0), (1.0, 0.0, 0.0)), ((0.0, 1.0), (0.0, 2.0, 0.0))]
)
def test_an_image_pixel_in_mm(way: tuple[float, float], expected: Vector) -> None:
    assert pixel_step_lps_mm(opened(), way) == expected


def test_without_geometry_everything_is_in_pixels() -> None:
    plane = slice_plane(make_series(geometry=None), 3)
    view = fitted(opening_view(plane, WINDOW), SIZE, BODY)
    assert plane.unit is Unit.PX
    assert kji_from_screen(view, SIZE, (200.0, 150.0)) in {(3, 20, 24), (3, 20, 25), (3, 19, 24)}
    assert edge_letters(view).left == ""
    assert isclose(percent_zoom(view), 100 * 0.96 * 300 / 40)
    assert standard_facing(plane) == view.facing
