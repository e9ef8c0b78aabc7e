"""Seeded random events: what somebody does who hits mouse and keys without looking."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from gui.state.keys import BINDINGS, Intent, Scope

UNBOUND = ("W", "Ctrl+A", "Backspace", "PgDown", "Return", "Alt+F", "7")
"""Keys that mean nothing to an image, or little."""
ELSEWHERE = frozenset({Intent.LOCK_SCREEN, Intent.CLOSE})
"""Leads out of the room; who comes back from behind the lock has a password to type."""
KEYS = (
    *(
        row.trigger
        for row in BINDINGS
        if row.scope is not Scope.MOUSE and row.intent not in ELSEWHERE
    ),
    *UNBOUND,
)
ANSWERS = ("Tab", "Tab", "Shift+Tab", "Return", "Esc", "Space", "Down", "Up", "A", "4", "Delete")
"""Keys for a question or a menu that is open."""


class Kind(Enum):
    """What is done."""

    MOVE = auto()
    PRESS = auto()
    RELEASE = auto()
    DOUBLE_CLICK = auto()
    WHEEL = auto()
    KEY = auto()
    PANEL = auto()
    """A click on one of the panels beside the images."""
    RESIZE = auto()


WEIGHTS = {
    Kind.MOVE: 34,
    Kind.PRESS: 14,
    Kind.RELEASE: 12,
    Kind.DOUBLE_CLICK: 2,
    Kind.WHEEL: 12,
    Kind.KEY: 18,
    Kind.PANEL: 8,
    Kind.RESIZE: 1,
}


class Button(Enum):
    """Which button of the mouse."""

    LEFT = auto()
    MIDDLE = auto()
    RIGHT = auto()


class Held(Enum):
    """Which key is held down meanwhile."""

    NOTHING = ""
    SHIFT = "Shift"
    CONTROL = "Ctrl"
    ALT = "Alt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that is done.

    Attributes
    ----------
    place : float
        From 0 to 1: which of the images or panels.
    at : tuple of float
        Across and down, as a share of the image's size; below 0 and above 1 are outside.
    notches : int
        Of the wheel, away from the user.
    key : str
        As Qt writes it.
    answer : str
        The key that is pressed instead where a question or a menu waits for its answer.
    """

    kind: Kind
    place: float
    at: tuple[float, float]
    button: Button
    held: Held
    notches: int
    key: str
    answer: str


def random_events(seed: int) -> Iterator[Event]:
    """Yield events without end; the same for the same seed."""
    dice = random.Random(seed)
    kinds, weights = tuple(WEIGHTS), tuple(WEIGHTS.values())
    while True:
        yield Event(
            kind=dice.choices(kinds, weights)[0],
            place=dice.random(),
            # One in eight lies outside of the image.
            at=(dice.uniform(-0.07, 1.07), dice.uniform(-0.07, 1.07)),
            button=dice.choices(tuple(Button), (8, 1, 1))[0],
            held=dice.choices(tuple(Held), (12, 1, 1, 1))[0],
            notches=dice.choice((-3, -1, -1, 1, 1, 3)),
            key=dice.choice(KEYS),
            answer=dice.choice(ANSWERS),
        )
