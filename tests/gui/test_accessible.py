"""Every control of the room and of every window has a name in plain words and a seen focus."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QSize, Qt
from PyQt6.QtGui import QImage
from PyQt6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.state.arranging import with_layout
from gui.state.desk import Sight
from gui.state.keys import BINDINGS
from gui.state.layout import Layout
from gui.state.opening import Request
from gui.state.preferences import Preferences
from gui.state.rule_texts import RuleText
from gui.state.worklist import SubjectLine
from gui.widgets import window_place
from gui.widgets.dialogs import REASONS, AskText, Confirm, KeyList
from gui.widgets.panels import controls
from gui.widgets.reasons_dialog import ReasonsDialog
from gui.widgets.rule_dialog import RuleDialog
from gui.widgets.settings_dialog import SettingsDialog
from gui.widgets.tile_area import TileArea
from gui.widgets.work_list import WorkList
from tests.gui.lengthened import look_in_use
from tests.gui.rooms import SAMPLE, SUBJECT, Hands
from tests.gui.scenes import scenes
from tests.gui.viewing import two_tiles

SCENES = {name.replace("_", " "): scene for name, scene in scenes().items()}
LINES = tuple(f"week {8 * n}: sum 52.0 → 27.5 mm, PR → SD" for n in range(30))
RULES = tuple(RuleText(said=f"Rule {n}", text="Why " * 40, citation="Table 1") for n in range(9))
DIALOGS: dict[str, Callable[[], QWidget]] = {
    "a line": lambda: AskText("Rename week 8", "Its new name", suggestions=REASONS),
    "a long text": lambda: AskText("Comment on T1", "T1 at week 8", long=True),
    "a question": lambda: Confirm("Delete T1", ("2 readings are deleted",), "Delete"),
    "a question of many lines": lambda: Confirm("Delete T1", LINES, "Delete"),
    "the list of keys": lambda: KeyList(BINDINGS),
    "the settings": lambda: SettingsDialog(Preferences(), lambda _: None),
    "the rules": lambda: RuleDialog(RULES, None),
    "the reasons": ReasonsDialog,
}
# What no reader would understand: names of classes, of signals, underscores, camel case.
TECHNICAL = re.compile(r"_|\bQ[A-Z]|[a-z][A-Z]|^\W*$")


@pytest.fixture(autouse=True)
def as_in_use(qtbot: QtBot) -> Iterator[None]:
    with look_in_use():
        yield


def stops_of(window: QWidget) -> list[QWidget]:
    return [
        one
        for one in window.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.isVisibleTo(window)
        and one.isEnabled()
        and one.focusProxy() is None
    ]


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls a widget: its name, else its text, else its label."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.text()
    window = widget.window()
    labels = [] if window is None else window.findChildren(QLabel)
    buddies = [one.text() for one in labels if one.buddy() is widget]
    parent = widget.parent()
    if not buddies and isinstance(parent, QComboBox):
        return name_of(parent)
    return buddies[0] if buddies else ""


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {name_of(widget)!r}"


def check(window: QWidget, stops: list[QWidget]) -> None:
    # A screen reader says the name of a label in the place of its text.
    labels = window.findChildren(QLabel)
    hidden = [one.text() for one in labels if one.accessibleName() not in ("", one.text())]
    assert hidden == []
    nameless = [described(one) for one in stops if not name_of(one).strip("& ")]
    assert nameless == []
    technical = [name_of(one) for one in stops if TECHNICAL.search(name_of(one).replace("…", ""))]
    assert technical == []
    QApplication.setActiveWindow(window)
    unseen, focused = [], 0
    for one in stops:
        for other in [*stops, window]:
            if other is not one and not one.isAncestorOf(other):
                other.setFocus()
        window.setFocus()
        if one.hasFocus():
            one.clearFocus()
        before = picture(one)
        one.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        focused += one.hasFocus()
        if one.hasFocus() and picture(one) == before:
            unseen.append(described(one))
    assert unseen == []
    # A list of choices hands its focus on to the line in it; all else keeps it.
    assert focused >= len(stops) // 2, "in a window that is not active nothing is looked at"


@pytest.mark.parametrize("name", DIALOGS)
def test_a_window_of_the_room(name: str, qtbot: QtBot) -> None:
    window = DIALOGS[name]()
    qtbot.addWidget(window)
    window.show()
    check(window, stops_of(window))


@pytest.mark.parametrize("name", SCENES)
def test_a_window_of_a_trial(name: str, qtbot: QtBot, tmp_path: Path) -> None:
    window = SCENES[name](tmp_path)
    qtbot.addWidget(window)
    window.show()
    # What is locked is used by the page that locks it: nothing under that gets the keyboard.
    front = QApplication.activeModalWidget() or window
    check(front, stops_of(front))


def test_the_room(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))
    room = hands.room
    room.go_to(SUBJECT, "week 24")
    hands.wait()
    room.reading.select("T1")
    room.notice.tell("The drive is nearly full.", "Details", lambda: None)
    reached = [one for panel in room.panels() for one in controls(panel)]
    everything = [one for one in stops_of(room) if one.isVisible()]
    assert [described(one) for one in everything if one not in reached] == []
    check(room, reached)
    room.paper.show_why()
    check(room.paper.reasons, stops_of(room.paper.reasons))
    room.paper.reasons.hide()
    hands.close()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_window_fits_on_a_small_screen_of_double_size(
    name: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Full HD at 200 %.
    monkeypatch.setattr(window_place, "_free_beside", lambda _: QSize(940, 490))
    window = DIALOGS[name]()
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    assert window.width() <= 940
    assert window.height() <= 490


@pytest.mark.parametrize("lines", [LINES[:1], LINES])
def test_enter_alone_loses_nothing_wherever_the_keyboard_is(
    qtbot: QtBot, lines: tuple[str, ...]
) -> None:
    window = Confirm("Delete T1 over all visits?", lines, "Delete")
    qtbot.addWidget(window)
    window.show()
    QApplication.setActiveWindow(window)
    buttons = {one.text(): one for one in window.findChildren(QPushButton)}
    assert window.focusWidget() is buttons["Cancel"]
    agreed: list[int] = []
    window.finished.connect(agreed.append)
    for stop in [window, *(one for one in stops_of(window) if one is not buttons["Delete"])]:
        window.show()
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        assert not buttons["Delete"].isDefault()
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    assert agreed
    assert set(agreed) == {int(Confirm.DialogCode.Rejected)}


def test_the_line_of_the_work_list_that_the_keyboard_is_on_is_seen(qtbot: QtBot) -> None:
    work_list = WorkList()
    qtbot.addWidget(work_list)
    lines = tuple(SubjectLine(subject=one, visits=(), is_open=one == "B") for one in "ABC")
    work_list.show_lines(lines, Sight.READS)
    work_list.show()
    QApplication.setActiveWindow(work_list)
    work_list.setFocus()
    shots = []
    for _ in range(3):
        row = work_list.visualItemRect(work_list.item(0))
        shots.append(picture(work_list).copy(row))
        qtbot.keyClick(work_list, Qt.Key.Key_Up)  # type: ignore[no-untyped-call]
    assert shots[0] != shots[1]
    assert shots[1] == shots[2]


def test_an_image_says_what_it_shows(qtbot: QtBot, tmp_path: Path) -> None:
    hands = Hands(qtbot, tmp_path / "trials", Request(paths=(SAMPLE,)))
    hands.room.go_to(SUBJECT, "week 24")
    hands.wait()
    hands.room.reading.select("T1")
    viewport = hands.viewport
    said = viewport.accessibleDescription()
    assert said.startswith("S-LIVER-CT · Week 24. 2024-06-27 · read. CT portal venous 5.0")
    assert "Lesions in sight: " in said
    assert "T1 32.3 × 25.5 mm" in said
    assert re.search(r"slice \d+ of 17", said)
    # The stack is counted from the feet, and Home is the top of it.
    hands.press_key(Qt.Key.Key_Home)
    assert "slice 17 of 17" in viewport.accessibleDescription()
    assert "No measured lesion in sight" in viewport.accessibleDescription()
    hands.close()


def test_a_lone_image_shows_whether_it_has_the_keyboard(qtbot: QtBot) -> None:
    """Of two images the active one is marked anyway; one alone has nothing but its frame."""
    window, field = QWidget(), QLineEdit()
    area = TileArea(with_layout(two_tiles(), Layout.SINGLE))
    column = QVBoxLayout(window)
    column.addWidget(field)
    column.addWidget(area)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    (image,) = area.viewports
    field.setFocus()
    without = picture(image)
    image.setFocus()
    assert picture(image) != without
    field.setFocus()
    assert picture(image) == without
