"""Files of every kind are known by their content, and one that is wrong costs no other."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from recist.formats.caliper_file import write_calipers
from recist.formats.csv_export import CSV
from recist.formats.imports import take_in
from recist.formats.kinds import Kind, kind_of
from recist.formats.sorted_files import DERIVED
from recist.model.errors import CancelledError, InputError
from recist.model.finding import Severity
from recist.trial.calipers import CaliperRecord
from recist.trial.stated import Refused
from tests.formats.aim_files import aim3
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.formats.export_records import sample
from tests.formats.sr_files import LONG, MM, group, line, number, report, write_report

TABLE = (
    "subject,reader,visit,date,lesion,role,organ,state,longest_diameter_mm\n"
    "01,ben,baseline,2026-01-05,T1,target,liver,measured,50\n"
)
TR = (
    "STUDYID,DOMAIN,USUBJID,TRSEQ,TRLNKID,TRTESTCD,TRTEST,TRORRES,TRORRESU,TRSTRESC,TRSTRESN,"
    "TRSTRESU,VISIT,TRDTC\n"
    "S,TR,02,1,T01,LDIAM,Longest Diameter,31,mm,31,31,mm,BASELINE,2026-01-05\n"
)
TU = (
    "STUDYID,DOMAIN,USUBJID,TUSEQ,TULNKID,TUTESTCD,TUTEST,TUORRES,TUSTRESC,TULOC,VISIT,TUDTC\n"
    "S,TU,02,1,T01,TUMIDENT,Tumor Identification,TARGET,TARGET,LIVER,BASELINE,2026-01-05\n"
)


def put(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def a_report(path: Path, value: str = "12", subject: str = "01") -> Path:
    return write_report(path, report(group(number(LONG, value)), PatientID=subject))


def caliper(**changes: str) -> CaliperRecord:
    values = {"subject": "01", "reader": "ben", "visit": "baseline", "lesion": "T1"} | changes
    return CaliperRecord(
        long_axis_lps_mm=((0, 0, 0), (50, 0, 0)),
        short_axis_lps_mm=None,
        frame_of_reference="",
        image="",
        **values,
    )


# --- what a file is -------------------------------------------------------------------------------


def test_a_file_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    # Each has the name of something else.
    write(tmp_path / "scan.csv", ct_slice(1))
    a_report(tmp_path / "report.xml")
    put(tmp_path / "annotation.dcm", aim3())
    put(tmp_path / "table.dcm", TABLE)
    put(tmp_path / "subjects.xlsx", "subject,arm\n01,A\n")
    put(tmp_path / "treatments.txt", "subject,date,kind\n01,2026-01-05,resection\n")
    put(tmp_path / "calipers.csv", '{"schema": "recist-calipers/1", "calipers": []}')
    put(tmp_path / "letter.csv.txt", "Dear colleague,\n")
    put(tmp_path / "page.xml", "<html/>")
    assert {path.stem: kind_of(path) for path in sorted(tmp_path.iterdir())} == {
        "scan": Kind.SCAN,
        "report": Kind.REPORT,
        "annotation": Kind.ANNOTATION,
        "table": Kind.TABLE,
        "subjects": Kind.SUBJECTS,
        "treatments": Kind.TREATMENTS,
        "calipers": Kind.CALIPERS,
        "letter.csv": Kind.OTHER,
        "page": Kind.OTHER,
    }


def test_a_table_that_is_none_of_ours_is_refused_where_it_was_named(tmp_path: Path) -> None:
    notes = put(tmp_path / "notes.csv", "a,b\n1,2\n")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    refused = {one.where: one.why for one in take_in([notes, tmp_path]).refused}
    assert {where.split()[0] for where in refused} == {"notes.csv", "broken.xlsx"}


def test_tables_of_a_folder_that_are_none_of_ours_are_passed_over_aloud(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", "a note\n1,2,3\n")
    put(tmp_path / "expected.csv", "subject,reader,visit,response\n01,A,week 8,SD\n")
    put(tmp_path / "ours.csv", "sep=,\n" + TABLE)
    put(tmp_path / "truth.csv", TABLE.replace("subject", "patient_id"))
    for letter in "bcdefghij":
        put(tmp_path / f"z{letter}.csv", "x,y\n1,2\n")
    found = take_in([tmp_path])
    assert (found.refused, len(found.rows)) == ((), 1)
    (told,) = found.findings
    assert told.code == "passed-over"
    assert told.message == (
        "no reading table, passed over: a.csv; expected.csv row 1, column date: missing; a reading "
        "table needs subject, visit, date, lesion, role, organ, state; truth.csv; and 9 more"
    )


def test_subjects_that_differ_in_leading_zeros_are_told(tmp_path: Path) -> None:
    put(tmp_path / "a.csv", TABLE.replace("01,ben", "0012,ben"))
    put(tmp_path / "b.csv", TABLE.replace("01,ben", "12,ben"))
    (told,) = take_in([tmp_path]).findings
    assert told.code == "subjects-alike"
    assert told.message == (
        "a.csv row 2 is of subject '0012'; b.csv row 2 is of subject '12': they are taken as "
        "different subjects; are they?"
    )


@pytest.mark.parametrize(
    "calipers",
    [
        "[" * 100_000,
        '{"schema": "recist-calipers/1", "calipers": 5}',
        '{"schema": "recist-calipers/1", "calipers": ["a"]}',
    ],
)
def test_damaged_calipers_cost_their_table_and_no_other(tmp_path: Path, calipers: str) -> None:
    put(tmp_path / "a.csv", TABLE)
    put(tmp_path / "a.calipers.json", calipers)
    put(tmp_path / "b.csv", TABLE)
    put(tmp_path / "c.csv", "sep=;\n")
    found = take_in([tmp_path])
    assert [row.source for row in found.rows] == ["b.csv row 2"]
    assert [(one.where, one.why[:15]) for one in found.refused] == [("a.csv", "a.calipers.json")]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    a_report(tmp_path / "a" / "x" / "1.dcm")
    a_report(tmp_path / "b" / "x" / "1.dcm", value="13")
    a_report(tmp_path / "c" / "1.dcm", value="", subject="03")
    put(tmp_path / "a" / "t.csv", TABLE)
    put(tmp_path / "b" / "t.csv", TABLE.replace(",50", ",fifty"))
    found = take_in([tmp_path])
    assert [row.source.split()[0] for row in found.rows] == ["a/t.csv", "a/x/1.dcm"]
    places = [one.where for one in found.refused]
    assert places == [
        "b/t.csv row 2, column longest_diameter_mm",
        "c/1.dcm item 1.2.1.5 (Long Axis)",
        "b/x/1.dcm item 1.2.1 (Measurement Group)",
    ]
    assert "stands differently in a/x/1.dcm item 1.2.1" in found.refused[-1].why


def test_a_report_in_an_archive_is_refused_and_not_lost(tmp_path: Path) -> None:
    report_file = a_report(tmp_path / "elsewhere" / "sr.dcm")
    (tmp_path / "folder").mkdir()
    archive = tmp_path / "folder" / "pacs.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(report_file, "sr.dcm")
        packed.writestr("letter.txt", "Dear colleague")
    (told,) = take_in([tmp_path / "folder"]).refused
    assert (told.where, told.why[:35]) == ("pacs.zip!sr.dcm", "is a structured report in an archiv")
    assert {one.where for one in take_in([archive]).refused} == {
        "pacs.zip!sr.dcm",
        "pacs.zip!letter.txt",
    }


def test_a_letter_in_a_folder_is_of_no_interest_and_asked_for_it_is_refused(
    tmp_path: Path,
) -> None:
    letter = put(tmp_path / "letter.txt", "Dear colleague,\n")
    assert take_in([tmp_path]).refused == ()
    (told,) = take_in([letter]).refused
    assert told.where == "letter.txt"
    assert told.why.startswith("is nothing that can be imported")


def test_a_damaged_file_that_was_named_is_refused_and_a_scan_is_not(tmp_path: Path) -> None:
    scan = write(tmp_path / "scan.dcm", ct_slice(1))
    path = a_report(tmp_path / "sr.dcm")
    path.write_bytes(b"\0" * 200 + path.read_bytes()[200:])
    (told,) = take_in([scan, path]).refused
    assert (told.where, told.why[:12]) == ("sr.dcm", "is no DICOM,")
    assert take_in([scan]).refused == ()


def test_a_caliper_file_goes_with_its_table(tmp_path: Path) -> None:
    table = put(tmp_path / "reads.csv", TABLE)
    beside = tmp_path / "reads.calipers.json"
    write_calipers([caliper()], beside)
    assert take_in([table]).calipers == (caliper(),)
    assert take_in([tmp_path]).calipers == (caliper(),)
    (told,) = take_in([beside]).refused
    assert told.why == "is a caliper file: import the reading table that it lies beside"


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: no such file or folder; check the path"):
        take_in([tmp_path / "nowhere"])


def test_it_can_be_stopped(tmp_path: Path) -> None:
    put(tmp_path / "reads.csv", TABLE)
    with pytest.raises(CancelledError):
        take_in([tmp_path], cancelled=lambda: True)


# --- files together -------------------------------------------------------------------------------


def test_a_folder_of_everything_gives_all_its_readings(tmp_path: Path) -> None:
    put(tmp_path / "a" / "reads.csv", TABLE)
    put(tmp_path / "sdtm" / "tr.csv", TR)
    put(tmp_path / "sdtm" / "tu.csv", TU)
    put(tmp_path / "sdtm" / "dm.csv", "STUDYID,DOMAIN,USUBJID\nS,DM,02\n")
    write(tmp_path / "scans" / "1.dcm", ct_slice(1, PatientID="03"))
    a_report(tmp_path / "scans" / "sr.dcm", subject="03")
    put(tmp_path / "z.xml", aim3(person="04"))
    found = take_in([tmp_path])
    assert found.refused == ()
    rows = {(one.subject, one.lesion, one.source.split()[0]) for one in found.rows}
    assert rows == {
        ("01", "T1", "reads.csv"),
        ("02", "T01", "tr.csv"),
        ("03", "T1", "sr.dcm"),
        ("04", "T1", "z.xml"),
    }


def test_one_file_that_is_wrong_costs_no_other(tmp_path: Path) -> None:
    put(tmp_path / "bad.csv", TABLE.replace(",50", ",fifty"))
    put(tmp_path / "good.csv", TABLE)
    a_report(tmp_path / "bad.dcm", "-3", "02")
    a_report(tmp_path / "good.dcm", subject="02")
    put(tmp_path / "bad.xml", aim3(unit="px"))
    put(tmp_path / "good.xml", aim3(person="03"))
    found = take_in([tmp_path])
    assert [row.subject for row in found.rows] == ["01", "02", "03"]
    assert [one.where for one in found.refused] == [
        "bad.csv row 2, column longest_diameter_mm",
        "bad.dcm item 1.2.1.5 (Long Axis)",
        "bad.xml element 1.1.1 (Calculation Length)",
    ]


def test_a_row_that_two_files_have_alike_counts_once(tmp_path: Path) -> None:
    a_report(tmp_path / "1.dcm")
    shutil.copy(tmp_path / "1.dcm", tmp_path / "2.dcm")
    found = take_in([tmp_path])
    assert (len(found.rows), found.refused) == (1, ())
    assert [one.code for one in found.findings] == ["row-repeated"]


def test_of_an_export_the_readings_are_taken_and_not_what_was_made_of_them(tmp_path: Path) -> None:
    put(tmp_path / "readings.csv", TABLE)
    put(tmp_path / "lesions.csv", TABLE.replace(",50", ",51"))
    put(tmp_path / "sums.csv", "subject,visit,sum_mm\n01,baseline,50\n")
    assert {one.where.split()[0] for one in take_in([tmp_path]).refused} == {"readings.csv"}
    put(tmp_path / "export.json", "{}")
    found = take_in([tmp_path])
    assert ([row.source for row in found.rows], found.refused) == (["readings.csv row 2"], ())


def test_every_table_of_an_export_is_known_as_one() -> None:
    # Two protocols side by side have a table of their differences, too.
    record = sample("recist-1.1", "recist-1.0")
    names = {str(one.path) for one in CSV.write(record, lambda done, total: None)}
    assert names == DERIVED - {"recist.xlsx"} | {
        "readings.csv",
        "readings.calipers.json",
        "subjects.csv",
    }


@pytest.mark.parametrize(("second", "is_refused"), [("", False), ("yes", False), ("no", True)])
def test_an_acceptance_that_is_left_open_contradicts_nothing(
    tmp_path: Path, second: str, is_refused: bool
) -> None:
    for name, accepted in (("1.csv", "yes"), ("2.csv", second)):
        put(
            tmp_path / name,
            TABLE.replace("_mm\n", "_mm,accepted\n").replace("50\n", f"50,{accepted}\n"),
        )
    assert bool(take_in([tmp_path]).refused) is is_refused


def test_columns_that_are_not_ours_contradict_nothing(tmp_path: Path) -> None:
    put(tmp_path / "1.csv", TABLE)
    put(tmp_path / "2.csv", TABLE.replace("_mm\n", "_mm,mood\n").replace(",50\n", ",50,good\n"))
    found = take_in([tmp_path])
    assert (len(found.rows), found.refused) == (1, ())


def test_a_file_that_contradicts_one_before_is_refused_whole(tmp_path: Path) -> None:
    a_report(tmp_path / "1.dcm")
    both = [
        group(number(LONG, "13")),
        group(number(LONG, "20"), label="T2", uid=f"{ROOT}.9.2"),
    ]
    write_report(tmp_path / "2.dcm", report(*both))
    found = take_in([tmp_path])
    assert [(row.lesion, row.source.split()[0]) for row in found.rows] == [("T1", "1.dcm")]
    why = "T1 at 2024-01-02 stands differently in 1.dcm item 1.2.1 (Measurement Group)"
    assert found.refused == (
        Refused(where="2.dcm item 1.2.1 (Measurement Group)", why=f"{why}; keep one of the two"),
    )


def test_the_datasets_of_two_folders_are_two_sets(tmp_path: Path) -> None:
    for name, person in (("one", "02"), ("two", "05")):
        put(tmp_path / name / "tr.csv", TR.replace(",02,", f",{person},"))
        put(tmp_path / name / "tu.csv", TU.replace(",02,", f",{person},"))
    put(tmp_path / "two" / "tr.csv", TR.replace(",02,1,", ",05,1,").replace(",31,mm", ",x,mm"))
    found = take_in([tmp_path])
    assert [row.subject for row in found.rows] == ["02"]
    assert [one.where.split()[0] for one in found.refused] == ["tr.csv"]


# --- images that are not at hand ------------------------------------------------------------------


def drawn_report(path: Path, *labels: str) -> Path:
    """A report with one line of 2 mm for each label, on the image of the first slice."""
    groups = [
        group(number(LONG, "2", MM, line(0.5, 0.5, 4.5, 0.5)), label=label, uid=f"{ROOT}.9.{n}")
        for n, label in enumerate(labels, start=1)
    ]
    return write_report(path, report(*groups))


def test_end_points_without_their_images_are_told_once_for_all_files(tmp_path: Path) -> None:
    drawn_report(tmp_path / "a" / "1.dcm", "T1", "T2")
    drawn_report(tmp_path / "b" / "2.dcm", "T3")
    found = take_in([tmp_path])
    warned = [one for one in found.findings if one.severity is Severity.WARNING]
    assert ([one.code for one in warned], found.calipers) == (["image-missing"], ())
    assert warned[0].message == (
        "6 end points of 3 lesions lie on images that are not at hand: they are not taken, and "
        "lengths are not compared; name the scans beside the reports, and they are kept"
    )


def test_end_points_on_images_at_hand_are_kept_without_a_word(tmp_path: Path) -> None:
    drawn_report(tmp_path / "a" / "1.dcm", "T1", "T2")
    write(tmp_path / "scan.dcm", ct_slice(1, 5.0))
    found = take_in([tmp_path])
    assert (len(found.calipers), [one.code for one in found.findings]) == (2, [])


def test_end_points_that_a_table_beside_has_are_not_lost(tmp_path: Path) -> None:
    drawn_report(tmp_path / "sr.dcm", "T1")
    put(tmp_path / "reads.csv", TABLE.replace("01,ben,baseline", "01,Doe^Jane,2024-01-02"))
    drawn = caliper(reader="Doe^Jane", visit="2024-01-02")
    write_calipers([drawn], tmp_path / "reads.calipers.json")
    assert [one.code for one in take_in([tmp_path]).findings] == []
