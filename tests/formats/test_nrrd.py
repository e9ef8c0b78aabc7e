"""NRRD: every space turned to LPS, every packing, and what is refused."""

import bz2
import gzip
from pathlib import Path
from typing import Any

import nrrd
import numpy as np
import pytest
from numpy.typing import NDArray

from recist.formats.nrrd import MAX_HEADER_BYTES
from recist.formats.scans import find_scans, load_volume
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import Series, SpacingSource, Verdict
from recist.model.errors import ScanError
from tests.formats.nrrd_files import VOXELS, save


def only(path: Path) -> Series:
    inspection = find_scans([path])
    assert inspection.rejected == ()
    return inspection.series[0]


def codes(series: Series) -> list[str]:
    return [reason.code for reason in series.reasons]


SPACES = [
    # space, centre of voxel x 1, y 2, z 3 in LPS: by hand from (-90 + 0.8, -120 + 1.8, 40 + 15)
    ("left-posterior-superior", (-89.2, -118.2, 55)),
    ("LPS", (-89.2, -118.2, 55)),
    ("right-anterior-superior", (89.2, 118.2, 55)),
    ("RAS", (89.2, 118.2, 55)),
    ("left-anterior-superior", (-89.2, 118.2, 55)),
    ("LAS", (-89.2, 118.2, 55)),
]


@pytest.mark.parametrize(("space", "expected"), SPACES)
def test_every_space_of_a_patient_becomes_lps(
    tmp_path: Path, space: str, expected: tuple[float, ...]
) -> None:
    series = only(save(tmp_path / "a.nrrd", space=space))
    assert (series.verdict, codes(series)) == (Verdict.ACCEPT, [])
    assert series.spacing_source is SpacingSource.NRRD
    assert series.geometry is not None
    assert series.shape_kji == (4, 3, 2)
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, (5, 0.9, 0.8))
    np.testing.assert_allclose(lps_from_kji(series.geometry, np.array([3, 2, 1])), expected)


NO_PLACE = [
    # what is changed, code
    ({"space": None}, "no-orientation"),
    ({"space": "scanner-xyz"}, "no-orientation"),
    ({"space": "3D-right-handed"}, "no-orientation"),
    ({"space": None, "space_dimension": "3"}, "no-orientation"),
    ({"space_directions": None, "spacings": "0.8 0.9 5"}, "no-orientation"),
    ({"space_origin": None}, "no-position"),
    ({"space_origin": "(1e30,0,0)"}, "no-position"),
    ({"space_units": '"furlong" "mm" "mm"'}, "unknown-unit"),
    ({"space_units": '"m" "m" "m"'}, "implausible-spacing"),
]


@pytest.mark.parametrize(("changes", "code"), NO_PLACE)
def test_without_a_place_in_the_patient_there_are_no_mm(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    series = only(save(tmp_path / "a.nrrd", **changes))
    assert (codes(series), series.geometry, series.verdict) == ([code], None, Verdict.QUARANTINE)
    np.testing.assert_array_equal(load_volume(series).stored_kji, VOXELS)


def test_units_are_those_of_the_axes_of_space(tmp_path: Path) -> None:
    directions = "(0,0,0.8) (0,0.09,0) (5,0,0)"
    units = '"mm" "cm" "mm"'
    series = only(save(tmp_path / "a.nrrd", space_directions=directions, space_units=units))
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, (5, 0.9, 0.8))


PACKED = {"gzip": gzip.compress(VOXELS.tobytes()), "bzip2": bz2.compress(VOXELS.tobytes())}
PACKINGS: list[tuple[dict[str, Any], bytes]] = [
    ({}, VOXELS.tobytes()),
    ({"encoding": "RAW"}, VOXELS.tobytes()),
    ({"byte_skip": "3"}, b"pad" + VOXELS.tobytes()),
    ({"byte_skip": "-1"}, b"any length" + VOXELS.tobytes()),
    ({"encoding": "gzip"}, PACKED["gzip"]),
    ({"encoding": "gz", "byteskip": "3"}, gzip.compress(b"pad" + VOXELS.tobytes())),
    ({"encoding": "bzip2"}, PACKED["bzip2"]),
    ({"encoding": "bz2"}, PACKED["bzip2"]),
    ({"endian": "big"}, VOXELS.astype(">i2").tobytes()),
    ({"type": "uint8", "endian": None}, VOXELS.astype("u1").tobytes()),
    ({"type": "unsigned short"}, VOXELS.astype("<u2").tobytes()),
    ({"type": "int64_t", "endian": "big"}, VOXELS.astype(">i8").tobytes()),
    ({"type": "float", "endian": "big"}, VOXELS.astype(">f4").tobytes()),
    ({"type": "double"}, VOXELS.astype("<f8").tobytes()),
]


@pytest.mark.parametrize(("changes", "content"), PACKINGS, ids=[str(one) for one, _ in PACKINGS])
def test_voxels_in_every_packing_and_type(
    tmp_path: Path, changes: dict[str, Any], content: bytes
) -> None:
    volume = load_volume(only(save(tmp_path / "a.nrrd", content, **changes)))
    assert volume.stored_kji.dtype.isnative
    np.testing.assert_array_equal(volume.stored_kji, VOXELS)


FEWER_AND_MORE = [
    # sizes, directions, shape kji, codes
    ("1 2 3 4", "none (0.8,0,0) (0,0.9,0) (0,0,5)", (4, 3, 2), []),
    ("2 3 4 1", "(0.8,0,0) (0,0.9,0) (0,0,5) none", (4, 3, 2), []),
    ("4 6", "(0.8,0,0) (0,0.9,0)", (1, 6, 4), ["no-thickness"]),
]


@pytest.mark.parametrize(("sizes", "directions", "shape", "expected"), FEWER_AND_MORE)
def test_axes_that_hold_nothing_are_left_out(
    tmp_path: Path, sizes: str, directions: str, shape: tuple[int, int, int], expected: list[str]
) -> None:
    changes: dict[str, Any] = {"dimension": str(len(sizes.split())), "sizes": sizes, "kinds": None}
    series = only(save(tmp_path / "a.nrrd", space_directions=directions, **changes))
    assert (series.shape_kji, codes(series)) == (shape, expected)
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm[1:], (0.9, 0.8))


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("voxels in another file", {"data_file": "../../etc/passwd"}, "detached-data"),
    ("the same in one word", {"datafile": "a.raw"}, "detached-data"),
    ("four axes", {
        "dimension": "4", "sizes": "2 3 2 2", "space_directions": None
    }, "unsupported-4d"),
    ("layers", {
        "dimension": "4",
        "sizes": "2 3 2 2",
        "space_directions": "none (0.8,0,0) (0,0.9,0) (0,0,5)",
    }, "unsupported-4d"),
    ("a size of zero", {"sizes": "2 0 4"}, "damaged-header"),
    ("a negative size", {"sizes": "2 -3 4"}, "damaged-header"),
    ("a size that no integer holds", {"sizes": "2 3 1e300"}, "damaged-header"),
    ("no size", {"sizes": None}, "damaged-header"),
    ("sizes of another dimension", {"sizes": "2 3"}, "damaged-header"),
    ("huge slices", {"sizes": "30000 30000 1"}, "too-large"),
    ("slices without end", {"sizes": "2 3 200000"}, "too-large"),
    ("more than the file holds", {"sizes": "2 3 5"}, "truncated"),
    ("more than deflate can pack", {"encoding": "gzip", "sizes": "500 500 500"}, "truncated"),
    ("more than this machine", {"encoding": "bzip2", "sizes": "16384 16384 99999"}, "too-large"),
    ("blocks", {"type": "block"}, "unsupported-pixels"),
    ("no such type", {"type": "quadruple"}, "unsupported-pixels"),
    ("no type", {"type": None}, "damaged-header"),
    ("no byte order", {"endian": None}, "damaged-header"),
    ("no such byte order", {"endian": "middle"}, "damaged-header"),
    ("text", {"encoding": "ascii"}, "unsupported-encoding"),
    ("lines before the voxels", {"line_skip": "2"}, "unsupported-encoding"),
    ("voxels before the start", {"byte_skip": "-2"}, "damaged-header"),
    ("packed and counted from the end", {"encoding": "gzip", "byte_skip": "-1"}, "damaged-header"),
    ("coinciding axes", {"space_directions": "(1,0,0) (1,0,0) (0,0,5)"}, "bad-affine"),
    ("an axis of no length", {"space_directions": "(0,0,0) (0,1,0) (0,0,5)"}, "bad-affine"),
    ("an axis that is no number", {"space_directions": "(nan,0,0) (0,1,0) (0,0,5)"}, "bad-affine"),
    ("an origin that is none", {"space_origin": "(nan,0,0)"}, "bad-affine"),
    ("a plane", {"space_directions": "(1,0) (0,1) (1,1)"}, "damaged-header"),
    ("too few directions", {"space_directions": "(1,0,0) (0,1,0)"}, "damaged-header"),
    ("brackets left open", {"space_directions": "(1,0,0 (0,1,0) (0,0,1)"}, "damaged-header"),
    ("quotes left open", {"space_units": '"mm'}, "damaged-header"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_unusable_headers_are_refused(
    tmp_path: Path, what: str, changes: dict[str, Any], code: str
) -> None:
    inspection = find_scans([save(tmp_path / "a.nrrd", **changes)])
    assert [one.code for one in inspection.rejected] == [code], what
    assert inspection.series == ()


def test_a_header_beside_its_voxels_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.raw").write_bytes(VOXELS.tobytes())
    path = save(tmp_path / "a.nhdr", b"", data_file="a.raw")
    (refused,) = find_scans([path]).rejected
    assert refused.code == "detached-data"
    assert "save it as one .nrrd file" in refused.message


NO_HEADERS = [
    # content, code
    (b"", "not-nrrd"),
    (b"no header", "not-nrrd"),
    (b"NRRD0005", "damaged-header"),
    (b"NRRD0099\n\n", "damaged-header"),
    (b"NRRD0005\nno colon\n\n", "damaged-header"),
    (b"NRRD0005\ntype: short\ntype: short\n\n", "damaged-header"),
    (b"NRRD0005\n" + b"#" * MAX_HEADER_BYTES, "too-large"),
    (b"NRRD0005\n" + b"# \n" * MAX_HEADER_BYTES, "too-large"),
]


@pytest.mark.parametrize(("content", "code"), NO_HEADERS)
def test_what_is_only_named_nrrd(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "a.nrrd").write_bytes(content)
    assert [one.code for one in find_scans([tmp_path]).rejected] == [code]


@pytest.mark.parametrize("packing", ["gzip", "bzip2"])
def test_packed_voxels_that_are_cut_short(tmp_path: Path, packing: str) -> None:
    path = save(tmp_path / "a.nrrd", PACKED[packing][:-9], encoding=packing)
    with pytest.raises(ScanError, match=r"a\.nrrd"):
        load_volume(only(path))


def test_packed_voxels_with_flipped_bits_are_found_by_their_checksum(tmp_path: Path) -> None:
    content = bytearray(gzip.compress(VOXELS.tobytes(), compresslevel=0))
    content[content.index(VOXELS.tobytes()) + 5] ^= 1
    with pytest.raises(ScanError, match=r"a\.nrrd.*CRC"):
        load_volume(only(save(tmp_path / "a.nrrd", bytes(content), encoding="gzip")))


def test_voxels_that_are_fewer_than_promised(tmp_path: Path) -> None:
    content = gzip.compress(VOXELS.tobytes()[:-2])
    with pytest.raises(ScanError, match="cut short: 10 of 12"):
        load_volume(only(save(tmp_path / "a.nrrd", content, encoding="gzip")))


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress])
def test_a_bomb_is_unpacked_as_far_as_was_promised(tmp_path: Path, compress: Any) -> None:
    content = compress(VOXELS.tobytes() + bytes(64 << 20))
    packing = "gzip" if compress is gzip.compress else "bzip2"
    volume = load_volume(only(save(tmp_path / "a.nrrd", content, encoding=packing)))
    assert volume.stored_kji.nbytes == 48
    np.testing.assert_array_equal(volume.stored_kji, VOXELS)


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    series = only(save(tmp_path / "a.nrrd"))
    save(tmp_path / "a.nrrd", space_origin="(-90,-120,41)")
    with pytest.raises(ScanError, match="no longer the file that was found"):
        load_volume(series)


REAL = [
    # file, shape kji, spacing kji mm, the last voxel in LPS by the header's figures
    ("brain1_image", (25, 256, 256), (6.5, 0.78125, 0.78125), (99.609375, -99.609375, 78)),
    ("breast1_image", (21, 120, 45), (2.1, 0.664062, 0.664062), (-87.324312, 30.878728, 51.45)),
]


@pytest.mark.parametrize(("name", "shape", "spacing", "last"), REAL)
def test_a_real_scan_agrees_with_pynrrd(
    shared_data: Path,
    name: str,
    shape: tuple[int, int, int],
    spacing: tuple[float, ...],
    last: tuple[float, ...],
) -> None:
    path = shared_data / "pyradiomics" / f"{name}.nrrd"
    series = only(path)
    assert (series.shape_kji, series.verdict, series.reasons) == (shape, Verdict.ACCEPT, ())
    assert (series.subject, series.description) == (name, f"{name}.nrrd")
    assert series.geometry is not None
    np.testing.assert_allclose(series.geometry.spacing_kji_mm, spacing)
    end = np.subtract(shape, 1).astype(float)
    np.testing.assert_allclose(lps_from_kji(series.geometry, end), last, atol=1e-5)
    expected: NDArray[Any] = nrrd.read(str(path), index_order="C")[0]
    np.testing.assert_array_equal(load_volume(series).stored_kji, expected)
