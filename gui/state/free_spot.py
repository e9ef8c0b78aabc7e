"""The free spot nearest to where a label would like to stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gui.state.boxes import Box
from gui.state.view import ScreenPoint, ScreenSize

EDGE_PX = 4.0

Edges = NDArray[np.float64]
"""Left, top, right and bottom of n boxes, (n, 4)."""
Places = NDArray[np.float64]


def edges_of(boxes: Sequence[Box]) -> Edges:
    """Return the edges of boxes."""
    sides = [(box.left, box.top, box.right, box.bottom) for box in boxes]
    return np.array(sides, dtype=np.float64).reshape(-1, 4)


def covered_by(boxes: Edges, others: Edges) -> NDArray[np.float64]:
    """Return how much of each box the others cover, in square pixels, (n,)."""
    first, second = boxes[:, None], others[None]
    wide = np.minimum(first[..., 2], second[..., 2]) - np.maximum(first[..., 0], second[..., 0])
    high = np.minimum(first[..., 3], second[..., 3]) - np.maximum(first[..., 1], second[..., 1])
    areas: NDArray[np.float64] = np.maximum(wide, 0.0) * np.maximum(high, 0.0)
    total: NDArray[np.float64] = areas.sum(axis=1)
    return total


def nearest_free(
    width: float, height: float, near: ScreenPoint, size: ScreenSize, taken: Edges
) -> Box | None:
    """Return the box of a size that meets none of the others and whose middle is nearest.

    Wherever a free spot exists, it can be pushed left and up until it touches an edge or another
    box: so the edges of the boxes are the only places to try, and those beside ``near``.

    Parameters
    ----------
    width, height : float
        Of the label, in pixels.
    near : ScreenPoint
        Where it would like to stand.
    size : ScreenSize
        The viewport; no label leaves it.
    taken : Edges
        What it must not meet.
    """
    most_x, most_y = size[0] - EDGE_PX - width, size[1] - EDGE_PX - height
    if most_x < EDGE_PX or most_y < EDGE_PX:
        return None
    wish_x, wish_y = near[0] - width / 2.0, near[1] - height / 2.0
    xs = _tried(taken[:, 0] - width, taken[:, 2], wish_x, most_x)
    ys = _tried(taken[:, 1] - height, taken[:, 3], wish_y, most_y)
    # A place is taken where one box meets it both across and down.
    across = (xs[:, None] < taken[:, 2]) & (xs[:, None] + width > taken[:, 0])
    down = (ys[:, None] < taken[:, 3]) & (ys[:, None] + height > taken[:, 1])
    meets = (down.astype(np.float32) @ across.T.astype(np.float32)) > 0.0
    far = np.where(meets, np.inf, np.hypot(xs[None, :] - wish_x, ys[:, None] - wish_y))
    row, column = np.unravel_index(int(np.argmin(far)), far.shape)
    if not np.isfinite(far[row, column]):
        return None
    return Box(left=float(xs[column]), top=float(ys[row]), width=width, height=height)


def _tried(before: Places, after: Places, wish: float, most: float) -> Places:
    places = np.concatenate([before, after, [wish, EDGE_PX, most]])
    return np.unique(np.clip(places, EDGE_PX, most))
