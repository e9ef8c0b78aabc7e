"""What hospitals send: discs with a viewer, files without their beginnings, many alphabets."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydicom import Dataset, config
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from recist.formats.scans import find_scans, load_volume
from recist.imaging.series import Inspection
from tests.formats.dicom_files import ROOT, SC_CLASS, SHAPE, SR_CLASS, ct_slice, pattern, write

DIRECTORY = "1.2.840.10008.1.3.10"
# Of each file on the disc its start, and the refusal that it gets.
BESIDE = {
    "AUTORUN.INF": (b"[autorun]\r\nopen=VIEWER\\VIEWER.EXE\r\n", "not-dicom"),
    "README.TXT": (b"Insert the disc and wait.", "not-dicom"),
    "VIEWER/VIEWER.EXE": (b"MZ\x90\x00" + bytes(4000), "not-dicom"),
    "VIEWER/viewer.jar": (b"PK\x03\x04" + bytes(400), "not-dicom"),
    "VIEWER/logo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(400), "not-dicom"),
    "INDEX.HTM": (b"<html><body>Images</body></html>", "not-dicom"),
    ".DS_Store": (b"\0\0\0\x01Bud1" + bytes(400), "not-dicom"),
    "__MACOSX/DICOM/._IM000001": (b"\0\x05\x16\x07\0\x02\0\0Mac OS X" + bytes(400), "not-dicom"),
    "Thumbs.db": (b"\xd0\xcf\x11\xe0" + bytes(400), "not-dicom"),
    "empty": (b"", "empty-file"),
}
LONG = "very-" * 40 + "long"
IMAGES = ("DICOM/PAT00001/STU00001/SER00001/IM000001", "DICOM/Müller 腹部/.hidden", f"DICOM/{LONG}")


def disc(folder: Path) -> Path:
    """Write what a scanner's workstation burns: images, their directory, and a viewer."""
    for number, name in enumerate(IMAGES, start=1):
        write(folder / name, ct_slice(number, 5 * number))
    write(folder / "DICOM/REPORT01", ct_slice(9, 0, SOPClassUID=SR_CLASS, PixelData=None))
    # A directory has capitals alone; what it cannot name is not in it.
    write(folder / "DICOMDIR", directory([name.split("/") for name in IMAGES if name.isascii()]))
    for name, (content, _) in BESIDE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def directory(files: list[list[str]]) -> Dataset:
    records = []
    for names in files:
        record = Dataset()
        record.DirectoryRecordType = "IMAGE"
        # Writers put longer names there than they may have.
        with config.disable_value_validation():
            record.ReferencedFileID = names
        records.append(record)
    data = Dataset()
    data.SOPClassUID, data.SOPInstanceUID = DIRECTORY, f"{ROOT}.77"
    data.DirectoryRecordSequence = records
    return data


def refusals(inspection: Inspection, above: str) -> dict[str, str]:
    return {one.file.removeprefix(above): one.code for one in inspection.rejected}


def test_a_disc_opens_as_a_folder_and_as_a_zip_of_it(tmp_path: Path) -> None:
    folder = disc(tmp_path / "disc")
    packed = tmp_path / "disc.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, file.relative_to(folder))
    expected = {name: code for name, (_, code) in BESIDE.items()}
    expected |= {"DICOMDIR": "not-an-image", "DICOM/REPORT01": "not-an-image"}
    for path, above in ((folder, f"{folder}/"), (packed, f"{packed}!")):
        inspection = find_scans([path])
        (series,) = inspection.series
        assert [one.file.removeprefix(above) for one in series.slices] == list(IMAGES)
        assert refusals(inspection, above) == expected
        np.testing.assert_array_equal(load_volume(series).stored_kji[2], pattern(3))


def test_the_directory_of_a_disc_leads_to_the_same_series(tmp_path: Path) -> None:
    folder = disc(tmp_path / "disc")
    inspection = find_scans([folder / "DICOMDIR"])
    assert inspection.rejected == ()
    assert [one.shape_kji[0] for one in inspection.series] == [2]


AS_MOUNTED: list[tuple[str, Callable[[str], str]]] = [
    ("as written", str),
    ("in small letters", str.lower),
    ("with a version", lambda name: f"{name};1"),
    ("with a dot and a version", lambda name: f"{name}.;1".lower()),
]


@pytest.mark.parametrize(
    "mounted", [row[1] for row in AS_MOUNTED], ids=[row[0] for row in AS_MOUNTED]
)
def test_names_of_a_disc_are_found_as_the_system_shows_them(
    tmp_path: Path, mounted: Callable[[str], str]
) -> None:
    for number in (1, 2):
        write(
            tmp_path / mounted("IMAGES").split(";")[0].rstrip(".") / mounted(f"IM{number}"),
            ct_slice(number, number),
        )
    write(
        tmp_path / "DICOMDIR", directory([["IMAGES", "IM1"], ["IMAGES", "IM2"], ["IMAGES", "IM3"]])
    )
    inspection = find_scans([tmp_path / "DICOMDIR"])
    assert [one.shape_kji[0] for one in inspection.series] == [2]
    assert [(Path(one.file).name, one.code) for one in inspection.rejected] == [
        ("IM3", "missing-file")
    ]


CORONAL = [1, 0, 0, 0, 0, -1]
PET_CLASS = "1.2.840.10008.5.1.4.1.1.128"
STORAGE = "1.2.840.10008.5.1.4.1.1"
SCREEN = {
    "SOPClassUID": SC_CLASS,
    "Modality": "CT",
    "SamplesPerPixel": 3,
    "PlanarConfiguration": 0,
    "PhotometricInterpretation": "RGB",
    "BitsAllocated": 8,
    "BitsStored": 8,
    "HighBit": 7,
    "PixelRepresentation": 0,
    "PixelData": bytes(72),
}
# Description, header, positions; what the scan makes of it: slices, verdict and codes.
EXAMINATION: list[tuple[str, dict[str, Any], list[float], tuple[int, str, list[str]]]] = [
    ("abdomen", {}, [0, 5, 10], (3, "accept", [])),
    ("lung", {"SliceThickness": 1}, [0, 1, 2, 3], (4, "accept", [])),
    (
        "scout",
        {"ImageType": ["ORIGINAL", "PRIMARY", "LOCALIZER"], "ImageOrientationPatient": CORONAL},
        [0],
        (1, "quarantine", ["no-mm"]),
    ),
    ("dose sheet", SCREEN, [0], (1, "quarantine", ["no-mm", "colour-as-grey"])),
    (
        "capture of a screen",
        {"SOPClassUID": SC_CLASS, "ImagePositionPatient": None, "PixelSpacing": None},
        [0, 0],
        (2, "quarantine", ["no-mm"]),
    ),
    (
        "PET",
        {"SOPClassUID": PET_CLASS, "Modality": "PT", "Units": "BQML"},
        [0, 5],
        (2, "accept", []),
    ),
]
NO_IMAGES = {
    "dose report": f"{STORAGE}.88.67",
    "key objects": f"{STORAGE}.88.59",
    "presentation": f"{STORAGE}.11.1",
    "letter": f"{STORAGE}.104.1",
    "plan": f"{STORAGE}.481.5",
    "raw": f"{STORAGE}.66",
}


def test_all_that_an_examination_sends_lies_in_one_folder(tmp_path: Path) -> None:
    number = 0
    for part, (name, header, positions, _) in enumerate(EXAMINATION):
        for z in positions:
            number += 1
            given = {"SeriesInstanceUID": f"{ROOT}.5.{part}", "SeriesDescription": name, **header}
            path = write(tmp_path / f"{number:03d}", ct_slice(number, z, **given))
    (tmp_path / "again").write_bytes(path.read_bytes())
    for name, sop_class in NO_IMAGES.items():
        number += 1
        write(tmp_path / name, ct_slice(number, 0, SOPClassUID=sop_class, PixelData=None))
    inspection = find_scans([tmp_path])
    found = {
        one.description: (
            len(one.slices),
            one.verdict.value,
            [why.code for why in one.reasons if why.code != SHAPE],
        )
        for one in inspection.series
    }
    assert found == {name: told for name, _, _, told in EXAMINATION}
    assert refusals(inspection, f"{tmp_path}/") == {
        "again": "duplicate-instance",
        **dict.fromkeys(NO_IMAGES, "not-an-image"),
    }
    for series in inspection.series:
        assert load_volume(series).stored_kji.shape == series.shape_kji


def meta_end(content: bytes) -> int:
    """Return where the data set begins: after preamble, mark, and the meta header's own length."""
    return 132 + 12 + int.from_bytes(content[140:144], "little")


def group_lengths(content: bytes, syntax: str) -> bytes:
    """Put the retired group lengths before the groups 0008 and 0028."""
    start = meta_end(content)
    for group, first in ((0x0008, 0x0008), (0x0028, 0x0002)):
        at = content.index(struct.pack("<HH", group, first), start)
        kind = struct.pack("<L", 4) if syntax == ImplicitVRLittleEndian else b"UL\x04\0"
        # Nobody keeps them right.
        length = struct.pack("<HH", group, 0) + kind + struct.pack("<L", 9999)
        content = content[:at] + length + content[at:]
    return content


CUTS: list[tuple[str, Callable[[bytes, str], bytes]]] = [
    ("no preamble", lambda content, _: content[132:]),
    ("no meta header", lambda content, _: content[meta_end(content) :]),
    ("preamble, no meta header", lambda content, _: content[:132] + content[meta_end(content) :]),
    ("group lengths", group_lengths),
    (
        "group lengths, no meta header",
        lambda content, syntax: group_lengths(content, syntax)[meta_end(content) :],
    ),
]


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian])
@pytest.mark.parametrize("cut", [row[1] for row in CUTS], ids=[row[0] for row in CUTS])
def test_files_without_their_beginning_are_read(
    tmp_path: Path, syntax: str, cut: Callable[[bytes, str], bytes]
) -> None:
    data = ct_slice(1, 0)
    block = data.private_block(0x0029, "SOME MAKER", create=True)
    block.add_new(0x10, "OB", bytes(range(200)))
    block.add_new(0x11, "UN", b"\xfe\xff\x00\xe0" * 9)
    path = write(tmp_path / "a", data, syntax)
    path.write_bytes(cut(path.read_bytes(), syntax))
    inspection = find_scans([tmp_path])
    assert inspection.rejected == ()
    np.testing.assert_array_equal(load_volume(inspection.series[0]).stored_kji[0], pattern(1))


ALPHABETS = [
    # SpecificCharacterSet, bytes of the patient's id and of the description, as read
    (None, b"plain", "plain"),
    ("ISO_IR 100", "Müller Ärztin".encode("latin-1"), "Müller Ärztin"),
    ("ISO_IR 144", "Иванов".encode("iso8859-5"), "Иванов"),
    ("ISO_IR 192", "腹部 CT – Größe".encode(), "腹部 CT – Größe"),
    ("GB18030", "腹部".encode("gb18030"), "腹部"),
    ("ISO_IR 13", "ﾔﾏﾀﾞ".encode("shift_jis"), "ﾔﾏﾀﾞ"),
    (["", "ISO 2022 IR 87"], "山田 腹部".encode("iso2022_jp"), "山田 腹部"),
    (["", "ISO 2022 IR 149"], b"\x1b$)C" + "김희중".encode("euc_kr"), "김희중"),
]


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, ExplicitVRLittleEndian])
@pytest.mark.parametrize(("charset", "written", "expected"), ALPHABETS)
def test_text_is_read_in_its_alphabet(
    tmp_path: Path, syntax: str, charset: str | list[str] | None, written: bytes, expected: str
) -> None:
    mark = b"X" * (len(written) + len(written) % 2)
    data = ct_slice(1, 0, PatientID=mark.decode(), SeriesDescription=mark.decode())
    if charset is not None:
        data.SpecificCharacterSet = charset
    path = write(tmp_path / "a.dcm", data, syntax)
    path.write_bytes(path.read_bytes().replace(mark, written.ljust(len(mark))))
    (series,) = find_scans([tmp_path]).series
    assert (series.subject, series.description) == (expected, expected)


# Of ten bytes, as the place that they are put in.
WRONG_ALPHABETS = [
    b"ISO_IR 999",
    b"UTF-8     ",
    b"ISO_IR 192",
    b"\\\\\\\\\\\\\\\\\\\\",
    b"\\nonsense ",
    b"\xff" * 10,
]


@pytest.mark.parametrize("charset", WRONG_ALPHABETS)
def test_text_in_a_wrong_alphabet_costs_no_scan(tmp_path: Path, charset: bytes) -> None:
    path = write(
        tmp_path / "a.dcm", ct_slice(1, 0, SpecificCharacterSet="ISO_IR 100", PatientID="XXXXXX")
    )
    content = path.read_bytes().replace(b"XXXXXX", b"M\xfcller")
    path.write_bytes(content.replace(b"ISO_IR 100", charset))
    (series,) = find_scans([tmp_path]).series
    assert series.subject.startswith("M")
    assert series.subject.endswith("ller")
    assert load_volume(series).stored_kji.shape == (1, 4, 6)
