"""A volume that fills slice by slice, and what becomes of slices that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import numpy as np

from recist.formats.dicom.layout import Layout
from recist.formats.dicom.pixels import Pixels, stored_type
from recist.formats.sources import RefusedError, scan_error
from recist.imaging.meaning import common_scale, in_scale
from recist.imaging.series import UNREADABLE_SLICE, Reason, Series
from recist.imaging.verdicts import judge
from recist.imaging.volume import Volume

NewArray = Callable[[tuple[int, ...], np.dtype[Any]], Pixels]


class Assembly:
    """Collects decoded slices of a series, from any thread.

    Slices that differ in their meaning are brought to one scale, see `recist.imaging.meaning`.

    Parameters
    ----------
    series : Series
        With a layout in every slice.
    new_array : callable
        Gives the array that is filled, of zeros.
    known : Volume, optional
        A slice of the series that is decoded already.
    ahead : int, optional
        The slice that will be looked at first, if that is not the middle one.

    Raises
    ------
    ScanError
        If there is not as much memory.
    """

    def __init__(
        self,
        series: Series,
        new_array: NewArray,
        known: Volume | None = None,
        ahead: int | None = None,
    ) -> None:
        first = series.slices[0]
        middle = len(series.slices) // 2
        self._first = (middle, middle if ahead is None else ahead)
        pixels = cast(Layout, first.layout).pixels
        self._kind = stored_type(pixels)
        self._scale = common_scale({one.meaning for one in series.slices}, self._kind)
        try:
            stored = new_array(series.shape_kji, self._scale.kind)
        except RefusedError as error:
            raise scan_error(first.file, error) from error
        self._arrived = np.zeros(len(series.slices), dtype=np.bool_)
        self._failed: dict[int, RefusedError] = {}
        self.volume = Volume(
            series=series,
            stored_kji=stored,
            slope=self._scale.slope,
            intercept=self._scale.intercept,
            padding=self._scale.padding,
            inverted=pixels.photometric == "MONOCHROME1",
            unit=series.unit,
            arrived=self._arrived,
        )
        if known is not None:
            self._take(known)

    @property
    def done(self) -> int:
        """How many slices are there or have failed."""
        return int(np.count_nonzero(self._arrived)) + len(self._failed)

    def can_be_shown(self) -> bool:
        """Say whether what is shown first is there; any other will do where it cannot be read."""
        return all(map(self.has, self._first)) and bool(self._arrived.any())

    def has(self, k: int) -> bool:
        """Say whether slice ``k`` is there or has failed."""
        return bool(self._arrived[k]) or k in self._failed

    def missing(self) -> list[int]:
        """Return the slices that are still to be read, in the order that serves a reader best.

        The middle one shows most of the body; those a quarter from the ends say how large it is.
        """
        count = len(self._arrived)
        outwards = sorted(range(count), key=lambda k: abs(k - count // 2))
        order = dict.fromkeys([*self._first, count // 4, count * 3 // 4, *outwards])
        return [k for k in order if not self.has(k)]

    def target(self, k: int) -> Pixels:
        """Return the array that the stored values of slice ``k`` may be read into."""
        if self._scale.kind != self._kind:
            return np.empty(self.volume.stored_kji.shape[1:], dtype=self._kind)
        return cast(Pixels, self.volume.stored_kji[k])

    def put(self, k: int, stored: Pixels) -> None:
        """Take the stored values of slice ``k``, which may lie in its target already."""
        target = self.volume.stored_kji[k]
        values = in_scale(stored, self.volume.series.slices[k].meaning, self._scale)
        if values.ctypes.data != target.ctypes.data:
            target[...] = values
        self._arrived[k] = True

    def fail(self, k: int, error: RefusedError) -> None:
        """Note that slice ``k`` cannot be read."""
        self._failed[k] = error

    def finished(self) -> Volume:
        """Return the volume once every slice is there or has failed.

        Raises
        ------
        ScanError
            If none is there.
        """
        series = self.volume.series
        if not self._failed:
            return replace(self.volume, arrived=None)
        k, error = min(self._failed.items())
        named = scan_error(series.slices[k].file, error)
        if not self._arrived.any():
            raise named from error
        # What no slice holds is shown as the darkest there is, not as tissue.
        dark_is_low = (self.volume.slope >= 0) != self.volume.inverted
        darkest = np.nanmin if dark_is_low else np.nanmax
        self.volume.stored_kji[~self._arrived] = darkest(self.volume.stored_kji[self._arrived])
        return replace(self.volume, series=_with_gaps(series, len(self._failed), str(named)))

    def _take(self, known: Volume) -> None:
        images = [one.image for one in self.volume.series.slices]
        for k, one in enumerate(known.series.slices):
            if one.image in images and known.stored_kji.dtype == self._kind:
                self.put(images.index(one.image), known.stored_kji[k])


def _with_gaps(series: Series, count: int, first: str) -> Series:
    """Add the reason why slices are blank."""
    what = "a slice" if count == 1 else f"{count} slices, the first of them"
    reason = Reason(code=UNREADABLE_SLICE, message=f"{what} cannot be read: {first}")
    verdict, reasons = judge(
        (*series.reasons, reason), modality=series.modality, geometry=series.geometry
    )
    return replace(series, verdict=verdict, reasons=reasons)
