"""The lens: a round magnified piece of the image while an end is dragged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import hypot, sqrt

from PyQt6.QtCore import QPointF, QRectF
from PyQt6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from gui.state.boxes import Box, around, overlap
from gui.state.scene import Drawn, Scene
from gui.state.view import ScreenPoint, ScreenSize
from gui.widgets import tokens
from gui.widgets.slice_painting import paint_caliper, paint_image

RADIUS_PX = 74.0
MAGNIFICATION = 2.5
AWAY_PX = 112.0
CLEAR_PX = 10.0
HIDES_END = 1e6
_ASLANT = sqrt(0.5)
WAYS = (
    (-_ASLANT, -_ASLANT),
    (_ASLANT, -_ASLANT),
    (0.0, -1.0),
    (-1.0, 0.0),
    (1.0, 0.0),
    (0.0, 1.0),
    (-_ASLANT, _ASLANT),
    (_ASLANT, _ASLANT),
)


def paint_lens(painter: QPainter, scene: Scene, image: QImage) -> None:
    """Paint the surroundings of the dragged end beside it, where there is room."""
    if scene.lens is None or scene.view is None:
        return
    centre = lens_centre(scene.lens, scene.drawn, scene.size)
    disc = QRectF(centre[0] - RADIUS_PX, centre[1] - RADIUS_PX, 2.0 * RADIUS_PX, 2.0 * RADIUS_PX)
    inside = QPainterPath()
    inside.addEllipse(disc)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setClipPath(inside)
    painter.fillRect(disc, QColor(tokens.IMAGE))
    painter.translate(*centre)
    painter.scale(MAGNIFICATION, MAGNIFICATION)
    painter.translate(-scene.lens[0], -scene.lens[1])
    paint_image(painter, scene.view, scene.size, image)
    painter.restore()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setClipPath(inside)
    for drawn in scene.drawn:
        paint_caliper(painter, _magnified(drawn, scene.lens, centre))
    painter.restore()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(tokens.ACCENT), 1.5))
    painter.drawEllipse(QPointF(*centre), RADIUS_PX, RADIUS_PX)


def lens_box(scene: Scene) -> Box | None:
    """Return the box that the lens takes; it stands beside the end, off the caliper itself."""
    if scene.lens is None or scene.view is None:
        return None
    x, y = lens_centre(scene.lens, scene.drawn, scene.size)
    return Box(left=x - RADIUS_PX, top=y - RADIUS_PX, width=2 * RADIUS_PX, height=2 * RADIUS_PX)


def lens_centre(at: ScreenPoint, drawn: Sequence[Drawn], size: ScreenSize) -> ScreenPoint:
    """Return the spot around the end where the lens hides least; up and left comes first."""
    lesions = [around((*one.long, *one.short), margin=4.0) for one in drawn]
    spots = [_inside((at[0] + x * AWAY_PX, at[1] + y * AWAY_PX), size) for x, y in WAYS]

    def hidden(spot: ScreenPoint) -> float:
        box = around((spot,), margin=RADIUS_PX)
        hides_end = hypot(spot[0] - at[0], spot[1] - at[1]) < RADIUS_PX + CLEAR_PX
        return sum(overlap(box, lesion) for lesion in lesions) + hides_end * HIDES_END

    return min(spots, key=hidden)


def _inside(spot: ScreenPoint, size: ScreenSize) -> ScreenPoint:
    x = max(min(spot[0], size[0] - RADIUS_PX), RADIUS_PX)
    y = max(min(spot[1], size[1] - RADIUS_PX), RADIUS_PX)
    return x, y


def _magnified(drawn: Drawn, about: ScreenPoint, centre: ScreenPoint) -> Drawn:
    def there(point: ScreenPoint) -> ScreenPoint:
        return (
            centre[0] + MAGNIFICATION * (point[0] - about[0]),
            centre[1] + MAGNIFICATION * (point[1] - about[1]),
        )

    return replace(
        drawn,
        long=tuple(there(point) for point in drawn.long),
        short=tuple(there(point) for point in drawn.short),
        handles=(),
        held=(),
    )
