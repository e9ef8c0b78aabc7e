"""Where the names of the chart's edges stand: along their line, off the curve and one another."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import hypot

import numpy as np
from PyQt6.QtCore import QPointF, QRectF

from gui.state.boxes import Box
from gui.state.free_spot import covered_by, edges_of

HEIGHT_PX, ABOVE_PX, BELOW_PX = 15.0, 17.0, 2.0
FAR_PX = 31.0
STEP_PX, SAMPLE_PX, POINT_PX = 6.0, 3.0, 7.0


def curve_boxes(points: Iterable[QPointF]) -> list[Box]:
    """Return small boxes along a curve, and larger ones around its points."""
    ends = list(points)
    boxes = [_around(end, POINT_PX) for end in ends]
    for start, end in pairwise(ends):
        way = end - start
        count = int(hypot(way.x(), way.y()) / SAMPLE_PX)
        boxes.extend(_around(start + way * (n / count), 2.0) for n in range(1, count))
    return boxes


def line_box(left: float, right: float, y: float) -> Box:
    """Return what a level line covers."""
    return Box(left=left, top=y - 1.0, width=right - left, height=2.0)


def label_box(line: Box, width: float, area: QRectF, taken: Iterable[Box], *, above: bool) -> Box:
    """Return the place of a line's name: the first along it that covers least.

    Parameters
    ----------
    line : Box
        The line that is named.
    width : float
        Of the name, in pixels.
    area : QRectF
        What it must not leave.
    taken : iterable of Box
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
    spots = [
        Box(left=float(left), top=top, width=width, height=HEIGHT_PX)
        for starts, tops in ((along, near), (before, near), (along, far))
        for left in starts
        for top in tops
        if area.top() - HEIGHT_PX <= top <= area.bottom() - HEIGHT_PX
    ]
    covered = covered_by(edges_of(spots), edges_of(list(taken)))
    return spots[int(np.argmin(covered))]


def _around(point: QPointF, radius: float) -> Box:
    return Box(left=point.x() - radius, top=point.y() - radius, width=2 * radius, height=2 * radius)
