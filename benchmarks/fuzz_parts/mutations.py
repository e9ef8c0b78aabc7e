"""Changes to bytes, drawn from one seed: the same number gives the same input."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable, Sequence

# Where counters turn over, signs change and lengths become undefined.
INTERESTING = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000)
EXTREMES = (*INTERESTING, 0xFFFFFFFE, 0xFFFFFFFF)
# Most inputs get one change: what is destroyed altogether is refused at once.
MANY_CHANGES = (1, 1, 1, 2, 2, 4)
LARGEST = 4 << 20

Change = Callable[[random.Random, bytearray, bytes], None]


def _place(rng: random.Random, data: bytearray) -> int:
    """Choose a place; headers are small beside pixels, and hold what steers a parser."""
    return rng.randrange(min(len(data), 2048) if rng.random() < 0.5 else len(data))


def flip_bits(rng: random.Random, data: bytearray, other: bytes) -> None:
    for _ in range(rng.choice((1, 1, 2, 8))):
        data[_place(rng, data)] ^= 1 << rng.randrange(8)


def set_bytes(rng: random.Random, data: bytearray, other: bytes) -> None:
    for _ in range(rng.randint(1, 4)):
        data[_place(rng, data)] = rng.randrange(256)


def set_number(rng: random.Random, data: bytearray, other: bytes) -> None:
    kind = rng.choice(("<H", ">H", "<L", ">L", "<Q"))
    value = rng.choice(EXTREMES) & ((1 << (8 * struct.calcsize(kind))) - 1)
    at = _place(rng, data)
    data[at : at + struct.calcsize(kind)] = struct.pack(kind, value)


def set_length(rng: random.Random, data: bytearray, other: bytes) -> None:
    """Set what stands where an explicit element has its length."""
    at = data.find(rng.choice((b"OB", b"OW", b"SQ", b"UN", b"US", b"UI", b"DS", b"CS", b"LO")))
    if at < 0:
        set_number(rng, data, other)
        return
    value = struct.pack("<L", rng.choice(EXTREMES))
    offset = rng.choice((2, 4))
    data[at + offset : at + offset + 4] = value[: rng.choice((2, 4))]


def copy_part(rng: random.Random, data: bytearray, other: bytes) -> None:
    start, size = _place(rng, data), rng.randint(1, 512)
    part = data[start : start + size] * rng.choice((1, 1, 1, 16))
    at = _place(rng, data)
    if rng.random() < 0.5:
        data[at:at] = part
    else:
        data[at : at + len(part)] = part


def cut_out(rng: random.Random, data: bytearray, other: bytes) -> None:
    at = _place(rng, data)
    del data[at : at + rng.choice((1, 2, 4, 8, 64, 1024))]


def cut_off(rng: random.Random, data: bytearray, other: bytes) -> None:
    del data[_place(rng, data) :]


def splice(rng: random.Random, data: bytearray, other: bytes) -> None:
    data[_place(rng, data) :] = other[rng.randrange(len(other)) :]


def put_in(rng: random.Random, data: bytearray, other: bytes) -> None:
    start = rng.randrange(len(other))
    at = _place(rng, data)
    data[at:at] = other[start : start + rng.randint(1, 512)]


CHANGES: tuple[Change, ...] = (
    flip_bits,
    flip_bits,
    set_bytes,
    set_number,
    set_number,
    set_length,
    set_length,
    copy_part,
    cut_out,
    cut_off,
    splice,
    put_in,
)


class Mutator:
    """Changes seed files; input ``n`` depends on the seed and ``n`` alone."""

    def __init__(self, seeds: Sequence[tuple[str, bytes]], seed: int) -> None:
        self._seeds = seeds
        self._seed = seed

    def input(self, n: int) -> tuple[str, bytes]:
        """Return the name and bytes of an input."""
        rng = random.Random(f"{self._seed}-{n}")
        name, content = rng.choice(self._seeds)
        data = bytearray(content)
        for _ in range(rng.choice(MANY_CHANGES)):
            if data:
                rng.choice(CHANGES)(rng, data, rng.choice(self._seeds)[1])
        return name, bytes(data[:LARGEST])
