"""Structured reports of the sample trial: valid for others, and everything in them true."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from pydicom import dcmread

from recist.formats.export_file import ExportFile
from recist.formats.sr import codes
from recist.model.reading import diameters_of
from recist.model.response import Response
from recist.trial.record import ExportRecord, SignatureTold
from tests.formats.sr_reports import (
    LATER,
    as_read_by_dcmqi,
    coded,
    complaints,
    exported,
    faults,
    groups,
    kept,
    only,
    read,
    record,
    row,
    sample_record,
    tool,
)

REPORTS = 24  # three subjects, two readers, four visits


@pytest.fixture(scope="module")
def sample() -> ExportRecord:
    return sample_record()


@pytest.fixture(scope="module")
def files(sample: ExportRecord) -> list[ExportFile]:
    return exported(sample)


@pytest.fixture(scope="module")
def folder(files: list[ExportFile], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("export")
    kept(files, place)
    return place


def report(folder: Path, name: str) -> Path:
    return folder / "sr" / f"{name}.dcm"


# --- others take it ------------------------------------------------------------------------------


def test_every_report_passes_dciodvfy_without_a_word(folder: Path) -> None:
    found = sorted(folder.rglob("*.dcm"))
    assert len(found) == REPORTS
    assert {path.name: complaints(path) for path in found if complaints(path)} == {}


def test_dciodvfy_would_complain(folder: Path, tmp_path: Path) -> None:
    broken = dcmread(report(folder, "S-LIVER-CT/baseline_A"))
    del broken.CompletionFlag
    broken.save_as(tmp_path / "broken.dcm")
    assert complaints(tmp_path / "broken.dcm")


def test_dcmtk_prints_every_report(folder: Path) -> None:
    for path in sorted(folder.rglob("*.dcm")):
        run = subprocess.run(
            [tool("dsrdump"), path], capture_output=True, text=True, timeout=60, check=False
        )
        assert run.returncode == 0, run.stderr
        assert "Oncology Measurement Report" in run.stdout


def test_dcmqi_reads_the_same_values(sample: ExportRecord, folder: Path, tmp_path: Path) -> None:
    wanted = {codes.LONG_AXIS.value, codes.SHORT_AXIS.value}
    for path in sorted(folder.rglob("*.dcm")):
        subject, (visit, reader) = path.parent.name, path.stem.rsplit("_", 1)
        read_out = {
            (one["TrackingIdentifier"], item["quantity"]["CodeValue"]): (
                Decimal(item["value"]),
                item["units"]["CodeValue"],
            )
            for one in as_read_by_dcmqi(path, tmp_path)["Measurements"]
            for item in one["measurementItems"]
            if item["quantity"]["CodeValue"] in wanted
        }
        ours = {
            (held.lesion, code.value): (length.mm, "mm")
            for held in sample.reads.rows
            if (held.subject, held.visit.replace(" ", "-"), held.reader) == (subject, visit, reader)
            for code, length in (
                (codes.LONG_AXIS, diameters_of(held.state).longest),
                (codes.SHORT_AXIS, diameters_of(held.state).short),
            )
            if length is not None
        }
        assert read_out == ours, path


# --- what it says --------------------------------------------------------------------------------


def test_a_lesion_has_one_uid_over_its_visits_and_readers_have_their_own(folder: Path) -> None:
    uids: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for path in folder.rglob("*.dcm"):
        for label, group in groups(read(path)[1]).items():
            key = (path.parent.name, path.stem.rsplit("_", 1)[1], label)
            uids[key].add(group.text(codes.TRACKING_UID.key))
    assert all(len(found) == 1 for found in uids.values())
    assert len({uid for found in uids.values() for uid in found}) == len(uids)
    assert ("S-LIVER-MR", "A", "N1") in uids


def test_two_exports_differ_in_the_time_stamp_alone(files: list[ExportFile]) -> None:
    later = exported(sample_record(LATER))
    assert [one.content for one in later] != [one.content for one in files]
    for one, other in zip(files, later, strict=True):
        day, time = b"20260302", b"080000"
        assert other.content.replace(b"20261130", day).replace(b"235959", time) == one.content


def test_another_content_is_another_instance(tmp_path: Path) -> None:
    places = [
        only(record([row(longest_diameter_mm=size)]), tmp_path / size) for size in ("30", "31")
    ]
    first, second = (dcmread(place) for place in places)
    assert first.SOPInstanceUID != second.SOPInstanceUID
    assert first.SeriesInstanceUID == second.SeriesInstanceUID


def test_the_time_point_says_visit_order_and_kind(folder: Path) -> None:
    kinds = {"baseline": codes.BASELINE, "week 24": codes.FOLLOW_UP}
    for order, visit in ((1, "baseline"), (4, "week 24")):
        name = f"S-LUNG-CT/{visit.replace(' ', '-')}_A"
        group = groups(read(report(folder, name))[1])["T1"]
        assert group.text(codes.TIME_POINT.key) == visit
        assert group.text(codes.SUBJECT_TIME_POINT.key) == visit
        assert float(group.text(codes.TIME_POINT_ORDER.key)) == order
        assert group.text(codes.TIME_POINT_TYPE.key) == coded(kinds[visit])


def test_an_unscheduled_visit_is_called_one(tmp_path: Path) -> None:
    rows = [row(), row(visit="Unscheduled 1", date="2024-02-01")]
    kept(exported(record(rows)), tmp_path)
    group = groups(read(tmp_path / "sr/01/Unscheduled-1_A.dcm")[1])["T1"]
    assert group.text(codes.TIME_POINT_TYPE.key) == coded(codes.UNSCHEDULED)


SAMPLE_LESIONS = [
    # report, lesion, role, state, finding, organ
    ("S-LIVER-CT/baseline_A", "T1", "112074", "measured", codes.LESION, "10200004"),
    ("S-LIVER-CT/baseline_A", "T3", "112074", "measured", codes.NODE, "59441001"),
    ("S-LIVER-CT/week-8_A", "NT1", "112075", "present", codes.LESION, "10200004"),
    ("S-LIVER-MR/week-24_A", "N1", "C94522", "unequivocal", codes.LESION, "10200004"),
    ("S-LUNG-CT/week-16_A", "T1", "112074", "absent", codes.LESION, "39607008"),
    ("S-LIVER-MR/week-8_A", "T2", "112074", "not-evaluable", codes.LESION, "10200004"),
]


@pytest.mark.parametrize(("name", "lesion", "role", "state", "finding", "organ"), SAMPLE_LESIONS)
def test_every_lesion_has_its_group(
    folder: Path, name: str, lesion: str, role: str, state: str, finding: codes.Coded, organ: str
) -> None:
    group = groups(read(report(folder, name))[1])[lesion]
    assert group.text(codes.ROLE.key).endswith(f" {role}")
    assert group.text(codes.STATE.key) == coded(codes.STATES[state])
    assert group.text(codes.FINDING.key) == coded(finding)
    assert group.text(codes.FINDING_SITE.key) == f"SCT {organ}"


def test_each_axis_has_its_line_on_the_image_that_it_was_read_on(
    sample: ExportRecord, folder: Path
) -> None:
    wanted = next(one for one in sample.reads.rows if (one.visit, one.lesion) == ("baseline", "T1"))
    group = groups(read(report(folder, "S-LIVER-CT/baseline_A"))[1])["T1"]
    for name in (codes.LONG_AXIS, codes.SHORT_AXIS):
        axis = group.one(name.key)
        assert axis is not None
        line = axis.one(codes.PATH.key)
        assert line is not None
        assert (line.kind, len(line.points)) == ("SCOORD", 4)
        assert [one.value for one in line.children] == [wanted.image]


def test_without_the_scans_lines_are_in_patient_space_and_a_note_says_what_lacks(
    tmp_path: Path,
) -> None:
    held = sample_record(scans=False)
    files = exported(held)
    place = next(one for one in kept(files, tmp_path) if "LIVER-CT/baseline_A" in str(one))
    dataset, root = read(place)
    assert dataset.SOPClassUID.name == "Comprehensive 3D SR Storage"
    axis = groups(root)["T1"].one(codes.LONG_AXIS.key)
    assert axis is not None
    assert [one.kind for one in axis.children] == ["SCOORD3D"]
    assert any("not there" in note for note in files[0].notes)
    assert faults(held, tmp_path) == []
    assert complaints(place) == []


def test_the_response_has_its_criterion_scope_and_sums(sample: ExportRecord, folder: Path) -> None:
    group = groups(read(report(folder, "S-LIVER-CT/week-24_A"))[1])["recist-1.1, all"]
    assert group.text(codes.METHOD.key) == "DCM 126081"
    assert group.text(codes.TARGET.key) == "DCM 112043"
    assert group.text(codes.NON_TARGET.key) == "DCM 112046"
    assert group.text(codes.OVERALL.key) == coded(codes.RESPONSES[Response.PD])
    case = sample.judged[0].cases[0]
    assert (case.case.subject, case.case.reader) == ("S-LIVER-CT", "A")
    visit = case.visits[3]
    for name, um in (
        (codes.SUM, visit.sum_um),
        (codes.BASELINE_SUM, visit.baseline_sum_um),
        (codes.NADIR_SUM, visit.nadir_sum_um),
    ):
        item = group.one(name.key)
        assert item is not None
        assert (int(Decimal(item.value) * 1000), item.unit) == (um, codes.MM.key)


def test_a_report_names_trial_protocol_program_and_head(folder: Path, tmp_path: Path) -> None:
    dataset, root = read(report(folder, "S-LIVER-CT/baseline_A"))
    assert dataset.ClinicalTrialProtocolID == "recist-1.1"
    assert dataset.ClinicalTrialProtocolName == "sample trial"
    assert dataset.ClinicalTrialTimePointID == "baseline"
    assert dataset.SoftwareVersions == "recist 0.1.0"
    origin = root.one(codes.EVALUATIONS.key)
    assert origin is not None
    assert origin.texts(codes.HEAD.key) == ["reading table, no audit chain"]
    assert origin.texts(codes.PROTOCOL.key) == ["recist-1.1"]


def test_nothing_of_the_patient_is_passed_on(folder: Path) -> None:
    """The image's own header has a name, a sex and an age; the trial's subject is all we say."""
    dataset = dcmread(report(folder, "S-LIVER-CT/baseline_A"))
    assert dataset.PatientID == "S-LIVER-CT"
    held = {one.keyword: str(one.value) for one in dataset if one.tag.group == 0x0010}
    assert {key: value for key, value in held.items() if value} == {"PatientID": "S-LIVER-CT"}


SIGNED = SignatureTold(
    subject="01",
    reader="A",
    visit="baseline",
    version=1,
    printed_name="Anna Reader",
    at="2024-01-09T10:11:12.345678+01:00",
    meaning="read",
)


def test_a_signed_visit_is_verified_by_who_signed_it(tmp_path: Path) -> None:
    held = record([row(), row(visit="week 8", date="2024-03-01")], signatures=[SIGNED])
    for place in kept(exported(held), tmp_path):
        dataset, root = read(place)
        assert complaints(place) == []
        name = root.text(codes.PERSON_NAME.key)
        if place.stem == "baseline_A":
            assert dataset.VerificationFlag == "VERIFIED"
            observer = dataset.VerifyingObserverSequence[0]
            assert str(observer.VerifyingObserverName) == name == "Anna Reader^"
            assert str(observer.VerificationDateTime) == "20240109091112+0000"
        else:
            assert (dataset.VerificationFlag, name) == ("UNVERIFIED", "A^")
            assert "VerifyingObserverSequence" not in dataset
    assert faults(held, tmp_path) == []


def test_progress_reaches_its_end() -> None:
    told: list[tuple[int, int]] = []
    from recist.formats.sr.export import SR

    list(SR.write(record([row()]), lambda done, total: told.append((done, total))))
    assert told == [(0, 1), (1, 1)]
