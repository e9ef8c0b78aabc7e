"""Whole files in every encoding: the same pixels, however they lie in the file."""

import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import Dataset
from pydicom.encaps import encapsulate, encapsulate_extended
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    RLELossless,
)

from recist.formats.scans import find_scans, load_volume
from tests.formats.dicom_files import SC_CLASS, ct_slice, write

Array = NDArray[Any]
Encode = Callable[[Array], bytes]
JPEG = "1.2.840.10008.1.2.4."


def layout(values: Array, *, stored: int, high: int | None = None) -> dict[str, Any]:
    """Return the attributes that describe an array of (rows, columns) or (frames, …)."""
    frames = {"NumberOfFrames": len(values)} if values.ndim == 3 else {}
    return {
        "Rows": values.shape[-2],
        "Columns": values.shape[-1],
        "BitsAllocated": values.dtype.itemsize * 8,
        "BitsStored": stored,
        "HighBit": stored - 1 if high is None else high,
        "PixelRepresentation": int(values.dtype.kind == "i"),
        **frames,
    }


def read(folder: Path) -> Array:
    """Return the stored values of the only series of a folder."""
    inspection = find_scans([folder])
    assert inspection.rejected == ()
    (series,) = inspection.series
    return load_volume(series).stored_kji


def encapsulated(data: Dataset, content: bytes) -> Dataset:
    data.PixelData = content
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    return data


def values_of(kind: str, stored: int) -> Array:
    """Return 6 × 8 values between the ends of the stored range, both ends among them."""
    low, high = (
        (-(1 << stored - 1), (1 << stored - 1) - 1) if kind[0] == "i" else (0, (1 << stored) - 1)
    )
    return np.linspace(low, high, 48).round().astype(kind).reshape(6, 8)


NATIVE = [ImplicitVRLittleEndian, ExplicitVRLittleEndian, DeflatedExplicitVRLittleEndian]
KINDS = [
    ("i1", 8), ("u1", 8), ("u1", 5), ("i2", 16), ("u2", 16), ("i2", 12), ("u2", 12),
    ("i2", 9), ("u2", 1), ("i4", 32), ("u4", 32), ("i4", 20), ("u4", 24),
]  # fmt: skip


@pytest.mark.parametrize("syntax", [*NATIVE, ExplicitVRBigEndian])
@pytest.mark.parametrize(("kind", "stored"), KINDS)
@pytest.mark.parametrize("above", [0, 1])
def test_uncompressed_pixels_of_any_bits(
    tmp_path: Path, syntax: str, kind: str, stored: int, above: int
) -> None:
    values = values_of(kind, stored)
    room = 8 * values.dtype.itemsize - stored
    shift = min(above, room)
    cell = f"u{values.dtype.itemsize}"
    # What is stored, moved up where the high bit says so, with an overlay in all other bits.
    kept = (values.astype("i8") & ((1 << stored) - 1)) << shift
    overlay = ~(((1 << stored) - 1) << shift) & ((1 << 8 * values.dtype.itemsize) - 1)
    words = (kept | overlay).astype(
        np.dtype(cell).newbyteorder(">" if syntax == ExplicitVRBigEndian else "<")
    )
    data = ct_slice(1, 0, **layout(values, stored=stored, high=stored - 1 + shift))
    data.PixelData = words.tobytes()
    # Explicit big endian writes bytes as bytes, PS3.5 8.1.2.
    data["PixelData"].VR = "OB" if values.dtype.itemsize == 1 else "OW"
    write(tmp_path / "a.dcm", data, syntax)
    found = read(tmp_path)
    assert found.dtype == values.dtype
    np.testing.assert_array_equal(found[0], values)


@pytest.mark.parametrize("shape", [(6, 8), (5, 7), (3, 5, 7)])
def test_bytes_in_big_endian_words_are_swapped_in_pairs(
    tmp_path: Path, shape: tuple[int, ...]
) -> None:
    values = np.arange(np.prod(shape), dtype=np.uint8).reshape(shape)
    plain = values.tobytes() + b"\0" * (values.size % 2)
    swapped = np.frombuffer(plain, dtype="<u2").astype(">u2").tobytes()
    data = ct_slice(
        1, 0, SOPClassUID=SC_CLASS, ImagePositionPatient=None, **layout(values, stored=8)
    )
    data.PixelData = swapped
    data["PixelData"].VR = "OW"
    write(tmp_path / "a.dcm", data, ExplicitVRBigEndian)
    np.testing.assert_array_equal(read(tmp_path), np.atleast_3d(values).reshape(-1, *shape[-2:]))


@pytest.mark.parametrize("extra", [0, 1, 100])
def test_pixels_of_odd_length_and_bytes_after_them(tmp_path: Path, extra: int) -> None:
    values = np.arange(35, dtype=np.uint8).reshape(5, 7)
    data = ct_slice(1, 0, **layout(values, stored=8))
    data.PixelData = values.tobytes() + bytes(extra + (35 + extra) % 2)
    data.add_new("DataSetTrailingPadding", "OB", bytes(64))
    write(tmp_path / "a.dcm", data)
    np.testing.assert_array_equal(read(tmp_path)[0], values)


def rle(values: Array) -> bytes:
    """Encode PS3.5 Annex G in literal runs: a plane for each sample and byte, highest first."""
    samples = values.reshape(*values.shape[:2], -1)
    planes = []
    for n in range(samples.shape[2]):
        cells = samples[:, :, n].astype(values.dtype.newbyteorder(">"))
        planes += [one.tobytes() for one in np.moveaxis(cells.reshape(-1, 1).view("u1"), 1, 0)]
    segments = []
    for plane in planes:
        runs = [plane[at : at + 128] for at in range(0, len(plane), 128)]
        packed = b"".join(bytes([len(run) - 1]) + run for run in runs)
        segments.append(packed + b"\0" * (len(packed) % 2))
    starts = [64 + sum(map(len, segments[:n])) for n in range(len(segments))]
    header = struct.pack("<16L", len(segments), *starts, *[0] * (15 - len(segments)))
    return header + b"".join(segments)


def jpeg2000(values: Array, *, lossless: bool = True) -> bytes:
    bits = max(int(values.max()).bit_length(), 1) if values.dtype.kind == "u" else None
    return bytes(
        imagecodecs.jpeg2k_encode(
            values, level=0, codecformat="J2K", bitspersample=bits, reversible=lossless
        )
    )


def jpeg2000_colour(values: Array) -> bytes:
    return bytes(
        imagecodecs.jpeg2k_encode(values, level=0, codecformat="J2K", mct=True, reversible=True)
    )


def lossy_high_throughput(values: Array) -> bytes:
    return bytes(imagecodecs.htj2k_encode(values, level=1e-4, reversible=False))


def high_throughput(values: Array) -> bytes:
    return bytes(imagecodecs.htj2k_encode(values, reversible=True))


def ljpeg(values: Array) -> bytes:
    if values.ndim == 3:
        return bytes(imagecodecs.jpeg8_encode(values, lossless=True))
    return bytes(imagecodecs.ljpeg_encode(values))


def jpegls(values: Array, level: int = 0) -> bytes:
    return bytes(imagecodecs.jpegls_encode(values, level=level))


def jpeg(values: Array, **options: Any) -> bytes:
    return bytes(imagecodecs.jpeg8_encode(values, level=100, **options))


WORDS = [("u2", 12), ("i2", 12), ("u2", 16), ("i2", 16)]
BYTES = [("u1", 8), ("i1", 8)]
LOSSLESS: list[tuple[str, Encode, list[tuple[str, int]]]] = [
    # syntax, encoder, pixels that it is tried with
    (RLELossless, rle, KINDS),
    (JPEG + "57", ljpeg, BYTES + WORDS),
    (JPEG + "70", ljpeg, BYTES + WORDS),
    (JPEG + "80", jpegls, BYTES + WORDS),
    (JPEG + "90", jpeg2000, [*BYTES, *WORDS, ("u4", 24)]),
    (JPEG + "201", high_throughput, BYTES + WORDS),
    (JPEG + "202", high_throughput, WORDS),
]


@pytest.mark.parametrize(
    ("syntax", "encode", "kind", "stored"),
    [(syntax, encode, *kind) for syntax, encode, kinds in LOSSLESS for kind in kinds],
)
def test_lossless_encodings_give_the_stored_values(
    tmp_path: Path, syntax: str, encode: Encode, kind: str, stored: int
) -> None:
    values = values_of(kind, stored)
    # What a codec is handed: the stored bits alone, without a sign.
    bits = (values.astype("i8") & ((1 << stored) - 1)).astype(f"u{values.dtype.itemsize}")
    data = ct_slice(1, 0, **layout(values, stored=stored))
    write(tmp_path / "a.dcm", encapsulated(data, encapsulate([encode(bits)])), syntax)
    found = read(tmp_path)
    assert found.dtype == values.dtype
    np.testing.assert_array_equal(found[0], values)


NARROW: list[tuple[str, Encode]] = [
    (JPEG + "70", ljpeg),
    (JPEG + "80", jpegls),
    (JPEG + "90", jpeg2000),
]


@pytest.mark.parametrize(("syntax", "encode"), NARROW)
@pytest.mark.parametrize("kind", ["u2", "i2"])
def test_bytes_that_are_stored_in_words(
    tmp_path: Path, syntax: str, encode: Encode, kind: str
) -> None:
    values = values_of(kind, 8)
    data = ct_slice(1, 0, **layout(values, stored=8))
    frame = encode(values.astype(np.uint8))
    write(tmp_path / "a.dcm", encapsulated(data, encapsulate([frame])), syntax)
    np.testing.assert_array_equal(read(tmp_path)[0], values)


LOSSY: list[tuple[str, Encode, str, int, int]] = [
    # syntax, encoder, pixels, largest error
    (JPEG + "50", jpeg, "u1", 8, 3),
    (JPEG + "51", jpeg, "u1", 8, 3),
    (JPEG + "51", partial(jpeg, bitspersample=12), "u2", 12, 9),
    (JPEG + "81", partial(jpegls, level=3), "u2", 12, 3),
    (JPEG + "81", partial(jpegls, level=3), "i2", 12, 3),
    (JPEG + "91", partial(jpeg2000, lossless=False), "u2", 12, 3),
    (JPEG + "203", lossy_high_throughput, "u2", 12, 9),
]


@pytest.mark.parametrize(("syntax", "encode", "kind", "stored", "most"), LOSSY)
def test_lossy_encodings_come_close(
    tmp_path: Path, syntax: str, encode: Encode, kind: str, stored: int, most: int
) -> None:
    # The middle of the range: at its ends an error would turn the sign.
    low, high = (0, 1 << stored - 2) if kind[0] == "i" else (1 << stored - 2, 3 << stored - 2)
    values = np.linspace(low, high, 48).astype(kind).reshape(6, 8)
    bits = values.astype(f"u{values.dtype.itemsize}")
    data = ct_slice(1, 0, **layout(values, stored=stored))
    write(tmp_path / "a.dcm", encapsulated(data, encapsulate([encode(bits)])), syntax)
    (series,) = find_scans([tmp_path]).series
    assert series.lossy
    error = np.abs(load_volume(series).stored_kji[0].astype(int) - values)
    assert error.max() <= most


def in_fragments(
    frames: list[bytes], *, table: bool, pieces: int
) -> tuple[bytes, dict[str, bytes]]:
    return encapsulate(frames, fragments_per_frame=pieces, has_bot=table), {}


def extended(frames: list[bytes]) -> tuple[bytes, dict[str, bytes]]:
    content, offsets, lengths = encapsulate_extended(frames)
    return content, {"ExtendedOffsetTable": offsets, "ExtendedOffsetTableLengths": lengths}


TABLES: list[tuple[str, Callable[[list[bytes]], tuple[bytes, dict[str, bytes]]]]] = [
    ("offsets", lambda one: in_fragments(one, table=True, pieces=1)),
    ("no offsets", lambda one: in_fragments(one, table=False, pieces=1)),
    ("offsets and three fragments a frame", lambda one: in_fragments(one, table=True, pieces=3)),
    ("three fragments a frame alone", lambda one: in_fragments(one, table=False, pieces=3)),
    ("extended offsets", extended),
]
FRAMED: list[tuple[str, Encode]] = [
    (RLELossless, rle),
    (JPEG + "70", ljpeg),
    (JPEG + "80", jpegls),
    (JPEG + "90", jpeg2000),
]


@pytest.mark.parametrize(
    ("syntax", "encode", "wrap"),
    [
        pytest.param(*codec, wrap, id=f"{codec[0]} {name}")
        for codec in FRAMED
        for name, wrap in TABLES
        # A frame of RLE is always one fragment, PS3.5 A.4.2.
        if codec[0] != RLELossless or "fragments" not in name
    ],
)
def test_frames_are_found_with_and_without_their_offsets(
    tmp_path: Path,
    syntax: str,
    encode: Encode,
    wrap: Callable[[list[bytes]], tuple[bytes, dict[str, bytes]]],
) -> None:
    values = np.arange(4 * 48, dtype=np.uint16).reshape(4, 6, 8) * 20
    content, tables = wrap([encode(frame) for frame in values])
    data = ct_slice(
        1, 0, SOPClassUID=SC_CLASS, ImagePositionPatient=None, **layout(values, stored=16), **tables
    )
    write(tmp_path / "a.dcm", encapsulated(data, content), syntax)
    np.testing.assert_array_equal(read(tmp_path), values)


RED, GREEN = (200, 30, 40), (20, 180, 60)
# 0.299 R + 0.587 G + 0.114 B
RED_GREY, GREEN_GREY = 82, 118
COLOURS: list[tuple[str, str, Encode]] = [
    ("RGB", RLELossless, rle),
    ("RGB", JPEG + "70", ljpeg),
    ("RGB", JPEG + "80", jpegls),
    ("YBR_RCT", JPEG + "90", jpeg2000_colour),
    ("YBR_FULL_422", JPEG + "50", jpeg),
    ("YBR_FULL", JPEG + "50", partial(jpeg, subsampling="444")),
]


def in_colour(photometric: str) -> Dataset:
    plain = np.zeros((6, 8), dtype=np.uint8)
    return ct_slice(
        1,
        0,
        SOPClassUID=SC_CLASS,
        **layout(plain, stored=8),
        SamplesPerPixel=3,
        PlanarConfiguration=0,
        PhotometricInterpretation=photometric,
    )


@pytest.mark.parametrize(("photometric", "syntax", "encode"), COLOURS)
def test_compressed_colour_is_shown_by_its_brightness(
    tmp_path: Path, photometric: str, syntax: str, encode: Encode
) -> None:
    colours = np.zeros((6, 8, 3), dtype=np.uint8)
    colours[:, :4], colours[:, 4:] = RED, GREEN
    data = encapsulated(in_colour(photometric), encapsulate([encode(colours)]))
    write(tmp_path / "a.dcm", data, syntax)
    found = read(tmp_path)[0].astype(int)
    assert np.abs(found[:, :3] - RED_GREY).max() <= 3
    assert np.abs(found[:, 5:] - GREEN_GREY).max() <= 3


BRIGHTNESS_FIRST: list[tuple[str, Encode]] = [
    (RLELossless, rle),
    (JPEG + "70", ljpeg),
    (JPEG + "80", jpegls),
]


@pytest.mark.parametrize(("syntax", "encode"), BRIGHTNESS_FIRST)
def test_brightness_that_a_codec_keeps_is_taken_as_it_is(
    tmp_path: Path, syntax: str, encode: Encode
) -> None:
    samples = np.zeros((6, 8, 3), dtype=np.uint8)
    samples[:] = (99, 17, 200)
    data = encapsulated(in_colour("YBR_FULL"), encapsulate([encode(samples)]))
    write(tmp_path / "a.dcm", data, syntax)
    assert np.unique(read(tmp_path)).tolist() == [99]


def test_colour_without_a_photometric_interpretation_is_rgb(tmp_path: Path) -> None:
    data = in_colour("RGB")
    del data.PhotometricInterpretation
    data.PixelData = bytes(RED) * 48
    write(tmp_path / "a.dcm", data)
    assert np.unique(read(tmp_path)).tolist() == [RED_GREY]


REFUSED = [
    # what is wanted of pixels that are not read, and what the message names
    ({"BitsAllocated": 1, "BitsStored": 1, "HighBit": 0}, "1 bits for a pixel"),
    ({"BitsAllocated": 64, "BitsStored": 64, "HighBit": 63}, "64 bits for a pixel"),
    ({"PhotometricInterpretation": "PALETTE COLOR"}, "PALETTE COLOR"),
    ({"PhotometricInterpretation": "HSV", "SamplesPerPixel": 3}, "HSV"),
    ({"PhotometricInterpretation": "CMYK", "SamplesPerPixel": 4}, "CMYK"),
    ({"PixelData": None, "FloatPixelData": bytes(4 * 24)}, "floating-point"),
    ({"PixelData": None, "DoubleFloatPixelData": bytes(8 * 24)}, "floating-point"),
]


@pytest.mark.parametrize(("changes", "named"), REFUSED)
def test_pixels_that_are_not_read_are_refused_by_name(
    tmp_path: Path, changes: dict[str, Any], named: str
) -> None:
    write(tmp_path / "a.dcm", ct_slice(1, 0, **changes))
    (refused,) = find_scans([tmp_path]).rejected
    assert refused.code == "unsupported-pixels"
    assert named in refused.message
