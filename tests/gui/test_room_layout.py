"""What stands where in the room: tiles, table, menus, window; on small and large screens."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QSize, Qt
from PyQt6.QtGui import QColor, QContextMenuEvent
from PyQt6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.app import window_size
from gui.state.corners import corners
from gui.state.layout import Layout
from gui.state.lesion_table import Cell, CellKind, Column, LesionTable, Line, Section, Total
from gui.state.opening import Request
from gui.state.progress import Stage, progress_of
from gui.state.response_panel import response_panel
from gui.state.weights import severity_of
from gui.widgets import tokens
from gui.widgets.bottom_bar import BottomBar
from gui.widgets.sides import RightSide
from recist.model.finding import Finding, Severity
from recist.model.lesion import Role
from recist.model.reading import Unequivocal
from recist.model.response import Response
from tests.gui.mouse import LEFT, double_click
from tests.gui.reads import SUBJECT as READ_SUBJECT
from tests.gui.reads import course, measured, row
from tests.gui.rooms import SAMPLE, SUBJECT, Hands


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    if not (SAMPLE / "readings.csv").is_file():
        pytest.skip("the sample scans have not been made")
    return Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))


def test_a_maximised_tile_goes_back_among_equal_ones(hands: Hands) -> None:
    hands.room.show_layout(Layout.BASELINE_NADIR_CURRENT)
    hands.wait()
    area = hands.room.area
    before = [tile.view.zoom_px_per_mm for tile in area.viewer.tiles if tile.view]
    for hidden in (2, 0):
        double_click(hands.qtbot, area.viewports[1], (80, 80))
        assert sum(one.isHidden() for one in area.viewports) == hidden
    boxes = [one.geometry() for one in area.viewports]
    assert max(box.width() for box in boxes) - min(box.width() for box in boxes) <= 1
    assert all(one.right() < other.left() for one, other in pairwise(boxes))
    assert [tile.size for tile in area.viewer.tiles] == [(b.width(), b.height()) for b in boxes]
    after = [tile.view.zoom_px_per_mm for tile in area.viewer.tiles if tile.view]
    assert after == pytest.approx(before)


def right_click(widget: QWidget, at: QPoint) -> list[str]:
    """Click with the right button and return what the menu offers."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    return offered


def test_a_right_click_on_a_visit_button_opens_its_menu(hands: Hands) -> None:
    button = hands.room.top.visit_button("week 8")
    offered = right_click(button, QPoint(5, 5))
    assert {"Rename week 8…", "Date of week 8…"} <= set(offered)
    assert any(text.startswith("Assign the study") for text in offered)


def test_a_right_click_on_a_heading_of_the_table_opens_its_menu(hands: Hands) -> None:
    header = hands.room.right.table.horizontalHeader()
    assert header is not None
    viewport = header.viewport()
    assert viewport is not None
    at = QPoint(header.sectionViewportPosition(3) + 5, 10)
    assert "Rename week 8…" in right_click(viewport, at)


def test_a_right_click_in_the_work_list_opens_subject_and_visits(hands: Hands) -> None:
    work_list = hands.room.left.work_list
    viewport, item = work_list.viewport(), work_list.item(1)
    assert viewport is not None
    assert item is not None
    offered = right_click(viewport, work_list.visualItemRect(item).center())
    assert hands.room.reading.session.subject == item.text()
    assert {f"Rename {item.text()}…", "Baseline", "Week 8"} <= set(offered)
    assert any(text.startswith("Assign the study") for text in offered)


@pytest.mark.parametrize(
    ("screen", "wanted"),
    [((1280, 800), (1280, 800)), ((1920, 1080), (1600, 1000)), ((1600, 900), (1600, 900))],
)
def test_the_window_is_never_larger_than_the_screen(
    screen: tuple[int, int], wanted: tuple[int, int]
) -> None:
    assert window_size(QSize(*screen)) == QSize(*wanted)


@pytest.mark.parametrize("size", [(1280, 800), (1600, 1000)])
def test_sum_overall_and_save_are_in_sight(hands: Hands, size: tuple[int, int]) -> None:
    hands.room.resize(*size)
    hands.qtbot.waitUntil(lambda: (hands.room.width(), hands.room.height()) == size)
    hands.room.reading.select("T1")
    right = hands.room.right
    totals = right.totals
    assert totals.height() >= sum(totals.rowHeight(n) for n in range(totals.row_count()))
    for widget in (totals, right.sign):
        low = widget.mapTo(hands.room, QPoint(widget.width() - 1, widget.height() - 1))
        assert hands.room.rect().contains(low)
    assert right.table.height() >= right.table.least_height()


def table_of(visits: int, lesions: int, current: int) -> LesionTable:
    cells = tuple(Cell(text="110.1", kind=CellKind.LENGTH) for _ in range(visits))
    columns = tuple(
        Column(
            visit=f"week {8 * n}",
            date="2024-01-08",
            scan="CT 5 mm",
            is_baseline=n == 0,
            is_nadir=n == 1,
            is_current=n == current,
        )
        for n in range(visits)
    )
    lines = tuple(
        Line(
            lesion=f"T{n + 1}",
            role=Role.TARGET,
            colour=n,
            organ="liver",
            site="",
            nodal=False,
            short_counts=False,
            cells=cells,
        )
        for n in range(lesions)
    )
    totals = (
        Total(title="Sum of diameters", cells=("110.1",) * visits, strong=True),
        Total(title="Overall", cells=("PR",) * visits, responses=(Response.PR,) * visits),
    )
    return LesionTable(
        columns=columns, sections=(Section(title="Target", lines=lines),), totals=totals
    )


@pytest.mark.parametrize("current", [0, 4, 7])
def test_eight_visits_scroll_by_whole_columns_with_the_current_one(
    qtbot: QtBot, current: int
) -> None:
    side = RightSide()
    qtbot.addWidget(side)
    side.resize(456, 700)
    side.show()
    qtbot.waitExposed(side)
    side.table.show_table(table_of(8, 10, current), "T1")
    for place in (side.bar.minimum(), side.bar.maximum(), 1):
        side.bar.setValue(place)
        shown = side.table.visits_shown()
        assert f"week {8 * current}" in shown
        viewport = side.table.viewport()
        header, body = side.table.horizontalHeader(), side.totals.horizontalHeader()
        assert viewport is not None
        assert header is not None
        assert body is not None
        assert header.length() <= viewport.width()
        assert [header.sectionSize(n) for n in range(10)] == [
            body.sectionSize(n) for n in range(10)
        ]
    side.bar.setValue(0)
    first = set(side.table.visits_shown())
    side.bar.setValue(side.bar.maximum())
    assert {"week 0"} <= first
    assert "week 56" in side.table.visits_shown()


def test_a_click_on_a_title_or_a_total_leaves_the_lesion_chosen(hands: Hands) -> None:
    hands.room.reading.select("T2")
    table, totals = hands.room.right.table, hands.room.right.totals
    for view, place in ((table, 0), (totals, totals.row_count() - 1)):
        viewport, model = view.viewport(), view.model()
        assert viewport is not None
        assert model is not None
        at = view.visualRect(view.row_index(place)).center()
        hands.qtbot.mouseClick(viewport, LEFT, Qt.KeyboardModifier.NoModifier, at)  # type: ignore[no-untyped-call]
    assert table.chosen() == "T2"
    assert hands.room.reading.selected == "T2"


def test_a_visit_is_read_when_every_lesion_known_by_then_is(hands: Hands) -> None:
    top = hands.room.top
    assert top.visit_button("week 16").text() == "Week 16 · read"
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_Delete)
    assert top.visit_button("week 24").text() == "Week 24 · reading"
    assert hands.room.reading.session.subject == SUBJECT


@pytest.mark.parametrize(
    ("text", "severity", "state"),
    [("kept", Severity.INFO, "info"), ("thick slices", Severity.WARNING, "warning")],
)
def test_the_bottom_line_has_a_colour_by_weight_and_is_cleared_by_nothing(
    qtbot: QtBot, text: str, severity: Severity, state: str
) -> None:
    bar = BottomBar()
    qtbot.addWidget(bar)
    bar.say(text, severity)
    assert (bar.said(), bar._said.property("state")) == (text, state)
    bar.say("")
    assert (bar.said(), bar._said.property("state"), bar._said.toolTip()) == ("", "", "")


def test_a_text_weighs_as_much_as_the_finding_that_it_repeats() -> None:
    thick = Finding(severity=Severity.WARNING, code="thick", message="slices are thick")
    assert severity_of("T1: slices are thick", (thick,)) is Severity.WARNING
    assert severity_of("T1 measured", (thick,)) is Severity.INFO


def test_the_focus_frame_is_on_the_tile_with_the_keyboard(hands: Hands) -> None:
    hands.room.area.focus_active()
    assert hands.viewport.grab().toImage().pixelColor(1, 300) == QColor(tokens.ACCENT)
    hands.room.right.table.setFocus()
    assert hands.viewport.grab().toImage().pixelColor(0, 300) == QColor(tokens.ACTIVE)


def test_the_nadirs_tile_says_where_the_baseline_is_the_nadir(hands: Hands) -> None:
    hands.room.go_to(SUBJECT, "week 8")
    hands.room.show_layout(Layout.BASELINE_NADIR_CURRENT)
    hands.wait()
    viewer = hands.room.area.viewer
    shown = corners(viewer, 1)
    assert shown.pill == "Baseline · nadir"
    assert shown.top_left[0].startswith(f"{SUBJECT} · ")
    assert "baseline = nadir" in shown.top_left
    assert corners(viewer, 0).pill == f"{SUBJECT} · Baseline"


def test_the_file_menu_names_the_key_of_writing(hands: Hands) -> None:
    menu = hands.room.top.menu_button.menu()
    assert menu is not None
    assert "Write reading table\tCtrl+S" in [action.text() for action in menu.actions()]


def test_a_new_lesion_owes_nothing_to_earlier_visits() -> None:
    document = course(
        row("baseline", "T1", measured("30")),
        row("week 8", "T1", measured("28")),
        row("week 8", "N1", Unequivocal()),
    ).document
    found = progress_of(document, READ_SUBJECT)
    assert [found[visit].stage for visit in ("baseline", "week 8")] == [Stage.READ, Stage.READ]


def test_a_finding_that_is_new_is_in_sight_at_once(qtbot: QtBot) -> None:
    side = RightSide()
    qtbot.addWidget(side)
    side.resize(440, 900)
    side.show()
    panel = response_panel(course(row("baseline", "T1", measured("30"))), "baseline")
    side.show_response(panel, "")
    told = Finding(severity=Severity.INFO, code="told", message="no reference date is known")
    panel = replace(panel, findings=(told,))
    side.show_response(panel, "")
    QApplication.processEvents()
    area = side.response_area
    assert area.height() >= side.response.heightForWidth(area.width())
