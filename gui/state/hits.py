"""Which saved caliper lies under the pointer."""

from __future__ import annotations

from math import hypot

from gui.state.tile import Mark, Tile, in_plane, lies_flat, marks_shown
from gui.state.tools.events import Hit
from gui.state.view import ScreenPoint, View, screen_from_lps
from recist.measure.adjust import ENDS, Grip, grip_point
from recist.measure.caliper import Axis, is_point

HANDLE_REACH_PX = 9.0
LINE_REACH_PX = 6.0


def hit_at(tile: Tile, at_px: ScreenPoint, selected: str | None) -> Hit | None:
    """Return the nearest handle in reach, else the nearest line; the selected lesion first."""
    view = tile.view
    if view is None:
        return None
    found = [
        (reach, mark.lesion_id != selected, distance, mark, grip)
        for mark in marks_shown(tile)
        if lies_flat(view.plane, mark.caliper)
        for reach, distance, grip in _grips(tile, view, mark, at_px)
    ]
    if not found:
        return None
    *_, mark, grip = min(found, key=lambda one: one[:3])
    return Hit(lesion_id=mark.lesion_id, caliper=in_plane(tile, mark.caliper), grip=grip)


def hit_of(tile: Tile, lesion_id: str | None, grip: Grip) -> Hit | None:
    """Return the selected lesion's caliper on the shown slice, for keys."""
    for mark in marks_shown(tile):
        flat = tile.view is not None and lies_flat(tile.view.plane, mark.caliper)
        if mark.lesion_id == lesion_id and flat:
            caliper = in_plane(tile, mark.caliper)
            # A point is moved as a whole: an end alone would make a length of it.
            held = Grip.LONG_LINE if is_point(caliper) else grip
            return Hit(lesion_id=mark.lesion_id, caliper=caliper, grip=held)
    return None


def _grips(tile: Tile, view: View, mark: Mark, at_px: ScreenPoint) -> list[tuple[int, float, Grip]]:
    """List the parts of one caliper in reach: (0 for a handle or 1 for a line, px, grip)."""
    if is_point(mark.caliper):
        far = _line_distance(view, tile, mark.caliper.long_axis_lps_mm, at_px)
        return [(0, far, Grip.LONG_LINE)] if far <= HANDLE_REACH_PX else []
    found: list[tuple[int, float, Grip]] = []
    for grip in ENDS:
        point = grip_point(mark.caliper, grip)
        if point is None:
            continue
        x, y = screen_from_lps(view, tile.size, point)
        distance = hypot(x - at_px[0], y - at_px[1])
        if distance <= HANDLE_REACH_PX:
            found.append((0, distance, grip))
    lines = (
        (Grip.LONG_LINE, mark.caliper.long_axis_lps_mm),
        (Grip.SHORT_LINE, mark.caliper.short_axis_lps_mm),
    )
    for grip, axis in lines:
        if axis is not None:
            distance = _line_distance(view, tile, axis, at_px)
            if distance <= LINE_REACH_PX:
                found.append((1, distance, grip))
    return found


def _line_distance(view: View, tile: Tile, axis: Axis, at_px: ScreenPoint) -> float:
    ax, ay = screen_from_lps(view, tile.size, axis[0])
    bx, by = screen_from_lps(view, tile.size, axis[1])
    squared = (bx - ax) ** 2 + (by - ay) ** 2
    share = 0.0
    if squared > 0.0:
        share = ((at_px[0] - ax) * (bx - ax) + (at_px[1] - ay) * (by - ay)) / squared
        share = min(max(share, 0.0), 1.0)
    return hypot(ax + share * (bx - ax) - at_px[0], ay + share * (by - ay) - at_px[1])
