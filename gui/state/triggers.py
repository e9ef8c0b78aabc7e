"""Triggers as text: what a key or a gesture is called, and which of them are the same."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from gui.state.tongue import later, tr

_MODIFIERS = ("ctrl", "shift", "alt", "meta")
_SAME = {
    "del": "delete",
    "escape": "esc",
    "ins": "insert",
    "pagedown": "pgdown",
    "pageup": "pgup",
    # The large key and that of the keypad: both are called Enter on the screen.
    "enter": "return",
}


class Kind(StrEnum):
    """What a trigger is made with; an action keeps its kind."""

    KEY = "key"
    DRAG = "drag"
    CLICK = "click"
    DOUBLE_CLICK = "double click"
    WHEEL = "wheel"


@lru_cache(maxsize=256)
def canonical(trigger: str) -> str:
    """Return one writing for a trigger, so that two can be compared; empty stays empty.

    Modifiers are put in one order, and a key that has two names gets one of them.
    """
    held, key = _parts(trigger)
    return "+".join((*(one for one in _MODIFIERS if one in held), _SAME.get(key, key)))


def kind_of(trigger: str) -> Kind:
    """Return what a trigger is made with."""
    _, key = _parts(trigger)
    if key == "wheel":
        return Kind.WHEEL
    if key == "double click":
        return Kind.DOUBLE_CLICK
    for kind in (Kind.DRAG, Kind.CLICK):
        if key in {f"{button} {kind}" for button in ("left", "middle", "right")}:
            return kind
    return Kind.KEY


_GESTURES = {
    "Left drag": later("Left drag"),
    "Right drag": later("Right drag"),
    "Middle drag": later("Middle drag"),
    "Left click": later("Left click"),
    "Right click": later("Right click"),
    "Middle click": later("Middle click"),
    "Double click": later("Double click"),
    "Wheel": later("Wheel"),
}


def shown(trigger: str) -> str:
    """Return a trigger as a person reads it: the large key is called Enter."""
    head, plus, last = trigger.rpartition("+")
    if last in _GESTURES:
        return f"{head}{plus}{tr(_GESTURES[last])}"
    return trigger.replace("Return", "Enter")


def _parts(trigger: str) -> tuple[frozenset[str], str]:
    """Return modifiers and key, both in small letters; the key may be ``+`` itself."""
    text = trigger.strip().casefold()
    head, key = (text[:-1], "+") if text.endswith("+") else _split(text)
    return frozenset(part.strip() for part in head.split("+") if part.strip()), key


def _split(text: str) -> tuple[str, str]:
    head, _, key = text.rpartition("+")
    return head, key.strip()
