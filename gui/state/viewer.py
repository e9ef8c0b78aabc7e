"""Everything that the image side of the screen shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

from gui.state.keys import BINDINGS, Binding, Intent
from gui.state.layout import Layout, Role, Side, roles
from gui.state.linking import (
    Bond,
    Link,
    Linking,
    bond,
    follow,
    matched,
    offset_between,
    with_offset,
)
from gui.state.tile import (
    Caption,
    Mark,
    Tile,
    at_point,
    at_slice,
    completed,
    opened,
    refitted,
    series_of,
)
from gui.state.tools.commands import Preview
from gui.state.tools.states import Idle, ToolState
from gui.state.tools.toolbox import Tool
from gui.state.view import ScreenPoint, View
from recist.imaging.series import Window
from recist.imaging.volume import Volume
from recist.measure.adjust import Grip
from recist.measure.vectors import Vector, distance

ZOOM_TOLERANCE = 1e-9
CENTRE_TOLERANCE_MM = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where the pointer is."""

    tile: int
    at_px: ScreenPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Drag:
    """A mouse button that is held, and what for."""

    intent: Intent
    button: str
    tile: int
    start_px: ScreenPoint
    last_px: ScreenPoint


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
        The switch and the offsets.
    tool, tool_state : Tool, ToolState
        What the left button does, and where it is.
    preview : Preview or None
        The caliper that is being drawn or changed.
    selected, grip : str or None, Grip
        The selected lesion and the part that arrow keys nudge.
    pointer, drag : Pointer or None, Drag or None
        The mouse.
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
    tool: Tool = Tool.SELECT
    tool_state: ToolState = Idle()
    preview: Preview | None = None
    selected: str | None = None
    grip: Grip = Grip.LONG_END
    pointer: Pointer | None = None
    drag: Drag | None = None
    wheel_rest: float = 0.0
    notice: str = ""
    table: tuple[Binding, ...] = BINDINGS


def new_viewer(
    layout: Layout = Layout.BASELINE_CURRENT,
    side: Side = Side.RIGHT,
    table: tuple[Binding, ...] = BINDINGS,
) -> Viewer:
    """Return a viewer with empty tiles; the current visit's is active."""
    tiles = tuple(Tile(role=role) for role in roles(layout, side))
    return Viewer(layout=layout, side=side, tiles=tiles, active=_current(tiles), table=table)


def with_layout(viewer: Viewer, layout: Layout, side: Side | None = None) -> Viewer:
    """Change the tiles; a visit that is shown before and after keeps its series and view."""
    side = viewer.side if side is None else side
    old = {tile.role: tile for tile in viewer.tiles}
    tiles = tuple(old.get(role, Tile(role=role)) for role in roles(layout, side))
    viewer = replace(settled(viewer), layout=layout, side=side, tiles=tiles, active=_current(tiles))
    return replace(viewer, maximised=None, pointer=None)


def settled(viewer: Viewer) -> Viewer:
    """Drop whatever the mouse was doing: what it was done to is about to change."""
    return replace(viewer, tool_state=Idle(), preview=None, drag=None)


def index_of(viewer: Viewer, role: Role) -> int | None:
    """Return where a role's tile stands, None if the layout has none."""
    found = [n for n, tile in enumerate(viewer.tiles) if tile.role is role]
    return found[0] if found else None


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
    index = index_of(viewer, role)
    if index is None:
        return viewer
    viewer = with_tile(
        settled(viewer), index, lambda tile: replace(opened(tile, volume, window), caption=caption)
    )
    others = [n for n, tile in enumerate(viewer.tiles) if n != index and tile.view is not None]
    for leader in others:
        viewer = _followed(viewer, leader, index)
    return fit_all(viewer)


def complete_volume(viewer: Viewer, role: Role, volume: Volume) -> Viewer:
    """Put a volume in the place of the part of it that a role's tile shows."""
    index = index_of(viewer, role)
    if index is None:
        return viewer
    fitted = is_fitted(viewer)
    viewer = with_tile(viewer, index, lambda tile: completed(tile, volume))
    return fit_all(viewer) if fitted else viewer


def close_tile(viewer: Viewer, role: Role, message: str) -> Viewer:
    """Empty a role's tile and say why."""
    index = index_of(viewer, role)
    if index is None:
        return viewer
    empty = Tile(role=role, size=viewer.tiles[index].size, message=message)
    return with_tile(settled(viewer), index, lambda _: empty)


def with_marks(viewer: Viewer, role: Role, marks: tuple[Mark, ...], refusal: str = "") -> Viewer:
    """Give a role's tile the saved calipers of its visit, and why it is locked if it is."""
    index = index_of(viewer, role)
    if index is None:
        return viewer
    return with_tile(viewer, index, lambda tile: replace(tile, marks=marks, refusal=refusal))


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
    """Go to a slice in one tile; every tile that is linked to it follows."""
    viewer = with_tile(viewer, index, lambda tile: at_slice(tile, k))
    for other in range(len(viewer.tiles)):
        if other != index:
            viewer = _followed(viewer, index, other)
    return viewer


def aligned(viewer: Viewer, index: int) -> Viewer:
    """Remember the slices that are shown side by side as belonging together."""
    here, linking = viewer.tiles[index], viewer.linking
    first = series_of(here)
    for n, tile in enumerate(viewer.tiles):
        second = series_of(tile)
        if n == index or first is None or second is None:
            continue
        if here.view is None or tile.view is None or second.geometry is None:
            continue
        offset = offset_between(here.view.centre_lps_mm, tile.view.plane)
        linking = with_offset(linking, first, second, offset)
    return replace(viewer, linking=linking)


def jump(viewer: Viewer, points_lps_mm: Mapping[Role, Vector]) -> Viewer:
    """Bring a patient point of each visit into the middle of its tile.

    A tile without a point of its own follows a linked one that has one. Visits that are not
    linked yet are from now on: the point is the same in all of them.
    """
    leaders = [n for n, tile in enumerate(viewer.tiles) if tile.role in points_lps_mm]
    for n in leaders:
        point = points_lps_mm[viewer.tiles[n].role]
        viewer = with_tile(viewer, n, partial(at_point, point_lps_mm=point))
    viewer = linked_at(viewer, points_lps_mm)
    for n in range(len(viewer.tiles)):
        if n not in leaders and leaders:
            viewer = _followed(viewer, leaders[-1], n)
    return viewer


def linked_at(viewer: Viewer, points_lps_mm: Mapping[Role, Vector]) -> Viewer:
    """Link visits that are not linked yet by a point that is the same in all of them."""
    known = [n for n, tile in enumerate(viewer.tiles) if tile.role in points_lps_mm]
    for one, other in combinations(known, 2):
        viewer = _matched(viewer, one, other, points_lps_mm)
    return viewer


def has_unlinked(viewer: Viewer) -> bool:
    """Say whether any two open tiles could be linked and are not."""
    linking = replace(viewer.linking, link=Link.ON)
    shown = [series for tile in viewer.tiles if (series := series_of(tile)) is not None]
    return any(bond(linking, one, other) is Bond.NONE for one, other in combinations(shown, 2))


def bond_text(viewer: Viewer, index: int) -> str:
    """Say what links a tile to the others: ``linked``, ``linked by offset``, ``not linked``."""
    here = series_of(viewer.tiles[index])
    others = [series_of(tile) for n, tile in enumerate(viewer.tiles) if n != index]
    bonds = {
        bond(viewer.linking, here, other)
        for other in others
        if here is not None and other is not None
    }
    if not bonds:
        return ""
    if viewer.linking.link is Link.OFF:
        return Bond.NONE.value
    return bonds.pop().value if len(bonds) == 1 else "linked in part"


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
    series, other = series_of(first), series_of(second)
    if series is None or other is None or first.view is None:
        return viewer
    k = follow(viewer.linking, series, first.view.centre_lps_mm, other)
    return viewer if k is None else with_tile(viewer, follower, lambda tile: at_slice(tile, k))


def _current(tiles: tuple[Tile, ...]) -> int:
    return next((n for n, tile in enumerate(tiles) if tile.role is Role.CURRENT), 0)
