"""Everything that the image side of the screen shows, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from gui.state.holding import Drag, Place, Pointer
from gui.state.keys import BINDINGS, Binding
from gui.state.layout import Layout, Role, Side
from gui.state.linking import (
    Linking,
)
from gui.state.regions import Region
from gui.state.tile import (
    Mark,
    Tile,
    refitted,
    series_of,
)
from gui.state.tools.commands import Preview
from gui.state.tools.events import Click
from gui.state.tools.states import Idle, ToolState
from gui.state.tools.toolbox import Tool
from gui.state.view import View
from recist.imaging.series import Window
from recist.measure.adjust import Grip
from recist.measure.vectors import distance, norm
from recist.model.lesion import NEW_ROLES
from recist.model.lesion import Role as LesionRole

# Planes at an angle are laid anew with the common point: their pixels and borders move with it.
ZOOM_TOLERANCE = 0.01
CENTRE_TOLERANCE_PX = 1.0


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
    armed : LesionRole or None
        What the next lesion will be, where the reader has said so beforehand.
    selected, grip : str or None, Grip
        The selected lesion and the part that arrow keys nudge.
    regions, region : tuple of Region, int or None
        The ellipses on all slices, and the number of the one that keys act on.
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
    armed: LesionRole | None = None
    selected: str | None = None
    grip: Grip = Grip.LONG_END
    regions: tuple[Region, ...] = ()
    region: int | None = None
    pointer: Pointer | None = None
    drag: Drag | None = None
    place: Place | None = None
    wheel_rest: float = 0.0
    notice: str = ""
    table: tuple[Binding, ...] = BINDINGS


MARKED_BY_A_POINT = (LesionRole.NON_TARGET, *NEW_ROLES)


def hand_of(viewer: Viewer) -> Tool:
    """Return what the left button does: for a lesion that is to come, it draws in any case."""
    armed = viewer.armed is not None and viewer.tool in (Tool.SELECT, Tool.ELLIPSE)
    return Tool.BIDIRECTIONAL if armed else viewer.tool


def click_of(viewer: Viewer) -> Click:
    """Return what a click does: it marks what need not be measured."""
    return Click.MARKS if viewer.armed in MARKED_BY_A_POINT else Click.NOTHING


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


def with_marks(viewer: Viewer, role: Role, marks: tuple[Mark, ...], refusal: str = "") -> Viewer:
    """Give a role's tile the saved calipers of its visit, and why it is locked if it is."""
    for index in indices_of(viewer, role):
        viewer = with_tile(viewer, index, lambda tile: replace(tile, marks=marks, refusal=refusal))
    return viewer


def with_region(viewer: Viewer, region: Region) -> Viewer:
    """Show an ellipse in the place of the one of its number, or a new one."""
    if all(one.number != region.number for one in viewer.regions):
        return replace(viewer, regions=(*viewer.regions, region))
    regions = (region if one.number == region.number else one for one in viewer.regions)
    return replace(viewer, regions=tuple(regions))


def without_region(viewer: Viewer, number: int) -> Viewer:
    """Take an ellipse away."""
    regions = tuple(one for one in viewer.regions if one.number != number)
    return replace(viewer, regions=regions, region=None)


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
            abs(was.view.zoom_px_per_mm / now.view.zoom_px_per_mm - 1.0) < ZOOM_TOLERANCE
            and distance(was.view.centre_lps_mm, now.view.centre_lps_mm) < _pixel_mm(was.view)
        )
        for was, now in zip(viewer.tiles, fit_all(viewer).tiles, strict=True)
    )


def _pixel_mm(view: View) -> float:
    return CENTRE_TOLERANCE_PX * max(norm(view.plane.step_i_mm), norm(view.plane.step_j_mm))


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


def active_window(viewer: Viewer) -> Window | None:
    """Return the window of the active tile, None where it is empty."""
    view = viewer.tiles[viewer.active].view
    return None if view is None else view.window


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
