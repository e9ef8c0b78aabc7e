"""What is no image, or a damaged one: refused with a reason, the rest of the folder opens."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEGLSLossless,
    RLELossless,
)

from recist.formats.scans import find_scans, load_volume
from recist.imaging.series import Inspection, Series, Verdict
from recist.imaging.volume import value_at
from recist.model.errors import InputError, ScanError
from tests.formats.dicom_files import ROOT, SR_CLASS, ct_slice, pattern, write, write_stack


def refusals(inspection: Inspection) -> list[tuple[str, str]]:
    return [(Path(one.file).name, one.code) for one in inspection.rejected]


def good_bytes(folder: Path) -> bytes:
    return write(folder / "good.dcm", ct_slice(1, 0)).read_bytes()


def test_each_bad_file_is_refused_with_a_reason_and_the_rest_opens(tmp_path: Path) -> None:
    good = good_bytes(tmp_path / "elsewhere")
    folder = write_stack(tmp_path / "scan", [0, 5])
    bad = {
        "cut_header.dcm": (good[:300], "no-pixels"),
        "cut_pixels.dcm": (good[:-10], "truncated"),
        "empty.dcm": (b"", "empty-file"),
        "noise.dcm": (bytes(range(256)) * 4, "not-dicom"),
        "short.dcm": (b"DI", "not-dicom"),
        "text.dcm": (b"Dear colleague, this is a letter and no scan. " * 9, "not-dicom"),
        "zeros.dcm": (bytes(1000), "not-dicom"),
    }
    for name, (content, _) in bad.items():
        (folder / name).write_bytes(content)
    inspection = find_scans([folder])
    assert sorted(refusals(inspection)) == [(name, code) for name, (_, code) in bad.items()]
    assert all(one.message for one in inspection.rejected)
    assert [one.shape_kji[0] for one in inspection.series] == [2]


ODD_COLOUR = {
    "SamplesPerPixel": 3,
    "PhotometricInterpretation": "YBR_FULL_422",
    "Columns": 5,
}
REFUSED = [
    # what is wrong, code
    ({"SOPClassUID": SR_CLASS, "Modality": "SR", "PixelData": None}, "not-an-image"),
    ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.66.4", "Modality": "SEG"}, "unsupported-class"),
    ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.66.5", "Modality": "SEG"}, "not-an-image"),
    ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.481.3", "PixelData": None}, "no-contours"),
    ({"SOPClassUID": "1.2.840.10008.5.1.4.1.1.11.1", "PixelData": None}, "not-an-image"),
    ({"SOPClassUID": "1.2.3.4"}, "unsupported-class"),
    ({"PixelData": None}, "no-pixels"),
    ({"PixelData": b"\0" * 40}, "wrong-pixel-length"),
    ({"Rows": 8}, "wrong-pixel-length"),
    ({"Rows": 0}, "damaged-header"),
    ({"Rows": None}, "damaged-header"),
    ({"NumberOfFrames": 0}, "damaged-header"),
    ({"NumberOfFrames": 2_000_000_000}, "damaged-header"),
    ({"Rows": 40_000, "Columns": 40_000}, "too-large"),
    ({"NumberOfFrames": 3_000, "PixelData": b"\0" * 48 * 3_000}, "too-large"),
    ({"BitsAllocated": 12}, "unsupported-pixels"),
    ({"SamplesPerPixel": 3, "PhotometricInterpretation": "RGB"}, "unsupported-pixels"),
    ({**ODD_COLOUR, "BitsStored": 8, "HighBit": 7, "BitsAllocated": 8}, "unsupported-pixels"),
    ({"PerFrameFunctionalGroupsSequence": None, "NumberOfFrames": -1}, "damaged-header"),
    ({"BitsStored": 20}, "damaged-header"),
    ({"SamplesPerPixel": 4}, "unsupported-pixels"),
    ({"PhotometricInterpretation": "PALETTE COLOR"}, "unsupported-pixels"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_what_is_no_usable_image(tmp_path: Path, changes: dict[str, object], code: str) -> None:
    write(tmp_path / "bad.dcm", ct_slice(1, 0, **changes))
    inspection = find_scans([tmp_path])
    assert refusals(inspection) == [("bad.dcm", code)]
    assert inspection.series == ()


def test_pixels_of_no_stated_size_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "bad.dcm", ct_slice(1, 0))
    # The tag of BitsAllocated becomes one that nobody knows.
    tag, other = b"\x28\x00\x00\x01US", b"\x28\x00\x00\x05US"
    path.write_bytes(path.read_bytes().replace(tag, other))
    assert refusals(find_scans([tmp_path])) == [("bad.dcm", "damaged-header")]


def test_the_same_instance_twice_is_used_once(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5])
    write(tmp_path / "z_copy.dcm", ct_slice(1, 0))
    inspection = find_scans([tmp_path])
    assert refusals(inspection) == [("z_copy.dcm", "duplicate-instance")]
    assert inspection.series[0].shape_kji == (2, 4, 6)


def test_other_images_under_one_uid_are_said_to_be_others(tmp_path: Path) -> None:
    write(tmp_path / "a.dcm", ct_slice(1, 0))
    write(tmp_path / "b.dcm", ct_slice(1, 5))
    write(tmp_path / "c.dcm", ct_slice(1, 0))
    write(tmp_path / "d.dcm", ct_slice(1, 0, SeriesInstanceUID=f"{ROOT}.7"))
    assert refusals(find_scans([tmp_path])) == [
        ("b.dcm", "same-uid"),
        ("c.dcm", "duplicate-instance"),
        ("d.dcm", "same-uid"),
    ]


def test_a_file_without_preamble_and_meta_header_is_read(tmp_path: Path) -> None:
    # Preamble 128, DICM 4, group length element 12, then the rest of the meta header.
    good = good_bytes(tmp_path)
    meta = 132 + 12 + int.from_bytes(good[140:144], "little")
    (tmp_path / "good.dcm").write_bytes(good[meta:])
    inspection = find_scans([tmp_path])
    assert inspection.rejected == ()
    np.testing.assert_array_equal(load_volume(inspection.series[0]).stored_kji[0], pattern(1))


@pytest.mark.parametrize(
    "syntax", [ImplicitVRLittleEndian, ExplicitVRBigEndian, DeflatedExplicitVRLittleEndian]
)
def test_uncompressed_syntaxes(tmp_path: Path, syntax: str) -> None:
    data = ct_slice(1, 0)
    if syntax == ExplicitVRBigEndian:
        data.PixelData = pattern(1).astype(">i2").tobytes()
        data["PixelData"].VR = "OW"
    write(tmp_path / "a.dcm", data, syntax)
    volume = load_volume(find_scans([tmp_path]).series[0])
    assert volume.stored_kji.dtype == np.dtype("int16")
    np.testing.assert_array_equal(volume.stored_kji[0], pattern(1))


COMPRESSED = [
    # fragments, how much of the file is kept, code at scan; None: found when loaded
    ([b"\xff\xd8 no image at all \xff\xd9"], 0, None),
    ([b"\0" * 4000], 2000, "truncated"),
    ([], 0, "no-pixels"),
]


@pytest.mark.parametrize(("fragments", "cut", "code"), COMPRESSED)
@pytest.mark.parametrize("syntax", [JPEGLSLossless, RLELossless])
def test_damaged_compressed_pixels(
    tmp_path: Path, fragments: list[bytes], cut: int, code: str | None, syntax: str
) -> None:
    encapsulated = encapsulate(fragments) if fragments else b"\xfe\xff\x00\xe0\0\0\0\0"
    data = ct_slice(1, 0, PixelData=encapsulated)
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    path = write(tmp_path / "a.dcm", data, syntax)
    if cut:
        path.write_bytes(path.read_bytes()[:-cut])
    inspection = find_scans([tmp_path])
    if code is not None:
        assert refusals(inspection) == [("a.dcm", code)]
        return
    with pytest.raises(ScanError, match=r"a\.dcm"):
        load_volume(inspection.series[0])


def test_fewer_compressed_frames_than_promised(tmp_path: Path) -> None:
    data = ct_slice(1, 0, NumberOfFrames=3, PixelData=encapsulate([b"12", b"34"]))
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    write(tmp_path / "a.dcm", data, JPEGLSLossless)
    assert refusals(find_scans([tmp_path])) == [("a.dcm", "truncated")]


def test_an_unknown_syntax_is_refused_by_name(tmp_path: Path) -> None:
    data = ct_slice(1, 0, PixelData=encapsulate([b"\0" * 100]))
    data["PixelData"].VR = "OB"
    data["PixelData"].is_undefined_length = True
    write(tmp_path / "a.dcm", data, "1.2.840.10008.1.2.4.100")
    inspection = find_scans([tmp_path])
    assert refusals(inspection) == [("a.dcm", "unsupported-syntax")]
    assert "1.2.840.10008.1.2.4.100" in inspection.rejected[0].message


def lost(series: Series) -> tuple[list[bool], str]:
    """Load a series of which a slice cannot be read; return what is there and the reason."""
    volume = load_volume(series)
    assert volume.arrived is not None
    assert volume.series.verdict is Verdict.WARN
    (reason,) = [one for one in volume.series.reasons if one.code == "unreadable-slice"]
    return volume.arrived.tolist(), reason.message


def test_files_that_change_after_the_scan_cost_their_slice(tmp_path: Path) -> None:
    series = find_scans([write_stack(tmp_path, [0, 5])]).series[0]
    path = Path(series.slices[1].file)
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    there, why = lost(series)
    assert there == [True, False]
    assert re.search(f"{path.name}.*cut short", why)
    path.write_bytes(whole[:200])
    assert "cut short" in lost(series)[1]
    path.unlink()
    assert path.name in lost(series)[1]


DARKEST = [
    # what the header says, the stored value of the slice that is there that is shown darkest
    ({}, 50),
    ({"PhotometricInterpretation": "MONOCHROME1"}, 73),
    ({"RescaleSlope": -1}, 73),
    ({"PhotometricInterpretation": "MONOCHROME1", "RescaleSlope": -1}, 50),
]


@pytest.mark.parametrize(("changes", "darkest"), DARKEST)
def test_a_slice_that_cannot_be_read_is_as_dark_as_the_darkest(
    tmp_path: Path, changes: dict[str, object], darkest: int
) -> None:
    series = find_scans([write_stack(tmp_path, [0, 5], **changes)]).series[0]
    Path(series.slices[1].file).unlink()
    volume = load_volume(series)
    assert np.unique(volume.stored_kji[1]).tolist() == [darkest]
    assert value_at(volume, (1, 0, 0)) is None


def test_a_series_of_which_nothing_is_left_is_refused(tmp_path: Path) -> None:
    series = find_scans([write_stack(tmp_path, [0, 5])]).series[0]
    for one in series.slices:
        Path(one.file).unlink()
    with pytest.raises(ScanError, match=Path(series.slices[0].file).name):
        load_volume(series)


REPLACED = [
    # what stands in the file that has taken the place
    {"SOPInstanceUID": f"{ROOT}.8"},
    {"PhotometricInterpretation": "MONOCHROME1"},
    {"ImagePositionPatient": [-10, -20, 6]},
    {"ImagePositionPatient": None},
    {"ImageOrientationPatient": [0, 1, 0, 1, 0, 0]},
    {"PixelSpacing": [0.9, 0.5]},
    {"RescaleSlope": 2},
    {"Rows": 2, "Columns": 12},
]


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
@pytest.mark.parametrize("changes", REPLACED)
def test_a_file_replaced_after_the_scan_is_not_read(
    tmp_path: Path, changes: dict[str, object], syntax: str
) -> None:
    for number, z in ((1, 0), (2, 5)):
        write(tmp_path / f"{number}.dcm", ct_slice(number, z), syntax)
    series = find_scans([tmp_path]).series[0]
    write(tmp_path / "2.dcm", ct_slice(2, 5, **changes), syntax)
    there, why = lost(series)
    assert there == [True, False]
    assert re.search(r"2\.dcm.*no longer the file that was found", why)


def test_a_path_that_is_not_there_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_scans([tmp_path / "nothing"])


def zipped(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, f"study/{file.name}")
    return path


def test_a_zip_gives_what_its_folder_gives(tmp_path: Path) -> None:
    folder = write_stack(tmp_path / "scan", [10, 0, 5])
    plain = find_scans([folder]).series[0]
    packed = find_scans([zipped(tmp_path / "scan!1.zip", folder)]).series[0]
    names = tuple(replace(one, file="") for one in packed.slices)
    assert names == tuple(replace(one, file="") for one in plain.slices)
    assert packed.slices[0].file == f"{tmp_path}/scan!1.zip!study/14.dcm"
    np.testing.assert_array_equal(load_volume(packed).stored_kji, load_volume(plain).stored_kji)


def test_zip_members_that_play_tricks_are_refused(tmp_path: Path) -> None:
    good = good_bytes(tmp_path / "good")
    link = zipfile.ZipInfo("link.dcm")
    link.external_attr = 0o120777 << 16
    secret = zipfile.ZipInfo("secret.dcm")
    members: list[tuple[str | zipfile.ZipInfo, bytes]] = [
        ("../outside.dcm", good),
        ("/absolute.dcm", good),
        ("C:\\drive.dcm", good),
        (link, b"/etc/passwd"),
        ("inner.zip", b"PK"),
        (secret, good),
        ("ok.dcm", good),
    ]
    path = tmp_path / "tricks.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    # The archive's directory says that this member is encrypted.
    packed = bytearray(path.read_bytes())
    entry = packed.rindex(b"secret.dcm") - 46
    packed[entry + 8] |= 1
    path.write_bytes(bytes(packed))
    inspection = find_scans([path])
    found = {one.file.split("!", 1)[1]: one.code for one in inspection.rejected}
    assert found == {
        "../outside.dcm": "unsafe-name",
        "/absolute.dcm": "unsafe-name",
        "C:\\drive.dcm": "unsafe-name",
        "link.dcm": "link",
        "inner.zip": "nested-archive",
        "secret.dcm": "encrypted",
    }
    assert [one.slices[0].image for one in inspection.series] == [f"{ROOT}.1.1"]


def test_a_damaged_archive_is_refused_and_the_rest_opens(tmp_path: Path) -> None:
    write_stack(tmp_path / "scan", [0, 5])
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")
    inspection = find_scans([tmp_path])
    assert refusals(inspection) == [("broken.zip", "damaged-archive")]
    assert len(inspection.series) == 1


def test_a_member_with_flipped_bits_is_found_by_its_checksum(tmp_path: Path) -> None:
    folder = write_stack(tmp_path / "scan", [0, 5])
    path = tmp_path / "scan.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    series = find_scans([path]).series[0]
    content = bytearray(path.read_bytes())
    content[content.index(pattern(1).tobytes()) + 3] ^= 0xFF
    path.write_bytes(bytes(content))
    there, why = lost(series)
    assert there == [False, True]
    assert "scan.zip" in why


def dicomdir(folder: Path, names: list[list[str]]) -> Path:
    """Write an index that lists the names."""
    records = []
    for name in names:
        record = Dataset()
        record.ReferencedFileID = name
        records.append(record)
    index = ct_slice(99, 0, SOPClassUID="1.2.840.10008.1.3.10", PixelData=None)
    index.DirectoryRecordSequence = records
    return write(folder / "DICOMDIR", index)


def test_a_dicomdir_leads_to_its_files(tmp_path: Path) -> None:
    write_stack(tmp_path / "IMG", [0, 5, 10])
    index = dicomdir(tmp_path, [["IMG", "07.dcm"], ["IMG", "14.dcm"], ["IMG", "GONE"]])
    inspection = find_scans([index])
    assert [one.shape_kji[0] for one in inspection.series] == [2]
    assert refusals(inspection) == [("GONE", "missing-file")]
    # In its folder it is one file among others, and no image.
    assert refusals(find_scans([tmp_path])) == [("DICOMDIR", "not-an-image")]


def test_a_dicomdir_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    index = dicomdir(tmp_path / "medium", [["..", "07.dcm"]])
    assert refusals(find_scans([index])) == [("DICOMDIR", "unsafe-name")]
