"""Masks and outlines of public lesions, measured here and held against their known figures."""

import csv
import math
import zipfile
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import label
from scipy.spatial import ConvexHull
from scipy.spatial.distance import pdist

from recist.formats.scans import find_scans
from recist.formats.segmentations import find_segmentation, load_segmentation
from recist.imaging.contours import contours_on_slices
from recist.imaging.geometry import lps_from_kji
from recist.imaging.segmentation import LinkedBy, Mask, SegmentationKind

Points = NDArray[np.float64]

# Where the file that a row of lesion_truth.csv names is, below the folder of the scans.
PLACES = {
    "brain1_label.nrrd": "pyradiomics/brain1_label.nrrd",
    "breast1_label.nrrd": "pyradiomics/breast1_label.nrrd",
    "lung1_label.nrrd": "pyradiomics/lung1_label.nrrd",
    "STS_001_CT_mask.nii.gz": "sarcoma_nifti/STS_001/CT_mask.nii.gz",
    "STS_001_MR_T1_mask.nii.gz": "sarcoma_nifti/STS_001/MR_T1_mask.nii.gz",
    "STS_002_CT_mask.nii.gz": "sarcoma_nifti/STS_002/CT_mask.nii.gz",
    "STS_002_MR_T1_mask.nii.gz": "sarcoma_nifti/STS_002/MR_T1_mask.nii.gz",
    "dcmqi/data/sr-example/seg.dcm": "dcmqi/sr-example/seg.dcm",
}
MASK_ROWS = [
    # file, component
    ("brain1_label.nrrd", "1"),
    ("brain1_label.nrrd", "2"),
    ("breast1_label.nrrd", "1"),
    ("lung1_label.nrrd", "1"),
    ("STS_001_CT_mask.nii.gz", "1"),
    ("STS_001_MR_T1_mask.nii.gz", "1"),
    ("STS_002_CT_mask.nii.gz", "1"),
    ("STS_002_MR_T1_mask.nii.gz", "1"),
    ("dcmqi/data/sr-example/seg.dcm", "1"),
]


@pytest.fixture(scope="session")
def truth(shared_data: Path) -> dict[tuple[str, str], dict[str, str]]:
    with (shared_data / "lesion_truth.csv").open(newline="") as lines:
        return {(row["id"], row["component"]): row for row in csv.DictReader(lines)}


def longest_mm(points_mm: Points) -> float:
    """Return the greatest distance between points of one plane."""
    flat = points_mm - points_mm.mean(axis=0)
    plane = np.linalg.svd(flat, full_matrices=False)[2][:2]
    corners = points_mm[ConvexHull(flat @ plane.T).vertices]
    return float(pdist(corners).max())


def component(mask: Mask, wanted: int) -> NDArray[np.bool_]:
    """Return the wanted one of the connected parts, the largest first."""
    parts, count = label(mask.values_kji, structure=np.ones((3, 3, 3)))
    sizes = np.bincount(parts.ravel())[1:]
    order = np.argsort(-sizes, kind="stable") + 1
    assert wanted <= count
    chosen: NDArray[np.bool_] = parts == order[wanted - 1]
    return chosen


def longest_slice(mask: Mask, lesion: NDArray[np.bool_]) -> tuple[int, float]:
    """Return the slice of the file with the longest diameter between voxel centres, and it."""
    found = []
    for k, plane in enumerate(lesion):
        if plane.any():
            rows, columns = np.nonzero(plane)
            kji = np.column_stack([np.full(rows.size, k), rows, columns]).astype(float)
            found.append((longest_mm(lps_from_kji(mask.geometry, kji)), k + mask.start_kji[0]))
    length, k = max(found)
    return k, length


def check_longest(mask: Mask, lesion: NDArray[np.bool_], row: dict[str, str]) -> None:
    k, length = longest_slice(mask, lesion)
    assert k == int(row["slice_index"])
    assert length == pytest.approx(float(row["long_mm_centres"]), abs=0.001)


def end_kji(row: dict[str, str], column: str) -> Points:
    """Return an end point: NIfTI rows have x before y, all others the row before the column."""
    first, second = (float(n) for n in row[column].split(","))
    j, i = (second, first) if row["slice_axis"] == "2" else (first, second)
    return np.array([float(row["slice_index"]), j, i])


@pytest.mark.parametrize(("name", "part"), MASK_ROWS)
def test_masks_have_the_known_voxels_volume_and_longest_diameter(
    shared_data: Path, truth: dict[tuple[str, str], dict[str, str]], name: str, part: str
) -> None:
    row = truth[name, part]
    path = shared_data / PLACES[name]
    if not path.is_file():
        pytest.skip(f"{path.name} is not among the real scans")
    (mask,) = load_segmentation(find_segmentation(path)).masks
    assert mask is not None
    lesion = component(mask, int(part))
    spacing = mask.geometry.spacing_kji_mm
    assert int(lesion.sum()) == int(row["n_vox"])
    assert lesion.sum() * math.prod(spacing) == pytest.approx(float(row["vol_mm3"]), abs=0.06)
    assert lesion.any(axis=(1, 2)).sum() == int(row["n_slices"])
    in_plane = f"{spacing[2]:.4f}x{spacing[1]:.4f}"
    assert in_plane == row["spacing_in_plane"]
    assert spacing[0] == pytest.approx(float(row["slice_spacing"]), abs=1e-4)
    check_longest(mask, lesion, row)
    ends = [end_kji(row, column) for column in ("end1", "end2")]
    assert all(lesion[tuple(np.subtract(end, mask.start_kji).astype(int))] for end in ends)
    start = np.array(mask.start_kji)
    first, second = (lps_from_kji(mask.geometry, end - start) for end in ends)
    distance = float(np.linalg.norm(first - second))
    assert distance == pytest.approx(float(row["long_mm_centres"]), abs=0.001)


OUTLINES = [
    # zip, name of the region, z of the longest outline
    ("sarcoma_dicom_STS_002_CT_RTSTRUCT.zip", "GTV_Mass_CT", -553.83),
    ("sarcoma_dicom_STS_002_MR_RTSTRUCT.zip", "GTV_Mass_MR_T1", -553.828),
]


@pytest.mark.parametrize(("name", "region", "z"), OUTLINES)
def test_outlines_whose_uids_lead_nowhere_lie_on_their_series(
    shared_data: Path, name: str, region: str, z: float
) -> None:
    inspection = find_scans([shared_data / name])
    (series,) = inspection.series
    (found,) = inspection.segmentations
    assert inspection.rejected == ()
    assert found.linked_by is LinkedBy.POSITION
    assert [(one.uid, one.part) for one in found.links] == [(series.uid, 1)]
    assert [one.code for one in found.reasons] == ["linked-by-position"]
    assert found.kind is SegmentationKind.CONTOURS
    assert [(one.label, one.category) for one in found.segments] == [(region, "GTV")]
    (contours,) = load_segmentation(found).contours
    assert len(contours) == 16
    longest = max(contours, key=lambda one: longest_mm(one.points_lps_mm))
    assert longest.points_lps_mm[:, 2] == pytest.approx(z)
    assert longest_mm(longest.points_lps_mm) == pytest.approx(56.218, abs=0.001)


FILLED = [
    # zip, row of the mask that was once made of these outlines
    ("sarcoma_dicom_STS_002_CT_RTSTRUCT.zip", "STS_002_CT_mask.nii.gz"),
    ("sarcoma_dicom_STS_002_MR_RTSTRUCT.zip", "STS_002_MR_T1_mask.nii.gz"),
]


@pytest.mark.parametrize(("name", "mask_name"), FILLED)
def test_filled_outlines_are_the_known_mask(
    shared_data: Path, truth: dict[tuple[str, str], dict[str, str]], name: str, mask_name: str
) -> None:
    row = truth[mask_name, "1"]
    inspection = find_scans([shared_data / name])
    (contours,) = load_segmentation(inspection.segmentations[0]).contours
    mask, reasons = contours_on_slices(contours, inspection.series[0])
    assert reasons == ()
    assert mask is not None
    assert int(mask.values_kji.sum()) == int(row["n_vox"])
    volume = mask.values_kji.sum() * math.prod(mask.geometry.spacing_kji_mm)
    assert volume == pytest.approx(float(row["vol_mm3"]), rel=2e-5)
    assert len(mask.values_kji) == int(row["n_slices"])
    check_longest(mask, mask.values_kji, row)


def test_two_scans_of_one_frame_of_reference_keep_their_own_outlines(shared_data: Path) -> None:
    inspection = find_scans([shared_data / name for name, _, _ in OUTLINES])
    modalities = {one.uid: one.modality for one in inspection.series}
    found = {
        one.segments[0].label: [modalities[key.uid] for key in one.links]
        for one in inspection.segmentations
    }
    assert found == {"GTV_Mass_CT": ["CT"], "GTV_Mass_MR_T1": ["MR"]}


def test_without_their_scan_outlines_are_linked_with_none(
    shared_data: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(shared_data / OUTLINES[0][0]) as archive:
        archive.extract("STS_002_CT/RS.dcm", tmp_path)
    others = [shared_data / "dcmqi" / "ct-3slice", shared_data / "ct_liver_mets_crlm1004.zip"]
    (found,) = find_scans([tmp_path, *others]).segmentations
    assert (found.linked_by, found.links) == (LinkedBy.NONE, ())
    assert [one.code for one in found.reasons] == ["not-linked"]
