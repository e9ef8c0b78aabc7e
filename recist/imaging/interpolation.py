"""Values between voxels: linear in a slice, and between two slices at their true places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.cuts import origins_of
from recist.imaging.geometry import FloatArray, Geometry, matrix, normal
from recist.imaging.volume import Volume

Pixels = NDArray[Any]
Mask = NDArray[np.bool_]
Indices = NDArray[np.intp]

# So many points at once stay in the processor's cache.
CHUNK_POINTS = 8192
# Of a sample's weight, at least so much has to come from voxels that are no padding.
LEAST_WEIGHT = 0.5
# Beyond one usual step from any slice nothing is known; the rest is for rounding.
FARTHEST_STEPS = 1.001
# By so little slices may be off an even stack, in steps, and off one line, in pixels.
EVEN_STEPS = 1e-3
SHIFTED_PIXELS = 1e-3
STILL = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Samples:
    """What was found at the pixels of a plane.

    Attributes
    ----------
    values : ndarray, shape (rows, columns)
        Stored values, not rounded.
    valid : ndarray of bool, shape (rows, columns)
        Where there is a value at all.
    """

    values: Pixels
    valid: Mask


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lattice:
    """Where the slices of a volume that have arrived are, in units of its own.

    Attributes
    ----------
    numbers : ndarray of int
        Their indices in the volume.
    places : ndarray
        Position along the normal in usual steps, growing.
    beside_ji : ndarray, shape (slices, 2)
        Rows and columns from the first slice's origin to this one's, which a tilted gantry or
        a stack that is not on one line shifts.
    units_kji : ndarray, shape (3, 3)
        Turns a step in LPS mm into usual steps along the normal, rows and columns.
    origin_lps_mm : ndarray
        Where all three are 0.
    """

    numbers: Indices
    places: FloatArray
    beside_ji: FloatArray
    units_kji: FloatArray
    origin_lps_mm: FloatArray


def lattice_of(volume: Volume) -> Lattice:
    """Return where the slices are; at least one of them has to be there."""
    whole = volume.series.geometry
    assert whole is not None
    across = np.asarray(normal(whole))
    usual_mm = whole.spacing_kji_mm[0] * float(across @ np.asarray(whole.axis_k))
    units = np.stack(
        [
            across / usual_mm,
            np.asarray(whole.axis_j) / whole.spacing_kji_mm[1],
            np.asarray(whole.axis_i) / whole.spacing_kji_mm[2],
        ]
    )
    origins = origins_of(volume.series)
    placed = (origins - origins[0]) @ units.T
    there = np.arange(len(origins)) if volume.arrived is None else np.flatnonzero(volume.arrived)
    return Lattice(
        numbers=there,
        places=placed[there, 0],
        beside_ji=placed[there, 1:],
        units_kji=units,
        origin_lps_mm=origins[0],
    )


def sampled(volume: Volume, lattice: Lattice, plane: Geometry, lift_mm: float = 0.0) -> Samples:
    """Return a volume's values at the pixels of a plane.

    Parameters
    ----------
    volume, lattice : Volume, Lattice
        The voxels and where they are.
    plane : Geometry
        Shape (1, rows, columns).
    lift_mm : float
        How far off the plane along its normal.
    """
    _, rows, columns = plane.shape_kji
    kind = np.float32 if volume.stored_kji.dtype.itemsize <= 2 else np.float64
    values, valid = np.zeros((rows, columns), dtype=kind), np.zeros((rows, columns), dtype=np.bool_)
    steps = lattice.units_kji @ matrix(plane)
    lifted = np.asarray(plane.origin_lps_mm) + lift_mm * np.asarray(normal(plane))
    start = lattice.units_kji @ (lifted - lattice.origin_lps_mm)
    places = start[:, None] + steps[:, 1:2] * np.arange(rows)
    first, last = _reach(volume, lattice, places, steps[:, 2], columns)
    along: Pixels = (steps[:, 2:] * np.arange(columns)).astype(kind)
    lines: Pixels = places.astype(kind)
    per_chunk = max(1, CHUNK_POINTS // columns)
    for top in range(0, rows, per_chunk):
        part = slice(top, min(top + per_chunk, rows))
        seen = slice(int(first[part].min()), int(last[part].max()))
        if seen.start >= seen.stop:
            continue
        points = lines[:, part, None] + along[:, None, seen]
        found = _found(volume, lattice, points.reshape(3, -1))
        values[part, seen], valid[part, seen] = (one.reshape(points.shape[1:]) for one in found)
    return Samples(values=values, valid=valid)


def _reach(
    volume: Volume, lattice: Lattice, lines: FloatArray, step: FloatArray, columns: int
) -> tuple[Indices, Indices]:
    """Return for each row of a plane the first pixel that may be in the volume, and the end.

    ``lines`` are the rows' first pixels as usual steps, rows and columns of the volume; shape
    (3, rows). What lies between still has to be looked at: slices may be shifted.
    """
    if len(lattice.numbers) == 0:
        none = np.zeros(lines.shape[1], dtype=np.intp)
        return none, none
    beside = lattice.beside_ji
    sizes = np.array(volume.stored_kji.shape[1:])
    places = lattice.places
    low = np.array([places[0], *beside.min(axis=0)]) - 0.5
    high = np.array([places[-1] + 1, *(beside.max(axis=0) + sizes)]) - 0.5
    # A row that runs along a border of the volume has its whole length on one side of it.
    step = np.where(np.abs(step) < STILL, STILL, step)[:, None]
    ends = np.sort(
        np.stack([(low[:, None] - lines) / step, (high[:, None] - lines) / step]), axis=0
    )
    first = np.clip(np.floor(ends[0].max(axis=0)), 0, columns)
    last = np.clip(np.ceil(ends[1].min(axis=0)) + 1, 0, columns)
    return first.astype(np.intp), np.maximum(first, last).astype(np.intp)


def _found(volume: Volume, lattice: Lattice, points: Pixels) -> tuple[Pixels, Mask]:
    """Sample points, given as usual steps, rows and columns; shape (3, points)."""
    place, ji = points[0], points[1:]
    lower, upper, share, near = _between(lattice, place)
    beside = lattice.beside_ji.astype(points.dtype)
    # Where no slice is shifted, both have the point at the same row and column.
    shifted = float(np.abs(beside).max()) > SHIFTED_PIXELS
    middle = ji
    if shifted:
        middle = ji - (1 - share) * beside[lower].T - share * beside[upper].T
    for row, size in zip(middle, volume.stored_kji.shape[1:], strict=True):
        near &= row >= -0.5
        near &= row <= size - 0.5
    below = _spot(volume, ji - beside[lower].T if shifted else ji)
    above = _spot(volume, ji - beside[upper].T) if shifted else below
    low = _in_slice(volume, lattice.numbers[lower], below)
    high = _in_slice(volume, lattice.numbers[upper], above)
    mixed, weight = _mixed(low, high, share)
    if weight is not None:
        near &= weight >= LEAST_WEIGHT
    return mixed, near


def _between(lattice: Lattice, place: Pixels) -> tuple[Indices, Indices, Pixels, Mask]:
    """Return the slices below and above, the way between them from 0 to 1, and if one is near."""
    places, last = lattice.places.astype(place.dtype), len(lattice.places) - 1
    if last == 0:
        none = np.zeros(place.shape, dtype=np.intp)
        return none, none, np.zeros_like(place), np.abs(place - places[0]) <= 0.5
    off = lattice.places - lattice.places[0] - np.arange(last + 1)
    if float(np.abs(off).max()) < EVEN_STEPS:
        above = place - places[0]
        near = above >= -0.5
        near &= above <= last + 0.5
        lower = np.minimum(np.maximum(above, 0).astype(np.intp), last - 1)
        above -= lower.astype(place.dtype)
        return lower, lower + 1, np.minimum(np.maximum(above, 0), 1), near
    lower = np.clip(np.searchsorted(places, place, side="right") - 1, 0, last - 1)
    above, gap = place - places[lower], np.diff(places)[lower]
    near = (above >= -0.5) & (above <= gap + 0.5)
    near &= (above <= FARTHEST_STEPS) | (gap - above <= FARTHEST_STEPS)
    return lower, lower + 1, np.clip(above / gap, 0, 1), near


Spot = tuple[Indices, Pixels, Pixels]
"""The voxel above left of a point, counted through its slice; the way down and right from it."""
Weighed = tuple[Pixels, Pixels | None]
"""Values, and how much of each comes from voxels that are no padding; None where all of it."""


def _spot(volume: Volume, ji: Pixels) -> Spot:
    """Look between which voxels points lie; beyond the edge is the edge."""
    _, rows, columns = volume.stored_kji.shape
    j, i = (
        np.minimum(np.maximum(n, 0), size - 1) for n, size in zip(ji, (rows, columns), strict=True)
    )
    top = np.minimum(j.astype(np.intp), max(rows - 2, 0))
    left = np.minimum(i.astype(np.intp), max(columns - 2, 0))
    j -= top.astype(j.dtype)
    i -= left.astype(i.dtype)
    top *= columns
    top += left
    return top, j, i


def _in_slice(volume: Volume, k: Indices, spot: Spot) -> Weighed:
    """Interpolate in slices."""
    at, down, right = spot
    corners = _corners(volume, k, at)
    padded = [is_padding(volume, one) for one in corners]
    if all(one is None for one in padded):
        upper, lower = (_along(corners[n], corners[n + 1], right) for n in (0, 2))
        return _along(upper, lower, down), None
    shares = ((1 - down) * (1 - right), (1 - down) * right, down * (1 - right), down * right)
    total, weight = np.zeros_like(down), np.zeros_like(down)
    for stored, share, bad in zip(corners, shares, padded, strict=True):
        good = share if bad is None else np.where(bad, 0, share)
        total += good * (stored if bad is None else np.where(bad, 0, stored))
        weight += good
    return total / np.where(weight > 0, weight, 1), weight


def _along(first: Pixels, second: Pixels, share: Pixels) -> Pixels:
    """Go from the first values towards the second ones."""
    gone = np.subtract(second, first, dtype=share.dtype)
    gone *= share
    gone += first
    return gone


def _corners(volume: Volume, k: Indices, at: Indices) -> list[Pixels]:
    """Return the four stored values around each point: above left, above right, below."""
    stored = volume.stored_kji
    _, rows, columns = stored.shape
    below, beside = (columns if rows > 1 else 0), (1 if columns > 1 else 0)
    whole = k * (rows * columns)
    whole += at
    steps = (0, beside, below, below + beside)
    if not stored.flags.c_contiguous:
        return [stored[np.unravel_index(whole + step, stored.shape)] for step in steps]
    flat = stored.reshape(-1)
    # Every index is inside; "wrap" only spares numpy the looking after it.
    return [flat[step:].take(whole, mode="wrap") for step in steps]


def _mixed(low: Weighed, high: Weighed, share: Pixels) -> Weighed:
    """Interpolate between two slices, each counting by what it knows."""
    if low[1] is None and high[1] is None:
        return _along(low[0], high[0], share), None
    low_weight = (1 - share) * (1 if low[1] is None else low[1])
    high_weight = share * (1 if high[1] is None else high[1])
    weight = low_weight + high_weight
    total = low_weight * low[0] + high_weight * high[0]
    return total / np.where(weight > 0, weight, 1), weight


def is_padding(volume: Volume, stored: Pixels) -> Mask | None:
    """Say which stored values are padding; None where none is."""
    padded = np.isnan(stored) if stored.dtype.kind == "f" else None
    if volume.padding is not None:
        low, high = volume.padding
        inside = (stored >= low) & (stored <= high)
        padded = inside if padded is None else padded | inside
    return padded if padded is not None and padded.any() else None
