"""A look-up table of a header: values in, grey levels or values of another unit out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_ENTRIES = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUpTable:
    """A table as PS3.3 C.11.1.1 describes it.

    Attributes
    ----------
    first : int
        The input value that the first entry stands for; the next entry is for the next value.
    packed : bytes
        The entries as little-endian 16-bit words: small, and two tables compare at once.
    bits : int
        Bits of an entry, 8 to 16: the output runs from 0 to ``2 ** bits - 1``.
    """

    first: int
    packed: bytes
    bits: int

    @property
    def entries(self) -> NDArray[np.uint16]:
        """The output values, read-only."""
        return np.frombuffer(self.packed, dtype="<u2")

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.packed) // 2


def looked_up(values: NDArray[Any], table: LookUpTable) -> NDArray[np.uint16]:
    """Map values through a table; what lies beyond an end gets the entry at that end.

    Parameters
    ----------
    values : ndarray
        Of any shape; values between two entries take the nearer one, NaN the first.
    table : LookUpTable

    Returns
    -------
    ndarray of uint16
        Of the same shape.
    """
    last = table.first + table.size - 1
    near = np.rint(values) if values.dtype.kind == "f" else values.astype(np.int64)
    inside = np.clip(np.nan_to_num(near, nan=table.first), table.first, last)
    found: NDArray[np.uint16] = table.entries[inside.astype(np.int64) - table.first]
    return found
