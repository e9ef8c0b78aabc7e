"""The reading room as it looks in use: every layout, every menu and every question.

Each ``look_NAME(room)`` brings a room with the sample trial into a state and returns the window
to take a picture of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from PyQt6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from gui.state.keys import Intent
from gui.state.layout import Layout
from gui.widgets.dialogs import REASONS, AskText, Confirm
from gui.widgets.fault import FaultDialog, fault_report
from gui.widgets.room import Room

SUBJECT, LATER, LAST, LESION = "S-LIVER-CT", "week 16", "week 24", "T1"
LOOK_AGAIN_MS = 40

Look = Callable[[Room], QWidget]


def pause(ms: int) -> None:
    """Let events be handled for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait(room: Room) -> None:
    """Let everything that is loading come in, and be painted."""
    pause(LOOK_AGAIN_MS)
    while room.runner.is_busy():
        pause(LOOK_AGAIN_MS)
    pause(5 * LOOK_AGAIN_MS)


def at(room: Room, visit: str, layout: Layout = Layout.BASELINE_CURRENT) -> Room:
    """Open a visit of the liver patient in a layout, its largest lesion chosen."""
    room.show_layout(layout)
    room.go_to(SUBJECT, visit)
    wait(room)
    room.on_intent(Intent.WINDOW_4)
    room.reading.select(LESION)
    wait(room)
    return room


def look_single(room: Room) -> QWidget:
    """One visit alone."""
    return at(room, LATER, Layout.SINGLE)


def look_baseline_and_now(room: Room) -> QWidget:
    """Baseline beside the open visit."""
    return at(room, LATER)


def look_three_visits(room: Room) -> QWidget:
    """Baseline, nadir and the open visit."""
    return at(room, LAST, Layout.BASELINE_NADIR_CURRENT)


def look_four_planes(room: Room) -> QWidget:
    """Four planes through the chosen lesion."""
    return at(room, LAST, Layout.MPR)


def look_current_left(room: Room) -> QWidget:
    """The open visit on the left."""
    at(room, LAST).own.swap_side()
    wait(room)
    return room


def look_drawing(room: Room) -> QWidget:
    """A handle of a caliper under the mouse: the lens, the dashed line, the live response."""
    at(room, LAST)
    tile = room.area.viewports[room.area.viewer.active]
    scene = tile.scene
    assert scene is not None
    drawn = next(one for one in scene.drawn if one.handles)
    x, y = (round(part) for part in drawn.long[1])
    held = Qt.KeyboardModifier.NoModifier
    hand: Any = QTest  # its stubs miscount the arguments
    hand.mousePress(tile, Qt.MouseButton.LeftButton, held, QPoint(x, y))
    hand.mouseMove(tile, QPoint(x + 14, y + 8))
    pause(LOOK_AGAIN_MS)
    return room


def look_reasons(room: Room) -> QWidget:
    """Why this response."""
    at(room, LAST).show_why()
    return room.reasons


def look_keys(room: Room) -> QWidget:
    """The list of keys."""
    at(room, LAST).actions_.show_keys()
    return _dialog()


def look_file_menu(room: Room) -> QWidget:
    """The File menu."""
    return _menu(at(room, LAST), room.top.menu_button.menu())


def look_lesion_menu(room: Room) -> QWidget:
    """What can be done with a lesion at a visit."""
    return _menu(at(room, LAST), room.actions_.menu_of(LESION, LAST))


def look_visit_menu(room: Room) -> QWidget:
    """What can be done with a visit."""
    return _menu(at(room, LAST), room.actions_.menu_of("", LAST))


def look_reason(room: Room) -> QWidget:
    """Why not evaluable."""
    text = "Why not evaluable? The reason is kept with the reading."
    return _open(AskText(f"{LESION} at {LAST}: not evaluable", text, room, suggestions=REASONS))


def look_consequences(room: Room) -> QWidget:
    """What deleting a lesion would change, over all visits."""
    lines = ("Removes 4 readings and 4 calipers of T1.", "week 16: sum 52.0 → 27.5 mm")
    return _open(Confirm(f"Delete {LESION} over all visits?", lines, "Delete", room))


def look_fault(room: Room) -> QWidget:
    """An error of the program, with its report."""
    at(room, LAST)
    try:
        raise RuntimeError("planned")
    except RuntimeError as error:
        return _open(FaultDialog(fault_report(RuntimeError, error.__traceback__)))


def _dialog() -> QWidget:
    pause(LOOK_AGAIN_MS)
    found = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def _open(dialog: QDialog) -> QWidget:
    dialog.show()
    pause(LOOK_AGAIN_MS)
    return dialog


def _menu(room: Room, menu: QMenu | None) -> QWidget:
    assert menu is not None
    menu.popup(room.mapToGlobal(QPoint(300, 200)))
    pause(LOOK_AGAIN_MS)
    return menu


@contextmanager
def put_away(room: Room) -> Iterator[None]:
    """Close afterwards what a look has opened."""
    yield
    for widget in QApplication.topLevelWidgets():
        if widget is not room:
            widget.close()
    room.on_intent(Intent.CANCEL)
    pause(LOOK_AGAIN_MS)


def looks() -> dict[str, Look]:
    """Return every look by its name."""
    return {
        name.removeprefix("look_").replace("_", "-"): made
        for name, made in globals().items()
        if name.startswith("look_")
    }
