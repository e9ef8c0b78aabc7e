"""Mean and spread of the pixels of a slice that lie within an ellipse."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, hypot

import numpy as np

from recist.imaging.volume import Volume, has_slice

JI = tuple[float, float]


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
    if not has_slice(volume, k):
        return NOTHING
    rows, columns = volume.stored_kji.shape[1:]
    (aj, ai), (bj, bi) = halves_ji
    reach = hypot(aj, bj), hypot(ai, bi)
    first = [max(ceil(at - far), 0) for at, far in zip(centre_ji, reach, strict=True)]
    last = [
        min(floor(at + far), size - 1)
        for at, far, size in zip(centre_ji, reach, (rows, columns), strict=True)
    ]
    turn = aj * bi - ai * bj
    if turn == 0.0 or first[0] > last[0] or first[1] > last[1]:
        return NOTHING
    dj = np.arange(first[0], last[0] + 1)[:, None] - centre_ji[0]
    di = np.arange(first[1], last[1] + 1)[None, :] - centre_ji[1]
    u = (dj * bi - di * bj) / turn
    v = (di * aj - dj * ai) / turn
    stored = volume.stored_kji[k, first[0] : last[0] + 1, first[1] : last[1] + 1]
    found = stored[u * u + v * v <= 1.0].astype(np.float64)
    counts = np.isfinite(found)
    if volume.padding is not None:
        counts &= (found < volume.padding[0]) | (found > volume.padding[1])
    values = found[counts] * volume.slope + volume.intercept
    if values.size == 0:
        return NOTHING
    return Spread(pixels=values.size, mean=float(values.mean()), deviation=float(values.std()))
