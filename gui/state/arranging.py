"""What stands in the tiles: layouts, and the volumes that are opened and closed in them."""

from __future__ import annotations

from dataclasses import replace

from gui.state.keys import BINDINGS, Binding
from gui.state.layout import Layout, Role, Side, panes, roles
from gui.state.moving import followed, met
from gui.state.tile import (
    Caption,
    Tile,
    completed,
    in_pane,
    opened,
)
from gui.state.viewer import (
    Viewer,
    fit_all,
    indices_of,
    is_fitted,
    settled,
    with_tile,
)
from recist.imaging.series import Window
from recist.imaging.volume import Volume
from recist.measure.caliper import centre_lps_mm
from recist.measure.vectors import Vector


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
    if len(tiles) == len(viewer.tiles):
        # A visit that changes sides takes the room that is there, maybe a pixel more or less.
        sizes = [tile.size for tile in viewer.tiles]
        tiles = tuple(replace(tile, size=size) for tile, size in zip(tiles, sizes, strict=True))
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
            viewer = followed(viewer, leader, index)
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
