"""A short cut through plain little-endian headers: a few values without the full parser.

Loading five hundred slices is mostly parsing five hundred headers. This walks over the elements
of an uncompressed single-frame file and keeps those that say how its pixels lie. At anything
that it does not expect it gives up, and the full parser takes over.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO

from recist.formats.dicom.functional import Rescale
from recist.formats.dicom.modality import padding_range
from recist.formats.dicom.pixels import PixelFormat
from recist.formats.dicom.values import decimal
from recist.imaging.meaning import Meaning

IMPLICIT = b"1.2.840.10008.1.2"
EXPLICIT = b"1.2.840.10008.1.2.1"
# Enough for the header of nearly every slice.
HEAD_BYTES = 1 << 15
META_START = 132
META_GROUP = 0x0002
FUNCTIONAL_GROUPS = 0x5200
UNDEFINED = 0xFFFFFFFF
ITEM, ITEM_END, SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
# Value representations with a 32-bit length, PS3.5 7.1.2.
LONG = frozenset(b"OB OD OF OL OV OW SQ SV UC UN UR UT UV".split())

SYNTAX = 0x00020010
INSTANCE = 0x00080018
POSITION, ORIENTATION = 0x00200032, 0x00200037
SAMPLES, PHOTOMETRIC = 0x00280002, 0x00280004
FRAMES = 0x00280008
ROWS, COLUMNS, SPACING = 0x00280010, 0x00280011, 0x00280030
ALLOCATED, STORED, HIGH_BIT, SIGNED = 0x00280100, 0x00280101, 0x00280102, 0x00280103
PADDING, PADDING_LIMIT = 0x00280120, 0x00280121
INTERCEPT, SLOPE, MODALITY_TABLE = 0x00281052, 0x00281053, 0x00283000
PIXEL_DATA = 0x7FE00010
KEPT = frozenset(
    (
        SYNTAX,
        INSTANCE,
        POSITION,
        ORIENTATION,
        SAMPLES,
        PHOTOMETRIC,
        FRAMES,
        ROWS,
        COLUMNS,
        SPACING,
        ALLOCATED,
        STORED,
        HIGH_BIT,
        SIGNED,
        PADDING,
        PADDING_LIMIT,
        INTERCEPT,
        SLOPE,
    )
)
_TAG_LENGTH = struct.Struct("<HHL")
_TAG_SHORT = struct.Struct("<HH2sH")


class _GiveUpError(Exception):
    """The header holds something that the short cut does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainSlice:
    """Where the pixels of a plain file start, their meaning and their place as it stands."""

    offset: int
    meaning: Meaning
    rescale: Rescale
    position: tuple[float, ...] | None
    orientation: tuple[float, ...] | None
    spacing: tuple[float, ...] | None


def find_plain_slice(
    stream: BinaryIO, size: int, image: str, pixels: PixelFormat
) -> PlainSlice | None:
    """Find the pixels of a file that is laid out as the first of its series.

    Parameters
    ----------
    stream : BinaryIO
        The file from its start.
    size : int
        Its length in bytes.
    image : str
        The SOP Instance UID that it must have.
    pixels : PixelFormat
        The layout that it must have.

    Returns
    -------
    PlainSlice or None
        None where the full parser has to look, be it only to say what is wrong.
    """
    head = stream.read(HEAD_BYTES)
    try:
        found, offset, length = _walk(head)
        fits = _fits(found, image, pixels)
        slope, intercept = _decimal(found, SLOPE, 1.0), _decimal(found, INTERCEPT, 0.0)
        padding = _padding(found, pixels)
        place = [_decimals(found, tag) for tag in (POSITION, ORIENTATION, SPACING)]
    except (_GiveUpError, struct.error, ValueError):
        return None
    if not fits or length < pixels.frame_bytes or offset + pixels.frame_bytes > size or slope == 0:
        return None
    rescaled = bool(found.get(SLOPE) or found.get(INTERCEPT))
    return PlainSlice(
        offset=offset,
        meaning=Meaning(slope=slope, intercept=intercept, padding=padding),
        rescale=Rescale.PRESENT if rescaled else Rescale.ABSENT,
        position=place[0],
        orientation=place[1],
        spacing=place[2],
    )


def _walk(head: bytes) -> tuple[dict[int, bytes], int, int]:
    """Return the kept values, and offset and length of the pixel data."""
    if head[128:META_START] != b"DICM":
        raise _GiveUpError
    found: dict[int, bytes] = {}
    position, explicit, in_meta = META_START, True, True
    while True:
        if in_meta and head[position : position + 2] != b"\x02\x00":
            in_meta, explicit = False, _is_explicit(found)
        tag, kind, start, length = _element(head, position, explicit=explicit)
        if tag == PIXEL_DATA:
            return found, start, length
        if tag == MODALITY_TABLE or tag >> 16 >= FUNCTIONAL_GROUPS:
            raise _GiveUpError
        if length == UNDEFINED:
            position = _after_sequence(head, start, kind, explicit=explicit)
            continue
        position = start + length
        if tag in KEPT:
            found[tag] = head[start:position]


def _is_explicit(found: dict[int, bytes]) -> bool:
    syntax = found.get(SYNTAX, b"").rstrip(b"\0 ")
    if syntax not in (IMPLICIT, EXPLICIT):
        raise _GiveUpError
    return syntax == EXPLICIT


def _element(head: bytes, position: int, *, explicit: bool) -> tuple[int, bytes, int, int]:
    """Return tag, value representation, start of the value and its length."""
    group, element, length = _TAG_LENGTH.unpack_from(head, position)
    tag = group << 16 | element
    if not explicit or group == 0xFFFE:
        return tag, b"", position + 8, length
    _, _, kind, short = _TAG_SHORT.unpack_from(head, position)
    if kind in LONG:
        return tag, kind, position + 12, struct.unpack_from("<L", head, position + 8)[0]
    if not kind.isupper():
        raise _GiveUpError
    return tag, kind, position + 8, short


def _after_sequence(head: bytes, position: int, kind: bytes, *, explicit: bool) -> int:
    """Return the position after a sequence of undefined length."""
    # An unknown one may be encoded otherwise inside, PS3.5 6.2.2.
    if kind not in (b"", b"SQ"):
        raise _GiveUpError
    while True:
        group, element, length = _TAG_LENGTH.unpack_from(head, position)
        position += 8
        tag = group << 16 | element
        if tag == SEQUENCE_END:
            return position
        if tag != ITEM:
            raise _GiveUpError
        position = (
            position + length if length != UNDEFINED else _after_item(head, position, explicit)
        )


def _after_item(head: bytes, position: int, explicit: bool) -> int:
    while True:
        tag, kind, start, length = _element(head, position, explicit=explicit)
        if tag == ITEM_END:
            return start
        position = (
            start + length
            if length != UNDEFINED
            else _after_sequence(head, start, kind, explicit=explicit)
        )


def _fits(found: dict[int, bytes], image: str, pixels: PixelFormat) -> bool:
    """Compare with the first slice of the series."""
    expected = {
        SAMPLES: 1,
        ROWS: pixels.rows,
        COLUMNS: pixels.columns,
        ALLOCATED: pixels.bits_allocated,
        STORED: pixels.bits_stored,
        HIGH_BIT: pixels.high_bit,
        SIGNED: int(pixels.signed),
    }
    return (
        found.get(INSTANCE, b"").rstrip(b"\0 ") == image.encode()
        and found.get(FRAMES, b"1").strip(b"\0 ") == b"1"
        and found.get(PHOTOMETRIC, b"").strip(b"\0 ") == pixels.photometric.encode()
        and all(found.get(tag) == struct.pack("<H", value) for tag, value in expected.items())
    )


def _padding(found: dict[int, bytes], pixels: PixelFormat) -> tuple[float, float] | None:
    one = found.get(PADDING)
    if not one:
        return None
    other = found.get(PADDING_LIMIT) or one
    if not len(one) == len(other) == 2 or pixels.bits_allocated > 16:
        raise _GiveUpError
    ends = [int.from_bytes(end, "little", signed=pixels.signed) for end in (one, other)]
    return padding_range(ends[0], ends[1], pixels)


def _decimal(found: dict[int, bytes], tag: int, default: float) -> float:
    text = found.get(tag, b"").decode("ascii").strip("\0 ")
    value = decimal(text) if text else default
    if not abs(value) < float("inf"):
        raise _GiveUpError
    return value


def _decimals(found: dict[int, bytes], tag: int) -> tuple[float, ...] | None:
    text = found.get(tag, b"").decode("ascii").strip("\0 ")
    return tuple(decimal(one) for one in text.split("\\")) if text else None
