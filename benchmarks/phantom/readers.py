"""The product's own way to a length, as a reader takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from phantom.parts import ENDS, STORED, Pair, Variant
from recist.formats.scans import find_scans, load_volume
from recist.imaging.geometry import Vector, lps_from_kji, normal
from recist.imaging.series import Series, Verdict
from recist.imaging.slices import slice_geometry
from recist.imaging.volume import Volume
from recist.measure.caliper import Plane, draw_line, rounded_length
from recist.model.errors import ScanError

PRECISION_MM = Decimal("0.1")
SAME_VALUE = 0.01
Voxel = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reader of the product is told of one pair.

    Attributes
    ----------
    length_mm : float or None
        None where no millimetres are given.
    verdicts : tuple of Verdict
        Of the series that hold the marks; empty where the files are refused.
    codes : frozenset of str
        Their reasons, or the codes of the refusals.
    """

    length_mm: float | None
    verdicts: tuple[Verdict, ...]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Where a mark was found."""

    series: Series
    kji: Voxel


def measure(
    variant: Variant, see: Callable[[Series], Series] = lambda series: series
) -> dict[Pair, Answer]:
    """Measure as in the reading room: find the scans, load them, put a caliper on the marks.

    Parameters
    ----------
    variant : Variant
        The phantom.
    see : callable
        Stands between the loaded series and the caliper, so that a fault can be planted.
    """
    inspection = find_scans([variant.folder])
    marks: dict[str, _Found] = {}
    for series in inspection.series:
        try:
            volume = load_volume(series)
        except ScanError:
            continue
        for name, kji in _marks(volume, variant.values).items():
            marks.setdefault(name, _Found(series=see(volume.series), kji=kji))
    refusals = frozenset(one.code for one in inspection.rejected)
    return {pair: _answer(pair, marks, refusals) for pair in Pair}


def _marks(volume: Volume, values: Mapping[str, float]) -> dict[str, Voxel]:
    shown = volume.stored_kji.astype(np.float64) * volume.slope + volume.intercept
    found = {}
    for name, value in values.items():
        place = find_one(shown, value) or find_one(volume.stored_kji, STORED[name])
        if place is not None:
            found[name] = place
    return found


def find_one(voxels: NDArray[Any], value: float) -> Voxel | None:
    """Return the only voxel of a value, None where there is none or several."""
    hits = np.argwhere(np.abs(voxels - value) < SAME_VALUE)
    if len(hits) != 1:
        return None
    k, j, i = (int(n) for n in hits[0])
    return k, j, i


def _answer(pair: Pair, marks: Mapping[str, _Found], refusals: frozenset[str]) -> Answer:
    ends = [marks[name] for name in ENDS[pair] if name in marks]
    series = [one.series for one in ends]
    codes = frozenset(reason.code for one in series for reason in one.reasons)
    if len(ends) < 2:
        return Answer(length_mm=None, verdicts=(), codes=codes | refusals)
    verdicts = tuple(one.verdict for one in series)
    length = _caliper_mm(pair, *ends) if series[0] == series[1] else None
    return Answer(length_mm=length, verdicts=verdicts, codes=codes)


def _caliper_mm(pair: Pair, one: _Found, other: _Found) -> float | None:
    series = one.series
    if series.geometry is None:
        return None
    start, end = (_place(found) for found in (one, other))
    if pair is Pair.THROUGH:
        # The plane of a reformat that holds both marks.
        return float(rounded_length((start, end), PRECISION_MM).mm)
    plane = Plane(normal_lps=normal(series.geometry))
    axis = draw_line(start, end, plane).long_axis_lps_mm
    return float(rounded_length(axis, PRECISION_MM).mm)


def _place(found: _Found) -> Vector:
    k, j, i = found.kji
    x, y, z = lps_from_kji(slice_geometry(found.series, k), np.array([0, j, i], dtype=float))
    return float(x), float(y), float(z)
