"""NIfTI: headers and files of which nothing is measured, or nothing read."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recist.formats.scans import find_scans, load_volume
from recist.imaging.series import Verdict
from recist.model.errors import ScanError
from tests.formats.dicom_files import codes
from tests.formats.nifti_files import VOXELS, affine, only, save

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


def test_a_file_that_lacks_its_last_time_points_is_truncated(tmp_path: Path) -> None:
    path = save(tmp_path / "a.nii", voxels=np.zeros((2, 3, 4, 5), dtype=np.int16))
    path.write_bytes(path.read_bytes()[:-2])
    assert [one.code for one in find_scans([path]).rejected] == ["truncated"]


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


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    series = only(save(tmp_path / "a.nii"))
    save(tmp_path / "a.nii", ras=affine(0.8, 0.9, 6))
    with pytest.raises(ScanError, match="no longer the file that was found"):
        load_volume(series)
