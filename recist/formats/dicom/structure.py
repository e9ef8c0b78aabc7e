"""The elements of a header walked by their lengths alone, before a parser meets them.

A parser makes objects of whatever is there, however much that may be: depth, number and lengths
are held against limits first. What cannot be followed is left to the parser to judge.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import BinaryIO

from recist.formats.sources import RefusedError

# Sequences and items: reports of many findings nest about twenty, the parser gives up at some 300.
MOST_DEPTH = 128
# A file of 5,000 frames has about 300,000; the parser takes seconds for as many as this.
MOST_ELEMENTS = 500_000
# Outlines of whole organs fill some 50 MiB; the parser holds it all, and parts of it twice.
MOST_HEADER_BYTES = 256 << 20

UNDEFINED_LENGTH = 0xFFFFFFFF
DELIMITERS = 0xFFFE
ITEM = 0xE000
# Pixel Data and its two kinds of floating point: what follows is no header any more.
PIXELS = frozenset({0x7FE00008, 0x7FE00009, 0x7FE00010})
# With these an explicit length takes four bytes more, PS3.5 7.1.2.
LONG_VRS = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
)


def check_structure(stream: BinaryIO, size: int, *, implicit: bool, little: bool) -> None:
    """Walk over a data set from where the stream stands, and return there.

    Parameters
    ----------
    stream : BinaryIO
        Stands where the data set begins, behind its meta header.
    size : int
        Where it ends.
    implicit, little : bool
        How its transfer syntax writes. A first element that is written otherwise is believed.

    Raises
    ------
    RefusedError
        ``too-large`` if it is deeper, of more elements or longer than any image's header,
        ``truncated`` if an element claims more bytes than the file has.
    """
    start = stream.tell()
    head = stream.read(6)
    stream.seek(start)
    if len(head) == 6:
        implicit = not _is_vr(head[4:])
    _Walk(stream=stream, position=start, size=size, implicit=implicit, little=little).run()
    stream.seek(start)


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Where a walk stands; ``ends`` has where each open sequence and item ends."""

    stream: BinaryIO
    position: int
    size: int
    implicit: bool
    little: bool
    ends: list[int | None] = field(default_factory=list)

    def run(self) -> None:
        tag_and_length = struct.Struct("<HHL" if self.little else ">HHL")
        start, count = self.position, 0
        while len(head := self.stream.read(8)) == 8:
            self.position += 8
            group, element, length = tag_and_length.unpack(head)
            count += 1
            if count > MOST_ELEMENTS or len(self.ends) > MOST_DEPTH:
                what = f"more than {MOST_ELEMENTS:,} elements"
                raise _too_large(what if count > MOST_ELEMENTS else "sequences nested too deep")
            nested = group == DELIMITERS
            if nested and element != ITEM:
                del self.ends[-1:]
                continue
            if not nested:
                if group << 16 | element in PIXELS and not self.ends:
                    return
                nested, length = self._nested_and_length(head, length)
            if length == UNDEFINED_LENGTH:
                if not nested:
                    return
                self.ends.append(None)
            else:
                self._enter_or_pass(length, nested)
            if min(self.position, self.size) - start > MOST_HEADER_BYTES:
                raise _too_large(f"a header of more than {MOST_HEADER_BYTES >> 20} MiB")

    def _nested_and_length(self, head: bytes, length: int) -> tuple[bool, int]:
        """Say whether an element holds items, and return its length."""
        kind = head[4:6]
        # The parser takes this range for a type, known or not.
        if self.implicit or not b"AA" <= kind <= b"ZZ":
            return length == UNDEFINED_LENGTH or self._starts_an_item(length), length
        if kind not in LONG_VRS:
            return False, int.from_bytes(head[6:], "little" if self.little else "big")
        more = self.stream.read(4)
        self.position += len(more)
        length = int.from_bytes(more, "little" if self.little else "big")
        return kind == b"SQ" or (kind == b"UN" and length == UNDEFINED_LENGTH), length

    def _starts_an_item(self, length: int) -> bool:
        if length < 8:
            return False
        tag = self.stream.read(4)
        self.stream.seek(-len(tag), io.SEEK_CUR)
        return tag == (b"\xfe\xff\x00\xe0" if self.little else b"\xff\xfe\xe0\x00")

    def _enter_or_pass(self, length: int, nested: bool) -> None:
        """Go into a value that holds items, past any other."""
        end = self.position + length
        # Within a sequence a length may be of anything that only looks like one.
        if end > self.size and not self.ends:
            left = max(self.size - self.position, 0)
            message = f"is cut short in its header: {left} of {length} bytes of a value are there"
            raise RefusedError("truncated", message)
        if nested:
            self.ends.append(end)
        else:
            self.position = end
        while self.ends and (last := self.ends[-1]) is not None and self.position >= last:
            self.position = last
            self.ends.pop()
        self.stream.seek(self.position)


def _is_vr(kind: bytes) -> bool:
    return kind.isalpha() and kind.isupper()


def _too_large(what: str) -> RefusedError:
    return RefusedError("too-large", f"has {what}: no image needs that; ask for another export")
