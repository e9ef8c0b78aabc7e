"""DICOM RT Structure Set in: regions as closed outlines in LPS mm, PS3.3 A.19."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from pydicom import Dataset

from recist.formats.dicom.open import DicomFile
from recist.formats.dicom.segmentation import meaning, modality_of
from recist.formats.dicom.segmentation_frames import items
from recist.formats.dicom.values import DAMAGE, day, text, whole
from recist.formats.sources import RefusedError
from recist.imaging.geometry import FloatArray, Vector
from recist.imaging.segmentation import (
    FOR_INFORMATION,
    Contour,
    FoundSegmentation,
    Segment,
    Segmentation,
    SegmentationFormat,
    SegmentationKind,
    SegmentedPlane,
)
from recist.imaging.stack import FARTHEST_MM
from recist.imaging.verdict import Reason, Verdict

RTSTRUCT_CLASS = "1.2.840.10008.5.1.4.1.1.481.3"
# Contour Geometric Type of those that enclose an area, PS3.3 C.8.8.6.3.
CLOSED = ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR")
# Decimal strings and what parts and pads them; a conversion to float takes much more.
DECIMALS = re.compile(rb"[0-9+\-.eE\\ \0]*")
LEAST_AREA_MM2 = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """One region of interest: what is told of it, its outlines, and what was left out."""

    segment: Segment
    frame_of_reference: str
    sop_class: str
    contours: tuple[Contour, ...]
    reasons: tuple[Reason, ...]


def read_structure_set(file: str, opened: DicomFile) -> Segmentation:
    """Read the regions of a structure set; the outlines stand in its header.

    Contours that are no closed outline (POINT, OPEN_PLANAR …) or whose coordinates are damaged
    are left out, and a reason names the first of them.

    Raises
    ------
    RefusedError
        ``no-contours`` if it describes no region.
    """
    data = opened.dataset
    regions = _regions(data)
    if not regions:
        raise RefusedError("no-contours", "describes no region of interest")
    contours = [contour for region in regions for contour in region.contours]
    series, images = _referenced(data)
    frame, mixed = _frame_of_reference(data, regions)
    reasons = (*mixed, *(reason for region in regions for reason in region.reasons))
    doubts = any(reason.code not in FOR_INFORMATION for reason in reasons)
    found = FoundSegmentation(
        file=file,
        format=SegmentationFormat.RTSTRUCT,
        kind=SegmentationKind.CONTOURS,
        uid=text(data, "SOPInstanceUID") or text(opened.meta, "MediaStorageSOPInstanceUID"),
        series_uid=text(data, "SeriesInstanceUID"),
        study_uid=text(data, "StudyInstanceUID"),
        subject=text(data, "PatientID"),
        study_date=day(data, "StudyDate"),
        description=text(data, "StructureSetLabel") or text(data, "SeriesDescription"),
        frame_of_reference=frame,
        geometry=None,
        segments=tuple(region.segment for region in regions),
        referenced_series=series,
        # What the outlines themselves name is nearer than the list of the whole scan.
        referenced_images=tuple(dict.fromkeys(one.image for one in contours if one.image))
        or images,
        referenced_modality=modality_of(next((one.sop_class for one in regions), "")),
        planes=tuple(_plane(contour) for contour in contours),
        verdict=Verdict.WARN if doubts else Verdict.ACCEPT,
        reasons=reasons,
    )
    return Segmentation(found=found, contours=tuple(region.contours for region in regions))


def _regions(data: Dataset) -> tuple[_Region, ...]:
    outlines = {whole(one, "ReferencedROINumber"): one for one in items(data, "ROIContourSequence")}
    observed = {
        whole(one, "ReferencedROINumber"): one for one in items(data, "RTROIObservationsSequence")
    }
    found = []
    for item in items(data, "StructureSetROISequence"):
        number = whole(item, "ROINumber")
        if number is None:
            raise RefusedError("damaged-header", "describes a region without a number")
        about = observed.get(number, Dataset())
        segment = Segment(
            number=number,
            label=text(item, "ROIName") or f"region {number}",
            category=text(about, "RTROIInterpretedType"),
            property_type=meaning(about, "RTROIIdentificationCodeSequence"),
            algorithm=text(item, "ROIGenerationAlgorithm"),
            tracking_uid=text(item, "TrackingUID"),
        )
        found.append(_region(item, segment, outlines.get(number, Dataset())))
    if len({one.segment.number for one in found}) < len(found):
        raise RefusedError("damaged-header", "describes two regions by one number")
    return tuple(found)


def _region(item: Dataset, segment: Segment, outlines: Dataset) -> _Region:
    contours, sop_class = [], ""
    left_out: dict[str, list[str]] = defaultdict(list)
    for n, one in enumerate(items(outlines, "ContourSequence"), start=1):
        name = f"contour {n} of {segment.label}"
        image = next(items(one, "ContourImageSequence"), Dataset())
        sop_class = sop_class or text(image, "ReferencedSOPClassUID")
        points = _points(one)
        if isinstance(points, Reason):
            left_out[points.code].append(f"{name}: {points.message}")
            continue
        uid = text(image, "ReferencedSOPInstanceUID")
        contours.append(Contour(name=name, points_lps_mm=points, image=uid))
    reasons = [_left_out(code, names, segment.label) for code, names in left_out.items()]
    if not contours:
        message = f"region {segment.number} ({segment.label}) has no closed outline"
        reasons.append(Reason(code="empty-segment", message=message))
    return _Region(
        segment=segment,
        frame_of_reference=text(item, "ReferencedFrameOfReferenceUID"),
        sop_class=sop_class,
        contours=tuple(contours),
        reasons=tuple(reasons),
    )


def _left_out(code: str, names: list[str], label: str) -> Reason:
    how_many = "1 contour" if len(names) == 1 else f"{len(names)} contours"
    message = f"{how_many} of {label} left out, first {names[0]}"
    return Reason(code=code, message=message)


def _points(item: Dataset) -> FloatArray | Reason:
    """Return the corners of a closed outline, or why it is none."""
    kind = text(item, "ContourGeometricType")
    if kind not in CLOSED:
        return Reason(code="open-contour", message=f"{kind or 'no type'} encloses no area")
    numbers = _coordinates(item)
    if numbers is None or not np.all(np.abs(numbers) <= FARTHEST_MM):
        return Reason(code="bad-contour", message="its coordinates are no numbers of a patient")
    promised = whole(item, "NumberOfContourPoints")
    if len(numbers) % 3 or len(numbers) < 9 or promised not in (None, len(numbers) // 3):
        message = f"its {len(numbers)} coordinates are not the points of an outline"
        return Reason(code="bad-contour", message=message)
    points = numbers.reshape(-1, 3)
    if float(np.linalg.norm(_area_lps_mm2(points))) < LEAST_AREA_MM2:
        return Reason(code="bad-contour", message="it encloses no area")
    return points


def _coordinates(item: Dataset) -> FloatArray | None:
    """Parse Contour Data as it stands in the file: a value object for each would take minutes."""
    try:
        value = item.get_item("ContourData").value
    except DAMAGE:
        return None
    if not isinstance(value, bytes):
        several = [] if value is None else [value] if isinstance(value, str) else list(value)
        value = b"\\".join(str(one).encode("ascii", "replace") for one in several)
    if not DECIMALS.fullmatch(value):
        return None
    try:
        return np.array([float(one) for one in value.strip(b"\0 ").split(b"\\")])
    except ValueError:
        return None


def _area_lps_mm2(points: FloatArray) -> FloatArray:
    """Return the area of a planar outline as a vector along its normal."""
    moved = points - points[0]
    # The sum of the cross products of neighbours, three at a time.
    products = moved.T @ np.roll(moved, -1, axis=0)
    twice = products - products.T
    return np.array([twice[1, 2], twice[2, 0], twice[0, 1]]) / 2


def _plane(contour: Contour) -> SegmentedPlane:
    area = _area_lps_mm2(contour.points_lps_mm)
    return SegmentedPlane(
        center_lps_mm=_vector(contour.points_lps_mm.mean(axis=0)),
        normal=_vector(area / np.linalg.norm(area)),
        name=contour.name,
    )


def _frame_of_reference(
    data: Dataset, regions: tuple[_Region, ...]
) -> tuple[str, tuple[Reason, ...]]:
    """Return the one frame of reference of all regions, empty with a reason if there are more."""
    named = {one.frame_of_reference for one in regions if one.contours} - {""}
    named = named or {text(data, "FrameOfReferenceUID")}
    if len(named) == 1:
        return named.pop(), ()
    message = f"its regions lie in {len(named)} frames of reference"
    return "", (Reason(code="mixed-frames-of-reference", message=message),)


def _referenced(data: Dataset) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the series and images of the scans that the structure set is about."""
    scans = [
        scan
        for frame in items(data, "ReferencedFrameOfReferenceSequence")
        for study in items(frame, "RTReferencedStudySequence")
        for scan in items(study, "RTReferencedSeriesSequence")
    ]
    series = [text(scan, "SeriesInstanceUID") for scan in scans]
    images = [
        text(image, "ReferencedSOPInstanceUID")
        for scan in scans
        for image in items(scan, "ContourImageSequence")
    ]
    return tuple(uid for uid in series if uid), tuple(uid for uid in images if uid)


def _vector(values: FloatArray) -> Vector:
    return float(values[0]), float(values[1]), float(values[2])
