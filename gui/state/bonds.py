"""What links the tiles that stand side by side, and how a drag links them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from gui.state.linking import Bond, Link, bond, offset_between, with_offset
from gui.state.tile import series_of, shown_in
from gui.state.tongue import tr
from gui.state.viewer import Viewer


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


def has_unlinked(viewer: Viewer) -> bool:
    """Say whether any two open tiles could be linked and are not."""
    linking = replace(viewer.linking, link=Link.ON)
    shown = [seen for tile in viewer.tiles if (seen := shown_in(tile)) is not None]
    return any(bond(linking, one, other) is Bond.NONE for one, other in combinations(shown, 2))


def bond_text(viewer: Viewer, index: int) -> str:
    """Say what links a tile to the others: ``linked``, ``linked by offset``, ``not linked``."""
    here = shown_in(viewer.tiles[index])
    others = [shown_in(tile) for n, tile in enumerate(viewer.tiles) if n != index]
    bonds = {
        bond(viewer.linking, here, other)
        for other in others
        if here is not None and other is not None
    }
    if not bonds:
        return ""
    if viewer.linking.link is Link.OFF:
        return tr(Bond.NONE.value)
    return tr(bonds.pop().value) if len(bonds) == 1 else tr("linked in part")
