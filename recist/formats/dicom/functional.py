"""What holds for one frame: per-frame functional groups before shared ones before the root."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydicom import Dataset

from recist.formats.dicom.claims import read_claims
from recist.formats.dicom.instance import RESCALED, FrameHeader, Rescale
from recist.formats.dicom.modality import modality_table, read_padding, unit_of
from recist.formats.dicom.pixels import PixelFormat
from recist.formats.dicom.values import (
    DAMAGE,
    first_item,
    number,
    numbers,
    text,
    texts,
    whole,
)
from recist.formats.dicom.voi import read_tables, read_windows
from recist.formats.sources import RefusedError
from recist.imaging.meaning import Meaning
from recist.imaging.series import Window

PER_FRAME = "PerFrameFunctionalGroupsSequence"
SHARED = "SharedFunctionalGroupsSequence"
TRANSFORMATION = "PixelValueTransformationSequence"


def read_frames(data: Dataset, pixels: PixelFormat) -> tuple[FrameHeader, ...]:
    """Return the headers of all frames.

    Raises
    ------
    RefusedError
        If the per-frame groups are not as many as the frames.
    """
    count = pixels.frames
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
        alike = _frame(0, _Groups(root=data, groups=common), pixels)
        return tuple(replace(alike, number=n) for n in range(count))
    return tuple(
        _frame(n, _Groups(root=data, groups=[own, *common]), pixels)
        for n, own in enumerate(per_frame)
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


def _frame(n: int, groups: _Groups, pixels: PixelFormat) -> FrameHeader:
    measures = "PixelMeasuresSequence"
    meaning, rescale = _meaning(groups, pixels)
    by_table = meaning.table is not None
    rescale_type = text(groups.holder(TRANSFORMATION, "RescaleType"), "RescaleType")
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
        meaning=meaning,
        rescale=rescale,
        unit=unit_of(groups.root, rescale_type, by_table=by_table) if rescale in RESCALED else "",
        windows=_windows(groups, pixels, meaning),
        image_type=texts(types, "FrameType") or texts(groups.root, "ImageType"),
        marks=_marks(groups),
        claims=read_claims(groups.root, groups.groups),
    )


def _meaning(groups: _Groups, pixels: PixelFormat) -> tuple[Meaning, Rescale]:
    padding = read_padding(groups.root, pixels)
    if "ModalityLUTSequence" in groups.root:
        table = modality_table(groups.root, pixels)
        rescale = Rescale.TABLE if table is not None else Rescale.DAMAGED
        return Meaning(table=table, padding=padding), rescale
    slope, intercept, rescale = _rescale(groups)
    return Meaning(slope=slope, intercept=intercept, padding=padding), rescale


def _rescale(groups: _Groups) -> tuple[float, float, Rescale]:
    slopes = groups.numbers(TRANSFORMATION, "RescaleSlope")
    intercepts = groups.numbers(TRANSFORMATION, "RescaleIntercept")
    if slopes is None and intercepts is None:
        return 1.0, 0.0, Rescale.ABSENT
    slope = 1.0 if slopes is None else slopes[0]
    intercept = 0.0 if intercepts is None else intercepts[0]
    if not (math.isfinite(slope) and math.isfinite(intercept)) or slope == 0:
        return 1.0, 0.0, Rescale.DAMAGED
    return slope, intercept, Rescale.PRESENT


def _windows(groups: _Groups, pixels: PixelFormat, meaning: Meaning) -> tuple[Window, ...]:
    """Return the looks of a frame: tables first, which were drawn for it, then windows."""
    sequence = "FrameVOILUTSequence"
    # The output of a table has no sign.
    negative = meaning.table is None and (pixels.signed or meaning.intercept < 0)
    tables = read_tables(groups.holder(sequence, "VOILUTSequence"), signed=negative)
    return tables + read_windows(groups.holder(sequence, "WindowCenter"))


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
