"""Which ellipses lie on the slice that a tile shows, and which one is under the pointer."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from gui.state.hits import HANDLE_REACH_PX, LINE_REACH_PX
from gui.state.matching import key_of
from gui.state.regions import Part, Region, RegionHit
from gui.state.tile import Tile
from gui.state.view import ScreenPoint, screen_from_lps
from recist.measure.ellipse import ends_of


def regions_shown(regions: Sequence[Region], tile: Tile) -> tuple[Region, ...]:
    """Return the regions on the slice that a tile shows, if it shows a slice as it was taken."""
    view, volume = tile.view, tile.volume
    if not regions or view is None or volume is None or view.plane.cut or view.plane.slab:
        return ()
    here = (key_of(volume.series), view.plane.k)
    return tuple(one for one in regions if (one.series, one.k) == here)


def region_at(regions: Sequence[Region], tile: Tile, at_px: ScreenPoint) -> RegionHit | None:
    """Return the region whose handle is in reach, else the one whose outline is."""
    view = tile.view
    if view is None:
        return None
    found: list[tuple[float, Region, Part]] = []
    for one in regions_shown(regions, tile):
        ends = [screen_from_lps(view, tile.size, end) for end in ends_of(one.ellipse)]
        for part, end in zip(Part, ends, strict=False):
            way = hypot(end[0] - at_px[0], end[1] - at_px[1])
            if way <= HANDLE_REACH_PX:
                found.append((way - HANDLE_REACH_PX, one, part))
        way = _from_outline(ends, at_px)
        if way <= LINE_REACH_PX:
            found.append((way, one, Part.WHOLE))
    if not found:
        return None
    _, region, part = min(found, key=lambda each: each[0])
    return RegionHit(region=region, part=part)


def _from_outline(ends: Sequence[ScreenPoint], at_px: ScreenPoint) -> float:
    """Return about how far a point is from the outline that has these ends of its axes."""
    centre = (ends[0][0] + ends[2][0]) / 2.0, (ends[0][1] + ends[2][1]) / 2.0
    (ax, ay), (bx, by) = ((x - centre[0], y - centre[1]) for x, y in ends[:2])
    dx, dy = at_px[0] - centre[0], at_px[1] - centre[1]
    turn = ax * by - ay * bx
    if turn == 0.0:
        return LINE_REACH_PX + 1.0
    share = hypot((dx * by - dy * bx) / turn, (dy * ax - dx * ay) / turn)
    away = hypot(dx, dy)
    return min(hypot(ax, ay), hypot(bx, by)) if share == 0.0 else away * abs(1.0 - 1.0 / share)
