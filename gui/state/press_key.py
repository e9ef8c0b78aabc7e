"""From a key's intent to the next state of the viewer: pure.

Intents that are not about the image (lesions, visits, undo, saving) leave it as it is; the
window answers them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gui.state.crosshair import upright
from gui.state.facing import Turn, standard_facing, turned
from gui.state.hits import hit_of
from gui.state.keys import Intent
from gui.state.linking import Link
from gui.state.region_hits import regions_shown
from gui.state.regions import Region
from gui.state.resolve import (
    ZOOM_PER_NOTCH,
    Outcome,
    draws,
    scroll,
    tool_event,
    with_tool,
    zoom_all,
)
from gui.state.slabs import next_projection, next_thickness
from gui.state.tile import site_of
from gui.state.tools.commands import Select
from gui.state.tools.events import Cancel, Nudge, Remove
from gui.state.tools.states import Idle
from gui.state.tools.toolbox import Tool
from gui.state.view import Polarity, ScreenPoint, View, pixel_step_lps_mm
from gui.state.viewer import Lines, Viewer, fit_all, with_views, with_window
from gui.state.windows import AUTOMATIC, PRESETS, automatic
from recist.measure.adjust import ENDS, Grip
from recist.measure.vectors import scale

FINE = 0.1

TOOLS = {
    Intent.TOOL_SELECT: Tool.SELECT,
    Intent.TOOL_BIDIRECTIONAL: Tool.BIDIRECTIONAL,
    Intent.TOOL_LINE: Tool.LINE,
    Intent.TOOL_ELLIPSE: Tool.ELLIPSE,
}
TURNS = {
    Intent.FLIP_LEFT_RIGHT: Turn.FLIP_LEFT_RIGHT,
    Intent.FLIP_TOP_BOTTOM: Turn.FLIP_TOP_BOTTOM,
    Intent.TURN: Turn.QUARTER,
}
SLICES = {
    Intent.NEXT_SLICE: 1,
    Intent.PREVIOUS_SLICE: -1,
    Intent.FIRST_SLICE: -1_000_000,
    Intent.LAST_SLICE: 1_000_000,
}
ZOOMS = {Intent.ZOOM_IN: ZOOM_PER_NOTCH, Intent.ZOOM_OUT: 1.0 / ZOOM_PER_NOTCH}
NUDGES: dict[Intent, tuple[ScreenPoint, float]] = {
    Intent.NUDGE_LEFT: ((-1.0, 0.0), 1.0),
    Intent.NUDGE_RIGHT: ((1.0, 0.0), 1.0),
    Intent.NUDGE_UP: ((0.0, -1.0), 1.0),
    Intent.NUDGE_DOWN: ((0.0, 1.0), 1.0),
    Intent.FINE_LEFT: ((-1.0, 0.0), FINE),
    Intent.FINE_RIGHT: ((1.0, 0.0), FINE),
    Intent.FINE_UP: ((0.0, -1.0), FINE),
    Intent.FINE_DOWN: ((0.0, 1.0), FINE),
}


def press_key(viewer: Viewer, intent: Intent) -> Outcome:
    """Answer a key with the next state and the commands for whoever keeps the record."""
    if intent in TOOLS:
        # To select is to be done with what was to be drawn.
        armed = None if TOOLS[intent] is Tool.SELECT else viewer.armed
        return with_tool(replace(viewer, armed=armed), TOOLS[intent])
    if intent in NUDGES:
        return _nudged(viewer, intent)
    if intent is Intent.NEXT_HANDLE:
        return replace(viewer, grip=_next_grip(viewer)), ()
    if intent is Intent.DELETE:
        return _removed(viewer)
    if intent is Intent.CANCEL:
        return _cancelled(viewer)
    return _looked(viewer, intent), ()


def _cancelled(viewer: Viewer) -> Outcome:
    """Drop what is being drawn; where nothing is, what was to be drawn, else choose no lesion."""
    idle = isinstance(viewer.tool_state, Idle)
    viewer, commands = tool_event(viewer, Cancel())
    armed = viewer.armed is not None
    viewer = replace(viewer, notice="", drag=None, armed=None if idle else viewer.armed)
    if idle and viewer.region is not None:
        return replace(viewer, region=None), commands
    if not idle or armed or viewer.selected is None:
        return viewer, commands
    return replace(viewer, selected=None), (*commands, Select(lesion_id=None))


def _looked(viewer: Viewer, intent: Intent) -> Viewer:
    """Change how the tiles are looked at."""
    tile = viewer.tiles[viewer.active]
    if intent in SLICES and not draws(viewer):
        return scroll(viewer, viewer.active, SLICES[intent])
    if intent in ZOOMS:
        middle = tile.size[0] / 2.0, tile.size[1] / 2.0
        return zoom_all(viewer, middle, ZOOMS[intent])
    if intent in TURNS:
        turn = TURNS[intent]
        return with_views(viewer, lambda view: replace(view, facing=turned(view.facing, turn)))
    if intent in PRESETS:
        return with_window(viewer, viewer.active, PRESETS[intent].window)
    if intent is AUTOMATIC and tile.volume is not None and tile.view is not None:
        return with_window(viewer, viewer.active, automatic(tile.volume, tile.view.window))
    if intent in CHANGES:
        return CHANGES[intent](viewer)
    if intent is Intent.INVERT:
        return with_views(viewer, _inverted)
    if intent is Intent.RESET_VIEW:
        return fit_all(with_views(upright(viewer), _standard))
    return viewer


def _linked(viewer: Viewer) -> Viewer:
    link = Link.OFF if viewer.linking.link is Link.ON else Link.ON
    return replace(viewer, linking=replace(viewer.linking, link=link))


def _lined(viewer: Viewer) -> Viewer:
    hidden = viewer.lines is Lines.HIDDEN
    return replace(viewer, lines=Lines.SHOWN if hidden else Lines.HIDDEN)


CHANGES: dict[Intent, Callable[[Viewer], Viewer]] = {
    Intent.LINK: _linked,
    Intent.LINES: _lined,
    Intent.SLAB: next_projection,
    Intent.SLAB_THICKNESS: next_thickness,
}


def _inverted(view: View) -> View:
    inverted = view.polarity is Polarity.INVERTED
    return replace(view, polarity=Polarity.AS_STORED if inverted else Polarity.INVERTED)


def _standard(view: View) -> View:
    return replace(view, facing=standard_facing(view.plane), polarity=Polarity.AS_STORED)


def _next_grip(viewer: Viewer) -> Grip:
    """Return the end after the selected one; a line has but two."""
    hit = hit_of(viewer.tiles[viewer.active], viewer.selected, viewer.grip)
    line = hit is not None and hit.caliper.short_axis_lps_mm is None
    ends = ENDS[:2] if line else ENDS
    if viewer.grip not in ends:
        return ends[0]
    return ends[(ends.index(viewer.grip) + 1) % len(ends)]


def _nudged(viewer: Viewer, intent: Intent) -> Outcome:
    tile = viewer.tiles[viewer.active]
    site = site_of(tile, viewer.active)
    if site is None or tile.view is None:
        return viewer, ()
    way, share = NUDGES[intent]
    step = scale(pixel_step_lps_mm(tile.view, way), share)
    hit = hit_of(tile, viewer.selected, viewer.grip)
    nudge = Nudge(step_lps_mm=step, site=site, hit=hit, region=_selected_region(viewer))
    return tool_event(viewer, nudge)


def _removed(viewer: Viewer) -> Outcome:
    site = site_of(viewer.tiles[viewer.active], viewer.active)
    if site is None:
        return viewer, ()
    hit = hit_of(viewer.tiles[viewer.active], viewer.selected, viewer.grip)
    return tool_event(viewer, Remove(site=site, hit=hit, region=_selected_region(viewer)))


def _selected_region(viewer: Viewer) -> Region | None:
    """Return the ellipse that keys act on, if the active tile shows it."""
    shown = regions_shown(viewer.regions, viewer.tiles[viewer.active])
    return next((one for one in shown if one.number == viewer.region), None)
