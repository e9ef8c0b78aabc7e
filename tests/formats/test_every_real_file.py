"""Every file of the public scans opens, or is refused with the right code; none is passed over."""

from collections import Counter, defaultdict
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import pytest
import SimpleITK

from recist.formats.scans import find_scans, load_volume
from recist.imaging.series import Inspection

# Files that match, their outcome, how many files. The outcome is of a series its shape kji and
# verdict, of a segmentation its kind, verdict and what links it with its series, else the refusal.
TABLE = """
LICENCES.md                                       not-dicom                        1
MANIFEST.sha256                                   not-dicom                        1
*.csv                                             not-dicom                        5
licences/*                                        not-dicom                       15
aim_recist_lung/aim_sr/*.dcm                      not-an-image                     8
aim_recist_lung/aim_xml/*.xml                     not-dicom                        8
aim_recist_lung/images/*.dcm                      1x512x512-accept                 4
ct_j2k_overlapping_slices/CT.*                    20x512x512-accept               20
ct_liver_mets_crlm1004.zip!CRLM-CT-1004/1-*.dcm   41x512x512-accept               41
ct_nonsquare_oblique/*.dcm                        3x50x100-accept                  3
ct_transfer_syntaxes/CT0012.*.51.dcm              2x512x512-warn                   1
ct_transfer_syntaxes/CTImage.dcm                  1x512x512-accept                 1
ct_transfer_syntaxes/*1.2.840.10008.1.2.dcm       duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.1.dcm     duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.1.99.dcm  duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.2.dcm     duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.5.dcm     duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.50.dcm  1x512x512-warn                   1
ct_transfer_syntaxes/CTImage*.1.2.4.51.dcm        1x512x512-warn                   1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.53.dcm  1x512x512-warn                   1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.55.dcm  1x512x512-warn                   1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.57.dcm  duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.70.dcm  duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.80.dcm  duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.81.dcm  1x512x512-warn                   1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.90.dcm  duplicate-instance               1
ct_transfer_syntaxes/*1.2.840.10008.1.2.4.91.dcm  1x512x512-warn                   1
dcmqi/ct-3slice/*.dcm                             3x512x512-accept                 3
dcmqi/legacy_converted_enhanced_ct_23x38x3.dcm    3x38x23-accept                   1
dcmqi/legacy_converted_enhanced_ct_24x38x3.dcm    3x38x24-accept                   1
dcmqi/liver.dcm                                   binary-accept-reference          1
dcmqi/partial_overlaps.dcm                        binary-accept-reference          1
dcmqi/sr-example/seg.dcm                          binary-warn-none                 1
dcmqi/sr-example/*[!g].dcm                        not-an-image                     2
highdicom/ct_image.dcm                            1x128x128-accept                 1
highdicom/seg_image_ct_binary.dcm                 binary-warn-none                 1
highdicom/seg_image_ct_binary_overlap.dcm         binary-warn-none                 1
highdicom/seg_image_ct_binary_fractional.dcm      probability-warn-none            1
highdicom/seg_image_ct_binary_single_frame.dcm    binary-accept-reference          1
highdicom/seg_image_ct_true_fractional.dcm        probability-warn-none            1
highdicom/sr_document*.dcm                        not-an-image                     2
mr_enhanced_multiframe/Philips_*.dcm              32x64x64-accept+32x64x64-accept  1
mr_enhanced_multiframe/Siemens_XA10_6_?_deid.dcm  6x64x64-accept                   2
mr_nonsquare_pixels/N2D_*.dcm                     3x384x274-accept                 3
phantom_ibsi2_orientation_dicom.zip!*             64x48x32-accept                 64
phantom_ibsi2_sphere_dicom.zip!*                  64x64x64-accept                 64
pyradiomics/brain1_image.nrrd                     25x256x256-accept                1
pyradiomics/breast1_image.nrrd                    21x120x45-accept                 1
pyradiomics/brain1_label.nrrd                     label-map-accept-grid            1
pyradiomics/breast1_label.nrrd                    label-map-accept-grid            1
pyradiomics/lung1_label.nrrd                      label-map-warn-none              1
sarcoma_dicom_STS_002_CT_RTSTRUCT.zip!*/0*.dcm    48x143x161-accept               48
sarcoma_dicom_STS_002_CT_RTSTRUCT.zip!*/RS.dcm    contours-warn-position           1
sarcoma_dicom_STS_002_MR_RTSTRUCT.zip!*/0*.dcm    35x90x115-accept                35
sarcoma_dicom_STS_002_MR_RTSTRUCT.zip!*/RS.dcm    contours-warn-position           1
sarcoma_nifti/STS_001/CT_image.nii.gz             59x202x198-accept                1
sarcoma_nifti/STS_001/CT_mask.nii.gz              label-map-accept-grid            1
sarcoma_nifti/STS_001/MR_T1_image.nii.gz          59x158x174-accept                1
sarcoma_nifti/STS_001/MR_T1_mask.nii.gz           label-map-accept-grid            1
sr_dcmjs/sample-sr.dcm                            not-an-image                     1
sr_other/*.dcm                                    not-an-image                     2
"""
ROWS = [
    (pattern, told, int(count)) for pattern, told, count in map(str.split, TABLE.split("\n")[1:-1])
]


@pytest.fixture(scope="module")
def inspection(shared_data: Path) -> Inspection:
    return find_scans([shared_data])


def outcomes(folder: Path, inspection: Inspection) -> dict[str, str]:
    """Return what has become of each file."""
    told: dict[str, list[str]] = defaultdict(list)
    for series in inspection.series:
        shape = "x".join(str(n) for n in series.shape_kji)
        for file in {one.file for one in series.slices}:
            told[file].append(f"{shape}-{series.verdict.value}")
    for one in inspection.segmentations:
        kind = one.kind.value.replace(" ", "-")
        told[one.file].append(f"{kind}-{one.verdict.value}-{one.linked_by.name.lower()}")
    for refused in inspection.rejected:
        told[refused.file].append(refused.code)
    return {file.removeprefix(f"{folder}/"): "+".join(words) for file, words in told.items()}


def test_the_outcome_of_each_file_is_the_one_in_the_table(
    shared_data: Path, inspection: Inspection
) -> None:
    found: Counter[tuple[str, str]] = Counter()
    wrong = []
    for file, told in outcomes(shared_data, inspection).items():
        rows = [row for row in ROWS if fnmatchcase(file, row[0])]
        if [row[1] for row in rows] == [told]:
            found[rows[0][:2]] += 1
        else:
            wrong.append((file, told, rows))
    assert wrong == []
    assert found == {(pattern, told): count for pattern, told, count in ROWS}


def test_no_file_of_the_folder_is_passed_over(shared_data: Path, inspection: Inspection) -> None:
    seen = {file.split("!")[0] for file in outcomes(shared_data, inspection)}
    there = {str(one.relative_to(shared_data)) for one in shared_data.rglob("*") if one.is_file()}
    assert seen == there


def test_each_series_is_loaded_and_holds_the_values_of_another_reader(
    inspection: Inspection,
) -> None:
    compared = 0
    for series in inspection.series:
        volume = load_volume(series)
        assert volume.stored_kji.shape == series.shape_kji
        middle = series.slices[len(series.slices) // 2]
        if not Path(middle.file).is_file() or series.lossy:
            continue
        # Frames of one file may be dealt out to several series: then they differ in rescale.
        image = SimpleITK.ReadImage(middle.file)
        array = SimpleITK.GetArrayFromImage(image)
        if array.ndim != 3 or len(array) not in (1, len(series.slices)):
            continue
        k = middle.frame if len(array) > 1 else 0
        ours = volume.stored_kji[len(series.slices) // 2] * volume.slope + volume.intercept
        np.testing.assert_allclose(ours, array[k], rtol=1e-5, atol=1e-3)
        compared += 1
    assert compared >= 10
