"""Outlines in the patient onto the slices of a series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recist.imaging.geometry import FloatArray, Geometry, Vector, normal
from recist.imaging.masks import Piece, cut_piece, join_pieces
from recist.imaging.segmentation import Contour, Mask
from recist.imaging.series import Series
from recist.imaging.slices import slice_geometry
from recist.imaging.verdict import Reason

# How far the points of one outline may lie off its plane, and outlines of one plane apart:
# coordinates are often written to a tenth of a millimetre.
SAME_PLANE_MM = 0.11


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A contour on its nearest slice, and how far before or behind it."""

    contour: Contour
    k: int
    offset_mm: float


def contours_on_slices(
    contours: Sequence[Contour], series: Series
) -> tuple[Mask | None, tuple[Reason, ...]]:
    """Fill the outlines of one segment on the slices of a series.

    A contour belongs to the slice whose plane is nearest, if it lies within half a step of it
    and its points are on one plane within 0.11 mm. Where contours of several planes fall to one
    slice, those of the nearest plane count. A voxel is inside if its centre is, by the even-odd
    rule over all contours of the plane, so that an outline within another is a hole
    (CLOSED_PLANAR and CLOSEDPLANAR_XOR, PS3.3 C.8.8.6.3).

    Returns
    -------
    mask : Mask or None
        Cut from the grid of the series; None if no voxel is inside.
    reasons : tuple of Reason
        For each contour that was left out or cut off, which one and why.

    Raises
    ------
    ValueError
        If the series has no trusted millimetres.
    """
    grid = series.geometry
    if grid is None:
        raise ValueError("a series without geometry has no millimetres")
    by_slice: dict[int, list[_Placed]] = defaultdict(list)
    reasons: list[Reason] = []
    for contour in contours:
        found = _place(contour, series, grid)
        if isinstance(found, Reason):
            reasons.append(found)
        else:
            by_slice[found.k].append(found)
    pieces: list[Piece | None] = []
    for k, placed in by_slice.items():
        kept, left_out = _nearest_plane(placed)
        outlines = [in_plane_ji(series, k, one.contour.points_lps_mm) for one in kept]
        pieces.append(cut_piece(k, fill_even_odd(outlines, grid.shape_kji[1:])))
        reasons += left_out
        reasons += _cut_off([one.contour for one in kept], outlines, grid)
    held = [piece for piece in pieces if piece is not None]
    return join_pieces(held, grid, origins_lps_mm=_origins(series)), tuple(reasons)


def slice_step_mm(grid: Geometry) -> float:
    """Return the distance between two slices along their normal."""
    return grid.spacing_kji_mm[0] * abs(float(np.dot(normal(grid), grid.axis_k)))


def in_plane_ji(series: Series, k: int, points_lps_mm: FloatArray) -> FloatArray:
    """Return points, moved onto slice ``k`` along its normal, as fractions of rows and columns."""
    plane = slice_geometry(series, k)
    steps = np.column_stack(
        [
            np.multiply(plane.axis_j, plane.spacing_kji_mm[1]),
            np.multiply(plane.axis_i, plane.spacing_kji_mm[2]),
        ]
    )
    found: FloatArray = (points_lps_mm - np.asarray(plane.origin_lps_mm)) @ np.linalg.pinv(steps).T
    return found


def fill_even_odd(
    outlines_ji: Sequence[FloatArray], shape_ji: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Return which pixels have their centre inside closed outlines by the even-odd rule.

    Every edge that crosses a row of centres turns over all pixels behind the crossing.

    Parameters
    ----------
    outlines_ji : sequence of ndarray, shape (points, 2)
        Corners in rows and columns; pixel (0, 0) has its centre at (0, 0).
    shape_ji : tuple of int
        Rows and columns.
    """
    rows, columns = shape_ji
    turns = np.zeros((rows, columns + 1), dtype=np.int32)
    for outline in outlines_ji:
        start, end = outline, np.roll(outline, -1, axis=0)
        # A row belongs to an edge from its upper end, included, to its lower, excluded.
        low = np.clip(np.ceil(np.minimum(start[:, 0], end[:, 0])), 0, rows).astype(int)
        high = np.clip(np.ceil(np.maximum(start[:, 0], end[:, 0])), 0, rows).astype(int)
        counts = high - low
        edge = np.repeat(np.arange(len(outline)), counts)
        row = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts - low, counts)
        run, rise = (end - start)[edge].T[::-1]
        crossing = start[edge, 1] + (row - start[edge, 0]) / rise * run
        behind = np.clip(np.floor(crossing) + 1, 0, columns).astype(int)
        np.add.at(turns, (row, behind), 1)
    found: NDArray[np.bool_] = (turns.cumsum(axis=1)[:, :columns] & 1).astype(np.bool_)
    return found


def _place(contour: Contour, series: Series, grid: Geometry) -> _Placed | Reason:
    positions = contour.points_lps_mm @ np.asarray(normal(grid))
    middle = float(positions.mean())
    if float(np.abs(positions - middle).max()) > SAME_PLANE_MM:
        spread = float(np.ptp(positions))
        message = f"{contour.name} is left out: it crosses the slices, over {spread:.2f} mm"
        return Reason(code="contour-across-slices", message=message)
    offsets = middle - np.array([one.position_mm for one in series.slices])
    k = int(np.argmin(np.abs(offsets)))
    offset = float(offsets[k])
    # Half a step, and what rounding of the coordinates adds to it.
    if abs(offset) > slice_step_mm(grid) / 2 + 1e-3:
        message = f"{contour.name} is left out: it lies {abs(offset):.2f} mm off the nearest slice"
        return Reason(code="contour-off-slices", message=message)
    return _Placed(contour=contour, k=k, offset_mm=offset)


def _nearest_plane(placed: Sequence[_Placed]) -> tuple[list[_Placed], list[Reason]]:
    best = min((one.offset_mm for one in placed), key=abs)
    kept = [one for one in placed if abs(one.offset_mm - best) <= SAME_PLANE_MM]
    return kept, [
        Reason(
            code="contour-between-slices",
            message=f"{one.contour.name} is left out: another plane is nearer to its slice",
        )
        for one in placed
        if abs(one.offset_mm - best) > SAME_PLANE_MM
    ]


def _cut_off(
    contours: Sequence[Contour], outlines_ji: Sequence[FloatArray], grid: Geometry
) -> list[Reason]:
    most = np.array(grid.shape_kji[1:]) - 0.5
    return [
        Reason(
            code="contour-outside-image",
            message=f"{contour.name} is cut off: it leads beyond the image",
        )
        for contour, outline in zip(contours, outlines_ji, strict=True)
        if np.any(outline < -0.5) or np.any(outline > most)
    ]


def _origins(series: Series) -> tuple[Vector, ...]:
    return tuple(slice_geometry(series, k).origin_lps_mm for k in range(len(series.slices)))
