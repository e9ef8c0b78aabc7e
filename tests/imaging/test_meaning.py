"""Slices of different meaning on one scale, and look-up tables at and beyond their ends."""

import numpy as np
import pytest

from recist.imaging.lut import LookUpTable, looked_up
from recist.imaging.meaning import Meaning, Scale, common_scale, in_scale


def table_of(*entries: int, first: int = 0, bits: int = 16) -> LookUpTable:
    return LookUpTable(first=first, packed=np.array(entries, "<u2").tobytes(), bits=bits)


LOOK_UPS = [
    # type, values, what a table of 10, 20, 30 for −1, 0, 1 gives
    ("int16", [-32768, -2, -1, 0, 1, 2, 32767], [10, 10, 10, 20, 30, 30, 30]),
    ("uint16", [0, 1, 65535], [20, 30, 30]),
    ("uint8", [0, 255], [20, 30]),
    ("int32", [-(1 << 31), (1 << 31) - 1], [10, 30]),
    ("uint32", [(1 << 32) - 1], [30]),
    ("float32", [-0.6, -0.4, 0.6, 1e30, -np.inf, np.nan], [10, 20, 30, 30, 10, 10]),
]


@pytest.mark.parametrize(("kind", "values", "expected"), LOOK_UPS)
def test_a_table_is_clamped_at_both_ends(
    kind: str, values: list[float], expected: list[int]
) -> None:
    found = looked_up(np.array([values], dtype=kind), table_of(10, 20, 30, first=-1))
    assert found.dtype == np.uint16
    assert found.tolist() == [expected]


PLAIN = Meaning(slope=2, intercept=-5)
PADDED = Meaning(slope=2, intercept=-5, padding=(-9, -8))
TABLE = Meaning(table=table_of(7, 8, 9))
OTHER_TABLE = Meaning(table=table_of(1, 2, 3))
PADDED_TABLE = Meaning(table=table_of(7, 8, 9), padding=(0, 0))
NAN = float("nan")
SCALES = [
    # meanings of two slices of −9, 0, 1; type, slope, intercept, padding, stored values
    ("alike", PLAIN, PLAIN, ("int16", 2, -5, None), [[-9, 0, 1], [-9, 0, 1]]),
    ("padded alike", PADDED, PADDED, ("int16", 2, -5, (-9, -8)), [[-9, 0, 1], [-9, 0, 1]]),
    ("padded once", PADDED, PLAIN, ("float32", 1, 0, None), [[NAN, -5, -3], [-23, -5, -3]]),
    (
        "other paddings",
        PADDED,
        Meaning(slope=2, intercept=-5, padding=(1, 1)),
        ("float32", 1, 0, None),
        [[NAN, -5, -3], [-23, -5, NAN]],
    ),
    (
        "other slopes",
        PADDED,
        Meaning(slope=0.5, padding=(-9, -9)),
        ("float32", 1, 0, None),
        [[NAN, -5, -3], [NAN, 0, 0.5]],
    ),
    ("tables", TABLE, OTHER_TABLE, ("uint16", 1, 0, None), [[7, 7, 8], [1, 1, 2]]),
    ("table and slope", TABLE, PLAIN, ("float32", 1, 0, None), [[7, 7, 8], [-23, -5, -3]]),
    ("padded table", PADDED_TABLE, TABLE, ("float32", 1, 0, None), [[7, NAN, 8], [7, 7, 8]]),
]


@pytest.mark.parametrize(
    ("first", "second", "scale", "expected"),
    [row[1:] for row in SCALES],
    ids=[row[0] for row in SCALES],
)
def test_slices_come_to_one_scale(
    first: Meaning,
    second: Meaning,
    scale: tuple[str, float, float, tuple[float, float] | None],
    expected: list[list[float]],
) -> None:
    stored = np.array([-9, 0, 1], dtype=np.int16)
    kind, slope, intercept, padding = scale
    found = common_scale([first, second], stored.dtype)
    assert found == Scale(kind=np.dtype(kind), slope=slope, intercept=intercept, padding=padding)
    for meaning, values in zip((first, second), expected, strict=True):
        np.testing.assert_array_equal(in_scale(stored, meaning, found), values)
        assert in_scale(stored, meaning, found).dtype == kind


def test_slices_that_agree_are_not_copied() -> None:
    stored = np.zeros(3, dtype=np.int16)
    assert in_scale(stored, PADDED, common_scale([PADDED, PADDED], stored.dtype)) is stored


def test_whole_numbers_of_32_bits_stay_whole() -> None:
    stored = np.array([16_777_217], dtype=np.int32)
    scale = common_scale([Meaning(), Meaning(padding=(0, 0))], stored.dtype)
    assert in_scale(stored, Meaning(), scale).tolist() == [16_777_217]


def test_a_scale_is_known_before_a_pixel_is_read() -> None:
    scale = common_scale([PADDED, PLAIN, PLAIN], np.dtype(np.uint8))
    assert scale.kind == np.float32
