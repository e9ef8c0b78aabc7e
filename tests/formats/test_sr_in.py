"""Measurement reports in: real ones of other programs, and made-up ones that are wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydicom import Dataset

from recist.formats.assumed import Assumed
from recist.formats.imports import take_in
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured, Present, diameters_of
from recist.model.row import Row
from recist.trial.stated import Answer, Taken
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

CM = ("cm", "UCUM", "centimeter")
TIME_POINT = ("C2348792", "UMLS", "Time Point")
TRACKING_UID = f"{ROOT}.9.1"
TOOL = "Cornerstone3DTools@^0.1.0:Bidirectional"
DIAMETER = ("81827009", "SCT", "Diameter")


def taken(tmp_path: Path, content: Dataset, **said: object) -> Taken:
    return take_in([write_report(tmp_path / "sr.dcm", content)], **said)  # type: ignore[arg-type]


def two_values(first: Dataset, second: Dataset) -> Dataset:
    first.MeasuredValueSequence.append(second.MeasuredValueSequence[0])
    return first


def in_floating_point(measured: Dataset, value: float) -> Dataset:
    measured.MeasuredValueSequence[0].FloatingPointValue = value
    return measured


def another_reader(name: str) -> Dataset:
    return item("PNAME", ("121008", "DCM", "Person Observer Name"), PersonName=name)


def only_row(found: Taken) -> Row:
    assert found.refused == ()
    (row,) = found.rows
    return row


def refusal(found: Taken) -> tuple[str, str]:
    assert (found.rows, found.calipers, found.stated) == ((), (), ())
    (one,) = found.refused
    return one.where, one.why


def codes(row: Row) -> set[str]:
    return {one.code for one in row.findings}


# --- reports of other programs --------------------------------------------------------------------

REFUSED = {
    "sr_dcmjs/sample-sr.dcm": (
        "sample-sr.dcm item 1.5.1.3 (Long Axis)",
        "is in pixels (unit code '1', name 'px')",
    ),
    "dcmqi/sr-example/sr.dcm": ("sr.dcm", "has SUVbw, Volume, Total Lesion Glycolysis and 10 more"),
    "highdicom/sr_document.dcm": ("sr_document.dcm", "has Area of defined region and no diameter"),
    "sr_other/pydicom_reportsi_basic_text.dcm": (
        "pydicom_reportsi_basic_text.dcm",
        "is a text report, without measurements",
    ),
    "sr_other/pydicom_test-SR_not_TID1500.dcm": (
        "pydicom_test-SR_not_TID1500.dcm",
        "is no measurement report: its title is 'Diagnosis'",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_report_without_a_length_in_mm_is_refused(shared_data: Path, name: str) -> None:
    where, why = refusal(take_in([shared_data / name]))
    expected = REFUSED[name]
    assert where == expected[0]
    assert expected[1] in why


def test_the_nodule_of_a_highdicom_report_is_taken_and_the_aorta_is_not(shared_data: Path) -> None:
    found = take_in([shared_data / "highdicom" / "sr_document_with_multiple_groups.dcm"])
    row = only_row(found)
    assert (row.subject, row.reader, row.visit) == ("1CT1", "Doe^John", "2004-01-19")
    assert (row.lesion, row.organ) == ("LungNodule0001", "lung")
    assert row.state == Measured(Diameters(longest=Length.of_mm(10)))
    left = [one.message for one in found.findings if one.code == "group-left-out"]
    assert [message.partition(": ")[0].rpartition(" item ")[2] for message in left] == [
        "1.7.3 (Measurement Group)",
        "1.7.4 (Measurement Group)",
        "1.7.1 (Measurement Group)",
    ]
    assert "anatomical structure" in left[0]


def test_a_recorded_diameter_is_compared_with_the_circle_on_its_image(shared_data: Path) -> None:
    folder = shared_data / "highdicom"
    paths = [folder / "sr_document_with_multiple_groups.dcm", folder / "ct_image.dcm"]
    (told,) = (one for one in only_row(take_in(paths)).findings if one.code == "length-differs")
    assert "recorded as 10.0 mm, its end points are 13.229 mm apart" in told.message


# --- what is taken --------------------------------------------------------------------------------


def test_both_axes_with_their_end_points(tmp_path: Path) -> None:
    # 0.5 mm from column to column, 0.8 mm from row to row, the first pixel's centre at −10, −20.
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    content = report(
        group(
            number(LONG, "2", MM, line(0.5, 0.5, 4.5, 0.5)),
            number(SHORT, "1.6", MM, line(2.5, 0.5, 2.5, 2.5)),
        )
    )
    write_report(tmp_path / "sr.dcm", content)
    found = take_in([tmp_path])
    row = only_row(found)
    assert row.state == Measured(Diameters(longest=Length(2000), short=Length(1600)))
    assert (row.reader, row.image, codes(row)) == ("Doe^Jane", f"{ROOT}.1.1", set())
    (caliper,) = found.calipers
    assert (caliper.lesion, caliper.frame_of_reference) == ("T1", f"{ROOT}.4")
    assert np.array(caliper.short_axis_lps_mm) == pytest.approx(
        np.array([(-9, -20, 5), (-9, -18.4, 5)])
    )
    assert caliper.long_axis_lps_mm == ((-10, -20, 5), (-8, -20, 5))


@pytest.mark.parametrize(
    ("recorded", "doubts"),
    [("2", set()), ("2.005", set()), ("2.1", {"length-differs"}), ("2.02", {"length-differs"})],
)
def test_a_length_that_differs_from_its_line_by_more_than_rounding_is_told(
    tmp_path: Path, recorded: str, doubts: set[str]
) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    content = report(group(number(LONG, recorded, MM, line(0.5, 0.5, 4.5, 0.5))))
    write_report(tmp_path / "sr.dcm", content)
    row = only_row(take_in([tmp_path]))
    assert codes(row) == doubts
    assert diameters_of(row.state).longest == Length.parse(recorded)[0]


def test_end_points_are_left_out_where_the_image_is_not_at_hand(tmp_path: Path) -> None:
    found = taken(tmp_path, report(group(number(LONG, "2", MM, line(0.5, 0.5, 4.5, 0.5)))))
    assert (found.calipers, [one.code for one in found.findings]) == ((), ["image-missing"])


def test_another_patient_and_day_on_the_image_are_told(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, PatientID="02", StudyDate="20240203"))
    content = report(group(number(LONG, "2", MM, line(0.5, 0.5, 4.5, 0.5))))
    write_report(tmp_path / "sr.dcm", content)
    assert codes(only_row(take_in([tmp_path]))) == {"subject-differs", "date-differs"}


def test_an_end_outside_the_image_is_told(tmp_path: Path) -> None:
    write(tmp_path / "1.dcm", ct_slice(1))
    content = report(group(number(LONG, "10", MM, line(0.5, 0.5, 20.5, 0.5))))
    write_report(tmp_path / "sr.dcm", content)
    assert codes(only_row(take_in([tmp_path]))) == {"outside-image"}


def test_the_time_point_names_the_visit(tmp_path: Path) -> None:
    when = text(("C2348792", "UMLS", "Time Point"), "week 8")
    assert only_row(taken(tmp_path, report(group(number(LONG, "2"), when)))).visit == "week 8"
    content = report(group(number(LONG, "2")), context=(when,))
    assert only_row(taken(tmp_path, content)).visit == "week 8"


def test_a_response_of_targets_is_stated_and_says_the_role(tmp_path: Path) -> None:
    partial = ("112042", "DCM", "Target Lesion Partial Response")
    answer = code(("112020", "DCM", "Response Evaluation"), partial)
    found = taken(tmp_path, report(group(number(LONG, "2"), answer, role=None)))
    assert codes(only_row(found)) == set()
    (said,) = found.stated
    assert (said.answer, said.response, said.visit) == (Answer.TARGET, "PR", "2024-01-02")


def test_a_non_target_keeps_its_diameter(tmp_path: Path) -> None:
    row = only_row(taken(tmp_path, report(group(number(LONG, "12"), role=NON_TARGET))))
    assert row.state == Present(Diameters(longest=Length.of_mm(12)))


def test_a_role_that_nothing_says_is_assumed_aloud_or_as_told(tmp_path: Path) -> None:
    content = report(group(number(LONG, "12"), role=None))
    row = only_row(taken(tmp_path, content))
    assert (row.role, codes(row)) == (Role.TARGET, {"role-assumed"})
    row = only_row(taken(tmp_path, content, assumed=Assumed(role=Role.NON_TARGET)))
    assert (row.role, codes(row)) == (Role.NON_TARGET, set())


def test_the_reader_is_as_told_where_the_report_names_none(tmp_path: Path) -> None:
    unknown = item("PNAME", ("121008", "DCM", "Person Observer Name"), PersonName="unknown^unknown")
    content = report(group(number(LONG, "12")))
    content.ContentSequence[0] = unknown
    assert only_row(taken(tmp_path, content)).reader == ""
    assert only_row(taken(tmp_path, content, assumed=Assumed(reader="ben"))).reader == "ben"


def test_a_value_in_floating_point_has_more_digits_and_contradicts_nothing(tmp_path: Path) -> None:
    measured = in_floating_point(number(LONG, "12.35"), 12.3456)
    assert only_row(taken(tmp_path, report(group(measured)))).state == Measured(
        Diameters(longest=Length(12_350))
    )


def test_two_groups_with_one_tracking_uid_are_one_lesion(tmp_path: Path) -> None:
    content = report(group(number(LONG, "12")), group(number(SHORT, "8")))
    row = only_row(taken(tmp_path, content))
    assert row.state == Measured(Diameters(longest=Length.of_mm(12), short=Length.of_mm(8)))


def test_of_images_of_several_days_that_of_the_study_is_meant(tmp_path: Path) -> None:
    days = [item("DATE", ("111060", "DCM", "Study Date"), Date=d) for d in ("20230101", "20240102")]
    content = report(group(number(LONG, "12")), context=tuple(days))
    assert only_row(taken(tmp_path, content)).date.text == "2024-01-02"
    content.StudyDate = "20240103"
    assert refusal(taken(tmp_path, content))[0] == "sr.dcm StudyDate"


# --- what cannot be taken -------------------------------------------------------------------------


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
