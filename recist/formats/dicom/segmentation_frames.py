"""Where the frames of a DICOM SEG lie, and which segment each is of."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from pydicom import Dataset

from recist.formats.dicom.companions import SAME_COSINE, SAME_SPACING_MM
from recist.formats.dicom.frame_image import position_of
from recist.formats.dicom.functional import PER_FRAME, SHARED
from recist.formats.dicom.values import DAMAGE, number, numbers, whole
from recist.formats.sources import RefusedError
from recist.imaging.geometry import Vector
from recist.imaging.sparse_stack import SparseStack, place_frames
from recist.imaging.stack import implausible_spacing, orientation_problem
from recist.imaging.verdict import Reason

Value = TypeVar("Value")


def items(data: Dataset, keyword: str) -> Iterator[Dataset]:
    """Return the items of a sequence, none where it is missing or damaged."""
    try:
        found = list(data.get(keyword) or ())
    except DAMAGE:
        return
    yield from (item for item in found if isinstance(item, Dataset))


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameGroups:
    """The functional groups of all frames, PS3.3 C.7.6.16: own ones before shared ones."""

    own: tuple[Dataset, ...]
    shared: Dataset

    def each(self, sequence: str, read: Callable[[Dataset], Value]) -> list[Value]:
        """Read one group of every frame; what all frames share is read once."""
        common = read(next(items(self.shared, sequence), Dataset()))
        return [
            read(next(items(group, sequence), Dataset())) if sequence in group else common
            for group in self.own
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measures:
    """The Pixel Measures of a frame as they stand."""

    spacing: tuple[float, ...] | None
    thickness_mm: float | None
    step_mm: float | None


def read_groups(data: Dataset, count: int) -> FrameGroups:
    """Return the groups of all frames.

    Raises
    ------
    RefusedError
        If the per-frame groups are not as many as the frames.
    """
    own = tuple(items(data, PER_FRAME))
    if PER_FRAME in data and len(own) != count:
        raise RefusedError("damaged-header", f"describes {len(own)} frames but claims {count}")
    shared = next(items(data, SHARED), Dataset())
    return FrameGroups(own=own or (Dataset(),) * count, shared=shared)


def place_groups(groups: FrameGroups, shape_ji: tuple[int, int]) -> SparseStack:
    """Place the frames in the patient; without a place there is nothing to measure.

    Raises
    ------
    RefusedError
        If position, orientation or spacing are missing, damaged or not of one stack.
    """
    positions = groups.each("PlanePositionSequence", _position)
    orientations = groups.each("PlaneOrientationSequence", _orientation)
    measures = groups.each("PixelMeasuresSequence", _measures)
    first = measures[0]
    problem = _spacing_problem(first, shape_ji) or orientation_problem(orientations[0])
    if problem is not None:
        raise RefusedError(problem.code, f"has no place in the patient: {problem.message}")
    orientation, spacing = orientations[0] or (), first.spacing or ()
    origins: list[Vector] = []
    for n, origin in enumerate(positions):
        if origin is None:
            message = f"has no place in the patient: frame {n + 1} has no position"
            raise RefusedError("no-position", message)
        if not (
            _alike(orientations[n], orientation, SAME_COSINE)
            and _alike(measures[n].spacing, spacing, SAME_SPACING_MM)
        ):
            message = f"frame {n + 1} lies in another plane than the first"
            raise RefusedError("several-orientations", message)
        origins.append(origin)
    return place_frames(
        origins,
        orientation=orientation,
        spacing_ji_mm=(spacing[0], spacing[1]),
        shape_ji=shape_ji,
        step_mm=first.step_mm,
        thickness_mm=first.thickness_mm,
    )


def segments_of(groups: FrameGroups) -> tuple[int, ...]:
    """Return the segment number of each frame.

    Raises
    ------
    RefusedError
        If a frame is of none.
    """
    found = []
    for n, segment in enumerate(groups.each("SegmentIdentificationSequence", _segment)):
        if segment is None:
            raise RefusedError("damaged-header", f"does not say the segment of frame {n + 1}")
        found.append(segment)
    return tuple(found)


def _position(item: Dataset) -> Vector | None:
    return position_of(numbers(item, "ImagePositionPatient"))


def _orientation(item: Dataset) -> tuple[float, ...] | None:
    return numbers(item, "ImageOrientationPatient")


def _segment(item: Dataset) -> int | None:
    return whole(item, "ReferencedSegmentNumber")


def _measures(item: Dataset) -> _Measures:
    return _Measures(
        spacing=numbers(item, "PixelSpacing"),
        thickness_mm=_positive(number(item, "SliceThickness")),
        step_mm=_positive(number(item, "SpacingBetweenSlices")),
    )


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None


def _spacing_problem(measures: _Measures, shape_ji: tuple[int, int]) -> Reason | None:
    spacing = measures.spacing or ()
    if len(spacing) == 2 and all(math.isfinite(mm) and mm > 0 for mm in spacing):
        return implausible_spacing(spacing, shape_ji)
    return Reason(code="no-spacing", message="the pixel spacing is missing or is not two lengths")


def _alike(values: Sequence[float] | None, others: Sequence[float], tolerance: float) -> bool:
    # Most frames share the very same values.
    if values is others:
        return True
    found = values or ()
    return len(found) == len(others) and bool(np.allclose(found, others, rtol=0, atol=tolerance))
