"""Frames of an open file into arrays that are already there."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

import numpy as np
from pydicom.encaps import generate_frames

from recist.formats.dicom.open import DicomFile, PixelSpan
from recist.formats.dicom.pixels import (
    EXPLICIT_BIG,
    NATIVE,
    PixelFormat,
    Pixels,
    grey_values,
    stored_values,
)
from recist.formats.dicom.values import DAMAGE
from recist.formats.sources import RefusedError, read_into

Decode = Callable[[bytes, PixelFormat, Pixels], None]


def read_pixels(
    opened: DicomFile, pixels: PixelFormat, wanted: dict[int, Pixels], decode: Decode
) -> None:
    """Fill the wanted frames.

    Parameters
    ----------
    opened : DicomFile
        The file, its length checked.
    pixels : PixelFormat
        Its layout.
    wanted : dict
        Frame number (from 0) to a contiguous array (rows, columns) of the stored type.
    decode : callable
        Decodes a compressed frame into such an array.

    Raises
    ------
    RefusedError
        If pixels are missing, damaged or of another size than the header says.
    """
    span = opened.pixels
    if span is None:
        raise RefusedError("no-pixels", "holds no pixel data")
    if pixels.syntax == EXPLICIT_BIG and pixels.bits_allocated == 8 and span.words:
        _read_swapped(opened.stream, span.offset, pixels, wanted)
        return
    if pixels.syntax in NATIVE:
        for frame, target in wanted.items():
            opened.stream.seek(span.offset + frame * pixels.frame_bytes)
            _read_native(opened.stream, pixels, target)
        return
    filled = set()
    for frame, data in enumerate(_encapsulated(opened, span, pixels)):
        if frame in wanted:
            decode(data, pixels, wanted[frame])
            filled.add(frame)
    if filled != set(wanted):
        missing = min(set(wanted) - filled) + 1
        raise RefusedError("truncated", f"is cut short: frame {missing} is not there")


def read_plain(stream: BinaryIO, pixels: PixelFormat, target: Pixels) -> None:
    """Read one uncompressed grey frame from where the stream stands."""
    read_into(stream, target)
    if pixels.syntax == EXPLICIT_BIG and pixels.bits_allocated > 8:
        target.byteswap(inplace=True)
    if pixels.bits_stored != pixels.bits_allocated:
        target[...] = stored_values(target, pixels)


def _read_swapped(
    stream: BinaryIO, offset: int, pixels: PixelFormat, wanted: dict[int, Pixels]
) -> None:
    """Read bytes that were written as big-endian words: in pairs, the later one first."""
    stream.seek(offset)
    swapped = np.empty(pixels.frame_bytes * pixels.frames + 1 & ~1, dtype=np.uint8)
    read_into(stream, swapped)
    plain = io.BytesIO(swapped.view(np.uint16).byteswap(inplace=True).data)
    for frame, target in wanted.items():
        plain.seek(frame * pixels.frame_bytes)
        _read_native(plain, pixels, target)


def _read_native(stream: BinaryIO, pixels: PixelFormat, target: Pixels) -> None:
    if pixels.samples == 1:
        read_plain(stream, pixels, target)
        return
    buffer = np.empty(pixels.frame_bytes, dtype=np.uint8)
    read_into(stream, buffer)
    target[...] = grey_values(_samples(buffer, pixels), pixels)


def _encapsulated(opened: DicomFile, span: PixelSpan, pixels: PixelFormat) -> Iterator[bytes]:
    opened.stream.seek(span.offset)
    data = opened.stream.read()
    try:
        yield from generate_frames(data, number_of_frames=pixels.frames)
    except RefusedError:
        raise
    except DAMAGE as error:
        raise RefusedError("damaged-pixels", "the compressed pixels are not in order") from error


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
