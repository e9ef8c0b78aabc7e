"""NIfTI: which of the two forms counts, and what is said where they differ."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recist.formats.scans import load_volume
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import Verdict
from tests.formats.dicom_files import codes
from tests.formats.nifti_files import RAS_TO_LPS, VOXELS, affine, nib, only, save

FORMS: list[tuple[str, dict[str, float], list[str], Verdict]] = [
    # what the header says, how, codes, verdict
    ("no unit", {"xyzt_units": 0}, ["unit-not-stated"], Verdict.ACCEPT),
    ("two distances of slices", {"srow_z 2": 5.1, "qform_code": 0}, ["step-differs"], Verdict.WARN),
    (
        "an sform into MNI space, no other",
        {"sform_code": 4, "qform_code": 0},
        ["atlas-space"],
        Verdict.QUARANTINE,
    ),
    (
        "rows at a right angle by one form only",
        {"srow_x 1": 0.54, "srow_y 1": 0.72},
        ["sform-shape-differs"],
        Verdict.QUARANTINE,
    ),
    (
        "both forms lead into Talairach space",
        {"sform_code": 3, "qform_code": 3},
        ["atlas-space"],
        Verdict.QUARANTINE,
    ),
]


@pytest.mark.parametrize(
    ("what", "fields", "expected", "verdict"), FORMS, ids=[r[0] for r in FORMS]
)
def test_what_is_said_of_the_forms(
    tmp_path: Path, what: str, fields: dict[str, float], expected: list[str], verdict: Verdict
) -> None:
    def spoil(header: Any) -> None:
        for field, value in fields.items():
            name, _, index = field.partition(" ")
            header[name][int(index) if index else ...] = value

    series = only(save(tmp_path / "a.nii", spoil=spoil))
    assert (codes(series), series.verdict) == (expected, verdict), what


def test_a_form_into_the_patient_counts_before_one_into_an_atlas(tmp_path: Path) -> None:
    def spoil(header: Any) -> None:
        header["sform_code"] = 4
        for row in ("srow_x", "srow_y", "srow_z"):
            header[row] = header[row] * 1.2

    series = only(save(tmp_path / "a.nii", spoil=spoil))
    assert (codes(series), series.verdict) == (["sform-qform-differ"], Verdict.WARN)
    assert "qform is used" in series.reasons[0].message
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, (5, 0.9, 0.8), rtol=1e-6)


def test_an_sform_without_qform_is_held_against_the_voxel_sizes(tmp_path: Path) -> None:
    def spoil(header: Any) -> None:
        header["qform_code"] = 0
        header["pixdim"][1:4] = 1

    series = only(save(tmp_path / "a.nii", spoil=spoil))
    assert (codes(series), series.verdict) == (["sform-pixdim-differ"], Verdict.QUARANTINE)
    assert "0.8 × 0.9 × 5 mm by sform and 1 × 1 × 1 mm by pixdim" in series.reasons[0].message


def test_forms_that_differ_are_said_and_sform_is_used(tmp_path: Path) -> None:
    def spoil(header: Any) -> None:
        header["qoffset_x"] = header["qoffset_x"] + 0.01

    series = only(save(tmp_path / "a.nii", spoil=spoil))
    assert codes(series) == ["sform-qform-differ"]
    assert "0.010 mm" in series.reasons[0].message
    assert series.verdict is Verdict.WARN
    assert series.geometry is not None
    assert series.geometry.origin_lps_mm == pytest.approx((90, 120, 40))


def test_without_sform_the_qform_counts(tmp_path: Path) -> None:
    def spoil(header: Any) -> None:
        header["sform_code"] = 0
        header["srow_x"] = header["srow_y"] = header["srow_z"] = 0

    series = only(save(tmp_path / "a.nii", ras=affine(0.8, 0.9, 5, turn=0.3), spoil=spoil))
    assert series.verdict is Verdict.ACCEPT
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, (5, 0.9, 0.8), rtol=1e-6)


def test_without_both_forms_there_are_no_millimetres(tmp_path: Path) -> None:
    def spoil(header: Any) -> None:
        header["sform_code"] = header["qform_code"] = 0

    series = only(save(tmp_path / "a.nii", spoil=spoil))
    assert series.geometry is None
    assert series.verdict is Verdict.QUARANTINE
    assert codes(series) == ["no-orientation"]
    np.testing.assert_array_equal(load_volume(series).stored_kji, VOXELS.T)


def test_a_sheared_affine_is_exact_and_named(tmp_path: Path) -> None:
    ras = affine(1, 1, 4)
    ras[1, 2] = 4 * np.tan(np.radians(15))
    series = only(save(tmp_path / "a.nii", ras=ras, spoil=lambda h: h.__setitem__("qform_code", 0)))
    assert codes(series) == ["gantry-tilt"]
    assert series.gantry_tilt_degrees == pytest.approx(15)
    assert series.geometry is not None
    expected = RAS_TO_LPS @ nib.affines.apply_affine(ras, [1, 2, 3])
    found = lps_from_kji(series.geometry, np.array([3, 2, 1]))
    np.testing.assert_allclose(found, expected, atol=1e-4)
