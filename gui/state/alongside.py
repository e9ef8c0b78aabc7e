"""Keeps linked tiles on the same part of the body, however far one of them is zoomed or moved.

Between visits there is no common frame of reference, so across the slices' plane the middle of
the body stands for it; within one frame of reference a place is the same place.
"""

from __future__ import annotations

from dataclasses import replace

from gui.state.boxes import Box, around, overlap
from gui.state.cutting import body_on
from gui.state.linking import Link, frame_of, is_parallel
from gui.state.plane import Unit, lps_from_ji
from gui.state.tile import Tile, series_of
from gui.state.view import screen_from_lps
from gui.state.viewer import Viewer, with_tile
from recist.measure import vectors
from recist.measure.vectors import Vector


def kept_alongside(viewer: Viewer, leader: int) -> Viewer:
    """Bring back every linked tile whose body has left its view.

    Parameters
    ----------
    viewer : Viewer
        After a zoom or a pan.
    leader : int
        The tile that it was done in; it stays as it is, and where it looks past the body itself,
        so may the others.
    """
    if viewer.linking.link is Link.OFF:
        return viewer
    for index, tile in enumerate(viewer.tiles):
        if index != leader and not _in_sight(tile):
            moved = alongside(viewer, leader, index)
            viewer = moved if _in_sight(moved.tiles[index]) else viewer
    return viewer


def looked_alongside(viewer: Viewer, leader: int, follower: int) -> Viewer:
    """Let a tile look at the place that is in the middle of another, unless it is in sight."""
    moved = alongside(viewer, leader, follower)
    tile, view = viewer.tiles[follower], moved.tiles[follower].view
    if tile.view is None or view is None:
        return viewer
    seen = screen_from_lps(tile.view, tile.size, view.centre_lps_mm)
    inside = all(0.0 <= at <= size for at, size in zip(seen, tile.size, strict=True))
    return viewer if inside else moved


def alongside(viewer: Viewer, leader: int, follower: int) -> Viewer:
    """Put the place that is in the middle of one tile into the middle of another.

    Tiles whose planes cross, and those without millimetres, are left as they are.
    """
    first, second = viewer.tiles[leader], viewer.tiles[follower]
    series, other = series_of(first), series_of(second)
    if first.view is None or second.view is None or series is None or other is None:
        return viewer
    planes = first.view.plane, second.view.plane
    if Unit.PX in (planes[0].unit, planes[1].unit):
        return viewer
    if not is_parallel(planes[0].normal_lps, planes[1].normal_lps):
        return viewer
    place = first.view.centre_lps_mm
    if frame_of(series) != frame_of(other):
        middles = _middle(first), _middle(second)
        if middles[0] is None or middles[1] is None:
            return viewer
        place = vectors.add(middles[1], vectors.subtract(place, middles[0]))
    centre = vectors.onto_plane(place, planes[1].origin_lps_mm, planes[1].normal_lps)
    view = replace(second.view, centre_lps_mm=centre)
    return with_tile(viewer, follower, lambda tile: replace(tile, view=view))


def _corners(tile: Tile) -> tuple[Vector, ...]:
    """Return the corners of the body on the shown plane, none where nothing is open."""
    series, view = series_of(tile), tile.view
    if series is None or view is None or tile.body is None:
        return ()
    body = body_on(series, view.plane, tile.body)
    return tuple(
        lps_from_ji(view.plane, float(row), float(column))
        for row in (body.rows[0], body.rows[1] - 1)
        for column in (body.columns[0], body.columns[1] - 1)
    )


def _middle(tile: Tile) -> Vector | None:
    corners = _corners(tile)
    if not corners:
        return None
    return vectors.scale(vectors.add(corners[0], corners[-1]), 0.5)


def _in_sight(tile: Tile) -> bool:
    """Say whether the view shows some of the body; an empty tile has nothing to lose."""
    corners = _corners(tile)
    if not corners or tile.view is None:
        return True
    view, size = tile.view, tile.size
    body = around([screen_from_lps(view, size, corner) for corner in corners])
    return overlap(body, Box(left=0.0, top=0.0, width=size[0], height=size[1])) > 0.0
