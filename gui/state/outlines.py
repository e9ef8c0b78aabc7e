"""Ellipses on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin

from gui.state.region_hits import regions_shown
from gui.state.regions import region_text
from gui.state.tools.states import Outlining
from gui.state.view import ScreenPoint, screen_from_lps
from gui.state.viewer import Viewer
from recist.measure.ellipse import ends_of

CORNERS = 72
CIRCLE = tuple((cos(2 * pi * n / CORNERS), sin(2 * pi * n / CORNERS)) for n in range(CORNERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An ellipse as it is painted.

    Attributes
    ----------
    points : tuple of screen points
        Its outline, from one to the next and back to the first.
    ends : tuple of screen points
        The ends of its axes, beside which the label stands.
    handles : tuple of screen points
        None on an ellipse that is not selected.
    label : str
        What lies in it.
    is_moving : bool
        It is being drawn or changed.
    """

    points: tuple[ScreenPoint, ...]
    ends: tuple[ScreenPoint, ...]
    handles: tuple[ScreenPoint, ...]
    label: str
    is_moving: bool


def outlines(viewer: Viewer, index: int) -> tuple[Outline, ...]:
    """Return the ellipses on the slice that a tile shows."""
    tile, state = viewer.tiles[index], viewer.tool_state
    if tile.view is None:
        return ()
    held = state.now if isinstance(state, Outlining) else None
    found = []
    for region in regions_shown(viewer.regions, tile):
        ends = tuple(screen_from_lps(tile.view, tile.size, end) for end in ends_of(region.ellipse))
        found.append(
            Outline(
                points=_around(ends),
                ends=ends,
                handles=ends if region.number == viewer.region else (),
                label=region_text(region),
                is_moving=held is not None and held.number == region.number,
            )
        )
    return tuple(found)


def _around(ends: tuple[ScreenPoint, ...]) -> tuple[ScreenPoint, ...]:
    """Return the outline of the ellipse that has these ends of its axes."""
    x, y = (ends[0][0] + ends[2][0]) / 2.0, (ends[0][1] + ends[2][1]) / 2.0
    (ax, ay), (bx, by) = ((end[0] - x, end[1] - y) for end in ends[:2])
    return tuple((x + c * ax + s * bx, y + c * ay + s * by) for c, s in CIRCLE)
