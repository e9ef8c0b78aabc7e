"""How the pixels of one file are reached again, as the scan of its folder has found them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from recist.formats.dicom.pixels import EXPLICIT_LITTLE, IMPLICIT_LITTLE, PixelFormat
from recist.formats.sources import RefusedError

DIGEST_BYTES = 16
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the pixels of a file lie, and what its header was.

    Attributes
    ----------
    pixels : PixelFormat
        How one frame lies.
    offset : int
        Where the value of Pixel Data starts (of a deflated file: in its inflated bytes).
    length : int or None
        Its bytes; None for compressed frames.
    words : bool
        Whether the pixels were written as 16-bit words: in big endian their bytes are swapped.
    frame_offsets : pair of tuple of int, or None
        Where each compressed frame starts, counted from the first one's item, and its bytes: the
        extended offset table (PS3.3 C.7.6.3.1.8), None where the file has none.
    digest : str
        Of all bytes before the pixels: a file is the one that was found as long as they agree.
    """

    pixels: PixelFormat
    offset: int
    length: int | None
    words: bool
    frame_offsets: tuple[tuple[int, ...], tuple[int, ...]] | None
    digest: str

    @property
    def is_plain(self) -> bool:
        """Whether the frames can be read as they lie: grey, little-endian, not compressed."""
        return self.pixels.syntax in (IMPLICIT_LITTLE, EXPLICIT_LITTLE) and self.pixels.samples == 1


def header_digest(stream: BinaryIO, offset: int) -> str:
    """Return the digest of the first ``offset`` bytes of what is left in a stream.

    Raises
    ------
    RefusedError
        ``truncated`` if there are fewer.
    """
    found = hashlib.blake2b(digest_size=DIGEST_BYTES)
    while offset > 0:
        part = stream.read(min(offset, CHUNK))
        if not part:
            raise RefusedError("truncated", "is cut short in its header")
        found.update(part)
        offset -= len(part)
    return found.hexdigest()


def check_header(stream: BinaryIO, layout: Layout) -> None:
    """Compare the header with the one that was found, and stop where the pixels start.

    Raises
    ------
    RefusedError
        ``changed-file`` if it is another.
    """
    if header_digest(stream, layout.offset) != layout.digest:
        raise RefusedError(
            "changed-file", "is no longer the file that was found; open its folder again"
        )
