"""Drawing an ellipse by a drag, and changing one; nothing of it is written."""

from __future__ import annotations

from dataclasses import replace

from gui.state.plane import SlicePlane
from gui.state.regions import Part, grip_lps_mm, region_on
from gui.state.tongue import tr
from gui.state.tools.checks import dragged
from gui.state.tools.commands import (
    Command,
    DropRegion,
    EndPreview,
    PutRegion,
    Refuse,
    SelectRegion,
)
from gui.state.tools.events import Cancel, Event, Move, Nudge, Press, Release, Remove, Site
from gui.state.tools.grab import Step, hold, idle_key, let_go
from gui.state.tools.states import Armed, Drawing, Grabbed, Idle, Outlining, ToolState
from recist.measure.ellipse import Ellipse, ellipse_between, moved, stretched
from recist.measure.vectors import Vector, add, onto_plane, subtract


def step_outlining(state: ToolState, event: Event) -> Step:
    """Answer an event: a drag on free ground draws an ellipse, one on an ellipse changes it.

    A caliper that was gripped for a lesion that was to come goes on being held.
    """
    match state, event:
        case Outlining(), _:
            return hold_region(state, event)
        case Grabbed(), _:
            return hold(state, event)
        case _, Cancel():
            return Idle(), (EndPreview(),)
        case Idle(), Press():
            return press_region(event)
        case Idle(), Nudge() | Remove():
            return idle_key(event)
        case ((Idle() | Armed() | Drawing()), _):
            return let_go(state)


def press_region(press: Press) -> Step:
    """Take hold of the ellipse under the pointer, or begin a new one."""
    if press.region is None:
        refusal = _why_not(press.site)
        if refusal:
            return Idle(), (SelectRegion(number=None), Refuse(message=refusal))
    before = None if press.region is None else press.region.region
    held = Outlining(
        start_lps_mm=press.at_lps_mm,
        start_px=press.screen_px,
        site=press.site,
        number=press.number if before is None else before.number,
        before=before,
        part=Part.WHOLE if press.region is None else press.region.part,
    )
    return held, (SelectRegion(number=None if before is None else before.number),)


def _why_not(site: Site) -> str:
    grid = site.grid
    if grid is None or site.volume is None:
        return tr("There is no slice here")
    if grid.cut is None and grid.slab is None:
        return ""
    return tr("An ellipse lies on the acquired slices: elsewhere its pixels would be made up")


def hold_region(state: Outlining, event: Event) -> Step:
    """Go on while an ellipse is drawn or held."""
    match event:
        case Move():
            return _moved(state, event)
        case Release():
            _, commands = _moved(state, event)
            return Idle(), commands
        case Cancel():
            return Idle(), _put_back(state)
        case Press() | Nudge() | Remove():
            return state, ()


def _moved(state: Outlining, event: Move | Release) -> Step:
    volume, grid = state.site.volume, state.site.grid
    if volume is None or grid is None:
        return state, ()
    if state.now is None and not dragged(state.start_px, event.screen_px):
        return state, ()
    ellipse = _ellipse(state, grid, event.at_lps_mm)
    if ellipse is None:
        return state, ()
    now = region_on(volume, grid, ellipse, state.number)
    return replace(state, now=now), (PutRegion(region=now), SelectRegion(number=now.number))


def _ellipse(state: Outlining, grid: SlicePlane, at_lps_mm: Vector) -> Ellipse | None:
    if state.before is None:
        end = onto_plane(at_lps_mm, state.start_lps_mm, grid.normal_lps)
        return ellipse_between(state.start_lps_mm, end, grid.step_i_mm, grid.step_j_mm)
    way = subtract(at_lps_mm, state.start_lps_mm)
    if state.part is Part.WHOLE:
        return moved(state.before.ellipse, way)
    to = add(grip_lps_mm(state.before, state.part), way)
    return stretched(state.before.ellipse, state.part, to)


def _put_back(state: Outlining) -> tuple[Command, ...]:
    if state.now is None:
        return ()
    if state.before is None:
        return (DropRegion(number=state.now.number),)
    return (PutRegion(region=state.before),)
