"""A viewer of four planes through one small visit, and what a test does with it."""

from dataclasses import replace

from gui.state.arranging import new_viewer, open_volume
from gui.state.crosshair import point_in
from gui.state.gestures import Button, Down, Gesture, Modifier, Up
from gui.state.layout import Layout, Role
from gui.state.resolve import resolve
from gui.state.tile import Caption
from gui.state.view import View, screen_from_lps
from gui.state.viewer import Viewer
from recist.imaging.geometry import Vector
from recist.imaging.series import Series
from recist.measure import vectors
from tests.gui.viewing import WINDOW, make_geometry, make_series, make_volume

ALT, SHIFT = frozenset({Modifier.ALT}), frozenset({Modifier.SHIFT})
AXIAL_TILE, CORONAL_TILE, SAGITTAL_TILE, OBLIQUE_TILE = range(4)
# 50 × 80 × 45 mm from (-20, -30, 100): 1 mm columns, 2 mm rows, 5 mm slices.
POINT: Vector = (11.0, 20.0, 130.0)


def four(series: Series | None = None) -> Viewer:
    shown = series or make_series("1.2", make_geometry())
    viewer = open_volume(
        new_viewer(Layout.MPR), Role.CURRENT, make_volume(shown), WINDOW, Caption(visit="Week 8")
    )
    return replace(viewer, active=0)


def view_of(viewer: Viewer, tile: int) -> View:
    view = viewer.tiles[tile].view
    assert view is not None
    return view


def at(viewer: Viewer, tile: int, point: Vector) -> tuple[float, float]:
    return screen_from_lps(view_of(viewer, tile), viewer.tiles[tile].size, point)


def done(viewer: Viewer, *gestures: Gesture) -> Viewer:
    for gesture in gestures:
        viewer, _ = resolve(viewer, gesture)
    return viewer


def click(viewer: Viewer, tile: int, spot: tuple[float, float]) -> Viewer:
    return done(
        viewer,
        Down(tile=tile, at_px=spot, button=Button.LEFT),
        Up(tile=tile, at_px=spot, button=Button.LEFT),
    )


def common(viewer: Viewer) -> Vector:
    point = point_in(viewer, 0)
    assert point is not None
    return point


def distances(viewer: Viewer, point: Vector) -> list[float]:
    planes = [view_of(viewer, n).plane for n in range(4)]
    return [
        abs(vectors.dot(vectors.subtract(point, one.origin_lps_mm), one.normal_lps))
        for one in planes
    ]
