"""Planes through a volume as stacks of their own: across it, or at any angle."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from recist.imaging.geometry import FloatArray, Geometry, Vector, lps_from_kji, normal
from recist.imaging.orientation import Orientation, plane
from recist.imaging.series import Series
from recist.imaging.slices import nearest_slice, slice_geometry
from recist.imaging.stack import DRIFT_MM, UNEVEN_MM, UNEVEN_SHARE

NO_MM = "No other planes: this series has no trusted millimetres"
ONE_SLICE = "No other planes: this series is a single slice"
# A grid with more pixels a side costs more time than it shows detail.
MOST_PIXELS = 768
# A corner of the volume that lies on a pixel's centre by all but rounding belongs to it.
ROUNDING = 1e-6


class Projection(StrEnum):
    """What a thick slab shows of the values through it."""

    MEAN = "mean"
    MAXIMUM = "MIP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slab:
    """A plane thickened to both sides alike.

    Attributes
    ----------
    projection : Projection
        Mean or maximum.
    thickness_mm : float
        Along the plane's normal.
    """

    projection: Projection
    thickness_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Parallel planes through a volume, as a stack of their own.

    Attributes
    ----------
    grid : Geometry
        Where their pixels are: k counts the planes, along their normal.
    across : int or None
        The index of the volume (1 for rows, 2 for columns) that k counts, where every pixel is
        a voxel; then rows are the volume's slices. None where values are interpolated.
    """

    grid: Geometry
    across: int | None = None


def uncuttable(series: Series) -> str:
    """Say why a series has no planes but its own slices; empty where it has."""
    if series.geometry is None:
        return NO_MM
    return ONE_SLICE if len(series.slices) < 2 else ""


def straight_cuts(series: Series) -> dict[Orientation, Cut | None]:
    """Return the three planes along a volume's own axes, by the plane of the body each is nearest.

    None stands for the acquired slices, which are taken as they are. The others stand upright on
    them: along the stack and along a row or a column. Where the gantry was tilted they hold the
    direction of the table, so that the shear is undone.

    Raises
    ------
    ValueError
        If the series has no trusted millimetres.
    """
    whole = _geometry(series)
    acquired, _ = plane(whole)
    if is_even(series):
        by_row, by_column = _voxels(whole, 1), _voxels(whole, 2)
    else:
        along, down, right = _upright(whole)
        middle = _middle(whole)
        by_row = Cut(grid=_grid(series, middle, right, along))
        by_column = Cut(grid=_grid(series, middle, down, along))
    first, second = (one for one in Orientation if one is not acquired)
    as_named = _agreement(by_row, first) + _agreement(by_column, second)
    exchanged = _agreement(by_row, second) + _agreement(by_column, first)
    if exchanged > as_named:
        first, second = second, first
    return {acquired: None, first: by_row, second: by_column}


def oblique_cut(series: Series, point_lps_mm: Vector, right: Vector, down: Vector) -> Cut:
    """Return planes at any angle, one of them through a point.

    Parameters
    ----------
    series : Series
        A series with a geometry.
    point_lps_mm : Vector
        Lies on a pixel's centre of one of the planes.
    right, down : Vector
        Unit vectors along a row and down a column, at a right angle. Pixels are square and as
        fine as the finer side of the acquired ones, if they are not too many.

    Raises
    ------
    ValueError
        If the series has no trusted millimetres.
    """
    return Cut(grid=_grid(series, point_lps_mm, right, down))


def plane_geometry(series: Series, cut: Cut | None, k: int) -> Geometry:
    """Return where the pixels of one plane are; shape (1, rows, columns).

    ``cut`` None means acquired slice ``k``, with its exact origin.
    """
    if cut is None:
        return slice_geometry(series, k)
    x, y, z = lps_from_kji(cut.grid, np.array([k, 0, 0]))
    shape = (1, *cut.grid.shape_kji[1:])
    return replace(cut.grid, shape_kji=shape, origin_lps_mm=(float(x), float(y), float(z)))


def plane_count(series: Series, cut: Cut | None) -> int:
    """Return how many planes there are."""
    return len(series.slices) if cut is None else cut.grid.shape_kji[0]


def nearest_plane(series: Series, cut: Cut | None, point_lps_mm: Vector) -> int | None:
    """Return the plane nearest to a point, the first or last one beyond them, None without mm."""
    if cut is None:
        return nearest_slice(series, point_lps_mm)
    way = np.subtract(point_lps_mm, cut.grid.origin_lps_mm)
    k = round(float(way @ np.asarray(normal(cut.grid))) / cut.grid.spacing_kji_mm[0])
    return min(max(k, 0), cut.grid.shape_kji[0] - 1)


def origins_of(series: Series) -> FloatArray:
    """Return the true centre of each slice's first voxel; shape (slices, 3), LPS mm."""
    origins = [one.origin_lps_mm for one in series.slices]
    if any(one is None for one in origins):
        steps = np.zeros((len(origins), 3))
        steps[:, 0] = np.arange(len(origins))
        return lps_from_kji(_geometry(series), steps)
    return np.array(origins, dtype=np.float64)


def is_even(series: Series) -> bool:
    """Say whether every slice lies on the regular grid, and that is at right angles.

    What a header rounds off, to a tenth of a millimetre, is no unevenness.
    """
    whole = _geometry(series)
    across = np.asarray(normal(whole))
    step_mm = whole.spacing_kji_mm[0]
    if float(across @ np.asarray(whole.axis_k)) < 1.0 - ROUNDING:
        return False
    steps = step_mm * np.arange(len(series.slices))[:, None] * np.asarray(whole.axis_k)
    off = origins_of(series) - np.asarray(whole.origin_lps_mm) - steps
    through = off @ across
    beside = np.linalg.norm(off - through[:, None] * across, axis=1)
    tolerance = max(UNEVEN_MM, UNEVEN_SHARE * step_mm)
    return bool(np.abs(through).max() <= tolerance and beside.max() <= DRIFT_MM)


def _geometry(series: Series) -> Geometry:
    if series.geometry is None:
        raise ValueError("a series without geometry has no planes in millimetres")
    return series.geometry


def _voxels(whole: Geometry, across: int) -> Cut:
    """Return the planes whose pixels are the voxels themselves, with the slices as rows."""
    axes = (whole.axis_k, whole.axis_j, whole.axis_i)
    order = (across, 0, 3 - across)
    shape, spacing = whole.shape_kji, whole.spacing_kji_mm
    grid = Geometry(
        shape_kji=(shape[order[0]], shape[order[1]], shape[order[2]]),
        spacing_kji_mm=(spacing[order[0]], spacing[order[1]], spacing[order[2]]),
        origin_lps_mm=whole.origin_lps_mm,
        axis_k=axes[order[0]],
        axis_j=axes[order[1]],
        axis_i=axes[order[2]],
    )
    return Cut(grid=grid, across=across)


def _upright(whole: Geometry) -> tuple[Vector, Vector, Vector]:
    """Return the direction of the stack, and those of columns and rows made square to it."""
    along = np.asarray(whole.axis_k)
    right = np.asarray(whole.axis_i) - np.dot(whole.axis_i, along) * along
    right = right / np.linalg.norm(right)
    down = np.cross(along, right)
    down = down if float(down @ np.asarray(whole.axis_j)) >= 0 else -down
    return _vector(along), _vector(down), _vector(right)


def _grid(series: Series, point_lps_mm: Vector, right: Vector, down: Vector) -> Geometry:
    """Return a grid of square pixels that holds the whole volume and has a pixel on the point."""
    axes = np.stack([np.cross(right, down), np.asarray(down), np.asarray(right)])
    corners = (_corners(series) - np.asarray(point_lps_mm)) @ axes.T
    low, high = corners.min(axis=0), corners.max(axis=0)
    finest = min(_geometry(series).spacing_kji_mm[1:])
    step_mm = max(finest, float((high - low)[1:].max()) / MOST_PIXELS)
    first = np.ceil(low / step_mm - ROUNDING)
    last = np.maximum(np.floor(high / step_mm + ROUNDING), first)
    count = (last - first).astype(int) + 1
    return Geometry(
        shape_kji=(int(count[0]), int(count[1]), int(count[2])),
        spacing_kji_mm=(step_mm, step_mm, step_mm),
        origin_lps_mm=_vector(np.asarray(point_lps_mm) + step_mm * first @ axes),
        axis_k=_vector(axes[0]),
        axis_j=_vector(axes[1]),
        axis_i=_vector(axes[2]),
    )


def _corners(series: Series) -> FloatArray:
    """Return the outermost corners of every slice, half a voxel beyond the centres."""
    whole = _geometry(series)
    _, rows, columns = whole.shape_kji
    half = 0.5 * whole.spacing_kji_mm[0] * np.asarray(normal(whole))
    down = whole.spacing_kji_mm[1] * np.asarray(whole.axis_j)
    right = whole.spacing_kji_mm[2] * np.asarray(whole.axis_i)
    origins = origins_of(series)
    ends = [
        origins + row * down + column * right + side * half
        for row in (-0.5, rows - 0.5)
        for column in (-0.5, columns - 0.5)
        for side in (-1, 1)
    ]
    return np.concatenate(ends)


def _middle(whole: Geometry) -> Vector:
    return _vector(lps_from_kji(whole, (np.array(whole.shape_kji) - 1) / 2))


def _agreement(cut: Cut, orientation: Orientation) -> float:
    """Return how nearly a cut is a plane of the body: 1 where it is just that."""
    return abs(normal(cut.grid)[list(Orientation).index(orientation)])


def _vector(values: FloatArray) -> Vector:
    return float(values[0]), float(values[1]), float(values[2])
