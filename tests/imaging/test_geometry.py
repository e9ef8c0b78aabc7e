"""Indices and patient millimetres, slices at their true place, and directions in words."""

import math
from dataclasses import replace

import numpy as np
import pytest

from recist.imaging.geometry import Geometry, Vector, lps_from_kji, matrix, normal
from recist.imaging.orientation import Orientation, letters, plane, plane_name
from recist.imaging.series import Slice
from recist.imaging.slices import nearest_slice, slice_geometry
from recist.imaging.stack import Plane, arrange, orientation_problem
from tests.imaging.volumes import AXIAL, series_of

TURNED = (0.9541666, -0.2080757, 0.2151061, 0.2785886, 0.880128, -0.3843997)


def stacked(origins: list[Vector], orientation: tuple[float, ...] = (1, 0, 0, 0, 1, 0)) -> Geometry:
    planes = [Plane(origin_lps_mm=origin, name=str(n)) for n, origin in enumerate(origins)]
    return arrange(
        planes, orientation=orientation, spacing_ji_mm=(0.8, 0.5), shape_ji=(4, 6), thickness_mm=3
    ).geometry


def test_known_points_of_a_non_square_grid() -> None:
    points = [(0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1), (2, 3, 4)]
    expected = [(-10, -20, 30), (-10, -20, 35), (-10, -19.2, 30), (-9.5, -20, 30), (-8, -17.6, 40)]
    np.testing.assert_allclose(lps_from_kji(AXIAL, np.array(points, dtype=float)), expected)


@pytest.mark.parametrize(
    "geometry",
    [
        AXIAL,
        stacked([(0, 0, 0), (-1, 4, 9)], TURNED),
        stacked([(5, 6, 7), (5, 7, 11)]),
    ],
    ids=["axial", "oblique", "tilted"],
)
def test_there_and_back(geometry: Geometry) -> None:
    points = np.array([[0, 0, 0], [1.5, 2.25, -3], [10, 200, 300]])
    there = lps_from_kji(geometry, points)
    back = np.linalg.solve(matrix(geometry), (there - geometry.origin_lps_mm).T).T
    np.testing.assert_allclose(back, points, atol=1e-9)


def test_the_normal_follows_growing_slices() -> None:
    assert normal(AXIAL) == (0, 0, 1)
    assert normal(replace(AXIAL, axis_k=(0, 0, -1))) == (0, 0, -1)


def test_a_single_slice_has_its_thickness_for_a_step() -> None:
    assert stacked([(1, 2, 3)]).spacing_kji_mm == (3, 0.8, 0.5)


ORIENTATIONS = [
    # six cosines, code of the problem
    ((1, 0, 0, 0, 1, 0), None),
    (TURNED, None),
    ((1, 0, 2.7e-05, 0, 1, 0), None),
    ((1, 0, 0, 0, 1), "bad-orientation"),
    ((0, 0, 0, 0, 0, 0), "bad-orientation"),
    ((1, 0, 0, 0.1, 0.99, 0), "bad-orientation"),
    ((math.nan, 0, 0, 0, 1, 0), "bad-orientation"),
    (None, "no-orientation"),
]


@pytest.mark.parametrize(("cosines", "code"), ORIENTATIONS)
def test_orientation_must_be_two_unit_vectors_at_a_right_angle(
    cosines: tuple[float, ...] | None, code: str | None
) -> None:
    problem = orientation_problem(cosines)
    assert (problem and problem.code) == code


def test_lengths_do_not_depend_on_what_rounded_cosines_lack_to_a_right_angle() -> None:
    grid = stacked([(0, 0, 0)], (1, 0, 0, 0.0009, 0.9999996, 0))
    start, end = lps_from_kji(grid, np.array([[0, 0, 0], [0, 300, 480]], dtype=float))
    # 240 mm down and 240 mm along.
    assert np.linalg.norm(end - start) == pytest.approx(math.hypot(240, 240), abs=1e-3)


def test_slices_beside_the_line_are_named() -> None:
    origins = [(0.0, 0.0, 0.0), (0.0, 2.0, 5.0), (0.0, 0.0, 10.0)]
    planes = [Plane(origin_lps_mm=origin, name="x") for origin in origins]
    stack = arrange(
        planes,
        orientation=(1, 0, 0, 0, 1, 0),
        spacing_ji_mm=(1, 1),
        shape_ji=(2, 2),
        thickness_mm=None,
    )
    assert [reason.code for reason in stack.reasons] == ["slices-not-aligned"]
    assert "2.00 mm" in stack.reasons[0].message


def _uneven() -> tuple[Slice, ...]:
    return tuple(
        Slice(image="", file="", frame=0, position_mm=z, origin_lps_mm=(-10, -20, z))
        for z in (30.0, 35.0, 50.0)
    )


def test_a_slice_lies_where_its_header_says() -> None:
    series = series_of(slices=_uneven(), count=3)
    assert slice_geometry(series, 2).origin_lps_mm == (-10, -20, 50)
    assert slice_geometry(series, 2).shape_kji == (1, 1, 1)


def test_without_its_own_origin_a_slice_lies_on_the_grid() -> None:
    assert slice_geometry(series_of(count=3), 2).origin_lps_mm == (-10, -20, 40)


def test_no_slice_and_no_millimetres() -> None:
    with pytest.raises(IndexError):
        slice_geometry(series_of(count=3), 3)
    with pytest.raises(ValueError, match="no millimetres"):
        slice_geometry(series_of(geometry=None), 0)
    assert nearest_slice(series_of(geometry=None), (0, 0, 0)) is None


@pytest.mark.parametrize(("z", "k"), [(-99, 0), (32, 0), (33, 1), (42, 1), (43, 2), (99, 2)])
def test_the_nearest_slice_goes_by_true_positions(z: float, k: int) -> None:
    assert nearest_slice(series_of(slices=_uneven(), count=3), (7, 7, z)) == k


LETTERS = [
    ((1, 0, 0), "L"),
    ((-1, 0, 0), "R"),
    ((0, 1, 0), "P"),
    ((0, -1, 0), "A"),
    ((0, 0, 1), "H"),
    ((0, 0, -1), "F"),
    ((0.1, 0.99, 0), "P"),
    ((0.5, 0.8, 0), "PL"),
    ((-0.9, 0, 0.4), "RH"),
    ((-0.6, -0.6, 0.5), "RA"),
]


@pytest.mark.parametrize(("direction", "expected"), LETTERS)
def test_letters(direction: Vector, expected: str) -> None:
    assert letters(direction) == expected
    swap = str.maketrans("LRPAHF", "RLAPFH")
    x, y, z = direction
    assert letters((-x, -y, -z)) == expected.translate(swap)


def turned(degrees: float) -> Geometry:
    angle = math.radians(degrees)
    return stacked([(0, 0, 0)], (1, 0, 0, 0, math.cos(angle), -math.sin(angle)))


PLANES = [
    # tilt about the patient's left-right axis, plane, name
    (0, Orientation.AXIAL, "axial"),
    (4, Orientation.AXIAL, "axial"),
    (20, Orientation.AXIAL, "oblique axial 20°"),
    (70, Orientation.CORONAL, "oblique coronal 20°"),
    (90, Orientation.CORONAL, "coronal"),
]


@pytest.mark.parametrize(("degrees", "nearest", "name"), PLANES)
def test_planes(degrees: float, nearest: Orientation, name: str) -> None:
    assert plane(turned(degrees))[0] is nearest
    assert plane_name(turned(degrees)) == name


def test_a_sagittal_plane() -> None:
    assert plane_name(stacked([(0, 0, 0)], (0, 1, 0, 0, 0, -1))) == "sagittal"
