"""What holds for one frame: per-frame functional groups before shared ones before the root."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from pydicom import Dataset

from recist.formats.dicom.claims import Claims, read_claims
from recist.formats.dicom.values import (
    DAMAGE,
    first_item,
    number,
    numbers,
    text,
    texts,
    whole,
)
from recist.formats.sources import RefusedError
from recist.imaging.series import Window

PER_FRAME = "PerFrameFunctionalGroupsSequence"
SHARED = "SharedFunctionalGroupsSequence"


class Rescale(StrEnum):
    """Whether slope and intercept are in the header."""

    PRESENT = "present"
    ABSENT = "absent"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameHeader:
    """One frame of a file.

    Attributes
    ----------
    position, orientation, spacing : tuple of float or None
        ImagePositionPatient, ImageOrientationPatient and PixelSpacing as they stand: None
        where missing, NaN where they are no numbers.
    thickness_mm : float or None
        SliceThickness.
    slope, intercept : float
        Rescale to the unit of the modality; 1 and 0 where ``rescale`` is not present.
    image_type : tuple of str
        ImageType, or the frame's own type.
    marks : tuple of (str, str)
        What tells frames at the same position apart: echo, b-value, time point.
    claims : Claims
        What else the header says of the geometry, to be held against it.
    """

    number: int
    order: int
    position: tuple[float, ...] | None
    orientation: tuple[float, ...] | None
    spacing: tuple[float, ...] | None
    thickness_mm: float | None
    slope: float
    intercept: float
    rescale: Rescale
    windows: tuple[Window, ...]
    image_type: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    claims: Claims


def read_frames(data: Dataset, count: int) -> tuple[FrameHeader, ...]:
    """Return the headers of all frames.

    Raises
    ------
    RefusedError
        If the per-frame groups are not as many as the frames.
    """
    try:
        per_frame = list(data.get(PER_FRAME) or ())
    except DAMAGE as error:
        raise RefusedError("damaged-header", "the groups of its frames are unreadable") from error
    if not all(isinstance(item, Dataset) for item in per_frame):
        raise RefusedError("damaged-header", "the groups of its frames are no groups")
    if per_frame and len(per_frame) != count:
        message = f"describes {len(per_frame)} frames but claims {count}"
        raise RefusedError("damaged-header", message)
    shared = first_item(data, SHARED)
    common = [shared] if shared else []
    if not per_frame:
        alike = _frame(0, _Groups(root=data, groups=common))
        return tuple(replace(alike, number=n) for n in range(count))
    return tuple(
        _frame(n, _Groups(root=data, groups=[own, *common])) for n, own in enumerate(per_frame)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Groups:
    """The groups that hold for a frame, nearest first, and the root of the file."""

    root: Dataset
    groups: list[Dataset]

    def holder(self, sequence: str, keyword: str) -> Dataset:
        """Return the nearest dataset that has the attribute, else the root."""
        return next(self._holders(sequence, keyword), self.root)

    def _holders(self, sequence: str, keyword: str) -> Iterator[Dataset]:
        for group in self.groups:
            item = first_item(group, sequence)
            if item is not None and keyword in item:
                yield item

    def numbers(self, sequence: str, keyword: str) -> tuple[float, ...] | None:
        return numbers(self.holder(sequence, keyword), keyword)

    def number(self, sequence: str, keyword: str) -> float | None:
        return number(self.holder(sequence, keyword), keyword)


def _frame(n: int, groups: _Groups) -> FrameHeader:
    measures = "PixelMeasuresSequence"
    slope, intercept, rescale = _rescale(groups)
    types = groups.holder("MRImageFrameTypeSequence", "FrameType")
    if types is groups.root:
        types = groups.holder("CTImageFrameTypeSequence", "FrameType")
    return FrameHeader(
        number=n,
        order=whole(groups.root, "InstanceNumber") or 0,
        position=groups.numbers("PlanePositionSequence", "ImagePositionPatient"),
        orientation=groups.numbers("PlaneOrientationSequence", "ImageOrientationPatient"),
        spacing=groups.numbers(measures, "PixelSpacing"),
        thickness_mm=_positive(groups.number(measures, "SliceThickness")),
        slope=slope,
        intercept=intercept,
        rescale=rescale,
        windows=_windows(groups.holder("FrameVOILUTSequence", "WindowCenter")),
        image_type=texts(types, "FrameType") or texts(groups.root, "ImageType"),
        marks=_marks(groups),
        claims=read_claims(groups.root, groups.groups),
    )


def _rescale(groups: _Groups) -> tuple[float, float, Rescale]:
    sequence = "PixelValueTransformationSequence"
    slopes = groups.numbers(sequence, "RescaleSlope")
    intercepts = groups.numbers(sequence, "RescaleIntercept")
    if slopes is None and intercepts is None:
        return 1.0, 0.0, Rescale.ABSENT
    slope = 1.0 if slopes is None else slopes[0]
    intercept = 0.0 if intercepts is None else intercepts[0]
    if not (math.isfinite(slope) and math.isfinite(intercept)) or slope == 0:
        return 1.0, 0.0, Rescale.DAMAGED
    return slope, intercept, Rescale.PRESENT


def _windows(holder: Dataset) -> tuple[Window, ...]:
    centers = numbers(holder, "WindowCenter") or ()
    widths = numbers(holder, "WindowWidth") or ()
    pairs = zip(centers, widths, strict=False)
    return tuple(
        Window(width=width, level=level)
        for level, width in pairs
        if math.isfinite(level) and math.isfinite(width) and width >= 1
    )


def _marks(groups: _Groups) -> tuple[tuple[str, str], ...]:
    """Collect what tells frames at one position apart, most telling first."""
    content, root = "FrameContentSequence", groups.root
    echo = groups.number("MREchoSequence", "EffectiveEchoTime")
    temporal = groups.number(content, "TemporalPositionIndex")
    acquired = groups.number(content, "FrameAcquisitionNumber")
    b_value = groups.number("MRDiffusionSequence", "DiffusionBValue")
    found: list[tuple[str, object]] = [
        ("echo time", number(root, "EchoTime") if echo is None else echo),
        ("b-value", b_value),
        ("time point", _first(temporal, number(root, "TemporalPositionIdentifier"))),
        ("trigger time", number(root, "TriggerTime")),
        ("acquisition", _first(acquired, number(root, "AcquisitionNumber"))),
        ("acquisition time", text(root, "AcquisitionTime")),
        ("kernel", "\\".join(texts(root, "ConvolutionKernel"))),
    ]
    return tuple((name, "" if value is None else str(value)) for name, value in found)


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None
