"""Where lesion labels stand: beside their caliper, off lesions, one another and the texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gui.state.boxes import Box, around
from gui.state.free_spot import EDGE_PX, Edges, Places, covered_by, edges_of, nearest_free
from gui.state.view import ScreenPoint, ScreenSize

GAP_PX = 8.0
FURTHER_ROWS = (1, -1, 2, -2, 3, -3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A label to be placed: the caliper's ends on the screen, and the text's size."""

    ends: tuple[ScreenPoint, ...]
    width: float
    height: float


@lru_cache(maxsize=64)
def place(wanted: tuple[Wanted, ...], size: ScreenSize, texts: tuple[Box, ...]) -> tuple[Box, ...]:
    """Place labels in order, each at its nearest free spot.

    Parameters
    ----------
    wanted : tuple of Wanted
        The first ones choose first.
    size : ScreenSize
        The viewport; no label leaves it.
    texts : tuple of Box
        What is taken already, such as the corners.

    Returns
    -------
    tuple of Box
        One per label. Where nothing beside the caliper is free, the nearest spot that is; where
        none is at all, one over lesions, then one over other labels; last, what covers least.
    """
    lesions = edges_of([around(one.ends, margin=2.0) for one in wanted])
    fixed, placed = edges_of(texts), edges_of(())
    boxes: list[Box] = []
    for one in wanted:
        off_texts = np.concatenate([fixed, placed])
        tiers = (np.concatenate([off_texts, lesions]), off_texts, fixed)
        boxes.append(_best(one, size, tiers))
        placed = edges_of(boxes)
    return tuple(boxes)


def _best(one: Wanted, size: ScreenSize, tiers: tuple[Edges, ...]) -> Box:
    """Return the first spot that is free of all of the first tier, else of those after it."""
    lesion = around(one.ends, margin=2.0)
    most = (size[0] - EDGE_PX - one.width, size[1] - EDGE_PX - one.height)
    corners = np.maximum(np.minimum(_spots(one, lesion), most), EDGE_PX)
    far_corners = corners + np.array([one.width, one.height])
    covered = covered_by(np.hstack([corners, far_corners]), tiers[0])
    least = int(np.argmin(covered))
    left, top = (float(part) for part in corners[least])
    best = Box(left=left, top=top, width=one.width, height=one.height)
    if covered[least] == 0.0:
        return best
    near = (lesion.left + lesion.width / 2.0, lesion.top + lesion.height / 2.0)
    for tier in tiers:
        free = nearest_free(one.width, one.height, near, size, tier)
        if free is not None:
            return free
    return best


def _spots(one: Wanted, lesion: Box) -> Places:
    """Return the spots beside a caliper, the best first: its right end, then around it; (n, 2)."""
    x, y = max(one.ends)
    middle_x = lesion.left + (lesion.width - one.width) / 2
    right, left = lesion.right + GAP_PX, lesion.left - GAP_PX - one.width
    above, below = lesion.top - GAP_PX - one.height, lesion.bottom + GAP_PX
    beside = [
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
    row = one.height + 2.0
    further = [(x, y + n * row) for n in FURTHER_ROWS for x, y in beside[:6]]
    return np.array(beside + further)
