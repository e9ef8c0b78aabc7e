"""The tools by name, and the one step function of all of them."""

from __future__ import annotations

from enum import StrEnum

from gui.state.tongue import later
from gui.state.tools.commands import EndPreview
from gui.state.tools.drawing import step_drawing
from gui.state.tools.events import Cancel, Event, Move, Nudge, Press, Release, Remove
from gui.state.tools.grab import Step, grab, hold, idle_key, let_go
from gui.state.tools.outlining import hold_region, press_region, step_outlining
from gui.state.tools.states import Armed, Drawing, Grabbed, Idle, Outlining, ToolState
from recist.measure.caliper import draw, draw_line


class Tool(StrEnum):
    """What the left button does."""

    SELECT = later("Select")
    BIDIRECTIONAL = later("Bidirectional")
    LINE = later("Line")
    ELLIPSE = later("Ellipse")


def step(tool: Tool, state: ToolState, event: Event) -> Step:
    """Answer an event.

    Parameters
    ----------
    tool : Tool
        The active tool; who changes it sends Cancel first.
    state : ToolState
        Where the tool is.
    event : Event
        What happened. A pair of state and event that makes no sense changes nothing.

    Returns
    -------
    tuple of ToolState and tuple of Command
        The next state, and what is to be done.
    """
    match tool:
        case Tool.SELECT:
            return step_select(state, event)
        case Tool.BIDIRECTIONAL:
            return step_drawing(draw, state, event)
        case Tool.LINE:
            return step_drawing(draw_line, state, event)
        case Tool.ELLIPSE:
            return step_outlining(state, event)


def step_select(state: ToolState, event: Event) -> Step:
    """Select a caliper or an ellipse by any part of it, and drag that part."""
    match state, event:
        case Grabbed(), _:
            return hold(state, event)
        case Outlining(), _:
            return hold_region(state, event)
        case _, Cancel():
            return Idle(), (EndPreview(),)
        case Idle(), Press():
            on_region = event.hit is None and event.region is not None
            return press_region(event) if on_region else grab(event)
        case Idle(), Nudge() | Remove():
            return idle_key(event)
        case ((Idle() | Armed() | Drawing()), (Press() | Move() | Release() | Nudge() | Remove())):
            return let_go(state)
