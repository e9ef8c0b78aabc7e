"""SAS transport files, version 5: records of 80 bytes, numbers to the base of 16.

The layout is that of SAS's technical note TS-140.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from recist.formats.sdtm_in.records import Dataset, Record, UnreadableError, number_text

BLOCK = 80
START = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!"
START_8 = b"HEADER RECORD*******LIBV8"
MEMBER = b"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!"
NAMES = b"HEADER RECORD*******NAMESTR HEADER RECORD!!!!!!!"
DATA = b"HEADER RECORD*******OBS     HEADER RECORD!!!!!!!"
NUMERIC = 1
LONGEST_RECORD = 1_000_000
SIGN, BIAS, BITS = 0x80, 64, 56


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    is_number: bool
    start: int
    size: int


def read_xpt(content: bytes, file: str) -> list[Dataset]:
    """Read every member of a transport file.

    Raises
    ------
    UnreadableError
        Where it is no transport file of version 5, or ends before it should.
    """
    if content.startswith(START_8):
        raise UnreadableError(file, "is a transport file of version 8; write it as version 5")
    if not content.startswith(START):
        raise UnreadableError(file, "is no SAS transport file (XPT version 5)")
    starts = _blocks_with(MEMBER, content)
    if not starts:
        raise UnreadableError(file, "has no dataset in it; was it cut off?")
    ends = [*starts[1:], len(content)]
    return [_member(content[start:end], file) for start, end in zip(starts, ends, strict=True)]


def variables_of(content: bytes) -> set[str]:
    """Return the names of the variables, as far as they can be told, without an error."""
    try:
        return {
            one.name
            for start in _blocks_with(MEMBER, content)
            for one in _variables(content[start:], "")[0]
        }
    except UnreadableError:
        return set()


def _member(content: bytes, file: str) -> Dataset:
    variables, at = _variables(content, file)
    columns = tuple(one.name for one in variables)
    size = max((one.start + one.size for one in variables), default=0)
    records = tuple(_records(content[at:], variables, size, file))
    return Dataset(file=file, columns=columns, records=records)


def _variables(content: bytes, file: str) -> tuple[list[_Variable], int]:
    """Return the variables, and where the data begin."""
    at = content.find(NAMES)
    end = content.find(DATA, at)
    if at < 0 or end < 0:
        raise UnreadableError(file, "has no list of variables or no data; was it cut off?")
    told, step = content[at + 54 : at + 58].strip(), content[BLOCK - 6 : BLOCK - 2].strip()
    if not told.isdigit() or step not in (b"140", b"0140", b"136", b"0136"):
        raise UnreadableError(file, "does not say how many variables it has")
    size = int(step)
    found, at = [], at + BLOCK
    for _ in range(int(told)):
        entry = content[at : at + size]
        at += size
        if len(entry) < size or at > end + BLOCK:
            raise UnreadableError(file, "ends within its list of variables")
        kind, length = struct.unpack(">h2xh", entry[:6])
        (start,) = struct.unpack(">i", entry[84:88])
        if length < 1 or not 0 <= start < LONGEST_RECORD:
            raise UnreadableError(file, "has a variable without a place; it is damaged")
        name = _text(entry[8:16]).strip().upper()
        found.append(_Variable(name, kind == NUMERIC, start, length))
    return found, end + BLOCK


def _records(data: bytes, variables: list[_Variable], size: int, file: str) -> Iterator[Record]:
    if not size:
        return
    count = len(data) // size
    # The last block is filled up with blanks, which may look like records.
    while count and not data[(count - 1) * size : count * size].strip(b" "):
        count -= 1
    if data[count * size :].strip(b" \0"):
        raise UnreadableError(file, f"ends within row {count + 1}; was it cut off?")
    for row in range(count):
        record = data[row * size : (row + 1) * size]
        cells = {}
        for one in variables:
            value = record[one.start : one.start + one.size]
            text = _number(value) if one.is_number else _text(value)
            cells[one.name] = text
        yield Record(place=f"{file} row {row + 1}", cells=cells, more={})


def _text(value: bytes) -> str:
    """Read a text as UTF-8, and else by the code page of Western Europe: the file does not say."""
    bare = value.rstrip(b" \0")
    try:
        return bare.decode()
    except UnicodeDecodeError:
        return bare.decode("cp1252", "replace")


def _number(value: bytes) -> str:
    """Read a number to the base of 16; a missing one is empty."""
    wide = value.ljust(8, b"\0")
    if not any(wide[1:]):
        # Zero, or one of the codes of a missing value: ., _, A to Z.
        return "" if wide[0] else "0"
    fraction = int.from_bytes(wide[1:], "big")
    power = 4 * ((wide[0] & ~SIGN) - BIAS) - BITS
    size = Fraction(fraction) * Fraction(2) ** power
    return number_text(float(-size if wide[0] & SIGN else size))


def _blocks_with(mark: bytes, content: bytes) -> list[int]:
    found, at = [], content.find(mark)
    while at >= 0:
        if at % BLOCK == 0:
            found.append(at)
        at = content.find(mark, at + 1)
    return found
