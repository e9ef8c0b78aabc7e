"""The tools' state tables: every pair of state and event, legal or not."""

from dataclasses import replace

import pytest

from gui.state.plane import SlicePlane, Unit
from gui.state.tools.checks import NOT_USABLE, OFF_PLANE, commit
from gui.state.tools.commands import (
    Command,
    Commit,
    Delete,
    EndPreview,
    Preview,
    Refuse,
    Select,
    Warn,
)
from gui.state.tools.events import Cancel, Event, Hit, Move, Nudge, Press, Release, Remove, Site
from gui.state.tools.states import Armed, Drawing, Grabbed, Idle, ToolState
from gui.state.tools.toolbox import Tool, step
from recist.measure.adjust import Angle, Grip
from recist.measure.caliper import Plane, draw, draw_line, length_mm
from recist.measure.vectors import Vector

PLANE = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.9", image="1.1.4")
SITE = Site(tile=1, plane=PLANE, acquisition_normal_lps=(0.0, 0.0, 1.0), unit=Unit.MM)
PIXELS = replace(SITE, unit=Unit.PX)
SIGNED = replace(SITE, refusal="this visit is signed")
OBLIQUE = replace(SITE, acquisition_normal_lps=(0.0, 0.6, 0.8))

START = (0.0, 0.0, 0.0)
FAR = (30.0, 0.0, 0.0)
SAVED = draw(START, FAR, PLANE)
HANDLE = Hit(lesion_id="T1", caliper=SAVED, grip=Grip.LONG_END)
BODY = Hit(lesion_id="T1", caliper=SAVED, grip=Grip.LONG_LINE)

PRESS = Press(at_lps_mm=START, screen_px=(0.0, 0.0), site=SITE)
ON_HANDLE = replace(PRESS, hit=HANDLE)
ON_BODY = replace(PRESS, hit=BODY)
MOVE = Move(at_lps_mm=FAR, screen_px=(60.0, 0.0))
TREMOR = Move(at_lps_mm=(1.0, 0.0, 0.0), screen_px=(2.0, 0.0))
RELEASE = Release(at_lps_mm=FAR, screen_px=(60.0, 0.0))
CLICK = Release(at_lps_mm=START, screen_px=(0.0, 0.0))
NUDGE = Nudge(step_lps_mm=(1.0, 0.0, 0.0), site=SITE, hit=HANDLE)
REMOVE = Remove(site=SITE, hit=HANDLE)
CANCEL = Cancel()

IDLE = Idle()
ARMED = Armed(start_lps_mm=START, start_px=(0.0, 0.0), site=SITE)
DRAWING = Drawing(start_lps_mm=START, site=SITE, caliper=SAVED)
GRABBED = Grabbed(
    hit=HANDLE,
    start_lps_mm=START,
    start_px=(0.0, 0.0),
    site=SITE,
    moved=None,
    grip=Grip.LONG_END,
)

B, V, D, E = Tool.BIDIRECTIONAL, Tool.SELECT, Tool.LINE, Tool.ELLIPSE

LEGAL: list[tuple[Tool, ToolState, Event, type[object], list[type[object]]]] = [
    (B, IDLE, PRESS, Armed, []),
    (B, IDLE, ON_HANDLE, Grabbed, [Select]),
    (B, IDLE, ON_BODY, Armed, []),
    (B, IDLE, NUDGE, Idle, [Select, Commit]),
    (B, IDLE, REMOVE, Idle, [Delete]),
    (B, IDLE, CANCEL, Idle, [EndPreview]),
    (B, ARMED, TREMOR, Armed, []),
    (B, ARMED, MOVE, Drawing, [Preview]),
    (B, ARMED, CLICK, Idle, [EndPreview]),
    (B, ARMED, CANCEL, Idle, [EndPreview]),
    (B, DRAWING, MOVE, Drawing, [Preview]),
    (B, DRAWING, RELEASE, Idle, [EndPreview, Commit]),
    (B, DRAWING, CANCEL, Idle, [EndPreview]),
    (B, GRABBED, MOVE, Grabbed, [Preview]),
    (B, GRABBED, RELEASE, Idle, [EndPreview, Select, Commit]),
    (B, GRABBED, CLICK, Idle, [EndPreview]),
    (B, GRABBED, CANCEL, Idle, [EndPreview]),
    (V, IDLE, PRESS, Idle, [Select]),
    (V, IDLE, ON_HANDLE, Grabbed, [Select]),
    (V, IDLE, ON_BODY, Grabbed, [Select]),
    (V, IDLE, NUDGE, Idle, [Select, Commit]),
    (V, IDLE, REMOVE, Idle, [Delete]),
    (V, IDLE, CANCEL, Idle, [EndPreview]),
    (V, GRABBED, MOVE, Grabbed, [Preview]),
    (V, GRABBED, RELEASE, Idle, [EndPreview, Select, Commit]),
    (V, GRABBED, CLICK, Idle, [EndPreview]),
    (V, GRABBED, CANCEL, Idle, [EndPreview]),
    (V, ARMED, CANCEL, Idle, [EndPreview]),
    (V, DRAWING, CANCEL, Idle, [EndPreview]),
    # What another hand has begun is dropped.
    (V, ARMED, MOVE, Idle, [EndPreview]),
    (V, DRAWING, RELEASE, Idle, [EndPreview]),
    (E, ARMED, MOVE, Idle, [EndPreview]),
    (E, DRAWING, RELEASE, Idle, [EndPreview]),
    (E, GRABBED, MOVE, Grabbed, [Preview]),
    (E, GRABBED, RELEASE, Idle, [EndPreview, Select, Commit]),
    (D, IDLE, PRESS, Armed, []),
    (D, ARMED, MOVE, Drawing, [Preview]),
    (D, DRAWING, RELEASE, Idle, [EndPreview, Commit]),
]

ILLEGAL: list[tuple[Tool, ToolState, Event]] = [
    (B, IDLE, MOVE),
    (B, IDLE, RELEASE),
    (B, ARMED, PRESS),
    (B, ARMED, NUDGE),
    (B, ARMED, REMOVE),
    (B, DRAWING, PRESS),
    (B, DRAWING, NUDGE),
    (B, DRAWING, REMOVE),
    (B, GRABBED, PRESS),
    (B, GRABBED, NUDGE),
    (B, GRABBED, REMOVE),
    (V, IDLE, MOVE),
    (V, IDLE, RELEASE),
    (V, GRABBED, PRESS),
    (V, GRABBED, NUDGE),
    (V, GRABBED, REMOVE),
]


def named(value: object) -> str:
    return value.value if isinstance(value, Tool) else type(value).__name__


@pytest.mark.parametrize(("tool", "state", "event", "expected", "commands"), LEGAL, ids=named)
def test_a_legal_pair(
    tool: Tool,
    state: ToolState,
    event: Event,
    expected: type[object],
    commands: list[type[object]],
) -> None:
    after, asked = step(tool, state, event)
    assert type(after) is expected
    assert [type(command) for command in asked] == commands


@pytest.mark.parametrize(("tool", "state", "event"), ILLEGAL, ids=named)
def test_an_illegal_pair_changes_and_asks_nothing(
    tool: Tool, state: ToolState, event: Event
) -> None:
    assert step(tool, state, event) == (state, ())


@pytest.mark.parametrize("tool", list(Tool))
@pytest.mark.parametrize("state", [IDLE, ARMED, DRAWING, GRABBED], ids=named)
def test_cancel_is_legal_in_every_state_and_saves_nothing(tool: Tool, state: ToolState) -> None:
    assert step(tool, state, CANCEL) == (IDLE, (EndPreview(),))


def drawn(tool: Tool, site: Site) -> tuple[Command, ...]:
    state: ToolState = IDLE
    commands: tuple[Command, ...] = ()
    for event in (replace(PRESS, site=site), MOVE, RELEASE):
        state, commands = step(tool, state, event)
    return commands


def test_a_drag_saves_what_it_drew() -> None:
    assert drawn(B, SITE) == (EndPreview(), Commit(tile=1, caliper=SAVED, lesion_id=None))
    line = draw_line(START, FAR, PLANE)
    assert drawn(D, SITE) == (EndPreview(), Commit(tile=1, caliper=line, lesion_id=None))


def test_without_millimetres_it_refuses_and_says_pixels() -> None:
    assert drawn(B, PIXELS) == (EndPreview(), Refuse(message=f"30.0 px · {NOT_USABLE}"))


def test_off_the_acquisition_plane_it_warns() -> None:
    assert [type(command) for command in drawn(B, OBLIQUE)] == [EndPreview, Commit, Warn]
    assert drawn(B, OBLIQUE)[-1] == Warn(message=OFF_PLANE)


@pytest.mark.parametrize(
    "event",
    [
        replace(PRESS, site=SIGNED),
        replace(ON_HANDLE, site=SIGNED),
        replace(NUDGE, site=SIGNED),
        replace(REMOVE, site=SIGNED),
    ],
    ids=["drawing", "grabbing", "nudging", "deleting"],
)
def test_a_signed_visit_is_not_touched(event: Event) -> None:
    after, commands = step(B, IDLE, event)
    assert after == IDLE
    assert commands[-1] == Refuse(message="this visit is signed")


@pytest.mark.parametrize("event", [NUDGE, REMOVE], ids=["nudge", "delete"])
def test_keys_without_a_selected_caliper_do_nothing(event: Nudge | Remove) -> None:
    assert step(B, IDLE, replace(event, hit=None)) == (IDLE, ())


def test_alt_frees_the_angle_of_the_short_axis() -> None:
    short = replace(HANDLE, grip=Grip.SHORT_END)
    held, _ = step(B, IDLE, replace(ON_HANDLE, hit=short))
    aside = Move(at_lps_mm=(5.0, 0.0, 0.0), screen_px=(9.0, 0.0), angle=Angle.FREE)
    _, (preview,) = step(B, held, aside)
    assert isinstance(preview, Preview)
    assert preview.caliper.short_axis_lps_mm is not None
    assert preview.caliper.short_axis_lps_mm[1][0] == pytest.approx(20.0)


def test_a_held_end_that_becomes_the_longer_axis_is_still_the_held_one() -> None:
    short = replace(HANDLE, grip=Grip.SHORT_END)
    held, _ = step(B, IDLE, replace(ON_HANDLE, hit=short))
    pull = Release(at_lps_mm=(0.0, 15.0, 0.0), screen_px=(0.0, 30.0))
    _, commands = step(B, held, pull)
    assert commands[1] == Select(lesion_id="T1", grip=Grip.LONG_END)
    assert isinstance(commands[2], Commit)
    assert length_mm(commands[2].caliper.long_axis_lps_mm) == pytest.approx(35.0)


GRID = SlicePlane(
    k=4,
    shape_ji=(20, 31),
    origin_lps_mm=(0.0, -10.0, 0.0),
    step_j_mm=(0.0, 1.0, 0.0),
    step_i_mm=(1.0, 0.0, 0.0),
    normal_lps=(0.0, 0.0, 1.0),
    unit=Unit.MM,
)


@pytest.mark.parametrize(
    ("end", "refused"),
    [
        ((30.0, 0.0, 0.0), False),  # the centre of the last column
        ((30.5, 0.0, 0.0), False),  # its edge
        ((30.6, 0.0, 0.0), True),
        ((20.0, 9.6, 0.0), True),
        ((20.0, -10.6, 0.0), True),
    ],
)
def test_a_caliper_that_leaves_the_image_is_refused(end: Vector, refused: bool) -> None:
    caliper = draw_line(START, end, PLANE)
    asked = commit(replace(SITE, grid=GRID), caliper, None)
    assert (asked == (Refuse(message="Outside the image"),)) is refused
