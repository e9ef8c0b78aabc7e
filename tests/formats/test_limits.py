"""What is hostile or damaged beyond expectation: bounded, and never at the cost of a folder."""

import inspect
import os
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from pydicom import Dataset
from pydicom.uid import DeflatedExplicitVRLittleEndian

from recist.formats import reader_process, scans
from recist.formats.dicom import grouping
from recist.formats.dicom import open as dicom_open
from recist.formats.dicom.header import read_header
from recist.formats.messages import Look, Refused
from recist.formats.reader_limits import cpu_seconds, most_answer_bytes
from recist.formats.scans import find_scans, load_volume
from recist.formats.sources import Opener, RefusedError, check_fits, list_sources, printable
from recist.model.errors import ScanError
from tests.formats.dicom_files import ENHANCED_CT, ROOT, ct_slice, write, write_stack


def refusals(folder: Path) -> list[tuple[str, str]]:
    return [(Path(one.file).name, one.code) for one in find_scans([folder]).rejected]


UNFORESEEN = [TypeError, ZeroDivisionError, OverflowError, AssertionError]


@pytest.mark.parametrize("step", ["group_images", "build_series"])
@pytest.mark.parametrize("error", UNFORESEEN)
def test_an_unforeseen_error_costs_its_own_files_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: type[Exception]
) -> None:
    write_stack(tmp_path / "good", [0, 5])
    write(tmp_path / "bad.dcm", ct_slice(9, 0, SeriesInstanceUID=f"{ROOT}.9"))
    sound = getattr(scans, step)

    def spoilt(given: object, *more: object) -> object:
        if "bad.dcm" in repr(given):
            raise error("SMITH^JOHN")
        return sound(given, *more)

    monkeypatch.setattr(scans, step, spoilt)
    inspection = find_scans([tmp_path])
    (refused,) = inspection.rejected
    assert (Path(refused.file).name, refused.code) == ("bad.dcm", "damaged-header")
    assert error.__name__ in refused.message
    assert "SMITH" not in refused.message
    assert [one.shape_kji[0] for one in inspection.series] == [2]


@pytest.mark.parametrize("error", [*UNFORESEEN, MemoryError])
def test_an_unforeseen_error_in_a_header_is_its_files_refusal(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def spoilt(file: str, opener: Opener) -> object:
        raise error("SMITH^JOHN")

    monkeypatch.setattr(reader_process, "read_header", spoilt)
    with Opener() as opener:
        answer = reader_process.answer(Look(file="bad.dcm", size=1), opener, -1)
    assert isinstance(answer, Refused)
    assert answer.code == ("too-large" if error is MemoryError else "damaged-header")
    assert "SMITH" not in answer.message


def test_a_group_that_is_no_sequence_is_passed_over(tmp_path: Path) -> None:
    data = ct_slice(1, 0, SOPClassUID=ENHANCED_CT)
    shared = Dataset()
    shared.add_new("PixelMeasuresSequence", "US", [1, 2])
    shared.add_new("PlanePositionSequence", "LO", "ab")
    data.SharedFunctionalGroupsSequence = [shared]
    write(tmp_path / "a.dcm", data)
    assert [one.shape_kji[0] for one in find_scans([tmp_path]).series] == [1]


def test_a_folder_that_cannot_be_entered_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stack(tmp_path / "good", [0, 5])
    write(tmp_path / "shut" / "a.dcm", ct_slice(9, 0))
    sound = Path.is_file

    def is_file(path: Path) -> bool:
        if path.parent.name == "shut":
            raise PermissionError(13, "Permission denied")
        return sound(path)

    # As root no folder is shut.
    monkeypatch.setattr(Path, "is_file", is_file)
    inspection = find_scans([tmp_path])
    assert [one.code for one in inspection.rejected] == ["unreadable"]
    assert [one.shape_kji[0] for one in inspection.series] == [2]


NAMES = [
    # as the system hands it out, as it is shown
    ("scan 1.dcm", "scan 1.dcm"),
    ("Müller.dcm", "Müller.dcm"),
    ("M\udcfcller.dcm", "M\\xfcller.dcm"),
    ("\x1b[31mred.dcm", "\\x1b[31mred.dcm"),
    ("two\nlines", "two\\nlines"),
]


@pytest.mark.parametrize(("name", "shown"), NAMES)
def test_names_can_be_shown(name: str, shown: str) -> None:
    assert printable(name) == shown


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_name_that_is_no_text_is_opened_and_shown(tmp_path: Path) -> None:
    try:
        write(tmp_path / "M\udcfcller.dcm", ct_slice(1, 0))
    except OSError:
        pytest.skip("this file system takes text names only")
    (tmp_path / "M\udcfcll.txt").write_text("no scan at all")
    inspection = find_scans([tmp_path])
    assert inspection.rejected[0].file.encode().endswith(b"M\\xfcll.txt")
    series = inspection.series[0]
    assert load_volume(series).stored_kji.shape == (1, 4, 6)
    (tmp_path / "M\udcfcller.dcm").unlink()
    with pytest.raises(ScanError) as caught:
        load_volume(series)
    assert "M\\xfcller.dcm" in str(caught.value)


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_name_that_is_no_text_can_be_shown_in_a_reason(tmp_path: Path) -> None:
    try:
        for n, z in enumerate([0, 5, 15, 20]):
            write(tmp_path / f"\x1bM\udcfc{n}.dcm", ct_slice(n, z))
    except OSError:
        pytest.skip("this file system takes text names only")
    (reason,) = [one for one in find_scans([tmp_path]).series[0].reasons if ".dcm" in one.message]
    assert "\\x1bM\\xfc1.dcm" in reason.message
    assert printable(reason.message) == reason.message


def test_folders_may_be_deeper_than_calls(tmp_path: Path) -> None:
    folder = tmp_path / Path(*["d"] * 300)
    folder.mkdir(parents=True)
    write(folder / "deep.dcm", ct_slice(1, 0))
    deepest = sys.getrecursionlimit()
    frames = len(inspect.stack())
    sys.setrecursionlimit(frames + 200)
    try:
        sources, rejected = list_sources([tmp_path], lambda archive: ((), ()))
    finally:
        sys.setrecursionlimit(deepest)
    assert [Path(one.file).name for one in sources] == ["deep.dcm"]
    assert rejected == []


def test_planes_without_number_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST_PLANES", 2)
    for n, x in enumerate([1.0, 0.8, 0.6]):
        y = (1 - x * x) ** 0.5
        plane = [round(value, 6) for value in (x, y, 0, -y, x, 0)]
        write(tmp_path / f"{n}.dcm", ct_slice(n, 0, ImageOrientationPatient=plane))
    assert refusals(tmp_path) == [(f"{n}.dcm", "too-large") for n in range(3)]


def test_a_deflated_file_is_inflated_so_far_and_no_further(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.dcm", ct_slice(1, 0), DeflatedExplicitVRLittleEndian)
    monkeypatch.setattr(dicom_open, "MAX_INFLATED_BYTES", 1 << 16)
    with Opener() as opener:
        assert read_header(str(path), opener).sop_instance
    content = path.read_bytes()
    start = 132 + 12 + int.from_bytes(content[140:144], "little")
    plain = zlib.decompress(content[start:], -15) + bytes(1 << 17)
    packer = zlib.compressobj(wbits=-15)
    path.write_bytes(content[:start] + packer.compress(plain) + packer.flush())
    with Opener() as opener, pytest.raises(RefusedError, match="inflates to more") as caught:
        read_header(str(path), opener)
    assert caught.value.code == "too-large"


def test_a_member_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.dcm", bytes(65 << 20))
        archive.writestr("empty.txt", bytes(1 << 20))
    assert refusals(tmp_path) == [
        ("a.zip!bomb.dcm", "too-large"),
        ("a.zip!empty.txt", "not-dicom"),
    ]


def test_what_is_larger_than_the_memory_is_refused() -> None:
    check_fits(1 << 20)
    with pytest.raises(RefusedError, match="of memory"):
        check_fits(1 << 60)


MIB = 1 << 20
BUDGETS = [
    # bytes of a file or packed member, seconds for its header, MiB of its answer
    (0, 5, 8),
    (600 << 10, 7, 12),  # a slice of CT
    (4 * MIB, 25, 40),  # 20,000 frames that say where they are
    (600 * MIB, 39, 128),  # no header is longer than what is let pass
]


@pytest.mark.parametrize(("size", "seconds", "answer_mib"), BUDGETS)
def test_a_larger_header_may_take_longer_and_say_more(
    size: int, seconds: int, answer_mib: int
) -> None:
    look = Look(file="a.zip!a.dcm", size=size)
    assert cpu_seconds(look) == seconds
    assert most_answer_bytes(look) // MIB == answer_mib


def test_a_name_in_an_archive_that_is_no_text_is_said_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("M\u00fc.dcm", b"")
    path.write_bytes(path.read_bytes().replace("\u00fc".encode(), b"\xff\xff"))
    assert refusals(tmp_path) == [("a.zip", "damaged-archive")]


LIMITED = """
import resource
from recist.formats import reader_process

reader_process.limit_memory()
reader_process.limit_time(5)
print(resource.getrlimit(resource.RLIMIT_CPU)[0])
try:
    bytearray(1 << 30)
except MemoryError:
    print("refused")
try:
    with open("written", "w") as file:
        file.write("a")
except OSError:
    print("refused")
"""


def test_a_reader_has_bounded_memory_and_time_and_writes_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    seconds, memory, writing = done.stdout.split()
    assert 6 <= int(seconds) <= 12
    assert memory == writing == "refused"
