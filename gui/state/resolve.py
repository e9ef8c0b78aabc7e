"""From a mouse gesture to the next state of the viewer and what is to be done: pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gui.state.bonds import aligned
from gui.state.crosshair import grip_at, held, turned
from gui.state.facing import scroll_sign
from gui.state.gestures import (
    DoubleClick,
    Down,
    Gesture,
    Left,
    Lost,
    Modifier,
    Modifiers,
    Moved,
    Resized,
    Up,
    Wheel,
    trigger,
)
from gui.state.hits import hit_at
from gui.state.holding import Drag, Handle, LineGrip, Pointer
from gui.state.keys import Intent, mouse_intent
from gui.state.linking import Link
from gui.state.moving import scrolled_to
from gui.state.region_hits import region_at
from gui.state.tile import at_slice, site_of, waiting_text
from gui.state.tools.commands import (
    Command,
    DropRegion,
    EndPreview,
    Preview,
    PutRegion,
    Refuse,
    Select,
    SelectRegion,
    Warn,
)
from gui.state.tools.events import Cancel, Event, Move, Press, Release
from gui.state.tools.states import Idle
from gui.state.tools.toolbox import Tool, step
from gui.state.view import ScreenPoint, lps_from_screen, panned, zoomed
from gui.state.viewer import (
    Viewer,
    click_of,
    fit_all,
    hand_of,
    is_fitted,
    place_of,
    put_back,
    with_region,
    with_tile,
    with_window,
    without_region,
)
from gui.state.windows import stretched
from recist.measure.adjust import Angle
from recist.measure.vectors import Vector

FAST_SLICES = 5
ZOOM_PER_NOTCH = 1.15
PX_PER_SLICE = 6.0
CLICK_PX = 4.0
DEGREES_PER_NOTCH = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMenu:
    """The right button was clicked: open the menu, for a lesion if one lies there."""

    tile: int
    at_px: ScreenPoint
    lesion_id: str | None


Outcome = tuple[Viewer, tuple[Command | ShowMenu, ...]]


def resolve(viewer: Viewer, gesture: Gesture) -> Outcome:
    """Answer a gesture with the next state and the commands for whoever keeps the record."""
    if gesture.tile >= len(viewer.tiles):
        # A last word from the widget of a tile that is no more.
        return viewer, ()
    match gesture:
        case Down():
            return _down(viewer, gesture)
        case Moved():
            return _moved(viewer, gesture)
        case Up():
            return _up(viewer, gesture)
        case Wheel():
            return _wheel(replace(viewer, place=None), gesture), ()
        case DoubleClick():
            return _double_click(viewer, gesture), ()
        case Left():
            return replace(viewer, pointer=None), ()
        case Lost():
            return _lost(viewer, gesture)
        case Resized():
            return _resized(viewer, gesture), ()


def tool_event(viewer: Viewer, event: Event) -> Outcome:
    """Give an event to the active tool and take its commands into the state."""
    state, commands = step(hand_of(viewer), viewer.tool_state, event)
    viewer = replace(viewer, tool_state=state)
    for command in commands:
        viewer = _taken(viewer, command)
    return viewer, commands


def tool_refused(viewer: Viewer, message: str) -> Outcome:
    """Say why nothing can be done here; nothing where there is nothing to say."""
    if not message:
        return viewer, ()
    return replace(viewer, notice=message), (Refuse(message=message),)


def with_tool(viewer: Viewer, tool: Tool) -> Outcome:
    """Change the tool; whatever the old one was doing is cancelled."""
    viewer, commands = tool_event(viewer, Cancel())
    return replace(viewer, tool=tool), commands


def _taken(viewer: Viewer, command: Command) -> Viewer:
    match command:
        case Preview():
            return replace(viewer, preview=command)
        case EndPreview():
            return replace(viewer, preview=None)
        case Select():
            armed = viewer.armed if command.lesion_id is None else None
            return replace(
                viewer, selected=command.lesion_id, grip=command.grip, armed=armed, region=None
            )
        case Refuse() | Warn():
            return replace(viewer, notice=command.message)
        case PutRegion():
            return with_region(viewer, command.region)
        case DropRegion():
            return without_region(viewer, command.number)
        case SelectRegion():
            return replace(viewer, region=command.number)
        case _:
            return viewer


def _down(viewer: Viewer, gesture: Down) -> Outcome:
    if viewer.drag is not None:
        return viewer, ()
    viewer = replace(viewer, active=gesture.tile, notice="", place=None)
    intent = _pressed_for(viewer, gesture)
    tile = viewer.tiles[gesture.tile]
    site = site_of(tile, gesture.tile)
    if site is None and viewer.armed is not None and intent is Intent.USE_TOOL:
        return tool_refused(viewer, waiting_text(tile))
    if site is None or tile.view is None or intent is None:
        return viewer, ()
    hit = hit_at(tile, gesture.at_px, viewer.selected)
    line = grip_at(viewer, gesture.tile, gesture.at_px) if hit is None else None
    if intent is Intent.POINT:
        line = LineGrip(handle=Handle.POINT, tile=gesture.tile)
    drag = Drag(
        intent=intent,
        button=gesture.button,
        tile=gesture.tile,
        start_px=gesture.at_px,
        last_px=gesture.at_px,
        line=line if intent in (Intent.USE_TOOL, Intent.POINT) else None,
    )
    viewer = replace(viewer, drag=drag, pointer=_pointer(gesture))
    if drag.line is not None:
        viewer = replace(viewer, place=place_of(viewer))
        if drag.line.handle is Handle.POINT:
            viewer = held(viewer, gesture.tile, drag.line, gesture.at_px, gesture.at_px)
        return viewer, ()
    if intent is not Intent.USE_TOOL:
        return viewer, ()
    press = Press(
        at_lps_mm=lps_from_screen(tile.view, tile.size, gesture.at_px),
        screen_px=gesture.at_px,
        site=replace(site, click=click_of(viewer)),
        hit=hit,
        region=region_at(viewer.regions, tile, gesture.at_px),
        number=max((one.number for one in viewer.regions), default=0) + 1,
    )
    return tool_event(replace(viewer, region=None), press)


def _pressed_for(viewer: Viewer, gesture: Down) -> Intent | None:
    """Return what a drag of this button does; where it does nothing, what a click does."""
    ways = (trigger(gesture.modifiers, f"{gesture.button} {way}") for way in ("drag", "click"))
    return next((found for way in ways if (found := mouse_intent(viewer.table, way))), None)


def _moved(viewer: Viewer, gesture: Moved) -> Outcome:
    viewer = replace(viewer, pointer=_pointer(gesture))
    drag = viewer.drag
    if drag is None or drag.tile != gesture.tile:
        return viewer, ()
    way = gesture.at_px[0] - drag.last_px[0], gesture.at_px[1] - drag.last_px[1]
    if drag.line is not None:
        viewer = held(viewer, drag.tile, drag.line, drag.last_px, gesture.at_px)
        return replace(viewer, drag=replace(drag, last_px=gesture.at_px)), ()
    match drag.intent:
        case Intent.USE_TOOL:
            viewer = replace(viewer, drag=replace(drag, last_px=gesture.at_px))
            at = _under(viewer, drag.tile, gesture.at_px)
            move = Move(at_lps_mm=at, screen_px=gesture.at_px, angle=_angle(gesture.modifiers))
            return tool_event(viewer, move)
        case Intent.DRAG_WINDOW:
            if drag.last_px == drag.start_px and not _left_spot(drag, gesture.at_px):
                return viewer, ()
            viewer = _windowed(viewer, drag.tile, way)
        case Intent.PAN:
            viewer = _panned(viewer, drag.tile, way)
        case Intent.ALIGN:
            return _aligning(viewer, drag, gesture.at_px), ()
        case _:
            return viewer, ()
    return replace(viewer, drag=replace(drag, last_px=gesture.at_px)), ()


def _up(viewer: Viewer, gesture: Up) -> Outcome:
    drag = viewer.drag
    if drag is None or drag.button != gesture.button:
        return viewer, ()
    viewer = replace(viewer, drag=None)
    if drag.line is not None:
        still = drag.last_px == drag.start_px and drag.line.handle is Handle.LINE
        there = LineGrip(handle=Handle.POINT, tile=drag.tile)
        # A click on a line is no drag of it: the point goes there as from anywhere else.
        return (
            held(viewer, drag.tile, there, gesture.at_px, gesture.at_px) if still else viewer
        ), ()
    if drag.intent is Intent.USE_TOOL:
        at = _under(viewer, drag.tile, gesture.at_px)
        angle = _angle(gesture.modifiers)
        return tool_event(viewer, Release(at_lps_mm=at, screen_px=gesture.at_px, angle=angle))
    if drag.intent is Intent.ALIGN and _left_spot(drag, gesture.at_px):
        return aligned(viewer, drag.tile), ()
    return viewer, _menu(viewer, drag, gesture)


def _lost(viewer: Viewer, gesture: Lost) -> Outcome:
    """Let go of what a tile's mouse held; what was being drawn is not written."""
    if viewer.drag is None or viewer.drag.tile != gesture.tile:
        return viewer, ()
    return tool_event(replace(viewer, drag=None), Cancel())


def draws(viewer: Viewer) -> bool:
    """Say whether a tool is at work on a slice, which has to stay in sight until it is done."""
    return not isinstance(viewer.tool_state, Idle)


def _menu(viewer: Viewer, drag: Drag, gesture: Up) -> tuple[ShowMenu, ...]:
    click = trigger(gesture.modifiers, f"{gesture.button} click")
    still = drag.last_px == drag.start_px and not _left_spot(drag, gesture.at_px)
    if not still or mouse_intent(viewer.table, click) is not Intent.MENU:
        return ()
    hit = hit_at(viewer.tiles[drag.tile], gesture.at_px, viewer.selected)
    lesion = None if hit is None else hit.lesion_id
    return (ShowMenu(tile=drag.tile, at_px=gesture.at_px, lesion_id=lesion),)


def _wheel(viewer: Viewer, gesture: Wheel) -> Viewer:
    tile = viewer.tiles[gesture.tile]
    intent = mouse_intent(viewer.table, trigger(gesture.modifiers, "Wheel"))
    if tile.view is None:
        return viewer
    if intent is Intent.ZOOM:
        return zoom_all(viewer, gesture.at_px, ZOOM_PER_NOTCH**gesture.notches)
    if intent is Intent.TURN_OBLIQUE and not draws(viewer):
        return turned(viewer, gesture.tile, DEGREES_PER_NOTCH * gesture.notches)
    if intent not in (Intent.SCROLL, Intent.SCROLL_FAST) or draws(viewer):
        return viewer
    per_notch = FAST_SLICES if intent is Intent.SCROLL_FAST else 1
    wanted = viewer.wheel_rest - gesture.notches * per_notch
    slices = int(wanted)
    viewer = replace(viewer, wheel_rest=wanted - slices)
    return viewer if slices == 0 else scroll(viewer, gesture.tile, slices)


def scroll(viewer: Viewer, index: int, slices: int) -> Viewer:
    """Scroll one tile and those that are linked to it; positive is further down the screen.

    Down means towards the feet, the back or the patient's left, however the file counts.
    """
    view = viewer.tiles[index].view
    if view is None:
        return viewer
    return scrolled_to(viewer, index, view.plane.k + slices * scroll_sign(view.plane))


def zoom_all(viewer: Viewer, at_px: ScreenPoint, factor: float) -> Viewer:
    """Zoom every tile about the same spot: all keep one physical zoom."""
    tiles = tuple(
        tile
        if tile.view is None
        else replace(tile, view=zoomed(tile.view, tile.size, at_px, factor))
        for tile in viewer.tiles
    )
    return replace(viewer, tiles=tiles)


def _panned(viewer: Viewer, index: int, way: ScreenPoint) -> Viewer:
    tiles = tuple(
        replace(tile, view=panned(tile.view, way))
        if tile.view is not None and (n == index or viewer.linking.link is Link.ON)
        else tile
        for n, tile in enumerate(viewer.tiles)
    )
    return replace(viewer, tiles=tiles)


def _windowed(viewer: Viewer, index: int, way: ScreenPoint) -> Viewer:
    view = viewer.tiles[index].view
    if view is None:
        return viewer
    return with_window(viewer, index, stretched(view.window, way))


def _aligning(viewer: Viewer, drag: Drag, at_px: ScreenPoint) -> Viewer:
    view = viewer.tiles[drag.tile].view
    slices = int((at_px[1] - drag.last_px[1]) / PX_PER_SLICE)
    if view is None or slices == 0:
        return viewer
    k = view.plane.k + slices * scroll_sign(view.plane)
    viewer = with_tile(viewer, drag.tile, lambda tile: at_slice(tile, k))
    last = (at_px[0], drag.last_px[1] + slices * PX_PER_SLICE)
    return replace(viewer, drag=replace(drag, last_px=last))


def _double_click(viewer: Viewer, gesture: DoubleClick) -> Viewer:
    wanted = mouse_intent(viewer.table, trigger(gesture.modifiers, "Double click"))
    if wanted is not Intent.MAXIMISE:
        return viewer
    viewer = put_back(viewer)
    fitted = is_fitted(viewer)
    maximised = gesture.tile if viewer.maximised is None else None
    viewer = replace(viewer, maximised=maximised, active=gesture.tile)
    return fit_all(viewer) if fitted else viewer


def _resized(viewer: Viewer, gesture: Resized) -> Viewer:
    fitted = is_fitted(viewer)
    viewer = with_tile(viewer, gesture.tile, lambda tile: replace(tile, size=gesture.size))
    return fit_all(viewer) if fitted else viewer


def _under(viewer: Viewer, index: int, at_px: ScreenPoint) -> Vector:
    tile = viewer.tiles[index]
    if tile.view is None:
        return 0.0, 0.0, 0.0
    return lps_from_screen(tile.view, tile.size, at_px)


def _angle(modifiers: Modifiers) -> Angle:
    return Angle.FREE if Modifier.ALT in modifiers else Angle.KEPT


def _left_spot(drag: Drag, at_px: ScreenPoint) -> bool:
    way = abs(at_px[0] - drag.start_px[0]) + abs(at_px[1] - drag.start_px[1])
    return way >= CLICK_PX


def _pointer(gesture: Down | Moved) -> Pointer:
    return Pointer(tile=gesture.tile, at_px=gesture.at_px)
