"""The four planes in a real window: layout, keys, mouse, slab menu, and what is kept."""

from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QColor, QWheelEvent
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.corners import corners
from gui.state.document import find_caliper
from gui.state.layout import Layout, Pane
from gui.state.opening import Request
from gui.state.session import present
from gui.state.tools.checks import OFF_PLANE
from gui.state.view import screen_from_lps
from gui.state.viewer import Viewer
from gui.widgets import tokens
from recist.imaging.series import Series
from recist.measure.vectors import Vector, distance
from tests.gui.mouse import double_click, move, press, release
from tests.gui.rooms import SAMPLE, SUBJECT, Hands


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    if not (SAMPLE / "readings.csv").is_file():
        pytest.skip("the sample scans have not been made")
    made = Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))
    made.press_key(Qt.Key.Key_F)
    made.wait()
    return made


def viewer_of(hands: Hands) -> Viewer:
    return hands.room.area.viewer


def shown_series(hands: Hands) -> Series:
    volume = viewer_of(hands).tiles[0].volume
    assert volume is not None
    return volume.series


def spot(hands: Hands, tile: int, point: Vector) -> tuple[int, int]:
    shown = viewer_of(hands).tiles[tile]
    assert shown.view is not None
    x, y = screen_from_lps(shown.view, shown.size, point)
    return round(x), round(y)


def common(hands: Hands) -> Vector:
    point = next(iter(viewer_of(hands).linking.points), None)
    assert point is not None
    return point.point_lps_mm


def drag(hands: Hands, tile: int, *way: tuple[int, int]) -> None:
    widget = hands.room.area.viewports[tile]
    press(hands.qtbot, widget, way[0])
    for point in way[1:]:
        move(hands.qtbot, widget, point)
    release(hands.qtbot, widget, way[-1])


def wheel(hands: Hands, tile: int, down: bool, held: Qt.KeyboardModifier) -> None:
    widget = hands.room.area.viewports[tile]
    event = QWheelEvent(
        QPointF(20, 20),
        QPointF(widget.mapToGlobal(QPoint(20, 20))),
        QPoint(),
        QPoint(0, -120 if down else 120),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_f_shows_four_equal_tiles_and_f_brings_the_others_back(hands: Hands) -> None:
    area = hands.room.area
    assert area.viewer.layout is Layout.MPR
    boxes = [one.geometry() for one in area.viewports]
    assert [tile.size for tile in area.viewer.tiles] == [(b.width(), b.height()) for b in boxes]
    assert max(b.width() for b in boxes) - min(b.width() for b in boxes) <= 1
    assert max(b.height() for b in boxes) - min(b.height() for b in boxes) <= 1
    assert (boxes[0].top(), boxes[0].left()) == (boxes[1].top(), boxes[2].left())
    assert hands.room.top._layouts.buttons[Layout.MPR.name].isChecked()
    hands.press_key(Qt.Key.Key_F)
    hands.wait()
    assert viewer_of(hands).layout is Layout.BASELINE_CURRENT
    tops = {one.geometry().top() for one in area.viewports}
    assert len(area.viewports) == 2
    assert len(tops) == 1


def test_the_baseline_has_four_planes_too(hands: Hands) -> None:
    hands.room.go_to(SUBJECT, "baseline")
    hands.wait()
    assert viewer_of(hands).layout is Layout.MPR
    captions = {tile.caption.visit for tile in viewer_of(hands).tiles}
    assert captions == {f"{SUBJECT} · Baseline"}


def test_a_click_brings_all_planes_there_and_the_painted_lines_cross_there(hands: Hands) -> None:
    before = common(hands)
    there = (before[0] - 40.0, before[1] - 25.0, before[2])
    at = spot(hands, 0, there)
    drag(hands, 0, at)
    zoom = viewer_of(hands).tiles[0].view
    assert zoom is not None
    assert distance(common(hands), there) < 2.0 / zoom.zoom_px_per_mm
    picture = hands.room.area.viewports[0].grab().toImage()
    green = QColor(tokens.PLANES[Pane.CORONAL])
    seen = [picture.pixelColor(at[0] + 60, at[1] + n) for n in (-2, -1, 0, 1, 2)]
    assert any(one.green() - one.red() > 40 for one in seen), (green.name(), seen)


def test_a_double_click_maximises_one_plane_and_brings_all_back(hands: Hands) -> None:
    area = hands.room.area
    double_click(hands.qtbot, area.viewports[1], (40, 300))
    assert [one.isHidden() for one in area.viewports] == [True, False, True, True]
    assert area.viewer.tiles[1].size == (area.viewports[1].width(), area.viewports[1].height())
    assert area.viewports[1].height() > 0.9 * area.height()
    double_click(hands.qtbot, area.viewports[1], (40, 300))
    boxes = [one.geometry() for one in area.viewports]
    assert [tile.size for tile in area.viewer.tiles] == [(b.width(), b.height()) for b in boxes]


def test_the_wheel_and_alt_wheel(hands: Hands) -> None:
    x, y, z = common(hands)
    wheel(hands, 1, True, Qt.KeyboardModifier.NoModifier)
    assert common(hands)[1] > y
    assert (common(hands)[0], common(hands)[2]) == pytest.approx((x, z))
    before = viewer_of(hands).tiles[3].view
    wheel(hands, 0, True, Qt.KeyboardModifier.AltModifier)
    after = viewer_of(hands).tiles[3].view
    assert before is not None
    assert after is not None
    assert before.plane.normal_lps != after.plane.normal_lps


def test_the_slab_by_key_and_by_menu(hands: Hands) -> None:
    hands.room.area.viewports[1].setFocus()
    hands.press_key(Qt.Key.Key_P)
    assert corners(viewer_of(hands), 1).top_right[1] == "coronal · mean 10 mm"
    button = hands.room.top._slab.buttons["slab"]
    assert (button.text(), button.isChecked()) == ("mean 10 mm", True)
    menu = hands.room.top.slab_menu()
    actions = {one.text(): one for one in menu.actions() if one.text()}
    assert [text for text, one in actions.items() if one.isChecked()] == ["Mean 10 mm"]
    actions["MIP 20 mm"].trigger()
    assert corners(viewer_of(hands), 1).top_right[1] == "coronal · MIP 20 mm"
    assert corners(viewer_of(hands), 0).top_right[1] == "axial · as acquired"
    actions["Off"].trigger()
    assert corners(viewer_of(hands), 1).top_right[1] == "coronal"


def test_a_caliper_on_the_coronal_plane_is_kept_with_a_slice_of_the_series(hands: Hands) -> None:
    hands.room.reading.select(None)
    hands.press_key(Qt.Key.Key_B)
    x, y, z = common(hands)
    start, end = spot(hands, 1, (x - 30.0, y, z)), spot(hands, 1, (x - 30.0, y, z + 24.0))
    drag(hands, 1, start, ((start[0] + end[0]) // 2, (start[1] + end[1]) // 2), end)
    session, name = hands.room.reading.session, hands.room.reading.selected
    assert name is not None
    record = find_caliper(present(session), SUBJECT, session.visit, name)
    assert record is not None
    series = shown_series(hands)
    assert record.frame_of_reference == series.frame_of_reference
    assert record.image in {one.image for one in series.slices}
    assert max(abs(end[2] - z) for end in record.long_axis_lps_mm) > 20.0
    assert viewer_of(hands).notice == OFF_PLANE or OFF_PLANE in hands.room.bottom.said()


def test_a_key_image_is_chosen_on_acquired_slices_only(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.room.area.viewports[3].setFocus()
    rows = present(hands.room.reading.session).rows
    hands.press_key(Qt.Key.Key_K)
    assert present(hands.room.reading.session).rows == rows
    assert hands.room.bottom.said().startswith("A key image is an acquired slice")


def test_n_brings_all_planes_to_the_next_lesion(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_N)
    assert hands.room.reading.selected == "T1"
    tile = viewer_of(hands).tiles[0]
    [mark] = [one for one in tile.marks if one.lesion_id == "T1"]
    middle = [sum(axis) / 2.0 for axis in zip(*mark.caliper.long_axis_lps_mm, strict=True)]
    # The planes go by voxels, of which the point is the middle of one.
    assert common(hands) == pytest.approx(middle, abs=2.6)
    assert common(hands)[2] == pytest.approx(middle[2])
