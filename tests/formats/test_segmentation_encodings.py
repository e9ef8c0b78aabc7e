"""DICOM SEG: its frames as bits, in both byte orders and compressed."""

from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from recist.model.errors import ScanError
from tests.formats.dicom_files import write
from tests.formats.segmentation_files import (
    frame,
    seg,
    segment,
)
from tests.formats.segmentation_reads import load, noise, refusals, whole


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_bits_that_do_not_begin_on_a_byte(tmp_path: Path, syntax: str) -> None:
    planes = noise(3)
    path = write(tmp_path / "a.dcm", seg(planes, [frame(z) for z in (0, 5, 10)]), syntax)
    (mask,) = load(path).masks
    np.testing.assert_array_equal(whole(mask, (3, 5, 7)), planes.astype(bool))


def rle(plane: NDArray[Any]) -> bytes:
    """Write PS3.5 Annex G for one byte a pixel: literal runs of one row each."""
    runs = b"".join(bytes([len(row) - 1]) + bytes(row.tolist()) for row in plane)
    runs += b"\0" * (len(runs) % 2)
    return np.array([1, 64, *[0] * 14], dtype="<u4").tobytes() + runs


CODECS = [
    (RLELossless, rle),
    (JPEGLSLossless, imagecodecs.jpegls_encode),
    (JPEG2000Lossless, lambda plane: imagecodecs.jpeg2k_encode(plane, codecformat="j2k")),
]


@pytest.mark.parametrize(("syntax", "encode"), CODECS)
def test_compressed_frames(tmp_path: Path, syntax: str, encode: Any) -> None:
    planes = noise(3, 16, 16) * np.uint8(255)
    data = seg(
        planes,
        [frame(z) for z in (0, 5, 10)],
        bits=8,
        SegmentationType="FRACTIONAL",
        PixelData=encapsulate([encode(plane) for plane in planes]),
    )
    data["PixelData"].is_undefined_length = True
    (mask,) = load(write(tmp_path / "a.dcm", data, syntax)).masks
    np.testing.assert_array_equal(whole(mask, (3, 16, 16)), planes)


def test_a_compressed_frame_that_is_damaged_names_the_file(tmp_path: Path) -> None:
    content = encapsulate([rle(noise(1, 16, 16)[0])[:-40]])
    data = seg(noise(1, 16, 16), [frame(0)], bits=8, PixelData=content)
    data["PixelData"].is_undefined_length = True
    with pytest.raises(ScanError, match=r"a\.dcm"):
        load(write(tmp_path / "a.dcm", data, RLELossless))


BIG_ENDIAN = [
    # bits, how the values 0 1 1 2 2 2 are written, as what, whether that is read
    (8, b"\0\1\1\2\2\2", "OB", True),
    (8, b"\1\0\2\1\2\2", "OW", False),
    (16, b"\0\0\0\1\0\1\0\2\0\2\0\2", "OW", True),
]


@pytest.mark.parametrize(("bits", "content", "kind", "readable"), BIG_ENDIAN)
def test_big_endian_label_maps(
    tmp_path: Path, bits: int, content: bytes, kind: str, readable: bool
) -> None:
    planes = np.array([[[0, 1, 1], [2, 2, 2]]])
    data = seg(
        planes,
        [frame(0, None)],
        bits=bits,
        SegmentationType="LABELMAP",
        SegmentSequence=[segment(1), segment(2)],
        PixelData=content,
    )
    data["PixelData"].VR = kind
    path = write(tmp_path / "a.dcm", data, ExplicitVRBigEndian)
    if not readable:
        assert refusals(path) == ["unsupported-pixels"]
        return
    for number, mask in zip((1, 2), load(path).masks, strict=True):
        np.testing.assert_array_equal(whole(mask, (1, 2, 3)), planes == number)
