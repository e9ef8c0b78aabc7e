"""Planes through analytic phantoms: every pixel has the value of its place in the patient."""

from dataclasses import replace

import numpy as np
import pytest

from recist.imaging.cuts import (
    Cut,
    Projection,
    Slab,
    nearest_plane,
    oblique_cut,
    plane_count,
    plane_geometry,
    straight_cuts,
    uncuttable,
)
from recist.imaging.geometry import FloatArray, Vector, normal
from recist.imaging.orientation import Orientation
from recist.imaging.reslice import blank_of, plane_pixels, plane_value
from recist.imaging.series import Series
from recist.imaging.volume import Volume
from tests.imaging.planes import (
    ALONG_X,
    ALONG_Y,
    ALONG_Z,
    filled,
    grid,
    linear,
    places,
    stack,
    well_inside,
)
from tests.imaging.volumes import series_of, volume_of

C20, S20 = float(np.cos(np.radians(20))), float(np.sin(np.radians(20)))
FEET: Vector = (0.0, 0.0, -1.0)
TILTED = (ALONG_Z, (0.0, C20, S20), ALONG_X)
SLANTED = ((0.0, -S20, C20), (0.0, C20, S20), ALONG_X)
MEAN, MOST = Projection.MEAN, Projection.MAXIMUM

STACKS = [
    pytest.param(stack(grid()), id="axial, rows and columns not alike"),
    pytest.param(stack(grid((ALONG_Y, FEET, ALONG_X))), id="coronal as acquired"),
    pytest.param(stack(grid((ALONG_X, FEET, ALONG_Y))), id="sagittal as acquired"),
    pytest.param(stack(grid((FEET, ALONG_Y, (-1.0, 0.0, 0.0)))), id="from head to feet, mirrored"),
    pytest.param(stack(grid(SLANTED)), id="oblique as acquired"),
    pytest.param(stack(grid(TILTED)), id="tilted gantry"),
    pytest.param(stack(grid(), [0, 1, 2, 3.4, 4, 5, 6.2, 7]), id="uneven"),
    pytest.param(stack(grid(), [0, 1, 2, 4, 5, 6]), id="one slice missing"),
    pytest.param(stack(grid(TILTED), [0, 1, 2, 4, 5, 6.3]), id="tilted and uneven"),
]


def turned_cut(series: Series, point: Vector) -> Cut:
    """Return planes at an angle to every axis."""
    right = np.array([0.8, 0.48, 0.36])
    down = np.cross([-0.6, 0.64, 0.48], right)
    r, d = (tuple(float(n) for n in one / np.linalg.norm(one)) for one in (right, down))
    return oblique_cut(series, point, r, d)  # type: ignore[arg-type]


def every_cut(series: Series) -> dict[str, Cut | None]:
    middle = places(series.geometry).mean(axis=(0, 1, 2))  # type: ignore[arg-type]
    point = (float(middle[0]), float(middle[1]), float(middle[2]))
    found: dict[str, Cut | None] = {one.value: cut for one, cut in straight_cuts(series).items()}
    return found | {"oblique": turned_cut(series, point)}


@pytest.mark.parametrize("series", STACKS)
@pytest.mark.parametrize("name", ["axial", "coronal", "sagittal", "oblique"])
@pytest.mark.parametrize("slab", [None, Slab(projection=MEAN, thickness_mm=6.0)])
def test_a_linear_field_comes_out_at_every_pixels_place(
    series: Series, name: str, slab: Slab | None
) -> None:
    volume, cut = filled(series, linear), every_cut(series)[name]
    seen = 0
    for k in range(plane_count(series, cut)):
        geometry = plane_geometry(series, cut, k)
        shown, at = plane_pixels(volume, cut, k, slab), places(geometry)[0]
        sure = well_inside(series, at)
        for side in (-1, 1) if slab else ():
            sure &= well_inside(series, at + side * 3.0 * np.asarray(normal(geometry)))
        # What is blank between slices that are far apart is looked at below.
        sure &= ~np.isnan(shown)
        np.testing.assert_allclose(shown[sure], linear(at)[sure], atol=2e-3)
        seen += int(sure.sum())
    assert seen > 300


@pytest.mark.parametrize("series", STACKS)
def test_the_pixel_that_is_probed_is_the_one_that_is_shown(series: Series) -> None:
    volume = filled(series, linear, np.int16)
    for cut in every_cut(series).values():
        for slab in (
            None,
            Slab(projection=MEAN, thickness_mm=7),
            Slab(projection=MOST, thickness_mm=7),
        ):
            k = plane_count(series, cut) // 2
            shown = plane_pixels(volume, cut, k, slab)
            rows, columns = shown.shape
            for ji in ((rows // 2, columns // 2), (rows // 3, columns // 2), (0, 0)):
                value = plane_value(volume, cut, k, ji, slab)
                if value is None:
                    assert shown[ji] == blank_of(volume)
                else:
                    assert value == pytest.approx(
                        float(shown[ji]), abs=1.0
                    )  # a half is rounded either way
            assert plane_value(volume, cut, k, (rows, 0), slab) is None


def test_an_even_stack_gives_views_of_its_own_memory() -> None:
    series = stack(grid())
    volume = filled(series, linear, np.int16)
    for cut in straight_cuts(series).values():
        assert np.shares_memory(plane_pixels(volume, cut, 3), volume.stored_kji)


@pytest.mark.parametrize("series", STACKS)
def test_the_three_planes_are_those_of_the_body_they_are_nearest_to(series: Series) -> None:
    for orientation, cut in straight_cuts(series).items():
        across = normal(plane_geometry(series, cut, 0))
        assert np.argmax(np.abs(across)) == list(Orientation).index(orientation)


def test_a_tilted_stack_is_cut_along_the_table() -> None:
    cuts = straight_cuts(stack(grid(TILTED)))
    assert cuts[Orientation.AXIAL] is None
    for orientation, expected in ((Orientation.CORONAL, ALONG_Y), (Orientation.SAGITTAL, ALONG_X)):
        cut = cuts[orientation]
        assert cut is not None
        np.testing.assert_allclose(np.abs(normal(cut.grid)), expected, atol=1e-12)


def test_further_than_one_step_from_any_slice_is_blank() -> None:
    series = stack(grid(shape=(6, 20, 16)), [0, 1, 5, 6])
    volume, cut = filled(series, linear, np.int16), straight_cuts(series)[Orientation.CORONAL]
    assert cut is not None
    shown, at = plane_pixels(volume, cut, 8), places(plane_geometry(series, cut, 8))[0]
    steps = (at[:, 8, 2] - 40.0) / 5.0
    blank = shown[:, 8] == blank_of(volume)
    # Slices lie at 0, 1, 5 and 6; the outermost are half a step thick to the outside.
    expected = ((steps > 2.01) & (steps < 3.99)) | (steps < -0.5) | (steps > 6.5)
    assert blank.tolist() == expected.tolist()
    assert (expected.sum(), (~expected).sum()) == (7, 16)


@pytest.mark.parametrize("padding", [(-2000.0, -2000.0), None])
def test_padding_is_never_mixed_into_tissue(padding: tuple[float, float] | None) -> None:
    series = stack(grid())
    stored = np.full(series.shape_kji, 50, dtype=np.int16 if padding else np.float32)
    stored[:, :, :8] = -2000 if padding else np.nan
    volume = volume_of(stored, padding=padding, series=series)
    point = (1.0, 2.0, 65.0)
    r = float(np.sqrt(0.5))
    slanted = oblique_cut(series, point, (r, r, 0.0), FEET)
    cuts = [*straight_cuts(series).values(), slanted, turned_cut(series, point)]
    for cut in cuts:
        k = nearest_plane(series, cut, point)
        assert k is not None
        for slab in (
            None,
            Slab(projection=MEAN, thickness_mm=8),
            Slab(projection=MOST, thickness_mm=8),
        ):
            shown = plane_pixels(volume, cut, k, slab)
            found = set(shown[~np.isnan(shown)].tolist())
            assert 50 in found
            assert found <= ({50, -2000} if padding else {50})


@pytest.mark.parametrize(
    ("series", "name"),
    [
        (stack(grid(shape=(40, 80, 90), spacing=(2.0, 1.0, 0.8), origin=(-36, -40, -40))), name)
        for name in ("axial", "coronal", "sagittal", "oblique")
    ]
    + [
        (stack(grid(TILTED, (60, 80, 90), (2.0, 1.0, 0.8), (-36, -40, -70))), "coronal"),
        (stack(grid(TILTED, (60, 80, 90), (2.0, 1.0, 0.8), (-36, -40, -70))), "sagittal"),
    ],
)
def test_a_sphere_is_as_wide_in_every_plane(series: Series, name: str) -> None:
    def sphere(points: FloatArray) -> FloatArray:
        off = np.linalg.norm(points, axis=-1) - 20.0
        return np.asarray(np.clip(500.0 - 500.0 * off, 0.0, 1000.0))

    volume = filled(series, sphere, np.int16)
    cut = turned_cut(series, (0, 0, 0)) if name == "oblique" else every_cut(series)[name]
    k = nearest_plane(series, cut, (0.0, 0.0, 0.0))
    assert k is not None
    geometry = plane_geometry(series, cut, k)
    pixel_mm2 = geometry.spacing_kji_mm[1] * geometry.spacing_kji_mm[2]
    shown = plane_pixels(volume, cut, k).astype(np.float64)
    area_mm2 = np.clip(shown, 0, 1000).sum() / 1000.0 * pixel_mm2
    off = float(np.asarray(geometry.origin_lps_mm) @ np.asarray(normal(geometry)))
    expected = 2.0 * np.sqrt(20.0**2 - off**2)
    assert 2.0 * np.sqrt(area_mm2 / np.pi) == pytest.approx(expected, abs=0.15)


LINE_AT_MM = 3.0


def thin_line(points: FloatArray) -> FloatArray:
    """Return a bright plate one voxel thick at y = 3 mm."""
    return np.where(np.abs(points[..., 1] - LINE_AT_MM) < 0.5, 1000.0, 0.0)


@pytest.mark.parametrize(
    ("projection", "thickness_mm", "at_mm", "expected"),
    [
        pytest.param(MOST, 10.0, 3.0, 1000, id="MIP through it"),
        pytest.param(MOST, 10.0, 8.0, 1000, id="MIP, at the slab's face"),
        pytest.param(MOST, 10.0, 9.0, 0, id="MIP beside it"),
        pytest.param(MEAN, 10.0, 3.0, 100, id="mean: one of ten millimetres"),
        pytest.param(MEAN, 5.0, 3.0, 200, id="mean: one of five"),
        pytest.param(MEAN, 10.0, 8.0, 50, id="mean: half of it in the slab"),
        pytest.param(MEAN, 10.0, 9.0, 0, id="mean beside it"),
    ],
)
def test_a_slab_over_a_thin_plate(
    projection: Projection, thickness_mm: float, at_mm: float, expected: int
) -> None:
    geometry = grid(shape=(8, 40, 16), spacing=(5.0, 1.0, 1.0), origin=(0.0, -20.0, 0.0))
    series = stack(geometry)
    cut = straight_cuts(series)[Orientation.CORONAL]
    k = nearest_plane(series, cut, (8.0, at_mm, 20.0))
    assert k is not None
    slab = Slab(projection=projection, thickness_mm=thickness_mm)
    assert (plane_pixels(filled(series, thin_line, np.int16), cut, k, slab) == expected).all()


@pytest.mark.parametrize(("slope", "expected"), [(1.0, 30), (-1.0, 0)])
def test_the_maximum_is_that_of_the_value_not_of_what_is_stored(
    slope: float, expected: int
) -> None:
    series = stack(grid(shape=(4, 20, 16)))
    stored = np.broadcast_to(10 * np.arange(4)[:, None, None], series.shape_kji)
    volume = volume_of(stored.astype(np.int16), slope=slope, series=series)
    slab = Slab(projection=MOST, thickness_mm=40)
    assert (plane_pixels(volume, None, 1, slab) == expected).all()


@pytest.mark.parametrize("kind", [np.uint8, np.int16, np.uint16, np.int32, np.float32])
def test_the_type_and_what_the_values_mean_stay(kind: type) -> None:
    volume = replace(
        filled(stack(grid()), lambda at: at[..., 2], kind), slope=2.0, intercept=-5.0, inverted=True
    )
    cut = turned_cut(volume.series, (0.0, 2.0, 65.0))
    k = nearest_plane(volume.series, cut, (0.0, 2.0, 65.0))
    assert k is not None
    shown = plane_pixels(volume, cut, k)
    assert shown.dtype == np.dtype(kind)
    row, column = (round(-n / cut.grid.spacing_kji_mm[1]) for n in _offset(cut, k))
    assert plane_value(volume, cut, k, (row, column)) == pytest.approx(2 * 65 - 5, abs=1e-3)


def _offset(cut: Cut, k: int) -> tuple[float, float]:
    start = places(replace(cut.grid, shape_kji=(k + 1, 1, 1)))[k, 0, 0] - [0.0, 2.0, 65.0]
    return float(start @ np.asarray(cut.grid.axis_j)), float(start @ np.asarray(cut.grid.axis_i))


def test_slices_that_have_not_arrived_are_blank_and_come_in() -> None:
    whole = filled(stack(grid()), linear, np.int16)
    arrived = np.zeros(12, dtype=np.bool_)
    arrived[6] = True
    volume = replace(whole, arrived=arrived)
    slab = Slab(projection=MEAN, thickness_mm=4)
    for name, cut in every_cut(whole.series).items():
        for thick in (None, slab):
            if name == "axial" and thick is None:
                continue
            k = nearest_plane(whole.series, cut, (0.0, 2.0, 70.0))
            assert k is not None
            arrived[:] = np.arange(12) == 6
            before = plane_pixels(volume, cut, k, thick)
            arrived[:] = True
            after = plane_pixels(volume, cut, k, thick)
            assert (before == blank_of(volume)).mean() > 0.5 or name == "axial"
            np.testing.assert_array_equal(after, plane_pixels(whole, cut, k, thick))


@pytest.mark.parametrize(
    ("series", "expected"),
    [
        (stack(grid()), ""),
        (
            series_of(geometry=None, count=5),
            "No other planes: this series has no trusted millimetres",
        ),
        (series_of(), "No other planes: this series is a single slice"),
    ],
)
def test_what_cannot_be_cut_says_why(series: Series, expected: str) -> None:
    assert uncuttable(series) == expected


def test_a_volume_that_is_not_in_one_piece_is_read_all_the_same() -> None:
    volume: Volume = filled(stack(grid()), linear, np.int16)
    turned = replace(volume, stored_kji=np.asfortranarray(volume.stored_kji))
    cut = turned_cut(volume.series, (0.0, 2.0, 65.0))
    np.testing.assert_array_equal(plane_pixels(turned, cut, 20), plane_pixels(volume, cut, 20))
