"""A decoded series: stored values and what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.series import Series


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Volume:
    """Voxels of a series.

    Attributes
    ----------
    stored_kji : ndarray, shape (slices, rows, columns)
        Values as the file holds them, integer where the file's are (int16 for CT).
    slope, intercept : float
        ``value = stored * slope + intercept`` (HU on CT).
    padding : tuple of float or None
        Inclusive range of stored values that lie outside the image. Slices that differ in
        slope, padding or table are joined as floats with NaN for padding, see `common_scale`.
    inverted : bool
        MONOCHROME1: small values are shown bright.
    unit : str
        ``HU``, ``Bq/ml``, ``SUV bw`` …; empty where the header does not say it.
    arrived : ndarray of bool, shape (slices,), or None
        Which slices hold pixels: it fills while the series is being loaded, and stays false
        where a slice could not be read. None where all do.
    """

    series: Series
    stored_kji: NDArray[Any]
    slope: float
    intercept: float
    padding: tuple[float, float] | None
    inverted: bool
    unit: str
    arrived: NDArray[np.bool_] | None = None


def has_slice(volume: Volume, k: int) -> bool:
    """Say whether slice ``k`` holds pixels."""
    return volume.arrived is None or bool(volume.arrived[k])


def value_at(volume: Volume, kji: tuple[int, int, int]) -> float | None:
    """Return the value at a voxel in the volume's unit, None where there is none (yet)."""
    inside = all(0 <= n < size for n, size in zip(kji, volume.stored_kji.shape, strict=True))
    if not inside or not has_slice(volume, kji[0]):
        return None
    return float(np.float64(volume.stored_kji[kji]) * volume.slope + volume.intercept)
