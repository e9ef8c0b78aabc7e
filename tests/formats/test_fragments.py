"""A table of offsets that lies must not put the pixels of one slice in the place of another."""

import struct
from pathlib import Path

import numpy as np
import pytest

from recist.formats.scans import find_scans, load_volume
from tests.formats.bad_input import PIXEL_DATA
from tests.formats.bad_pixels import items
from tests.formats.dicom_files import pattern
from tests.formats.test_loading import jpeg_ls, multi_frame

FRAMES = [frame + b"\0" * (len(frame) % 2) for frame in map(jpeg_ls, (1, 2, 3))]
STARTS = [sum(len(frame) + 8 for frame in FRAMES[:n]) for n in range(3)]
TABLES = [
    # what the table says of frames that are one fragment each
    [],
    STARTS,
    STARTS[::-1],
    [0, 0, 0],
    [STARTS[0], STARTS[2], STARTS[1]],
    [0, STARTS[1], 1 << 30],
    STARTS[:2],
    [*STARTS, 999],
]


@pytest.mark.parametrize("table", TABLES)
def test_frames_are_in_their_places_whatever_the_table_says(
    tmp_path: Path, table: list[int]
) -> None:
    path = multi_frame(tmp_path / "a.dcm", FRAMES)
    data = path.read_bytes()
    told = struct.pack(f"<{len(table)}L", *table)
    path.write_bytes(data[: data.rindex(PIXEL_DATA)] + items(*FRAMES, table=told))
    volume = load_volume(find_scans([tmp_path]).series[0])
    assert volume.arrived is None
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in (1, 2, 3)])


def with_extended_table(path: Path, starts: list[int], lengths: list[int]) -> None:
    """Put a table of offsets of 64 bits before the pixels of a file."""
    data = path.read_bytes()
    at = data.rindex(PIXEL_DATA)
    tables = b"".join(
        struct.pack(f"<HH2s2xL{len(values)}Q", 0x7FE0, tag, b"OV", 8 * len(values), *values)
        for tag, values in ((1, starts), (2, lengths))
    )
    path.write_bytes(data[:at] + tables + data[at:])


def test_an_extended_table_in_another_order_is_not_believed(tmp_path: Path) -> None:
    path = multi_frame(tmp_path / "a.dcm", FRAMES)
    with_extended_table(path, STARTS[::-1], [len(frame) for frame in FRAMES[::-1]])
    volume = load_volume(find_scans([tmp_path]).series[0])
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in (1, 2, 3)])


def test_an_extended_table_is_for_frames_of_one_fragment_each(tmp_path: Path) -> None:
    # A frame of two fragments has no length of its own there: a part of it might be shown.
    first, second, third = FRAMES
    path = multi_frame(tmp_path / "a.dcm", FRAMES)
    data = path.read_bytes()
    split = items(first, second[:8], second[8:], third)
    path.write_bytes(data[: data.rindex(PIXEL_DATA)] + split)
    # The item of the second fragment has a head of its own, of 8 bytes.
    starts = [*STARTS[:2], STARTS[2] + 8]
    with_extended_table(path, starts, [len(frame) for frame in FRAMES])
    found = find_scans([tmp_path])
    assert [one.code for one in found.rejected] == ["damaged-pixels"]
