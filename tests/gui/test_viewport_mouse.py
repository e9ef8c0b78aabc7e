"""Real mouse and key events on the viewports."""

from dataclasses import replace
from math import isclose

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.state.keys import BINDINGS, Intent, Scope
from gui.state.layout import Role
from gui.state.plane import Unit
from gui.state.probe import probe, probe_text
from gui.state.resolve import ShowMenu
from gui.state.scene import NO_MM
from gui.state.tile import Mark, marks_shown
from gui.state.tools.commands import Command, Commit, Delete, Preview, Refuse, Select
from gui.state.view import screen_from_lps
from gui.state.viewer import Viewer, with_marks
from gui.widgets.shortcuts import bind
from gui.widgets.tile_area import TileArea
from recist.imaging.series import Series
from recist.measure.caliper import Caliper, Plane, draw, length_mm
from tests.gui.mouse import LEFT, MIDDLE, NONE, RIGHT, double_click, key, move, press, release
from tests.gui.viewing import make_geometry, make_series, two_tiles

PLANE = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.9", image="1.2.4")
SAVED = draw((-5.0, 0.0, 120.0), (15.0, 0.0, 120.0), PLANE)


class Desk:
    """A tile area on the screen and what it asked for."""

    def __init__(self, qtbot: QtBot, viewer: Viewer) -> None:
        self.qtbot = qtbot
        self.area = TileArea(viewer)
        self.asked: list[Command | ShowMenu] = []
        self.area.commanded.connect(self.asked.append)
        qtbot.addWidget(self.area)
        self.area.resize(1003, 500)
        self.area.show()
        qtbot.waitExposed(self.area)

    def drag(
        self,
        tile: int,
        *way: tuple[int, int],
        button: Qt.MouseButton = LEFT,
        held: Qt.KeyboardModifier = NONE,
    ) -> None:
        widget = self.area.viewports[tile]
        press(self.qtbot, widget, way[0], button, held)
        for point in way[1:]:
            move(self.qtbot, widget, point)
        release(self.qtbot, widget, way[-1], button, held)

    def at(self, tile: int, point_lps_mm: tuple[float, float, float]) -> tuple[int, int]:
        shown = self.area.viewer.tiles[tile]
        assert shown.view is not None
        x, y = screen_from_lps(shown.view, shown.size, point_lps_mm)
        return round(x), round(y)

    def preview(self) -> Preview | None:
        return self.area.viewer.preview

    def commits(self) -> list[Commit]:
        return [one for one in self.asked if isinstance(one, Commit)]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    viewer = with_marks(two_tiles(), Role.CURRENT, (Mark(lesion_id="T1", caliper=SAVED, colour=0),))
    return Desk(qtbot, viewer)


def test_a_drag_with_the_bidirectional_tool_measures_in_mm(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    desk.drag(0, (150, 200), (180, 200), (250, 200))
    [commit] = desk.commits()
    tile = desk.area.viewer.tiles[0]
    assert tile.view is not None
    assert commit.lesion_id is None
    assert isclose(length_mm(commit.caliper.long_axis_lps_mm), 100.0 / tile.view.zoom_px_per_mm)
    assert commit.caliper.plane == replace(PLANE, image="1.1.4")
    assert desk.preview() is None


def test_the_drag_is_previewed_before_it_is_saved(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    desk.drag(0, (150, 200), (180, 200), (250, 200))
    kinds = [type(one) for one in desk.asked]
    assert kinds.index(Preview) < kinds.index(Commit)


def test_a_click_without_a_drag_makes_nothing(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    desk.drag(0, (150, 200), (151, 201))
    assert desk.commits() == []


def test_escape_while_drawing_saves_nothing(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    widget = desk.area.viewports[0]
    press(desk.qtbot, widget, (150, 200))
    move(desk.qtbot, widget, (250, 200))
    assert desk.preview() is not None
    desk.area.press(Intent.CANCEL)
    release(desk.qtbot, widget, (250, 200))
    assert desk.preview() is None
    assert desk.commits() == []


def test_a_handle_is_dragged_with_any_tool(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    start, end = desk.at(1, (15.0, 0.0, 120.0)), desk.at(1, (25.0, 0.0, 120.0))
    desk.drag(1, start, end)
    [commit] = desk.commits()
    assert commit.lesion_id == "T1"
    assert length_mm(commit.caliper.long_axis_lps_mm) == pytest.approx(30.0, abs=0.2)
    assert desk.area.viewer.selected == "T1"


def test_the_line_tool_measures_one_axis(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_LINE)
    desk.drag(0, (150, 200), (250, 200))
    assert desk.commits()[0].caliper.short_axis_lps_mm is None


def nudged(desk: Desk, intent: Intent) -> Caliper:
    desk.drag(1, desk.at(1, (15.0, 0.0, 120.0)))
    desk.area.press(intent)
    return desk.commits()[-1].caliper


@pytest.mark.parametrize(
    ("intent", "expected"), [(Intent.NUDGE_RIGHT, 16.0), (Intent.FINE_LEFT, 14.9)]
)
def test_arrow_keys_nudge_the_grabbed_handle(desk: Desk, intent: Intent, expected: float) -> None:
    assert nudged(desk, intent).long_axis_lps_mm[1][0] == pytest.approx(expected)


def test_delete_asks_for_the_selected_caliper(desk: Desk) -> None:
    desk.drag(1, desk.at(1, (15.0, 0.0, 120.0)))
    desk.area.press(Intent.DELETE)
    assert desk.asked[-1] == Delete(tile=1, lesion_id="T1")


def test_without_geometry_it_says_so_and_refuses(qtbot: QtBot) -> None:
    desk = Desk(qtbot, two_tiles(current=make_series("1.2", None)))
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    desk.drag(1, (150, 200), (180, 200), (250, 200))
    assert desk.commits() == []
    assert isinstance(desk.asked[-1], Refuse)
    scene = desk.area.viewports[1].scene
    assert scene is not None
    assert scene.banner == NO_MM
    assert scene.notice.endswith("no trusted millimetres")


def test_a_caliper_drawn_beyond_the_image_is_refused(desk: Desk) -> None:
    desk.area.press(Intent.TOOL_LINE)
    inside = desk.at(1, (0.0, 10.0, 120.0))
    beyond = desk.at(1, (29.0, 10.0, 120.0)), desk.at(1, (31.0, 10.0, 120.0))
    desk.drag(1, inside, beyond[0])
    assert len(desk.commits()) == 1
    desk.drag(1, inside, beyond[1])
    assert len(desk.commits()) == 1
    assert desk.asked[-1] == Refuse(message="Outside the image")


def test_a_right_click_opens_the_menu_of_the_lesion_under_it(desk: Desk) -> None:
    spot = desk.at(1, (15.0, 0.0, 120.0))
    desk.drag(1, spot, button=RIGHT)
    assert desk.asked == [ShowMenu(tile=1, at_px=(float(spot[0]), float(spot[1])), lesion_id="T1")]


def test_a_middle_drag_pans(desk: Desk) -> None:
    before = desk.at(0, (0.0, 0.0, 120.0))
    desk.drag(0, (100, 100), (130, 90), button=MIDDLE)
    after = desk.at(0, (0.0, 0.0, 120.0))
    assert (after[0] - before[0], after[1] - before[1]) == (30, -10)


def test_the_wheel_scrolls_both_tiles(desk: Desk) -> None:
    widget = desk.area.viewports[0]
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(widget.mapToGlobal(QPoint(50, 50))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    planes = [tile.view.plane.k for tile in desk.area.viewer.tiles if tile.view is not None]
    assert planes == [5, 5]


def test_a_double_click_leaves_one_tile(desk: Desk) -> None:
    double_click(desk.qtbot, desk.area.viewports[1], (60, 60))
    assert [one.isVisible() for one in desk.area.viewports] == [False, True]


def test_the_probe_reads_the_voxel_under_the_pointer(desk: Desk) -> None:
    move(desk.qtbot, desk.area.viewports[0], desk.at(0, (0.0, 0.0, 120.0)))
    found = probe(desk.area.viewer)
    assert found is not None
    assert found.value == 44.0
    assert probe_text(found).endswith("z 120.0 mm · 44 HU")


def test_a_caliper_is_shown_on_its_own_slice_alone(desk: Desk) -> None:
    assert [mark.lesion_id for mark in marks_shown(desk.area.viewer.tiles[1])] == ["T1"]
    desk.area.press(Intent.NEXT_SLICE)
    assert marks_shown(desk.area.viewer.tiles[1]) == ()


def test_a_caliper_of_another_series_is_shown_where_the_frames_agree(qtbot: QtBot) -> None:
    def shown(series: Series) -> int:
        mark = Mark(lesion_id="T1", caliper=SAVED, colour=0)
        viewer = with_marks(two_tiles(current=series), Role.CURRENT, (mark,))
        return len(marks_shown(viewer.tiles[1]))

    assert shown(make_series("1.7", make_geometry(), "1.9")) == 1
    assert shown(make_series("1.7", make_geometry(), "other")) == 0


def test_the_painted_pixels_are_the_windowed_values(desk: Desk) -> None:
    picture = desk.area.viewports[0].grab().toImage()
    x, y = desk.at(0, (-10.0, -10.0, 120.0))
    # 44 HU in a window of 400/40: PS3.3 C.11.2.1.2 gives (44 − 39.5) / 399 + 0.5 of 255.
    assert picture.pixelColor(x, y).red() == 130
    assert picture.pixelColor(x, y) == picture.pixelColor(x, y + 3)


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        ("image", [Intent.TOOL_BIDIRECTIONAL, Intent.NEXT_VISIT, Intent.SHOW_KEYS]),
        ("text", [Intent.SHOW_KEYS]),
    ],
)
def test_letters_and_tab_act_only_while_an_image_has_the_focus(
    qtbot: QtBot, focus: str, expected: list[Intent]
) -> None:
    window = QWidget()
    box, area, text = QVBoxLayout(window), TileArea(two_tiles()), QLineEdit()
    box.addWidget(area)
    box.addWidget(text)
    answered: list[Intent] = []
    bind(window, area, BINDINGS, answered.append)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    target = area.viewports[0] if focus == "image" else text
    target.setFocus()
    qtbot.waitUntil(target.hasFocus)
    key(qtbot, target, Qt.Key.Key_B)
    key(qtbot, target, Qt.Key.Key_Tab)
    target.setFocus()
    key(qtbot, target, Qt.Key.Key_F1)
    assert answered == expected


def test_every_key_of_the_table_is_one_that_qt_knows(qtbot: QtBot) -> None:
    window = QWidget()
    area = TileArea(two_tiles(), window)
    qtbot.addWidget(window)
    made = bind(window, area, BINDINGS, lambda intent: None)
    assert len(made) == sum(row.scope is not Scope.MOUSE for row in BINDINGS)


def test_a_preview_in_pixels_is_labelled_as_unusable(qtbot: QtBot) -> None:
    desk = Desk(qtbot, two_tiles(current=make_series("1.2", None)))
    desk.area.press(Intent.TOOL_BIDIRECTIONAL)
    widget = desk.area.viewports[1]
    press(qtbot, widget, (150, 200))
    move(qtbot, widget, (250, 200))
    preview = desk.area.viewer.preview
    assert preview is not None
    assert preview.unit is Unit.PX
    assert widget.scene is not None
    assert widget.scene.drawn[0].label[-1][0] == f" px · {NO_MM}"


def test_selecting_emits_the_lesion(desk: Desk) -> None:
    desk.drag(1, desk.at(1, (5.0, 0.0, 120.0)))
    assert any(isinstance(one, Select) and one.lesion_id == "T1" for one in desk.asked)
