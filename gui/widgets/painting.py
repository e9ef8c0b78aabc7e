"""How a scene is painted: the slice, then calipers, labels, letters, corners and banners."""

from __future__ import annotations

from PyQt6.QtCore import QRect, QRectF, Qt
from PyQt6.QtGui import QColor, QImage, QPainter

from gui.state.scene import Frame, Scene
from gui.state.view import ScreenSize
from gui.widgets import tokens
from gui.widgets.label_painting import paint_labels, paint_tag
from gui.widgets.lens import paint_lens
from gui.widgets.line_painting import paint_lines, paint_stripe
from gui.widgets.outline_painting import paint_outlines
from gui.widgets.overlay import overlay
from gui.widgets.slice_painting import covered_by, paint_caliper, paint_ground, paint_image
from gui.widgets.strips import paint_strip
from gui.widgets.texts import paint_corners, paint_letters, paint_scale_bar

_FRAMES = {Frame.ACTIVE: QColor(tokens.ACTIVE), Frame.QUIET: QColor(tokens.LINE)}
_FOCUS, _FOCUS_PX = QColor(tokens.ACCENT), 2


def paint_scene(painter: QPainter, scene: Scene, image: QImage | None) -> None:
    """Paint everything, from the slice up to the border."""
    width, height = scene.size
    if image is not None and scene.view is not None:
        paint_ground(painter, scene.size, covered_by(scene.view, scene.size, image))
        paint_image(painter, scene.view, scene.size, image)
    else:
        paint_ground(painter, scene.size, QRect())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    paint_lines(painter, scene.lines)
    for one in reversed(scene.drawn):
        paint_caliper(painter, one)
    paint_outlines(painter, scene.outlines)
    if image is not None and scene.lens is not None:
        paint_lens(painter, scene, image)
    laid = overlay(scene)
    paint_corners(painter, laid.corners, scene.corners.tone)
    paint_letters(painter, laid.letters)
    if laid.bar is not None:
        paint_scale_bar(painter, laid.bar)
    paint_labels(painter, laid.labels)
    if scene.tag is not None:
        paint_tag(painter, scene.tag, scene.size)
    for strip in laid.strips:
        paint_strip(painter, strip)
    if scene.message:
        painter.setPen(QColor(tokens.DIM))
        painter.setFont(tokens.font())
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(24, 0, width - 48, height), flags, scene.message)
    paint_stripe(painter, scene)
    paint_frame(painter, scene)


def paint_frame(painter: QPainter, scene: Scene) -> None:
    """Paint the border; the active tile's stands out."""
    _border(painter, scene.size, 1, _FRAMES[scene.frame])


def paint_focus(painter: QPainter, size: ScreenSize) -> None:
    """Paint the frame of the tile that has the keyboard."""
    _border(painter, size, _FOCUS_PX, _FOCUS)


def _border(painter: QPainter, size: ScreenSize, thick: int, colour: QColor) -> None:
    """Fill the four edges: a pen takes ten times as long around a large tile."""
    width, height = size
    for edge in (
        QRect(0, 0, width, thick),
        QRect(0, height - thick, width, thick),
        QRect(0, 0, thick, height),
        QRect(width - thick, 0, thick, height),
    ):
        painter.fillRect(edge, colour)
