"""Everything that the image side of the screen shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from itertools import combinations

from gui.state.holding import Drag, Place, Pointer
from gui.state.keys import BINDINGS, Binding
from gui.state.layout import Layout, Pane, Role, Side, panes, roles
from gui.state.linking import (
    Link,
    Linking,
    follow,
    frame_of,
    is_parallel,
    matched,
    point_of,
    with_point,
)
from gui.state.tile import (
    Caption,
    Mark,
    Tile,
    at_point,
    at_slice,
    brought_to,
    completed,
    in_pane,
    nearest_k,
    opened,
    refitted,
    series_of,
    shown_in,
)
from gui.state.tools.commands import Preview
from gui.state.tools.states import Idle, ToolState
from gui.state.tools.toolbox import Tool
from gui.state.view import View
from recist.imaging.series import Series, Window
from recist.imaging.volume import Volume
from recist.measure.adjust import Grip
from recist.measure.caliper import centre_lps_mm
from recist.measure.vectors import Vector, distance, onto_plane

ZOOM_TOLERANCE = 1e-9
CENTRE_TOLERANCE_MM = 0.01


class Lines(StrEnum):
    """Whether tiles show where the planes of the others are."""

    SHOWN = "shown"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """The tiles and what is done in them.

    Attributes
    ----------
    layout, side : Layout, Side
        Which tiles there are.
    tiles : tuple of Tile
        From left to right, in the order of `gui.state.layout.roles`.
    active : int
        The tile that keys act on.
    maximised : int or None
        The only tile that is shown, None for all.
    linking : Linking
        The switch, the offsets and the common points.
    lines : Lines
        Whether tiles show where the planes of the others are.
    slab_mm : float
        How thick the next slab will be.
    tool, tool_state : Tool, ToolState
        What the left button does, and where it is.
    preview : Preview or None
        The caliper that is being drawn or changed.
    selected, grip : str or None, Grip
        The selected lesion and the part that arrow keys nudge.
    pointer, drag : Pointer or None, Drag or None
        The mouse.
    place : Place or None
        Where a double click goes back to, whose first press may have moved the common point.
    wheel_rest : float
        Part of a wheel notch that is not yet a slice.
    notice : str
        The last thing that a tool refused or warned about; a new press clears it.
    table : tuple of Binding
        Keys and mouse gestures with the user's changes.
    """

    layout: Layout
    side: Side = Side.RIGHT
    tiles: tuple[Tile, ...]
    active: int = 0
    maximised: int | None = None
    linking: Linking = Linking()
    lines: Lines = Lines.SHOWN
    slab_mm: float = 10.0
    tool: Tool = Tool.SELECT
    tool_state: ToolState = Idle()
    preview: Preview | None = None
    selected: str | None = None
    grip: Grip = Grip.LONG_END
    pointer: Pointer | None = None
    drag: Drag | None = None
    place: Place | None = None
    wheel_rest: float = 0.0
    notice: str = ""
    table: tuple[Binding, ...] = BINDINGS


def new_viewer(
    layout: Layout = Layout.BASELINE_CURRENT,
    side: Side = Side.RIGHT,
    table: tuple[Binding, ...] = BINDINGS,
) -> Viewer:
    """Return a viewer with empty tiles; the current visit's is active."""
    tiles = _empty(layout, side)
    return Viewer(layout=layout, side=side, tiles=tiles, active=_current(tiles), table=table)


def with_layout(viewer: Viewer, layout: Layout, side: Side | None = None) -> Viewer:
    """Change the tiles; a visit that is shown before and after keeps its series and view."""
    side = viewer.side if side is None else side
    old = {tile.role: tile for tile in reversed(viewer.tiles)}
    other = Layout.MPR in (layout, viewer.layout) and layout is not viewer.layout
    tiles = tuple(old.get(tile.role, tile) for tile in _empty(layout, side))
    if other:
        points = {tile.role: _looked_at(viewer, tile) for tile in old.values()}
        tiles = tuple(
            in_pane(tile, pane, points.get(tile.role, (0.0, 0.0, 0.0)))
            for tile, pane in zip(tiles, panes(layout), strict=True)
        )
    viewer = replace(settled(viewer), layout=layout, side=side, tiles=tiles, active=_current(tiles))
    viewer = replace(viewer, maximised=None, pointer=None)
    if layout is Layout.MPR and other:
        viewer = met(viewer, 0, points[tiles[0].role])
    return fit_all(viewer) if other else viewer


def settled(viewer: Viewer) -> Viewer:
    """Drop whatever the mouse was doing: what it was done to is about to change."""
    return replace(viewer, tool_state=Idle(), preview=None, drag=None, place=None)


def index_of(viewer: Viewer, role: Role) -> int | None:
    """Return where a role's first tile stands, None if the layout has none."""
    return next(iter(indices_of(viewer, role)), None)


def indices_of(viewer: Viewer, role: Role) -> tuple[int, ...]:
    """Return where a role's tiles stand: one, four in the four planes, or none."""
    return tuple(n for n, tile in enumerate(viewer.tiles) if tile.role is role)


def with_tile(viewer: Viewer, index: int, change: Callable[[Tile], Tile]) -> Viewer:
    """Change one tile."""
    tiles = list(viewer.tiles)
    tiles[index] = change(tiles[index])
    return replace(viewer, tiles=tuple(tiles))


def open_volume(
    viewer: Viewer, role: Role, volume: Volume, window: Window, caption: Caption
) -> Viewer:
    """Show a volume in a role's tile; all tiles take one zoom, at which each body fits.

    A tile that is linked to an open one follows it at once.
    """
    mine = indices_of(viewer, role)
    for index in mine:
        viewer = with_tile(
            settled(viewer),
            index,
            lambda tile: replace(opened(tile, volume, window), caption=caption),
        )
    others = [n for n, tile in enumerate(viewer.tiles) if tile.role is not role and tile.view]
    for leader in others:
        for index in mine:
            viewer = _followed(viewer, leader, index)
    viewer = fit_all(viewer)
    if viewer.layout is Layout.MPR and mine:
        viewer = met(viewer, mine[0], _looked_at(viewer, viewer.tiles[mine[0]]))
    return viewer


def complete_volume(viewer: Viewer, role: Role, volume: Volume) -> Viewer:
    """Put a volume in the place of the part of it that a role's tile shows."""
    fitted = is_fitted(viewer)
    for index in indices_of(viewer, role):
        viewer = with_tile(viewer, index, lambda tile: completed(tile, volume))
    return fit_all(viewer) if fitted else viewer


def close_tile(viewer: Viewer, role: Role, message: str) -> Viewer:
    """Empty a role's tile and say why."""
    for index in indices_of(viewer, role):
        viewer = with_tile(
            settled(viewer),
            index,
            lambda tile: Tile(role=role, pane=tile.pane, size=tile.size, message=message),
        )
    return viewer


def with_marks(viewer: Viewer, role: Role, marks: tuple[Mark, ...], refusal: str = "") -> Viewer:
    """Give a role's tile the saved calipers of its visit, and why it is locked if it is."""
    for index in indices_of(viewer, role):
        viewer = with_tile(viewer, index, lambda tile: replace(tile, marks=marks, refusal=refusal))
    return viewer


def fit_all(viewer: Viewer) -> Viewer:
    """Fit every body, at the one zoom that suits all the tiles that are seen."""
    tiles = tuple(refitted(tile) for tile in viewer.tiles)
    seen = tiles if viewer.maximised is None else tiles[viewer.maximised : viewer.maximised + 1]
    zooms = [tile.view.zoom_px_per_mm for tile in seen if tile.view is not None]
    if not zooms:
        return viewer
    zoom = min(zooms)
    fitted = replace(viewer, tiles=tiles)
    return with_views(fitted, lambda view: replace(view, zoom_px_per_mm=zoom))


def is_fitted(viewer: Viewer) -> bool:
    """Say whether every tile is as `fit_all` would leave it."""
    return all(
        was.view is None
        or now.view is None
        or (
            abs(was.view.zoom_px_per_mm - now.view.zoom_px_per_mm) < ZOOM_TOLERANCE
            and distance(was.view.centre_lps_mm, now.view.centre_lps_mm) < CENTRE_TOLERANCE_MM
        )
        for was, now in zip(viewer.tiles, fit_all(viewer).tiles, strict=True)
    )


def place_of(viewer: Viewer) -> Place:
    """Return where the tiles are, to go back to."""
    return Place(views=tuple(tile.view for tile in viewer.tiles), linking=viewer.linking)


def put_back(viewer: Viewer) -> Viewer:
    """Go back to where the tiles were before the last press; windows and zoom stay."""
    place = viewer.place
    if place is None:
        return viewer
    tiles = tuple(
        tile
        if tile.view is None or was is None
        else replace(
            tile, view=replace(tile.view, plane=was.plane, centre_lps_mm=was.centre_lps_mm)
        )
        for tile, was in zip(viewer.tiles, place.views, strict=True)
    )
    return replace(viewer, tiles=tiles, linking=place.linking, place=None)


def with_window(viewer: Viewer, index: int, window: Window) -> Viewer:
    """Set a tile's window, and that of every tile of the same modality: all look alike."""
    leader = series_of(viewer.tiles[index])

    def windowed(tile: Tile) -> Tile:
        series = series_of(tile)
        same = leader is not None and series is not None and leader.modality == series.modality
        if tile.view is None or not same:
            return tile
        return replace(tile, view=replace(tile.view, window=window))

    return replace(viewer, tiles=tuple(windowed(tile) for tile in viewer.tiles))


def with_views(viewer: Viewer, change: Callable[[View], View]) -> Viewer:
    """Change how every open tile is looked at."""
    tiles = tuple(
        tile if tile.view is None else replace(tile, view=change(tile.view))
        for tile in viewer.tiles
    )
    return replace(viewer, tiles=tiles)


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
            viewer = _followed(viewer, leaders[-1], n)
    shown = series_of(viewer.tiles[leaders[0]]) if leaders else None
    return _snapped(viewer, shown) if viewer.layout is Layout.MPR and shown else viewer


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


def _followed(viewer: Viewer, leader: int, follower: int) -> Viewer:
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
            viewer = _followed(viewer, leader, other)
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


def _looked_at(viewer: Viewer, tile: Tile) -> Vector:
    """Return where planes through a tile begin: at the chosen lesion, else in the middle."""
    for mark in tile.marks:
        if mark.lesion_id == viewer.selected:
            return centre_lps_mm(mark.caliper)
    return (0.0, 0.0, 0.0) if tile.view is None else tile.view.centre_lps_mm


def _empty(layout: Layout, side: Side) -> tuple[Tile, ...]:
    pairs = zip(roles(layout, side), panes(layout), strict=True)
    return tuple(Tile(role=role, pane=pane) for role, pane in pairs)


def _current(tiles: tuple[Tile, ...]) -> int:
    return next((n for n, tile in enumerate(tiles) if tile.role is Role.CURRENT), 0)
