"""An ellipse on an image: where it is, and how its handles change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import pi

from recist.measure.vectors import Vector, add, along, dot, norm, scale, subtract, unit

LEAST_HALF = 1e-3
"""An axis that is shorter leaves no ellipse; in mm, or in pixels where none are trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ellipse:
    """An ellipse in patient space, or in pixels where no mm are trusted.

    Attributes
    ----------
    centre_lps_mm : Vector
        Its middle.
    halves_mm : tuple of Vector
        From the middle to the end of each axis; the two are perpendicular.
    """

    centre_lps_mm: Vector
    halves_mm: tuple[Vector, Vector]


def ellipse_between(
    start_lps_mm: Vector, end_lps_mm: Vector, right: Vector, down: Vector
) -> Ellipse | None:
    """Return the ellipse that fills a box, None where the box is a line.

    Parameters
    ----------
    start_lps_mm, end_lps_mm : Vector
        Opposite corners.
    right, down : Vector
        Directions of the box's sides in the plane; of ``down`` what is perpendicular counts.
    """
    right = unit(right)
    down = unit(along(down, right, -dot(down, right)))
    way = subtract(end_lps_mm, start_lps_mm)
    across, along_down = dot(way, right) / 2.0, dot(way, down) / 2.0
    if min(abs(across), abs(along_down)) < LEAST_HALF:
        return None
    centre = along(along(start_lps_mm, right, across), down, along_down)
    return Ellipse(
        centre_lps_mm=centre,
        halves_mm=(scale(right, abs(across)), scale(down, abs(along_down))),
    )


def ends_of(ellipse: Ellipse) -> tuple[Vector, Vector, Vector, Vector]:
    """Return the ends of both axes: of the first, of the second, and those opposite."""
    first, second = ellipse.halves_mm
    centre = ellipse.centre_lps_mm
    return (
        add(centre, first),
        add(centre, second),
        subtract(centre, first),
        subtract(centre, second),
    )


def moved(ellipse: Ellipse, way_mm: Vector) -> Ellipse:
    """Move an ellipse."""
    return replace(ellipse, centre_lps_mm=add(ellipse.centre_lps_mm, way_mm))


def stretched(ellipse: Ellipse, end: int, to_lps_mm: Vector) -> Ellipse:
    """Bring an end (as `ends_of` counts) level with a point; the one opposite stays.

    The axis keeps its direction. Where nothing would be left of it, the ellipse stays as it is.
    """
    opposite = ends_of(ellipse)[(end + 2) % 4]
    axis = end % 2
    direction = unit(ellipse.halves_mm[axis])
    half = dot(subtract(to_lps_mm, opposite), direction) / 2.0
    if abs(half) < LEAST_HALF:
        return ellipse
    halves = list(ellipse.halves_mm)
    halves[axis] = scale(direction, abs(half))
    return Ellipse(centre_lps_mm=along(opposite, direction, half), halves_mm=(halves[0], halves[1]))


def area_mm2(ellipse: Ellipse) -> float:
    """Return the area, from the axes and not from the pixels."""
    first, second = ellipse.halves_mm
    return pi * norm(first) * norm(second)
