"""Drawing a new caliper by a drag: what the bidirectional and the line tool share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gui.state.tools.checks import commit, dragged, unread
from gui.state.tools.commands import Command, EndPreview, Preview, Refuse
from gui.state.tools.events import Cancel, Click, Event, Move, Nudge, Press, Release, Remove
from gui.state.tools.grab import Step, grab, hold, idle_key
from gui.state.tools.outlining import hold_region
from gui.state.tools.states import Armed, Drawing, Grabbed, Idle, Outlining, ToolState
from recist.measure.adjust import ENDS, Grip
from recist.measure.caliper import Caliper, Plane, point_at
from recist.measure.vectors import Vector, distance, onto_plane

Draw = Callable[[Vector, Vector, Plane], Caliper]


def step_drawing(draw: Draw, state: ToolState, event: Event) -> Step:
    """Answer an event: a drag on free ground draws, one on a handle changes a saved caliper."""
    match state:
        case Idle():
            return _idle(event)
        case Armed():
            return _armed(draw, state, event)
        case Drawing():
            return _drawing(draw, state, event)
        case Grabbed():
            return hold(state, event)
        case Outlining():
            # The hand was another one when this began: the ellipse is as it was before.
            return hold_region(state, Cancel())


def _idle(event: Event) -> Step:
    match event:
        case Press():
            if event.hit is not None and event.hit.grip in ENDS:
                return grab(event)
            refusal = event.site.refusal or unread(event.site, (event.at_lps_mm,))
            if refusal:
                return Idle(), (Refuse(message=refusal),)
            armed = Armed(start_lps_mm=event.at_lps_mm, start_px=event.screen_px, site=event.site)
            return armed, ()
        case Nudge() | Remove():
            return idle_key(event)
        case Cancel():
            return Idle(), (EndPreview(),)
        case Move() | Release():
            return Idle(), ()


def _armed(draw: Draw, state: Armed, event: Event) -> Step:
    match event:
        case Move():
            caliper = _drawn(draw, state, event.at_lps_mm)
            if caliper is None or not dragged(state.start_px, event.screen_px):
                return state, ()
            drawing = Drawing(start_lps_mm=state.start_lps_mm, site=state.site, caliper=caliper)
            return drawing, (_preview(drawing),)
        case Release() if state.site.click is Click.MARKS:
            marked = point_at(state.start_lps_mm, state.site.plane)
            return Idle(), (EndPreview(), *commit(state.site, marked, None))
        case Release() | Cancel():
            return Idle(), (EndPreview(),)
        case Press() | Nudge() | Remove():
            return state, ()


def _drawing(draw: Draw, state: Drawing, event: Event) -> Step:
    match event:
        case Move():
            state = _redrawn(draw, state, event.at_lps_mm)
            return state, (_preview(state),)
        case Release():
            state = _redrawn(draw, state, event.at_lps_mm)
            return Idle(), (EndPreview(), *commit(state.site, state.caliper, None))
        case Cancel():
            return Idle(), (EndPreview(),)
        case Press() | Nudge() | Remove():
            return state, ()


def _redrawn(draw: Draw, state: Drawing, end_lps_mm: Vector) -> Drawing:
    caliper = _drawn(draw, state, end_lps_mm)
    return state if caliper is None else replace(state, caliper=caliper)


def _drawn(draw: Draw, state: Armed | Drawing, end_lps_mm: Vector) -> Caliper | None:
    """Draw to the pointer, None where that is the starting point itself."""
    start, plane = state.start_lps_mm, state.site.plane
    if distance(start, onto_plane(end_lps_mm, start, plane.normal_lps)) == 0.0:
        return None
    return draw(start, end_lps_mm, plane)


def _preview(state: Drawing) -> Command:
    return Preview(
        tile=state.site.tile,
        caliper=state.caliper,
        unit=state.site.unit,
        lesion_id=None,
        grip=Grip.LONG_END,
    )
