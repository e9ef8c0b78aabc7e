"""What the mouse is over and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.state.keys import Intent
from gui.state.linking import Linking
from gui.state.view import ScreenPoint, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Where the pointer is."""

    tile: int
    at_px: ScreenPoint


class Handle(StrEnum):
    """What of the lines that show the other planes is held."""

    POINT = "the common point"
    LINE = "a line, to move its plane"
    END = "the end of the oblique plane's line, to turn that"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGrip:
    """A handle of a line, and the tile whose plane the line shows."""

    handle: Handle
    tile: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where every tile was and the common points, before a press moved them."""

    views: tuple[View | None, ...]
    linking: Linking


@dataclass(frozen=True, slots=True, kw_only=True)
class Drag:
    """A mouse button that is held, and what for."""

    intent: Intent
    button: str
    tile: int
    start_px: ScreenPoint
    last_px: ScreenPoint
    line: LineGrip | None = None
