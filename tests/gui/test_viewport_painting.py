"""What a viewport paints, looked at pixel by pixel where it matters."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PyQt6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gui.state.arranging import close_tile, with_layout
from gui.state.corners import Corners
from gui.state.facing import Turn, turned
from gui.state.keys import Intent
from gui.state.layout import Layout, Role
from gui.state.plane import Unit
from gui.state.scene import Drawn, Stroke, scene
from gui.state.tile import Mark
from gui.state.tools.commands import Preview
from gui.state.tools.states import Drawing
from gui.state.view import View, panned, screen_from_lps
from gui.state.viewer import Viewer, with_marks
from gui.widgets import tokens
from gui.widgets.corner_layout import lay_out_corners
from gui.widgets.image_cache import SliceImages
from gui.widgets.lens import AWAY_PX, RADIUS_PX, lens_centre
from gui.widgets.painting import paint_scene
from gui.widgets.tile_area import TileArea
from gui.widgets.writing import advance, elided
from recist.measure.adjust import Grip
from recist.measure.caliper import Plane, draw
from tests.gui.viewing import make_series, two_tiles

PLANE = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.9", image="1.2.4")
SAVED = draw((-5.0, 0.0, 120.0), (15.0, 0.0, 120.0), PLANE)
MARK = Mark(lesion_id="T1", caliper=SAVED, colour=0)


def shown(qtbot: QtBot, viewer: Viewer) -> TileArea:
    area = TileArea(viewer)
    qtbot.addWidget(area)
    area.resize(1003, 500)
    area.show()
    qtbot.waitExposed(area)
    return area


def picture(area: TileArea, tile: int) -> QImage:
    return area.viewports[tile].grab().toImage()


def test_the_active_tile_has_an_accent_border(qtbot: QtBot) -> None:
    area = shown(qtbot, two_tiles())
    assert picture(area, 1).pixelColor(0, 250) == QColor(tokens.ACTIVE)
    assert picture(area, 0).pixelColor(0, 250) == QColor(tokens.LINE)


def test_a_caliper_is_painted_where_it_is_in_the_patient(qtbot: QtBot) -> None:
    area = shown(qtbot, with_marks(two_tiles(), Role.CURRENT, (MARK,)))
    tile = area.viewer.tiles[1]
    assert tile.view is not None
    x, y = screen_from_lps(tile.view, tile.size, (0.0, 0.0, 120.0))
    near = [picture(area, 1).pixelColor(round(x), round(y) + n) for n in (-1, 0, 1)]
    assert any(colour.red() - colour.blue() > 80 for colour in near)


def test_inversion_turns_the_grey_values_round(qtbot: QtBot) -> None:
    area = shown(qtbot, two_tiles())
    before = picture(area, 0).pixelColor(300, 300).red()
    area.press(Intent.INVERT)
    assert picture(area, 0).pixelColor(300, 300).red() == 255 - before


@pytest.mark.parametrize(
    "viewer",
    [
        pytest.param(two_tiles(current=make_series("1.2", None)), id="no millimetres"),
        pytest.param(close_tile(two_tiles(), Role.CURRENT, "nothing here"), id="empty"),
        pytest.param(replace(two_tiles(), notice="refused " * 40), id="a long notice"),
        pytest.param(with_layout(two_tiles(), Layout.BASELINE_NADIR_CURRENT), id="three tiles"),
        pytest.param(
            replace(
                with_marks(two_tiles(), Role.CURRENT, (MARK,)),
                tool_state=Drawing(start_lps_mm=(0.0, 0.0, 120.0), caliper=SAVED, site=None),  # type: ignore[arg-type]
                preview=Preview(
                    tile=1, caliper=SAVED, unit=Unit.MM, lesion_id=None, grip=Grip.LONG_END
                ),
            ),
            id="with the lens",
        ),
    ],
)
def test_every_kind_of_tile_is_painted(qtbot: QtBot, viewer: Viewer) -> None:
    area = shown(qtbot, viewer)
    assert all(not picture(area, n).isNull() for n in range(len(viewer.tiles)))


SLANTED = (0.0, 1.6, 1.2)


@pytest.mark.parametrize(
    "look",
    [
        pytest.param(lambda view: view, id="fitted"),
        pytest.param(lambda view: replace(view, zoom_px_per_mm=30.0), id="larger than the tile"),
        pytest.param(lambda view: replace(view, zoom_px_per_mm=0.31), id="tiny"),
        pytest.param(lambda view: panned(view, (113.3, -77.7)), id="pushed aside"),
        pytest.param(lambda view: panned(view, (2000.0, 0.0)), id="pushed out"),
        pytest.param(
            lambda view: replace(view, facing=turned(view.facing, Turn.QUARTER)), id="turned"
        ),
        pytest.param(
            lambda view: replace(view, plane=replace(view.plane, step_j_mm=SLANTED)), id="slanted"
        ),
    ],
)
def test_no_pixel_of_a_tile_stays_as_it_was(look: Callable[[View], View], qtbot: QtBot) -> None:
    viewer = two_tiles()
    view, volume = viewer.tiles[1].view, viewer.tiles[1].volume
    assert view is not None
    assert volume is not None
    shown_scene = replace(scene(viewer, 1), view=look(view))
    image = SliceImages().image(volume, view.plane, view.window, view.polarity)
    painted = []
    for before in ("#ff0000", "#00ff00"):
        tile = QImage(*shown_scene.size, QImage.Format.Format_RGB32)
        tile.fill(QColor(before))
        painter = QPainter(tile)
        paint_scene(painter, shown_scene, image)
        painter.end()
        painted.append(tile)
    assert painted[0] == painted[1]


@pytest.mark.parametrize(("room", "whole"), [(500.0, True), (60.0, False)])
def test_a_corner_is_cut_short_only_where_it_has_no_room(
    room: float, whole: bool, qtbot: QtBot
) -> None:
    text = "CT portal venous · 512 × 512"
    cut = elided(text, room)
    assert (cut == text) is whole
    assert advance(cut) <= room


def test_fewer_tiles_leave_no_widget_behind(qtbot: QtBot) -> None:
    area = shown(qtbot, with_layout(two_tiles(), Layout.BASELINE_NADIR_CURRENT))
    area.show_viewer(with_layout(area.viewer, Layout.SINGLE))
    assert len(area.viewports) == len(area.viewer.tiles) == 1


def test_an_equal_scene_is_not_painted_again(qtbot: QtBot) -> None:
    area = shown(qtbot, two_tiles())
    before = area.viewports[0].scene
    area.show_viewer(replace(area.viewer))
    assert area.viewports[0].scene is before
    assert scene(area.viewer, 0) == before


@pytest.mark.parametrize("end", [(200.0, 150.0), (3.0, 3.0), (397.0, 297.0), (3.0, 297.0)])
def test_the_lens_stands_inside_and_never_on_the_end_it_shows(end: tuple[float, float]) -> None:
    drawn = Drawn(
        long=((150.0, 100.0), end),
        short=(),
        handles=(),
        held=(),
        label=(),
        colour=0,
        stroke=Stroke.DASHED,
    )
    x, y = lens_centre(end, (drawn,), (400, 300))
    assert RADIUS_PX <= x <= 400 - RADIUS_PX
    assert RADIUS_PX <= y <= 300 - RADIUS_PX
    assert RADIUS_PX < ((x - end[0]) ** 2 + (y - end[1]) ** 2) ** 0.5 <= 1.5 * AWAY_PX


def test_the_style_sheet_is_read_whole_by_qt(qtbot: QtBot) -> None:
    area = shown(qtbot, two_tiles())
    with qtbot.captureExceptions() as raised:
        area.setStyleSheet(tokens.stylesheet())
    assert raised == []
    assert "$" not in tokens.stylesheet()


def test_only_the_line_beside_the_pill_gives_way_to_it(qtbot: QtBot) -> None:
    texts = Corners(
        pill="CRLM-CT-1004 · Baseline",
        top_left=("not read",),
        top_right=("CT portal venous phase", "coronal · MIP 10 mm"),
    )
    boxes = lay_out_corners(texts, (300, 300)).taken
    assert boxes[2].width < advance("CT portal venous phase")
    assert [box.width for box in boxes[3:]] == [advance("coronal · MIP 10 mm")]
