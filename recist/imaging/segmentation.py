"""What a segmentation is: its segments, where they lie, and which series they were drawn on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.geometry import FloatArray, Geometry, Vector
from recist.imaging.verdict import Reason, Verdict

# These describe a segmentation without casting doubt on it.
FOR_INFORMATION = frozenset({"empty-segment"})


class SegmentationFormat(StrEnum):
    """What kind of file a segmentation comes from."""

    DICOM_SEG = "DICOM SEG"
    RTSTRUCT = "RTSTRUCT"
    NIFTI = "NIfTI"
    NRRD = "NRRD"


class SegmentationKind(StrEnum):
    """How segments are written down.

    A fractional voxel says how likely it is part of the segment (probability) or how much of
    it is (occupancy), PS3.3 C.8.20.2.3.
    """

    BINARY = "binary"
    PROBABILITY = "probability"
    OCCUPANCY = "occupancy"
    LABEL_MAP = "label map"
    CONTOURS = "contours"


class LinkedBy(StrEnum):
    """What joins a segmentation with its series."""

    REFERENCE = "referenced UIDs"
    POSITION = "frame of reference and position"
    GRID = "same grid"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One segment or region of interest.

    Attributes
    ----------
    number : int
        Segment Number, ROI Number, or the value in a label map.
    label : str
        What its author calls it.
    category, property_type : str
        Meaning of the codes (Tissue, Liver); RT ROI Interpreted Type (GTV) as the category.
    algorithm : str
        MANUAL, SEMIAUTOMATIC or AUTOMATIC.
    tracking_uid : str
        The same for one lesion in all segmentations that follow it.
    """

    number: int
    label: str
    category: str = ""
    property_type: str = ""
    algorithm: str = ""
    tracking_uid: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentedPlane:
    """One frame or contour: a point in its middle, the unit normal, and how people name it."""

    center_lps_mm: Vector
    normal: Vector
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKey:
    """What names a series: its ``uid`` and ``part``."""

    uid: str
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSegmentation:
    """A segmentation before its voxels are read: plain values, which fit between processes.

    Attributes
    ----------
    file : str
        Path of the file; ``archive.zip!member`` inside a zip.
    uid : str
        SOP Instance UID; ``sha256:…`` for NIfTI and NRRD.
    geometry : Geometry or None
        The grid that all masks are cut from. None for contours, which are in LPS mm by
        themselves, and where there are no trusted millimetres.
    segments : tuple of Segment
        Empty for a label map whose header names none: its values are known when it is loaded.
    referenced_series, referenced_images : tuple of str
        Series and SOP Instance UIDs that the file says it was drawn on.
    referenced_modality : str
        Modality of those images as their class says, else empty.
    planes : tuple of SegmentedPlane
        Where its frames or contours lie.
    links : tuple of SeriesKey
        The series that it belongs to, the best first.
    """

    file: str
    format: SegmentationFormat
    kind: SegmentationKind
    uid: str
    series_uid: str
    study_uid: str
    subject: str
    study_date: date | None
    description: str
    frame_of_reference: str
    geometry: Geometry | None
    segments: tuple[Segment, ...]
    referenced_series: tuple[str, ...]
    referenced_images: tuple[str, ...]
    referenced_modality: str
    planes: tuple[SegmentedPlane, ...]
    verdict: Verdict
    reasons: tuple[Reason, ...]
    links: tuple[SeriesKey, ...] = ()
    linked_by: LinkedBy = LinkedBy.NONE


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mask:
    """The voxels of one segment, cut to the box that holds them.

    Attributes
    ----------
    geometry : Geometry
        The grid of the box.
    start_kji : tuple of int
        Where the box begins in the grid that it was cut from.
    origins_lps_mm : tuple of Vector
        Centre of the first voxel of each slice of the box, exact where slices are uneven.
    values_kji : ndarray, shape (slices, rows, columns)
        bool, or uint8 where the segment is fractional.
    full_value : int
        The value of a voxel that is wholly part of the segment; 1 for bool.
    """

    geometry: Geometry
    start_kji: tuple[int, int, int]
    origins_lps_mm: tuple[Vector, ...]
    values_kji: NDArray[Any]
    full_value: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contour:
    """A closed planar outline.

    Attributes
    ----------
    name : str
        How people find it: which contour of which region.
    points_lps_mm : ndarray, shape (points, 3)
        Its corners; the last is joined with the first.
    image : str
        SOP Instance UID of the image that it says it was drawn on, else empty.
    """

    name: str
    points_lps_mm: FloatArray
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segmentation:
    """A segmentation with its voxels or contours.

    ``masks`` and ``contours`` have one entry for each of ``found.segments``: a mask is None
    where the segment holds no voxel. Segments may overlap; each keeps all of its voxels.
    """

    found: FoundSegmentation
    masks: tuple[Mask | None, ...] = ()
    contours: tuple[tuple[Contour, ...], ...] = ()


def inside(mask: Mask, share: float = 0.5) -> NDArray[np.bool_]:
    """Return which voxels are part of a segment by at least a share (0 to 1), never those at 0."""
    if mask.values_kji.dtype == np.bool_:
        return mask.values_kji
    found: NDArray[np.bool_] = mask.values_kji >= max(share * mask.full_value, 1)
    return found


def with_reasons(found: FoundSegmentation, reasons: Sequence[Reason]) -> FoundSegmentation:
    """Add reasons; any that casts doubt makes an accepted segmentation one with a warning."""
    doubts = any(reason.code not in FOR_INFORMATION for reason in reasons)
    warned = Verdict.WARN if doubts and found.verdict is Verdict.ACCEPT else found.verdict
    return replace(found, verdict=warned, reasons=(*found.reasons, *reasons))
