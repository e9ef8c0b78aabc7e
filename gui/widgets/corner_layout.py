"""Where the texts in a tile's corners stand: side by side, and where narrow, one over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from gui.state.boxes import Box
from gui.state.corners import Corners
from gui.state.view import ScreenSize
from gui.widgets.writing import BOLD, Written, advance, elided

MARGIN_PX = 12.0
LINE_HEIGHT_PX = 17.0
PILL_HEIGHT_PX = 20.0
PILL_PAD_PX = 9.0
PILL_GAP_PX = 4.0
# A long line that keeps this share of its width beside another is cut short, not moved.
LEGIBLE_SHARE, SHORT_PX = 0.55, 80.0
MOST_HEIGHT_SHARE = 0.4

Lines = tuple[str, ...]


class Down(Enum):
    """Which way a block moves to get out of another's way."""

    YES = 1.0
    NO = -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CornersLaid:
    """The pill, None where there is none, and every line of the corners in its place."""

    pill: Written | None
    lines: tuple[Written, ...]

    @property
    def taken(self) -> list[Box]:
        """What all of it covers."""
        pill = [] if self.pill is None else [self.pill.box]
        return [*pill, *(line.box for line in self.lines)]


@lru_cache(maxsize=512)
def lay_out_corners(corners: Corners, size: ScreenSize) -> CornersLaid:
    """Place a tile's corners so that none of them meets another.

    What has no room side by side is broken at its dots; a line that would still lose too much is
    moved past what stands at the left.
    """
    whole = size[0] - 3.0 * MARGIN_PX
    pill = _pill(corners.pill, size) if corners.pill else None
    head = [] if pill is None else [pill.box]
    top = MARGIN_PX + (PILL_HEIGHT_PX + PILL_GAP_PX if head else 0.0)
    high_left, high_right = _beside(corners.top_left, corners.top_right, whole)
    low_left, low_right = _beside(corners.bottom_left, corners.bottom_right, whole)
    left = _at_left(high_left, top, size)
    right = _past(high_right, MARGIN_PX + 1.0, [*head, *(one.box for one in left)], size, Down.YES)
    low = size[1] - MARGIN_PX
    under = _at_left(low_left, low - LINE_HEIGHT_PX * len(low_left), size)
    beside = _past(
        low_right,
        low - LINE_HEIGHT_PX * len(low_right),
        [one.box for one in under],
        size,
        Down.NO,
    )
    return CornersLaid(pill=pill, lines=(*left, *right, *under, *beside))


def _pill(text: str, size: ScreenSize) -> Written:
    most = size[0] - 2.0 * MARGIN_PX - 2.0 * PILL_PAD_PX
    shown = elided(text, most, weight=BOLD)
    wide = advance(shown, weight=BOLD) + 2.0 * PILL_PAD_PX
    start = MARGIN_PX - 2.0
    return Written(
        text=shown, box=Box(left=start, top=start, width=wide, height=PILL_HEIGHT_PX), weight=BOLD
    )


def _beside(left: Lines, right: Lines, whole: float) -> tuple[Lines, Lines]:
    """Break the lines of two corners at their dots where they have no room side by side."""
    widths = [max((advance(text) for text in lines), default=0.0) for lines in (left, right)]
    if sum(widths) <= whole:
        return left, right
    return _broken(left), _broken(right)


def _broken(lines: Lines) -> Lines:
    return tuple(piece for text in lines for piece in text.split(" · "))


def _at_left(lines: Lines, top: float, size: ScreenSize) -> list[Written]:
    most = size[0] - 2.0 * MARGIN_PX
    return [
        _line(elided(text, most), MARGIN_PX, top + n * LINE_HEIGHT_PX)
        for n, text in enumerate(lines)
    ]


def _past(
    lines: Lines, top: float, others: list[Box], size: ScreenSize, down: Down
) -> list[Written]:
    """Place lines at the right edge, the whole block as far past the others as they need."""
    laid = [_at_right(text, top + n * LINE_HEIGHT_PX, size) for n, text in enumerate(lines)]
    for step in _steps(laid, others, down):
        moved = [_moved(one, step) for one in laid]
        rooms = [_room(one, others, size) for one in moved]
        pairs = list(zip(moved, rooms, strict=True))
        if all(room >= _least(one) for one, room in pairs) and _is_low(moved, size):
            return [_cut(one, room, size) for one, room in pairs]
    cut = [_cut(one, _room(one, others, size), size) for one in laid]
    return [one for one in cut if one.box.width > 0.0]


def _least(line: Written) -> float:
    return min(line.box.width, max(LEGIBLE_SHARE * line.box.width, SHORT_PX))


def _steps(laid: list[Written], others: list[Box], down: Down) -> Iterator[float]:
    """Yield how far the block may move: not at all, else past one after another."""
    yield 0.0
    if not laid:
        return
    # The lines of both sides keep to the same rows.
    if down is Down.YES:
        rows = {one.top for one in others} | {max((one.bottom for one in others), default=0.0)}
        yield from sorted({max(row - laid[0].box.top, 0.0) for row in rows})
    else:
        rows = {one.bottom for one in others} | {min((one.top for one in others), default=0.0)}
        yield from sorted({min(row - laid[-1].box.bottom, 0.0) for row in rows}, reverse=True)


def _is_low(block: list[Written], size: ScreenSize) -> bool:
    """Say whether a block leaves the middle of the tile to the image."""
    most = MOST_HEIGHT_SHARE * size[1]
    return all(one.box.bottom <= most or one.box.top >= size[1] - most for one in block)


def _room(line: Written, others: list[Box], size: ScreenSize) -> float:
    """Return how wide a line may be beside what stands at its left at the same height."""
    here = [
        one.right
        for one in others
        if one.top < line.box.bottom - 0.5 and one.bottom > line.box.top + 0.5
    ]
    return size[0] - MARGIN_PX - max((right + MARGIN_PX for right in here), default=MARGIN_PX)


def _cut(line: Written, room: float, size: ScreenSize) -> Written:
    return _at_right(elided(line.text, max(room, 0.0)), line.box.top, size)


def _at_right(text: str, top: float, size: ScreenSize) -> Written:
    return _line(text, size[0] - MARGIN_PX - advance(text), top)


def _line(text: str, left: float, top: float) -> Written:
    return Written(
        text=text, box=Box(left=left, top=top, width=advance(text), height=LINE_HEIGHT_PX)
    )


def _moved(line: Written, step: float) -> Written:
    return replace(line, box=replace(line.box, top=line.box.top + step))
