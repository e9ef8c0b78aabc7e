"""The room without a mouse: from panel to panel, through a panel, and what Enter does there."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.keys import BINDINGS, Intent
from gui.state.lesion_table import lesion_table
from gui.state.opening import Request
from gui.state.triggers import canonical
from gui.widgets.lesion_table_view import LesionTableView
from gui.widgets.panels import controls
from gui.widgets.room import Room
from gui.widgets.shortcuts import bind
from tests.gui.mouse import key
from tests.gui.reads import PICTURE, course
from tests.gui.rooms import SAMPLE, SUBJECT, Hands

K = Qt.Key


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    made = Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))
    made.room.go_to(SUBJECT, "week 24")
    made.wait()
    QApplication.setActiveWindow(made.room)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# In the order of F6, from the images on; the fields of a lesion only while one is chosen.
PANELS: list[tuple[str, Callable[[Room], QWidget]]] = [
    ("lesion table", lambda room: room.right.table),
    ("editor", lambda room: room.right.editor),
    ("response", lambda room: room.right.response_area),
    ("top bar", lambda room: room.top.visit_button("week 24")),
    ("bottom bar", lambda room: room.bottom),
    ("work list", lambda room: room.left.work_list),
    ("series", lambda room: room.left.cards),
    ("images", lambda room: room.area),
]


def test_f6_goes_round_all_panels_and_shift_f6_back(hands: Hands) -> None:
    room = hands.room
    room.reading.select("T1")
    room.area.focus_active()
    for name, panel in PANELS:
        room.on_intent(Intent.NEXT_PANEL)
        where = panel(room)
        assert where is focused() or where.isAncestorOf(focused()), name
    for name, panel in [*reversed(PANELS[:-1]), PANELS[-1]]:
        room.on_intent(Intent.PREVIOUS_PANEL)
        where = panel(room)
        assert where is focused() or where.isAncestorOf(focused()), f"back to {name}"


def test_without_a_lesion_f6_passes_its_fields_over(hands: Hands) -> None:
    hands.room.area.focus_active()
    for _ in range(2):
        hands.room.on_intent(Intent.NEXT_PANEL)
    assert focused() is hands.room.right.response_area


def test_tab_reaches_every_control_of_every_panel(hands: Hands) -> None:
    room = hands.room
    room.reading.select("T1")
    for panel in room.panels():
        stops = controls(panel)
        if room.area in panel.widgets or not stops:
            continue
        stops[0].setFocus()
        seen = [focused()]
        for _ in stops[1:]:
            key(hands.qtbot, focused(), K.Key_Tab)
            seen.append(focused())
        assert seen == stops
        for before in reversed(stops[:-1]):
            key(hands.qtbot, focused(), K.Key_Backtab)
            assert focused() is before


def test_tab_is_the_next_visit_over_the_images_alone(hands: Hands) -> None:
    room = hands.room
    room.go_to(SUBJECT, "week 8")
    key(hands.qtbot, hands.viewport, K.Key_Tab)
    assert room.reading.session.visit == "week 16"
    room.right.table.setFocus()
    key(hands.qtbot, room.right.table, K.Key_Tab)
    assert room.reading.session.visit == "week 16"


def test_the_work_list_opens_a_subject_by_enter(hands: Hands) -> None:
    work_list = hands.room.left.work_list
    work_list.setFocus()
    key(hands.qtbot, work_list, K.Key_Down)
    key(hands.qtbot, work_list, K.Key_Return)
    hands.wait()
    assert hands.room.reading.session.subject == "S-LIVER-MR"


@pytest.mark.parametrize("pressed", [K.Key_Return, K.Key_Space, K.Key_Enter])
def test_series_cards_are_walked_by_arrows_and_shown(hands: Hands, pressed: Qt.Key) -> None:
    room = hands.room
    room.go_to(SUBJECT, "week 8")
    hands.wait()
    told: list[str] = []
    room.left.cards.series_chosen.connect(told.append)
    panel = next(one for one in room.panels() if room.left.cards in one.widgets)
    first, second = controls(panel)
    first.setFocus()
    key(hands.qtbot, first, K.Key_Down)
    assert focused() is second
    key(hands.qtbot, focused(), pressed)
    assert len(told) == 1
    second.setFocus()
    key(hands.qtbot, second, K.Key_Up)
    assert focused() is first


def test_the_lesion_table_is_walked_cell_by_cell(hands: Hands) -> None:
    table = hands.room.right.table
    table.setFocus()
    told: list[tuple[str, str]] = []
    table.lesion_chosen.connect(lambda lesion, visit: told.append((lesion, visit)))
    places = []
    for pressed in (K.Key_Right, K.Key_Right, K.Key_Down, K.Key_Down, K.Key_Down, K.Key_Left):
        key(hands.qtbot, table, pressed)
        index = table.currentIndex()
        places.append((index.siblingAtColumn(0).data(), index.column()))
    # Sideways nothing is chosen; a section's title is no stop.
    assert places == [("T1", 1), ("T1", 2), ("T2", 2), ("T3", 2), ("NT1", 2), ("NT1", 1)]
    assert [lesion for lesion, _ in told] == ["T2", "T3", "NT1"]
    key(hands.qtbot, table, K.Key_Return)
    assert told[-1] == ("NT1", "")


def test_arrows_bring_visits_into_sight_that_have_no_room(hands: Hands) -> None:
    table = hands.room.right.table
    table.setFocus()
    table.setFixedWidth(300)
    hands.qtbot.waitUntil(lambda: len(table.visits_shown()) == 2)
    seen = set()
    for _ in range(6):
        key(hands.qtbot, table, K.Key_Right)
        seen |= set(table.visits_shown())
        assert not table.isColumnHidden(table.currentIndex().column())
    for _ in range(6):
        key(hands.qtbot, table, K.Key_Left)
        seen |= set(table.visits_shown())
    assert seen == {"baseline", "week 8", "week 16", "week 24"}
    assert table.currentIndex().column() == 0


def test_the_menu_key_opens_the_menu_of_the_cell(hands: Hands) -> None:
    table = hands.room.right.table
    told: list[tuple[str, str]] = []
    table.menu_wanted.disconnect()
    table.menu_wanted.connect(lambda lesion, visit, _: told.append((lesion, visit)))
    table.setFocus()
    for pressed in (K.Key_Down, K.Key_Right, K.Key_Right, K.Key_Right):
        key(hands.qtbot, table, pressed)
    hands.room.on_intent(Intent.OPEN_MENU)
    assert told == [("T2", "week 8")]


def test_the_menu_key_works_in_every_panel(hands: Hands) -> None:
    room = hands.room
    told: list[str] = []
    for signal in (room.left.work_list.menu_wanted, room.top.visit_menu_wanted):
        signal.disconnect()
    room.left.work_list.menu_wanted.connect(lambda *_: told.append("work list"))
    room.top.visit_menu_wanted.connect(lambda *_: told.append("visit"))
    room.area.commanded.disconnect()
    room.area.commanded.connect(lambda command: told.append(str(command.lesion_id)))
    room.reading.select("T2")
    for widget in (room.left.work_list, room.top.visit_button("week 8"), hands.viewport):
        widget.setFocus()
        room.on_intent(Intent.OPEN_MENU)
    assert told == ["work list", "visit", "T2"]


def test_the_warning_sign_opens_its_text_by_enter(qtbot: QtBot) -> None:
    table = lesion_table(course(*PICTURE), "week 16")
    section = table.sections[0]
    first = section.lines[0]
    cells = (first.cells[0], replace(first.cells[1], warning="thick slices"), first.cells[2])
    lines = (replace(first, cells=cells), *section.lines[1:])
    warned = replace(table, sections=(replace(section, lines=lines), *table.sections[1:]))
    view = LesionTableView()
    for one in (view, view.totals, view.bar):
        qtbot.addWidget(one)
    view.show_table(warned, None)
    view.show()
    asked: list[tuple[str, str]] = []
    view.rule_wanted.connect(lambda *of: asked.append(of))
    QApplication.setActiveWindow(view)
    view.setFocus()
    for _ in range(4):
        key(qtbot, view, K.Key_Return)
        key(qtbot, view, K.Key_Right)
    assert asked == [("T1", "week 8")]


def test_a_line_of_the_reasoning_leads_to_its_lesion_by_enter(hands: Hands) -> None:
    room = hands.room
    room.paper.show_why()
    tree = room.paper.reasons.tree
    QApplication.setActiveWindow(room.paper.reasons)
    tree.setFocus()
    for _ in range(60):
        item = tree.currentItem()
        if item is not None and item.data(0, Qt.ItemDataRole.UserRole) == "T2":
            break
        key(hands.qtbot, tree, K.Key_Down)
    key(hands.qtbot, tree, K.Key_Return)
    room.paper.reasons.hide()
    assert room.area.viewer.selected == "T2"


@pytest.mark.parametrize("button", ["Why?", "Copy as text"])
def test_the_buttons_of_the_response_work_by_space(hands: Hands, button: str) -> None:
    response = hands.room.right.response
    told: list[str] = []
    response.why_wanted.disconnect()
    response.why_wanted.connect(lambda: told.append("Why?"))
    response.copy_wanted.connect(lambda: told.append("Copy as text"))
    panel = next(one for one in hands.room.panels() if hands.room.right.sign in one.widgets)
    stop = next(one for one in controls(panel) if getattr(one, "text", str)() == button)
    stop.setFocus()
    key(hands.qtbot, stop, K.Key_Space)
    assert told == [button]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
@pytest.mark.parametrize("trigger", ["Ctrl+Return", "Ctrl+Enter"])
def test_both_enter_keys_are_one(qtbot: QtBot, trigger: str, pressed: Qt.Key) -> None:
    window, asked = QLineEdit(), list[Intent]()
    qtbot.addWidget(window)
    row = next(one for one in BINDINGS if one.intent is Intent.SIGN)
    bind(window, window, (replace(row, trigger=trigger),), asked.append)
    window.show()
    QApplication.setActiveWindow(window)
    window.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, pressed, control)  # type: ignore[no-untyped-call]
    assert asked == [Intent.SIGN]
    assert canonical(trigger) == "ctrl+return"


@pytest.mark.parametrize("intent", [Intent.COPY_TEXT, Intent.EXPORT_TEXT, Intent.SAVE])
def test_where_nothing_is_open_nothing_is_written(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, intent: Intent
) -> None:
    room = Room(AppServices(), tmp_path / "trials")
    qtbot.addWidget(room)
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    clipboard.setText("as before")
    target = tmp_path / "written.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    room.on_intent(intent)
    assert room.bottom.said() == "Nothing is open"
    assert clipboard.text() == "as before"
    assert not target.exists()
