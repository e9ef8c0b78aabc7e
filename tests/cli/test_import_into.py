"""What is imported into a trial: scans, and tables that hold no readings."""

from __future__ import annotations

from pathlib import Path

from tests.cli.trial_desk import TABLE, Desk
from tests.formats.dicom_files import ROOT, ct_slice, write


def write_table(path: Path, text: str = TABLE) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_a_coordinator_imports_scans(desk: Desk) -> None:
    changes = {"PatientID": "02", "PatientName": "MARK^NAME"}
    for number in (1, 2):
        write(desk.folder / "scans" / f"{number}.dcm", ct_slice(number, 5.0 * number, **changes))
    again = ct_slice(1, 5.0, SeriesDescription="sent again", **changes)
    write(desk.folder / "scans" / "again.dcm", again)
    write(desk.folder / "scans" / "nobody.dcm", ct_slice(3, PatientID=None))
    assert desk.run("import", "FOLDER/scans", "--into", "TRIAL", user="cora") == 0
    assert desk.out == (
        "subject  visit     date\n"
        "02       baseline  2024-01-02\n"
        f"{desk.trial}: 3 images added; 1 subject, 1 visit\n"
    )
    conflict = (
        f"warning  {ROOT}.1.1 stands for 2 images that differ (02 baseline); "
        "all are kept, each under its digest\n"
    )
    assert conflict in desk.err
    assert "nobody.dcm: names no patient; give it a PatientID, or " in desk.err
    assert "MARK" not in desk.out + desk.err
    assert desk.run("trial", "status", "TRIAL", user="cora") == 0
    assert desk.err == conflict
    assert desk.run("trial", "backup", "TRIAL", "FOLDER/copy.recist", user="cora") == 0
    assert desk.err == ""
    assert len([one for one in (desk.folder / "copy.images").rglob("*") if one.is_file()]) == 3


def test_scans_and_tables_are_imported_together(desk: Desk) -> None:
    write(desk.folder / "all" / "1.dcm", ct_slice(1, PatientID="01", StudyDate="20260105"))
    write_table(desk.folder / "all" / "reads.csv")
    assert desk.run("import", "FOLDER/all", "--into", "TRIAL", user="cora") == 0
    assert f"{desk.trial}: 1 image added; 1 subject, 1 visit\n" in desk.out
    assert desk.out.endswith(f"{desk.trial}: 1 row added\n")


def test_a_subject_table_is_entered(desk: Desk) -> None:
    assert desk.run("import", "FOLDER/subjects.csv", "--into", "TRIAL", user="cora") == 0
    assert desk.out == f"{desk.trial}: 1 subject entered\n"


def test_a_treatment_table_is_entered(desk: Desk) -> None:
    (desk.folder / "treatments.csv").write_text("subject,date,kind\n01,2026-02-01,resection\n")
    assert desk.run("import", "FOLDER/treatments.csv", "--into", "TRIAL", user="cora") == 0
    assert desk.out == f"{desk.trial}: 1 treatment entered\n"


def test_a_subject_table_is_no_reading_table(desk: Desk) -> None:
    assert desk.run("import", "FOLDER/subjects.csv", "--out", "FOLDER/new.csv") == 2
    assert desk.err.startswith("recist: subjects.csv: is a subject table and no reading table; ")
    assert "new.csv" not in desk.names()
