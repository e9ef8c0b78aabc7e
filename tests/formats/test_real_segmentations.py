"""DICOM SEG: real files by known values, by pydicom and by their scans."""

from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread

from recist.formats.scans import find_scans
from recist.imaging.segmentation import (
    inside,
)
from recist.imaging.series import Verdict
from tests.formats.segmentation_reads import load, whole

REAL = [
    # file, kind, segments with their voxels (above half), shape of the grid
    ("dcmqi/liver.dcm", "binary", {"Liver": 107_098}, (3, 512, 512)),
    (
        "dcmqi/partial_overlaps.dcm",
        "binary",
        {"GREEN": 9602, "ORANGE": 11_888, "PURPLE": 10_743, "LIGHT_BLUE": 6693, "DARK_BLUE": 4713},
        (3, 512, 512),
    ),
    ("highdicom/seg_image_ct_binary.dcm", "binary", {"first segment": 638}, (3, 16, 16)),
    # Its frames lie at -99.48, 103.02, 104.27 and 105.52 mm.
    (
        "highdicom/seg_image_ct_binary_overlap.dcm",
        "binary",
        {"first segment": 64, "second segment": 16},
        (165, 16, 16),
    ),
    (
        "highdicom/seg_image_ct_binary_fractional.dcm",
        "probability",
        {"first segment": 638},
        (3, 16, 16),
    ),
    # Half of 255 lies between its values, which are 0, 64 and 128.
    (
        "highdicom/seg_image_ct_true_fractional.dcm",
        "probability",
        {"first segment": 638},
        (3, 16, 16),
    ),
    (
        "highdicom/seg_image_ct_binary_single_frame.dcm",
        "binary",
        {"first segment": 1832},
        (1, 128, 128),
    ),
]


@pytest.mark.parametrize(("name", "kind", "voxels", "shape"), REAL)
def test_real_segmentations_by_known_values(
    shared_data: Path,
    name: str,
    kind: str,
    voxels: dict[str, int],
    shape: tuple[int, int, int],
) -> None:
    read = load(shared_data / name)
    assert read.found.kind.value == kind
    assert read.found.geometry is not None
    assert read.found.geometry.shape_kji == shape
    labels = [one.label for one in read.found.segments]
    counts = [0 if mask is None else int(inside(mask).sum()) for mask in read.masks]
    assert dict(zip(labels, counts, strict=True)) == voxels


@pytest.mark.parametrize("name", [row[0] for row in REAL])
def test_every_real_frame_agrees_with_pydicom(shared_data: Path, name: str) -> None:
    data = dcmread(shared_data / name)
    frames = data.pixel_array.reshape(-1, data.Rows, data.Columns)
    read = load(shared_data / name)
    assert read.found.geometry is not None
    grid = read.found.geometry
    masks = dict(zip((one.number for one in read.found.segments), read.masks, strict=True))
    for plane, group in zip(frames, data.PerFrameFunctionalGroupsSequence, strict=True):
        number = group.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        z = float(group.PlanePositionSequence[0].ImagePositionPatient[2])
        k = round((z - grid.origin_lps_mm[2]) / grid.spacing_kji_mm[0])
        np.testing.assert_array_equal(whole(masks[number], grid.shape_kji)[k], plane)


LINKED = [
    # folder, file, uid of the series
    (
        "dcmqi",
        "liver.dcm",
        "1.2.392.200103.20080913.113635.1.2009.6.22.21.43.10.23430.1",
    ),
    (
        "dcmqi",
        "partial_overlaps.dcm",
        "1.2.392.200103.20080913.113635.1.2009.6.22.21.43.10.23430.1",
    ),
    (
        "highdicom",
        "seg_image_ct_binary_single_frame.dcm",
        "1.3.6.1.4.1.5962.1.3.1.1.20040119072730.12322",
    ),
    # Its scan is not there.
    ("highdicom", "seg_image_ct_binary.dcm", None),
    ("dcmqi", "seg.dcm", None),
]


@pytest.mark.parametrize(("folder", "name", "uid"), LINKED)
def test_real_segmentations_find_their_scans(
    shared_data: Path, folder: str, name: str, uid: str | None
) -> None:
    found = {Path(one.file).name: one for one in find_scans([shared_data / folder]).segmentations}
    assert [one.uid for one in found[name].links] == ([] if uid is None else [uid])
    assert found[name].verdict is (Verdict.WARN if uid is None else Verdict.ACCEPT)
    codes = [one.code for one in found[name].reasons]
    assert codes == (["not-linked"] if uid is None else [])
