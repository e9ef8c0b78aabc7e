"""DICOM SEG: what its header tells, where its frames stand, and the scan it belongs to."""

from pathlib import Path

import msgspec
import numpy as np
import pytest

from recist.formats.scans import find_scans
from recist.formats.segmentations import find_segmentation, load_segmentation
from recist.imaging.segmentation import (
    FoundSegmentation,
    LinkedBy,
    SegmentationKind,
    inside,
)
from recist.imaging.series import Verdict
from recist.model.errors import CancelledError
from tests.formats.dicom_files import ENHANCED_CT, ROOT, write, write_stack
from tests.formats.nrrd_files import save
from tests.formats.segmentation_files import (
    LABEL_MAP_CLASS,
    frame,
    item,
    references,
    seg,
    segment,
)
from tests.formats.segmentation_reads import load, noise, whole


def test_what_its_header_tells(tmp_path: Path) -> None:
    planes = noise(2)
    write(tmp_path / "a.dcm", seg(planes, [frame(0), frame(5)]))
    (found,) = find_scans([tmp_path]).segmentations
    assert (found.kind, found.uid, found.subject) == (SegmentationKind.BINARY, f"{ROOT}.66", "01")
    assert (found.description, found.frame_of_reference) == ("outlined", f"{ROOT}.4")
    assert found.geometry is not None
    assert found.geometry.shape_kji == (2, 5, 7)
    assert list(found.geometry.spacing_kji_mm) == [5, 0.8, 0.5]
    assert list(found.geometry.origin_lps_mm) == [-10, -20, 0]
    (one,) = found.segments
    assert (one.number, one.label, one.category, one.property_type, one.algorithm) == (
        1,
        "lesion",
        "Tissue",
        "Liver",
        "MANUAL",
    )
    # The middle of 5 rows 0.8 mm apart and 7 columns 0.5 mm apart.
    assert [plane.center_lps_mm for plane in found.planes] == [
        pytest.approx((-10 + 1.5, -20 + 1.6, z)) for z in (0, 5)
    ]


def test_the_description_goes_from_process_to_process(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5])
    write(
        tmp_path / "seg.dcm",
        seg(noise(2), [frame(0), frame(5)], ReferencedSeriesSequence=references(2)),
    )
    (found,) = find_scans([tmp_path]).segmentations
    sent = msgspec.msgpack.encode(found)
    assert msgspec.msgpack.decode(sent, type=FoundSegmentation) == found


def test_frames_in_any_order_with_empty_ones_left_out(tmp_path: Path) -> None:
    planes = noise(3)
    frames = [frame(20), frame(0), frame(5)]
    path = write(tmp_path / "a.dcm", seg(planes, frames))
    (mask,) = load(path).masks
    expected = np.zeros((5, 5, 7), dtype=bool)
    expected[[4, 0, 1]] = planes
    np.testing.assert_array_equal(whole(mask, (5, 5, 7)), expected)


def test_frames_on_no_grid_keep_their_places(tmp_path: Path) -> None:
    planes = np.ones((3, 5, 7), dtype=np.uint8)
    write(tmp_path / "a.dcm", seg(planes, [frame(z) for z in (0, 5, 12.5)]))
    (found,) = find_scans([tmp_path]).segmentations
    assert found.verdict is Verdict.WARN
    assert [one.code for one in found.reasons] == ["uneven-spacing", "not-linked"]
    (mask,) = load_segmentation(found).masks
    assert mask is not None
    assert [origin[2] for origin in mask.origins_lps_mm] == [0, 5, 12.5]


def test_overlapping_segments_keep_all_their_voxels(tmp_path: Path) -> None:
    planes = np.zeros((3, 5, 7), dtype=np.uint8)
    planes[0, 1:4, 1:4] = 1
    planes[1, 2:5, 2:6] = 1
    planes[2, 4, 6] = 1
    frames = [frame(0, 1), frame(0, 2), frame(5, 2)]
    data = seg(planes, frames, SegmentSequence=[segment(1), segment(2), segment(3, "none")])
    read = load(write(tmp_path / "a.dcm", data))
    first, second, third = read.masks
    assert third is None
    assert [one.code for one in read.found.reasons] == ["not-linked", "empty-segment"]
    np.testing.assert_array_equal(whole(first, (2, 5, 7))[0], planes[0] == 1)
    np.testing.assert_array_equal(whole(second, (2, 5, 7)), planes[1:] == 1)
    assert second is not None
    assert second.start_kji == (0, 2, 2)
    assert second.origins_lps_mm[0] == pytest.approx((-10 + 2 * 0.5, -20 + 2 * 0.8, 0))


def test_a_segment_named_for_all_frames_together(tmp_path: Path) -> None:
    data = seg(noise(2), [frame(0, None), frame(5, None)])
    shared = data.SharedFunctionalGroupsSequence[0]
    shared.SegmentIdentificationSequence = [item(ReferencedSegmentNumber=1)]
    (mask,) = load(write(tmp_path / "a.dcm", data)).masks
    np.testing.assert_array_equal(whole(mask, (2, 5, 7)), noise(2) == 1)


FRACTIONS = [
    # written type, kind
    ("PROBABILITY", SegmentationKind.PROBABILITY),
    ("OCCUPANCY", SegmentationKind.OCCUPANCY),
]


@pytest.mark.parametrize(("written", "kind"), FRACTIONS)
def test_fractions_keep_their_values(tmp_path: Path, written: str, kind: SegmentationKind) -> None:
    planes = np.array([[[0, 1, 49], [50, 99, 100]]], dtype=np.uint8)
    data = seg(
        planes,
        [frame(0)],
        bits=8,
        SegmentationType="FRACTIONAL",
        SegmentationFractionalType=written,
        MaximumFractionalValue=100,
    )
    read = load(write(tmp_path / "a.dcm", data))
    (mask,) = read.masks
    assert read.found.kind is kind
    assert mask is not None
    assert mask.full_value == 100
    np.testing.assert_array_equal(whole(mask, (1, 2, 3)), planes)
    assert int(inside(mask).sum()) == 3
    assert int(inside(mask, share=1).sum()) == 1
    assert int(inside(mask, share=0).sum()) == 5


@pytest.mark.parametrize("bits", [8, 16])
def test_a_label_map(tmp_path: Path, bits: int) -> None:
    planes = np.array([[[0, 1, 1], [2, 2, 300 if bits == 16 else 3]], [[0, 0, 0], [0, 2, 0]]])
    last = int(planes.max())
    data = seg(
        planes,
        [frame(0, None), frame(5, None)],
        bits=bits,
        SOPClassUID=LABEL_MAP_CLASS,
        SegmentationType="LABELMAP",
        PhotometricInterpretation="PALETTE COLOR",
        SegmentSequence=[segment(1, "a"), segment(2, "b"), segment(last, "c")],
    )
    read = load(write(tmp_path / "a.dcm", data))
    assert read.found.kind is SegmentationKind.LABEL_MAP
    assert [one.label for one in read.found.segments] == ["a", "b", "c"]
    for number, mask in zip((1, 2, last), read.masks, strict=True):
        np.testing.assert_array_equal(whole(mask, (2, 2, 3)), planes == number)


BACKGROUNDS = [
    # PixelPaddingValue, numbers of the segments, voxels of each
    (None, (1, 2), (2, 3)),
    (0, (0, 1, 2), (0, 2, 3)),
    (None, (0, 1, 2), (1, 2, 3)),
    (2, (0, 1), (1, 2)),
    (2, (1,), (2,)),
]


@pytest.mark.parametrize(("padding", "numbers", "counts"), BACKGROUNDS)
def test_the_background_of_a_label_map(
    tmp_path: Path, padding: int | None, numbers: tuple[int, ...], counts: tuple[int, ...]
) -> None:
    data = seg(
        np.array([[[0, 1, 1], [2, 2, 2]]]),
        [frame(0, None)],
        bits=8,
        SegmentationType="LABELMAP",
        SegmentSequence=[segment(number) for number in numbers],
        PixelPaddingValue=padding,
    )
    masks = load(write(tmp_path / "a.dcm", data)).masks
    assert tuple(0 if mask is None else int(mask.values_kji.sum()) for mask in masks) == counts


def test_it_belongs_to_the_images_it_refers_to(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    data = seg(noise(2), [frame(0), frame(5)], ReferencedSeriesSequence=references(3))
    write(tmp_path / "seg.dcm", data)
    write(tmp_path / "copy.dcm", data)
    inspection = find_scans([tmp_path])
    (found,) = inspection.segmentations
    assert (found.linked_by, found.verdict) == (LinkedBy.REFERENCE, Verdict.ACCEPT)
    assert [one.uid for one in found.links] == [f"{ROOT}.3"]
    assert [one.code for one in inspection.rejected] == ["duplicate-instance"]


def test_the_images_that_frames_were_derived_from(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    source = item(ReferencedSOPClassUID=ENHANCED_CT, ReferencedSOPInstanceUID=f"{ROOT}.1.2")
    derived = [item(SourceImageSequence=[source])]
    frames = [frame(5, DerivationImageSequence=derived)]
    write(tmp_path / "seg.dcm", seg(noise(1), frames))
    (found,) = find_scans([tmp_path]).segmentations
    assert (found.linked_by, found.referenced_modality) == (LinkedBy.REFERENCE, "CT")
    assert found.referenced_images == (f"{ROOT}.1.2",)


def test_progress_is_told_and_the_user_can_stop(tmp_path: Path) -> None:
    dicom = find_segmentation(
        write(tmp_path / "a.dcm", seg(noise(3), [frame(z) for z in (0, 5, 10)]))
    )
    voxels = find_segmentation(save(tmp_path / "a.nrrd", space_origin="(0,0,0)"))
    for found in (dicom, voxels):
        told: list[tuple[int, int]] = []
        load_segmentation(found, progress=lambda *step, told=told: told.append(step))
        assert told == [(1, 1)]
        with pytest.raises(CancelledError):
            load_segmentation(found, cancelled=lambda: True)


def test_frames_twice_at_one_place_are_joined(tmp_path: Path) -> None:
    planes = np.zeros((2, 5, 7), dtype=np.uint8)
    planes[0, 1, 1] = planes[1, 3, 5] = 1
    (mask,) = load(write(tmp_path / "a.dcm", seg(planes, [frame(0), frame(0)]))).masks
    np.testing.assert_array_equal(whole(mask, (1, 5, 7))[0], planes.any(axis=0))
