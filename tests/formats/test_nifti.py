"""NIfTI: RAS turned to LPS, voxels as they lie, and one series for each time point."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recist.formats.scans import find_scans, load_volume
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import SpacingSource, Verdict
from recist.imaging.slices import slice_geometry
from tests.formats.dicom_files import codes
from tests.formats.nifti_files import RAS_TO_LPS, VOXELS, affine, nib, only, save


@pytest.mark.parametrize("name", ["scan.nii", "scan.nii.gz"])
@pytest.mark.parametrize("turn", [0.0, 0.3, np.pi])
def test_points_are_nibabels_turned_to_lps(tmp_path: Path, name: str, turn: float) -> None:
    ras = affine(0.8, 0.9, 5, turn=turn)
    series = only(save(tmp_path / name, ras=ras))
    assert series.verdict is Verdict.ACCEPT
    assert series.spacing_source is SpacingSource.NIFTI_AFFINE
    grid = series.geometry
    assert grid is not None
    assert series.shape_kji == (4, 3, 2)
    np.testing.assert_allclose(grid.spacing_kji_mm, (5, 0.9, 0.8), rtol=1e-6)
    for x, y, z in ((0, 0, 0), (1, 2, 3), (0.5, 1.25, 2)):
        expected = RAS_TO_LPS @ nib.affines.apply_affine(ras, [x, y, z])
        np.testing.assert_allclose(lps_from_kji(grid, np.array([z, y, x])), expected, atol=1e-4)
        if z == int(z):
            plane = slice_geometry(series, int(z))
            np.testing.assert_allclose(
                lps_from_kji(plane, np.array([0, y, x])), expected, atol=1e-4
            )


def test_voxels_are_transposed_not_copied_about(tmp_path: Path) -> None:
    volume = load_volume(only(save(tmp_path / "a.nii.gz")))
    assert volume.stored_kji.dtype == np.int16
    np.testing.assert_array_equal(volume.stored_kji, VOXELS.T)


def test_identity_is_the_files_digest_and_stem(tmp_path: Path) -> None:
    path = save(tmp_path / "patient 7.nii.gz")
    series = only(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert (series.subject, series.description) == ("patient 7", "patient 7.nii.gz")
    assert (series.modality, series.study_date, series.frame_of_reference) == ("", None, "")
    assert series.slices[2].image == f"sha256:{digest}#2"


RESCALES = [
    # scl_slope, scl_inter, expected slope and intercept
    (2.0, -10.0, (2.0, -10.0)),
    (0.0, -10.0, (1.0, 0.0)),
    (float("nan"), float("nan"), (1.0, 0.0)),
]


@pytest.mark.parametrize(("slope", "inter", "expected"), RESCALES)
def test_a_slope_of_zero_means_none(
    tmp_path: Path, slope: float, inter: float, expected: tuple[float, float]
) -> None:
    def spoil(header: Any) -> None:
        header["scl_slope"], header["scl_inter"] = slope, inter

    volume = load_volume(only(save(tmp_path / "a.nii", spoil=spoil)))
    assert (volume.slope, volume.intercept) == expected


@pytest.mark.parametrize(("unit", "factor"), [("mm", 1), ("meter", 1000), ("micron", 0.001)])
def test_units_become_millimetres(tmp_path: Path, unit: str, factor: float) -> None:
    ras = affine(0.8, 0.9, 5)
    ras[:3] /= factor
    path = save(tmp_path / "a.nii", ras=ras, spoil=lambda header: header.set_xyzt_units(unit))
    series = only(path)
    assert codes(series) == []
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, (5, 0.9, 0.8), rtol=1e-6)


@pytest.mark.parametrize("name", ["dynamic.nii", "dynamic.nii.gz"])
def test_each_time_point_is_a_series_of_its_own(tmp_path: Path, name: str) -> None:
    voxels = np.arange(2 * 3 * 4 * 3, dtype=np.int16).reshape(2, 3, 4, 3)
    path = save(tmp_path / name, voxels=voxels)
    inspection = find_scans([path])
    assert inspection.rejected == ()
    assert [(one.part, one.shape_kji) for one in inspection.series] == [
        (1, (4, 3, 2)),
        (2, (4, 3, 2)),
        (3, (4, 3, 2)),
    ]
    assert inspection.series[1].description == f"{name}, time point 2 of 3"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert [one.image for one in inspection.series[1].slices] == [
        f"sha256:{digest}#{n}" for n in (4, 5, 6, 7)
    ]
    assert len({one.geometry for one in inspection.series}) == 1
    for time, series in enumerate(inspection.series):
        np.testing.assert_array_equal(load_volume(series).stored_kji, voxels[..., time].T)


def test_one_slice_can_be_loaded_alone(tmp_path: Path) -> None:
    series = only(save(tmp_path / "a.nii.gz"))
    alone = replace(series, slices=series.slices[2:3], shape_kji=(1, 3, 2))
    np.testing.assert_array_equal(load_volume(alone).stored_kji, VOXELS.T[2:3])


FOURTH = [
    # shape, code of the refusal; None: it is read
    ((2, 3, 4, 1), None),
    ((2, 3, 4, 201), "unsupported-4d"),
    # a vector at each voxel
    ((2, 3, 4, 1, 3), "unsupported-4d"),
]


@pytest.mark.parametrize(("shape", "code"), FOURTH)
def test_what_is_beside_the_voxels(
    tmp_path: Path, shape: tuple[int, ...], code: str | None
) -> None:
    inspection = find_scans([save(tmp_path / "a.nii", voxels=np.zeros(shape, dtype=np.int16))])
    assert [one.code for one in inspection.rejected] == ([code] if code else [])
    assert [one.shape_kji for one in inspection.series] == ([] if code else [(4, 3, 2)])


def test_values_that_are_no_numbers_are_counted(tmp_path: Path) -> None:
    voxels = VOXELS.astype(np.float32)
    voxels[0, 0, 0], voxels[1, 1, 1] = np.nan, np.inf
    volume = load_volume(only(save(tmp_path / "a.nii.gz", voxels=voxels)))
    assert volume.series.verdict is Verdict.WARN
    assert volume.series.reasons[0].message == "2 voxels are no finite numbers"


def test_big_endian_voxels_become_native(tmp_path: Path) -> None:
    header = nib.Nifti1Header(endianness=">")
    header.set_data_dtype(np.int16)
    nib.save(nib.Nifti1Image(VOXELS, affine(1, 1, 1), header), tmp_path / "a.nii")
    volume = load_volume(only(tmp_path / "a.nii"))
    assert volume.stored_kji.dtype.isnative
    np.testing.assert_array_equal(volume.stored_kji, VOXELS.T)


def test_a_real_scan_agrees_with_nibabel(shared_data: Path) -> None:
    path = shared_data / "sarcoma_nifti" / "STS_001" / "CT_image.nii.gz"
    series = only(path)
    image = nib.load(path)
    assert series.geometry is not None
    expected = RAS_TO_LPS @ nib.affines.apply_affine(image.affine, [17, 33, 5])
    found = lps_from_kji(series.geometry, np.array([5, 33, 17]))
    np.testing.assert_allclose(found, expected, atol=1e-6)
    np.testing.assert_array_equal(load_volume(series).stored_kji, np.asanyarray(image.dataobj).T)
