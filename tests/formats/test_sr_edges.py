"""Structured reports at the edges: archives, odd headers, odd visits, hundreds of odd texts."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from highdicom.sr import MeasurementReport, srread
from pydicom import dcmread

from recist.formats.scans import find_scans
from recist.formats.sr import codes
from recist.formats.sr.export import SR
from recist.trial.calipers import POINT
from recist.trial.images import TrialImage
from recist.trial.record import ExportRecord
from tests.formats.sr_reports import (
    CALIPER,
    SAMPLES,
    complaints,
    exported,
    faults,
    groups,
    kept,
    only,
    origin,
    read,
    record,
    row,
    sample_record,
)


def one_subject(subject: str = "S-LIVER-CT") -> ExportRecord:
    whole = sample_record()
    rows = tuple(one for one in whole.reads.rows if one.subject == subject)
    return record(rows, calipers=whole.calipers, series=whole.series)


def test_highdicom_reads_the_groups_back(tmp_path: Path) -> None:
    kept(exported(one_subject()), tmp_path)
    path = tmp_path / "sr/S-LIVER-CT/week-8_A.dcm"
    content = srread(path).content
    assert isinstance(content, MeasurementReport)
    found = {
        group.tracking_identifier: {(one.name.value, one.value) for one in group.get_measurements()}
        for group in content.get_image_measurement_groups()
    }
    assert {("103339001", 37.2), ("103340004", 28.8)} <= found["T1"]
    assert found.keys() == {"T1", "T2", "T3", "NT1", "NT2", "recist-1.1, all"}


def test_images_in_an_archive_are_referred_to(tmp_path: Path) -> None:
    held = one_subject()
    wanted = {one.image for one in held.calipers if one.visit == "baseline"}
    files = {one.image: one.file for found in held.series for one in found.slices}
    archive = tmp_path / "scans.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for image in sorted(wanted & files.keys()):
            packed.write(files[image], Path(files[image]).name)
    series = find_scans([archive]).series
    packed_record = record(held.reads.rows, calipers=held.calipers, series=series)
    kept(exported(packed_record), tmp_path)
    group = groups(read(tmp_path / "sr/S-LIVER-CT/baseline_A.dcm")[1])["T1"]
    axis = group.one(codes.LONG_AXIS.key)
    assert axis is not None
    assert axis.children[0].kind == "SCOORD"
    assert faults(packed_record, tmp_path) == []


def test_a_scan_that_is_gone_since_is_only_named(tmp_path: Path) -> None:
    held = one_subject()
    source = next(one.file for found in held.series for one in found.slices)
    copy = tmp_path / "scans" / "copy.dcm"
    copy.parent.mkdir()
    copy.write_bytes(Path(source).read_bytes())
    series = find_scans([copy]).series
    copy.unlink()
    image = series[0].slices[0].image
    gone = record([row(image=image)], calipers=[replace(CALIPER, image=image)], series=series)
    path = only(gone, tmp_path / "out")
    group = groups(read(path)[1])["T1"]
    assert group.text(codes.IMAGE.key) == image
    assert any("is named, and not referred to" in note for note in exported(gone)[0].notes)
    assert complaints(path) == []


def test_a_marked_place_is_a_point_on_its_image(tmp_path: Path) -> None:
    held = one_subject()
    first = held.calipers[0]
    place = first.long_axis_lps_mm[0]
    marked = replace(
        first,
        lesion="NT1",
        method=POINT,
        long_axis_lps_mm=(place, place),
        short_axis_lps_mm=None,
    )
    again = record(held.reads.rows, calipers=[marked], series=held.series)
    kept(exported(again), tmp_path)
    path = tmp_path / "sr/S-LIVER-CT/baseline_A.dcm"
    point = groups(read(path)[1])["NT1"].one(codes.PLACE.key)
    assert point is not None
    assert (point.kind, len(point.points)) == ("SCOORD", 2)
    assert [one.value for one in point.children] == [first.image]
    assert complaints(path) == []


def test_a_visit_without_a_caliper_lies_in_the_study_that_was_read(tmp_path: Path) -> None:
    """By what the trial has of the visit, else by subject and day."""
    held = one_subject()
    scan = next(one for one in held.series if one.subject == "S-LIVER-CT")
    assert scan.study_date is not None
    bare = row(subject="S-LIVER-CT", date=scan.study_date.isoformat())
    by_day = only(record([bare], series=held.series), tmp_path / "day")
    image = scan.slices[0].image
    known = TrialImage(subject="01", visit="Baseline", digest="d", size=1, instance=image)
    by_trial = record([row()], series=held.series)
    by_trial = replace(by_trial, images={image: known})
    for path in (by_day, only(by_trial, tmp_path / "trial")):
        dataset = dcmread(path)
        assert dataset.StudyInstanceUID == scan.study_uid
        assert "CurrentRequestedProcedureEvidenceSequence" not in dataset
        assert complaints(path) == []


ODD_HEADERS = [
    # attributes of the image, what the report has instead
    ({"StudyID": ""}, {"StudyID": "1"}),
    ({"StudyTime": ""}, {"StudyTime": "000000"}),
    ({"StudyDate": "2024.01.08"}, {"StudyDate": "20260302"}),
    ({"StudyTime": "10:15:00"}, {"StudyTime": "000000"}),
    ({"StudyID": "an id of more than 16 signs"}, {"StudyID": "1"}),
]


@pytest.mark.parametrize(("header", "wanted"), ODD_HEADERS)
@pytest.mark.filterwarnings("ignore:.*:UserWarning")
def test_headers_that_cannot_be_passed_on(
    tmp_path: Path, header: dict[str, str], wanted: dict[str, str]
) -> None:
    source = sorted((SAMPLES / "S-LIVER-CT").rglob("*.dcm"))[0]
    image = dcmread(source)
    for name, value in header.items():
        setattr(image, name, value)
    file = tmp_path / "scan.dcm"
    image.save_as(file)
    series = find_scans([file]).series
    path = only(record([row(image=series[0].slices[0].image)], series=series), tmp_path / "out")
    dataset = dcmread(path)
    assert {name: str(dataset[name].value) for name in wanted} == wanted
    assert complaints(path) == []


def test_screening_visits_that_were_merged_have_reports_of_their_own(tmp_path: Path) -> None:
    rows = [
        row(visit="Screening 1", date="2024-01-02"),
        row(visit="Screening 2", date="2024-01-09", longest_diameter_mm="31"),
        row(visit="week 8", date="2024-03-01"),
    ]
    held = record(rows)
    kept(exported(held), tmp_path)
    kinds = {}
    for path in sorted((tmp_path / "sr/01").iterdir()):
        group = groups(read(path)[1])
        kinds[path.stem] = (group["T1"].text(codes.TIME_POINT_TYPE.key), len(group))
    assert kinds == {
        "Screening-1_A": ("UMLS C3539075", 1),
        "Screening-2_A": ("UMLS C1442488", 2),
        "week-8_A": ("DCM 126074", 2),
    }
    assert faults(held, tmp_path) == []


def test_images_of_another_study_are_evidence_too(tmp_path: Path) -> None:
    held = one_subject()
    first, second = (
        next(one.slices[0].image for one in held.series if one.study_uid == study)
        for study in sorted({one.study_uid for one in held.series})[:2]
    )
    path = only(
        record([row(image=first), row(lesion="T2", image=second)], series=held.series), tmp_path
    )
    dataset = dcmread(path)
    named = [
        [
            str(instance.ReferencedSOPInstanceUID)
            for study in dataset[sequence].value
            for series in study.ReferencedSeriesSequence
            for instance in series.ReferencedSOPSequence
        ]
        for sequence in (
            "CurrentRequestedProcedureEvidenceSequence",
            "PertinentOtherEvidenceSequence",
        )
    ]
    assert named == [[first], [second]]
    assert complaints(path) == []


def test_labels_that_differ_in_case_are_one_visit(tmp_path: Path) -> None:
    held = record([row(), row(visit="BASELINE", lesion="T2")])
    assert groups(read(only(held, tmp_path))[1]).keys() >= {"T1", "T2"}
    assert faults(held, tmp_path) == []


def test_lengths_and_dates_at_their_ends(tmp_path: Path) -> None:
    sizes = ["0.001", "999999999999.999", "5", "0.0"]
    rows = [row(lesion=f"T{n}", longest_diameter_mm=size) for n, size in enumerate(sizes)]
    held = record([replace(one, date=row(date="2999-12-31").date) for one in rows])
    path = only(held, tmp_path)
    found = groups(read(path)[1])
    for n, size in enumerate(sizes):
        axis = found[f"T{n}"].one(codes.LONG_AXIS.key)
        assert axis is not None
        assert Decimal(axis.value) == Decimal(size)
        assert found[f"T{n}"].text(codes.STUDY_DATE.key) == "29991231"
    assert faults(held, tmp_path) == []
    assert complaints(path) == []


@pytest.mark.parametrize("date", ["0024-01-02", "3000-01-01", "2024-03", "2024"])
def test_a_date_that_dicom_does_not_know_is_a_text(tmp_path: Path, date: str) -> None:
    held = record([row(), row(lesion="T2", state="not-done", longest_diameter_mm="", date=date)])
    path = only(held, tmp_path)
    group = groups(read(path)[1])["T2"]
    assert (group.text(codes.PARTIAL_DATE.key), group.text(codes.STUDY_DATE.key)) == (date, "")
    assert faults(held, tmp_path) == []
    assert complaints(path) == []


def test_a_reader_without_a_name(tmp_path: Path) -> None:
    held = record([row(reader="")])
    path = only(held, tmp_path)
    assert path.name == "baseline_reader.dcm"
    assert read(path)[1].text(codes.PERSON_NAME.key) == "reader^"
    assert faults(held, tmp_path) == []
    assert complaints(path) == []


SIGNS = [*map(chr, range(0x20)), "\x7f", "\x85", "\ud800", "\udfff", "\ufeff", "\u202e", "\u2028"]
SIGNS += [
    "\\",
    "^",
    "=",
    "+",
    "-",
    "@",
    "'",
    '"',
    ";",
    "%",
    "&",
    "<",
    "ü",
    "ß",
    "ﬁ",
    "中",
    "🩻",
    " ",
]


def hostile(count: int) -> list[str]:
    """Return texts of odd signs; the same at every run, no two alike."""
    draw = random.Random(20260302)
    texts = (
        "".join(draw.choices([*SIGNS, "a", "b", "1"], k=draw.choice([1, 2, 5, 20, 70, 300])))
        for _ in range(2 * count)
    )
    return list(dict.fromkeys(texts))[:count]


def test_hundreds_of_hostile_texts_are_held(tmp_path: Path) -> None:
    texts = hostile(200)
    names = [f"{n} {text}" for n, text in enumerate(texts)]
    rows = [
        replace(
            row(),
            subject=names[n // 50],
            lesion=names[n],
            site=text,
            comment=text,
            organ=text.strip() and text,
            extra=((text, text),),
        )
        for n, text in enumerate(texts)
    ]
    held = record(rows, told=origin(trial=texts[0], head=texts[1]))
    files = kept(exported(held), tmp_path)
    assert len(files) == 4
    assert faults(held, tmp_path) == []
    assert [line for path in files for line in complaints(path)] == []


def test_nothing_heavy_is_imported_before_a_report_is_made() -> None:
    code = (
        "import sys, recist.formats.sr.export;"
        "print([one for one in ('highdicom', 'pydicom', 'pandas') if one in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SAMPLES.parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout.strip() == "[]", run.stderr


def test_the_exporter_is_asked_for_by_its_name() -> None:
    assert SR.name == "sr"
