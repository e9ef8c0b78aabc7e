"""Uncompressed grey frames straight from the file into the volume: the way of most CT."""

from __future__ import annotations

from collections.abc import Mapping

from recist.formats.dicom.layout import Layout, check_header
from recist.formats.dicom.pixels import PixelFormat, Pixels, stored_values
from recist.formats.sources import RefusedError, read_into


def read_plain(file: str, layout: Layout, wanted: Mapping[int, Pixels]) -> None:
    """Fill the wanted frames of a file that holds them as they are.

    Parameters
    ----------
    file : str
        Its path; not a member of an archive.
    layout : Layout
        As the scan has found it, :attr:`~Layout.is_plain`.
    wanted : mapping
        Frame number (from 0) to a contiguous array (rows, columns) of the stored type.

    Raises
    ------
    RefusedError
        If the file is gone, cut short or no longer the one that was found.
    """
    frame_bytes = layout.pixels.frame_bytes
    try:
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 a Path costs as much as the read
            check_header(stream, layout)
            for frame, target in wanted.items():
                if frame:
                    stream.seek(layout.offset + frame * frame_bytes)
                read_into(stream, target)
                keep_stored_bits(target, layout.pixels)
    except OSError as error:
        raise RefusedError("unreadable", f"cannot be read ({error.strerror})") from error


def keep_stored_bits(values: Pixels, pixels: PixelFormat) -> None:
    """Clear what stands above the stored bits, in place, where anything does."""
    if pixels.bits_stored == pixels.bits_allocated:
        return
    if pixels.high_bit == pixels.bits_stored - 1:
        least = -(1 << (pixels.bits_stored - 1)) if pixels.signed else 0
        # Looking is several times faster than shifting, and nearly always finds nothing.
        if least <= values.min() and values.max() < least + (1 << pixels.bits_stored):
            return
    values[...] = stored_values(values, pixels)
