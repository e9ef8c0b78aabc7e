"""The letters of patient directions at a tile's edges, taken from the shown transform itself."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.facing import screen_axes
from gui.state.plane import Unit
from gui.state.view import View
from recist.imaging.orientation import letters
from recist.measure.vectors import scale


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeLetters:
    """What each edge of a tile is called; empty where no directions are trusted."""

    left: str
    right: str
    top: str
    bottom: str


def edge_letters(view: View) -> EdgeLetters:
    """Return the letters for the view as it is turned now."""
    if view.plane.unit is Unit.PX:
        return EdgeLetters(left="", right="", top="", bottom="")
    right, down = screen_axes(view.plane, view.facing)
    return EdgeLetters(
        left=letters(scale(right, -1.0)),
        right=letters(right),
        top=letters(scale(down, -1.0)),
        bottom=letters(down),
    )
