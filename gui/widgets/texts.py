"""The texts on an image: letters, corners, scale bar and banners."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cache, lru_cache

from PyQt6.QtCore import QLineF, QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QStaticText, QTransform

from gui.state.labels import Box
from gui.state.plane import Unit
from gui.state.scene import Scene
from gui.state.tile import Tone
from gui.state.view import ScreenSize
from gui.widgets import tokens

MARGIN_PX = 12.0
LINE_HEIGHT_PX = 17.0
PILL_HEIGHT_PX = 20.0
PILL_PAD_PX = 9.0
TEXT, STRONG, LETTER = QColor(tokens.TEXT), QColor(tokens.STRONG), QColor("#b9cfe4")
PILL_FILLS = {Tone.SIGNED: QColor(tokens.GOOD_FILL), Tone.OPEN: QColor(tokens.OPEN_FILL)}
BACKING = QColor(8, 11, 15, 150)
BAR_LENGTHS_MM = (200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0)
BAR_SHARE = 0.28
BAR_PENS = (QPen(QColor(0, 0, 0, 200), 3.5), QPen(TEXT, 1.3))
BESIDE_PX = 28.0

Lines = tuple[str, ...]


class Side(Enum):
    """Which edge a corner's lines stand at."""

    LEFT = "left"
    RIGHT = "right"


class Edge(Enum):
    """Which edge of a strip stands at its place."""

    TOP = "top"
    BOTTOM = "bottom"


@cache
def overlay_font(px: int = tokens.SMALL_PX, weight: int = QFont.Weight.Normal.value) -> QFont:
    """Return a font for texts on the image, made once."""
    return tokens.tabular(px, QFont.Weight(weight))


@cache
def metrics(px: int = tokens.SMALL_PX, weight: int = QFont.Weight.Normal.value) -> QFontMetricsF:
    """Return the measures of `overlay_font`."""
    return QFontMetricsF(overlay_font(px, weight))


@lru_cache(maxsize=4096)
def advance(text: str, px: int = tokens.SMALL_PX, weight: int = QFont.Weight.Normal.value) -> float:
    """Return the width of a text; measuring one anew costs more than painting it."""
    return metrics(px, weight).horizontalAdvance(text)


def elided(text: str, room: float) -> str:
    """Return a corner's text, cut short where it is wider than its room."""
    if advance(text) <= room:
        return text
    return metrics().elidedText(text, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=512)
def _shaped(text: str, px: int, weight: int) -> QStaticText:
    """Return a text with its glyphs chosen and set: that costs more than to paint them."""
    made = QStaticText(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), overlay_font(px, weight))
    return made


def write(
    painter: QPainter,
    at: QPointF,
    text: str,
    px: int = tokens.SMALL_PX,
    weight: int = QFont.Weight.Normal.value,
) -> None:
    """Write a text with the pen's colour; `at` is the left end of its base line."""
    painter.setFont(overlay_font(px, weight))
    top = at.y() - metrics(px, weight).ascent()
    painter.drawStaticText(QPointF(at.x(), top), _shaped(text, px, weight))


def backed(
    painter: QPainter,
    at: QPointF,
    text: str,
    colour: QColor,
    px: int = tokens.SMALL_PX,
    weight: int = QFont.Weight.Normal.value,
) -> None:
    """Write a text on a dark ground, so that it stays legible on white."""
    measured = metrics(px, weight)
    wide = advance(text, px, weight) + 6.0
    painter.fillRect(
        QRectF(at.x() - 3.0, at.y() - measured.ascent(), wide, measured.height()), BACKING
    )
    painter.setPen(colour)
    write(painter, at, text, px, weight)


def paint_letters(painter: QPainter, scene: Scene, taken: Sequence[Box]) -> None:
    """Write the patient directions at the middle of each edge, clear of the corners."""
    width, height = scene.size
    weight = QFont.Weight.DemiBold.value
    measured = metrics(tokens.FONT_PX, weight)
    letters = scene.letters
    middle = height / 2.0 + measured.capHeight() / 2.0
    right = width - MARGIN_PX - advance(letters.right, tokens.FONT_PX, weight)
    top_x = (width - advance(letters.top, tokens.FONT_PX, weight)) / 2.0
    low_x = (width - advance(letters.bottom, tokens.FONT_PX, weight)) / 2.0
    top = top_of_free(taken, top_x, scene.size) + measured.ascent()
    low = bottom_of_free(taken, low_x, scene.size) - measured.descent()
    spots = (
        (letters.left, MARGIN_PX, middle),
        (letters.right, right, middle),
        (letters.top, top_x, top),
        (letters.bottom, low_x, low),
    )
    for text, x, y in spots:
        if text:
            backed(painter, QPointF(x, y), text, LETTER, tokens.FONT_PX, weight)


def paint_corners(painter: QPainter, scene: Scene) -> list[Box]:
    """Write the corners and return the boxes that they take.

    In a narrow tile a line that has no room beside its neighbour is broken at its dots.
    """
    width, height = scene.size
    corners, measured = scene.corners, metrics()
    taken = [_pill(painter, corners.pill, corners.tone)] if corners.pill else []
    pill = taken[0].right if taken else 0.0
    whole = width - 3.0 * MARGIN_PX
    left_top = MARGIN_PX + (PILL_HEIGHT_PX + 4.0 if taken else 0.0)
    low_left, low_right = _beside(corners.bottom_left, corners.bottom_right, whole)
    high_left, high_right = _beside(corners.top_left, corners.top_right, whole)
    # The pill stands beside the first line alone.
    beside = whole - max((advance(text) for text in high_left), default=0.0)
    full, low = (whole, whole), height - MARGIN_PX
    blocks = (
        (high_left, left_top, Side.LEFT, full),
        (high_right, MARGIN_PX + 1.0, Side.RIGHT, (whole - pill if pill else whole, beside)),
        (low_left, low - LINE_HEIGHT_PX * len(low_left), Side.LEFT, full),
        (low_right, low - LINE_HEIGHT_PX * len(low_right), Side.RIGHT, full),
    )
    for lines, top, side, rooms in blocks:
        for n, text in enumerate(lines):
            shown = elided(text, max(rooms[min(n, 1)], 60.0))
            wide = advance(shown)
            x = MARGIN_PX if side is Side.LEFT else width - MARGIN_PX - wide
            y = top + n * LINE_HEIGHT_PX
            backed(painter, QPointF(x, y + measured.ascent()), shown, TEXT)
            taken.append(Box(left=x, top=y, width=wide, height=LINE_HEIGHT_PX))
    return taken


def _beside(left: Lines, right: Lines, whole: float) -> tuple[Lines, Lines]:
    """Break the lines of two corners at their dots where they have no room side by side."""
    widths = [max((advance(text) for text in lines), default=0.0) for lines in (left, right)]
    if sum(widths) <= whole:
        return left, right
    return _broken(left), _broken(right)


def _broken(lines: Lines) -> Lines:
    return tuple(piece for text in lines for piece in text.split(" · "))


def _pill_width(text: str) -> float:
    weight = QFont.Weight.DemiBold.value
    return advance(text, tokens.SMALL_PX, weight) + 2.0 * PILL_PAD_PX


def _pill(painter: QPainter, text: str, tone: Tone) -> Box:
    weight = QFont.Weight.DemiBold.value
    box = QRectF(MARGIN_PX - 2.0, MARGIN_PX - 2.0, _pill_width(text), PILL_HEIGHT_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PILL_FILLS[tone])
    painter.drawRoundedRect(box, PILL_HEIGHT_PX / 2.0, PILL_HEIGHT_PX / 2.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(STRONG)
    measured = metrics(tokens.SMALL_PX, weight)
    base_y = box.center().y() - measured.height() / 2.0 + measured.ascent()
    write(painter, QPointF(box.left() + PILL_PAD_PX, base_y), text, tokens.SMALL_PX, weight)
    return Box(left=box.left(), top=box.top(), width=box.width(), height=box.height())


def top_of_free(taken: Sequence[Box], x: float, size: ScreenSize) -> float:
    """Return where free space begins under the top corners in the middle of a tile."""
    over = [box.bottom for box in taken if box.bottom < size[1] / 2 and _near(box, x)]
    return max(over, default=MARGIN_PX) + 6.0


def bottom_of_free(taken: Sequence[Box], x: float, size: ScreenSize) -> float:
    """Return where free space ends above the bottom corners in the middle of a tile."""
    under = [box.top for box in taken if box.top > size[1] / 2 and _near(box, x)]
    return min(under, default=size[1] - MARGIN_PX + 2.0) - 2.0


def _near(box: Box, x: float) -> bool:
    return box.left - BESIDE_PX <= x <= box.right + BESIDE_PX


def paint_scale_bar(painter: QPainter, scene: Scene, taken: Sequence[Box]) -> None:
    """Paint a bar of a round length above the bottom left corner; none without millimetres."""
    view = scene.view
    if view is None or view.plane.unit is Unit.PX:
        return
    room = scene.size[0] * BAR_SHARE
    fitting = [mm for mm in BAR_LENGTHS_MM if mm * view.zoom_px_per_mm <= room]
    if not fitting:
        return
    length = fitting[0] * view.zoom_px_per_mm
    y = round(bottom_of_free(taken, MARGIN_PX, scene.size) - 14.0) + 0.5
    x = MARGIN_PX + 0.5
    ends = [QLineF(end, y - 4.0, end, y + 4.0) for end in (x, x + length)]
    for pen in BAR_PENS:
        painter.setPen(pen)
        painter.drawLines(QLineF(x, y, x + length, y), *ends)
    text = f"{fitting[0] / 10.0:g} cm" if fitting[0] >= 10 else f"{fitting[0]:g} mm"
    backed(painter, QPointF(x + length + 7.0, y + 4.0), text, TEXT)


def paint_strip(painter: QPainter, scene: Scene, text: str, edge: Edge, at: float) -> None:
    """Paint a warning in the middle of the tile, as wide as its text, from one edge on."""
    measured = metrics(tokens.SMALL_PX, QFont.Weight.DemiBold.value)
    width = scene.size[0]
    wide = min(measured.horizontalAdvance(text) + 24.0, width - 2.0 * MARGIN_PX)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    inner = measured.boundingRect(QRectF(0, 0, wide - 20.0, 200.0), int(flags), text)
    high = inner.height() + 10.0
    box = QRectF((width - wide) / 2.0, at if edge is Edge.TOP else at - high, wide, high)
    painter.setPen(QPen(QColor(tokens.WARNING), 1.0))
    painter.setBrush(QColor(30, 22, 6, 225))
    painter.drawRoundedRect(box, tokens.RADIUS_PX, tokens.RADIUS_PX)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(overlay_font(tokens.SMALL_PX, QFont.Weight.DemiBold.value))
    painter.setPen(QColor(tokens.WARNING))
    painter.drawText(box.adjusted(10, 0, -10, 0), flags, text)
