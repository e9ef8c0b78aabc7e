"""All texts of a tile in their places, before anything is painted: none meets another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PyQt6.QtGui import QColor

from gui.state.boxes import Box, around, overlap
from gui.state.labels import Wanted, place
from gui.state.plane import Unit
from gui.state.scene import Scene, Weight
from gui.state.view import ScreenPoint, ScreenSize
from gui.widgets import tokens
from gui.widgets.corner_layout import MARGIN_PX, CornersLaid, lay_out_corners
from gui.widgets.lens import lens_box
from gui.widgets.outline_painting import COLOUR
from gui.widgets.slice_painting import lesion_colour
from gui.widgets.strips import Edge, Strip, strip_at
from gui.widgets.writing import BOLD, Written, advance, metrics

BAR_LENGTHS_MM = (200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0, 1.0)
BAR_SHARE = 0.28
BAR_TICK_PX, BAR_GAP_PX, BAR_RAISE_PX = 4.0, 7.0, 14.0
BESIDE_PX, CLEAR_PX = 28.0, 6.0
LABEL_PAD_PX, LABEL_HEIGHT_PX = 6.0, 20.0
ABOVE_SCALE_BAR_PX, STRIP_GAP_PX = 34.0, 8.0
LABEL_WEIGHTS = {Weight.PLAIN: 400, Weight.BOLD: 700}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBar:
    """A bar of a round length: its left end and length in pixels, and its text."""

    left: float
    middle: float
    length: float
    said: Written

    @property
    def box(self) -> Box:
        """What bar and text cover."""
        top = min(self.middle - BAR_TICK_PX, self.said.box.top)
        bottom = max(self.middle + BAR_TICK_PX, self.said.box.bottom)
        right = self.said.box.right
        return Box(left=self.left, top=top, width=right - self.left, height=bottom - top)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is written beside a caliper or an ellipse: by its ends, in pieces."""

    ends: tuple[ScreenPoint, ...]
    pieces: tuple[tuple[str, Weight], ...]
    colour: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What is written on a tile.

    Attributes
    ----------
    corners : CornersLaid
        Pill and corners.
    letters : tuple of Written
        The patient directions that are trusted.
    bar : ScaleBar or None
        None without millimetres.
    strips : tuple of Strip
        Banner and notice.
    labels : tuple of (Label, Box)
        A place for the label of every caliper and ellipse that is in sight, the topmost first.
    """

    corners: CornersLaid
    letters: tuple[Written, ...]
    bar: ScaleBar | None
    strips: tuple[Strip, ...]
    labels: tuple[tuple[Label, Box], ...]


def overlay(scene: Scene) -> Overlay:
    """Place everything that is written on a tile: corners first, lesions' labels last."""
    corners = lay_out_corners(scene.corners, scene.size)
    taken = corners.taken
    bar: ScaleBar | None = None
    letters: tuple[Written, ...] = ()
    if scene.view is not None:
        letters = tuple(_letters(scene, taken))
        taken = [*taken, *(one.box for one in letters)]
        bar = _scale_bar(scene, taken)
        taken = [*taken, *([] if bar is None else [bar.box])]
    strips = tuple(_strips(scene, corners.taken))
    lens = lens_box(scene)
    taken = [*taken, *(one.box for one in strips), *([] if lens is None else [lens])]
    return Overlay(
        corners=corners, letters=letters, bar=bar, strips=strips, labels=_labels(scene, taken)
    )


def _letters(scene: Scene, taken: Sequence[Box]) -> list[Written]:
    """Place the patient directions at the middle of each edge, clear of all else."""
    width, said = scene.size[0], scene.letters
    left, right, top, low = (_letter(one) for one in (said.left, said.right, said.top, said.bottom))
    far = width - MARGIN_PX - right.box.width
    middle = (width - top.box.width) / 2.0, (width - low.box.width) / 2.0
    placed = [
        _at(left, MARGIN_PX, _free_middle(taken, MARGIN_PX, left.box, scene.size)),
        _at(right, far, _free_middle(taken, far, right.box, scene.size)),
        _at(top, middle[0], top_of_free(taken, middle[0], scene.size)),
        _at(low, middle[1], bottom_of_free(taken, middle[1], scene.size) - low.box.height),
    ]
    return [one for one in placed if one.text]


def _letter(text: str) -> Written:
    wide = advance(text, tokens.FONT_PX, BOLD)
    high = metrics(tokens.FONT_PX, BOLD).height()
    box = Box(left=0.0, top=0.0, width=wide, height=high)
    return Written(text=text, box=box, px=tokens.FONT_PX, weight=BOLD)


def _at(written: Written, left: float, top: float) -> Written:
    return replace(written, box=replace(written.box, left=left, top=top))


def _free_middle(taken: Sequence[Box], x: float, letter: Box, size: ScreenSize) -> float:
    """Return the top of a letter in the middle of what the corners leave of an edge."""
    middle = (size[1] - letter.height) / 2.0
    column = [one for one in taken if one.left < x + letter.width and one.right > x]
    high = max((one.bottom for one in column if one.top < size[1] / 2), default=0.0)
    low = min((one.top for one in column if one.top >= size[1] / 2), default=float(size[1]))
    if high + CLEAR_PX <= middle and middle + letter.height + CLEAR_PX <= low:
        return middle
    return (high + low - letter.height) / 2.0


def top_of_free(taken: Sequence[Box], x: float, size: ScreenSize) -> float:
    """Return where free space begins under the top corners in the middle of a tile."""
    over = [box.bottom for box in taken if box.bottom < size[1] / 2 and _near(box, x)]
    return max(over, default=MARGIN_PX) + CLEAR_PX


def bottom_of_free(taken: Sequence[Box], x: float, size: ScreenSize) -> float:
    """Return where free space ends above the bottom corners in the middle of a tile."""
    under = [box.top for box in taken if box.top > size[1] / 2 and _near(box, x)]
    return min(under, default=size[1] - MARGIN_PX + 2.0) - 2.0


def _near(box: Box, x: float) -> bool:
    return box.left - BESIDE_PX <= x <= box.right + BESIDE_PX


def _scale_bar(scene: Scene, taken: Sequence[Box]) -> ScaleBar | None:
    """Place a bar of a round length above the bottom corners; none without millimetres."""
    view = scene.view
    if view is None or view.plane.unit is Unit.PX:
        return None
    room = scene.size[0] * BAR_SHARE
    fitting = [mm for mm in BAR_LENGTHS_MM if mm * view.zoom_px_per_mm <= room]
    if not fitting:
        return None
    length = fitting[0] * view.zoom_px_per_mm
    text = f"{fitting[0] / 10.0:g} cm" if fitting[0] >= 10 else f"{fitting[0]:g} mm"
    left, wide = MARGIN_PX + 0.5, advance(text)
    right = left + length + BAR_GAP_PX + wide
    under = [
        one.top
        for one in taken
        if one.top > scene.size[1] / 2 and one.left < right + CLEAR_PX and one.right > left
    ]
    free = min(under, default=scene.size[1] - MARGIN_PX + 2.0) - 2.0
    middle = round(free - BAR_RAISE_PX) + 0.5
    top = middle + 4.0 - metrics().ascent()
    box = Box(left=left + length + BAR_GAP_PX, top=top, width=wide, height=metrics().height())
    return ScaleBar(left=left, middle=middle, length=length, said=Written(text=text, box=box))


def _strips(scene: Scene, corners: Sequence[Box]) -> list[Strip]:
    half = scene.size[1] / 2
    strips = []
    if scene.banner:
        top = max((box.bottom for box in corners if box.bottom < half), default=STRIP_GAP_PX)
        strips.append(strip_at(scene.banner, scene.size, Edge.TOP, top + STRIP_GAP_PX))
    if scene.notice:
        low = min((box.top for box in corners if box.top > half), default=scene.size[1] - 8.0)
        at = low - ABOVE_SCALE_BAR_PX
        strips.append(strip_at(scene.notice, scene.size, Edge.BOTTOM, at))
    return strips


def _labels(scene: Scene, taken: Sequence[Box]) -> tuple[tuple[Label, Box], ...]:
    tile = Box(left=0.0, top=0.0, width=scene.size[0], height=scene.size[1])
    seen = [one for one in _all_labels(scene) if _meets(around(one.ends), tile)]
    wanted = tuple(
        Wanted(ends=one.ends, width=_label_width(one), height=LABEL_HEIGHT_PX) for one in seen
    )
    return tuple(zip(seen, place(wanted, scene.size, tuple(taken)), strict=True))


def _all_labels(scene: Scene) -> list[Label]:
    calipers = [
        Label(ends=(*one.long, *one.short), pieces=one.label, colour=lesion_colour(one.colour))
        for one in scene.drawn
    ]
    ellipses = [
        (Label(ends=one.ends, pieces=((one.label, Weight.PLAIN),), colour=COLOUR), one.handles)
        for one in scene.outlines
    ]
    # The one in hand chooses its place first: it is being looked at.
    in_hand = [label for label, handles in ellipses if handles]
    return [*in_hand, *calipers, *(label for label, handles in ellipses if not handles)]


def _meets(caliper: Box, tile: Box) -> bool:
    # Half a pixel more: a line that lies straight has a box without an area.
    grown = replace(caliper, width=caliper.width + 0.5, height=caliper.height + 0.5)
    return overlap(grown, tile) > 0.0


def _label_width(label: Label) -> float:
    pieces = [advance(text, tokens.FONT_PX, LABEL_WEIGHTS[weight]) for text, weight in label.pieces]
    return sum(pieces) + 2.0 * LABEL_PAD_PX
