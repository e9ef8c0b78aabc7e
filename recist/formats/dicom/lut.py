"""Look-up tables as they stand in a header, PS3.3 C.11.1.1 and C.11.2.1.1."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from pydicom import Dataset

from recist.formats.dicom.values import DAMAGE, numbers
from recist.imaging.lut import MOST_ENTRIES, LookUpTable

Words = NDArray[np.uint16]


def read_table(item: Dataset, *, signed: bool) -> LookUpTable | None:
    """Return the table of an item of a LUT sequence.

    Parameters
    ----------
    item : Dataset
        With LUTDescriptor and LUTData.
    signed : bool
        Whether input values can be negative: then a first value that was written without a
        sign is given one.

    Returns
    -------
    LookUpTable or None
        None where descriptor and data do not fit each other.
    """
    descriptor = numbers(item, "LUTDescriptor") or ()
    if len(descriptor) != 3 or not all(
        value.is_integer() and abs(value) < MOST_ENTRIES for value in descriptor
    ):
        return None
    count, first, bits = (int(value) for value in descriptor)
    # 65,536 does not fit in 16 bits and is written as 0; a signed reading turns the others.
    count = count % MOST_ENTRIES or MOST_ENTRIES
    if signed and first >= MOST_ENTRIES // 2:
        first -= MOST_ENTRIES
    if not signed and first < 0:
        first += MOST_ENTRIES
    try:
        words = _words(item, count, bits)
    except DAMAGE:
        return None
    if words is None or not 1 <= bits <= 16:
        return None
    # Some writers state fewer bits than their entries have.
    return _kept(first, words.astype("<u2").tobytes(), max(bits, int(words.max()).bit_length()))


def _words(item: Dataset, count: int, bits: int) -> Words | None:
    """Return the entries, however they are packed; None where they are too few."""
    data = item.LUTData
    if isinstance(data, bytes):
        # 16-bit words lie in the order of the file; the parser leaves them as they are.
        little = item.original_encoding[1] is not False
        raw = np.frombuffer(data[: len(data) // 2 * 2], dtype="<u2" if little else ">u2")
    else:
        raw = np.atleast_1d(np.asarray(data)).astype(np.uint16)
    if len(raw) >= count:
        return raw[:count].astype(np.uint16)
    if bits <= 8 and 2 * len(raw) >= count:
        # Two entries share a word, the first in its low byte.
        return raw.astype("<u2").view(np.uint8)[:count].astype(np.uint16)
    return None


@lru_cache(maxsize=64)
def _kept(first: int, packed: bytes, bits: int) -> LookUpTable:
    """Keep one copy of what every slice of a series repeats."""
    return LookUpTable(first=first, packed=packed, bits=bits)
