"""Transport files of version 5 read back, without the library that writes them."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from recist.formats.sdtm.dataset import Cell, Dataset
from recist.model.errors import InputError

BLOCK = 80
ENTRY = 140
MEMBER = 3
"""Block at which the header of the one dataset begins."""
NUMBER = 1
EXCESS = 64
FRACTION_BITS = 56


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a variable stands in a record."""

    name: str
    label: str
    is_number: bool
    start: int
    length: int


def read_xpt(content: bytes) -> Dataset:
    """Read the one dataset of a transport file.

    Raises
    ------
    InputError
        Where the bytes are no such file.
    """
    described = content[BLOCK * (MEMBER + 2) : BLOCK * (MEMBER + 4)]
    if not content.startswith(b"HEADER RECORD*******LIBRARY HEADER") or len(described) < 2 * BLOCK:
        raise InputError("is no transport file of version 5")
    name = described[8:16].decode("ascii").strip()
    label = described[BLOCK + 32 : BLOCK + 72].decode("ascii").strip()
    names_at = BLOCK * (MEMBER + 4)
    count = int(content[names_at + 54 : names_at + 58])
    first = names_at + BLOCK
    places = [
        _place(content[first + number * ENTRY : first + (number + 1) * ENTRY])
        for number in range(count)
    ]
    # The list of variables is filled up to a whole block; then comes the header of the data.
    data_at = first + -(-count * ENTRY // BLOCK) * BLOCK + BLOCK
    columns = _columns(content[data_at:], places)
    return Dataset(
        name=name, columns=columns, label=label, labels={one.name: one.label for one in places}
    )


def _place(entry: bytes) -> _Place:
    kind, _, length = struct.unpack(">hhh", entry[:6])
    (start,) = struct.unpack(">i", entry[84:88])
    return _Place(
        name=entry[8:16].decode("ascii").strip(),
        label=entry[16:56].decode("ascii").strip(),
        is_number=kind == NUMBER,
        start=start,
        length=length,
    )


def _columns(data: bytes, places: list[_Place]) -> dict[str, list[Cell]]:
    size = sum(one.length for one in places)
    count = len(data) // size if size else 0
    # What fills up the last block are blanks; no record is blank, since each names its study.
    while count and not data[(count - 1) * size : count * size].strip():
        count -= 1
    columns: dict[str, list[Cell]] = {}
    for one in places:
        starts = range(one.start, one.start + count * size, size)
        cells = (data[start : start + one.length] for start in starts)
        columns[one.name] = [_number(cell) if one.is_number else _text(cell) for cell in cells]
    return columns


def _text(cell: bytes) -> str:
    return cell.decode("ascii").rstrip(" ")


def _number(cell: bytes) -> float | None:
    """Read a number to the base of 16: sign and exponent in one byte, then the fraction."""
    first, rest = cell[0], int.from_bytes(cell[1:].ljust(7, b"\0"), "big")
    if not rest:
        # A byte alone is the code of a missing value: a dot, an underscore or a letter.
        return None if first else 0.0
    exponent = 4 * ((first & 0x7F) - EXCESS) - FRACTION_BITS
    return (-1.0 if first & 0x80 else 1.0) * rest * 2.0**exponent
