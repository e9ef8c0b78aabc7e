"""The pixels of a plane through a volume: voxels as they are, interpolated, or a thick slab."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from recist.imaging.cuts import Cut, Projection, Slab, is_even, plane_geometry
from recist.imaging.geometry import Geometry, lps_from_kji, matrix, normal
from recist.imaging.interpolation import (
    Mask,
    Pixels,
    Samples,
    is_padding,
    lattice_of,
    sampled,
)
from recist.imaging.series import Series
from recist.imaging.volume import Volume, value_at

ROUNDING = 1e-4


def plane_pixels(volume: Volume, cut: Cut | None, k: int, slab: Slab | None = None) -> Pixels:
    """Return a plane's stored values.

    Parameters
    ----------
    volume : Volume
        A series with a geometry, unless it is an acquired slice that is asked for. Of one that
        is being loaded, slices that have not arrived are blank.
    cut : Cut or None
        Which planes; None for the acquired slices.
    k : int
        Which of them.
    slab : Slab or None
        How thick; None for the plane alone. Of an even stack the mean weighs each voxel by its
        share in the slab, and the maximum takes those whose centre lies in it; else both are
        taken from interpolated values at every voxel on the way through.

    Returns
    -------
    ndarray, shape (rows, columns)
        Of the volume's type. A view on its memory where the pixels are voxels. Interpolation is
        linear between neighbours in a slice and between two slices at their true places. What
        lies beside the volume or its padding, or further than one usual step from any slice, is
        blank: see :func:`blank_of`.
    """
    if cut is None and slab is None:
        return np.asarray(volume.stored_kji[k])
    across = _across(volume.series, cut)
    if across is None:
        geometry = plane_geometry(volume.series, cut, k)
        return _filled(volume, *_resampled(volume, geometry, slab))
    if slab is not None:
        return _filled(volume, *_thick(volume, k, across, slab))
    pixels = np.asarray(_block(volume, across)[k])
    if volume.arrived is None:
        return pixels
    return np.where(volume.arrived[:, None], pixels, blank_of(volume))


def plane_value(
    volume: Volume, cut: Cut | None, k: int, ji: tuple[int, int], slab: Slab | None = None
) -> float | None:
    """Return the value of a plane's pixel in the volume's unit, None where there is none.

    Parameters as for :func:`plane_pixels`; ``ji`` is row and column, which may lie outside.
    """
    if cut is None and slab is None:
        return value_at(volume, (k, *ji))
    geometry = plane_geometry(volume.series, cut, k)
    if not all(0 <= n < size for n, size in zip(ji, geometry.shape_kji[1:], strict=True)):
        return None
    across = _across(volume.series, cut)
    if across is not None and slab is None:
        row, column = ji
        return value_at(volume, (row, k, column) if across == 1 else (row, column, k))
    if across is None or slab is None:
        x, y, z = lps_from_kji(geometry, np.array([0, *ji]))
        here = (float(x), float(y), float(z))
        pixel = replace(geometry, shape_kji=(1, 1, 1), origin_lps_mm=here)
        values, valid = _resampled(volume, pixel, slab)
    else:
        values, valid = _thick(_through(volume, across, ji), k, across, slab)
    if not valid[0, 0]:
        return None
    stored = _filled(volume, values, valid)[0, 0]
    return float(np.float64(stored) * volume.slope + volume.intercept)


def blank_of(volume: Volume) -> int | float:
    """Return the stored value that stands where there is nothing.

    Padding where the volume has any, else the value that is shown darkest, NaN among floats.
    """
    kind = volume.stored_kji.dtype
    if kind.kind == "f":
        return math.nan
    if volume.padding is not None:
        return int(volume.padding[0])
    dark_is_low = (volume.slope >= 0) != volume.inverted
    return int(np.iinfo(kind).min if dark_is_low else np.iinfo(kind).max)


def _across(series: Series, cut: Cut | None) -> int | None:
    """Return the voxel index that counts the planes, None where they are interpolated."""
    if cut is not None:
        return cut.across
    return 0 if is_even(series) else None


def _block(volume: Volume, across: int) -> Pixels:
    """Return the voxels with the planes' index first: a view."""
    return np.moveaxis(volume.stored_kji, across, 0)


def _through(volume: Volume, across: int, ji: tuple[int, int]) -> Volume:
    """Return the voxels that lie behind one pixel of a plane, as a volume: a view."""
    row, column = (slice(n, n + 1) for n in ji)
    part = [row, column]
    part.insert(across, slice(None))
    slices = volume.arrived if across == 0 or volume.arrived is None else volume.arrived[row]
    return replace(volume, stored_kji=volume.stored_kji[tuple(part)], arrived=slices)


def _filled(volume: Volume, values: Pixels, valid: Mask) -> Pixels:
    """Return values in the volume's type, blank where they are not valid."""
    kind = volume.stored_kji.dtype
    if kind.kind == "f":
        return np.where(valid, values, blank_of(volume)).astype(kind)
    return np.where(valid, np.rint(values).astype(kind), kind.type(blank_of(volume)))


# --- between voxels --------------------------------------------------------------------------


def _resampled(volume: Volume, plane: Geometry, slab: Slab | None) -> tuple[Pixels, Mask]:
    """Interpolate a plane, or combine several through a slab; the values and where there are any.

    The outermost lie on the slab's two faces. Of a mean they count half, so that a value that
    changes evenly through the slab comes out as it is in the middle.
    """
    lattice = lattice_of(volume)
    if slab is None:
        alone = sampled(volume, lattice, plane)
        return alone.values, alone.valid
    lifts = _lifts(volume, plane, slab)
    found = (sampled(volume, lattice, plane, lift) for lift in lifts)
    if slab.projection is Projection.MAXIMUM:
        return _extreme(volume, found)
    ends = (lifts[0], lifts[-1])
    return _weighed(found, [0.5 if lift in ends else 1.0 for lift in lifts])


def _lifts(volume: Volume, plane: Geometry, slab: Slab) -> list[float]:
    """Return how far off the plane to look: from one face to the other, voxel by voxel."""
    whole = volume.series.geometry
    assert whole is not None
    # On the way along the normal, so many voxel borders are crossed per millimetre.
    crossed = np.abs(np.linalg.inv(matrix(whole)) @ np.asarray(normal(plane))).max()
    count = 2 * max(1, math.ceil(slab.thickness_mm / 2 * float(crossed))) + 1
    lifts: list[float] = np.linspace(-0.5, 0.5, count).tolist()
    return [lift * slab.thickness_mm for lift in lifts]


def _weighed(found: Iterable[Samples], shares: Iterable[float]) -> tuple[Pixels, Mask]:
    total: Pixels = np.zeros((1, 1), dtype=np.float32)
    weight: Pixels = np.zeros((1, 1), dtype=np.float32)
    for one, share in zip(found, shares, strict=True):
        good = one.valid * np.float32(share)
        weight = weight + good
        good *= one.values
        total = total + good
    return total / np.where(weight > 0, weight, 1), weight > 0


def _extreme(volume: Volume, found: Iterable[Samples]) -> tuple[Pixels, Mask]:
    """Return the greatest value of the unit, which a negative slope makes the least stored."""
    falling = volume.slope < 0
    none = np.float32(np.inf if falling else -np.inf)
    best: Pixels = np.full((1, 1), none)
    valid: Mask = np.zeros((1, 1), dtype=np.bool_)
    for one in found:
        seen = np.where(one.valid, one.values, none)
        best = np.minimum(best, seen) if falling else np.maximum(best, seen)
        valid = valid | one.valid
    return np.where(valid, best, 0), valid


# --- thick slabs of voxels ------------------------------------------------------------------


def _thick(volume: Volume, k: int, across: int, slab: Slab) -> tuple[Pixels, Mask]:
    """Combine the voxels of a slab around plane ``k``; the values and where there are any."""
    assert volume.series.geometry is not None
    block = _block(volume, across)
    step_mm, half = volume.series.geometry.spacing_kji_mm[across], slab.thickness_mm / 2
    reach = int(half / step_mm + 0.5)
    first, last = max(k - reach, 0), min(k + reach + 1, len(block))
    off = (np.arange(first, last) - k) * step_mm
    if slab.projection is Projection.MAXIMUM:
        inside = np.abs(off) <= half + ROUNDING
        first, last = first + int(inside.argmax()), last - int(inside[::-1].argmax())
        taken = block[first:last]
        return _greatest(volume, taken, _usable(volume, taken, across, first))
    share = np.minimum(off + step_mm / 2, half) - np.maximum(off - step_mm / 2, -half)
    weights = np.maximum(share, 0).astype(np.float32)
    taken = block[first:last]
    return _mean(weights, taken, _usable(volume, taken, across, first))


def _usable(volume: Volume, taken: Pixels, across: int, first: int) -> Mask | None:
    """Say which voxels are image that has arrived; None where all are."""
    padded = is_padding(volume, taken)
    if volume.arrived is None:
        return None if padded is None else ~padded
    if across == 0:
        here = volume.arrived[first : first + len(taken), None, None]
    else:
        here = volume.arrived[None, :, None]
    return np.broadcast_to(here, taken.shape) if padded is None else here & ~padded


def _mean(weights: Pixels, taken: Pixels, ok: Mask | None) -> tuple[Pixels, Mask]:
    if ok is None:
        mean = np.tensordot(weights / weights.sum(), taken.astype(np.float32), axes=1)
        return mean, np.ones(mean.shape, dtype=np.bool_)
    total = np.tensordot(weights, ok.astype(np.float32), axes=1)
    summed = np.tensordot(weights, np.where(ok, taken, 0).astype(np.float32), axes=1)
    return summed / np.where(total > 0, total, 1), total > 0


def _greatest(volume: Volume, taken: Pixels, ok: Mask | None) -> tuple[Pixels, Mask]:
    """Return the greatest value of the unit, which a negative slope makes the least stored."""
    falling = volume.slope < 0
    if ok is not None:
        ends = np.array([-np.inf, np.inf]) if taken.dtype.kind == "f" else np.iinfo(taken.dtype)
        low, high = ends if isinstance(ends, np.ndarray) else (ends.min, ends.max)
        taken = np.where(ok, taken, taken.dtype.type(high if falling else low))
    best: Pixels = taken.min(axis=0) if falling else taken.max(axis=0)
    if ok is None:
        return best, np.ones(best.shape, dtype=np.bool_)
    return best, np.asarray(ok.any(axis=0))
