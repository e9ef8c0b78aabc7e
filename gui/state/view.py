"""How one slice stands in a viewport: pure transforms between screen, patient and voxels.

Screen points are logical pixels from the viewport's top left corner. The zoom is in screen
pixels per millimetre (per image pixel where no millimetres are trusted), so that one number
gives every tile the same physical size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from gui.state.body import BodyBox
from gui.state.facing import Facing, screen_axes, standard_facing
from gui.state.plane import SlicePlane, centre_of, ji_from_lps, lps_from_ji
from recist.imaging.series import Window
from recist.measure import vectors
from recist.measure.vectors import Vector

ScreenPoint = tuple[float, float]
ScreenSize = tuple[int, int]
# The six numbers of x' = a·x + c·y + e, y' = b·x + d·y + f, in Qt's order.
Affine = tuple[float, float, float, float, float, float]

LEAST_ZOOM, GREATEST_ZOOM = 0.05, 60.0
# The fitted box leaves a narrow rim free.
FIT_SHARE = 0.96


class Polarity(StrEnum):
    """Whether great values are bright, or the other way round."""

    AS_STORED = "as stored"
    INVERTED = "inverted"


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a tile shows of its series.

    Attributes
    ----------
    plane : SlicePlane
        The slice that is shown.
    centre_lps_mm : Vector
        The point in the middle of the viewport; it is dropped onto the plane.
    zoom_px_per_mm : float
        Screen pixels per millimetre.
    facing : Facing
        Which way the slice is turned.
    window : Window
        Width and level in the volume's unit.
    polarity : Polarity
        Inverted or not.
    """

    plane: SlicePlane
    centre_lps_mm: Vector
    zoom_px_per_mm: float
    facing: Facing
    window: Window
    polarity: Polarity = Polarity.AS_STORED


def opening_view(plane: SlicePlane, window: Window) -> View:
    """Return the standard view of a slice, not yet fitted to a viewport."""
    return View(
        plane=plane,
        centre_lps_mm=centre_of(plane),
        zoom_px_per_mm=1.0,
        facing=standard_facing(plane),
        window=window,
    )


def fitted(view: View, size: ScreenSize, body: BodyBox) -> View:
    """Show the whole of a box of the slice, centred."""
    right, down = screen_axes(view.plane, view.facing)
    (top, bottom), (first, last) = body.rows, body.columns
    tall = vectors.scale(view.plane.step_j_mm, bottom - top)
    wide = vectors.scale(view.plane.step_i_mm, last - first)
    width = abs(vectors.dot(tall, right)) + abs(vectors.dot(wide, right))
    height = abs(vectors.dot(tall, down)) + abs(vectors.dot(wide, down))
    zoom = FIT_SHARE * min(max(size[0], 1) / width, max(size[1], 1) / height)
    centre = lps_from_ji(view.plane, (top + bottom - 1) / 2.0, (first + last - 1) / 2.0)
    return replace(view, centre_lps_mm=centre, zoom_px_per_mm=_clamped_zoom(zoom))


def screen_from_lps(view: View, size: ScreenSize, point_lps_mm: Vector) -> ScreenPoint:
    """Turn a patient point, seen along the normal, into a screen point."""
    right, down = screen_axes(view.plane, view.facing)
    offset = vectors.subtract(point_lps_mm, view.centre_lps_mm)
    zoom = view.zoom_px_per_mm
    return (
        size[0] / 2.0 + zoom * vectors.dot(offset, right),
        size[1] / 2.0 + zoom * vectors.dot(offset, down),
    )


def lps_from_screen(view: View, size: ScreenSize, point: ScreenPoint) -> Vector:
    """Turn a screen point into the patient point under it on the slice."""
    right, down = screen_axes(view.plane, view.facing)
    x = (point[0] - size[0] / 2.0) / view.zoom_px_per_mm
    y = (point[1] - size[1] / 2.0) / view.zoom_px_per_mm
    moved = vectors.along(vectors.along(view.centre_lps_mm, right, x), down, y)
    return vectors.onto_plane(moved, view.plane.origin_lps_mm, view.plane.normal_lps)


def kji_from_screen(view: View, size: ScreenSize, point: ScreenPoint) -> tuple[int, int, int]:
    """Return the voxel under a screen point; it may lie outside the grid."""
    row, column = ji_from_lps(view.plane, lps_from_screen(view, size, point))
    return view.plane.k, round(row), round(column)


def image_to_screen(view: View, size: ScreenSize) -> Affine:
    """Return the affine that paints the slice: image corner coordinates (x, y) to screen.

    Image coordinates have pixel (0, 0) cover the square from 0 to 1.
    """
    ends = [lps_from_ji(view.plane, row, column) for row, column in ((0, 0), (0, 1), (1, 0))]
    zero, one_i, one_j = (screen_from_lps(view, size, end) for end in ends)
    a, b = one_i[0] - zero[0], one_i[1] - zero[1]
    c, d = one_j[0] - zero[0], one_j[1] - zero[1]
    return a, b, c, d, zero[0] - 0.5 * (a + c), zero[1] - 0.5 * (b + d)


def on_slice(view: View, plane: SlicePlane) -> View:
    """Show another slice of the same series at the same patient position and zoom."""
    centre = vectors.onto_plane(view.centre_lps_mm, plane.origin_lps_mm, plane.normal_lps)
    return replace(view, plane=plane, centre_lps_mm=centre)


def zoomed(view: View, size: ScreenSize, at: ScreenPoint, factor: float) -> View:
    """Zoom by a factor and keep the patient point under ``at`` where it is."""
    zoom = _clamped_zoom(view.zoom_px_per_mm * factor)
    held = lps_from_screen(view, size, at)
    zoomed_view = replace(view, zoom_px_per_mm=zoom)
    slipped = lps_from_screen(zoomed_view, size, at)
    centre = vectors.add(view.centre_lps_mm, vectors.subtract(held, slipped))
    return replace(zoomed_view, centre_lps_mm=centre)


def panned(view: View, step_px: ScreenPoint) -> View:
    """Move the picture with the pointer by screen pixels."""
    right, down = screen_axes(view.plane, view.facing)
    zoom = view.zoom_px_per_mm
    centre = vectors.along(view.centre_lps_mm, right, -step_px[0] / zoom)
    return replace(view, centre_lps_mm=vectors.along(centre, down, -step_px[1] / zoom))


def pixel_step_lps_mm(view: View, way: ScreenPoint) -> Vector:
    """Return one image pixel towards right (1, 0) or down (0, 1) on the screen, in LPS mm."""
    step: Vector = (0.0, 0.0, 0.0)
    for index, share in ((view.facing.right, way[0]), (view.facing.down, way[1])):
        rows, columns = index.value
        step = vectors.along(step, view.plane.step_j_mm, rows * share)
        step = vectors.along(step, view.plane.step_i_mm, columns * share)
    return step


def percent_zoom(view: View) -> float:
    """Return screen pixels per image column in percent, as the tile's corner says it."""
    return 100.0 * view.zoom_px_per_mm * vectors.norm(view.plane.step_i_mm)


def _clamped_zoom(zoom: float) -> float:
    return min(max(zoom, LEAST_ZOOM), GREATEST_ZOOM)
