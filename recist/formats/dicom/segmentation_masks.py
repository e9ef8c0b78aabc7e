"""The frames of a DICOM SEG into masks."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from pydicom.encaps import generate_frames

from recist.formats.dicom.codecs import decode_frame
from recist.formats.dicom.open import DicomFile
from recist.formats.dicom.pixels import EXPLICIT_BIG, NATIVE, PixelFormat, Pixels, stored_type
from recist.formats.dicom.segmentation import SegHeader
from recist.formats.dicom.values import DAMAGE
from recist.formats.segment_masks import empty_segments, join_segments, label_pieces
from recist.formats.sources import RefusedError, new_array, read_into
from recist.imaging.masks import Piece, cut_piece
from recist.imaging.segmentation import Segmentation, SegmentationKind, with_reasons


def load_seg(opened: DicomFile, header: SegHeader) -> Segmentation:
    """Read the frames of a SEG, one after the other, into a mask for each segment.

    Raises
    ------
    RefusedError
        If frames are missing or damaged, or a mask does not fit into the memory.
    """
    planes = zip(header.stack.slices, _frames(opened, header.pixels), strict=True)
    if header.found.kind is SegmentationKind.LABEL_MAP:
        pieces = label_pieces(planes, _background(header))
        unknown = sorted(pieces.keys() - {one.number for one in header.found.segments})
        if unknown:
            message = f"holds voxels of segment {unknown[0]}, which it does not describe"
            raise RefusedError("damaged-pixels", message)
    else:
        pieces = _pieces(planes, header)
    segments = header.found.segments
    masks = join_segments(
        segments,
        pieces,
        header.stack.geometry,
        origins_lps_mm=header.stack.origins_lps_mm,
        full_value=header.full_value,
    )
    return Segmentation(
        found=with_reasons(header.found, empty_segments(segments, masks)), masks=masks
    )


def _background(header: SegHeader) -> frozenset[int]:
    """Return the values of a label map that are no segment: its padding, and 0 if not described."""
    described = {one.number for one in header.found.segments}
    padding = set() if header.background is None else {header.background}
    return frozenset(({0} - described) | padding)


def _pieces(planes: Iterator[tuple[int, Pixels]], header: SegHeader) -> dict[int, list[Piece]]:
    fractional = header.found.kind is not SegmentationKind.BINARY
    pieces: dict[int, list[Piece]] = defaultdict(list)
    for segment, (k, plane) in zip(header.frame_segments, planes, strict=True):
        if fractional and int(plane.max()) > header.full_value:
            message = f"holds values above {header.full_value}, which should be the greatest"
            raise RefusedError("damaged-pixels", message)
        piece = cut_piece(k, plane if fractional else plane != 0)
        if piece is not None:
            pieces[segment].append(piece)
    return pieces


def _frames(opened: DicomFile, pixels: PixelFormat) -> Iterator[Pixels]:
    """Give every frame in order; each is valid until the next."""
    if pixels.syntax not in NATIVE:
        return _decoded(opened, pixels)
    return _packed(opened, pixels) if pixels.bits_allocated == 1 else _plain(opened, pixels)


def _plain(opened: DicomFile, pixels: PixelFormat) -> Iterator[Pixels]:
    opened.stream.seek(_offset(opened))
    kind = stored_type(pixels).newbyteorder(">" if pixels.syntax == EXPLICIT_BIG else "<")
    plane = new_array((pixels.rows, pixels.columns), kind)
    for _ in range(pixels.frames):
        read_into(opened.stream, plane)
        yield plane


def _packed(opened: DicomFile, pixels: PixelFormat) -> Iterator[Pixels]:
    """Unpack bits, the lowest first; a frame may begin within a byte, PS3.5 8.1.1."""
    size = pixels.rows * pixels.columns
    for frame in range(pixels.frames):
        byte, bit = divmod(frame * size, 8)
        opened.stream.seek(_offset(opened) + byte)
        buffer = new_array((math.ceil((bit + size) / 8),), np.dtype(np.uint8))
        read_into(opened.stream, buffer)
        bits = np.unpackbits(buffer, bitorder="little")[bit : bit + size]
        yield bits.reshape(pixels.rows, pixels.columns)


def _decoded(opened: DicomFile, pixels: PixelFormat) -> Iterator[Pixels]:
    opened.stream.seek(_offset(opened))
    data = opened.stream.read()
    done = 0
    try:
        for frame in generate_frames(data, number_of_frames=pixels.frames):
            yield decode_frame(frame, pixels)
            done += 1
    except RefusedError:
        raise
    except DAMAGE as error:
        raise RefusedError("damaged-pixels", "the compressed pixels are not in order") from error
    if done < pixels.frames:
        raise RefusedError("truncated", f"is cut short: frame {done + 1} is not there")


def _offset(opened: DicomFile) -> int:
    if opened.pixels is None:
        raise RefusedError("no-pixels", "holds no pixel data")
    return opened.pixels.offset
