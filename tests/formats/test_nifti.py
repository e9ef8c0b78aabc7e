"""NIfTI: RAS turned to LPS, forms compared, and what is refused."""

import gzip
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from numpy.typing import NDArray

from recist.formats.scans import find_scans, load_volume
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import Series, SpacingSource, Verdict
from recist.imaging.slices import slice_geometry
from recist.model.errors import ScanError

# It declares no types.
nib: Any = nibabel
RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0])
VOXELS = np.arange(2 * 3 * 4, dtype=np.int16).reshape(2, 3, 4)


def affine(*spacing: float, turn: float = 0.0) -> NDArray[np.float64]:
    """Return a RAS affine, turned about the long axis of the body by ``turn`` radians."""
    cos, sin = np.cos(turn), np.sin(turn)
    rotation = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    found = np.eye(4)
    found[:3, :3] = rotation @ np.diag(spacing)
    found[:3, 3] = (-90, -120, 40)
    return found


def save(
    path: Path,
    voxels: NDArray[Any] = VOXELS,
    ras: NDArray[np.float64] | None = None,
    spoil: Callable[[Any], None] | None = None,
) -> Path:
    """Write a NIfTI-1 file; ``spoil`` changes its header before it is written."""
    image = nib.Nifti1Image(voxels, affine(0.8, 0.9, 5) if ras is None else ras)
    image.header.set_xyzt_units("mm")
    image.set_qform(image.affine, code=1)
    if spoil is None:
        nib.save(image, path)
        return path
    content = bytearray(image.to_bytes())
    header = nib.Nifti1Header(bytes(content[:348]), check=False)
    spoil(header)
    content[:348] = header.binaryblock
    path.write_bytes(gzip.compress(bytes(content)) if path.suffix == ".gz" else bytes(content))
    return path


def only(path: Path) -> Series:
    inspection = find_scans([path])
    assert inspection.rejected == ()
    return inspection.series[0]


def codes(series: Series) -> list[str]:
    """Return the reasons but for the one that nearly all files made here have."""
    return [one.code for one in series.reasons if one.code != "non-square-pixels"]


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


NO_PATIENTS = [
    # what the header says, code
    (lambda header: header.set_xyzt_units("meter"), "implausible-spacing"),
    (lambda header: header["srow_x"].put(3, 3e38), "no-position"),
]


@pytest.mark.parametrize(("spoil", "code"), NO_PATIENTS)
def test_what_can_be_no_patients_is_not_measured_in(
    tmp_path: Path, spoil: Callable[[Any], None], code: str
) -> None:
    series = only(save(tmp_path / "a.nii", spoil=spoil))
    assert (codes(series), series.geometry) == ([code], None)
    assert series.verdict is Verdict.QUARANTINE


OFFSETS = [
    # vox_offset, refused
    (0, False),
    (352, False),
    (100, True),
    (-352, True),
    (353.5, True),
    (float("inf"), True),
    (float("nan"), True),
]


@pytest.mark.parametrize(("offset", "refused"), OFFSETS)
def test_where_the_voxels_begin(tmp_path: Path, offset: float, refused: bool) -> None:
    def spoil(header: Any) -> None:
        header["vox_offset"] = offset

    inspection = find_scans([save(tmp_path / "a.nii", spoil=spoil)])
    if refused:
        assert [one.code for one in inspection.rejected] == ["damaged-header"]
        return
    np.testing.assert_array_equal(load_volume(inspection.series[0]).stored_kji, VOXELS.T)


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


def _set(field: str, index: int, value: float) -> Callable[[Any], None]:
    def spoil(header: Any) -> None:
        header[field][index] = value

    return spoil


def _flat(header: Any) -> None:
    header["srow_z"] = header["srow_y"]


REFUSED: list[tuple[str, Callable[[Any], None], str]] = [
    ("NaN in the affine", _set("srow_x", 0, np.nan), "bad-affine"),
    ("an axis of length zero", _set("srow_x", 0, 0.0), "bad-affine"),
    ("two axes coincide", _flat, "bad-affine"),
    ("spacing of zero", _set("pixdim", 1, 0.0), "bad-spacing"),
    ("spacing that is no number", _set("pixdim", 3, np.nan), "bad-spacing"),
    ("negative size", _set("dim", 1, -2), "damaged-header"),
    ("far too many voxels", _set("dim", 1, 30000), "truncated"),
    ("unknown data type", lambda header: header.__setitem__("datatype", 7777), "damaged-header"),
    ("complex voxels", lambda header: header.__setitem__("datatype", 32), "unsupported-pixels"),
]


@pytest.mark.parametrize(("what", "spoil", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_unusable_headers_are_refused(
    tmp_path: Path, what: str, spoil: Callable[[Any], None], code: str
) -> None:
    inspection = find_scans([save(tmp_path / "a.nii", spoil=spoil)])
    assert [one.code for one in inspection.rejected] == [code], what
    assert inspection.series == ()


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


def test_a_file_that_lacks_its_last_time_points_is_truncated(tmp_path: Path) -> None:
    path = save(tmp_path / "a.nii", voxels=np.zeros((2, 3, 4, 5), dtype=np.int16))
    path.write_bytes(path.read_bytes()[:-2])
    assert [one.code for one in find_scans([path]).rejected] == ["truncated"]


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


def test_what_is_only_named_nifti(tmp_path: Path) -> None:
    (tmp_path / "a.nii").write_bytes(b"no header" * 100)
    (tmp_path / "b.nii.gz").write_bytes(b"no gzip" * 100)
    (tmp_path / "c.nii").write_bytes(b"")
    assert [one.code for one in find_scans([tmp_path]).rejected] == [
        "not-nifti",
        "damaged-header",
        "not-nifti",
    ]


def test_truncated_files_are_found(tmp_path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 1000, (20, 30, 40), dtype=np.int16)
    plain, packed = save(tmp_path / "a.nii"), save(tmp_path / "b.nii.gz", voxels=noise)
    plain.write_bytes(plain.read_bytes()[:-5])
    assert [one.code for one in find_scans([plain]).rejected] == ["truncated"]
    packed.write_bytes(packed.read_bytes()[:-20])
    with pytest.raises(ScanError, match=r"b\.nii\.gz"):
        load_volume(only(packed))


def test_flipped_bits_are_found_by_their_checksum(tmp_path: Path) -> None:
    path = save(tmp_path / "a.nii.gz", voxels=np.zeros((9, 9, 9), dtype=np.int16))
    plain = gzip.decompress(path.read_bytes())
    content = bytearray(gzip.compress(plain, compresslevel=0))
    content[-12] ^= 1
    path.write_bytes(content)
    with pytest.raises(ScanError, match=r"a\.nii\.gz.*CRC"):
        load_volume(only(path))


@pytest.mark.parametrize(("voxels", "code"), [(10_000, "truncated"), (30_000, "too-large")])
def test_a_small_file_cannot_claim_a_huge_scan(tmp_path: Path, voxels: int, code: str) -> None:
    def spoil(header: Any) -> None:
        header["dim"][1:4] = voxels

    path = save(tmp_path / "a.nii.gz", spoil=spoil)
    assert [one.code for one in find_scans([path]).rejected] == [code]


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


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    series = only(save(tmp_path / "a.nii"))
    save(tmp_path / "a.nii", ras=affine(0.8, 0.9, 6))
    with pytest.raises(ScanError, match="no longer the file that was found"):
        load_volume(series)
