"""Calipers as they are kept: unrounded end points, and what they were drawn on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float, float]
Axis = tuple[Point, Point]

MANUAL, POINT = "manual", "point"
"""The methods: drawn by a reader, and a place that a reader marked without measuring it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaliperRecord:
    """A caliper of one lesion at one visit, or the point that marks where the lesion is.

    Attributes
    ----------
    long_axis_lps_mm, short_axis_lps_mm : Axis or None
        End points in patient mm (LPS), unrounded. Of a point, both ends of the long axis are the
        place and there is no short one; in a series without trusted mm they are column, row and
        slice, and the frame of reference is empty.
    frame_of_reference : str
        UID of the patient space in which the points are meant.
    image : str
        As in the reading table.
    method : str
        `MANUAL` where a reader drew it, `POINT` where a reader marked a place.
    """

    subject: str
    reader: str
    visit: str
    lesion: str
    long_axis_lps_mm: Axis
    short_axis_lps_mm: Axis | None
    frame_of_reference: str
    image: str
    method: str = MANUAL


def is_point(record: CaliperRecord) -> bool:
    """Say whether a place is kept, and no length."""
    return record.method == POINT


def fault_of(record: CaliperRecord) -> str:
    """Return what is wrong with a caliper, empty where nothing is.

    Nothing is 0 mm long; what has a place and no length is a point, and that has nothing else.
    """
    start, end = record.long_axis_lps_mm
    if not is_point(record):
        return "0 mm is no measurement; a place alone has the method point" if start == end else ""
    if start != end or record.short_axis_lps_mm is not None:
        return "a point has both ends of its long axis in one place, and no short axis"
    return ""


def calipers_beside(table: Path) -> Path:
    """Return the caliper file that belongs to a reading table."""
    return table.with_name(f"{table.stem}.calipers.json")
