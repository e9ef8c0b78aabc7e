"""Going through what is shown: slices and common points, and the tiles that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import combinations

from gui.state.alongside import looked_alongside
from gui.state.layout import Layout, Pane, Role
from gui.state.linking import (
    Bond,
    Link,
    bond,
    follow,
    frame_of,
    is_parallel,
    matched,
    point_of,
    with_point,
)
from gui.state.tile import (
    at_point,
    at_slice,
    brought_to,
    nearest_k,
    series_of,
    shown_in,
)
from gui.state.viewer import (
    Viewer,
    index_of,
    indices_of,
    with_tile,
)
from recist.imaging.series import Series
from recist.measure.vectors import Vector, onto_plane


def scrolled_to(viewer: Viewer, index: int, k: int) -> Viewer:
    """Go to a slice in one tile; every tile that is linked to it follows.

    The common point goes along with the slice.
    """
    viewer = with_tile(viewer, index, lambda tile: at_slice(tile, k))
    tile = viewer.tiles[index]
    series = series_of(tile)
    point = None if series is None else point_of(viewer.linking, series)
    linked = viewer.linking.link is Link.ON
    if linked and series is not None and point is not None and tile.view is not None:
        plane = tile.view.plane
        at = onto_plane(point, plane.origin_lps_mm, plane.normal_lps)
        viewer = replace(viewer, linking=with_point(viewer.linking, series, at))
    return _all_followed(viewer, index)


def met(viewer: Viewer, index: int, point_lps_mm: Vector) -> Viewer:
    """Bring a tile to a point of its frame of reference, and all that are linked to it."""
    series = series_of(viewer.tiles[index])
    if series is None or series.geometry is None:
        return viewer
    viewer = replace(viewer, linking=with_point(viewer.linking, series, point_lps_mm))
    viewer = with_tile(viewer, index, lambda one: brought_to(one, point_lps_mm))
    viewer = _all_followed(viewer, index)
    return _snapped(viewer, series) if viewer.layout is Layout.MPR else viewer


def shown_at(viewer: Viewer, role: Role, point_lps_mm: Vector) -> Viewer:
    """Bring a role's tiles to the slices that are nearest to a point."""
    for index in indices_of(viewer, role):
        k = nearest_k(viewer.tiles[index], point_lps_mm)
        if k is not None:
            viewer = with_tile(viewer, index, partial(at_slice, k=k))
    first = index_of(viewer, role)
    if viewer.layout is not Layout.MPR or first is None:
        return viewer
    return met(viewer, first, point_lps_mm)


def jump(viewer: Viewer, points_lps_mm: Mapping[Role, Vector]) -> Viewer:
    """Bring a patient point of each visit into the middle of its tile.

    A tile without a point of its own follows a linked one that has one. Visits that are not
    linked yet are from now on: the point is the same in all of them.
    """
    leaders = [n for n, tile in enumerate(viewer.tiles) if tile.role in points_lps_mm]
    for n in leaders:
        point, series = points_lps_mm[viewer.tiles[n].role], series_of(viewer.tiles[n])
        viewer = with_tile(viewer, n, partial(at_point, point_lps_mm=point))
        if series is not None and series.geometry is not None:
            viewer = replace(viewer, linking=with_point(viewer.linking, series, point))
    viewer = linked_at(viewer, points_lps_mm)
    for n in range(len(viewer.tiles)):
        if n not in leaders and leaders:
            viewer = followed(viewer, leaders[-1], n)
            viewer = _beside(viewer, leaders[-1], n)
    shown = series_of(viewer.tiles[leaders[0]]) if leaders else None
    return _snapped(viewer, shown) if viewer.layout is Layout.MPR and shown else viewer


def _beside(viewer: Viewer, leader: int, follower: int) -> Viewer:
    """Let a linked tile look at the leader's place as well; without a link it is left alone."""
    first, second = shown_in(viewer.tiles[leader]), shown_in(viewer.tiles[follower])
    if first is None or second is None or bond(viewer.linking, first, second) is Bond.NONE:
        return viewer
    return looked_alongside(viewer, leader, follower)


def linked_at(viewer: Viewer, points_lps_mm: Mapping[Role, Vector]) -> Viewer:
    """Link visits that are not linked yet by a point that is the same in all of them."""
    known = [n for n, tile in enumerate(viewer.tiles) if tile.role in points_lps_mm]
    for one, other in combinations(known, 2):
        viewer = _matched(viewer, one, other, points_lps_mm)
    return viewer


def _matched(viewer: Viewer, one: int, other: int, points: Mapping[Role, Vector]) -> Viewer:
    first, second = viewer.tiles[one], viewer.tiles[other]
    series, others = series_of(first), series_of(second)
    if series is None or others is None:
        return viewer
    linking = matched(viewer.linking, series, points[first.role], others, points[second.role])
    return replace(viewer, linking=linking)


def followed(viewer: Viewer, leader: int, follower: int) -> Viewer:
    """Bring one tile to the slice that belongs to another's, if they are linked."""
    first, second = viewer.tiles[leader], viewer.tiles[follower]
    series, other = shown_in(first), shown_in(second)
    if series is None or other is None or first.view is None:
        return viewer
    point = follow(viewer.linking, series, first.view.centre_lps_mm, other)
    if point is None:
        return viewer
    if not is_parallel(series.normal_lps, other.normal_lps):
        return with_tile(viewer, follower, lambda tile: brought_to(tile, point))
    k = nearest_k(second, point)
    return viewer if k is None else with_tile(viewer, follower, lambda tile: at_slice(tile, k))


def _all_followed(viewer: Viewer, leader: int) -> Viewer:
    for other in range(len(viewer.tiles)):
        if other != leader:
            viewer = followed(viewer, leader, other)
    return viewer


def _snapped(viewer: Viewer, series: Series) -> Viewer:
    """Put a series' common point where its planes by voxels cross; the oblique one follows."""
    at = point_of(viewer.linking, series)
    if at is None or viewer.linking.link is Link.OFF:
        return viewer
    of_frame = [
        (n, tile)
        for n, tile in enumerate(viewer.tiles)
        if (shown := series_of(tile)) is not None and frame_of(shown) == frame_of(series)
    ]
    for _, tile in of_frame:
        if tile.view is not None and tile.pane is not Pane.OBLIQUE:
            at = onto_plane(at, tile.view.plane.origin_lps_mm, tile.view.plane.normal_lps)
    viewer = replace(viewer, linking=with_point(viewer.linking, series, at))
    for n, tile in of_frame:
        if tile.pane is Pane.OBLIQUE:
            viewer = with_tile(viewer, n, partial(brought_to, point_lps_mm=at))
    return viewer
