"""Phantoms for planes: volumes filled from a function of the place, on any stack of slices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.geometry import FloatArray, Geometry, Vector, lps_from_kji, normal
from recist.imaging.series import Series, Slice
from recist.imaging.slices import slice_geometry
from recist.imaging.volume import Volume
from tests.imaging.volumes import series_of, volume_of

Field = Callable[[FloatArray], FloatArray]
ALONG_X: Vector = (1.0, 0.0, 0.0)
ALONG_Y: Vector = (0.0, 1.0, 0.0)
ALONG_Z: Vector = (0.0, 0.0, 1.0)


def linear(points_lps_mm: FloatArray) -> FloatArray:
    """2x + 3y − 4z + 100, so that a mix-up of axes shows."""
    return np.asarray(points_lps_mm @ np.array([2.0, 3.0, -4.0]) + 100.0)


def grid(
    axes: tuple[Vector, Vector, Vector] = (ALONG_Z, ALONG_Y, ALONG_X),
    shape: tuple[int, int, int] = (12, 20, 16),
    spacing: Vector = (5.0, 2.0, 1.5),
    origin: Vector = (-11.0, -17.0, 40.0),
) -> Geometry:
    return Geometry(
        shape_kji=shape,
        spacing_kji_mm=spacing,
        origin_lps_mm=origin,
        axis_k=axes[0],
        axis_j=axes[1],
        axis_i=axes[2],
    )


def stack(geometry: Geometry, places: Sequence[float] | None = None) -> Series:
    """Return a series; ``places`` are the slices' own, in steps along the stack."""
    steps = np.arange(geometry.shape_kji[0]) if places is None else np.array(places)
    geometry = replace(geometry, shape_kji=(len(steps), *geometry.shape_kji[1:]))
    across = np.asarray(normal(geometry))
    slices = []
    for k, step in enumerate(steps):
        x, y, z = lps_from_kji(geometry, np.array([step, 0.0, 0.0]))
        slices.append(
            Slice(
                image=f"1.2.{k}",
                file="f",
                frame=k,
                position_mm=float(across @ np.array([x, y, z])),
                origin_lps_mm=(float(x), float(y), float(z)),
            )
        )
    series = series_of(geometry=geometry, slices=tuple(slices))
    return replace(series, shape_kji=geometry.shape_kji, frame_of_reference="1.9")


def filled(series: Series, field: Field, kind: Any = np.float32) -> Volume:
    """Return a volume with the field's value at each voxel's true place."""
    stored = [field(places(slice_geometry(series, k)))[0] for k in range(len(series.slices))]
    values: NDArray[Any] = np.stack(stored)
    if np.dtype(kind).kind in "iu":
        values = np.rint(values)
    return volume_of(values.astype(kind), series=series)


def places(geometry: Geometry) -> FloatArray:
    """Return the LPS position of every pixel; shape (planes, rows, columns, 3)."""
    kji = np.stack(np.meshgrid(*(np.arange(n) for n in geometry.shape_kji), indexing="ij"), axis=-1)
    return lps_from_kji(geometry, kji.astype(np.float64))


def well_inside(series: Series, points_lps_mm: FloatArray) -> NDArray[np.bool_]:
    """Say which points lie between the outermost voxels' centres of every slice near them."""
    whole = series.geometry
    assert whole is not None
    origins = np.array([one.origin_lps_mm for one in series.slices])
    across = np.asarray(normal(whole))
    positions = origins @ across
    through = points_lps_mm @ across
    inside = (through >= positions[0]) & (through <= positions[-1])
    for axis, mm, count in (
        (whole.axis_j, whole.spacing_kji_mm[1], whole.shape_kji[1]),
        (whole.axis_i, whole.spacing_kji_mm[2], whole.shape_kji[2]),
    ):
        starts = np.interp(through, positions, origins @ np.asarray(axis))
        beside = (points_lps_mm @ np.asarray(axis) - starts) / mm
        # A shifted neighbour may end up to two pixels earlier.
        inside &= (beside >= 2) & (beside <= count - 3)
    return np.asarray(inside)
