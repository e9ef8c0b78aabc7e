"""Open a DICOM file up to its pixels and find out where they lie and whether all are there."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from dataclasses import dataclass
from typing import BinaryIO

import pydicom
from pydicom import Dataset, config
from pydicom.dataset import FileDataset
from pydicom.filereader import read_dataset

from recist.formats.dicom.fragments import check_count, frame_offsets_of, read_fragments
from recist.formats.dicom.layout import Layout, header_digest
from recist.formats.dicom.pixels import (
    DEFLATED,
    EXPLICIT_BIG,
    EXPLICIT_LITTLE,
    IMPLICIT_LITTLE,
    NATIVE,
    PixelFormat,
)
from recist.formats.dicom.start import PREAMBLE, begins_like_dicom
from recist.formats.dicom.structure import check_structure
from recist.formats.dicom.values import DAMAGE, text, whole
from recist.formats.sources import RefusedError

# Its messages quote values of the header, and a log must not carry patient data.
logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
config.settings.reading_validation_mode = config.IGNORE

UNDEFINED_LENGTH = 0xFFFFFFFF
PIXEL_DATA = (0x7FE0, 0x0010)
FLOATING_POINT = ((0x7FE0, 0x0008), (0x7FE0, 0x0009))
CUT = (0, 0)
LONG_VRS = (b"OB", b"OW", b"UN", b"OF", b"OD", b"OL", b"OV")
META_GROUP = 0x0002
MAX_INFLATED_BYTES = 256 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PixelSpan:
    """Where the value of Pixel Data starts, its length (None: encapsulated), whether as words."""

    offset: int
    length: int | None
    words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DicomFile:
    """An open file: header, meta header, transfer syntax, and the stream for its pixels.

    ``stream`` is the given one, or the inflated bytes of a deflated file; ``size`` fits it.
    """

    dataset: Dataset
    meta: Dataset
    syntax: str
    stream: BinaryIO
    size: int
    pixels: PixelSpan | None


def open_dicom(stream: BinaryIO, size: int) -> DicomFile:
    """Read the header of a DICOM file and stop before its pixels.

    Raises
    ------
    RefusedError
        If it is no DICOM file or its header cannot be parsed.
    """
    _check_start(stream, size)
    try:
        meta, after_meta = _read_meta(stream)
        syntax = text(meta, "TransferSyntaxUID")
        if syntax == DEFLATED:
            # The parser would inflate all there is, however much that may be.
            stream, size = _inflate(stream, after_meta.by_length)
        else:
            stream.seek(after_meta.by_group)
        check_structure(
            stream, size, implicit=syntax == IMPLICIT_LITTLE, little=syntax != EXPLICIT_BIG
        )
        stream.seek(0)
        dataset = pydicom.dcmread(stream, stop_before_pixels=True, force=True)
        syntax = syntax or _guess_syntax(dataset)
        pixels = _find_pixels(dataset, stream, size, syntax)
    except RefusedError:
        raise
    except DAMAGE as error:
        raise RefusedError("damaged-header", "the header is damaged and cannot be read") from error
    return DicomFile(
        dataset=dataset, meta=meta, syntax=syntax, stream=stream, size=size, pixels=pixels
    )


def check_length(opened: DicomFile, frame_bytes: int, frames: int) -> None:
    """Compare what the header promises with what the file holds, without reading pixels.

    Raises
    ------
    RefusedError
        ``truncated`` if the file ends early, ``wrong-pixel-length`` if the data were never
        as many as the header says.
    """
    span = opened.pixels
    if span is None:
        raise RefusedError("no-pixels", "holds no pixel data: it may have been cut short")
    if span.length is None:
        opened.stream.seek(span.offset)
        check_count(read_fragments(opened.stream, opened.size), frames)
        return
    expected = frame_bytes * frames
    if span.length < expected:
        message = f"holds {span.length} bytes of pixels, its header promises {expected}"
        raise RefusedError("wrong-pixel-length", message)
    present = opened.size - span.offset
    if present < expected:
        message = f"is cut short: {max(present, 0)} of {expected} bytes of pixels are there"
        raise RefusedError("truncated", message)


def inflated(stream: BinaryIO) -> BinaryIO:
    """Return the data set of a deflated file, inflated into memory, without meta header.

    Raises
    ------
    RefusedError
        If it is cut short or inflates to too much.
    """
    try:
        _, after_meta = _read_meta(stream)
        return _inflate(stream, after_meta.by_length)[0]
    except DAMAGE as error:
        raise RefusedError("damaged-pixels", "its deflated data are damaged") from error


def layout_of(opened: DicomFile, pixels: PixelFormat) -> Layout:
    """Return how the pixels of an open file are reached again.

    Raises
    ------
    RefusedError
        If it holds no pixels, or its compressed frames cannot be told apart.
    """
    span = opened.pixels
    if span is None:
        raise RefusedError("no-pixels", "holds no pixel data: it may have been cut short")
    frame_offsets = None
    if span.length is None:
        opened.stream.seek(span.offset)
        found = read_fragments(opened.stream, opened.size)
        frame_offsets = frame_offsets_of(found, pixels.frames, opened.dataset)
    opened.stream.seek(0)
    return Layout(
        pixels=pixels,
        offset=span.offset,
        length=span.length,
        words=span.words,
        frame_offsets=frame_offsets,
        digest=header_digest(opened.stream, span.offset),
    )


def _check_start(stream: BinaryIO, size: int) -> None:
    """Refuse at once what does not begin as a DICOM file does."""
    if size == 0:
        raise RefusedError("empty-file", "is empty")
    start = stream.read(PREAMBLE)
    stream.seek(0)
    if not begins_like_dicom(start):
        raise RefusedError("not-dicom", "is not a DICOM file")


def _guess_syntax(dataset: FileDataset) -> str:
    """Return the syntax that a file without meta header was parsed with."""
    implicit, little = dataset.original_encoding
    if implicit:
        return IMPLICIT_LITTLE
    return EXPLICIT_LITTLE if little else EXPLICIT_BIG


@dataclass(frozen=True, slots=True, kw_only=True)
class _MetaEnd:
    """Where the meta header ends: by its own length element, and by the first other group."""

    by_length: int
    by_group: int


def _read_meta(stream: BinaryIO) -> tuple[Dataset, _MetaEnd]:
    """Return the meta header, empty where there is none, and where it ends."""
    start = PREAMBLE if stream.read(PREAMBLE)[128:] == b"DICM" else 0
    stream.seek(start)
    meta = read_dataset(
        stream,
        is_implicit_VR=False,
        is_little_endian=True,
        stop_when=lambda tag, kind, length: tag.group != META_GROUP,
    )
    by_group = stream.tell()
    stream.seek(0)
    # The group length element takes 12 bytes and counts what follows it.
    by_length = start + 12 + (whole(meta, "FileMetaInformationGroupLength") or 0)
    return meta, _MetaEnd(by_length=by_length, by_group=by_group)


def _inflate(stream: BinaryIO, start: int) -> tuple[BinaryIO, int]:
    """Return the data set of a deflated file in memory, explicit little-endian, without meta."""
    stream.seek(start)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    plain = inflater.decompress(stream.read(), MAX_INFLATED_BYTES)
    if inflater.unconsumed_tail:
        raise RefusedError("too-large", f"inflates to more than {MAX_INFLATED_BYTES >> 20} MiB")
    if not inflater.eof:
        raise RefusedError("truncated", "is cut short in its deflated data")
    return io.BytesIO(plain), len(plain)


def _find_pixels(
    dataset: FileDataset, stream: BinaryIO, size: int, syntax: str
) -> PixelSpan | None:
    """Parse the tag of Pixel Data, where the reader has stopped."""
    implicit, little = dataset.original_encoding
    order = "<" if little else ">"
    head = stream.read(8)
    tag = struct.unpack(order + "HH", head[:4]) if len(head) == 8 else CUT
    if tag in FLOATING_POINT:
        raise RefusedError("unsupported-pixels", "floating-point pixels are not read")
    if tag != PIXEL_DATA:
        return None
    length_bytes = head[4:8]
    if not implicit and head[4:6] in LONG_VRS:
        length_bytes = stream.read(4)
    if len(length_bytes) < 4:
        return None
    length = struct.unpack(order + "L", length_bytes)[0]
    if length != UNDEFINED_LENGTH:
        words = head[4:6] == b"OW"
        return PixelSpan(offset=stream.tell(), length=length, words=words)
    if syntax in NATIVE:
        raise RefusedError("damaged-header", "uncompressed pixels of undefined length")
    return PixelSpan(offset=stream.tell(), length=None)
