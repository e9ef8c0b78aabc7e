"""DICOM SEG: every way to write frames, what is refused, and real files by known values."""

from pathlib import Path
from typing import Any

import imagecodecs
import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray
from pydicom import Dataset, dcmread
from pydicom.encaps import encapsulate
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEG2000Lossless,
    JPEGLSLossless,
    RLELossless,
)

from recist.formats import segmentations
from recist.formats.scans import find_scans
from recist.formats.segmentations import find_segmentation, load_segmentation
from recist.formats.sources import CancelledError
from recist.imaging.segmentation import (
    FoundSegmentation,
    LinkedBy,
    Mask,
    Segmentation,
    SegmentationKind,
    inside,
)
from recist.imaging.series import Verdict
from recist.model.errors import ScanError
from tests.formats.dicom_files import AXIAL, ENHANCED_CT, ROOT, write, write_stack
from tests.formats.nrrd_files import save
from tests.formats.segmentation_files import (
    LABEL_MAP_CLASS,
    frame,
    item,
    references,
    seg,
    segment,
)

Planes = NDArray[np.uint8]


def noise(count: int, rows: int = 5, columns: int = 7, seed: int = 1) -> Planes:
    """Return planes of 0 and 1 whose frames do not begin on a byte: 35 bits each."""
    return np.random.default_rng(seed).integers(0, 2, (count, rows, columns), dtype=np.uint8)


def load(path: Path) -> Segmentation:
    (found,) = find_scans([path]).segmentations
    return load_segmentation(found)


def whole(mask: Mask | None, shape: tuple[int, int, int]) -> NDArray[Any]:
    """Return a mask in the grid that it was cut from."""
    assert mask is not None
    grid = np.zeros(shape, dtype=mask.values_kji.dtype)
    k, j, i = mask.start_kji
    slices, rows, columns = mask.values_kji.shape
    grid[k : k + slices, j : j + rows, i : i + columns] = mask.values_kji
    return grid


def refusals(path: Path) -> list[str]:
    inspection = find_scans([path])
    assert inspection.segmentations == ()
    return [one.code for one in inspection.rejected]


@pytest.mark.parametrize("syntax", [ImplicitVRLittleEndian, DeflatedExplicitVRLittleEndian])
def test_bits_that_do_not_begin_on_a_byte(tmp_path: Path, syntax: str) -> None:
    planes = noise(3)
    path = write(tmp_path / "a.dcm", seg(planes, [frame(z) for z in (0, 5, 10)]), syntax)
    (mask,) = load(path).masks
    np.testing.assert_array_equal(whole(mask, (3, 5, 7)), planes.astype(bool))


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


def rle(plane: NDArray[Any]) -> bytes:
    """Write PS3.5 Annex G for one byte a pixel: literal runs of one row each."""
    runs = b"".join(bytes([len(row) - 1]) + bytes(row.tolist()) for row in plane)
    runs += b"\0" * (len(runs) % 2)
    return np.array([1, 64, *[0] * 14], dtype="<u4").tobytes() + runs


CODECS = [
    (RLELossless, rle),
    (JPEGLSLossless, imagecodecs.jpegls_encode),
    (JPEG2000Lossless, lambda plane: imagecodecs.jpeg2k_encode(plane, codecformat="j2k")),
]


@pytest.mark.parametrize(("syntax", "encode"), CODECS)
def test_compressed_frames(tmp_path: Path, syntax: str, encode: Any) -> None:
    planes = noise(3, 16, 16) * np.uint8(255)
    data = seg(
        planes,
        [frame(z) for z in (0, 5, 10)],
        bits=8,
        SegmentationType="FRACTIONAL",
        PixelData=encapsulate([encode(plane) for plane in planes]),
    )
    data["PixelData"].is_undefined_length = True
    (mask,) = load(write(tmp_path / "a.dcm", data, syntax)).masks
    np.testing.assert_array_equal(whole(mask, (3, 16, 16)), planes)


def test_a_compressed_frame_that_is_damaged_names_the_file(tmp_path: Path) -> None:
    content = encapsulate([rle(noise(1, 16, 16)[0])[:-40]])
    data = seg(noise(1, 16, 16), [frame(0)], bits=8, PixelData=content)
    data["PixelData"].is_undefined_length = True
    with pytest.raises(ScanError, match=r"a\.dcm"):
        load(write(tmp_path / "a.dcm", data, RLELossless))


BIG_ENDIAN = [
    # bits, how the values 0 1 1 2 2 2 are written, as what, whether that is read
    (8, b"\0\1\1\2\2\2", "OB", True),
    (8, b"\1\0\2\1\2\2", "OW", False),
    (16, b"\0\0\0\1\0\1\0\2\0\2\0\2", "OW", True),
]


@pytest.mark.parametrize(("bits", "content", "kind", "readable"), BIG_ENDIAN)
def test_big_endian_label_maps(
    tmp_path: Path, bits: int, content: bytes, kind: str, readable: bool
) -> None:
    planes = np.array([[[0, 1, 1], [2, 2, 2]]])
    data = seg(
        planes,
        [frame(0, None)],
        bits=bits,
        SegmentationType="LABELMAP",
        SegmentSequence=[segment(1), segment(2)],
        PixelData=content,
    )
    data["PixelData"].VR = kind
    path = write(tmp_path / "a.dcm", data, ExplicitVRBigEndian)
    if not readable:
        assert refusals(path) == ["unsupported-pixels"]
        return
    for number, mask in zip((1, 2), load(path).masks, strict=True):
        np.testing.assert_array_equal(whole(mask, (1, 2, 3)), planes == number)


def other_plane(z: float) -> Dataset:
    turned = [item(ImageOrientationPatient=[0, 1, 0, 0, 0, -1])]
    return frame(z, PlaneOrientationSequence=turned)


def shared_without(sequence: str) -> list[Dataset]:
    data = item(
        PlaneOrientationSequence=[item(ImageOrientationPatient=AXIAL)],
        PixelMeasuresSequence=[item(PixelSpacing=[0.8, 0.5])],
    )
    delattr(data, sequence)
    return [data]


TWO = [frame(0), frame(5)]
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("a kind that is not known", {"SegmentationType": "MAGIC"}, "unsupported-class"),
    ("no kind", {"SegmentationType": None}, "unsupported-class"),
    ("no segment", {"SegmentSequence": None}, "damaged-header"),
    ("one number twice", {"SegmentSequence": [segment(1), segment(1)]}, "damaged-header"),
    ("no number", {"SegmentSequence": [item(SegmentLabel="a")]}, "damaged-header"),
    ("a segment that is not described", {"SegmentSequence": [segment(2)]}, "damaged-header"),
    ("frames of no segment", {
        "PerFrameFunctionalGroupsSequence": [frame(0, None), frame(5, None)]
    }, "damaged-header"),
    ("fewer groups than frames", {
        "PerFrameFunctionalGroupsSequence": [frame(0)]
    }, "damaged-header"),
    ("no frame", {"NumberOfFrames": 0}, "damaged-header"),
    ("frames without end", {"NumberOfFrames": 2_000_000_000}, "damaged-header"),
    ("no row", {"Rows": 0}, "damaged-header"),
    ("a plane without end", {"Rows": 40_000, "Columns": 40_000}, "too-large"),
    ("bits of another kind", {"BitsAllocated": 16}, "unsupported-pixels"),
    ("colours", {"SamplesPerPixel": 3}, "unsupported-pixels"),
    ("no pixels", {"PixelData": None}, "no-pixels"),
    ("too few bits", {"PixelData": b"\0" * 8}, "wrong-pixel-length"),
    ("no position", {
        "PerFrameFunctionalGroupsSequence": [
            frame(0), item(SegmentIdentificationSequence=[item(ReferencedSegmentNumber=1)])
        ]
    }, "no-position"),
    ("no spacing", {
        "SharedFunctionalGroupsSequence": shared_without("PixelMeasuresSequence")
    }, "no-spacing"),
    ("no orientation", {
        "SharedFunctionalGroupsSequence": shared_without("PlaneOrientationSequence")
    }, "no-orientation"),
    ("two planes", {
        "PerFrameFunctionalGroupsSequence": [frame(0), other_plane(5)]
    }, "several-orientations"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "code"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_no_usable_segmentation(
    tmp_path: Path, what: str, changes: dict[str, Any], code: str
) -> None:
    path = write(tmp_path / "bad.dcm", seg(noise(2), TWO, **changes))
    assert refusals(path) == [code], what
    with pytest.raises(ScanError, match=r"bad\.dcm"):
        find_segmentation(path)


def test_a_file_that_is_cut_short(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dcm", seg(noise(2), TWO))
    path.write_bytes(path.read_bytes()[:-4])
    assert refusals(path) == ["truncated"]


DAMAGED = [
    # what is wrong with the voxels, words
    ({"SegmentationType": "FRACTIONAL", "MaximumFractionalValue": 100}, "above 100"),
    ({"SegmentationType": "LABELMAP"}, "voxels of segment 255"),
]


@pytest.mark.parametrize(("changes", "words"), DAMAGED)
def test_voxels_that_belie_the_header(tmp_path: Path, changes: dict[str, Any], words: str) -> None:
    planes = np.full((1, 2, 3), 255)
    path = write(tmp_path / "a.dcm", seg(planes, [frame(0)], bits=8, **changes))
    with pytest.raises(ScanError, match=rf"a\.dcm.*{words}"):
        load(path)


def test_a_file_replaced_after_the_scan_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.dcm", seg(noise(2), TWO))
    (found,) = find_scans([path]).segmentations
    write(path, seg(noise(2), [frame(0), frame(6)]))
    with pytest.raises(ScanError, match=r"a\.dcm.*no longer the file that was found"):
        load_segmentation(found)


def test_it_belongs_to_the_images_it_refers_to(tmp_path: Path) -> None:
    write_stack(tmp_path, [0, 5, 10])
    data = seg(noise(2), TWO, ReferencedSeriesSequence=references(3))
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


def test_what_is_no_segmentation_is_said_to_be_none(tmp_path: Path) -> None:
    folder = write_stack(tmp_path, [0])
    (path,) = folder.iterdir()
    with pytest.raises(ScanError, match="no segmentation"):
        find_segmentation(path)


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


def test_what_goes_wrong_in_a_link_costs_its_own_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_stack(tmp_path, [0, 5])
    write(tmp_path / "seg.dcm", seg(noise(2), TWO))

    def spoilt(*given: object) -> None:
        raise ZeroDivisionError("SMITH^JOHN")

    monkeypatch.setattr(segmentations, "link", spoilt)
    inspection = find_scans([tmp_path])
    assert len(inspection.series) == 1
    (refused,) = inspection.rejected
    assert (Path(refused.file).name, refused.code) == ("seg.dcm", "damaged-header")
    assert "SMITH" not in refused.message


REAL = [
    # file, kind, segments with their voxels (above half), shape of the grid
    ("dcmqi/liver.dcm", "binary", {"Liver": 107_098}, (3, 512, 512)),
    (
        "dcmqi/partial_overlaps.dcm",
        "binary",
        {"GREEN": 9602, "ORANGE": 11_888, "PURPLE": 10_743, "LIGHT_BLUE": 6693, "DARK_BLUE": 4713},
        (3, 512, 512),
    ),
    ("highdicom/seg_image_ct_binary.dcm", "binary", {"first segment": 638}, (3, 16, 16)),
    # Its frames lie at -99.48, 103.02, 104.27 and 105.52 mm.
    (
        "highdicom/seg_image_ct_binary_overlap.dcm",
        "binary",
        {"first segment": 64, "second segment": 16},
        (165, 16, 16),
    ),
    (
        "highdicom/seg_image_ct_binary_fractional.dcm",
        "probability",
        {"first segment": 638},
        (3, 16, 16),
    ),
    # Half of 255 lies between its values, which are 0, 64 and 128.
    (
        "highdicom/seg_image_ct_true_fractional.dcm",
        "probability",
        {"first segment": 638},
        (3, 16, 16),
    ),
    (
        "highdicom/seg_image_ct_binary_single_frame.dcm",
        "binary",
        {"first segment": 1832},
        (1, 128, 128),
    ),
]


@pytest.mark.parametrize(("name", "kind", "voxels", "shape"), REAL)
def test_real_segmentations_by_known_values(
    shared_data: Path,
    name: str,
    kind: str,
    voxels: dict[str, int],
    shape: tuple[int, int, int],
) -> None:
    read = load(shared_data / name)
    assert read.found.kind.value == kind
    assert read.found.geometry is not None
    assert read.found.geometry.shape_kji == shape
    labels = [one.label for one in read.found.segments]
    counts = [0 if mask is None else int(inside(mask).sum()) for mask in read.masks]
    assert dict(zip(labels, counts, strict=True)) == voxels


@pytest.mark.parametrize("name", [row[0] for row in REAL])
def test_every_real_frame_agrees_with_pydicom(shared_data: Path, name: str) -> None:
    data = dcmread(shared_data / name)
    frames = data.pixel_array.reshape(-1, data.Rows, data.Columns)
    read = load(shared_data / name)
    assert read.found.geometry is not None
    grid = read.found.geometry
    masks = dict(zip((one.number for one in read.found.segments), read.masks, strict=True))
    for plane, group in zip(frames, data.PerFrameFunctionalGroupsSequence, strict=True):
        number = group.SegmentIdentificationSequence[0].ReferencedSegmentNumber
        z = float(group.PlanePositionSequence[0].ImagePositionPatient[2])
        k = round((z - grid.origin_lps_mm[2]) / grid.spacing_kji_mm[0])
        np.testing.assert_array_equal(whole(masks[number], grid.shape_kji)[k], plane)


LINKED = [
    # folder, file, uid of the series
    (
        "dcmqi",
        "liver.dcm",
        "1.2.392.200103.20080913.113635.1.2009.6.22.21.43.10.23430.1",
    ),
    (
        "dcmqi",
        "partial_overlaps.dcm",
        "1.2.392.200103.20080913.113635.1.2009.6.22.21.43.10.23430.1",
    ),
    (
        "highdicom",
        "seg_image_ct_binary_single_frame.dcm",
        "1.3.6.1.4.1.5962.1.3.1.1.20040119072730.12322",
    ),
    # Its scan is not there.
    ("highdicom", "seg_image_ct_binary.dcm", None),
    ("dcmqi", "seg.dcm", None),
]


@pytest.mark.parametrize(("folder", "name", "uid"), LINKED)
def test_real_segmentations_find_their_scans(
    shared_data: Path, folder: str, name: str, uid: str | None
) -> None:
    found = {Path(one.file).name: one for one in find_scans([shared_data / folder]).segmentations}
    assert [one.uid for one in found[name].links] == ([] if uid is None else [uid])
    assert found[name].verdict is (Verdict.WARN if uid is None else Verdict.ACCEPT)
    codes = [one.code for one in found[name].reasons]
    assert codes == (["not-linked"] if uid is None else [])
