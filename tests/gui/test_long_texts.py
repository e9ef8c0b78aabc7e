"""Long messages, long names and many visits: the window is no wider for them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.opening import Request
from gui.widgets.elided import Elided
from gui.widgets.room import Room
from gui.widgets.segments import Segment
from tests.gui.lengthened import look_in_use
from tests.gui.rooms import PATIENCE_MS, SAMPLE, SUBJECT

SMALLEST = 1280, 720
LONG = "T1 is too small for a target, and its slices are too thick · " * 8
VISITS = tuple(Segment(id=f"week {8 * n}", text=f"Week {8 * n} · read") for n in range(16))


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    with look_in_use():
        room = Room(AppServices(), tmp_path / "trials")
        qtbot.addWidget(room)
        room.resize(*SMALLEST)
        room.show()
        qtbot.waitExposed(room)
        yield room


def is_in_sight(widget: QWidget) -> bool:
    """Say whether the whole of a widget is seen, inside whatever scrolls."""
    return bool(widget.visibleRegion().boundingRect() == widget.rect())


def test_a_long_message_is_shortened_and_whole_in_its_tool_tip(qtbot: QtBot, room: Room) -> None:
    room.bottom.say(LONG)
    QApplication.processEvents()
    assert (room.width(), room.height()) == SMALLEST
    assert room.minimumSizeHint().width() <= SMALLEST[0]
    assert room.bottom.said() == LONG
    assert room.bottom._said.toolTip() == LONG
    keys = room.bottom._keys
    assert room.rect().contains(keys.mapTo(room, keys.rect().bottomRight()))


def test_long_names_leave_the_window_as_it_is(qtbot: QtBot, room: Room) -> None:
    subject, seat = "S-" + "0123456789" * 6, "Reader Anna " * 12
    room.top.show_place("RECIST 1.1", "The whole title", subject, seat)
    room.top.show_visits(VISITS[:3], "week 8")
    room.left.show_series("unscheduled visit after surgery of the liver", ())
    QApplication.processEvents()
    assert (room.width(), room.height()) == SMALLEST
    said = [one.toolTip() for one in room.top.findChildren(Elided) if one.is_short()]
    assert f"Subject {subject}" in said
    assert seat in said


def test_many_visits_scroll_and_the_open_one_is_in_sight(qtbot: QtBot, room: Room) -> None:
    top = room.top
    top.show_visits(VISITS, "week 120")
    qtbot.waitUntil(lambda: is_in_sight(top.visit_button("week 120")))
    assert (room.width(), room.height()) == SMALLEST
    strip = top._strip
    assert not is_in_sight(top.visit_button("week 0"))
    assert strip.before.isVisible()
    assert strip.before.isEnabled()
    assert not strip.after.isEnabled()
    while strip.before.isEnabled():
        strip.before.click()
    assert is_in_sight(top.visit_button("week 0"))
    # Shown again as it is, it stays where it was scrolled to.
    top.show_visits(VISITS, "week 120")
    assert is_in_sight(top.visit_button("week 0"))
    top.show_visits(VISITS, "week 64")
    assert is_in_sight(top.visit_button("week 64"))
    top.show_visits(VISITS[:2], "week 8")
    qtbot.waitUntil(lambda: not strip.before.isVisible())


def test_the_visits_of_another_subject_are_whole(qtbot: QtBot, room: Room) -> None:
    top = room.top
    for n in range(4):
        there = tuple(Segment(id=f"{n} {m}", text=f"Visit {n} {m}") for m in range(3 + n % 2))
        top.show_visits(there, there[-1].id)
        buttons = [top.visit_button(one.id) for one in there]
        qtbot.waitUntil(lambda found=buttons: all(map(is_in_sight, found)))  # type: ignore[misc]
        assert not top._strip.before.isVisible()


def test_the_visits_of_what_is_opened_are_whole(qtbot: QtBot, room: Room) -> None:
    room.opener.open(Request(paths=(SAMPLE,)))
    qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=PATIENCE_MS)
    for subject in (SUBJECT, "S-LIVER-MR"):
        room.go_to(subject)
        qtbot.waitUntil(lambda: all(map(is_in_sight, room.top._visits.buttons.values())))
        assert not room.top._strip.before.isVisible()


def test_the_keyboard_and_the_wheel_get_to_every_visit(qtbot: QtBot, room: Room) -> None:
    top = room.top
    top.show_visits(VISITS, "week 0")
    qtbot.waitUntil(lambda: is_in_sight(top.visit_button("week 0")))
    last = top.visit_button("week 120")
    assert not is_in_sight(last)
    top.visit_button("week 112").setFocus()
    room.focusNextPrevChild(True)
    assert last.hasFocus()
    assert is_in_sight(last)
    band = top._strip._band.viewport()
    assert band is not None
    for _ in range(40):
        middle = QPointF(band.rect().center())
        QApplication.sendEvent(band, wheel(middle, band.mapToGlobal(middle.toPoint())))
    assert is_in_sight(top.visit_button("week 0"))


def wheel(at: QPointF, on_screen: QPoint) -> QWheelEvent:
    return QWheelEvent(
        at,
        QPointF(on_screen),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_a_button_that_says_something_else_keeps_the_keyboard(qtbot: QtBot, room: Room) -> None:
    top = room.top
    top.show_visits(VISITS[:3], "week 8")
    room.activateWindow()
    qtbot.waitUntil(lambda: is_in_sight(top.visit_button("week 8")) and room.isActiveWindow())
    top.visit_button("week 8").setFocus()
    changed = Segment(id="week 8", text="Week 8 ✓")
    top.show_visits((VISITS[0], changed, VISITS[2]), "week 8")
    assert top.visit_button("week 8").hasFocus()


def test_names_are_shown_as_they_are(qtbot: QtBot, room: Room) -> None:
    room.notice.tell("<b>S-1</b> cannot be read")
    room.bottom.say("<i>T1</i> measured")
    room.top.show_place("RECIST 1.1", "", "<s>S-1</s>", "")
    marked = [one for one in room.findChildren(QLabel) if "<" in one.text()]
    assert len(marked) == 3
    assert {one.textFormat() for one in marked} == {Qt.TextFormat.PlainText}
