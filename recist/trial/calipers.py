"""Calipers as they are kept: unrounded end points, and what they were drawn on."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float, float]
Axis = tuple[Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaliperRecord:
    """A caliper of one lesion at one visit.

    Attributes
    ----------
    long_axis_lps_mm, short_axis_lps_mm : Axis or None
        End points in patient mm (LPS), unrounded.
    frame_of_reference : str
        UID of the patient space in which the points are meant.
    image : str
        As in the reading table.
    method : str
        ``manual`` where a reader drew it.
    """

    subject: str
    reader: str
    visit: str
    lesion: str
    long_axis_lps_mm: Axis
    short_axis_lps_mm: Axis | None
    frame_of_reference: str
    image: str
    method: str = "manual"
