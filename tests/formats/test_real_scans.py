"""Public scans of many makers: their geometry by known values, their pixels by a reference."""

from pathlib import Path

import numpy as np
import pytest

from recist.formats.scans import find_scans, load_volume
from recist.imaging.geometry import lps_from_kji, normal
from recist.imaging.series import Series, Verdict
from recist.imaging.slices import slice_geometry

SYNTAXES = "ct_transfer_syntaxes"
REFERENCE = "CTImage.dcm_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm"


def only(path: Path) -> Series:
    inspection = find_scans([path])
    assert len(inspection.series) == 1, [one.description for one in inspection.series]
    return inspection.series[0]


LOSSLESS = [
    "CTImage.dcm",
    "CTImage.dcm_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm",
    "CTImage.dcm_DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99.dcm",
    "CTImage.dcm_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm",
    "CTImage.dcm_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm",
    "CTImage.dcm_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm",
    "CTImage.dcm_JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57.dcm",
    "CTImage.dcm_LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2.dcm",
    "CTImage.dcm_RLELosslessTransferSyntax_1.2.840.10008.1.2.5.dcm",
]


@pytest.mark.parametrize("name", LOSSLESS)
def test_lossless_syntaxes_give_identical_pixels(shared_data: Path, name: str) -> None:
    reference = load_volume(only(shared_data / SYNTAXES / REFERENCE))
    series = only(shared_data / SYNTAXES / name)
    volume = load_volume(series)
    assert volume.stored_kji.dtype == reference.stored_kji.dtype == np.int16
    assert not series.lossy
    np.testing.assert_array_equal(volume.stored_kji, reference.stored_kji)


LOSSY = [
    # file, mean and largest error in HU that its quantisation explains
    ("CTImage.dcm_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm", 1, 6),
    ("CTImage.dcm_JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81.dcm", 1, 2),
    ("CTImage.dcm_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm", 20, 70),
    ("CTImage.dcm_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm", 5, 40),
    ("CTImage.dcm_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm", 5, 40),
    ("CTImage.dcm_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm", 5, 40),
]


@pytest.mark.parametrize(("name", "mean", "most"), LOSSY)
def test_lossy_syntaxes_come_close_and_say_so(
    shared_data: Path, name: str, mean: float, most: float
) -> None:
    reference = load_volume(only(shared_data / SYNTAXES / REFERENCE))
    series = only(shared_data / SYNTAXES / name)
    volume = load_volume(series)
    assert series.lossy
    hu = volume.stored_kji.astype(float) * volume.slope + volume.intercept
    true_hu = reference.stored_kji.astype(float) + reference.intercept
    # Padding lies below what the lossy files could keep.
    inside = true_hu > -1024
    error = np.abs(hu - true_hu)[inside]
    assert error.mean() < mean
    assert error.max() < most


def test_fragmented_frames_without_offset_table(shared_data: Path) -> None:
    series = only(shared_data / SYNTAXES / "CT0012.fragmented_no_bot_jpeg_baseline.51.dcm")
    assert series.shape_kji == (2, 512, 512)
    assert series.lossy
    # Rows run towards the patient's right: the normal points to the feet.
    assert series.geometry is not None
    np.testing.assert_allclose(normal(series.geometry), [0, 0, -1])
    assert [one.frame for one in series.slices] == [1, 0]
    volume = load_volume(series)
    assert 1000 < volume.stored_kji.min() < volume.stored_kji.max() < 4096


GEOMETRY = [
    # path, shape kji, spacing kji mm, first voxel LPS mm, normal
    (
        "ct_nonsquare_oblique",
        (3, 50, 100),
        (4.5, 3.5, 2.5),
        (123.0, -432.0, 30.0),
        (-0.10934, 0.42671, 0.89776),
    ),
    (
        "ct_j2k_overlapping_slices",
        (20, 512, 512),
        (2.0, 0.9765625, 0.9765625),
        None,
        (0, 0, 1),
    ),
    ("ct_liver_mets_crlm1004.zip", (41, 512, 512), (5.0, 0.796875, 0.796875), None, (0, 0, 1)),
    ("dcmqi/ct-3slice", (3, 512, 512), (1.0, 0.810547, 0.810547), None, (0, 0, 1)),
    ("mr_nonsquare_pixels", (3, 384, 274), (0.66667, 0.666667, 0.699988), None, None),
    ("phantom_ibsi2_orientation_dicom.zip", (64, 48, 32), (2, 2, 2), None, (0, 0, 1)),
    ("phantom_ibsi2_sphere_dicom.zip", (64, 64, 64), (2, 2, 2), None, (0, 0, 1)),
    (
        "sarcoma_dicom_STS_002_CT_RTSTRUCT.zip",
        (48, 143, 161),
        (3.27, 0.976562, 0.976562),
        None,
        (0, 0, 1),
    ),
    (
        "sarcoma_dicom_STS_002_MR_RTSTRUCT.zip",
        (35, 90, 115),
        (3.27, 0.976562, 0.976562),
        None,
        (0, 0, 1),
    ),
]


@pytest.mark.parametrize(("path", "shape", "spacing", "origin", "across"), GEOMETRY)
def test_geometry_by_known_values(
    shared_data: Path,
    path: str,
    shape: tuple[int, int, int],
    spacing: tuple[float, float, float],
    origin: tuple[float, float, float] | None,
    across: tuple[float, float, float] | None,
) -> None:
    series = only(shared_data / path)
    grid = series.geometry
    assert grid is not None
    assert series.shape_kji == grid.shape_kji == shape
    np.testing.assert_allclose(grid.spacing_kji_mm, spacing, rtol=2e-5)
    if origin is not None:
        np.testing.assert_allclose(grid.origin_lps_mm, origin)
    if across is not None:
        np.testing.assert_allclose(normal(grid), across, atol=1e-4)
    assert load_volume(series).stored_kji.shape == shape
    for k in (0, shape[0] - 1):
        exact = lps_from_kji(slice_geometry(series, k), np.zeros(3))
        np.testing.assert_allclose(exact, lps_from_kji(grid, np.array([k, 0, 0])), atol=0.02)


def test_overlapping_slices_are_accepted_and_named(shared_data: Path) -> None:
    series = only(shared_data / "ct_j2k_overlapping_slices")
    assert series.verdict is Verdict.ACCEPT
    assert [one.code for one in series.reasons] == ["overlapping-slices"]
    assert "3 mm thick every 2 mm" in series.reasons[0].message
    # Their data set has blank UIDs; the meta header still has them.
    assert len({one.image for one in series.slices}) == 20


def test_lung_slices_carry_padding_with_the_right_sign(shared_data: Path) -> None:
    found = find_scans([shared_data / "aim_recist_lung" / "images"]).series
    assert len(found) == 4
    assert all(one.verdict is Verdict.ACCEPT for one in found)
    volume = load_volume(found[0])
    assert volume.padding == (-2000.0, -2000.0)
    assert volume.stored_kji.min() == -2000


def test_enhanced_mr_is_split_by_what_its_frames_hold(shared_data: Path) -> None:
    folder = shared_data / "mr_enhanced_multiframe"
    field_map = find_scans([folder / "Philips_IM_0027_fMAP_deid.dcm"]).series
    assert [one.shape_kji for one in field_map] == [(32, 64, 64), (32, 64, 64)]
    assert [one.geometry.spacing_kji_mm for one in field_map if one.geometry] == [
        pytest.approx((4, 4, 4), abs=1e-4)
    ] * 2
    magnitude, field = (load_volume(one) for one in field_map)
    # Each frame brings its own rescale; within a part they agree.
    assert [magnitude.slope, field.slope] == pytest.approx([1.2798535, 0.2442002])
    assert [magnitude.intercept, field.intercept] == [0, -500]
    series = find_scans([folder / "Siemens_XA10_6_1_deid.dcm"]).series[0]
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, (2.4, 3.375, 3.375), rtol=1e-4)
    np.testing.assert_allclose(series.geometry.origin_lps_mm, (-109.79, -58.4773, -5.40356))


def test_what_is_no_image_is_listed_and_the_rest_opens(shared_data: Path) -> None:
    inspection = find_scans([shared_data / "dcmqi", shared_data / "sr_dcmjs"])
    assert [one.shape_kji for one in inspection.series] == [
        (3, 38, 24),
        (3, 38, 23),
        (3, 512, 512),
    ]
    codes = {Path(one.file).name: one.code for one in inspection.rejected}
    for name in ("rwvm.dcm", "sr.dcm", "sample-sr.dcm"):
        assert codes.pop(name) == "not-an-image"
    assert codes == {}
    names = [Path(one.file).name for one in inspection.segmentations]
    assert names == ["liver.dcm", "partial_overlaps.dcm", "seg.dcm"]
