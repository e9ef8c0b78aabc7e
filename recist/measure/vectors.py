"""The few operations on three numbers that calipers and views need."""

from __future__ import annotations

from math import sqrt

Vector = tuple[float, float, float]


def add(a: Vector, b: Vector) -> Vector:
    """Return ``a + b``."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def subtract(a: Vector, b: Vector) -> Vector:
    """Return ``a - b``."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scale(a: Vector, factor: float) -> Vector:
    """Return ``a`` times a number."""
    return a[0] * factor, a[1] * factor, a[2] * factor


def along(point: Vector, direction: Vector, distance: float) -> Vector:
    """Go from ``point`` by ``distance`` in ``direction``."""
    return add(point, scale(direction, distance))


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def norm(a: Vector) -> float:
    """Return the length of a vector."""
    return sqrt(dot(a, a))


def distance(a: Vector, b: Vector) -> float:
    """Return the distance of two points."""
    return norm(subtract(a, b))


def unit(a: Vector) -> Vector:
    """Return the vector of length 1 in the same direction; the null vector has none."""
    size = norm(a)
    if size == 0.0:
        raise ValueError("the null vector has no direction")
    return scale(a, 1.0 / size)


def middle(a: Vector, b: Vector) -> Vector:
    """Return the point half way."""
    return scale(add(a, b), 0.5)


def onto_plane(point: Vector, on_plane: Vector, normal: Vector) -> Vector:
    """Drop a point along the unit normal onto the plane through ``on_plane``."""
    return along(point, normal, -dot(subtract(point, on_plane), normal))
