"""Measurement reports in: real ones of other programs, and made-up ones that are wrong."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from recist.formats.assumed import Assumed
from recist.formats.imports import take_in
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import Diameters, Measured, Present, diameters_of
from recist.trial.stated import Answer
from tests.formats.dicom_files import ROOT, ct_slice, write
from tests.formats.sr_files import (
    LONG,
    MM,
    NON_TARGET,
    SHORT,
    code,
    group,
    item,
    line,
    number,
    report,
    text,
    write_report,
)
from tests.formats.sr_taken import (
    codes,
    in_floating_point,
    only_row,
    refusal,
    taken,
)

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


@pytest.mark.parametrize(
    ("lines", "long", "short"),
    [
        ([(0.5, 0.5, 4.5, 0.5)], ((-10, -20, 5), (-8, -20, 5)), None),
        ([(0.5, 0.5, 4.5, 0.5), (0.5, 0.5, 2.5, 0.5)], None, None),
    ],
)
def test_a_line_of_the_group_is_not_taken_for_the_short_axis(
    tmp_path: Path, lines: list[tuple[float, ...]], long: object, short: object
) -> None:
    write(tmp_path / "1.dcm", ct_slice(1, 5.0))
    drawn = [line(*points) for points in lines]
    write_report(tmp_path / "sr.dcm", report(group(number(LONG, "2"), number(SHORT, "1"), *drawn)))
    found = take_in([tmp_path])
    assert "length-differs" not in codes(only_row(found))
    axes = [(one.long_axis_lps_mm, one.short_axis_lps_mm) for one in found.calipers]
    assert axes == ([] if long is None else [(long, short)])


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
