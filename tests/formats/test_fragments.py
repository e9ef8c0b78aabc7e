"""A table of offsets that lies must not put the pixels of one slice in the place of another."""

import struct
from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset

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


def test_an_extended_table_in_another_order_is_not_believed(tmp_path: Path) -> None:
    path = multi_frame(tmp_path / "a.dcm", FRAMES)
    extended = Dataset()
    extended.ExtendedOffsetTable = struct.pack("<3Q", *STARTS[::-1])
    extended.ExtendedOffsetTableLengths = struct.pack("<3Q", *map(len, FRAMES[::-1]))
    data = path.read_bytes()
    at = data.rindex(PIXEL_DATA)
    tables = b"".join(
        struct.pack("<HH2s2xL", 0x7FE0, tag, b"OV", len(value)) + value
        for tag, value in (
            (1, extended.ExtendedOffsetTable),
            (2, extended.ExtendedOffsetTableLengths),
        )
    )
    path.write_bytes(data[:at] + tables + data[at:])
    volume = load_volume(find_scans([tmp_path]).series[0])
    np.testing.assert_array_equal(volume.stored_kji, [pattern(n) for n in (1, 2, 3)])
