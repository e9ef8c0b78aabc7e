"""Bad pixels: codestreams that are cut, of another size or absurd; items, offsets and runs."""

import struct
from collections.abc import Callable
from pathlib import Path

import imagecodecs
import numpy as np
from pydicom import Dataset
from pydicom.uid import (
    JPEG2000Lossless,
    JPEGLosslessSV1,
    JPEGLSLossless,
    RLELossless,
)

from tests.formats.bad_input import (
    ITEM,
    SEQUENCE_END,
    UNDEFINED,
    Bad,
    bad,
    changed,
    element,
    encapsulated,
    slice_of_it,
    spoilt,
)
from tests.formats.dicom_files import ENHANCED_CT, pattern, write

WORDS = pattern(1).view(np.uint16)
JPEG_LS = bytes(imagecodecs.jpegls_encode(WORDS))
JPEG_2000 = bytes(imagecodecs.jpeg2k_encode(WORDS, level=0, codecformat="J2K"))
LOSSLESS_JPEG = bytes(imagecodecs.ljpeg_encode(WORDS))
LARGE = np.zeros((64, 64), dtype=np.uint16)
# Header of two segments (64 bytes), then both as literal runs of 24.
RLE = struct.pack("<16L", 2, 64, 90, *[0] * 13) + b"\x17" + bytes(24) + b"\0" + b"\x17" + bytes(24)


def one_bad_of_three(syntax: str, good: bytes, frame: bytes) -> Callable[[Path], object]:
    """Write three slices of which the middle one has this frame."""

    def make(folder: Path) -> None:
        for number, content in enumerate((good, frame, good), start=1):
            data = encapsulated(slice_of_it(number, 5 * number), [content])
            write(folder / f"{number}.dcm", data, syntax)

    return make


def costs_a_slice(name: str, syntax: str, good: bytes, frame: bytes) -> Bad:
    return bad(name, one_bad_of_three(syntax, good, frame), "accept, 2 of 3")


def siz(offset: int, value: bytes) -> bytes:
    """Change the image and tile size of a JPEG 2000 codestream, counted from its SIZ marker."""
    at = JPEG_2000.index(b"\xff\x51") + offset
    return JPEG_2000[:at] + value + JPEG_2000[at + len(value) :]


def raw_pixels(value: bytes) -> Callable[[bytes], bytes]:
    """Put raw bytes in the place of encapsulated Pixel Data."""
    return lambda data: data[: data.rindex(b"\xe0\x7f\x10\x00")] + value


def items(*contents: bytes, table: bytes = b"", end: bool = True) -> bytes:
    head = element(0x7FE00010, "OB", length=UNDEFINED)
    fragments = [element(ITEM, "", content) for content in (table, *contents)]
    return head + b"".join(fragments) + (element(SEQUENCE_END, "") if end else b"")


def three_frames(pixels: bytes) -> Callable[[Path], object]:
    """Write a file of three frames with these raw pixels."""

    def make(folder: Path) -> None:
        groups = []
        for n in range(3):
            place, group = Dataset(), Dataset()
            place.ImagePositionPatient = [0, 0, 5 * n]
            group.PlanePositionSequence = [place]
            groups.append(group)
        data = slice_of_it(
            SOPClassUID=ENHANCED_CT, NumberOfFrames=3, PerFrameFunctionalGroupsSequence=groups
        )
        path = write(folder / "bad.dcm", encapsulated(data, [JPEG_LS] * 3), JPEGLSLossless)
        path.write_bytes(raw_pixels(pixels)(path.read_bytes()))

    return make


def offsets(*values: int) -> bytes:
    return struct.pack(f"<{len(values)}L", *values)


FRAME = JPEG_LS + b"\0" * (len(JPEG_LS) % 2)
STEP = len(FRAME) + 8
WHOLE = offsets(0, STEP, 2 * STEP)
COLOUR = np.zeros((4, 6, 3), dtype=np.uint8)

PIXELS = (
    bad("pixels cut", spoilt(lambda data: data[:-10]), "truncated"),
    bad("pixels short", changed(PixelData=bytes(46)), "wrong-pixel-length"),
    bad(
        "pixels of odd length",
        spoilt(raw_pixels(element(0x7FE00010, "OW", bytes(49)))),
        "accept, 1 of 1",
    ),
    bad("pixels long", changed(PixelData=bytes(480)), "accept, 1 of 1"),
    bad(
        "pixels without an end in a plain file",
        spoilt(raw_pixels(element(0x7FE00010, "OW", bytes(48), UNDEFINED))),
        "damaged-header",
    ),
    bad(
        "pixels of 4 GiB",
        spoilt(raw_pixels(element(0x7FE00010, "OW", bytes(40), 0xFFFFFFFE))),
        "truncated",
    ),
    bad("palette", changed(PhotometricInterpretation="PALETTE COLOR"), "unsupported-pixels"),
    bad("bits beyond the cell", changed(BitsStored=20), "damaged-header"),
    bad(
        "plain pixels, compressed syntax",
        three_frames(element(0x7FE00010, "OW", bytes(144))),
        "accept, 0 of 3",
    ),
    bad("fragments cut", three_frames(items(FRAME, FRAME, FRAME, end=False)[:-9]), "truncated"),
    bad(
        "no end of fragments", three_frames(items(FRAME, FRAME, FRAME, end=False)), "accept, 3 of 3"
    ),
    bad("fewer fragments than frames", three_frames(items(FRAME, FRAME)), "truncated"),
    bad(
        "fragment of 4 GiB",
        three_frames(items(FRAME, FRAME)[:-8] + element(ITEM, "", FRAME, 0xFFFFFFF0)),
        "truncated",
    ),
    bad(
        "offsets outside",
        three_frames(items(FRAME, FRAME, FRAME, table=offsets(0, STEP, 1 << 30))),
        "accept, 3 of 3",
    ),
    bad(
        "offsets backwards",
        three_frames(items(FRAME, FRAME, FRAME, table=offsets(2 * STEP, STEP, 0))),
        "accept, 3 of 3",
    ),
    bad(
        "offsets that overlap",
        three_frames(items(FRAME, FRAME, FRAME, table=offsets(0, 0, 0))),
        "accept, 3 of 3",
    ),
    bad(
        "offset table of odd length",
        three_frames(items(FRAME, FRAME, FRAME, table=WHOLE + b"\1\2")),
        "damaged-pixels",
    ),
    bad(
        "offsets that fit no fragment",
        three_frames(items(*[FRAME] * 4, table=offsets(0, STEP + 2, 2 * STEP))),
        "damaged-pixels",
    ),
    bad(
        "offsets backwards to more fragments",
        three_frames(items(*[FRAME] * 4, table=offsets(0, 2 * STEP, STEP))),
        "damaged-pixels",
    ),
    costs_a_slice("JPEG-LS cut", JPEGLSLossless, JPEG_LS, JPEG_LS[:30]),
    costs_a_slice("JPEG 2000 cut", JPEG2000Lossless, JPEG_2000, JPEG_2000[:60]),
    costs_a_slice("lossless JPEG cut", JPEGLosslessSV1, LOSSLESS_JPEG, LOSSLESS_JPEG[:40]),
    costs_a_slice(
        "JPEG-LS of another size", JPEGLSLossless, JPEG_LS, bytes(imagecodecs.jpegls_encode(LARGE))
    ),
    costs_a_slice(
        "JPEG 2000 of another size",
        JPEG2000Lossless,
        JPEG_2000,
        bytes(imagecodecs.jpeg2k_encode(LARGE, level=0, codecformat="J2K")),
    ),
    costs_a_slice(
        "JPEG 2000 in colour",
        JPEG2000Lossless,
        JPEG_2000,
        bytes(imagecodecs.jpeg2k_encode(COLOUR, level=0, codecformat="J2K")),
    ),
    costs_a_slice(
        "JPEG 2000 of 4 billion columns", JPEG2000Lossless, JPEG_2000, siz(6, b"\xff\xff\xff\xff")
    ),
    costs_a_slice(
        "JPEG 2000 of 60,000 rows and columns",
        JPEG2000Lossless,
        JPEG_2000,
        siz(6, struct.pack(">LL", 60_000, 60_000)),
    ),
    costs_a_slice(
        "JPEG 2000 in tiles of one pixel",
        JPEG2000Lossless,
        JPEG_2000,
        siz(6, struct.pack(">LLLLLL", 30_000, 30_000, 0, 0, 1, 1)),
    ),
    costs_a_slice(
        "JPEG 2000 of 16,000 components", JPEG2000Lossless, JPEG_2000, siz(38, b"\x3e\x80")
    ),
    costs_a_slice("JPEG-LS in a JPEG 2000 file", JPEG2000Lossless, JPEG_2000, JPEG_LS),
    costs_a_slice("RLE of 15 segments", RLELossless, RLE, struct.pack("<L", 15) + RLE[4:]),
    costs_a_slice(
        "RLE of a billion segments", RLELossless, RLE, struct.pack("<L", 10**9) + RLE[4:]
    ),
    costs_a_slice("RLE run past the end", RLELossless, RLE, RLE[:90] + b"\x7f" + RLE[91:]),
    costs_a_slice(
        "RLE offsets outside", RLELossless, RLE, RLE[:8] + b"\xff\xff\xff\x7f" + RLE[12:]
    ),
    costs_a_slice("RLE of too many pixels", RLELossless, RLE, RLE[:64] + b"\x81\0" * 13 + RLE[90:]),
    costs_a_slice("empty fragment", JPEGLSLossless, JPEG_LS, b"\0\0"),
    costs_a_slice("noise for a frame", JPEGLSLossless, JPEG_LS, b"\xa5" * 200),
    bad(
        "a picture larger than a reader may hold",
        lambda folder: write(
            folder / "bad.dcm",
            encapsulated(
                slice_of_it(
                    Rows=16_384,
                    Columns=16_384,
                    BitsAllocated=32,
                    BitsStored=32,
                    HighBit=31,
                    PixelSpacing=[0.1, 0.05],
                ),
                [JPEG_2000],
            ),
            JPEG2000Lossless,
        ),
        "accept, 0 of 1",
    ),
)
