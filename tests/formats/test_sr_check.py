"""What was written is compared with the record, and every difference is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pydicom import dcmread
from pydicom.dataset import Dataset

from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.organs import ORGANS
from recist.formats.sr.tree import key_of
from recist.trial.record import ExportRecord
from tests.formats.sr_reports import exported, faults, kept, origin, record, row, sample_record

REPORT = "sr/S-LIVER-CT/week-8_A.dcm"
Change = Callable[[Dataset], None]


@pytest.fixture(scope="module")
def sample() -> ExportRecord:
    whole = sample_record()
    rows = tuple(one for one in whole.reads.rows if one.subject == "S-LIVER-CT")
    return record(rows, calipers=whole.calipers, series=whole.series)


@pytest.fixture(scope="module")
def written(sample: ExportRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    kept(exported(sample), folder)
    return folder


def items(dataset: Dataset) -> Iterator[Dataset]:
    for item in dataset.get("ContentSequence", ()):
        yield item
        yield from items(item)


def named(dataset: Dataset, name: Coded) -> Dataset:
    """Return the first content item of a name."""
    return next(one for one in items(dataset) if key_of(one.ConceptNameCodeSequence[0]) == name.key)


def text(name: Coded, value: str) -> Change:
    def change(dataset: Dataset) -> None:
        named(dataset, name).TextValue = value

    return change


def number(name: Coded, value: str) -> Change:
    def change(dataset: Dataset) -> None:
        named(dataset, name).MeasuredValueSequence[0].NumericValue = value

    return change


def unit(name: Coded, value: str) -> Change:
    def change(dataset: Dataset) -> None:
        units = named(dataset, name).MeasuredValueSequence[0].MeasurementUnitsCodeSequence
        units[0].CodeValue = value

    return change


def answer(name: Coded, value: Coded) -> Change:
    def change(dataset: Dataset) -> None:
        code = named(dataset, name).ConceptCodeSequence[0]
        code.CodeValue, code.CodingSchemeDesignator = value.value, value.scheme

    return change


def moved(dataset: Dataset) -> None:
    line = named(dataset, codes.LONG_AXIS).ContentSequence[0]
    line.GraphicData = [line.GraphicData[0] + 0.02, *line.GraphicData[1:]]


def other_image(dataset: Dataset) -> None:
    image = named(dataset, codes.LONG_AXIS).ContentSequence[0].ContentSequence[0]
    image.ReferencedSOPSequence[0].ReferencedSOPInstanceUID = "1.2.3"


def without_a_line(dataset: Dataset) -> None:
    del named(dataset, codes.SHORT_AXIS).ContentSequence


def without_a_lesion(dataset: Dataset) -> None:
    del named(dataset, codes.IMAGING_MEASUREMENTS).ContentSequence[1]


def another_source(dataset: Dataset) -> None:
    image = named(dataset, codes.SOURCE_IMAGE)
    image.ReferencedSOPSequence[0].ReferencedSOPInstanceUID = "1.2.3"


def another_uid(dataset: Dataset) -> None:
    named(dataset, codes.TRACKING_UID).UID = "1.2.3"


def verified(dataset: Dataset) -> None:
    dataset.VerificationFlag = "VERIFIED"


CHANGES: list[tuple[Change, str]] = [
    (text(codes.HEAD, "another head"), "head is another head, not reading table, no audit chain"),
    (text(codes.TRIAL, "other"), "trial is other, not sample trial"),
    (text(codes.PROGRAM, "recist 9"), "program is recist 9, not recist 0.1.0"),
    (text(codes.SUBJECT_ID, "02"), "subject is 02, not S-LIVER-CT"),
    (text(codes.LOGIN_NAME, "B"), "reader is B, not A"),
    (text(codes.TRACKING_ID, "T9"), "has the lesions T9, T2"),
    (text(codes.TIME_POINT, "week 9"), "T1: visit is week 9, not week 8"),
    (text(codes.SITE, "segment 1"), "T1: site is segment 1, not segment 7"),
    (number(codes.LONG_AXIS, "37.3"), "T1: long axis is 37.3 mm, not 37200 µm"),
    (number(codes.SHORT_AXIS, "28.80001"), "T1: short axis is 28.80001 mm, not 28800 µm"),
    (unit(codes.LONG_AXIS, "cm"), "T1: long axis is in ('UCUM', 'cm'), not in mm"),
    (moved, "T1: line of the long axis is 37."),
    (without_a_line, "T1: line of the short axis is missing"),
    (other_image, "T1: line of the long axis lies on image 1.2.3, not on 2.25."),
    (answer(codes.ROLE, codes.NEW_LESION), "T1: role is NCIt C103420, not DCM 112074"),
    (answer(codes.STATE, codes.STATES["absent"]), "T1: state is NCIt C48190, not ISO_OID"),
    (answer(codes.FINDING_SITE, ORGANS["bone"]), "T1: organ is SCT 3138006, not SCT 10200004"),
    (text(codes.METHOD_READ, "MRI"), "T1: method is MRI, not CT"),
    (without_a_lesion, "has the lesions T1, T3, NT1, NT2, not T1, T2, T3"),
    (number(codes.SUM, "1"), "recist-1.1, all: sum of diameter is 1 mm, not"),
    (number(codes.NADIR_SUM, "1"), "recist-1.1, all: smallest sum of diameters before is 1 mm"),
    (answer(codes.TARGET, codes.YES), "recist-1.1, all: target response is SCT 373066001, not"),
    (answer(codes.OVERALL, codes.YES), "recist-1.1, all: overall response is SCT 373066001, not"),
    (answer(codes.NEW_LESION, codes.YES), "recist-1.1, all: new lesion is SCT 373066001, not"),
    (text(codes.SCOPE, "liver"), "has responses for [('recist-1.1', 'liver')], not"),
    (another_source, "T1: image is 1.2.3, not 2.25."),
    (answer(codes.FINDING, codes.NODE), "T1: finding is SCT 59441001, not SCT 52988006"),
    (another_uid, "T1: tracking UID is 1.2.3, and 2.25."),
    (verified, "verification is VERIFIED, not UNVERIFIED"),
]


def test_what_was_written_is_the_record(sample: ExportRecord, written: Path) -> None:
    assert faults(sample, written) == []


@pytest.mark.parametrize(("change", "said"), CHANGES, ids=[said[:40] for _, said in CHANGES])
def test_a_change_is_named(
    sample: ExportRecord, written: Path, tmp_path: Path, change: Change, said: str
) -> None:
    for path in written.rglob("*.dcm"):
        copy = tmp_path / path.relative_to(written)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    dataset = dcmread(tmp_path / REPORT)
    change(dataset)
    dataset.save_as(tmp_path / REPORT)
    found = faults(sample, tmp_path)
    assert found
    assert all(line.startswith(f"{REPORT}: ") for line in found)
    assert any(line.startswith(f"{REPORT}: {said}") for line in found), found


def test_another_record_is_not_what_was_written(sample: ExportRecord, written: Path) -> None:
    later = replace(sample, origin=origin(head="f00d"))
    assert len(faults(later, written)) == len(list(written.rglob("*.dcm")))


def test_a_report_too_many_and_one_too_few(tmp_path: Path) -> None:
    held = record([row(), row(visit="week 8", date="2024-03-01")])
    kept(exported(held), tmp_path)
    (tmp_path / "sr/01/week-8_A.dcm").rename(tmp_path / "sr/01/week-9_A.dcm")
    found = faults(held, tmp_path)
    assert found[0] == "sr/01/week-9_A.dcm: stands for nothing in the record"
    assert found[1].startswith("sr/01/week-8_A.dcm: cannot be read back")


def test_a_file_that_is_no_report(tmp_path: Path) -> None:
    held = record([row()])
    path = kept(exported(held), tmp_path)[0]
    for content in (b"", b"no DICOM", path.read_bytes()[:2000]):
        path.write_bytes(content)
        assert faults(held, tmp_path)


@pytest.mark.parametrize("stands", [b"D_", b"FD"], ids=["no-such-kind", "wrong-length"])
def test_a_report_that_was_damaged_is_a_line_and_no_exception(
    sample: ExportRecord, tmp_path: Path, stands: bytes
) -> None:
    kept(exported(sample), tmp_path)
    report, length = tmp_path / REPORT, b"\x40\x00\x0a\xa3"
    report.write_bytes(report.read_bytes().replace(length + b"DS", length + stands, 1))
    assert [one for one in faults(sample, tmp_path) if one.startswith(f"{REPORT}: cannot be read")]
