"""Voxels of a file that holds nothing else, read as its header has been found to say."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, BinaryIO, assert_never, cast

import numpy as np
from numpy.typing import NDArray

from recist.formats.sources import (
    STREAM_ERRORS,
    Opener,
    RefusedError,
    new_array,
    read_into,
    scan_error,
    unreadable,
)
from recist.imaging.series import Reason, Series
from recist.imaging.verdicts import judge
from recist.imaging.volume import Volume
from recist.model.errors import CancelledError
from recist.model.stopping import IsCancelled

CHUNK = 1 << 20

Progress = Callable[[int, int], None]
First = Callable[[Volume], None]


class Packing(StrEnum):
    """How the voxels are packed."""

    RAW = "raw"
    GZIP = "gzip"
    BZIP2 = "bzip2"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoxelLayout:
    """Where the voxels of a file lie and what they are.

    Attributes
    ----------
    packing : Packing
        How they are packed.
    start : int
        Where the packed, or the bare, bytes begin in the file.
    skipped : int
        Bytes before the first voxel, once unpacked.
    kind : str
        Their type in the words of numpy, with the byte order (``<i2``).
    slope, intercept : float
        ``value = stored * slope + intercept``.
    """

    packing: Packing
    start: int
    skipped: int
    kind: str
    slope: float
    intercept: float


def load_voxels(
    series: Series,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    first: First | None = None,
) -> Volume:
    """Read the voxels of a series in the file's own type, in the order of the file.

    Parameters
    ----------
    series : Series
        As it was found, with a `VoxelLayout` in its slices.
    progress : callable, optional
        Called with slices done and slices in all.
    cancelled : callable, optional
        Asked between slices.
    first : callable, optional
        Called when the middle slice is there, with the volume that is being filled.

    Raises
    ------
    ScanError
        If the file is gone, cut short, damaged or no longer what was found.
    CancelledError
        If the user stopped it.
    """
    file, layout = series.slices[0].file, cast(VoxelLayout, series.slices[0].layout)
    try:
        with Opener() as opener, opener.open(file) as raw:
            check_digest(file, opener, series.uid)
            stored = new_array(series.shape_kji, np.dtype(layout.kind).newbyteorder("="))
            volume = _volume(series, layout, stored)
            for k in read_slices(raw, layout, stored, series.slices[0].frame):
                cast(NDArray[np.bool_], volume.arrived)[k] = True
                if cancelled and cancelled():
                    raise CancelledError("stopped")
                if first and k == len(stored) // 2:
                    first(volume)
                if progress:
                    progress(k + 1, len(stored))
    except RefusedError as error:
        raise scan_error(file, error) from error
    except STREAM_ERRORS as error:
        refused = RefusedError("damaged-pixels", f"its voxels cannot be read ({error})")
        raise scan_error(file, refused) from error
    return replace(volume, series=_with_nan_reason(series, stored), arrived=None)


def read_slices(
    raw: BinaryIO, layout: VoxelLayout, stored: NDArray[Any], start: int = 0
) -> Iterator[int]:
    """Fill an array slice by slice in native byte order, and tell of each.

    Parameters
    ----------
    raw : BinaryIO
        The file.
    layout : VoxelLayout
        Of the file.
    stored : ndarray, shape (slices, rows, columns)
        What is filled.
    start : int
        The file's slice that comes first.
    """
    raw.seek(layout.start)
    stream = unpacked(raw, layout.packing)
    _skip(stream, layout.skipped + start * stored[0].nbytes)
    swapped = not np.dtype(layout.kind).isnative
    # x runs fastest in the file: that is C order for (z, y, x).
    for k in range(len(stored)):
        read_into(stream, stored[k])
        if swapped:
            stored[k].byteswap(inplace=True)
        yield k
    # The checksum of a packed file stands behind its last voxel.
    stream.read(1)


def unpacked(raw: BinaryIO, packing: Packing) -> BinaryIO:
    """Return the unpacked bytes from where a stream stands."""
    match packing:
        case Packing.RAW:
            return raw
        case Packing.GZIP:
            return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
        case Packing.BZIP2:
            return cast(BinaryIO, bz2.BZ2File(raw))
        case unreachable:
            assert_never(unreachable)


def digest_of(file: str, opener: Opener) -> str:
    """Return the SHA-256 of a file, which stands for its identity."""
    found = hashlib.sha256()
    try:
        with opener.open(file) as stream:
            while chunk := stream.read(CHUNK):
                found.update(chunk)
    except STREAM_ERRORS as error:
        raise unreadable(error) from error
    return found.hexdigest()


def check_digest(file: str, opener: Opener, uid: str) -> None:
    """Refuse a file that is no longer the one of a UID ``sha256:…``.

    Raises
    ------
    RefusedError
        ``changed-file``.
    """
    if f"sha256:{digest_of(file, opener)}" != uid:
        message = "is no longer the file that was found; open its folder again"
        raise RefusedError("changed-file", message)


def _volume(series: Series, layout: VoxelLayout, stored: NDArray[Any]) -> Volume:
    return Volume(
        series=series,
        stored_kji=stored,
        slope=layout.slope,
        intercept=layout.intercept,
        padding=None,
        inverted=False,
        unit="",
        arrived=np.zeros(len(stored), dtype=np.bool_),
    )


def _skip(stream: BinaryIO, count: int) -> None:
    """Move past what stands before the voxels; it need not be possible to seek."""
    while count > 0:
        got = len(stream.read(min(count, CHUNK)))
        if got == 0:
            raise RefusedError("truncated", "is cut short before its voxels")
        count -= got


def _with_nan_reason(series: Series, stored: NDArray[Any]) -> Series:
    if stored.dtype.kind != "f":
        return series
    count = math.prod(stored.shape) - int(np.count_nonzero(np.isfinite(stored)))
    if count == 0:
        return series
    reason = Reason(code="nan-values", message=f"{count} voxels are no finite numbers")
    verdict, reasons = judge(
        (*series.reasons, reason), modality=series.modality, geometry=series.geometry
    )
    return replace(series, verdict=verdict, reasons=reasons)
