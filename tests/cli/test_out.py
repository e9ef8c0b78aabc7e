"""``--out`` never takes what is read, and an import nothing that it does not bring itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recist.formats.caliper_file import read_calipers, write_calipers
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.calipers import CaliperRecord
from tests.cli.trial_desk import LOOSE, TABLE, Desk
from tests.formats.dicom_files import ct_slice, write
from tests.formats.sr_files import LONG, MM, group, line, number, report, write_report
from tests.formats.test_imports import TR, TU

STATED = TABLE.replace("_mm\n", "_mm,response\n").replace(",50\n", ",50,SD\n")
OTHER_FILE = "choose another file with --out"


@pytest.fixture
def table(empty: Desk) -> Desk:
    """A folder with a table of every kind."""
    folder = empty.folder
    (folder / "stated.csv").write_text(STATED + STATED.splitlines()[1].replace("base", "later "))
    (folder / "loose.toml").write_text(LOOSE)
    (folder / "reads.calipers.json").write_text('{"schema": "recist-calipers/1", "calipers": []}')
    (folder / "treatments.csv").write_text("subject,date,kind\n01,2026-02-01,resection\n")
    (folder / "sdtm").mkdir()
    (folder / "sdtm" / "tr.csv").write_text(TR)
    (folder / "sdtm" / "tu.csv").write_text(TU)
    write(folder / "scans" / "1.dcm", ct_slice(1))
    shutil.make_archive(str(folder / "packed" / "all"), "zip", folder / "scans")
    return empty


# what is typed, what it would write over
TYPED = [
    ("assess FOLDER/reads.csv", "reads.csv"),
    ("assess FOLDER/reads.csv", "sub/../reads.csv"),
    ("assess FOLDER/reads.csv", "reads.calipers.json"),
    ("assess FOLDER/reads.csv --subjects FOLDER/subjects.csv", "subjects.csv"),
    ("assess FOLDER/reads.csv --treatments FOLDER/treatments.csv", "treatments.csv"),
    ("assess FOLDER/reads.csv --protocol FOLDER/loose.toml", "loose.toml"),
    ("assess FOLDER/sdtm", "sdtm/tu.csv"),
    ("check FOLDER/reads.csv", "reads.csv"),
    ("check FOLDER/reads.csv --protocol FOLDER/loose.toml", "loose.toml"),
    ("compare FOLDER/stated.csv", "stated.csv"),
    ("explain FOLDER/reads.csv --subject 01", "reads.csv"),
    ("inspect FOLDER/scans", "scans/1.dcm"),
    ("inspect FOLDER/scans/1.dcm", "scans/1.dcm"),
    ("inspect FOLDER/packed", "packed/all.zip"),
    ("import FOLDER/reads.csv", "reads.csv"),
]


@pytest.mark.parametrize(("typed", "out"), TYPED, ids=[" → ".join(one) for one in TYPED])
def test_what_is_read_is_never_written_over(table: Desk, typed: str, out: str) -> None:
    (table.folder / "sub").mkdir()
    before = (table.folder / out).read_bytes()
    assert table.run(*typed.split(), "--out", f"FOLDER/{out}") == 2
    assert table.err == f"recist: {table.folder / out} is what is read; {OTHER_FILE}\n"
    assert (table.folder / out).read_bytes() == before


def test_an_answer_beside_what_is_read_is_written_again(table: Desk) -> None:
    for typed in ("assess FOLDER/sdtm", "inspect FOLDER/scans"):
        folder = typed.split("/")[-1]
        for _ in range(2):
            assert table.run(*typed.split(), "--out", f"FOLDER/{folder}/answer.txt") == 0


# --- an import over a table that is there ---------------------------------------------------------

IMPORT = ("import", "FOLDER/new.csv", "--out", "FOLDER/old.csv")
T2 = TABLE.splitlines()[1].replace("T1", "T2") + "\n"

# what the table has that is there, what is said of it
HELD = [
    (TABLE, ""),
    ("", ""),
    (TABLE.splitlines()[0] + "\n", ""),
    (TABLE.replace(",", ";"), ""),
    (TABLE + T2, "holds 1 row that is not in what is imported"),
    (TABLE.replace(",50", ",51") + T2, "holds 2 rows that are not in what is imported"),
    (STATED, "holds 1 row that is not in what is imported"),
    ("a,b\n1,2\n", "is there already, and is no reading table"),
    ("a letter", "is there already, and is no reading table"),
]


@pytest.mark.parametrize(("held", "says"), HELD)
def test_no_row_of_a_table_is_lost(empty: Desk, held: str, says: str) -> None:
    (empty.folder / "new.csv").write_text(TABLE)
    old = empty.folder / "old.csv"
    old.write_text(held)
    assert empty.run(*IMPORT) == (2 if says else 0)
    if says:
        assert empty.err == f"recist: {old} {says}; {OTHER_FILE}\n"
        assert old.read_text() == held
        assert not (empty.folder / "old.calipers.json").exists()


def caliper(end: float) -> CaliperRecord:
    return CaliperRecord(
        subject="01",
        reader="ben",
        visit="baseline",
        lesion="T1",
        long_axis_lps_mm=((0, 0, 0), (end, 0, 0)),
        short_axis_lps_mm=None,
        frame_of_reference="1.2",
        image="1.2.3",
    )


@pytest.mark.parametrize(
    ("old", "says"),
    [
        ([50.1], ""),
        ([], ""),
        ([50.2], "holds 1 caliper that is not in what is imported"),
        ([50.1, 50.2, 50.3], "holds 2 calipers that are not in what is imported"),
    ],
)
def test_no_caliper_is_lost(empty: Desk, old: list[float], says: str) -> None:
    for name in ("new.csv", "old.csv"):
        (empty.folder / name).write_text(TABLE)
    write_calipers([caliper(50.1)], empty.folder / "new.calipers.json")
    beside = empty.folder / "old.calipers.json"
    write_calipers(map(caliper, old), beside)
    before = read_calipers(beside)
    assert empty.run(*IMPORT) == (2 if says else 0)
    if says:
        assert empty.err == f"recist: {beside} {says}; {OTHER_FILE}\n"
    assert read_calipers(beside) == (before if says else (caliper(50.1),))


def test_what_lies_in_the_place_of_the_calipers_stays(empty: Desk) -> None:
    (empty.folder / "new.csv").write_text(TABLE)
    beside = empty.folder / "old.calipers.json"
    beside.write_text('{"mine": 1}')
    assert empty.run(*IMPORT) == 2
    assert empty.err == f"recist: {beside} is there already, and is no caliper file; {OTHER_FILE}\n"
    assert not (empty.folder / "old.csv").exists()


def a_scan_with_its_report(folder: Path) -> None:
    write(folder / "1.dcm", ct_slice(1, 5.0, PatientID="01"))
    axis = number(LONG, "2", MM, line(0.5, 0.5, 4.5, 0.5))
    write_report(folder / "sr.dcm", report(group(axis, label="=T9"), PatientID="01"))


def test_the_same_import_works_again_and_gives_the_same(empty: Desk) -> None:
    a_scan_with_its_report(empty.folder / "pacs")
    (empty.folder / "odd.csv").write_text(STATED.replace("SD", '"=1+1; ""a"""'), "utf-8")
    once = ("import", "FOLDER/pacs", "FOLDER/odd.csv", "--out", "FOLDER/new.csv")
    files = ("new.csv", "new.calipers.json")
    assert empty.run(*once) == 0
    first = [(empty.folder / name).read_bytes() for name in files]
    assert b"long_axis" in first[1]
    assert empty.run(*once) == 0
    assert [(empty.folder / name).read_bytes() for name in files] == first


@pytest.mark.parametrize("typed", ["assess TRIAL", "check TRIAL", "trial audit TRIAL"])
def test_a_refused_answer_is_none_that_has_left_the_trial(desk: Desk, typed: str) -> None:
    assert desk.run(*typed.split(), "--out", "TRIAL") == 2
    assert desk.err == f"recist: {desk.trial} is what is read; {OTHER_FILE}\n"
    with TrialFile.open(desk.trial).view() as view:
        assert Action.EXPORTED not in {entry.action for entry in view.entries()}
