"""The window as it was left: where it stood, how wide its parts were, which layout it had."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from gui.state.entries import entries_of, figures
from gui.state.layout import Layout
from gui.state.memory import Memory, memory_entries, memory_from

LEAST_PX, MOST_PX = 100, 100_000
TITLE_PX = 40
ROOM_WIDTH_PX, ROOM_HEIGHT_PX = 1280, 720


class Shown(StrEnum):
    """Whether the window has the whole screen."""

    NORMAL = "normal"
    MAXIMISED = "maximised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A place on the desktop in logical pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowState:
    """The window as it was left.

    Attributes
    ----------
    place : Rect or None
        Where it stands when it is not maximised; None before it was ever placed.
    widths_px : tuple of int
        Of the left panel, the images and the right panel; empty before.
    """

    place: Rect | None = None
    shown: Shown = Shown.NORMAL
    widths_px: tuple[int, ...] = ()
    layout: Layout = Layout.BASELINE_CURRENT


def has_room(width: int, height: int, now_percent: float, wanted_percent: float) -> bool:
    """Say whether the room fits on a screen once everything has another size.

    Parameters
    ----------
    width, height : int
        Of the screen as it is now, in logical pixels.
    now_percent, wanted_percent : float
        How large everything is now, and is to be.
    """
    share = now_percent / wanted_percent
    return width * share >= ROOM_WIDTH_PX and height * share >= ROOM_HEIGHT_PX


def on_screens(place: Rect, screens: tuple[Rect, ...]) -> Rect | None:
    """Return a place moved and cut to the screen that shows most of its title, None without one.

    The screens may be others than those of the last time.
    """
    if not screens:
        return None
    screen = max(screens, key=lambda one: _common(place, one))
    width, height = min(place.width, screen.width), min(place.height, screen.height)
    return Rect(
        left=min(max(place.left, screen.left), screen.left + screen.width - width),
        top=min(max(place.top, screen.top), screen.top + screen.height - height),
        width=width,
        height=height,
    )


def state_text(state: WindowState, memory: Memory) -> str:
    """Return the window and what is remembered of images as JSON."""
    place = state.place
    entries: dict[str, object] = {
        "place": None if place is None else [place.left, place.top, place.width, place.height],
        "shown": state.shown.value,
        "widths_px": list(state.widths_px),
        "layout": state.layout.name.casefold(),
        "memory": memory_entries(memory),
    }
    return json.dumps(entries, indent=1) + "\n"


def read_state(text: str, secret: str) -> tuple[WindowState, Memory]:
    """Return the window and what is remembered; what is broken is as it was at the first start."""
    entries = entries_of(text)
    found = figures(entries.get("place"), 4)
    left, top, width, height = (round(one) for one in found or (0.0, 0.0, 0.0, 0.0))
    is_place = all(LEAST_PX <= one <= MOST_PX for one in (width, height))
    near = all(abs(one) <= MOST_PX for one in (left, top))
    shown, layout = entries.get("shown"), str(entries.get("layout")).upper()
    widths = tuple(round(one) for one in figures(entries.get("widths_px"), 3))
    known = entries.get("memory")
    state = WindowState(
        place=Rect(left=left, top=top, width=width, height=height) if is_place and near else None,
        shown=Shown.MAXIMISED if shown == Shown.MAXIMISED.value else Shown.NORMAL,
        widths_px=widths if all(0 <= one <= MOST_PX for one in widths) else (),
        layout=Layout.__members__.get(layout, Layout.BASELINE_CURRENT),
    )
    return state, memory_from(known if isinstance(known, dict) else {}, secret)


def _common(place: Rect, screen: Rect) -> int:
    """Return how much of the window's title bar a screen shows."""
    across = min(place.left + place.width, screen.left + screen.width) - max(
        place.left, screen.left
    )
    down = min(place.top + TITLE_PX, screen.top + screen.height) - max(place.top, screen.top)
    return max(across, 0) * max(down, 0)
