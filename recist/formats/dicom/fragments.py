"""The items of compressed pixel data, PS3.5 A.4: where each frame starts, whatever a table says."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from pydicom import Dataset

from recist.formats.sources import RefusedError

UNDEFINED_LENGTH = 0xFFFFFFFF
ITEM = (0xFFFE, 0xE000)
SEQUENCE_END = (0xFFFE, 0xE0DD)
CUT = (0, 0, 0)
HEAD_BYTES = 8

Offsets = tuple[tuple[int, ...], tuple[int, ...]]
"""Where each frame starts, counted from the first one's item, and its bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragments:
    """The table of offsets, and start and length of each fragment behind it."""

    table: bytes
    starts: tuple[int, ...]
    lengths: tuple[int, ...]


def read_fragments(stream: BinaryIO, size: int) -> Fragments:
    """Walk over the items by their lengths, from where the stream stands.

    Raises
    ------
    RefusedError
        ``damaged-pixels`` if these are no items, ``truncated`` if they end early, ``no-pixels``
        if there is none.
    """
    table, first = None, 0
    starts, lengths = [], []
    while True:
        position = stream.tell()
        head = stream.read(HEAD_BYTES)
        group, element, length = struct.unpack("<HHL", head) if len(head) == HEAD_BYTES else CUT
        # Some writers leave out the closing tag; the frames are all there.
        if (group, element) in (SEQUENCE_END, CUT[:2]):
            break
        if (group, element) != ITEM or length == UNDEFINED_LENGTH:
            raise RefusedError("damaged-pixels", "the compressed pixels are not in proper items")
        if stream.tell() + length > size:
            raise RefusedError("truncated", "is cut short in its compressed pixels")
        if table is None:
            # The first item is the table of offsets.
            table, first = stream.read(length), stream.tell()
            continue
        stream.seek(length, io.SEEK_CUR)
        starts.append(position - first)
        lengths.append(length)
    if not starts:
        message = "holds no compressed frame: it may have been cut short"
        raise RefusedError("no-pixels", message)
    return Fragments(table=table or b"", starts=tuple(starts), lengths=tuple(lengths))


def check_count(found: Fragments, frames: int) -> None:
    """Refuse fewer fragments than frames.

    Raises
    ------
    RefusedError
        ``truncated``.
    """
    count = len(found.starts)
    if count < frames:
        message = f"is cut short: {count} of {frames} compressed frames are there"
        raise RefusedError("truncated", message)


def frame_offsets_of(found: Fragments, frames: int, data: Dataset) -> Offsets | None:
    """Return where the frames are if a table says something else, None if it can be followed.

    As many fragments as frames leave nothing to a table: a damaged one would show the pixels of
    one slice in the place of another.

    Raises
    ------
    RefusedError
        ``damaged-pixels`` if the table is none, or is needed and leads to no fragments in order.
    """
    # It is for frames of one fragment each, PS3.3 C.7.6.3.1.8.
    extended = bool(data.get("ExtendedOffsetTable"))
    if not found.table and not extended:
        return None
    if len(found.table) % 4:
        raise RefusedError("damaged-pixels", "the table of its frames is no table")
    starts = struct.unpack(f"<{len(found.table) // 4}L", found.table)
    if len(found.starts) == frames:
        agrees = not extended and starts == found.starts
        return None if agrees else (found.starts, found.lengths)
    in_order = all(one < other for one, other in pairwise(starts))
    fits = len(starts) == frames and starts[0] == 0 and not set(starts) - set(found.starts)
    if extended or not in_order or not fits:
        raise RefusedError("damaged-pixels", "the table of its frames does not fit them")
    return None
