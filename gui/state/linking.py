"""How far two series may scroll together: by patient position, or by an offset once set.

Two frames of reference have nothing to do with one another until somebody says so; a drag
that aligns them stores the offset. It is kept per pair of frames of reference (of series
where a file names none), so that it still holds when another series is opened. Planes that
cross each other have no common scroll; in each frame of reference they share a point.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from gui.state.plane import SlicePlane
from gui.state.tongue import later
from recist.imaging.geometry import normal
from recist.imaging.series import Series
from recist.measure import vectors
from recist.measure.vectors import Vector

# Stacks that are turned further against each other than 25 degrees have no common scroll.
PARALLEL_COSINE = 0.9


class Link(StrEnum):
    """Whether scrolling is linked at all."""

    ON = "on"
    OFF = "off"


class Bond(StrEnum):
    """What links two tiles, in the words that the tile says."""

    PATIENT_POSITION = later("linked")
    POINT = later("linked by point")
    OFFSET = later("linked by offset")
    NONE = later("not linked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """``point in second = point in first + offset_lps_mm``, for two frames of reference."""

    first: str
    second: str
    offset_lps_mm: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The one point that planes which cross each other share, in a frame of reference."""

    frame: str
    point_lps_mm: Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """The switch, every offset that has been set so far, and the common points, one a frame."""

    link: Link = Link.ON
    offsets: tuple[Offset, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A series and the normal of the planes through it that a tile shows."""

    series: Series
    normal_lps: Vector


def frame_of(series: Series) -> str:
    """Return the name of the space that a series' points are in."""
    return series.frame_of_reference or f"series {series.uid}"


def point_of(linking: Linking, series: Series) -> Vector | None:
    """Return the common point in a series' frame of reference, None where there is none yet."""
    frame = frame_of(series)
    return next((one.point_lps_mm for one in linking.points if one.frame == frame), None)


def with_point(linking: Linking, series: Series, point_lps_mm: Vector) -> Linking:
    """Move the common point of a series' frame of reference; those of other frames stay."""
    new = Point(frame=frame_of(series), point_lps_mm=point_lps_mm)
    kept = tuple(one for one in linking.points if one.frame != new.frame)
    return replace(linking, points=(*kept, new))


def bond(linking: Linking, first: Shown, second: Shown) -> Bond:
    """Say what links two tiles."""
    if None in (first.series.geometry, second.series.geometry) or linking.link is Link.OFF:
        return Bond.NONE
    one_frame = frame_of(first.series) == frame_of(second.series)
    if not is_parallel(first.normal_lps, second.normal_lps):
        return Bond.POINT if one_frame else Bond.NONE
    if one_frame:
        return Bond.PATIENT_POSITION
    known = offset_of(linking, first.series, second.series)
    return Bond.NONE if known is None else Bond.OFFSET


def is_parallel(first_lps: Vector, second_lps: Vector) -> bool:
    """Say whether planes of these normals are near enough to parallel to scroll together."""
    return abs(vectors.dot(first_lps, second_lps)) >= PARALLEL_COSINE


def offset_of(linking: Linking, first: Series, second: Series) -> Vector | None:
    """Return the step from a point in the first series' space to the second's, if it is set."""
    here, there = frame_of(first), frame_of(second)
    if here == there:
        return 0.0, 0.0, 0.0
    for known in linking.offsets:
        if (known.first, known.second) == (here, there):
            return known.offset_lps_mm
        if (known.second, known.first) == (here, there):
            return vectors.scale(known.offset_lps_mm, -1.0)
    return None


def with_offset(linking: Linking, first: Series, second: Series, offset: Vector) -> Linking:
    """Remember the offset of two frames of reference; one and the same frame has none."""
    here, there = frame_of(first), frame_of(second)
    if here == there:
        return linking
    kept = tuple(one for one in linking.offsets if {one.first, one.second} != {here, there})
    new = Offset(first=here, second=there, offset_lps_mm=offset)
    return replace(linking, offsets=(*kept, new))


def offset_between(point_lps_mm: Vector, plane: SlicePlane) -> Vector:
    """Return the step along a shown slice's normal that carries a point of another onto it."""
    way = vectors.subtract(plane.origin_lps_mm, point_lps_mm)
    return vectors.scale(plane.normal_lps, vectors.dot(way, plane.normal_lps))


def matched(
    linking: Linking, first: Series, first_lps_mm: Vector, second: Series, second_lps_mm: Vector
) -> Linking:
    """Link two frames by a lesion that is known in both, unless an offset is set already.

    Only the step along the slices' normal counts: that is what scrolling can follow.
    """
    parallel = _parallel(first, second) and second.geometry is not None
    if not parallel or offset_of(linking, first, second) is not None:
        return linking
    way = vectors.subtract(second_lps_mm, first_lps_mm)
    across = normal(second.geometry) if second.geometry is not None else way
    return with_offset(linking, first, second, vectors.scale(across, vectors.dot(way, across)))


def follow(linking: Linking, leader: Shown, point_lps_mm: Vector, follower: Shown) -> Vector | None:
    """Return the point that a tile goes to when the leader shows a point, None if it stays.

    Planes that cross the leader's go to the common point, if there is one in their frame.
    """
    match bond(linking, leader, follower):
        case Bond.NONE:
            return None
        case Bond.POINT:
            return point_of(linking, follower.series)
        case Bond.PATIENT_POSITION | Bond.OFFSET:
            offset = offset_of(linking, leader.series, follower.series)
            return None if offset is None else vectors.add(point_lps_mm, offset)


def _parallel(first: Series, second: Series) -> bool:
    if first.geometry is None or second.geometry is None:
        return False
    return is_parallel(normal(first.geometry), normal(second.geometry))
