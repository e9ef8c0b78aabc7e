"""DICOM structured reports in: what cannot be taken, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydicom import Dataset

from recist.formats.imports import take_in
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.formats.sr_files import (
    LONG,
    MM,
    NON_TARGET,
    SHORT,
    code,
    group,
    image,
    item,
    line,
    number,
    report,
    text,
    write_report,
)
from tests.formats.sr_taken import (
    CM,
    DIAMETER,
    TIME_POINT,
    another_reader,
    in_floating_point,
    only_row,
    refusal,
    taken,
    two_values,
)


@pytest.mark.parametrize(
    ("content", "where", "why"),
    [
        (report(), "sr.dcm", "without a measurement group"),
        (report(group(number(LONG, "12")), PatientID=None), "sr.dcm PatientID", "is missing"),
        (report(group(number(LONG, "12")), StudyDate=None), "sr.dcm StudyDate", "no study date"),
        (report(group(number(LONG, "12")), StudyDate="2024"), "sr.dcm StudyDate", "no study date"),
        (
            report(group(number(LONG, "12"), number(LONG, "13"))),
            "sr.dcm item 1.2.1.6 (Long Axis)",
            "is 13.0 mm, and item 1.2.1.5 (Long Axis) of the same lesion is 12.0 mm",
        ),
        (
            report(group(number(LONG, "12"), code(("1", "99", "role"), NON_TARGET))),
            "sr.dcm item 1.2.1 (Measurement Group)",
            "both target and non-target",
        ),
        (
            report(group(two_values(number(LONG, "12"), number(LONG, "99")))),
            "sr.dcm item 1.2.1.5 (Long Axis)",
            "'12 or 99' is no number",
        ),
        (
            report(group(two_values(number(LONG, "12"), number(LONG, "12", CM)))),
            "sr.dcm item 1.2.1.5 (Long Axis)",
            "two different units",
        ),
        (
            report(group(in_floating_point(number(LONG, "12"), 120.0))),
            "sr.dcm item 1.2.1.5 (Long Axis)",
            "'12 or 120.0' is no number",
        ),
        (
            report(group(number(LONG, "12")), group(number(SHORT, "9"), label="T2")),
            "sr.dcm item 1.2.2 (Measurement Group)",
            "is 'T2', and item 1.2.1 (Measurement Group) with the same Tracking UID is 'T1'",
        ),
        (
            report(
                group(text(TIME_POINT, "baseline"), number(LONG, "12")),
                group(text(TIME_POINT, "week 8"), number(LONG, "12")),
            ),
            "sr.dcm item 1.2.2 (Measurement Group)",
            "is 'week 8', and item 1.2.1 (Measurement Group) with the same Tracking UID is 'basel",
        ),
        (
            report(group(number(LONG, "12")), context=(another_reader("Roe^Richard"),)),
            "sr.dcm Person Observer Name",
            "names several readers, Doe^Jane and Roe^Richard",
        ),
        (
            report(group(number(LONG, "12"), label="T" * 1_000_001)),
            "sr.dcm item 1.2.1.1 (Tracking Identifier)",
            "has 1,000,001 characters",
        ),
        (
            report(group(item("NOTE", ("1", "99", "a note")), number(LONG, "12"))),
            "sr.dcm item 1.2.1.5 (a note)",
            "has the value type 'NOTE'",
        ),
        (
            report(group(number(LONG, "12", MM, line(0.5, float("nan"), 1.5, 2.5)))),
            "sr.dcm item 1.2.1.5.1",
            "its coordinates are no numbers",
        ),
    ],
)
def test_a_report_that_cannot_be_taken_is_refused_by_its_item(
    tmp_path: Path, content: Dataset, where: str, why: str
) -> None:
    told = refusal(taken(tmp_path, content))
    assert told[0] == where
    assert why in told[1]


def test_a_mean_of_diameters_is_no_diameter(tmp_path: Path) -> None:
    mean = code(("121401", "DCM", "Derivation"), ("373098007", "SCT", "Mean"))
    told = refusal(taken(tmp_path, report(group(number(DIAMETER, "12", MM, mean)))))
    assert "has Diameter and no diameter" in told[1]


def by_reference(*target: int) -> Dataset:
    found = Dataset()
    found.RelationshipType = "INFERRED FROM"
    found.ReferencedContentItemIdentifier = list(target)
    return found


def test_a_line_that_stands_elsewhere_is_found(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    content = report(
        group(number(LONG, "2", MM, by_reference(1, 1))), context=(line(0.5, 0.5, 4.5, 0.5),)
    )
    content.ContentSequence[0], content.ContentSequence[1] = (
        content.ContentSequence[1],
        content.ContentSequence[0],
    )
    write_report(tmp_path / "sr.dcm", content)
    (caliper,) = take_in([tmp_path]).calipers
    assert caliper.long_axis_lps_mm == ((-10, -20, 5), (-8, -20, 5))


@pytest.mark.parametrize(
    ("target", "why"),
    [((1, 2, 1, 5), "a circle"), ((1, 2), "a circle"), ((1, 7), "item 1.7, which is none")],
)
def test_a_reference_in_a_circle_or_to_nothing_is_refused(
    tmp_path: Path, target: tuple[int, ...], why: str
) -> None:
    content = report(group(number(LONG, "2", MM, by_reference(*target))))
    where, told = refusal(taken(tmp_path, content))
    assert where == "sr.dcm item 1.2.1.5.1"
    assert why in told


def test_a_report_nested_without_end_is_refused(tmp_path: Path) -> None:
    deep = number(LONG, "12")
    for _ in range(70):
        deep = item("CONTAINER", None, deep)
    ((where, why),) = [refusal(taken(tmp_path, report(group(deep))))]
    assert where.startswith("sr.dcm")
    assert "deep" in why


def test_a_report_cut_short_is_refused(tmp_path: Path) -> None:
    path = write_report(tmp_path / "sr.dcm", report(group(number(LONG, "12"))))
    whole = path.read_bytes()
    for size in range(len(whole) - 1, 400, -97):
        path.write_bytes(whole[:size])
        found = take_in([path])
        assert len(found.rows) <= 1, size
        assert bool(found.rows) != bool(found.refused), size


def test_every_byte_turned_over_gives_an_answer(tmp_path: Path) -> None:
    path = write_report(tmp_path / "sr.dcm", report(group(number(LONG, "12"))))
    whole = path.read_bytes()
    for place in range(132, len(whole), 7):
        spoilt = bytearray(whole)
        spoilt[place] ^= 0xFF
        path.write_bytes(spoilt)
        # Whatever it is now: a scan's reader may say what is wrong, too.
        take_in([path])


def test_an_image_frame_is_named_with_its_number(tmp_path: Path) -> None:
    content = report(group(number(LONG, "2", MM, line(0, 0, 1, 1, on=image(frame="3")))))
    assert only_row(taken(tmp_path, content)).image == f"{ROOT}.1.1#3"
