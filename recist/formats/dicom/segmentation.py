"""The header of a DICOM SEG (Segmentation and Label Map Segmentation Storage), PS3.3 A.51."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pydicom import Dataset

from recist.formats.dicom.classes import classify
from recist.formats.dicom.functional import PER_FRAME
from recist.formats.dicom.header import MAX_FRAMES, MAX_PIXELS
from recist.formats.dicom.open import DicomFile, check_length
from recist.formats.dicom.pixels import EXPLICIT_BIG, NATIVE, PixelFormat
from recist.formats.dicom.segmentation_frames import (
    items,
    place_groups,
    read_groups,
    segments_of,
)
from recist.formats.dicom.values import day, first_item, text, whole
from recist.formats.sources import RefusedError
from recist.imaging.geometry import Geometry, Vector, lps_from_kji, normal
from recist.imaging.segmentation import (
    FoundSegmentation,
    Segment,
    SegmentationFormat,
    SegmentationKind,
    SegmentedPlane,
)
from recist.imaging.sparse_stack import SparseStack
from recist.imaging.verdict import Verdict

SEG_CLASSES = ("1.2.840.10008.5.1.4.1.1.66.4", "1.2.840.10008.5.1.4.1.1.66.7")
# How a frame may be written: bits for each pixel by the kind of the segmentation.
BITS = {
    SegmentationKind.BINARY: (1, 8),
    SegmentationKind.PROBABILITY: (8,),
    SegmentationKind.OCCUPANCY: (8,),
    SegmentationKind.LABEL_MAP: (8, 16),
}
_MODALITIES = {"CT": "CT", "MR": "MR", "PET": "PT"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SegHeader:
    """What is needed to read the frames of a SEG.

    Attributes
    ----------
    found : FoundSegmentation
        What is told of it; its geometry is the grid of ``stack``.
    pixels : PixelFormat
        How its frames lie in the file. Of 1 bit they are packed without a gap between frames.
    frame_segments : tuple of int
        Segment number of each frame; empty for a label map.
    full_value : int
        The value of a voxel that is wholly part of a segment.
    background : int or None
        The value of a label map that is no segment.
    """

    found: FoundSegmentation
    pixels: PixelFormat
    stack: SparseStack
    frame_segments: tuple[int, ...]
    full_value: int
    background: int | None


def read_seg(file: str, opened: DicomFile) -> SegHeader:
    """Read the header of a SEG.

    Raises
    ------
    RefusedError
        If it is damaged, cut short or has no place in the patient.
    """
    data = opened.dataset
    kind = _kind(data)
    pixels = _pixel_format(data, opened.syntax, kind)
    _check_length(opened, pixels)
    groups = read_groups(data, pixels.frames)
    stack = place_groups(groups, (pixels.rows, pixels.columns))
    segments = _segments(data)
    frame_segments = () if kind is SegmentationKind.LABEL_MAP else segments_of(groups)
    _check_described(segments, frame_segments)
    series, images, sop_class = _references(data)
    fractional = kind in (SegmentationKind.PROBABILITY, SegmentationKind.OCCUPANCY)
    found = FoundSegmentation(
        file=file,
        format=SegmentationFormat.DICOM_SEG,
        kind=kind,
        uid=text(data, "SOPInstanceUID") or text(opened.meta, "MediaStorageSOPInstanceUID"),
        series_uid=text(data, "SeriesInstanceUID"),
        study_uid=text(data, "StudyInstanceUID"),
        subject=text(data, "PatientID"),
        study_date=day(data, "StudyDate"),
        description=text(data, "SeriesDescription"),
        frame_of_reference=text(data, "FrameOfReferenceUID"),
        geometry=stack.geometry,
        segments=segments,
        referenced_series=series,
        referenced_images=images,
        referenced_modality=modality_of(sop_class),
        planes=_planes(stack),
        verdict=Verdict.WARN if stack.reasons else Verdict.ACCEPT,
        reasons=stack.reasons,
    )
    return SegHeader(
        found=found,
        pixels=pixels,
        stack=stack,
        frame_segments=frame_segments,
        full_value=(whole(data, "MaximumFractionalValue") or 255) if fractional else 1,
        background=whole(data, "PixelPaddingValue"),
    )


def meaning(data: Dataset, keyword: str) -> str:
    """Return the meaning of a coded attribute, empty where it is missing."""
    code = first_item(data, keyword)
    return "" if code is None else text(code, "CodeMeaning")


def modality_of(sop_class: str) -> str:
    """Return the modality of a cross-sectional image class, empty for all others."""
    words = classify(sop_class, "")[1].split() if sop_class else []
    return next((code for word, code in _MODALITIES.items() if word in words), "")


def _kind(data: Dataset) -> SegmentationKind:
    match text(data, "SegmentationType"), text(data, "SegmentationFractionalType"):
        case "BINARY", _:
            return SegmentationKind.BINARY
        case "FRACTIONAL", "OCCUPANCY":
            return SegmentationKind.OCCUPANCY
        case "FRACTIONAL", _:
            return SegmentationKind.PROBABILITY
        case "LABELMAP", _:
            return SegmentationKind.LABEL_MAP
        case other, _:
            message = f"segmentations of type {other or 'unknown'} are not read"
            raise RefusedError("unsupported-class", message)


def _pixel_format(data: Dataset, syntax: str, kind: SegmentationKind) -> PixelFormat:
    rows, columns = whole(data, "Rows") or 0, whole(data, "Columns") or 0
    frames = whole(data, "NumberOfFrames")
    frames = 1 if frames is None else frames
    allocated = whole(data, "BitsAllocated") or 0
    if rows <= 0 or columns <= 0 or not 0 < frames <= MAX_FRAMES:
        raise RefusedError("damaged-header", f"claims {frames} frames of {rows} × {columns} pixels")
    if rows * columns > MAX_PIXELS:
        raise RefusedError("too-large", f"claims {rows} × {columns} pixels")
    packed = allocated == 1
    if allocated not in BITS[kind] or (packed and syntax == EXPLICIT_BIG):
        message = f"{allocated} bits for a pixel of a {kind.value} segmentation are not read"
        raise RefusedError("unsupported-pixels", message)
    if (whole(data, "SamplesPerPixel") or 1) != 1:
        raise RefusedError("unsupported-pixels", "has colours in place of segments")
    # A codec hands out whole bytes.
    bits = 8 if packed and syntax not in NATIVE else allocated
    return PixelFormat(
        rows=rows,
        columns=columns,
        samples=1,
        bits_allocated=bits,
        bits_stored=bits,
        high_bit=bits - 1,
        signed=False,
        photometric="MONOCHROME2",
        planar=False,
        syntax=syntax,
        frames=frames,
    )


def _check_length(opened: DicomFile, pixels: PixelFormat) -> None:
    span = opened.pixels
    big = pixels.syntax == EXPLICIT_BIG and pixels.bits_allocated == 8
    if big and span is not None and span.words:
        message = "holds bytes written as big-endian words; convert it to little endian"
        raise RefusedError("unsupported-pixels", message)
    if pixels.bits_allocated > 1:
        check_length(opened, pixels.frame_bytes, pixels.frames)
        return
    every_bit = pixels.rows * pixels.columns * pixels.frames
    check_length(opened, math.ceil(every_bit / 8), 1)


def _segments(data: Dataset) -> tuple[Segment, ...]:
    found = []
    for item in items(data, "SegmentSequence"):
        segment = whole(item, "SegmentNumber")
        if segment is None or segment < 0:
            raise RefusedError("damaged-header", "describes a segment without a number")
        found.append(
            Segment(
                number=segment,
                label=text(item, "SegmentLabel"),
                category=meaning(item, "SegmentedPropertyCategoryCodeSequence"),
                property_type=meaning(item, "SegmentedPropertyTypeCodeSequence"),
                algorithm=text(item, "SegmentAlgorithmType"),
                tracking_uid=text(item, "TrackingUID"),
            )
        )
    if not found or len({one.number for one in found}) < len(found):
        raise RefusedError("damaged-header", "describes no segment, or two by one number")
    return tuple(found)


def _check_described(segments: Sequence[Segment], used: Sequence[int]) -> None:
    unknown = sorted(set(used) - {one.number for one in segments})
    if unknown:
        message = f"has frames of segment {unknown[0]}, which it does not describe"
        raise RefusedError("damaged-header", message)


def _references(data: Dataset) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the series and images that it was drawn on, and the class of the first."""
    series, images = [], []
    for one in items(data, "ReferencedSeriesSequence"):
        series.append(text(one, "SeriesInstanceUID"))
        images += list(items(one, "ReferencedInstanceSequence"))
    if not images:
        images = [
            source
            for group in items(data, PER_FRAME)
            for derivation in items(group, "DerivationImageSequence")
            for source in items(derivation, "SourceImageSequence")
        ]
    uids = dict.fromkeys(text(one, "ReferencedSOPInstanceUID") for one in images)
    sop_class = text(images[0], "ReferencedSOPClassUID") if images else ""
    return tuple(uid for uid in series if uid), tuple(uid for uid in uids if uid), sop_class


def _planes(stack: SparseStack) -> tuple[SegmentedPlane, ...]:
    """Name the middle of one frame for every slice that has one."""
    grid: Geometry = stack.geometry
    middle = np.array([0.0, (grid.shape_kji[1] - 1) / 2, (grid.shape_kji[2] - 1) / 2])
    across = lps_from_kji(grid, middle) - np.asarray(grid.origin_lps_mm)
    named = {k: frame for frame, k in reversed(list(enumerate(stack.slices, start=1)))}
    return tuple(
        SegmentedPlane(
            center_lps_mm=_vector(np.asarray(stack.origins_lps_mm[k]) + across),
            normal=normal(grid),
            name=f"frame {frame}",
        )
        for k, frame in sorted(named.items())
    )


def _vector(values: np.ndarray) -> Vector:
    return float(values[0]), float(values[1]), float(values[2])
