"""RTSTRUCT: closed outlines, holes, what is left out and said, and the link with a series."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from pydicom import Dataset
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from recist.formats.scans import find_scans
from recist.formats.segmentations import find_segmentation, load_segmentation
from recist.imaging.contours import contours_on_slices
from recist.imaging.segmentation import (
    FoundSegmentation,
    LinkedBy,
    SegmentationFormat,
    SegmentationKind,
)
from recist.imaging.series import Verdict
from recist.model.errors import ScanError
from tests.formats.dicom_files import ROOT, write, write_stack
from tests.formats.segmentation_files import contour, item, region, square, structure_set


def found_in(folder: Path, data: Dataset) -> FoundSegmentation:
    (found,) = find_scans([write(folder / "rs.dcm", data)]).segmentations
    return found


def codes(found: FoundSegmentation) -> list[str]:
    return [one.code for one in found.reasons if one.code != "not-linked"]


def test_what_its_header_tells(tmp_path: Path) -> None:
    found = found_in(tmp_path, structure_set([contour(square(5)), contour(square(10))]))
    assert found.format is SegmentationFormat.RTSTRUCT
    assert found.kind is SegmentationKind.CONTOURS
    assert (found.uid, found.subject, found.description) == (f"{ROOT}.48", "01", "plan")
    assert (found.frame_of_reference, found.geometry) == (f"{ROOT}.4", None)
    (one,) = found.segments
    assert (one.number, one.label, one.category, one.algorithm) == (1, "GTV", "GTV", "MANUAL")
    assert [plane.center_lps_mm for plane in found.planes] == [
        pytest.approx((-9.2, -19.2, z)) for z in (5, 10)
    ]
    assert [plane.normal for plane in found.planes] == [pytest.approx((0, 0, 1))] * 2
    assert [plane.name for plane in found.planes] == ["contour 1 of GTV", "contour 2 of GTV"]
    sent = msgspec.msgpack.encode(found)
    assert msgspec.msgpack.decode(sent, type=FoundSegmentation) == found


def test_outlines_are_in_millimetres_of_the_patient(tmp_path: Path) -> None:
    image = f"{ROOT}.1.1"
    given = structure_set([contour(square(5), image=image)])
    ((one,),) = load_segmentation(found_in(tmp_path, given)).contours
    np.testing.assert_allclose(one.points_lps_mm, square(5))
    assert (one.name, one.image) == ("contour 1 of GTV", image)


@pytest.mark.filterwarnings("ignore:.*exceeds the size of 64 kByte")
@pytest.mark.parametrize("syntax", [ExplicitVRLittleEndian, ImplicitVRLittleEndian])
def test_outlines_longer_than_a_decimal_string_may_be(tmp_path: Path, syntax: str) -> None:
    # In explicit syntax more than 64 KiB are written without their type.
    turns = np.linspace(0, 2 * np.pi, 9000, endpoint=False)
    points = np.column_stack([np.cos(turns), np.sin(turns), np.full(9000, 5.0)]).round(4)
    write(tmp_path / "rs.dcm", structure_set([contour(points.tolist())]), syntax)
    (found,) = find_scans([tmp_path]).segmentations
    ((one,),) = load_segmentation(found).contours
    np.testing.assert_allclose(one.points_lps_mm, points)


def test_regions_are_matched_by_their_number(tmp_path: Path) -> None:
    data = structure_set(
        [],
        [region(7, "node"), region(3, "liver"), region(9, "empty")],
        ROIContourSequence=[
            item(ReferencedROINumber=3, ContourSequence=[contour(square(0)), contour(square(5))]),
            item(ReferencedROINumber=7, ContourSequence=[contour(square(10))]),
        ],
        RTROIObservationsSequence=[item(ReferencedROINumber=3, RTROIInterpretedType="ORGAN")],
    )
    read = load_segmentation(found_in(tmp_path, data))
    labels = [(one.label, one.category) for one in read.found.segments]
    assert labels == [("node", ""), ("liver", "ORGAN"), ("empty", "")]
    assert [len(contours) for contours in read.contours] == [1, 2, 0]
    assert codes(read.found) == ["empty-segment"]


def spoiled(points: list[tuple[float, float, float]], **changes: Any) -> Dataset:
    data = contour(points)
    for keyword, value in changes.items():
        setattr(data, keyword, value)
    return data


LEFT_OUT = [
    # what stands in the place of the second contour, code, words
    (contour(square(5)[:1], kind="POINT"), "open-contour", "POINT encloses no area"),
    (contour(square(5), kind="OPEN_PLANAR"), "open-contour", "OPEN_PLANAR"),
    (contour(square(5), kind="OPEN_NONPLANAR"), "open-contour", "OPEN_NONPLANAR"),
    (contour(square(5), kind=""), "open-contour", "no type"),
    (spoiled(square(5), ContourData=["1"] * 11), "bad-contour", "11 coordinates"),
    (spoiled(square(5), ContourData=["1", "2"] * 3), "bad-contour", "6 coordinates"),
    (spoiled(square(5), NumberOfContourPoints=5), "bad-contour", "12 coordinates"),
    (spoiled(square(5), ContourData=None), "bad-contour", "no numbers"),
    (contour([(1e9, 0, 0), (0, 1e9, 0), (0, 0, 0)]), "bad-contour", "no numbers"),
    (contour([(0, 0, 0), (1, 1, 1), (2, 2, 2)]), "bad-contour", "no area"),
    (contour([(4, 4, 4)] * 5), "bad-contour", "no area"),
]


@pytest.mark.parametrize(("bad", "code", "words"), LEFT_OUT)
def test_a_contour_that_cannot_be_used_costs_itself_alone(
    tmp_path: Path, bad: Dataset, code: str, words: str
) -> None:
    found = found_in(tmp_path, structure_set([contour(square(0)), bad, contour(square(10))]))
    assert codes(found) == [code]
    message = found.reasons[0].message
    assert message.startswith("1 contour of GTV left out, first contour 2 of GTV")
    assert words in message
    assert found.verdict is Verdict.WARN
    (contours,) = load_segmentation(found).contours
    assert [one.name for one in contours] == ["contour 1 of GTV", "contour 3 of GTV"]


def test_contours_that_are_left_out_are_counted(tmp_path: Path) -> None:
    points = [contour(square(z)[:1], kind="POINT") for z in (0, 5)]
    found = found_in(tmp_path, structure_set([*points, contour(square(10))]))
    assert codes(found) == ["open-contour"]
    assert found.reasons[0].message.startswith("2 contours of GTV left out, first contour 1 of")


NO_NUMBERS = [b"1_0\\2\\3", b"nan\\2\\3", b"1\\\\3", b"0x1\\2\\3", b"1e\\2\\3", b"--1\\2\\3"]


@pytest.mark.parametrize("written", NO_NUMBERS)
def test_coordinates_that_are_no_decimal_strings(tmp_path: Path, written: bytes) -> None:
    path = write(tmp_path / "rs.dcm", structure_set([contour(square(0)), contour(square(5))]))
    # The z of the last corner of the second contour, overwritten in place.
    content = path.read_bytes()
    old = b"-8.6\\-18.6\\5\\-9.8\\-18.6\\5"
    assert content.count(old) == 1
    new = written.ljust(len(old) // 2, b" ") + b"\\"
    path.write_bytes(content.replace(old, (new + b"1" * len(old))[: len(old)]))
    (found,) = find_scans([path]).segmentations
    assert codes(found) == ["bad-contour"]


def test_a_hole_on_a_slice(tmp_path: Path) -> None:
    folder = write_stack(tmp_path, [0, 5, 10])
    # All but the border of 4 rows of 0.8 mm and 6 columns of 0.5 mm; its middle is a hole.
    outer = [(-9.7, -19.6, 5), (-7.8, -19.6, 5), (-7.8, -18, 5), (-9.7, -18, 5)]
    inner = [(-9.2, -19.6, 5), (-8.3, -19.6, 5), (-8.3, -18.8, 5), (-9.2, -18.8, 5)]
    write(folder / "rs.dcm", structure_set([contour(outer), contour(inner, "CLOSEDPLANAR_XOR")]))
    inspection = find_scans([folder])
    (contours,) = load_segmentation(inspection.segmentations[0]).contours
    mask, reasons = contours_on_slices(contours, inspection.series[0])
    assert reasons == ()
    assert mask is not None
    assert mask.start_kji == (1, 1, 1)
    assert mask.values_kji.astype(int).tolist() == [[[1, 0, 0, 1], [1, 1, 1, 1]]]


LINKS = [
    # contours, frame of reference, how it is linked, codes
    ([contour(square(5), image=f"{ROOT}.1.2")], f"{ROOT}.4", LinkedBy.REFERENCE, []),
    ([contour(square(5), image="9.9")], f"{ROOT}.4", LinkedBy.POSITION, ["linked-by-position"]),
    (
        [contour(square(5)), contour(square(55))],
        f"{ROOT}.4",
        LinkedBy.POSITION,
        ["linked-by-position", "planes-off-slices"],
    ),
    ([contour(square(55), image="9.9")], f"{ROOT}.4", LinkedBy.NONE, ["not-linked"]),
    ([contour(square(5), image="9.9")], "9.8", LinkedBy.NONE, ["not-linked"]),
]


@pytest.mark.parametrize(("contours", "frame", "how", "expected"), LINKS)
def test_links_with_the_scan_beside_it(
    tmp_path: Path, contours: list[Dataset], frame: str, how: LinkedBy, expected: list[str]
) -> None:
    folder = write_stack(tmp_path, [0, 5, 10])
    write(folder / "rs.dcm", structure_set(contours, [region(frame=frame)]))
    (found,) = find_scans([folder]).segmentations
    assert found.linked_by is how
    assert [one.uid for one in found.links] == ([] if how is LinkedBy.NONE else [f"{ROOT}.3"])
    assert [one.code for one in found.reasons] == expected


def test_the_scan_that_the_structure_set_is_about(tmp_path: Path) -> None:
    folder = write_stack(tmp_path, [0, 5])
    images = [item(ReferencedSOPInstanceUID=f"{ROOT}.1.{n}") for n in (1, 2, 3)]
    scan = item(SeriesInstanceUID=f"{ROOT}.3", ContourImageSequence=images)
    about = item(RTReferencedStudySequence=[item(RTReferencedSeriesSequence=[scan])])
    data = structure_set([contour(square(5))], ReferencedFrameOfReferenceSequence=[about])
    write(folder / "rs.dcm", data)
    (found,) = find_scans([folder]).segmentations
    assert found.referenced_series == (f"{ROOT}.3",)
    assert found.linked_by is LinkedBy.REFERENCE
    assert [one.code for one in found.reasons] == ["missing-images"]


def test_regions_in_two_frames_of_reference_are_not_placed(tmp_path: Path) -> None:
    folder = write_stack(tmp_path, [0, 5])
    data = structure_set(
        [],
        [region(1), region(2, frame="9.8")],
        ROIContourSequence=[
            item(ReferencedROINumber=n, ContourSequence=[contour(square(5))]) for n in (1, 2)
        ],
    )
    write(folder / "rs.dcm", data)
    (found,) = find_scans([folder]).segmentations
    assert (found.frame_of_reference, found.linked_by) == ("", LinkedBy.NONE)
    assert codes(found) == ["mixed-frames-of-reference"]


REFUSED = [
    # what is changed, code
    ({"StructureSetROISequence": None}, "no-contours"),
    ({"StructureSetROISequence": [item(ROIName="GTV")]}, "damaged-header"),
    ({"StructureSetROISequence": [region(1), region(1)]}, "damaged-header"),
]


@pytest.mark.parametrize(("changes", "code"), REFUSED)
def test_what_is_no_usable_structure_set(
    tmp_path: Path, changes: dict[str, Any], code: str
) -> None:
    path = write(tmp_path / "rs.dcm", structure_set([contour(square(5))], **changes))
    inspection = find_scans([path])
    assert inspection.segmentations == ()
    assert [one.code for one in inspection.rejected] == [code]
    with pytest.raises(ScanError, match=r"rs\.dcm"):
        find_segmentation(path)


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    found = found_in(tmp_path, structure_set([contour(square(5))]))
    write(tmp_path / "rs.dcm", structure_set([contour(square(5, high=1.5))]))
    with pytest.raises(ScanError, match=r"rs\.dcm.*no longer the file that was found"):
        load_segmentation(found)
    with pytest.raises(ScanError, match=r"gone\.dcm"):
        load_segmentation(replace(found, file=str(tmp_path / "gone.dcm")))
