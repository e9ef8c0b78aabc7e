"""What stored values mean, slice by slice, and the one scale that a whole volume can have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.lut import LookUpTable, looked_up

Pixels = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """How the stored values of one slice become values in the unit of its modality.

    Attributes
    ----------
    slope, intercept : float
        ``value = stored * slope + intercept``, where there is no table.
    table : LookUpTable or None
        Modality LUT: takes the place of slope and intercept.
    padding : tuple of float or None
        Inclusive range of stored values that lie outside the image.
    """

    slope: float = 1.0
    intercept: float = 0.0
    table: LookUpTable | None = None
    padding: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What holds for every voxel of a volume: its type, rescale and padding as in `Volume`."""

    kind: np.dtype[Any]
    slope: float
    intercept: float
    padding: tuple[float, float] | None


def common_scale(meanings: Collection[Meaning], kind: np.dtype[Any]) -> Scale:
    """Return the scale of a volume whose slices mean this; known before a pixel is read.

    Parameters
    ----------
    meanings : collection of Meaning
        One or more.
    kind : dtype
        Of the stored values.

    Returns
    -------
    Scale
        Slices that agree keep their stored values. The output of tables is uint16. Slices that
        differ in anything become real values in floating point, and so do tables with padding:
        NaN then stands for padding, since any other value could be one of the image.
    """
    first, *others = set(meanings)
    if not others and first.table is None:
        return Scale(kind=kind, slope=first.slope, intercept=first.intercept, padding=first.padding)
    plain = all(one.table is not None and one.padding is None for one in (first, *others))
    # Floats of 32 bits hold every value of 16 bits; wider ones take 64.
    joined = np.dtype(np.uint16) if plain else np.result_type(kind, np.float32)
    return Scale(kind=joined, slope=1.0, intercept=0.0, padding=None)


def in_scale(stored: Pixels, meaning: Meaning, scale: Scale) -> Pixels:
    """Return the stored values of a slice as values of the volume's scale.

    Parameters
    ----------
    stored : ndarray
        Of the type that the scale was made for; given back as it is where nothing changes.
    meaning : Meaning
        Of this slice.
    scale : Scale
        Of :func:`common_scale` over all slices.
    """
    same = Meaning(slope=scale.slope, intercept=scale.intercept, padding=scale.padding)
    if meaning == same and scale.kind == stored.dtype:
        return stored
    if meaning.table is not None:
        values = looked_up(stored, meaning.table).astype(scale.kind)
    else:
        values = np.multiply(stored, meaning.slope, dtype=scale.kind)
        values += scale.kind.type(meaning.intercept)
    if meaning.padding is not None:
        values[(stored >= meaning.padding[0]) & (stored <= meaning.padding[1])] = np.nan
    return values
