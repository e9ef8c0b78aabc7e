"""Frames of a file into arrays that are already there."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import numpy as np
from pydicom.encaps import get_frame

from recist.formats.dicom.codecs import decode_frame
from recist.formats.dicom.fragments import read_fragments
from recist.formats.dicom.layout import Layout, check_header
from recist.formats.dicom.open import inflated
from recist.formats.dicom.pixels import (
    DEFLATED,
    EXPLICIT_BIG,
    NATIVE,
    PixelFormat,
    Pixels,
    grey_values,
    stored_type,
)
from recist.formats.dicom.plain import keep_stored_bits
from recist.formats.dicom.values import DAMAGE
from recist.formats.sources import RefusedError, read_into

Table = tuple[list[int], list[int]]
"""Start and length of each frame, as pydicom takes them."""


def read_frames(stream: BinaryIO, layout: Layout, frames: Iterable[int]) -> Iterator[Pixels]:
    """Yield frames of a file as arrays (rows, columns) of the stored type.

    Parameters
    ----------
    stream : BinaryIO
        The file from its start.
    layout : Layout
        As the scan has found it.
    frames : iterable of int
        Their numbers, from 0.

    Raises
    ------
    RefusedError
        If pixels are missing, damaged or of another size than the header says, or the header
        is another one than that which was found.
    """
    if layout.pixels.syntax == DEFLATED:
        stream = inflated(stream)
    check_header(stream, layout)
    pixels, start = layout.pixels, layout.offset
    if pixels.syntax == EXPLICIT_BIG and pixels.bits_allocated == 8 and layout.words:
        stream, start = _swapped(stream, pixels), 0
    table = None if pixels.syntax in NATIVE else _table(stream, layout)
    for frame in frames:
        if pixels.syntax in NATIVE:
            stream.seek(start + frame * pixels.frame_bytes)
            yield _native(stream, pixels)
        else:
            yield _compressed(stream, layout, frame, table)


def _swapped(stream: BinaryIO, pixels: PixelFormat) -> BinaryIO:
    """Return bytes that were written as big-endian words: in pairs, the later one first."""
    found = np.empty(pixels.frame_bytes * pixels.frames + 1 & ~1, dtype=np.uint8)
    read_into(stream, found)
    return io.BytesIO(found.view(np.uint16).byteswap(inplace=True).data)


def _native(stream: BinaryIO, pixels: PixelFormat) -> Pixels:
    if pixels.samples > 1:
        buffer = np.empty(pixels.frame_bytes, dtype=np.uint8)
        read_into(stream, buffer)
        return grey_values(_samples(buffer, pixels), pixels)
    found = np.empty((pixels.rows, pixels.columns), dtype=stored_type(pixels))
    read_into(stream, found)
    if pixels.syntax == EXPLICIT_BIG and pixels.bits_allocated > 8:
        found.byteswap(inplace=True)
    keep_stored_bits(found, pixels)
    return found


def _table(stream: BinaryIO, layout: Layout) -> Table | None:
    """Return where the frames are; without it each of them is sought from the first one on."""
    table, frames = layout.frame_offsets, layout.pixels.frames
    if table is None and frames > 1:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(layout.offset)
        found = read_fragments(stream, size)
        table = (found.starts, found.lengths) if len(found.starts) == frames else None
    return None if table is None else (list(table[0]), list(table[1]))


def _compressed(stream: BinaryIO, layout: Layout, frame: int, table: Table | None) -> Pixels:
    stream.seek(layout.offset)
    try:
        data = get_frame(
            stream,
            frame,
            number_of_frames=layout.pixels.frames,
            extended_offsets=table,
        )
    except RefusedError:
        raise
    except DAMAGE as error:
        message = f"the compressed pixels of frame {frame + 1} are not in order"
        raise RefusedError("damaged-pixels", message) from error
    return decode_frame(data, layout.pixels)


def _samples(buffer: Pixels, pixels: PixelFormat) -> Pixels:
    """Shape uncompressed colour as (rows, columns, samples)."""
    rows, columns = pixels.rows, pixels.columns
    if pixels.photometric == "YBR_FULL_422":
        # Two luminances, then the two colours that they share.
        pairs = buffer.reshape(rows, columns // 2, 4)[:, :, :2]
        return np.ascontiguousarray(pairs).reshape(rows, columns, 1)
    if pixels.planar:
        return np.moveaxis(buffer.reshape(pixels.samples, rows, columns), 0, -1)
    return buffer.reshape(rows, columns, pixels.samples)
