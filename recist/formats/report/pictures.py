"""A key image in numbers: the part of one slice around a caliper, windowed, with its marks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from recist.formats.dicom.layout import Layout
from recist.formats.scans import load_volume
from recist.imaging.display import PRESETS, default_window, painter
from recist.imaging.geometry import Geometry, Vector, matrix
from recist.imaging.orientation import letters
from recist.imaging.series import Series, Window
from recist.imaging.slices import slice_geometry
from recist.imaging.volume import Volume, has_slice
from recist.model.errors import ScanError
from recist.trial.calipers import CaliperRecord, is_point

PIXELS = 256
LEAST_FIELD_MM, FIELD_PER_AXIS = 50.0, 2.2
# A series without millimetres is shown by its pixels.
LEAST_FIELD_PIXELS = 64.0
LUNG = "lung"
Place = tuple[float, float]
Found = tuple[int, int]
"""The number of a series and of a slice in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An axis as it lies in the picture: both ends as shares of its width and height."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is shown of one caliper.

    Attributes
    ----------
    grey : ndarray of uint8
        Square, rows from the top.
    field_mm : float or None
        Length of its sides; None where the series has no millimetres.
    long_axis : Mark
        Both ends in one place where it is a point.
    letters : tuple of str
        Where left, right, top and bottom lie in the patient; empty texts where unknown.
    window : Window
    """

    grey: NDArray[np.uint8]
    field_mm: float | None
    long_axis: Mark
    short_axis: Mark | None
    letters: tuple[str, str, str, str]
    window: Window

    @property
    def unit(self) -> str:
        """What its lengths are in."""
        return "px" if self.field_mm is None else "mm"


class Slices:
    """Finds the slices that calipers were drawn on, and reads those alone.

    Parameters
    ----------
    series : iterable of Series
        All that there are.
    """

    def __init__(self, series: Iterable[Series]) -> None:
        self._series = tuple(series)
        self._by_image: dict[str, list[Found]] = {}
        for number, one in enumerate(self._series):
            for k, piece in enumerate(one.slices):
                self._by_image.setdefault(piece.image, []).append((number, k))
        self._read: dict[Found, tuple[Volume, int] | None] = {}

    def find(self, record: CaliperRecord) -> Found | None:
        """Return series and slice of a caliper; the subject's own where several hold the image."""
        found = self._by_image.get(record.image, [])
        own = [one for one in found if self._series[one[0]].subject == record.subject]
        return next(iter(own or found), None)

    def read(self, records: Iterable[CaliperRecord]) -> None:
        """Read the slices of some calipers at once, and forget those of others."""
        wanted: dict[int, dict[int, None]] = {}
        for found in map(self.find, records):
            if found is not None:
                wanted.setdefault(found[0], {})[found[1]] = None
        self._read = {}
        for number, slices in wanted.items():
            self._read |= self._of_series(number, sorted(slices))

    def picture(self, record: CaliperRecord, field: float, organ: str) -> Picture | str:
        """Return the picture of a caliper whose slice has been read, or why there is none."""
        found = self.find(record)
        if found is None:
            return "no image" if record.image else "no image named"
        held = self._read.get(found)
        if held is None:
            return "image cannot be read"
        series, k = self._series[found[0]], found[1]
        geometry = None if series.geometry is None else slice_geometry(series, k)
        return _picture(*held, geometry, record, field, organ)

    def _of_series(self, number: int, wanted: list[int]) -> dict[Found, tuple[Volume, int] | None]:
        """Return by slice the volume that holds it, and where; None where it cannot be read."""
        series = self._series[number]
        # A file of bare voxels is packed as a whole; of DICOM each slice is read alone.
        alone = isinstance(series.slices[0].layout, Layout)
        part = series
        if alone:
            part = replace(
                series,
                slices=tuple(series.slices[k] for k in wanted),
                shape_kji=(len(wanted), *series.shape_kji[1:]),
            )
        try:
            volume = load_volume(part)
        except ScanError:
            return {(number, k): None for k in wanted}
        places = ((k, at if alone else k) for at, k in enumerate(wanted))
        return {(number, k): (volume, at) if has_slice(volume, at) else None for k, at in places}


def field_for(records: Iterable[CaliperRecord]) -> float:
    """Return the side of the pictures of one lesion, the same at every visit."""
    longest = max((math.dist(*one.long_axis_lps_mm) for one in records), default=0.0)
    return max(LEAST_FIELD_MM, math.ceil(longest * FIELD_PER_AXIS / 10) * 10.0)


def _picture(
    volume: Volume,
    k: int,
    geometry: Geometry | None,
    record: CaliperRecord,
    field: float,
    organ: str,
) -> Picture:
    spacing = (1.0, 1.0) if geometry is None else geometry.spacing_kji_mm[1:]
    side = field if geometry is not None else max(field, LEAST_FIELD_PIXELS)
    ends = [_pixel(geometry, point) for point in record.long_axis_lps_mm]
    centre = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)

    def share(at: Place) -> Place:
        """Turn column and row into shares of the picture."""
        return (
            0.5 + (at[0] - centre[0]) * spacing[1] / side,
            0.5 + (at[1] - centre[1]) * spacing[0] / side,
        )

    short = record.short_axis_lps_mm
    window = _window(volume, organ)
    return Picture(
        grey=_crop(volume, k, centre, (side / spacing[1], side / spacing[0]), window),
        field_mm=None if geometry is None else side,
        long_axis=Mark(start=share(ends[0]), end=share(ends[1])),
        short_axis=None
        if short is None or is_point(record)
        else Mark(start=share(_pixel(geometry, short[0])), end=share(_pixel(geometry, short[1]))),
        letters=_letters(geometry),
        window=window,
    )


def _pixel(geometry: Geometry | None, point: Vector) -> Place:
    """Return column and row of a point; without millimetres the point is those already."""
    if geometry is None:
        return point[0], point[1]
    offset = np.subtract(point, geometry.origin_lps_mm)
    _, row, column = np.linalg.solve(matrix(geometry), offset)
    return float(column), float(row)


def _crop(volume: Volume, k: int, centre: Place, sides: Place, window: Window) -> NDArray[np.uint8]:
    """Cut a rectangle out of a slice, smoothly enlarged; what lies beside the slice is black."""
    colours = painter(volume, window)(volume.stored_kji[k])
    grey = Image.fromarray((colours & np.uint32(0xFF)).astype(np.uint8))
    step = (sides[0] / PIXELS, sides[1] / PIXELS)
    # Pillow counts from the corner of a pixel, a geometry from its centre.
    corner = (centre[0] + 0.5 - sides[0] / 2, centre[1] + 0.5 - sides[1] / 2)
    moved = grey.transform(
        (PIXELS, PIXELS),
        Image.Transform.AFFINE,
        (step[0], 0.0, corner[0], 0.0, step[1], corner[1]),
        resample=Image.Resampling.BICUBIC,
    )
    return np.asarray(moved)


def _window(volume: Volume, organ: str) -> Window:
    """Return the window of the file; for a lesion of the lung on CT the one that shows it."""
    if organ.strip().casefold() == LUNG and volume.unit == "HU":
        return next(one.window for one in PRESETS if one.name == "Lung")
    return default_window(volume)


def _letters(geometry: Geometry | None) -> tuple[str, str, str, str]:
    if geometry is None:
        return "", "", "", ""
    right, down = geometry.axis_i, geometry.axis_j
    return letters(_back(right)), letters(right), letters(_back(down)), letters(down)


def _back(direction: Vector) -> Vector:
    return -direction[0], -direction[1], -direction[2]
