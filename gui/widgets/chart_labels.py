"""Where the names of the chart's edges stand: along their line, off the curve and one another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QPointF, QRectF

from gui.state.boxes import Box
from gui.state.free_spot import Edges, covered_by

HEIGHT_PX, ABOVE_PX, BELOW_PX = 15.0, 17.0, 2.0
FAR_PX = 31.0
STEP_PX, SAMPLE_PX, POINT_PX, CURVE_PX = 6.0, 3.0, 7.0, 2.0


def point_edges(points: Sequence[QPointF]) -> Edges:
    """Return the edges of a box around each point."""
    return _around(_array(points), POINT_PX)


def curve_edges(points: Sequence[QPointF]) -> Edges:
    """Return the edges of small boxes along a curve through points."""
    ends = _array(points)
    ways = np.diff(ends, axis=0)
    counts = (np.hypot(ways[:, 0], ways[:, 1]) / SAMPLE_PX).astype(int)
    along = [
        start + way * (np.arange(1, count)[:, None] / count)
        for start, way, count in zip(ends, ways, counts, strict=False)
        if count > 1
    ]
    return _around(np.concatenate([*along, np.empty((0, 2))]), CURVE_PX)


def line_box(left: float, right: float, y: float) -> Box:
    """Return what a level line covers."""
    return Box(left=left, top=y - 1.0, width=right - left, height=2.0)


def label_box(line: Box, width: float, area: QRectF, taken: Edges, *, above: bool) -> Box:
    """Return the place of a line's name: the first along it that covers least.

    Parameters
    ----------
    line : Box
        The line that is named.
    width : float
        Of the name, in pixels.
    area : QRectF
        What it must not leave.
    taken : Edges
        What it should not meet.
    above : bool
        The side that is tried first.
    """
    first = max(min(line.left + 4.0, area.right() - width), area.left())
    along = np.arange(first, area.right() - width + 0.1, STEP_PX)
    before = np.arange(first, max(first - width, area.left()), -STEP_PX)
    middle = line.top + line.height / 2.0
    near, far = (
        [middle - ABOVE_PX, middle + BELOW_PX],
        [middle - FAR_PX, middle + FAR_PX - ABOVE_PX],
    )
    if not above:
        near, far = near[::-1], far[::-1]
    lefts, tops = (
        np.concatenate(places)
        for places in zip(_grid(along, near), _grid(before, near), _grid(along, far), strict=True)
    )
    inside = (area.top() - HEIGHT_PX <= tops) & (tops <= area.bottom() - HEIGHT_PX)
    lefts, tops = lefts[inside], tops[inside]
    spots = np.stack([lefts, tops, lefts + width, tops + HEIGHT_PX], axis=1)
    best = int(np.argmin(covered_by(spots, taken)))
    return Box(left=float(lefts[best]), top=float(tops[best]), width=width, height=HEIGHT_PX)


def _grid(
    lefts: NDArray[np.float64], tops: list[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return every place of a strip, from its start on, the better side first."""
    return np.repeat(lefts, len(tops)), np.tile(np.array(tops), len(lefts))


def _array(points: Sequence[QPointF]) -> NDArray[np.float64]:
    return np.array([(one.x(), one.y()) for one in points], dtype=np.float64).reshape(-1, 2)


def _around(points: NDArray[np.float64], radius: float) -> Edges:
    return np.concatenate([points - radius, points + radius], axis=1)
