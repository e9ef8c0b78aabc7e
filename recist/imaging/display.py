"""Stored values to what the screen shows: windows, presets and the look-up table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.lut import looked_up
from recist.imaging.series import Window, WindowFunction
from recist.imaging.volume import Volume

Pixels = NDArray[Any]
Colours = NDArray[np.uint32]

OPAQUE = np.uint32(0xFF000000)
GREY_TO_RGB = np.uint32(0x00010101)
LOW_PERCENT, HIGH_PERCENT = 1.0, 99.0
# A look-up widens its indices to 8 bytes; so many of them stay in the processor's cache.
LOOK_UP_VOXELS = 1 << 17
# Percentiles of a sample this large are steady, and it is sorted at once.
SAMPLE_VOXELS = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A named window and the key that sets it."""

    name: str
    key: str
    window: Window


PRESETS = (
    Preset(name="Soft tissue", key="1", window=Window(width=400, level=40)),
    Preset(name="Mediastinum", key="2", window=Window(width=350, level=50)),
    Preset(name="Lung", key="3", window=Window(width=1500, level=-600)),
    Preset(name="Liver", key="4", window=Window(width=150, level=90)),
    Preset(name="Bone", key="5", window=Window(width=2000, level=400)),
    Preset(name="Brain", key="6", window=Window(width=80, level=40)),
)


def default_window(volume: Volume) -> Window:
    """Return the window to open with: the file's own, else soft tissue in HU, else automatic."""
    if volume.series.windows:
        return volume.series.windows[0]
    if volume.series.modality == "CT" and volume.unit == "HU":
        return PRESETS[0].window
    return auto_window(volume)


def auto_window(volume: Volume, k: int | None = None) -> Window:
    """Return the window from the 1st to the 99th percentile, without padding.

    Parameters
    ----------
    volume : Volume
        The voxels.
    k : int, optional
        One slice only; else the whole volume, as far as it is there (a regular sample of it where
        it is large).
    """
    stored = volume.stored_kji if k is None else volume.stored_kji[k]
    if k is None and volume.arrived is not None:
        stored = stored[volume.arrived]
    flat = stored.reshape(-1)
    flat = flat[:: max(1, flat.size // SAMPLE_VOXELS)]
    inside = np.isfinite(flat)
    if volume.padding is not None:
        inside &= (flat < volume.padding[0]) | (flat > volume.padding[1])
    values = flat[inside].astype(np.float64) * volume.slope + volume.intercept
    if values.size == 0:
        return Window(width=1, level=0)
    low, high = (float(end) for end in np.percentile(values, (LOW_PERCENT, HIGH_PERCENT)))
    if high <= low:
        low, high = float(values.min()), float(values.max())
    if high <= low:
        return Window(width=1, level=low)
    # Values of PET and MR may all lie within 1, where the linear function cannot tell them apart.
    exact = WindowFunction.LINEAR_EXACT
    return Window(width=high - low, level=(low + high) / 2, function=exact)


def to_grey(values: Pixels, window: Window) -> NDArray[np.uint8]:
    """Map values in the volume's unit to grey 0..255 by a window's function or table.

    PS3.3 C.11.2.1.1 for tables, C.11.2.1.2.1 and C.11.2.1.3 for the functions. What is no
    number becomes black.
    """
    if window.table is not None:
        steps = looked_up(values, window.table) / ((1 << window.table.bits) - 1)
        return _bytes(np.where(np.isfinite(values), steps, 0.0))
    match window.function:
        case WindowFunction.LINEAR:
            return linear(values, window)
        case WindowFunction.LINEAR_EXACT:
            return _bytes(_share(values, window))
        case WindowFunction.SIGMOID:
            # tanh is the same curve without an exponential that could overflow.
            return _bytes(0.5 + 0.5 * np.tanh(2.0 * (_share(values, window) - 0.5)))


def linear(values: Pixels, window: Window) -> NDArray[np.uint8]:
    """Map values in the volume's unit to grey 0..255 by DICOM's linear function.

    PS3.3 C.11.2.1.2.1 for widths from 1, and its exact form C.11.2.1.3.2 for narrower
    windows, which the first cannot express. What is no number becomes black.
    """
    values = np.asarray(values, dtype=np.float64)
    if window.width == 1:
        return np.where(values > window.level - 0.5, 255, 0).astype(np.uint8)
    if window.width > 1:
        share = (values - (window.level - 0.5)) / (window.width - 1) + 0.5
    else:
        share = _share(values, window)
    return _bytes(share)


def _share(values: Pixels, window: Window) -> NDArray[np.float64]:
    """Return where values lie in a window: 0 at its lower end, 1 at its upper one."""
    width = max(window.width, np.finfo(np.float64).tiny)
    share: NDArray[np.float64] = (np.asarray(values, np.float64) - window.level) / width + 0.5
    return share


def _bytes(share: NDArray[np.float64]) -> NDArray[np.uint8]:
    grey = np.clip(np.nan_to_num(share, nan=0.0) * 255, 0, 255)
    return np.rint(grey).astype(np.uint8)


def has_table(volume: Volume) -> bool:
    """Say whether the stored values are few enough to look each one up."""
    return volume.stored_kji.dtype.kind in "iu" and volume.stored_kji.dtype.itemsize <= 2


def window_table(volume: Volume, window: Window, *, invert: bool = False) -> Colours:
    """Return a table from stored value to 0xFFRRGGBB grey.

    Parameters
    ----------
    volume : Volume
        Gives type, slope, intercept and MONOCHROME1.
    window : Window
        In the volume's unit.
    invert : bool
        The reader's own inversion, on top of that of MONOCHROME1.

    Returns
    -------
    ndarray of uint32
        65,536 entries (256 for bytes), indexed by the stored value's bits read as unsigned.

    Raises
    ------
    TypeError
        If the stored values are wider than 16 bits or no integers; see :func:`painter`.
    """
    kind = volume.stored_kji.dtype
    if not has_table(volume):
        raise TypeError(f"values of type {kind} have no table")
    bits = np.arange(1 << (8 * kind.itemsize), dtype=f"u{kind.itemsize}")
    return _colours(bits.view(kind), volume, window, invert=invert)


def render(slice_ji: Pixels, table: Colours) -> Colours:
    """Turn a slice of stored values into 0xFFRRGGBB by a table of :func:`window_table`."""
    indices = slice_ji.view(np.dtype(f"u{slice_ji.dtype.itemsize}"))
    colours = np.empty(indices.shape, dtype=table.dtype)
    rows = max(1, LOOK_UP_VOXELS // max(1, indices.shape[1]))
    for first in range(0, len(indices), rows):
        part = slice(first, first + rows)
        # The table has an entry for every index; "wrap" only spares numpy the looking after it.
        table.take(indices[part], mode="wrap", out=colours[part])
    return colours


def painter(volume: Volume, window: Window, *, invert: bool = False) -> Callable[[Pixels], Colours]:
    """Return the function that turns slices of this volume into 0xFFRRGGBB.

    By table for 8 and 16 bits, by arithmetic for wider integers and floats.
    """
    if has_table(volume):
        table = window_table(volume, window, invert=invert)
        return lambda slice_ji: render(slice_ji, table)
    return lambda slice_ji: _colours(slice_ji, volume, window, invert=invert)


def _colours(stored: Pixels, volume: Volume, window: Window, *, invert: bool) -> Colours:
    values = stored.astype(np.float64) * volume.slope + volume.intercept
    grey = to_grey(values, window)
    # MONOCHROME1 turns the scale round once, after the window (PS3.3 C.7.6.3.1.2).
    if volume.inverted != invert:
        grey = np.uint8(255) - grey
    return grey.astype(np.uint32) * GREY_TO_RGB | OPAQUE
