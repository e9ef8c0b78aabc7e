"""Which way a slice is turned on the screen: one of the eight turns and mirrors of a square.

The standard facing shows any acquisition the radiological way: axial with the patient's
right on the left and anterior on top, coronal with the head on top, sagittal with anterior
on the left and the head on top.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gui.state.plane import SlicePlane, Unit
from recist.measure import vectors
from recist.measure.vectors import Vector


class Index(Enum):
    """A way through the pixels: (rows, columns) per step."""

    J_UP = (1, 0)
    J_DOWN = (-1, 0)
    I_UP = (0, 1)
    I_DOWN = (0, -1)


class Turn(Enum):
    """What the user can do to a facing."""

    FLIP_LEFT_RIGHT = "flip left and right"
    FLIP_TOP_BOTTOM = "flip top and bottom"
    QUARTER = "quarter turn clockwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """Which index grows to the right of the screen and which one downwards."""

    right: Index
    down: Index


_OPPOSITE = {
    Index.J_UP: Index.J_DOWN,
    Index.J_DOWN: Index.J_UP,
    Index.I_UP: Index.I_DOWN,
    Index.I_DOWN: Index.I_UP,
}

AS_STORED = Facing(right=Index.I_UP, down=Index.J_UP)

_ROWS = (Index.J_UP, Index.J_DOWN)
_COLUMNS = (Index.I_UP, Index.I_DOWN)
_ALL = tuple(
    Facing(right=a, down=b)
    for right, down in ((_COLUMNS, _ROWS), (_ROWS, _COLUMNS))
    for a in right
    for b in down
)

LEFT: Vector = (1.0, 0.0, 0.0)
POSTERIOR: Vector = (0.0, 1.0, 0.0)
FEET: Vector = (0.0, 0.0, -1.0)


def standard_facing(plane: SlicePlane) -> Facing:
    """Return the facing that comes nearest to the radiological convention for the plane."""
    if plane.unit is Unit.PX:
        return AS_STORED
    size = [abs(part) for part in plane.normal_lps]
    if max(size) == size[2]:
        right, down = LEFT, POSTERIOR
    elif max(size) == size[1]:
        right, down = LEFT, FEET
    else:
        right, down = POSTERIOR, FEET

    def agreement(facing: Facing) -> float:
        shown_right, shown_down = screen_axes(plane, facing)
        return vectors.dot(shown_right, right) + vectors.dot(shown_down, down)

    return max(_ALL, key=agreement)


def scroll_sign(plane: SlicePlane) -> int:
    """Return +1 if growing slice index goes to the feet, the back or the patient's left."""
    ways = (plane.normal_lps[0], plane.normal_lps[1], -plane.normal_lps[2])
    main = max(ways, key=abs)
    return 1 if plane.unit is Unit.PX or main > 0.0 else -1


def screen_axes(plane: SlicePlane, facing: Facing) -> tuple[Vector, Vector]:
    """Return the unit vectors in LPS that point right and down on the screen."""
    right = vectors.unit(_step(plane, facing.right))
    down = _step(plane, facing.down)
    down = vectors.along(down, right, -vectors.dot(down, right))
    return right, vectors.unit(down)


def turned(facing: Facing, turn: Turn) -> Facing:
    """Return the facing after a flip or a quarter turn as it is seen on the screen."""
    match turn:
        case Turn.FLIP_LEFT_RIGHT:
            return Facing(right=_OPPOSITE[facing.right], down=facing.down)
        case Turn.FLIP_TOP_BOTTOM:
            return Facing(right=facing.right, down=_OPPOSITE[facing.down])
        case Turn.QUARTER:
            return Facing(right=_OPPOSITE[facing.down], down=facing.right)


def _step(plane: SlicePlane, index: Index) -> Vector:
    rows, columns = index.value
    return vectors.add(
        vectors.scale(plane.step_j_mm, rows), vectors.scale(plane.step_i_mm, columns)
    )
