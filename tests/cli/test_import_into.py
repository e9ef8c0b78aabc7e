"""What is imported: scans, tables, reports and annotations, into a trial or as one table."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from recist.app import load_rows
from recist.store.trial_file import TrialFile
from recist.trial.saving import Readings, readings_of
from tests.cli.trial_desk import TABLE, Desk
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.formats.sr_files import LONG, MM, group, line, number, report, write_report


def write_table(path: Path, text: str = TABLE) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_a_coordinator_imports_scans(desk: Desk) -> None:
    changes = {"PatientID": "02", "PatientName": "MARK^NAME"}
    for n in (1, 2):
        write(desk.folder / "scans" / f"{n}.dcm", ct_slice(n, 5.0 * n, **changes))
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


def test_what_is_damaged_is_a_line_each_and_what_is_foreign_a_line_for_all(desk: Desk) -> None:
    folder = desk.folder / "all"
    write(folder / "1.dcm", ct_slice(1, PatientID="01", StudyDate="20260105"))
    write_table(folder / "reads.csv")
    for name in ("lost.dcm", "lost.xml", "tr.json"):
        (folder / name).write_bytes(b"")
    (folder / "page.dcm").write_text("<html>Please log in</html>")
    with zipfile.ZipFile(folder / "pacs.zip", "w") as packed:
        packed.writestr("lost.dcm", "")
        packed.writestr("letter.txt", "Dear colleague")
    (folder / "cut.zip").write_bytes((folder / "pacs.zip").read_bytes()[:99])
    for name in ("letter.txt", "README.md"):
        (folder / name).write_text("Dear colleague")
    assert desk.run("import", "FOLDER/all", "--into", "TRIAL", user="cora") == 2
    assert f"{desk.trial}: 1 image added; 1 subject, 1 visit\n" in desk.out
    assert desk.out.endswith(f"{desk.trial}: 1 row added\n")
    first, *others = desk.err.splitlines()
    over = "nothing that can be imported, passed over: README.md; letter.txt"
    assert first == f"warning  {over} [passed-over]"
    assert sorted(one.split(": ")[1] for one in others) == [
        "cut.zip",
        "lost.dcm",
        "lost.xml",
        "pacs.zip!lost.dcm",
        "page.dcm",
        "tr.json",
    ]


def test_an_export_is_imported_without_a_word(desk: Desk) -> None:
    forms = "csv,xlsx,sdtm,json,pdf,figures"
    assert desk.run("export", "FOLDER/reads.csv", "--to", forms, "--out", "FOLDER/exp") == 0
    for name in ("sdtm", "."):
        (desk.folder / "new.csv").unlink(missing_ok=True)
        assert desk.run("import", f"FOLDER/exp/{name}", "--out", "FOLDER/new.csv") == 0, desk.err
        assert "passed over" not in desk.err
    # One that was damaged since is refused.
    (desk.folder / "exp" / "responses.json").write_bytes(b"")
    assert desk.run("import", "FOLDER/exp", "--out", "FOLDER/new.csv") == 2
    assert "recist: responses.json: is empty; " in desk.err


# --- reports and annotations ----------------------------------------------------------------------


def with_scan(desk: Desk, *, value: str = "2") -> None:
    """A folder with a scan of subject 01 at week 8, and a report on it by ben."""
    folder = desk.folder / "pacs"
    write(folder / "1.dcm", ct_slice(1, 5.0, PatientID="01", StudyDate="20260302"))
    axis = number(LONG, value, MM, line(0.5, 0.5, 4.5, 0.5))
    content = report(group(axis, label="T9"), PatientID="01", StudyDate="20260302")
    content.ContentSequence[0].PersonName = "Reader^Ben"
    write_report(folder / "sr.dcm", content)


def test_a_scan_and_the_report_on_it_go_into_one_visit(desk: Desk) -> None:
    with_scan(desk)
    assert desk.run("import", "FOLDER/pacs", "--into", "TRIAL", user="cora") == 0
    assert desk.out == (
        "subject  visit   date\n"
        "01       week 8  2026-03-02\n"
        f"{desk.trial}: 1 image added; 1 subject, 1 visit\n"
        f"{desk.trial}: 1 row added\n"
    )
    assert desk.err == ""
    kept = readings_of_trial(desk.trial)
    (row,) = (one for one in kept.rows if one.lesion == "T9")
    assert (row.reader, row.visit, row.image) == ("ben", "week 8", f"{ROOT}.1.1")
    (caliper,) = kept.calipers
    assert caliper.long_axis_lps_mm == ((-10, -20, 5), (-8, -20, 5))


def test_a_report_is_compared_with_a_scan_that_the_trial_has_already(desk: Desk) -> None:
    with_scan(desk, value="3")
    assert desk.run("import", "FOLDER/pacs/1.dcm", "--into", "TRIAL", user="cora") == 0
    assert desk.run("import", "FOLDER/pacs/sr.dcm", "--into", "TRIAL", user="cora") == 0
    assert desk.err == (
        "warning  sr.dcm item 1.2.1.5 (Long Axis) is recorded as 3.0 mm, its end points are 2.0 mm "
        "apart; the recorded length is taken [length-differs]\n"
    )


def test_a_report_under_another_name_goes_to_the_subject_of_its_image(desk: Desk) -> None:
    with_scan(desk)
    axis = number(LONG, "2", MM, line(0.5, 0.5, 4.5, 0.5))
    content = report(group(axis, label="T9"), PatientID="CLINIC-7", StudyDate="20260302")
    content.ContentSequence[0].PersonName = "Reader^Ben"
    write_report(desk.folder / "pacs" / "sr.dcm", content)
    assert desk.run("import", "FOLDER/pacs", "--into", "TRIAL", user="cora") == 0
    what = "2026-03-02 of subject CLINIC-7 is week 8 of 01 in the trial"
    assert desk.err == f"warning  sr.dcm: {what}\n"
    assert "T9" in {one.lesion for one in readings_of_trial(desk.trial).rows}


def test_every_refused_file_is_a_line_and_the_rest_is_imported(desk: Desk) -> None:
    with_scan(desk)
    folder = desk.folder / "pacs"
    write_report(folder / "px.dcm", report(group(number(LONG, "2", ("1", "UCUM", "px")))))
    write_table(folder / "wrong.csv", TABLE.replace("ben", "nobody"))
    write_table(folder / "broken.csv", TABLE.replace(",50", ",fifty"))
    assert desk.run("import", "FOLDER/pacs", "--into", "TRIAL", user="cora") == 2
    assert desk.out.endswith(f"{desk.trial}: 1 row added\n")
    assert [one.partition(": ")[0] for one in desk.err.splitlines()] == ["recist"] * 3
    told = [one.split(": ")[1] for one in desk.err.splitlines()]
    assert told == [
        "broken.csv row 2, column longest_diameter_mm",
        "px.dcm item 1.2.1.5 (Long Axis)",
        "wrong.csv row 2, column reader",
    ]


def test_a_reader_who_brings_scans_is_refused_them_and_brings_the_table(desk: Desk) -> None:
    write(desk.folder / "all" / "1.dcm", ct_slice(1, PatientID="01"))
    write_table(desk.folder / "all" / "reads.csv")
    assert desk.run("import", "FOLDER/all", "--into", "TRIAL", user="ben") == 2
    assert desk.out == f"{desk.trial}: 1 row added\n"
    assert desk.err.startswith("recist: 1 scan: ")


def test_what_is_nothing_is_refused_where_it_was_named(desk: Desk) -> None:
    (desk.folder / "noise").write_bytes(b"\0\1\2" * 100)
    assert (
        desk.run("import", "FOLDER/noise", "FOLDER/reads.csv", "--into", "TRIAL", user="cora") == 2
    )
    assert desk.err.startswith("recist: noise: is nothing that can be imported")
    assert desk.out.endswith(f"{desk.trial}: 1 row added\n")


def test_a_folder_without_anything_to_import_is_an_error(desk: Desk) -> None:
    (desk.folder / "empty").mkdir()
    (desk.folder / "empty" / "letter.txt").write_text("Dear colleague,\n")
    said = "nothing that can be imported is there; is the path right?"
    assert desk.run("import", "FOLDER/empty", "--into", "TRIAL", user="cora") == 2
    assert desk.err == f"recist: {desk.folder}/empty: {said}\n"
    assert desk.run("import", "FOLDER/empty", "--out", "FOLDER/new.csv") == 2
    assert "no reading is there; scans alone make no table" in desk.err


# --- a table instead of a trial -------------------------------------------------------------------


def test_a_reading_table_is_made_without_a_trial(desk: Desk) -> None:
    with_scan(desk)
    assert desk.run("import", "FOLDER/pacs", "--out", "FOLDER/new.csv") == 0
    assert desk.out == f"{desk.folder}/new.csv: 1 row, 1 caliper\n"
    assert {"new.csv", "new.calipers.json"} <= desk.names()
    assert desk.run("assess", "FOLDER/new.csv") == 0
    assert "2026-03-02" in desk.out


def test_stated_responses_of_our_reports_agree_with_ours(desk: Desk) -> None:
    later = TABLE.splitlines()[1].replace("baseline,2026-01-05", "week 8,2026-03-02")
    write_table(desk.folder / "reads.csv", f"{TABLE}{later.replace(',50', ',20')}\n")
    assert desk.run("export", "FOLDER/reads.csv", "--to", "sr", "--out", "FOLDER/out") == 0
    assert desk.run("import", "FOLDER/out", "--out", "FOLDER/new.csv") == 0
    assert [row.extra for row in load_rows([desk.folder / "new.csv"])][1] == (
        ("target_response", "PR"),
        ("response", "PR"),
    )
    assert desk.run("compare", "FOLDER/new.csv") == 0
    assert "0 differences" in desk.err + desk.out


def test_what_the_file_does_not_say_is_said_by_options(desk: Desk) -> None:
    content = report(group(number(LONG, "20"), role=None))
    del content.ContentSequence[0]
    write_report(desk.folder / "sr.dcm", content)
    made = ("import", "FOLDER/sr.dcm", "--out", "FOLDER/new.csv")
    assert desk.run(*made) == 0
    assert "taken as one; --role says it [role-assumed]" in desk.err
    said = (*made[:-1], "FOLDER/said.csv", "--role", "non-target", "--reader", "ben")
    assert desk.run(*said) == 0
    assert desk.err == ""
    (row,) = load_rows([desk.folder / "said.csv"])
    assert (row.role, row.reader) == ("non-target", "ben")


def test_nothing_is_written_where_nothing_was_taken(desk: Desk) -> None:
    write_report(desk.folder / "sr.dcm", report())
    assert desk.run("import", "FOLDER/sr.dcm", "--out", "FOLDER/new.csv") == 2
    assert desk.out == ""
    assert desk.err.count("\n") == 1
    assert "new.csv" not in desk.names()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ((), "name a trial with --into, or a reading table to write with --out"),
        (("--into", "TRIAL", "--out", "FOLDER/x.csv"), "name a trial with --into, or a reading"),
        (("--out", "FOLDER/reads.csv"), "reads.csv is what is read; choose another file with"),
        (("--out", "FOLDER/x.csv", "--subject", "01"), "--subject and --visit are for scans"),
    ],
)
def test_what_cannot_be_done_is_said(desk: Desk, typed: tuple[str, ...], said: str) -> None:
    before = desk.names()
    assert desk.run("import", "FOLDER/reads.csv", *typed) == 2
    assert said in desk.err
    assert desk.names() == before


def readings_of_trial(path: Path) -> Readings:
    with TrialFile.open(path).view() as view:
        return readings_of(view)


# --- what is in doubt -----------------------------------------------------------------------------

TR = (
    "STUDYID,DOMAIN,USUBJID,TRSEQ,TRLNKID,TRGRPID,TRTESTCD,TRORRES,TRORRESU,TRSTRESC,TRSTRESN,"
    "TRSTRESU,VISIT,TRDTC\n"
    "S,TR,07,1,T1,TARGET,LDIAM,42,mm,42,24,mm,BASELINE,2026-01-05\n"
    "S,TR,07,2,T2,TARGET,LDIAM,20,mm,20,20,mm,BASELINE,2026-01-05\n"
    "S,TR,07,3,T1,TARGET,LDIAM,40,mm,40,40,mm,WEEK 8,2026-03-05\n"
)


def test_a_warning_on_a_dataset_names_row_subject_and_visit_and_comes_once(desk: Desk) -> None:
    write_table(desk.folder / "sdtm" / "tr.csv", TR)
    assert desk.run("import", "FOLDER/sdtm", "--out", "FOLDER/new.csv") == 0
    lesion = "warning  tr.csv row 2: T1 of 07 at BASELINE"
    assert desk.err.splitlines() == [
        f"{lesion} has no organ (and 2 more like this) [organ-missing]",
        f"{lesion} has 42 mm in TRORRES and 24 mm in TRSTRESN: TRORRES is taken [result-disagrees]",
    ]


def test_a_subject_that_the_trial_has_in_another_letter_case_is_told(desk: Desk) -> None:
    write_table(desk.folder / "first.csv", TABLE.replace("01,ben", "A1,ben"))
    write_table(desk.folder / "second.csv", TABLE.replace("01,ben", "a1,BEN"))
    assert desk.run("import", "FOLDER/first.csv", "--into", "TRIAL", user="cora") == 0
    assert desk.err == ""
    assert desk.run("import", "FOLDER/second.csv", "--into", "TRIAL", user="cora") == 0
    assert desk.err == (
        "warning  second.csv row 2 is of subject 'a1'; the trial has 'A1': they are taken as "
        "different subjects; are they? [subjects-alike]\n"
    )


NAMED = TABLE.replace("_mm\n", "_mm,mood,response\n").replace(",50", ",,good,SD")


def test_lengths_that_are_missing_and_columns_that_are_kept_are_told(desk: Desk) -> None:
    lines = [NAMED, NAMED.splitlines()[1].replace("T1", "T2"), ""]
    write_table(desk.folder / "odd.csv", "\n".join(lines).replace("\n\n", "\n"))
    told = (
        "warning  odd.csv row 2 is measured and has no length at all; so is 1 more "
        "[length-missing]\n"
        "warning  column is kept, but says nothing to the criteria: 'mood' [column-not-known]\n"
    )
    assert desk.run("import", "FOLDER/odd.csv", "--out", "FOLDER/new.csv") == 0
    assert desk.err == told
    assert desk.run("import", "FOLDER/odd.csv", "--into", "TRIAL", user="cora") == 0
    assert desk.err == told
