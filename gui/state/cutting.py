"""Which planes a tile cuts through its volume, and where the body is on them."""

from __future__ import annotations

from math import cos, radians, sin

from gui.state.body import BodyBox
from gui.state.layout import Pane
from gui.state.plane import SlicePlane, ji_from_lps, lps_from_ji, slice_plane
from recist.imaging.cuts import Cut, oblique_cut, straight_cuts, uncuttable
from recist.imaging.orientation import Orientation
from recist.imaging.series import Series
from recist.measure import vectors
from recist.measure.vectors import Vector

_ORIENTATIONS = {
    Pane.AXIAL: Orientation.AXIAL,
    Pane.CORONAL: Orientation.CORONAL,
    Pane.SAGITTAL: Orientation.SAGITTAL,
}
FEET: Vector = (0.0, 0.0, -1.0)
# A free plane begins upright, half way between coronal and sagittal.
FIRST_RIGHT: Vector = (cos(radians(45.0)), sin(radians(45.0)), 0.0)


def why_not(series: Series, pane: Pane) -> str:
    """Say why a series cannot be shown in a pane; empty where it can.

    The first of the four planes shows the slices as they are where there are no others.
    """
    return "" if pane in (Pane.ACQUIRED, Pane.AXIAL) else uncuttable(series)


def cut_of(series: Series, pane: Pane, point_lps_mm: Vector | None = None) -> Cut | None:
    """Return the planes of a pane, None for the acquired slices.

    ``point_lps_mm`` lies on one of the oblique ones; None takes the middle of the volume.
    """
    if pane is Pane.ACQUIRED or uncuttable(series):
        return None
    if pane is Pane.OBLIQUE:
        point = middle_of(series) if point_lps_mm is None else point_lps_mm
        return oblique_cut(series, point, FIRST_RIGHT, FEET)
    return straight_cuts(series)[_ORIENTATIONS[pane]]


def middle_of(series: Series) -> Vector:
    """Return the middle of the middle slice."""
    plane = slice_plane(series, len(series.slices) // 2)
    rows, columns = plane.shape_ji
    return lps_from_ji(plane, (rows - 1) / 2.0, (columns - 1) / 2.0)


def turned_cut(series: Series, cut: Cut, point: Vector, axis: Vector, degrees: float) -> Cut:
    """Turn oblique planes about an axis through a point that stays on one of them."""
    right, down = (
        _turned(direction, axis, radians(degrees))
        for direction in (cut.grid.axis_i, cut.grid.axis_j)
    )
    # Many small turns must not add up to a slant.
    right = vectors.unit(right)
    down = vectors.unit(vectors.along(down, right, -vectors.dot(down, right)))
    return oblique_cut(series, point, right, down)


def body_on(series: Series, plane: SlicePlane, body: BodyBox) -> BodyBox:
    """Return the part of a plane that the body takes up, from its box on the acquired slices."""
    if plane.cut is None:
        return body
    last_row, last_column = plane.shape_ji
    found = [
        ji_from_lps(plane, lps_from_ji(slice_plane(series, k), row, column))
        for k in (0, len(series.slices) - 1)
        for row in (body.rows[0], body.rows[1] - 1)
        for column in (body.columns[0], body.columns[1] - 1)
    ]
    rows, columns = ([one[n] for one in found] for n in (0, 1))
    return BodyBox(
        rows=_within(min(rows), max(rows), last_row),
        columns=_within(min(columns), max(columns), last_column),
    )


def _within(first: float, last: float, count: int) -> tuple[int, int]:
    return max(round(first), 0), min(round(last) + 1, count)


def _turned(direction: Vector, axis: Vector, angle: float) -> Vector:
    """Turn a direction about a unit vector by radians (Rodrigues' formula)."""
    along = vectors.scale(axis, vectors.dot(axis, direction) * (1.0 - cos(angle)))
    across = vectors.scale(vectors.cross(axis, direction), sin(angle))
    return vectors.add(vectors.add(vectors.scale(direction, cos(angle)), across), along)
