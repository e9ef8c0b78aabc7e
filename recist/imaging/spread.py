"""Mean and spread of the pixels of a slice that lie within an ellipse."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, hypot

import numpy as np

from recist.imaging.volume import Volume, has_slice

JI = tuple[float, float]
# In pixels: what lies on the outline is inside, whatever the last digit says.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What the pixels of a region are.

    Attributes
    ----------
    pixels : int
        How many count: padding and what lies beside the slice do not.
    mean, deviation : float or None
        In the volume's unit; the standard deviation is that of these pixels as they are (divided
        by their number, not by one less). None where no pixel counts.
    """

    pixels: int
    mean: float | None
    deviation: float | None


NOTHING = Spread(pixels=0, mean=None, deviation=None)


def spread_within(volume: Volume, k: int, centre_ji: JI, halves_ji: tuple[JI, JI]) -> Spread:
    """Return mean and spread over the acquired pixels whose centres lie within an ellipse.

    Parameters
    ----------
    volume : Volume
        A pixel of which is a number: colour is none.
    k : int
        Which slice.
    centre_ji : tuple of float
        Row and column of the middle, centres of pixels at whole numbers.
    halves_ji : tuple of (row, column)
        From the middle to a point of the outline, along two axes that are perpendicular in the
        patient. They need not be so in pixels, whose sides may differ.
    """
    rows, columns = volume.stored_kji.shape[1:]
    (aj, ai), (bj, bi) = halves_ji
    reach_j, reach_i = hypot(aj, bj), hypot(ai, bi)
    first_j, last_j = _span(centre_ji[0], reach_j, rows)
    first_i, last_i = _span(centre_ji[1], reach_i, columns)
    turn = abs(aj * bi - ai * bj)
    if turn == 0.0 or first_j > last_j or first_i > last_i or not has_slice(volume, k):
        return NOTHING
    # Each row holds one run of the ellipse: two ends to work out, and not every pixel.
    dj = np.arange(first_j, last_j + 1) - centre_ji[0]
    square = reach_j * reach_j
    middle = centre_ji[1] + dj * (ai * aj + bi * bj) / square
    half = turn * np.sqrt(np.maximum(square - dj * dj, 0.0)) / square
    column = np.arange(first_i, last_i + 1)
    inside = (column >= (middle - half - ROUNDING)[:, None]) & (
        column <= (middle + half + ROUNDING)[:, None]
    )
    found = volume.stored_kji[k, first_j : last_j + 1, first_i : last_i + 1][inside]
    counts = np.isfinite(found)
    if volume.padding is not None:
        counts &= (found < volume.padding[0]) | (found > volume.padding[1])
    found = found[counts]
    if found.size == 0:
        return NOTHING
    return Spread(
        pixels=found.size,
        mean=float(found.mean(dtype=np.float64)) * volume.slope + volume.intercept,
        deviation=float(found.std(dtype=np.float64)) * abs(volume.slope),
    )


def _span(middle: float, reach: float, size: int) -> tuple[int, int]:
    """Return the first and the last whole number in reach, as far as the slice goes."""
    return max(ceil(middle - reach - ROUNDING), 0), min(floor(middle + reach + ROUNDING), size - 1)
