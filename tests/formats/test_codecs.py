"""Codecs know nothing of the sign: small signed and unsigned frames through each of them."""

from dataclasses import replace

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from shared_parts.encoders import ENCODERS, JPEG, JPEG_2000, JPEG_LS

from recist.formats.dicom.codecs import DECODERS, decode_frame
from recist.formats.dicom.pixels import NATIVE, READABLE, RLE, PixelFormat
from recist.formats.sources import RefusedError

Words = NDArray[np.uint16]


def layout(*, syntax: str, stored: int, signed: bool) -> PixelFormat:
    return PixelFormat(
        rows=4,
        columns=6,
        samples=1,
        bits_allocated=16,
        bits_stored=stored,
        high_bit=stored - 1,
        signed=signed,
        photometric="MONOCHROME2",
        planar=False,
        syntax=syntax,
        frames=1,
    )


LOSSLESS = (JPEG + "57", JPEG + "70", JPEG_LS, JPEG_2000, RLE)


def test_what_is_called_readable_has_a_decoder() -> None:
    assert set(DECODERS) | NATIVE | {RLE} == READABLE


def test_a_frame_of_more_bits_than_its_header_says_is_refused() -> None:
    words = np.arange(24, dtype=np.uint16).reshape(4, 6) * 200
    narrow = replace(
        layout(syntax="1.2.840.10008.1.2.4.80", stored=8, signed=False), bits_allocated=8
    )
    with pytest.raises(RefusedError, match=r"16 bits.*promises 8"):
        decode_frame(bytes(imagecodecs.jpegls_encode(words)), narrow)


VALUES = [
    # bits stored, signed, values
    (16, 1, [-32768, -2000, -1, 0, 1, 32767]),
    (16, 0, [0, 1, 2000, 32767, 32768, 65535]),
    (12, 1, [-2048, -1000, -1, 0, 1, 2047]),
    (12, 0, [0, 1, 1000, 2047, 2048, 4095]),
]


@pytest.mark.parametrize(("stored", "signed", "values"), VALUES)
@pytest.mark.parametrize("syntax", LOSSLESS)
def test_sign_survives_the_codec(
    syntax: str,
    stored: int,
    signed: int,
    values: list[int],
) -> None:
    row = np.array(values, dtype=np.int64)
    expected = np.vstack([np.roll(row, n) for n in range(4)])
    # What a codec is handed: the stored bits alone, without a sign.
    words = (expected & ((1 << stored) - 1)).astype(np.uint16)
    pixels = layout(syntax=syntax, stored=stored, signed=bool(signed))
    found = decode_frame(ENCODERS[syntax](words), pixels)
    assert found.dtype == (np.int16 if signed else np.uint16)
    np.testing.assert_array_equal(found, expected)


def test_a_signed_codestream_keeps_its_sign() -> None:
    values = np.array([[-2000, -1, 0, 1, 32767, -32768]] * 4, dtype=np.int16)
    data = bytes(imagecodecs.jpeg2k_encode(values, level=0, codecformat="J2K"))
    found = decode_frame(data, layout(syntax="1.2.840.10008.1.2.4.90", stored=16, signed=True))
    np.testing.assert_array_equal(found, values)


def test_a_signed_codestream_of_12_bits_keeps_its_sign() -> None:
    values = np.array([[-2048, -1000, -1, 0, 1, 2047]] * 4, dtype=np.int16)
    data = bytes(imagecodecs.jpeg2k_encode(values, level=0, codecformat="J2K", bitspersample=12))
    found = decode_frame(data, layout(syntax="1.2.840.10008.1.2.4.90", stored=12, signed=True))
    np.testing.assert_array_equal(found, values)


def test_a_frame_of_another_size_is_refused() -> None:
    small = bytes(imagecodecs.jpegls_encode(np.zeros((3, 6), dtype=np.uint16)))
    pixels = layout(syntax="1.2.840.10008.1.2.4.80", stored=16, signed=False)
    with pytest.raises(RefusedError, match=r"decodes to \(3, 6\)"):
        decode_frame(small, pixels)
