"""Recorded lengths held against the images that they were measured on, where those are at hand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from recist.formats.measured import Draft, DrawnLine, MeasuredLesion, note, with_findings
from recist.imaging.geometry import lps_from_kji
from recist.imaging.series import Series
from recist.imaging.slices import slice_geometry
from recist.model.finding import Finding
from recist.model.length import mm_text
from recist.trial.calipers import MANUAL, POINT, Axis, CaliperRecord
from recist.trial.stated import Taken

# Coordinates are kept in single precision, and a header writes its spacing with six digits.
LEAST_UM = Decimal(10)
# Coordinates count from the corner of the first pixel, indices from its centre, PS3.3 C.18.6.1.1.
CENTRE = 0.5
FRAME = "#"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """One slice of a series that is at hand."""

    series: Series
    k: int

    @property
    def name(self) -> str:
        """As a reading names it."""
        return self.series.slices[self.k].image


Images = Mapping[str, Image]
"""By their names as a reading has them."""


def images_by_name(series: Sequence[Series]) -> dict[str, Image]:
    """Return the images of series by their names."""
    found: dict[str, Image] = {}
    for one in series:
        for k, slice_ in enumerate(one.slices):
            found.setdefault(slice_.image, Image(series=one, k=k))
    return found


def place(draft: Draft, images: Images) -> Taken:
    """Return what a file says, held against the images.

    Where a line can be put on its image it becomes a caliper, and a recorded length that differs
    from it by more than its rounding is a finding. The recorded length stays what was read.
    """
    if draft.refused is not None:
        return Taken(refused=(draft.refused,))
    lesions = [_named_as_at_hand(one, images) for one in draft.lesions]
    calipers = (_caliper(one, images) for one in lesions)
    return Taken(
        rows=tuple(with_findings(one.row, *_doubts(draft, one, images)) for one in lesions),
        calipers=tuple(one for one in calipers if one is not None),
        stated=draft.stated,
        findings=draft.findings,
    )


def image_of(name: str, images: Images) -> Image | None:
    """Return an image; some writers name the first frame of what has no frames."""
    found = images.get(name)
    if found is None and name.endswith(f"{FRAME}1"):
        return images.get(name.partition(FRAME)[0])
    return found


def _named_as_at_hand(lesion: MeasuredLesion, images: Images) -> MeasuredLesion:
    found = image_of(lesion.row.image, images)
    return lesion if found is None else replace(lesion, row=replace(lesion.row, image=found.name))


def _caliper(lesion: MeasuredLesion, images: Images) -> CaliperRecord | None:
    """Return the caliper of a lesion, or the point that marks it; a short axis alone is none."""
    drawn, method = lesion.long, MANUAL
    if lesion.place is not None:
        drawn, method = lesion.place, POINT
    axis = None if drawn is None else _axis(drawn, images)
    if drawn is None or axis is None or (axis[0] == axis[1] and method != POINT):
        return None
    row, image = lesion.row, image_of(drawn.image, images)
    frame = "" if image is None else image.series.frame_of_reference
    is_measured = lesion.short is not None and method != POINT
    return CaliperRecord(
        subject=row.subject,
        reader=row.reader,
        visit=row.visit,
        lesion=row.lesion,
        long_axis_lps_mm=axis,
        short_axis_lps_mm=_axis(lesion.short, images) if lesion.short and is_measured else None,
        frame_of_reference=drawn.frame_of_reference or frame,
        image=image.name if image is not None else drawn.image or row.image,
        method=method,
    )


def _axis(line: DrawnLine, images: Images) -> Axis | None:
    """Return the end points of a line in patient mm."""
    if line.axis_lps_mm is not None:
        return line.axis_lps_mm
    image = image_of(line.image, images)
    if line.points is None or image is None or image.series.geometry is None:
        return None
    geometry = slice_geometry(image.series, image.k)
    kji = np.array([[0.0, row - CENTRE, column - CENTRE] for column, row in line.points])
    (a, b, c), (d, e, f) = lps_from_kji(geometry, kji).tolist()
    return (a, b, c), (d, e, f)


def _doubts(draft: Draft, lesion: MeasuredLesion, images: Images) -> list[Finding]:
    """Return where a lesion and its image say different things."""
    row, image = lesion.row, image_of(lesion.row.image, images)
    told: list[tuple[str, str]] = []
    for line in lesion.lines:
        told += [("length-differs", f"{draft.file} {what}") for what in _difference(line, images)]
        told += [("outside-image", f"{draft.file} {what}") for what in _outside(line, images)]
    if image is not None:
        series = image.series
        if series.subject != row.subject and not draft.is_ours:
            what = f"its image is of subject {series.subject}, the file says {row.subject}"
            told.append(("subject-differs", f"{row.source}: {what}"))
        if series.study_date is not None and series.study_date != row.date.day:
            day = series.study_date.isoformat()
            what = f"its image is of {day}, the file says {row.date.text or 'no day'}"
            told.append(("date-differs", f"{row.source}: {what}"))
        if series.geometry is None:
            what = "its image has no trusted mm: the recorded length cannot be compared"
            told.append(("no-trusted-mm", f"{row.source}: {what}"))
    return [note(code, message, row) for code, message in told]


def _difference(line: DrawnLine, images: Images) -> list[str]:
    """Compare a recorded length with the distance of its end points."""
    axis = _axis(line, images)
    if axis is None:
        return []
    drawn_um = Decimal(math.dist(*axis) * 1000)
    if abs(drawn_um - line.um) <= max(line.half_digit_um, LEAST_UM):
        return []
    drawn = mm_text(int(drawn_um.to_integral_value()))
    told = f"{line.what} is recorded as {mm_text(line.um)} mm, its end points are {drawn} mm apart"
    return [f"{told}; the recorded length is taken"]


def _outside(line: DrawnLine, images: Images) -> list[str]:
    image = image_of(line.image, images)
    if line.points is None or image is None:
        return []
    _, rows, columns = image.series.shape_kji
    if all(0 <= column <= columns and 0 <= row <= rows for column, row in line.points):
        return []
    return [f"{line.what} ends outside its image of {columns} × {rows} pixels"]
