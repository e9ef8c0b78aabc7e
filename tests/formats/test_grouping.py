"""Which images make one stack: by subject, day, plane and size, each position once."""

import math
from pathlib import Path
from typing import Any

import pytest

from recist.formats.scans import find_scans
from recist.imaging.series import Verdict
from tests.formats.dicom_files import ROOT, codes, ct_slice, write, write_stack


def test_doubled_positions_become_two_volumes(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    for number, z in enumerate([0, 5, 10], start=4):
        write(tmp_path / f"b{number}.dcm", ct_slice(number, z, AcquisitionNumber=2))
    found = find_scans([tmp_path]).series
    assert [one.shape_kji[0] for one in found] == [3, 3]
    assert [(one.uid, one.part) for one in found] == [(f"{ROOT}.3", 1), (f"{ROOT}.3", 2)]
    assert all(codes(one) == ["split-positions"] for one in found)
    assert all(one.verdict is Verdict.ACCEPT for one in found)
    assert "acquisition" in found[0].reasons[0].message
    numbers = [{int(one.image.rsplit(".", 1)[1]) for one in part.slices} for part in found]
    assert sorted(map(sorted, numbers)) == [[1, 2, 3], [4, 5, 6]]


def test_one_doubled_slice_is_set_apart(tmp_path: Path) -> None:
    found = find_scans([write_stack(tmp_path, [0, 5, 10, 5])]).series
    assert [one.shape_kji[0] for one in found] == [3, 1]
    assert [codes(one) for one in found] == [["split-by-order"], ["split-by-order"]]
    assert all(one.verdict is Verdict.WARN for one in found)
    assert "14.dcm" in found[0].reasons[0].message
    assert "28.dcm" in found[0].reasons[0].message


def test_a_scout_in_the_series_is_set_apart(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    scout = ct_slice(
        9, 0, ImageOrientationPatient=[1, 0, 0, 0, 0, -1], ImageType=["ORIGINAL", "LOCALIZER"]
    )
    write(tmp_path / "scout.dcm", scout)
    found = find_scans([tmp_path]).series
    assert [(one.shape_kji[0], one.part) for one in found] == [(3, 1), (1, 2)]


def test_an_orientation_that_jitters_in_its_last_digits_is_one_stack(tmp_path: Path) -> None:
    for number, off in enumerate([0.000499, 0.000501, 0.0005], start=1):
        cosines = [1, off, 0, -off, 1, 0]
        data = ct_slice(number, 5.0 * number, ImageOrientationPatient=cosines)
        write(tmp_path / f"{number}.dcm", data)
    assert [one.shape_kji[0] for one in find_scans([tmp_path]).series] == [3]


STUDIES = [
    # what the second half has of its own, slices of the series found
    ({"StudyDate": "20240601"}, [3, 3]),
    ({"StudyInstanceUID": "1.2.9"}, [6]),
    ({"StudyInstanceUID": "1.2.9", "PatientID": ""}, [3, 3]),
]


@pytest.mark.parametrize(("changes", "expected"), STUDIES)
def test_one_series_uid_on_two_days_or_of_two_people_is_two_series(
    tmp_path: Path, changes: dict[str, object], expected: list[int]
) -> None:
    shared = {key: value for key, value in changes.items() if key == "PatientID"}
    for number in range(1, 7):
        own = changes if number > 3 else shared
        write(tmp_path / f"{number}.dcm", ct_slice(number, 5.0 * number, **own))
    found = find_scans([tmp_path]).series
    assert [one.shape_kji[0] for one in found] == expected
    assert len({(one.uid, one.part) for one in found}) == len(found)


def test_doubled_positions_are_split_by_study_first(tmp_path: Path) -> None:
    # Neither the number of a slice nor the order of the files says which study it is of.
    for number, (z, study) in enumerate([(0, 1), (0, 2), (5, 2), (5, 1), (10, 1), (10, 2)], 1):
        changes = {"StudyInstanceUID": f"1.2.{study}", "SliceLocation": z}
        write(tmp_path / f"{number}.dcm", ct_slice(number, z, **changes))
    found = find_scans([tmp_path]).series
    assert [(one.study_uid, one.shape_kji[0]) for one in found] == [("1.2.1", 3), ("1.2.2", 3)]
    numbers = [{int(one.image.rsplit(".", 1)[1]) for one in part.slices} for part in found]
    assert numbers == [{1, 4, 5}, {2, 3, 6}]


def test_planes_turned_against_each_other_are_two_stacks(tmp_path: Path) -> None:
    for number in range(1, 5):
        off = 0.0005 * (number > 2)
        cosines = [math.cos(off), math.sin(off), 0, -math.sin(off), math.cos(off), 0]
        data = ct_slice(number, 5.0 * number, ImageOrientationPatient=cosines)
        write(tmp_path / f"{number}.dcm", data)
    assert [one.shape_kji[0] for one in find_scans([tmp_path]).series] == [2, 2]


def test_one_slice_with_bad_spacing_does_not_spoil_the_others(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    write(tmp_path / "bad.dcm", ct_slice(9, 15, PixelSpacing=[0, 0]))
    found = find_scans([tmp_path]).series
    assert [(one.shape_kji[0], one.verdict) for one in found] == [
        (3, Verdict.ACCEPT),
        (1, Verdict.QUARANTINE),
    ]


def test_several_patients_in_one_folder(tmp_path: Path) -> None:
    write_stack(tmp_path / "a", [0, 5])
    for number in (11, 12):
        other = ct_slice(number, number, PatientID="02", SeriesInstanceUID=f"{ROOT}.9")
        write(tmp_path / "b" / f"{number}.dcm", other)
    found = find_scans([tmp_path]).series
    assert [(one.subject, one.shape_kji[0]) for one in found] == [("01", 2), ("02", 2)]


APART = [
    # what the fourth to sixth slice have of their own, code, verdict of both stacks
    ({"FrameOfReferenceUID": "1.2.7"}, "several-frames-of-reference", Verdict.WARN),
    ({"ImageOrientationPatient": [0, 1, 0, 0, 0, -1]}, "several-orientations", Verdict.ACCEPT),
    ({"ImageOrientationPatient": [-1, 0, 0, 0, -1, 0]}, "several-orientations", Verdict.ACCEPT),
    ({"PixelSpacing": [0.4, 0.25]}, "several-spacings", Verdict.ACCEPT),
    ({"Rows": 6, "Columns": 4}, "several-sizes", Verdict.ACCEPT),
]


@pytest.mark.parametrize(("changes", "code", "verdict"), APART)
def test_stacks_that_cannot_be_one_volume_are_set_apart_and_name_each_other(
    tmp_path: Path, changes: dict[str, Any], code: str, verdict: Verdict
) -> None:
    for number in range(1, 7):
        own = changes if number > 3 else {}
        place = [4.0 * number, -20, 5.0 * number]
        data = ct_slice(number, SliceThickness=4, ImagePositionPatient=place, **own)
        write(tmp_path / f"{number}.dcm", data)
    found = find_scans([tmp_path]).series
    assert [one.shape_kji[0] for one in found] == [3, 3]
    assert all(code in codes(one) for one in found)
    doubts = {"gantry-tilt", "gap-between-slices"}
    assert all(one.verdict is verdict for one in found if not doubts & set(codes(one)))


def test_a_slice_without_a_position_does_not_spoil_the_others(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    write(tmp_path / "lost.dcm", ct_slice(9, ImagePositionPatient=None))
    found = find_scans([tmp_path]).series
    assert [(one.shape_kji[0], codes(one)) for one in found] == [(3, []), (1, ["no-position"])]


def test_a_damaged_slice_is_no_second_spacing_and_no_second_orientation(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    write(tmp_path / "a.dcm", ct_slice(9, 15, PixelSpacing=None))
    write(tmp_path / "b.dcm", ct_slice(10, 20, ImageOrientationPatient=[1, 0, 0, 1, 0, 0]))
    found = find_scans([tmp_path]).series
    assert [codes(one) for one in found] == [[], ["no-spacing"], ["bad-orientation"]]
