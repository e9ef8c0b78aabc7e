"""Every key that is about the image does what its line in the list of keys says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gui.state.action_table import ACTIONS
from gui.state.facing import Turn, turned
from gui.state.keys import Intent, Scope
from gui.state.layout import Role
from gui.state.linking import Link
from gui.state.press_key import press_key
from gui.state.tile import Mark
from gui.state.tools.commands import Commit, Delete
from gui.state.tools.toolbox import Tool
from gui.state.view import Polarity, View
from gui.state.viewer import Lines, Viewer, with_marks, with_window
from recist.imaging.cuts import Projection
from recist.imaging.series import Window
from recist.measure.adjust import Grip
from recist.measure.caliper import Plane, draw
from recist.measure.vectors import Vector, subtract
from tests.gui.viewing import two_tiles

CURRENT, MIDDLE = 1, 4
PLANE = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.9", image="1.2.4")
DRAWN = draw((-10.0, -10.0, 120.0), (14.0, -10.0, 120.0), PLANE)


def viewer_of() -> Viewer:
    """Return two visits at the middle of nine slices, the caliper of T1 chosen in the second."""
    mark = Mark(lesion_id="T1", caliper=DRAWN, colour=0)
    marked = with_window(two_tiles(), CURRENT, Window(width=77, level=7))
    marked = with_marks(marked, Role.CURRENT, (mark,))
    return replace(marked, selected="T1", grip=Grip.LONG_END, active=CURRENT)


def view(viewer: Viewer) -> View:
    found = viewer.tiles[CURRENT].view
    assert found is not None
    return found


def slice_(viewer: Viewer) -> int:
    return view(viewer).plane.k


def window(viewer: Viewer) -> Window:
    return view(viewer).window


def zoom(viewer: Viewer) -> float:
    return round(view(viewer).zoom_px_per_mm / view(viewer_of()).zoom_px_per_mm, 4)


def turned_by(turn: Turn) -> Callable[[Viewer], bool]:
    return lambda viewer: view(viewer).facing == turned(view(viewer_of()).facing, turn)


def thickness(viewer: Viewer) -> float:
    slab = view(viewer).plane.slab
    return 0.0 if slab is None else slab.thickness_mm


def projection(viewer: Viewer) -> Projection | None:
    slab = view(viewer).plane.slab
    return None if slab is None else slab.projection


# The slices are counted from the feet; down the screen is towards the feet.
SEEN: dict[Intent, tuple[Callable[[Viewer], object], object]] = {
    Intent.TOOL_SELECT: (lambda viewer: viewer.tool, Tool.SELECT),
    Intent.TOOL_BIDIRECTIONAL: (lambda viewer: viewer.tool, Tool.BIDIRECTIONAL),
    Intent.TOOL_LINE: (lambda viewer: viewer.tool, Tool.LINE),
    Intent.TOOL_ELLIPSE: (lambda viewer: viewer.tool, Tool.ELLIPSE),
    Intent.NEXT_SLICE: (slice_, MIDDLE - 1),
    Intent.PREVIOUS_SLICE: (slice_, MIDDLE + 1),
    Intent.FIRST_SLICE: (slice_, 8),
    Intent.LAST_SLICE: (slice_, 0),
    Intent.ZOOM_IN: (zoom, 1.15),
    Intent.ZOOM_OUT: (zoom, 0.8696),
    Intent.FLIP_LEFT_RIGHT: (turned_by(Turn.FLIP_LEFT_RIGHT), True),
    Intent.FLIP_TOP_BOTTOM: (turned_by(Turn.FLIP_TOP_BOTTOM), True),
    Intent.TURN: (turned_by(Turn.QUARTER), True),
    Intent.INVERT: (lambda viewer: view(viewer).polarity, Polarity.INVERTED),
    Intent.WINDOW_1: (window, Window(width=400, level=40)),
    Intent.WINDOW_2: (window, Window(width=350, level=50)),
    Intent.WINDOW_3: (window, Window(width=1500, level=-600)),
    Intent.WINDOW_4: (window, Window(width=150, level=90)),
    Intent.WINDOW_5: (window, Window(width=2000, level=400)),
    Intent.WINDOW_6: (window, Window(width=80, level=40)),
    Intent.LINK: (lambda viewer: viewer.linking.link, Link.OFF),
    Intent.LINES: (lambda viewer: viewer.lines, Lines.HIDDEN),
    Intent.SLAB: (projection, Projection.MEAN),
    Intent.NEXT_HANDLE: (lambda viewer: viewer.grip, Grip.SHORT_START),
    Intent.CANCEL: (lambda viewer: viewer.selected, None),
}
# How far the end of the caliper goes, in mm: a pixel is 1 mm wide and 2 mm high.
NUDGED: dict[Intent, Vector] = {
    Intent.NUDGE_LEFT: (-1.0, 0.0, 0.0),
    Intent.NUDGE_RIGHT: (1.0, 0.0, 0.0),
    Intent.NUDGE_UP: (0.0, -2.0, 0.0),
    Intent.NUDGE_DOWN: (0.0, 2.0, 0.0),
    Intent.FINE_LEFT: (-0.1, 0.0, 0.0),
    Intent.FINE_RIGHT: (0.1, 0.0, 0.0),
    Intent.FINE_UP: (0.0, -0.2, 0.0),
    Intent.FINE_DOWN: (0.0, 0.2, 0.0),
}
# These need something else to be there first, and have a test each below.
BY_THEMSELVES = frozenset(
    {Intent.DELETE, Intent.RESET_VIEW, Intent.SLAB_THICKNESS, Intent.WINDOW_AUTO}
)
OF_THE_ROOM = frozenset(
    {
        *(Intent.NEXT_LESION, Intent.PREVIOUS_LESION, Intent.NEXT_VISIT, Intent.KEY_IMAGE),
        *(Intent.MARK_TARGET, Intent.MARK_NON_TARGET, Intent.MARK_NEW),
        *(Intent.MARK_ABSENT, Intent.MARK_TOO_SMALL, Intent.MARK_NOT_EVALUABLE),
        *(Intent.COMMENT, Intent.SHOW_RULE, Intent.FOUR_PLANES, Intent.WHY, Intent.COPY_TEXT),
    }
)


def test_every_key_of_the_image_has_a_case() -> None:
    keys = {row.intent for row in ACTIONS if row.scope is Scope.IMAGE}
    assert {*SEEN, *NUDGED, *BY_THEMSELVES} == keys - OF_THE_ROOM


@pytest.mark.parametrize("intent", SEEN, ids=lambda one: one.value)
def test_a_key_changes_what_is_seen(intent: Intent) -> None:
    look, expected = SEEN[intent]
    before = viewer_of()
    if intent is Intent.TOOL_SELECT:
        before = replace(before, tool=Tool.LINE)
    assert look(before) != expected
    after, _ = press_key(before, intent)
    assert look(after) == expected


@pytest.mark.parametrize("intent", NUDGED, ids=lambda one: one.value)
def test_an_arrow_moves_the_chosen_end(intent: Intent) -> None:
    _, commands = press_key(viewer_of(), intent)
    (commit,) = (one for one in commands if isinstance(one, Commit))
    ways = [
        subtract(now, was)
        for now, was in zip(commit.caliper.long_axis_lps_mm, DRAWN.long_axis_lps_mm, strict=True)
    ]
    assert ways[0] == pytest.approx((0.0, 0.0, 0.0))
    assert ways[1] == pytest.approx(NUDGED[intent])
    assert commit.lesion_id == "T1"


def test_delete_asks_for_the_caliper_of_the_chosen_lesion_to_go() -> None:
    _, commands = press_key(viewer_of(), Intent.DELETE)
    assert commands == (Delete(tile=CURRENT, lesion_id="T1"),)


def test_space_puts_everything_back() -> None:
    before = after = viewer_of()
    for intent in (Intent.ZOOM_IN, Intent.TURN, Intent.FLIP_LEFT_RIGHT, Intent.INVERT):
        after, _ = press_key(after, intent)
    assert after.tiles != before.tiles
    after, _ = press_key(after, Intent.RESET_VIEW)
    assert [tile.view for tile in after.tiles] == [tile.view for tile in before.tiles]


def test_a_slab_has_three_thicknesses_and_three_ways() -> None:
    viewer, seen = viewer_of(), []
    for _ in range(3):
        viewer, _ = press_key(viewer, Intent.SLAB)
        seen.append(projection(viewer))
    assert seen == [Projection.MEAN, Projection.MAXIMUM, None]
    viewer, _ = press_key(viewer_of(), Intent.SLAB)
    thick = {thickness(viewer)}
    for _ in range(2):
        viewer, _ = press_key(viewer, Intent.SLAB_THICKNESS)
        thick.add(thickness(viewer))
    assert thick == {5.0, 10.0, 20.0}


def test_0_shows_the_files_own_window_then_the_automatic_one() -> None:
    viewer = viewer_of()
    own = Window(width=333, level=22)
    tile = viewer.tiles[CURRENT]
    assert tile.volume is not None
    volume = replace(tile.volume, series=replace(tile.volume.series, windows=(own,)))
    tiles = (viewer.tiles[0], replace(tile, volume=volume))
    viewer, _ = press_key(replace(viewer, tiles=tiles), Intent.WINDOW_AUTO)
    assert window(viewer) == own
    viewer, _ = press_key(viewer, Intent.WINDOW_AUTO)
    assert window(viewer) not in (own, Window(width=77, level=7))
