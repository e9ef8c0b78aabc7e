"""Outlines on slices: the even-odd rule, holes, and what lies beside the slices."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from recist.imaging.contours import contours_on_slices, fill_even_odd
from recist.imaging.geometry import Geometry, Vector
from recist.imaging.segmentation import Contour
from recist.imaging.series import Series, Slice
from tests.imaging.volumes import series_of

GRID = Geometry(
    shape_kji=(3, 6, 8),
    spacing_kji_mm=(5, 2, 1),
    origin_lps_mm=(10, 20, 30),
    axis_k=(0, 0, 1),
    axis_j=(0, 1, 0),
    axis_i=(1, 0, 0),
)


def stack(grid: Geometry = GRID, positions_mm: tuple[float, ...] = (30, 35, 40)) -> Series:
    """Return a series of axial slices at these places."""
    slices = tuple(
        Slice(
            image=str(k),
            file="f",
            frame=k,
            position_mm=z,
            origin_lps_mm=(grid.origin_lps_mm[0], grid.origin_lps_mm[1], z),
        )
        for k, z in enumerate(positions_mm)
    )
    series = series_of(count=len(slices), geometry=grid, slices=slices)
    return replace(series, shape_kji=(len(slices), *grid.shape_kji[1:]))


def outline(*ij: tuple[float, float], z: float = 35, name: str = "contour 1 of lesion") -> Contour:
    """Return a contour through column and row fractions of the grid above."""
    points = [(10 + i, 20 + 2 * j, z) for i, j in ij]
    return Contour(name=name, points_lps_mm=np.array(points, dtype=float))


def square(low: float, high: float, z: float = 35, name: str = "contour 1 of lesion") -> Contour:
    return outline((low, low), (high, low), (high, high), (low, high), z=z, name=name)


def picture(mask: NDArray[np.bool_]) -> list[str]:
    return ["".join("#" if inside else "." for inside in row) for row in mask]


FILLED = [
    # outlines (row, column), which pixels they hold
    ([[(0.5, 0.5), (0.5, 3.5), (2.5, 3.5), (2.5, 0.5)]], ["......", ".###..", ".###..", "......"]),
    # The way round does not matter.
    ([[(2.5, 0.5), (2.5, 3.5), (0.5, 3.5), (0.5, 0.5)]], ["......", ".###..", ".###..", "......"]),
    # An outline within another is a hole.
    (
        [
            [(-0.5, -0.5), (-0.5, 4.5), (3.5, 4.5), (3.5, -0.5)],
            [(0.5, 0.5), (0.5, 2.5), (2.5, 2.5), (2.5, 0.5)],
        ],
        ["#####.", "#..##.", "#..##.", "#####."],
    ),
    # So is a way in and the same way out.
    (
        [
            [
                (-0.5, -0.5), (-0.5, 4.5), (3.5, 4.5), (3.5, -0.5), (1.5, -0.5),
                (1.5, 0.5), (2.5, 0.5), (2.5, 2.5), (0.5, 2.5), (0.5, 0.5), (1.5, 0.5),
                (1.5, -0.5),
            ]
        ],
        ["#####.", "#..##.", "#..##.", "#####."],
    ),
    # Centres on the line belong to the lower side only: neighbours share no pixel.
    ([[(0, 0), (0, 2), (2, 2), (2, 0)]], [".##...", ".##...", "......", "......"]),
    ([[(0, 2), (0, 4), (2, 4), (2, 2)]], ["...##.", "...##.", "......", "......"]),
    # What leads beyond the image is cut off.
    ([[(-9, -9), (-9, 1.5), (1.5, 1.5), (1.5, -9)]], ["##....", "##....", "......", "......"]),
    ([[(1.5, 3.5), (1.5, 1e6), (1e6, 1e6), (1e6, 3.5)]], ["......", "......", "....##", "....##"]),
    # The sloping side of a triangle crosses the rows at -0.025, 0.925, 1.875 and 2.825.
    ([[(-0.5, -0.5), (3.5, -0.5), (3.5, 3.3)]], ["......", "#.....", "##....", "###..."]),
]  # fmt: skip


@pytest.mark.parametrize(("outlines", "expected"), FILLED)
def test_even_odd_rule(outlines: list[list[tuple[float, float]]], expected: list[str]) -> None:
    found = fill_even_odd([np.array(one, dtype=float) for one in outlines], (4, 6))
    assert picture(found) == expected


def test_a_mask_is_cut_to_the_outline_and_keeps_its_place() -> None:
    mask, reasons = contours_on_slices([square(1.5, 3.5)], stack())
    assert reasons == ()
    assert mask is not None
    assert (mask.start_kji, mask.values_kji.shape) == ((1, 2, 2), (1, 2, 2))
    assert mask.values_kji.all()
    assert list(mask.origins_lps_mm) == [(12, 24, 35)]
    assert mask.geometry == replace(GRID, shape_kji=(1, 2, 2), origin_lps_mm=(12, 24, 35))


def test_a_hole_is_a_hole() -> None:
    mask, reasons = contours_on_slices([square(0.5, 5.5), square(1.5, 3.5)], stack())
    assert reasons == ()
    assert mask is not None
    assert int(mask.values_kji.sum()) == 25 - 4


BESIDE = [
    # z of the outline, slice it falls to, code
    (35, 1, None),
    (37.4, 1, None),
    (37.6, 2, None),
    (27.6, 0, None),
    (42.5, 2, None),
    (42.6, None, "contour-off-slices"),
    (27.4, None, "contour-off-slices"),
]


@pytest.mark.parametrize(("z", "k", "code"), BESIDE)
def test_an_outline_belongs_to_the_slice_within_half_a_step(
    z: float, k: int | None, code: str | None
) -> None:
    mask, reasons = contours_on_slices([square(1.5, 3.5, z=z, name="contour 7 of node")], stack())
    assert (None if mask is None else mask.start_kji[0]) == k
    assert [one.code for one in reasons] == ([] if code is None else [code])
    assert all("contour 7 of node" in one.message for one in reasons)


def test_in_the_gap_of_an_uneven_stack_nothing_is_drawn() -> None:
    uneven = stack(positions_mm=(30, 35, 50))
    mask, reasons = contours_on_slices([square(1.5, 3.5, z=42)], uneven)
    assert (mask, [one.code for one in reasons]) == (None, ["contour-off-slices"])
    mask, reasons = contours_on_slices([square(1.5, 3.5, z=50)], uneven)
    assert reasons == ()
    assert mask is not None
    assert list(mask.origins_lps_mm) == [(12, 24, 50)]


def test_of_two_planes_at_one_slice_the_nearer_counts() -> None:
    near, far = square(1.5, 3.5, z=35.2), square(0.5, 5.5, z=36, name="contour 2 of lesion")
    mask, reasons = contours_on_slices([far, near], stack())
    assert mask is not None
    assert int(mask.values_kji.sum()) == 4
    assert [one.code for one in reasons] == ["contour-between-slices"]
    assert "contour 2 of lesion" in reasons[0].message


def test_an_outline_that_crosses_the_slices_is_left_out() -> None:
    tilted = np.array([(12, 24, 34), (14, 24, 34), (14, 28, 36), (12, 28, 36)], dtype=float)
    given = Contour(name="contour 3 of lesion", points_lps_mm=tilted)
    mask, reasons = contours_on_slices([given], stack())
    assert mask is None
    assert [one.code for one in reasons] == ["contour-across-slices"]
    assert "contour 3 of lesion" in reasons[0].message


def test_an_outline_beyond_the_image_is_cut_off_and_said_to_be() -> None:
    mask, reasons = contours_on_slices([square(3.5, 9.5)], stack())
    assert [one.code for one in reasons] == ["contour-outside-image"]
    assert mask is not None
    # Rows 4 and 5, columns 4 to 7.
    assert (mask.start_kji, mask.values_kji.shape) == ((1, 4, 4), (1, 2, 4))


def test_a_series_without_millimetres_takes_no_outline() -> None:
    with pytest.raises(ValueError, match="no millimetres"):
        contours_on_slices([square(1.5, 3.5)], series_of(geometry=None))


TURNS: list[tuple[Vector, Vector, Vector]] = [
    # axes along slices, rows and columns: coronal, sagittal, a plane turned by 30 degrees
    ((0, 1, 0), (0, 0, -1), (1, 0, 0)),
    ((1, 0, 0), (0, 0, -1), (0, 1, 0)),
    ((0, -0.5, 0.75**0.5), (0, 0.75**0.5, 0.5), (1, 0, 0)),
]


@pytest.mark.parametrize(("axis_k", "axis_j", "axis_i"), TURNS)
def test_outlines_in_any_plane(axis_k: Vector, axis_j: Vector, axis_i: Vector) -> None:
    grid = replace(GRID, axis_k=axis_k, axis_j=axis_j, axis_i=axis_i)
    steps = np.column_stack([np.multiply(axis_k, 5), np.multiply(axis_j, 2), axis_i])
    start = np.asarray(grid.origin_lps_mm)
    slices = tuple(
        Slice(
            image=str(k),
            file="f",
            frame=k,
            position_mm=float((start + steps @ (k, 0, 0)) @ np.asarray(axis_k)),
            origin_lps_mm=tuple((start + steps @ (k, 0, 0)).tolist()),
        )
        for k in range(3)
    )
    series = series_of(count=3, geometry=grid, slices=slices)
    corners = [(2, 1.5, 2.5), (2, 1.5, 4.5), (2, 3.5, 4.5), (2, 3.5, 2.5)]
    points = start + np.array(corners) @ steps.T
    mask, reasons = contours_on_slices([Contour(name="one", points_lps_mm=points)], series)
    assert reasons == ()
    assert mask is not None
    assert (mask.start_kji, mask.values_kji.shape) == ((2, 2, 3), (1, 2, 2))
    np.testing.assert_allclose(mask.origins_lps_mm[0], start + steps @ (2, 2, 3))
