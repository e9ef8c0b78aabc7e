"""A file that is empty or damaged is never lost among others; what is something else is named."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from recist.formats.imports import take_in
from recist.trial.stated import Taken
from tests.formats.aim_files import aim3
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.formats.sr_files import LONG, group, number, report, write_report
from tests.formats.test_imports import TABLE, TR, TU, put

LOGIN = b"<!DOCTYPE html>\n<html><body>Please log in<br></body></html>"
ODS = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
SQLITE = b"SQLite format 3\0" + bytes(200)
XPT = b"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!000000000000000000000000000000  "
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(50)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def a_report(path: Path) -> Path:
    return write_report(path, report(group(number(LONG, "12")), PatientID="02"))


def put_bytes(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def refusals(found: Taken) -> dict[str, str]:
    return {one.where: one.why for one in found.refused}


def passed_over(found: Taken) -> list[str]:
    return [one.message for one in found.findings if one.code == "passed-over"]


# Name, content, and how the reason begins.
DAMAGED = [
    ("a.dcm", b"", "is empty; "),
    ("A.DCM", b"", "is empty; "),
    ("a.xml", b" \r\n", "is empty; "),
    ("a.json", b"", "is empty; "),
    ("a.ndjson", b"", "is empty; "),
    ("a.xpt", b"", "is empty; "),
    ("a.csv", b"", "is empty; "),
    ("a.tsv", b"\xef\xbb\xbf", "is empty; "),
    ("a.xlsx", b"", "is empty; "),
    ("a.parquet", b"", "is empty; "),
    ("a.zip", b"", "is empty; "),
    ("a.nii.gz", b"", "is empty; "),
    ("a.nrrd", b"", "is empty; "),
    ("a.dcm", bytes(4096), "begins with zeros alone; "),
    ("a.zip", bytes(4096), "begins with zeros alone; "),
    ("a.dcm", LOGIN, "is a web page and no DICOM; "),
    ("a.xml", LOGIN, "is a web page and no XML; "),
    ("a.xml", b"<html/>", "is a web page and no XML; "),
    ("a.json", LOGIN, "is a web page and no JSON; "),
    ("a.csv", LOGIN, "is a web page and no table; "),
    ("a.xlsx", LOGIN, "is a web page and no XLSX; "),
    ("a.xpt", LOGIN, "is a web page and no SAS transport file; "),
    ("a.zip", LOGIN, "is a web page and no zip archive; "),
    ("a.nii", LOGIN, "is a web page and no NIfTI; "),
    ("a.dcm", b"Dear colleague", "is no DICOM, whatever its name says; "),
    ("a.dcm", b"\xff\xfe\x01" * 99, "is no DICOM, whatever its name says; "),
    ("a.dcm", PICTURE, "is a picture and no DICOM; "),
    ("a.dcm", bytes(128) + b"DICM\x02\0\0\0UL\x04\0", "is cut short: it ends before "),
    ("IM0001", bytes(128) + b"DICM\x02\0\0\0UL\x04\0", "is cut short: it ends before "),
    ("1.2.840.1", b"\x08\0\x05\0CS\x0a\0ISO_IR 100", "is cut short: it ends before "),
    ("a.xml", b"<ODM><Study></ODM>", "is no sound XML (line 1: mismatched tag); "),
    ("a.xml", b"<ODM>\n<Study>", "is no sound XML (line 2: no element found); "),
    ("a.xml", b"Dear colleague", "is no sound XML (line 1: syntax error); "),
    ("a.json", b'{"rows": [[1, 2', "is no sound JSON (line 1 column 16"),
    ("a.json", b"Dear colleague", "is no sound JSON (line 1 column 1"),
    ("a.json", b"[" * 100_000, "is no sound JSON (it nests too deep); "),
    ("a.xpt", b"x,y\n", "is no SAS transport file, whatever its name says; "),
    ("a.xpt", XPT, "has no dataset in it; was it cut off?"),
    ("a.csv", b'{"error": "log in"}', "is JSON and no table; "),
    ("a.xlsx", ODS, "is an OpenDocument spreadsheet; save it "),
    ("a.xlsx", b"a letter", "is no XLSX, whatever its name says; "),
    ("a.parquet", b"a letter", "is no Parquet, whatever its name says; "),
    ("a.csv", SQLITE, "is a trial, or another database, and no table; "),
]


@pytest.mark.parametrize(
    ("name", "content", "why"), DAMAGED, ids=[f"{one[0]} {one[2][:30]}" for one in DAMAGED]
)
def test_a_damaged_file_of_a_folder_is_refused_and_costs_no_other(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    put(tmp_path / "reads.csv", TABLE)
    damaged = put_bytes(tmp_path / name, content)
    found = take_in([tmp_path])
    assert len(found.rows) == 1
    ((where, told),) = refusals(found).items()
    assert (where, told[: len(why)]) == (name, why)
    assert passed_over(found) == []
    # Named by itself it is refused for the same reason, once.
    assert refusals(take_in([damaged])) == {where: told}


FOREIGN = [
    ("letter.txt", b"Dear colleague,\n"),
    ("README.md", b"# A trial\n"),
    ("settings.json", b'{"colour": "blue"}'),
    ("list.json", b"[1, 2]"),
    ("sidecar.xml", b"<?xml version='1.0'?><settings><a/></settings>"),
    ("chinese.xml", b"<?xml version='1.0' encoding='GB2312'?><a/>"),
    ("typed.xml", b'<!DOCTYPE plist SYSTEM "a.dtd">\n<plist><dict/></plist>'),
    ("page.html", LOGIN),
    ("report.pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n"),
    ("Thumbs.db", OLD_OFFICE),
    (".DS_Store", b"\0\0\0\1Bud1" + bytes(400)),
    ("._1.dcm", b"\0\5\x16\7\0\2\0\0Mac OS X" + bytes(400)),
    ("letter.docx", b"PK\x03\x04" + bytes(400)),
    ("DONE", b""),
    ("empty.txt", b""),
]


@pytest.mark.parametrize(("name", "content"), FOREIGN, ids=[name for name, _ in FOREIGN])
def test_what_is_something_else_is_passed_over_and_named(
    tmp_path: Path, name: str, content: bytes
) -> None:
    put(tmp_path / "reads.csv", TABLE)
    put_bytes(tmp_path / name, content)
    found = take_in([tmp_path])
    assert (len(found.rows), found.refused) == (1, ())
    assert passed_over(found) == [f"nothing that can be imported, passed over: {name}"]


def test_many_are_passed_over_in_one_line(tmp_path: Path) -> None:
    for letter in "abcde":
        put(tmp_path / f"{letter}.txt", "Dear colleague")
    put(tmp_path / "notes.csv", "a,b\n")
    assert passed_over(take_in([tmp_path])) == [
        "no reading table, passed over: notes.csv",
        "nothing that can be imported, passed over: a.txt; b.txt; c.txt; and 2 more",
    ]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("recist.ods", ODS, "is an OpenDocument spreadsheet; save it as XLSX or CSV"),
        ("recist.xls", OLD_OFFICE, "is a file of old Office, as XLS is; save it as XLSX or CSV"),
    ],
)
def test_a_spreadsheet_that_is_not_read_says_how_to_save_it(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    path = put_bytes(tmp_path / name, content)
    assert refusals(take_in([path])) == {name: what}
    # In a folder it may have been meant as the readings.
    found = take_in([tmp_path])
    assert passed_over(found) == [f"no reading table, passed over: {name} {what}"]


def test_an_empty_file_among_scans_without_endings_is_one_of_them(tmp_path: Path) -> None:
    for n in (1, 2):
        write(tmp_path / f"IM{n:04}", ct_slice(n, 5.0 * n))
    write(tmp_path / f"{ROOT}.77", ct_slice(3, 15.0))
    put_bytes(tmp_path / "IM0003", b"")
    put_bytes(tmp_path / "IM0004", bytes(100))
    put_bytes(tmp_path / f"{ROOT}.78", LOGIN)
    put(tmp_path / "VERSION", "1")
    found = take_in([tmp_path])
    assert set(refusals(found)) == {"IM0003", "IM0004", f"{ROOT}.78"}
    assert passed_over(found) == ["nothing that can be imported, passed over: VERSION"]


def test_what_is_known_by_its_content_keeps_no_promise_of_its_name(tmp_path: Path) -> None:
    put(tmp_path / "table.dcm", TABLE)
    put(tmp_path / "annotation.json", aim3(person="03"))
    a_report(tmp_path / "report.xml")
    found = take_in([tmp_path])
    assert (len(found.rows), found.refused, passed_over(found)) == (3, (), [])


def test_a_damaged_member_of_an_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pacs.zip", "w") as packed:
        packed.writestr("empty.dcm", "")
        packed.writestr("page.dcm", LOGIN)
        packed.writestr("__MACOSX/._1.dcm", b"\0\5\x16\7\0\2\0\0Mac OS X" + bytes(400))
        packed.writestr("letter.txt", "Dear colleague")
    assert set(refusals(take_in([tmp_path]))) == {"pacs.zip!empty.dcm", "pacs.zip!page.dcm"}


def test_a_damaged_archive_of_a_folder_is_refused(tmp_path: Path) -> None:
    a_report(tmp_path / "x" / "sr.dcm")
    with zipfile.ZipFile(tmp_path / "whole.zip", "w") as packed:
        packed.write(tmp_path / "x" / "sr.dcm", "sr.dcm")
    whole = (tmp_path / "whole.zip").read_bytes()
    (tmp_path / "whole.zip").unlink()
    put_bytes(tmp_path / "cut.zip", whole[:200])
    ((where, why),) = refusals(take_in([tmp_path])).items()
    assert (where, "damaged" in why or "cannot be read" in why) == ("cut.zip", True)


# --- what belongs to a file that is read ----------------------------------------------------------


@pytest.mark.parametrize("calipers", ["", "no JSON"])
def test_of_a_table_and_its_damaged_calipers_the_table_is_told(
    tmp_path: Path, calipers: str
) -> None:
    put(tmp_path / "a.csv", TABLE)
    put(tmp_path / "a.calipers.json", calipers)
    found = take_in([tmp_path])
    assert (list(refusals(found)), passed_over(found)) == (["a.csv"], [])


def test_calipers_without_their_table_are_named(tmp_path: Path) -> None:
    put(tmp_path / "a.calipers.json", '{"schema": "recist-calipers/1", "calipers": []}')
    assert passed_over(take_in([tmp_path])) == [
        "nothing that can be imported, passed over: a.calipers.json"
    ]


def test_answers_of_ours_are_passed_over_without_a_word(tmp_path: Path) -> None:
    put(tmp_path / "responses.json", json.dumps({"schema": "recist-assessment/1", "cases": []}))
    found = take_in([tmp_path])
    assert (found.refused, found.findings) == ((), ())


def test_the_voxels_of_a_header_beside_them_are_no_stranger(tmp_path: Path) -> None:
    put(tmp_path / "scan.nhdr", "NRRD0004\ndata file: scan.raw\n")
    put_bytes(tmp_path / "scan.raw", bytes(100))
    assert passed_over(take_in([tmp_path])) == []


# --- a set of datasets ----------------------------------------------------------------------------


@pytest.mark.parametrize("tr", ["tr.json", "tr.xpt", "TR.CSV"])
def test_a_set_is_refused_with_a_dataset_that_is_damaged(tmp_path: Path, tr: str) -> None:
    put(tmp_path / "one" / tr, "")
    put(tmp_path / "one" / "tu.csv", TU)
    put(tmp_path / "two" / "tr.csv", TR.replace(",02,", ",05,"))
    put(tmp_path / "two" / "tu.csv", TU.replace(",02,", ",05,"))
    found = take_in([tmp_path])
    assert [row.subject for row in found.rows] == ["05"]
    assert set(refusals(found)) == {tr, "tu.csv"}
    why = f"nothing is taken: {tr} of the same set cannot be read"
    assert refusals(found)["tu.csv"] == why


def test_a_dataset_that_is_there_in_another_form_is_read_in_that(tmp_path: Path) -> None:
    put(tmp_path / "tr.json", "")
    put(tmp_path / "tr.csv", TR)
    put(tmp_path / "tu.csv", TU)
    found = take_in([tmp_path])
    assert ([row.lesion for row in found.rows], list(refusals(found))) == (["T01"], ["tr.json"])


def test_other_damaged_files_beside_a_set_cost_it_nothing(tmp_path: Path) -> None:
    put(tmp_path / "dm.json", "")
    put(tmp_path / "tr.csv", TR)
    put(tmp_path / "tu.csv", TU)
    found = take_in([tmp_path])
    assert (len(found.rows), list(refusals(found))) == (1, ["dm.json"])


def test_a_copy_of_a_folder_of_reports_with_empty_ones_tells_each(tmp_path: Path) -> None:
    for n in range(3):
        a_report(tmp_path / f"{n}" / "sr.dcm")
    shutil.copy(tmp_path / "0" / "sr.dcm", tmp_path / "whole.dcm")
    put_bytes(tmp_path / "1" / "sr.dcm", b"")
    put_bytes(tmp_path / "2" / "sr.dcm", b"")
    assert set(refusals(take_in([tmp_path]))) == {"1/sr.dcm", "2/sr.dcm"}
