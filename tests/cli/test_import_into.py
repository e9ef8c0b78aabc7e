"""What is imported into a trial: scans, and tables that hold no readings."""

from __future__ import annotations

from tests.cli.trial_desk import Desk
from tests.formats.dicom_files import ROOT, ct_slice, write


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


def test_scans_and_tables_are_imported_one_after_the_other(desk: Desk) -> None:
    assert desk.run("import", "FOLDER", "FOLDER/reads.csv", "--into", "TRIAL", user="cora") == 2
    assert "import scans and tables one after the other" in desk.err


def test_a_table_that_holds_no_readings_is_sent_to_its_own_command(desk: Desk) -> None:
    assert desk.run("import", "FOLDER/subjects.csv", "--into", "TRIAL", user="cora") == 2
    assert desk.err.startswith("recist: subjects.csv is a subject table and no reading table; ")
    assert "`recist trial subjects` enters it into a trial" in desk.err
