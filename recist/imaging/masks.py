"""Planes of a segment into one mask, without ever holding the empty rest of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.geometry import Geometry, Vector, matrix
from recist.imaging.segmentation import Mask


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """What a segment holds in one slice, cut to the rectangle around it.

    ``row`` and ``column`` are where the rectangle begins, ``k`` is the slice.
    """

    k: int
    row: int
    column: int
    values_ji: NDArray[Any]


def cut_piece(k: int, plane_ji: NDArray[Any]) -> Piece | None:
    """Cut the plane of slice ``k`` to all that is not zero; None if all of it is."""
    rows = np.flatnonzero(plane_ji.any(axis=1))
    if rows.size == 0:
        return None
    top, below = int(rows[0]), int(rows[-1]) + 1
    columns = np.flatnonzero(plane_ji[top:below].any(axis=0))
    left, right = int(columns[0]), int(columns[-1]) + 1
    return Piece(k=k, row=top, column=left, values_ji=plane_ji[top:below, left:right].copy())


def box_of(pieces: Sequence[Piece]) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return where the box around pieces begins (k, row, column), and its shape."""
    start = (
        min(one.k for one in pieces),
        min(one.row for one in pieces),
        min(one.column for one in pieces),
    )
    end = (
        max(one.k for one in pieces) + 1,
        max(one.row + one.values_ji.shape[0] for one in pieces),
        max(one.column + one.values_ji.shape[1] for one in pieces),
    )
    return start, (end[0] - start[0], end[1] - start[1], end[2] - start[2])


def join_pieces(
    pieces: Sequence[Piece],
    geometry: Geometry,
    *,
    origins_lps_mm: Sequence[Vector] | None = None,
    full_value: int = 1,
) -> Mask | None:
    """Join the pieces of one segment; where two lie on each other, the greater value holds.

    Parameters
    ----------
    pieces : sequence of Piece
        None gives no mask.
    geometry : Geometry
        The grid that they are cut from.
    origins_lps_mm : sequence of Vector, optional
        Of every slice of the grid the centre of its first voxel; the regular ones otherwise.
    """
    if not pieces:
        return None
    start, shape = box_of(pieces)
    values = np.zeros(shape, dtype=pieces[0].values_ji.dtype)
    for one in pieces:
        top, left = one.row - start[1], one.column - start[2]
        rows, columns = one.values_ji.shape
        target = values[one.k - start[0], top : top + rows, left : left + columns]
        np.maximum(target, one.values_ji, out=target)
    steps = matrix(geometry)
    slices = np.arange(start[0], start[0] + shape[0])
    firsts = np.asarray(geometry.origin_lps_mm) + slices[:, None] * steps[:, 0]
    if origins_lps_mm is not None:
        firsts = np.asarray(origins_lps_mm, dtype=np.float64)[slices]
    firsts = firsts + steps[:, 1:] @ np.array(start[1:])
    origins = tuple((float(x), float(y), float(z)) for x, y, z in firsts)
    return Mask(
        geometry=replace(geometry, shape_kji=shape, origin_lps_mm=origins[0]),
        start_kji=start,
        origins_lps_mm=origins,
        values_kji=values,
        full_value=full_value,
    )
