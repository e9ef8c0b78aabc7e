"""Thick slabs: how thick a tile's plane is shown, and how the keys and the menu change it."""

from __future__ import annotations

from dataclasses import replace

from gui.state.tile import Tile, with_slab
from gui.state.tongue import later, tr
from gui.state.viewer import Viewer
from recist.imaging.cuts import Projection, Slab

THICKNESSES_MM = (5.0, 10.0, 20.0)
CHOICES: tuple[Slab | None, ...] = (
    None,
    *(
        Slab(projection=projection, thickness_mm=mm)
        for projection in Projection
        for mm in THICKNESSES_MM
    ),
)
SLAB_TEXTS = {
    Projection.MEAN: later("mean {thickness} mm"),
    Projection.MAXIMUM: later("MIP {thickness} mm"),
}


def slab_text(slab: Slab | None) -> str:
    """Write a slab as the tile and the menu say it: ``MIP 10 mm``; empty for none."""
    if slab is None:
        return ""
    return tr(SLAB_TEXTS[slab.projection], thickness=f"{slab.thickness_mm:g}")


def slab_of(tile: Tile) -> Slab | None:
    """Return how thick a tile's plane is shown, None for the plane alone."""
    return None if tile.view is None else tile.view.plane.slab


def show_slab(viewer: Viewer, slab: Slab | None) -> Viewer:
    """Show the active tile's plane as a slab, and those of other visits that stand for the same."""
    pane = viewer.tiles[viewer.active].pane
    tiles = tuple(with_slab(tile, slab) if tile.pane is pane else tile for tile in viewer.tiles)
    mm = viewer.slab_mm if slab is None else slab.thickness_mm
    return replace(viewer, tiles=tiles, slab_mm=mm)


def next_projection(viewer: Viewer) -> Viewer:
    """Go from the plane alone to the mean, to the maximum, and back."""
    slab = slab_of(viewer.tiles[viewer.active])
    ways = list(Projection)
    if slab is None:
        return show_slab(viewer, Slab(projection=ways[0], thickness_mm=viewer.slab_mm))
    place = ways.index(slab.projection) + 1
    after = replace(slab, projection=ways[place]) if place < len(ways) else None
    return show_slab(viewer, after)


def next_thickness(viewer: Viewer) -> Viewer:
    """Go to the next thickness, after the last to the first; a plane alone becomes a slab."""
    slab = slab_of(viewer.tiles[viewer.active])
    if slab is None:
        return next_projection(viewer)
    thicker = [mm for mm in THICKNESSES_MM if mm > slab.thickness_mm]
    return show_slab(viewer, replace(slab, thickness_mm=(thicker or list(THICKNESSES_MM))[0]))
