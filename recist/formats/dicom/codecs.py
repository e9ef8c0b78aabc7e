"""Compressed frames into stored values, one decoder per transfer syntax."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping

import imagecodecs
import numpy as np

from recist.formats.dicom.pixels import JPEG, RLE, PixelFormat, Pixels, grey_values, stored_values
from recist.formats.sources import RefusedError

RLE_HEADER_BYTES = 64
# What the decoders raise on bytes that they cannot use.
_DECODER_ERRORS = (LookupError, MemoryError, OSError, OverflowError, RuntimeError, TypeError)


def _lossless_jpeg(data: bytes) -> Pixels:
    try:
        return np.asarray(imagecodecs.ljpeg_decode(data))
    except imagecodecs.LjpegError:
        # The two decoders differ in the predictors and point transforms that they know.
        return np.asarray(imagecodecs.jpegsof3_decode(data))


DECODERS: Mapping[str, Callable[[bytes], Pixels]] = {
    JPEG + "50": imagecodecs.jpeg8_decode,
    JPEG + "51": imagecodecs.jpeg8_decode,
    JPEG + "53": imagecodecs.jpeg8_decode,
    JPEG + "55": imagecodecs.jpeg8_decode,
    JPEG + "57": _lossless_jpeg,
    JPEG + "70": _lossless_jpeg,
    JPEG + "80": imagecodecs.jpegls_decode,
    JPEG + "81": imagecodecs.jpegls_decode,
    JPEG + "90": imagecodecs.jpeg2k_decode,
    JPEG + "91": imagecodecs.jpeg2k_decode,
    JPEG + "201": imagecodecs.htj2k_decode,
    JPEG + "202": imagecodecs.htj2k_decode,
    JPEG + "203": imagecodecs.htj2k_decode,
}


def decode_frame(data: bytes, pixels: PixelFormat) -> Pixels:
    """Decode one compressed frame into stored values.

    Parameters
    ----------
    data : bytes
        The joined fragments of the frame.
    pixels : PixelFormat
        What the header says of it.

    Returns
    -------
    ndarray, shape (rows, columns)
        Of :func:`~recist.formats.dicom.pixels.stored_type`; colour as its luminance.

    Raises
    ------
    RefusedError
        If the syntax is not known, the data are damaged or the frame has another size.
    """
    flat = (pixels.rows, pixels.columns)
    shape = flat if pixels.samples == 1 else (*flat, pixels.samples)
    try:
        found = _rle(data, pixels) if pixels.syntax == RLE else _decoder(pixels)(data)
    except RefusedError:
        raise
    except (ValueError, *_DECODER_ERRORS) as error:
        raise RefusedError("damaged-pixels", "the compressed pixels cannot be decoded") from error
    if found.shape != shape:
        message = f"decodes to {found.shape} pixels, its header promises {shape}"
        raise RefusedError("wrong-pixel-length", message)
    if found.dtype.itemsize * 8 > pixels.bits_allocated:
        bits = found.dtype.itemsize * 8
        message = f"decodes to {bits} bits, its header promises {pixels.bits_allocated}"
        raise RefusedError("wrong-pixel-length", message)
    return grey_values(stored_values(found, pixels), pixels)


def _decoder(pixels: PixelFormat) -> Callable[[bytes], Pixels]:
    try:
        return DECODERS[pixels.syntax]
    except KeyError as error:
        message = f"pixels in transfer syntax {pixels.syntax} are not read"
        raise RefusedError("unsupported-syntax", message) from error


def _check_segments(data: bytes, planes: int) -> None:
    """Refuse segments that lie outside: the decoder would read what is none of its bytes."""
    count, *offsets = struct.unpack("<16L", data[:RLE_HEADER_BYTES].ljust(RLE_HEADER_BYTES, b"\0"))
    starts = offsets[:count]
    if (
        count != planes
        or starts != sorted(starts)
        or not all(RLE_HEADER_BYTES <= start < len(data) for start in starts)
    ):
        raise RefusedError("damaged-pixels", "the segments of its run lengths are not in order")


def _rle(data: bytes, pixels: PixelFormat) -> Pixels:
    """Decode PS3.5 Annex G: byte planes, most significant first, each run-length coded."""
    _check_segments(data, pixels.samples * pixels.bits_allocated // 8)
    kind = np.dtype(f"<u{pixels.bits_allocated // 8}")
    plain = np.frombuffer(imagecodecs.dicomrle_decode(data, kind), dtype=kind)
    if plain.size != pixels.rows * pixels.columns * pixels.samples:
        raise RefusedError("wrong-pixel-length", f"decodes to {plain.size} values")
    if pixels.samples == 1:
        return plain.reshape(pixels.rows, pixels.columns)
    return np.moveaxis(plain.reshape(pixels.samples, pixels.rows, pixels.columns), 0, -1)
