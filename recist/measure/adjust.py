"""How a caliper changes when it is grabbed: pure functions from one caliper to the next.

The short axis always crosses the long one: it slides along it, each end is stretched by
itself on its own side, and turning the long axis takes it along in proportion. The roles
follow the lengths, and the grip that is held follows the roles.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from recist.measure import vectors
from recist.measure.caliper import Axis, Caliper, in_order
from recist.measure.vectors import Vector

# Nearer to parallel than this (sine of ten degrees) two axes no longer cross usefully.
LEAST_SINE = 0.17


class Grip(StrEnum):
    """The part of a caliper that is held: an end, or the line between two ends."""

    LONG_START = "long start"
    LONG_END = "long end"
    SHORT_START = "short start"
    SHORT_END = "short end"
    LONG_LINE = "long line"
    SHORT_LINE = "short line"


class Angle(StrEnum):
    """Whether a pulled short end keeps the angle to the long axis."""

    KEPT = "kept"
    FREE = "free"


ENDS = (Grip.LONG_START, Grip.LONG_END, Grip.SHORT_START, Grip.SHORT_END)

_SWAPPED = {
    Grip.LONG_START: Grip.SHORT_START,
    Grip.LONG_END: Grip.SHORT_END,
    Grip.SHORT_START: Grip.LONG_START,
    Grip.SHORT_END: Grip.LONG_END,
    Grip.LONG_LINE: Grip.SHORT_LINE,
    Grip.SHORT_LINE: Grip.LONG_LINE,
}


def drag(
    caliper: Caliper,
    grip: Grip,
    from_lps_mm: Vector,
    to_lps_mm: Vector,
    angle: Angle = Angle.KEPT,
) -> tuple[Caliper, Grip]:
    """Move what is held by the way the pointer went.

    Parameters
    ----------
    caliper : Caliper
        As it was when it was grabbed.
    grip : Grip
        An end is moved, the long line moves the whole, the short line slides.
    from_lps_mm, to_lps_mm : Vector
        Where the pointer grabbed and where it is now.
    angle : Angle
        FREE lets a short end turn its axis about the crossing.

    Returns
    -------
    tuple of Caliper and Grip
        The caliper, its axes in order, and the grip's name in it.
    """
    step = vectors.subtract(to_lps_mm, from_lps_mm)
    normal = caliper.plane.normal_lps
    step = vectors.along(step, normal, -vectors.dot(step, normal))
    match grip:
        case Grip.LONG_START | Grip.LONG_END:
            moved = _move_long_end(caliper, grip, step)
        case Grip.SHORT_START | Grip.SHORT_END:
            moved = _move_short_end(caliper, grip, step, angle)
        case Grip.LONG_LINE:
            moved = shift(caliper, step)
        case Grip.SHORT_LINE:
            moved = slide(caliper, step)
    ordered = in_order(moved)
    return ordered, grip if ordered is moved else _SWAPPED[grip]


def grip_point(caliper: Caliper, grip: Grip) -> Vector | None:
    """Return the point of an end, the middle of a line; None where there is no short axis."""
    axis = caliper.short_axis_lps_mm
    if grip in (Grip.LONG_START, Grip.LONG_END, Grip.LONG_LINE):
        axis = caliper.long_axis_lps_mm
    if axis is None:
        return None
    if grip in (Grip.LONG_LINE, Grip.SHORT_LINE):
        return vectors.middle(*axis)
    return axis[0] if grip in (Grip.LONG_START, Grip.SHORT_START) else axis[1]


def shift(caliper: Caliper, step_lps_mm: Vector) -> Caliper:
    """Move the whole caliper."""
    long, short = caliper.long_axis_lps_mm, caliper.short_axis_lps_mm
    return replace(
        caliper,
        long_axis_lps_mm=_shifted(long, step_lps_mm),
        short_axis_lps_mm=None if short is None else _shifted(short, step_lps_mm),
    )


def slide(caliper: Caliper, step_lps_mm: Vector) -> Caliper:
    """Slide the short axis along the long one, as far as the long one goes."""
    short = caliper.short_axis_lps_mm
    if short is None:
        return caliper
    start, end = caliper.long_axis_lps_mm
    length = vectors.distance(start, end)
    along = vectors.unit(vectors.subtract(end, start))
    here = vectors.dot(vectors.subtract(crossing_lps_mm(caliper), start), along)
    there = min(max(here + vectors.dot(step_lps_mm, along), 0.0), length)
    step = vectors.scale(along, there - here)
    return replace(caliper, short_axis_lps_mm=_shifted(short, step))


def crossing_lps_mm(caliper: Caliper) -> Vector:
    """Return the point of the long axis where the short one crosses it."""
    start, end = caliper.long_axis_lps_mm
    if caliper.short_axis_lps_mm is None:
        return vectors.middle(start, end)
    low, high = caliper.short_axis_lps_mm
    along = vectors.unit(vectors.subtract(end, start))
    across = vectors.unit(vectors.cross(caliper.plane.normal_lps, along))
    below = vectors.dot(vectors.subtract(low, start), across)
    above = vectors.dot(vectors.subtract(high, start), across)
    share = 0.5 if below == above else below / (below - above)
    crossing = vectors.along(low, vectors.subtract(high, low), share)
    # Rounding must not carry the crossing off the long axis.
    there = vectors.dot(vectors.subtract(crossing, start), along)
    return vectors.along(start, along, min(max(there, 0.0), vectors.distance(start, end)))


def _shifted(axis: Axis, step: Vector) -> Axis:
    return vectors.add(axis[0], step), vectors.add(axis[1], step)


def _move_long_end(caliper: Caliper, grip: Grip, step: Vector) -> Caliper:
    start, end = caliper.long_axis_lps_mm
    moved = (vectors.add(start, step), end)
    if grip is Grip.LONG_END:
        moved = (start, vectors.add(end, step))
    if vectors.distance(*moved) == 0.0:
        return caliper
    short = caliper.short_axis_lps_mm
    if short is not None:
        short = _carried(caliper, moved, short[0]), _carried(caliper, moved, short[1])
    return replace(caliper, long_axis_lps_mm=moved, short_axis_lps_mm=short)


def _carried(caliper: Caliper, moved: Axis, point: Vector) -> Vector:
    """Keep a point's place relative to the long axis while that turns and grows."""
    start, end = caliper.long_axis_lps_mm
    normal = caliper.plane.normal_lps
    old, new = vectors.subtract(end, start), vectors.subtract(moved[1], moved[0])
    offset = vectors.subtract(point, start)
    squared = vectors.dot(old, old)
    forward = vectors.dot(offset, old) / squared
    sideways = vectors.dot(offset, vectors.cross(normal, old)) / squared
    carried = vectors.along(moved[0], new, forward)
    return vectors.along(carried, vectors.cross(normal, new), sideways)


def _move_short_end(caliper: Caliper, grip: Grip, step: Vector, angle: Angle) -> Caliper:
    short = caliper.short_axis_lps_mm
    if short is None:
        return caliper
    pulled, other = short if grip is Grip.SHORT_START else (short[1], short[0])
    crossing = crossing_lps_mm(caliper)
    direction = vectors.unit(vectors.subtract(pulled, other))
    reach = vectors.subtract(vectors.add(pulled, step), crossing)
    if angle is Angle.FREE:
        direction = _turned(caliper, direction, reach)
    pulled = vectors.along(crossing, direction, max(vectors.dot(reach, direction), 0.0))
    other = vectors.along(crossing, direction, -vectors.distance(crossing, other))
    if vectors.distance(pulled, other) == 0.0:
        return caliper
    axis = (pulled, other) if grip is Grip.SHORT_START else (other, pulled)
    return replace(caliper, short_axis_lps_mm=axis)


def _turned(caliper: Caliper, direction: Vector, reach: Vector) -> Vector:
    """Point the short axis at the pointer, unless that lies across or along the long axis."""
    start, end = caliper.long_axis_lps_mm
    along = vectors.unit(vectors.subtract(end, start))
    across = vectors.cross(caliper.plane.normal_lps, along)
    side = 1.0 if vectors.dot(direction, across) >= 0.0 else -1.0
    if side * vectors.dot(reach, across) < LEAST_SINE * vectors.norm(reach) or not any(reach):
        return direction
    return vectors.unit(reach)
