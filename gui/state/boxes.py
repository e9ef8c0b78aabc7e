"""Rectangles on the screen: what is taken on a tile, and by how much two of them meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gui.state.view import ScreenPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the screen."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.top + self.height


def around(ends: Sequence[ScreenPoint], margin: float = 0.0) -> Box:
    """Return the box around some points."""
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    return Box(
        left=min(xs) - margin,
        top=min(ys) - margin,
        width=max(xs) - min(xs) + 2 * margin,
        height=max(ys) - min(ys) + 2 * margin,
    )


def overlap(a: Box, b: Box) -> float:
    """Return the common area in square pixels."""
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(width, 0.0) * max(height, 0.0)
