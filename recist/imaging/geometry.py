"""Where voxels are: the one place that turns array indices into patient millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Vector = tuple[float, float, float]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A regular grid of voxels in patient space.

    Attributes
    ----------
    shape_kji : tuple of int
        Slices, rows, columns.
    spacing_kji_mm : Vector
        Length of the step to the next voxel along each axis: slices, down a column, along a
        row. DICOM's PixelSpacing is ``(spacing_kji_mm[1], spacing_kji_mm[2])``. The step
        between slices is their distance along the normal, or longer where the gantry is
        tilted. A single slice has no such step: its thickness stands there, 1 where that
        is not known.
    origin_lps_mm : Vector
        Centre of voxel ``(0, 0, 0)``.
    axis_k, axis_j, axis_i : Vector
        Unit vectors in LPS along growing slice, row and column index. They need not be
        mutually perpendicular: a tilted gantry shears ``axis_k``.
    """

    shape_kji: tuple[int, int, int]
    spacing_kji_mm: Vector
    origin_lps_mm: Vector
    axis_k: Vector
    axis_j: Vector
    axis_i: Vector


def matrix(geometry: Geometry) -> FloatArray:
    """Return the 3×3 matrix whose columns are the steps along k, j and i in LPS mm."""
    steps = (geometry.axis_k, geometry.axis_j, geometry.axis_i)
    columns = [
        np.multiply(axis, mm) for axis, mm in zip(steps, geometry.spacing_kji_mm, strict=True)
    ]
    return np.stack(columns, axis=1).astype(np.float64)


def lps_from_kji(geometry: Geometry, points_kji: FloatArray) -> FloatArray:
    """Turn voxel indices (any leading shape, last axis kji, fractions allowed) into LPS mm."""
    origin = np.asarray(geometry.origin_lps_mm)
    moved: FloatArray = np.asarray(points_kji, dtype=np.float64) @ matrix(geometry).T + origin
    return moved


@lru_cache(maxsize=256)
def normal(geometry: Geometry) -> Vector:
    """Return the unit normal of the slices, along growing slice index."""
    across = np.cross(geometry.axis_i, geometry.axis_j)
    sign = 1.0 if float(np.dot(across, geometry.axis_k)) >= 0 else -1.0
    unit = sign * across / np.linalg.norm(across)
    return float(unit[0]), float(unit[1]), float(unit[2])
