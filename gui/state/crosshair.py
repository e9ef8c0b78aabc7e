"""The lines that show in each tile where the planes of the others are, and what grips them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import atan2, degrees, hypot, pi

from gui.state.cutting import turned_cut
from gui.state.facing import screen_axes
from gui.state.holding import Handle, LineGrip
from gui.state.layout import Layout, Pane
from gui.state.linking import frame_of, point_of
from gui.state.moving import met
from gui.state.plane import SlicePlane, Unit, slice_plane
from gui.state.tile import Tile, in_pane, series_of
from gui.state.tools.toolbox import Tool
from gui.state.view import ScreenPoint, View, lps_from_screen, screen_from_lps
from gui.state.viewer import Lines, Viewer, hand_of, with_tile
from recist.imaging.cuts import nearest_plane
from recist.measure import vectors
from recist.measure.vectors import Vector

# Planes that are turned by less than 5 degrees against each other cross nowhere useful.
CROSSING_COSINE = 0.996
REACH_PX, END_REACH_PX = 5.0, 9.0
# The point itself stays in sight.
GAP_PX = 14.0
MOST_END_PX, END_SHARE = 130.0, 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where another tile's plane cuts a tile.

    Attributes
    ----------
    tile : int
        The other tile.
    pane : Pane
        What that shows; gives the line its colour.
    pieces : tuple of two screen points each
        The line, with a gap at the common point.
    ends : tuple of screen points
        Round handles that turn the oblique plane; none on other lines.
    """

    tile: int
    pane: Pane
    pieces: tuple[tuple[ScreenPoint, ScreenPoint], ...]
    ends: tuple[ScreenPoint, ...]


def lines(viewer: Viewer, index: int) -> tuple[Line, ...]:
    """Return where the planes of the other tiles cut a tile, in one frame of reference."""
    if len(viewer.tiles) == 1 or viewer.lines is Lines.HIDDEN:
        return ()
    here = viewer.tiles[index]
    found = [
        _line(viewer, here, n, other)
        for n, other in enumerate(viewer.tiles)
        if n != index and _crosses(here, other)
    ]
    return tuple(one for one in found if one is not None)


def point_in(viewer: Viewer, index: int) -> Vector | None:
    """Return the common point of the tile's frame of reference, None where there is none yet."""
    series = series_of(viewer.tiles[index])
    return None if series is None else point_of(viewer.linking, series)


def grip_at(viewer: Viewer, index: int, at_px: ScreenPoint) -> LineGrip | None:
    """Return what the selecting tool holds of the lines under a screen point.

    In the four planes the free ground is the common point's, which goes there.
    """
    if hand_of(viewer) is not Tool.SELECT:
        return None
    shown = lines(viewer, index)
    for line in shown:
        if any(_distance(at_px, end) <= END_REACH_PX for end in line.ends):
            return LineGrip(handle=Handle.END, tile=line.tile)
    near = [
        (_from_piece(at_px, *piece), line.pane is Pane.OBLIQUE, line.tile)
        for line in shown
        for piece in line.pieces
    ]
    if near and min(near)[0] <= REACH_PX:
        return LineGrip(handle=Handle.LINE, tile=min(near)[2])
    if viewer.layout is Layout.MPR and viewer.tiles[index].view is not None:
        return LineGrip(handle=Handle.POINT, tile=index)
    return None


def held(
    viewer: Viewer, index: int, grip: LineGrip, before_px: ScreenPoint, at_px: ScreenPoint
) -> Viewer:
    """Follow the pointer with what is held."""
    tile = viewer.tiles[index]
    if tile.view is None:
        return viewer
    at = lps_from_screen(tile.view, tile.size, at_px)
    match grip.handle:
        case Handle.POINT:
            return met(viewer, index, at)
        case Handle.LINE:
            return _moved(viewer, index, grip.tile, at)
        case Handle.END:
            return _turned_by(viewer, index, before_px, at_px)


def turned(viewer: Viewer, index: int, angle_degrees: float) -> Viewer:
    """Turn the oblique plane, as it is seen in a tile: clockwise about the way one looks."""
    tile = viewer.tiles[index]
    if tile.view is None:
        return viewer
    right, down = screen_axes(tile.view.plane, tile.view.facing)
    axis = vectors.cross(right, down)
    for n, one in enumerate(viewer.tiles):
        if one.pane is Pane.OBLIQUE and one.view is not None:
            point = point_in(viewer, n) or one.view.centre_lps_mm
            viewer = with_tile(viewer, n, partial(_spun, point=point, axis=axis, by=angle_degrees))
    return viewer


def upright(viewer: Viewer) -> Viewer:
    """Bring the oblique plane back to where it begins, through the common point."""
    for n, one in enumerate(viewer.tiles):
        if one.pane is Pane.OBLIQUE and one.view is not None:
            point = point_in(viewer, n) or one.view.centre_lps_mm
            viewer = with_tile(viewer, n, partial(in_pane, pane=one.pane, point_lps_mm=point))
    return viewer


def _spun(tile: Tile, point: Vector, axis: Vector, by: float) -> Tile:
    series, view = series_of(tile), tile.view
    if series is None or view is None or view.plane.cut is None:
        return tile
    cut = turned_cut(series, view.plane.cut, point, axis, by)
    k = nearest_plane(series, cut, point)
    plane = slice_plane(series, k or 0, cut, view.plane.slab)
    centre = _carried(view, plane, point)
    return replace(tile, view=replace(view, plane=plane, centre_lps_mm=centre))


def _carried(view: View, plane: SlicePlane, point: Vector) -> Vector:
    """Return the middle of a view that turns about a point together with its plane."""
    way = vectors.subtract(view.centre_lps_mm, point)
    centre = point
    for before, now in (
        (view.plane.step_i_mm, plane.step_i_mm),
        (view.plane.step_j_mm, plane.step_j_mm),
    ):
        along = vectors.dot(way, vectors.unit(before))
        centre = vectors.along(centre, vectors.unit(now), along)
    return vectors.onto_plane(centre, plane.origin_lps_mm, plane.normal_lps)


def _moved(viewer: Viewer, index: int, other: int, at: Vector) -> Viewer:
    """Move another tile's plane to a point of this one; what both share stays."""
    view = viewer.tiles[other].view
    if view is None:
        return viewer
    point, across = point_in(viewer, index) or at, view.plane.normal_lps
    way = vectors.dot(vectors.subtract(at, point), across)
    return met(viewer, other, vectors.along(point, across, way))


def _turned_by(viewer: Viewer, index: int, before_px: ScreenPoint, at_px: ScreenPoint) -> Viewer:
    tile, point = viewer.tiles[index], point_in(viewer, index)
    if tile.view is None or point is None:
        return viewer
    x, y = screen_from_lps(tile.view, tile.size, point)
    before, now = (atan2(at[1] - y, at[0] - x) for at in (before_px, at_px))
    way = (now - before + pi) % (2.0 * pi) - pi
    return turned(viewer, index, degrees(way))


def _crosses(here: Tile, other: Tile) -> bool:
    first, second = series_of(here), series_of(other)
    if first is None or second is None or here.view is None or other.view is None:
        return False
    if Unit.PX in (here.view.plane.unit, other.view.plane.unit):
        return False
    cosine = vectors.dot(here.view.plane.normal_lps, other.view.plane.normal_lps)
    return frame_of(first) == frame_of(second) and abs(cosine) < CROSSING_COSINE


def _line(viewer: Viewer, here: Tile, n: int, other: Tile) -> Line | None:
    assert here.view is not None
    assert other.view is not None
    view, plane = here.view, other.view.plane
    mine, theirs = view.plane.normal_lps, plane.normal_lps
    # The shortest way on this plane from the middle of the view to the other plane.
    towards = vectors.unit(vectors.along(theirs, mine, -vectors.dot(mine, theirs)))
    gap = vectors.dot(vectors.subtract(plane.origin_lps_mm, view.centre_lps_mm), theirs)
    foot = vectors.along(view.centre_lps_mm, towards, gap / vectors.dot(towards, theirs))
    along = vectors.unit(vectors.cross(mine, theirs))
    start = screen_from_lps(view, here.size, foot)
    step = screen_from_lps(view, here.size, vectors.add(foot, along))
    way = step[0] - start[0], step[1] - start[1]
    long = hypot(*way)
    direction = way[0] / long, way[1] / long
    middle = _on_line(viewer, here, start, direction)
    reach = hypot(*here.size) + (0.0 if middle is None else hypot(middle[0], middle[1]))
    far, near = _along(start, direction, -reach), _along(start, direction, reach)
    if middle is None:
        return Line(tile=n, pane=other.pane, pieces=((far, near),), ends=())
    before, after = (_along(middle, direction, side * GAP_PX) for side in (-1, 1))
    out = min(MOST_END_PX, END_SHARE * min(here.size))
    ends = tuple(_along(middle, direction, side * out) for side in (-1, 1))
    return Line(
        tile=n,
        pane=other.pane,
        pieces=((far, before), (after, near)),
        ends=ends if other.pane is Pane.OBLIQUE else (),
    )


def _on_line(
    viewer: Viewer, here: Tile, start: ScreenPoint, direction: ScreenPoint
) -> ScreenPoint | None:
    """Return the common point on a line, None where the line does not go through it."""
    series = series_of(here)
    point = None if series is None else point_of(viewer.linking, series)
    if point is None or here.view is None:
        return None
    x, y = screen_from_lps(here.view, here.size, point)
    along = (x - start[0]) * direction[0] + (y - start[1]) * direction[1]
    on = _along(start, direction, along)
    return on if _distance((x, y), on) <= GAP_PX else None


def _along(start: ScreenPoint, direction: ScreenPoint, way: float) -> ScreenPoint:
    return start[0] + way * direction[0], start[1] + way * direction[1]


def _distance(first: ScreenPoint, second: ScreenPoint) -> float:
    return hypot(first[0] - second[0], first[1] - second[1])


def _from_piece(at: ScreenPoint, start: ScreenPoint, end: ScreenPoint) -> float:
    long = _distance(start, end)
    if long == 0.0:
        return _distance(at, start)
    direction = (end[0] - start[0]) / long, (end[1] - start[1]) / long
    way = (at[0] - start[0]) * direction[0] + (at[1] - start[1]) * direction[1]
    return _distance(at, _along(start, direction, min(max(way, 0.0), long)))
