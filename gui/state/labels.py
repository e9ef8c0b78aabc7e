"""Where lesion labels stand: beside their caliper, off lesions, one another and the texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from gui.state.view import ScreenPoint, ScreenSize

GAP_PX = 8.0
EDGE_PX = 4.0
FURTHER_ROWS = (1, -1, 2, -2, 3, -3)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label to be placed: the caliper's ends on the screen, and the text's size."""

    ends: tuple[ScreenPoint, ...]
    width: float
    height: float


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


def place(wanted: Sequence[Wanted], size: ScreenSize, texts: Sequence[Box]) -> tuple[Box, ...]:
    """Place labels in order, each at its nearest free spot.

    Parameters
    ----------
    wanted : sequence of Wanted
        The first ones choose first.
    size : ScreenSize
        The viewport; no label leaves it.
    texts : sequence of Box
        What is taken already, such as the corners.

    Returns
    -------
    tuple of Box
        One per label. Where nothing is free, the spot that covers least.
    """
    lesions = [around(one.ends, margin=2.0) for one in wanted]
    placed: list[Box] = []
    for one, lesion in zip(wanted, lesions, strict=True):
        placed.append(_best(one, lesion, size, [*lesions, *texts, *placed]))
    return tuple(placed)


def _best(one: Wanted, lesion: Box, size: ScreenSize, taken: Sequence[Box]) -> Box:
    """Return the first free spot, else the one that covers least."""
    best, least = None, inf
    for spot in _spots(one, lesion):
        inside = _inside(spot, size)
        covered = sum(overlap(inside, other) for other in taken)
        if best is None or covered < least:
            best, least = inside, covered
        if covered == 0.0:
            return inside
    return lesion if best is None else best


def _spots(one: Wanted, lesion: Box) -> Iterator[Box]:
    """Yield the spots beside a caliper, the best first: its right end, then around it."""
    x, y = max(one.ends)
    middle_x = lesion.left + (lesion.width - one.width) / 2
    right, left = lesion.right + GAP_PX, lesion.left - GAP_PX - one.width
    above, below = lesion.top - GAP_PX - one.height, lesion.bottom + GAP_PX
    corners = [
        (max(right, x + GAP_PX), y - one.height / 2),
        (right, lesion.bottom - one.height),
        (right, lesion.top),
        (middle_x, below),
        (middle_x, above),
        (left, lesion.top + (lesion.height - one.height) / 2),
        (right, below),
        (right, above),
        (left, below),
        (left, above),
    ]
    for spot_x, spot_y in corners:
        yield Box(left=spot_x, top=spot_y, width=one.width, height=one.height)
    for row in FURTHER_ROWS:
        for spot_x, spot_y in corners[:6]:
            top = spot_y + row * (one.height + 2.0)
            yield Box(left=spot_x, top=top, width=one.width, height=one.height)


def _inside(box: Box, size: ScreenSize) -> Box:
    left = max(min(box.left, size[0] - EDGE_PX - box.width), EDGE_PX)
    top = max(min(box.top, size[1] - EDGE_PX - box.height), EDGE_PX)
    return Box(left=left, top=top, width=box.width, height=box.height)
