"""Holding a saved caliper: what every tool does with a handle, a nudge and Delete."""

from __future__ import annotations

from dataclasses import replace

from gui.state.regions import Region, region_on
from gui.state.tools.checks import commit, dragged
from gui.state.tools.commands import (
    Command,
    Delete,
    DropRegion,
    EndPreview,
    Preview,
    PutRegion,
    Refuse,
    Select,
)
from gui.state.tools.events import Cancel, Event, Move, Nudge, Press, Release, Remove
from gui.state.tools.states import Grabbed, Idle, ToolState
from recist.measure.adjust import drag
from recist.measure.ellipse import moved

Step = tuple[ToolState, tuple[Command, ...]]


def grab(press: Press) -> Step:
    """Take hold of the caliper under the pointer and select its lesion."""
    hit = press.hit
    if hit is None:
        return Idle(), (Select(lesion_id=None),)
    selected = Select(lesion_id=hit.lesion_id, grip=hit.grip)
    if press.site.refusal:
        return Idle(), (selected, Refuse(message=press.site.refusal))
    held = Grabbed(
        hit=hit,
        start_lps_mm=press.at_lps_mm,
        start_px=press.screen_px,
        site=press.site,
        moved=None,
        grip=hit.grip,
    )
    return held, (selected,)


def hold(state: Grabbed, event: Event) -> Step:
    """Go on while a caliper is held: move it, save it on release, or let it go."""
    match event:
        case Move():
            return _moved(state, event)
        case Release():
            state, _ = _moved(state, event)
            if state.moved is None:
                return Idle(), (EndPreview(),)
            selected = Select(lesion_id=state.hit.lesion_id, grip=state.grip)
            saved = commit(state.site, state.moved, state.hit.lesion_id)
            return Idle(), (EndPreview(), selected, *saved)
        case Cancel():
            return Idle(), (EndPreview(),)
        case Press() | Nudge() | Remove():
            return state, ()


def let_go(state: ToolState) -> Step:
    """Drop what another hand has begun to draw: it is not this one's to go on with."""
    return Idle(), () if isinstance(state, Idle) else (EndPreview(),)


def idle_key(event: Nudge | Remove) -> Step:
    """Nudge or delete what is selected, an ellipse or a caliper; without one, do nothing."""
    hit, site = event.hit, event.site
    if event.region is not None:
        return Idle(), _region_key(event, event.region)
    if hit is None:
        return Idle(), ()
    if site.refusal:
        return Idle(), (Refuse(message=site.refusal),)
    if isinstance(event, Remove):
        return Idle(), (Delete(tile=site.tile, lesion_id=hit.lesion_id),)
    caliper, grip = drag(hit.caliper, hit.grip, (0.0, 0.0, 0.0), event.step_lps_mm)
    selected = Select(lesion_id=hit.lesion_id, grip=grip)
    return Idle(), (selected, *commit(site, caliper, hit.lesion_id))


def _region_key(event: Nudge | Remove, region: Region) -> tuple[Command, ...]:
    if isinstance(event, Remove):
        return (DropRegion(number=region.number),)
    volume, grid = event.site.volume, event.site.grid
    if volume is None or grid is None:
        return ()
    ellipse = moved(region.ellipse, event.step_lps_mm)
    return (PutRegion(region=region_on(volume, grid, ellipse, region.number)),)


def _moved(state: Grabbed, event: Move | Release) -> tuple[Grabbed, tuple[Command, ...]]:
    if state.moved is None and not dragged(state.start_px, event.screen_px):
        return state, ()
    caliper, grip = drag(
        state.hit.caliper, state.hit.grip, state.start_lps_mm, event.at_lps_mm, event.angle
    )
    preview = Preview(
        tile=state.site.tile,
        caliper=caliper,
        unit=state.site.unit,
        lesion_id=state.hit.lesion_id,
        grip=grip,
    )
    return replace(state, moved=caliper, grip=grip), (preview,)
