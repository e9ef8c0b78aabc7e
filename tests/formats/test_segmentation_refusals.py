"""DICOM SEG: what is refused, and what is said of it."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset

from recist.formats import segmentations
from recist.formats.scans import find_scans
from recist.formats.segmentations import find_segmentation, load_segmentation
from recist.model.errors import ScanError
from tests.formats.dicom_files import AXIAL, write, write_stack
from tests.formats.segmentation_files import (
    frame,
    item,
    seg,
    segment,
)
from tests.formats.segmentation_reads import load, noise, refusals


def other_plane(z: float) -> Dataset:
    turned = [item(ImageOrientationPatient=[0, 1, 0, 0, 0, -1])]
    return frame(z, PlaneOrientationSequence=turned)


def shared_without(sequence: str) -> list[Dataset]:
    data = item(
        PlaneOrientationSequence=[item(ImageOrientationPatient=AXIAL)],
        PixelMeasuresSequence=[item(PixelSpacing=[0.8, 0.5])],
    )
    delattr(data, sequence)
    return [data]


TWO = [frame(0), frame(5)]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("a kind that is not known", {"SegmentationType": "MAGIC"}, "unsupported-class"),
    ("no kind", {"SegmentationType": None}, "unsupported-class"),
    ("no segment", {"SegmentSequence": None}, "damaged-header"),
    ("one number twice", {"SegmentSequence": [segment(1), segment(1)]}, "damaged-header"),
    ("no number", {"SegmentSequence": [item(SegmentLabel="a")]}, "damaged-header"),
    ("a segment that is not described", {"SegmentSequence": [segment(2)]}, "damaged-header"),
    ("frames of no segment", {
        "PerFrameFunctionalGroupsSequence": [frame(0, None), frame(5, None)]
    }, "damaged-header"),
    ("fewer groups than frames", {
        "PerFrameFunctionalGroupsSequence": [frame(0)]
    }, "damaged-header"),
    ("no frame", {"NumberOfFrames": 0}, "damaged-header"),
    ("frames without end", {"NumberOfFrames": 2_000_000_000}, "damaged-header"),
    ("no row", {"Rows": 0}, "damaged-header"),
    ("a plane without end", {"Rows": 40_000, "Columns": 40_000}, "too-large"),
    ("bits of another kind", {"BitsAllocated": 16}, "unsupported-pixels"),
    ("colours", {"SamplesPerPixel": 3}, "unsupported-pixels"),
    ("no pixels", {"PixelData": None}, "no-pixels"),
    ("too few bits", {"PixelData": b"\0" * 8}, "wrong-pixel-length"),
    ("no position", {
        "PerFrameFunctionalGroupsSequence": [
            frame(0), item(SegmentIdentificationSequence=[item(ReferencedSegmentNumber=1)])
        ]
    }, "no-position"),
    ("no spacing", {
        "SharedFunctionalGroupsSequence": shared_without("PixelMeasuresSequence")
    }, "no-spacing"),
    ("no orientation", {
        "SharedFunctionalGroupsSequence": shared_without("PlaneOrientationSequence")
    }, "no-orientation"),
    ("two planes", {
        "PerFrameFunctionalGroupsSequence": [frame(0), other_plane(5)]
    }, "several-orientations"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_no_usable_segmentation(
    tmp_path: Path, what: str, changes: dict[str, Any], code: str
) -> None:
    path = write(tmp_path / "bad.dcm", seg(noise(2), TWO, **changes))
    assert refusals(path) == [code], what
    with pytest.raises(ScanError, match=r"bad\.dcm"):
        find_segmentation(path)


def test_a_file_that_is_cut_short(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dcm", seg(noise(2), TWO))
    path.write_bytes(path.read_bytes()[:-4])
    assert refusals(path) == ["truncated"]


DAMAGED = [
    # what is wrong with the voxels, words
    ({"SegmentationType": "FRACTIONAL", "MaximumFractionalValue": 100}, "above 100"),
    ({"SegmentationType": "LABELMAP"}, "voxels of segment 255"),
]


@pytest.mark.parametrize(("changes", "words"), DAMAGED)
def test_voxels_that_belie_the_header(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    planes = np.full((1, 2, 3), 255)
    path = write(tmp_path / "a.dcm", seg(planes, [frame(0)], bits=8, **changes))
    with pytest.raises(ScanError, match=rf"a\.dcm.*{words}"):
        load(path)


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dcm", seg(noise(2), TWO))
    (found,) = find_scans([path]).segmentations
    write(path, seg(noise(2), [frame(0), frame(6)]))
    with pytest.raises(ScanError, match=r"a\.dcm.*no longer the file that was found"):
        load_segmentation(found)


def test_what_is_no_segmentation_is_said_to_be_none(tmp_path: Path) -> None:
    folder = write_stack(tmp_path, [0])
    (path,) = folder.iterdir()
    with pytest.raises(ScanError, match="no segmentation"):
        find_segmentation(path)


def test_what_goes_wrong_in_a_link_costs_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stack(tmp_path, [0, 5])
    write(tmp_path / "seg.dcm", seg(noise(2), TWO))

    def spoilt(*given: object) -> None:
        raise ZeroDivisionError("SMITH^JOHN")

    monkeypatch.setattr(segmentations, "link", spoilt)
    inspection = find_scans([tmp_path])
    assert len(inspection.series) == 1
    (refused,) = inspection.rejected
    assert (Path(refused.file).name, refused.code) == ("seg.dcm", "damaged-header")
    assert "SMITH" not in refused.message
