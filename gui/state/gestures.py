"""What the mouse did in a tile, as values; what it means is `gui.state.resolve`'s business."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.state.view import ScreenPoint, ScreenSize


class Button(StrEnum):
    """A mouse button, as the binding table writes it."""

    LEFT = "Left"
    MIDDLE = "Middle"
    RIGHT = "Right"


class Modifier(StrEnum):
    """A key that is held, in the order in which the binding table writes them."""

    CTRL = "Ctrl"
    SHIFT = "Shift"
    ALT = "Alt"


Modifiers = frozenset[Modifier]
NO_MODIFIERS: Modifiers = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Down:
    """A button went down."""

    tile: int
    at_px: ScreenPoint
    button: Button
    modifiers: Modifiers = NO_MODIFIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The pointer moved, with or without a button."""

    tile: int
    at_px: ScreenPoint
    modifiers: Modifiers = NO_MODIFIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Up:
    """A button came up."""

    tile: int
    at_px: ScreenPoint
    button: Button
    modifiers: Modifiers = NO_MODIFIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleClick:
    """A second click on the same spot."""

    tile: int
    at_px: ScreenPoint
    modifiers: Modifiers = NO_MODIFIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """The wheel turned; ``notches`` grow away from the user, a touchpad gives parts of one."""

    tile: int
    at_px: ScreenPoint
    notches: float
    modifiers: Modifiers = NO_MODIFIERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """The pointer left the tile."""

    tile: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """The tile gets no mouse and no keys any more, such as by Alt+Tab: no button will come up."""

    tile: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resized:
    """The tile has a new size in logical pixels."""

    tile: int
    size: ScreenSize


Gesture = Down | Moved | Up | DoubleClick | Wheel | Left | Lost | Resized


def trigger(modifiers: Modifiers, gesture: str) -> str:
    """Write a mouse gesture as the binding table does: ``Ctrl+Left drag``."""
    held = [modifier.value for modifier in Modifier if modifier in modifiers]
    return "+".join((*held, gesture))
