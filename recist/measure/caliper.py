"""The bidirectional caliper: what it is, how long it is, and how one is drawn.

Everything is in patient millimetres, so pixels that are not square, zoom and flips cannot
change a length. How it is moved is in `recist.measure.adjust`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from recist.measure import vectors
from recist.measure.vectors import Vector
from recist.model.length import Length

Axis = tuple[Vector, Vector]

FIRST_SHORT_PER_LONG = 2.0 / 3.0


class Diameter(StrEnum):
    """Which of the two axes."""

    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """The image that a caliper is drawn on.

    Attributes
    ----------
    normal_lps : Vector
        Unit normal of the image in LPS.
    frame_of_reference : str
        Frame of Reference UID of the points; empty where the file names none.
    image : str
        As in `recist.imaging.series.Slice.image`.
    """

    normal_lps: Vector
    frame_of_reference: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caliper:
    """Two crossing axes by their unrounded end points, a single line, or a point.

    Attributes
    ----------
    long_axis_lps_mm : tuple of two points
        The longer axis; of a point, its place twice.
    short_axis_lps_mm : tuple of two points or None
        The shorter axis, which crosses the long one; None for a single line and a point.
    plane : Plane
        The image in which both lie.
    """

    long_axis_lps_mm: Axis
    short_axis_lps_mm: Axis | None
    plane: Plane


def draw(start_lps_mm: Vector, end_lps_mm: Vector, plane: Plane) -> Caliper:
    """Draw the long axis; the short one crosses its middle at right angles, two thirds as long.

    Parameters
    ----------
    start_lps_mm, end_lps_mm : Vector
        Where the drag began and is now; the end is dropped onto the image's plane.
    plane : Plane
        The image drawn on.

    Raises
    ------
    ValueError
        Where both points are one: a click without a drag makes nothing.
    """
    line = draw_line(start_lps_mm, end_lps_mm, plane)
    start, end = line.long_axis_lps_mm
    across = vectors.unit(vectors.cross(plane.normal_lps, vectors.subtract(end, start)))
    half = 0.5 * FIRST_SHORT_PER_LONG * vectors.distance(start, end)
    centre = vectors.middle(start, end)
    short = vectors.along(centre, across, -half), vectors.along(centre, across, half)
    return replace(line, short_axis_lps_mm=short)


def draw_line(start_lps_mm: Vector, end_lps_mm: Vector, plane: Plane) -> Caliper:
    """Draw a single line: a caliper without a short axis; parameters as for `draw`."""
    end = vectors.onto_plane(end_lps_mm, start_lps_mm, plane.normal_lps)
    if vectors.distance(start_lps_mm, end) == 0.0:
        raise ValueError("a caliper needs two different points")
    return Caliper(long_axis_lps_mm=(start_lps_mm, end), short_axis_lps_mm=None, plane=plane)


def point_at(place_lps_mm: Vector, plane: Plane) -> Caliper:
    """Mark a place that is not measured."""
    return Caliper(
        long_axis_lps_mm=(place_lps_mm, place_lps_mm), short_axis_lps_mm=None, plane=plane
    )


def is_point(caliper: Caliper) -> bool:
    """Say whether a caliper has a place and no length."""
    start, end = caliper.long_axis_lps_mm
    return start == end and caliper.short_axis_lps_mm is None


def axis_of(caliper: Caliper, diameter: Diameter) -> Axis | None:
    """Return the end points of one axis, None where a line has no short one."""
    if diameter is Diameter.LONG:
        return caliper.long_axis_lps_mm
    return caliper.short_axis_lps_mm


def length_mm(axis: Axis) -> float:
    """Return the unrounded distance of an axis's end points."""
    return vectors.distance(*axis)


def rounded_length(axis: Axis, precision_mm: Decimal) -> Length:
    """Round an axis's length once, half to even, to the protocol's precision."""
    return Length.from_caliper(length_mm(axis), precision_mm)


def in_order(caliper: Caliper) -> Caliper:
    """Name the axes by their lengths: the longer one is the long axis."""
    short = caliper.short_axis_lps_mm
    if short is None or length_mm(short) <= length_mm(caliper.long_axis_lps_mm):
        return caliper
    return replace(caliper, long_axis_lps_mm=short, short_axis_lps_mm=caliper.long_axis_lps_mm)


def centre_lps_mm(caliper: Caliper) -> Vector:
    """Return the middle of the long axis, where a view jumps to."""
    return vectors.middle(*caliper.long_axis_lps_mm)
