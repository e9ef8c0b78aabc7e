"""NIfTI and NRRD label maps: which files are some, and every value a segment."""

from pathlib import Path
from typing import Any

import nibabel
import nrrd
import numpy as np
import pytest
from numpy.typing import NDArray

from recist.formats.scans import find_scans
from recist.formats.segmentations import find_segmentation, load_segmentation
from recist.imaging.segmentation import LinkedBy, SegmentationFormat, SegmentationKind
from recist.imaging.series import Verdict
from recist.model.errors import ScanError

# It declares no types.
nib: Any = nibabel
AFFINE = np.diag([-0.8, -0.9, 5.0, 1.0])
LABELS = np.zeros((4, 5, 6), dtype=np.uint8)
LABELS[0:2, 1:3, 2] = 1
LABELS[1, 2, 3:5] = 7
LABELS[3, 4, 5] = 200


def save(path: Path, voxels: NDArray[Any] = LABELS, intent: int = 0, **header: Any) -> Path:
    """Write a NIfTI or NRRD file whose first axis runs along x."""
    if path.suffix == ".nrrd":
        fields: dict[str, Any] = {
            "space": "left-posterior-superior",
            "space directions": np.diag([0.8, 0.9, 5.0]),
            "space origin": [0, 0, 0],
            **header,
        }
        nrrd.write(str(path), voxels, fields)
        return path
    image = nib.Nifti1Image(voxels, AFFINE, dtype=voxels.dtype)
    image.header["intent_code"] = intent
    for field, value in header.items():
        image.header[field] = value
    nib.save(image, path)
    return path


IMAGE = np.arange(120, dtype=np.int16).reshape(4, 5, 6)
NAMES = [
    # name, voxels, taken as a label map
    ("case_mask.nii.gz", LABELS, True),
    ("CT_label.nii", LABELS, True),
    ("case-labels.nrrd", LABELS, True),
    ("case.seg.nrrd", LABELS, True),
    ("Segmentation.nii.gz", LABELS, True),
    ("tumour seg.nii.gz", LABELS, True),
    ("masked.nii.gz", LABELS, False),
    ("label_1.nii.gz", LABELS, False),
    ("massegmask2.nii.gz", LABELS, False),
    ("case_mask.nii.gz", LABELS.astype(np.float32), False),
    ("scan.nrrd", IMAGE, False),
]


@pytest.mark.parametrize(("name", "voxels", "expected"), NAMES)
def test_which_files_are_listed_as_label_maps(
    tmp_path: Path, name: str, voxels: NDArray[Any], expected: bool
) -> None:
    inspection = find_scans([save(tmp_path / name, voxels)])
    assert inspection.rejected == ()
    assert len(inspection.segmentations) == expected
    assert len(inspection.series) == (not expected)


def test_a_header_may_say_so_itself(tmp_path: Path) -> None:
    save(tmp_path / "a.nii.gz", intent=1002)
    save(tmp_path / "b.nrrd", Segment0_LabelValue="7", Segment0_Name="node")
    kinds = [(one.format, one.kind) for one in find_scans([tmp_path]).segmentations]
    assert kinds == [
        (SegmentationFormat.NIFTI, SegmentationKind.LABEL_MAP),
        (SegmentationFormat.NRRD, SegmentationKind.LABEL_MAP),
    ]


@pytest.mark.parametrize("name", ["a_mask.nii", "a_mask.nii.gz", "a_mask.nrrd"])
def test_every_value_is_a_segment(tmp_path: Path, name: str) -> None:
    read = load_segmentation(find_segmentation(save(tmp_path / name)))
    assert [(one.number, one.label) for one in read.found.segments] == [
        (1, "label 1"),
        (7, "label 7"),
        (200, "label 200"),
    ]
    first, second, third = read.masks
    assert first is not None
    assert second is not None
    assert third is not None
    # x, y, z of the array are columns, rows and slices.
    assert (first.start_kji, first.values_kji.shape) == ((2, 1, 0), (1, 2, 2))
    assert (second.start_kji, second.values_kji.shape) == ((3, 2, 1), (2, 1, 1))
    assert (third.start_kji, third.values_kji.shape) == ((5, 4, 3), (1, 1, 1))
    # RAS -0.8 a voxel is LPS +0.8 a voxel.
    assert third.origins_lps_mm[0] == pytest.approx((3 * 0.8, 4 * 0.9, 5 * 5))
    assert third.geometry.spacing_kji_mm == pytest.approx((5, 0.9, 0.8))


def test_names_in_the_header_stay_with_their_values(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.nrrd",
        Segment0_LabelValue="7",
        Segment0_Name="lymph node",
        Segment1_LabelValue="9",
        Segment1_Name="gone",
        Segment2_LabelValue="no number",
        Segment2_Name="nothing",
    )
    (found,) = find_scans([path]).segmentations
    assert [(one.number, one.label) for one in found.segments] == [(7, "lymph node"), (9, "gone")]
    read = load_segmentation(found)
    labels = [(one.number, one.label, mask is None) for one, mask in zip(
        read.found.segments, read.masks, strict=True
    )]  # fmt: skip
    assert labels == [
        (1, "label 1", False),
        (7, "lymph node", False),
        (9, "gone", True),
        (200, "label 200", False),
    ]
    assert read.found.reasons[-1].code == "empty-segment"


def test_it_belongs_to_the_scan_of_its_grid(tmp_path: Path) -> None:
    save(tmp_path / "scan.nii.gz", IMAGE)
    save(tmp_path / "other.nii.gz", IMAGE[:3])
    save(tmp_path / "scan_mask.nrrd")
    inspection = find_scans([tmp_path])
    (found,) = inspection.segmentations
    (scan,) = [one for one in inspection.series if one.description == "scan.nii.gz"]
    assert [one.uid for one in found.links] == [scan.uid]
    assert (found.linked_by, found.verdict) == (LinkedBy.GRID, Verdict.ACCEPT)


WHOLE = [
    # voxels, whether they are labels
    (LABELS.astype(np.float64), True),
    (LABELS.astype(np.int64) * 100_000, True),
    (LABELS * np.float32(0.5), False),
    (LABELS.astype(np.int16) - 1, False),
    (np.where(LABELS == 7, np.nan, LABELS), False),
    (np.where(LABELS == 7, np.inf, LABELS), False),
    (LABELS.astype(np.int64) << 40, False),
    (np.arange(4 * 30 * 30, dtype=np.int16).reshape(4, 30, 30), False),
]


@pytest.mark.parametrize("name", ["any.nii.gz", "any.nrrd"])
@pytest.mark.parametrize(("voxels", "labels"), WHOLE)
def test_labels_are_whole_numbers_and_not_many(
    tmp_path: Path, name: str, voxels: NDArray[Any], labels: bool
) -> None:
    found = find_segmentation(save(tmp_path / name, voxels))
    if labels:
        assert len(load_segmentation(found).masks) == 3
        return
    with pytest.raises(ScanError, match=r"any\..*no label map"):
        load_segmentation(found)


def test_a_slope_counts(tmp_path: Path) -> None:
    path = save(tmp_path / "a.nii")
    # Where a NIfTI-1 header keeps scl_slope.
    content = bytearray(path.read_bytes())
    content[112:116] = np.float32(2).tobytes()
    path.write_bytes(bytes(content))
    read = load_segmentation(find_segmentation(path))
    assert [one.number for one in read.found.segments] == [2, 14, 400]


def test_without_a_place_in_the_patient_nothing_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "a_mask.nrrd"
    nrrd.write(str(path), LABELS, {})
    (found,) = find_scans([path]).segmentations
    assert found.verdict is Verdict.QUARANTINE
    with pytest.raises(ScanError, match=r"a_mask\.nrrd.*no trusted millimetres"):
        load_segmentation(found)


def test_labels_of_several_time_points_are_an_image(tmp_path: Path) -> None:
    path = save(tmp_path / "a_mask.nii.gz", np.stack([LABELS, LABELS], axis=3))
    inspection = find_scans([path])
    assert (len(inspection.series), inspection.segmentations) == (2, ())
    with pytest.raises(ScanError, match=r"a_mask\.nii\.gz.*no single volume"):
        find_segmentation(path)


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    path = save(tmp_path / "a_mask.nrrd")
    found = find_segmentation(path)
    save(path, LABELS[::-1])
    with pytest.raises(ScanError, match=r"a_mask\.nrrd.*no longer the file that was found"):
        load_segmentation(found)


def test_real_masks_stand_beside_their_scans(shared_data: Path) -> None:
    inspection = find_scans([shared_data / "sarcoma_nifti", shared_data / "pyradiomics"])
    names = {(one.uid, one.part): one.description for one in inspection.series}
    links = {
        one.description: [names[key.uid, key.part] for key in one.links]
        for one in inspection.segmentations
    }
    assert links == {
        "CT_mask.nii.gz": ["CT_image.nii.gz"],
        "MR_T1_mask.nii.gz": ["MR_T1_image.nii.gz"],
        "brain1_label.nrrd": ["brain1_image.nrrd"],
        "breast1_label.nrrd": ["breast1_image.nrrd"],
        "lung1_label.nrrd": [],
    }
