"""The reading room as it looks in use: every layout, every menu and every question.

Each ``look_NAME(room)`` brings a room with the sample trial into a state and returns the window
to take a picture of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PyQt6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from gui.app import AppServices
from gui.state.assigning import Offer, Place
from gui.state.fault_report import fault_report
from gui.state.keys import Intent
from gui.state.layout import Layout
from gui.state.own_files import Places
from gui.widgets.dialogs import REASONS, AskText, Confirm
from gui.widgets.fault import FaultDialog, versions
from gui.widgets.room import Room
from gui.widgets.settings_dialog import SettingsDialog
from gui.widgets.trial.assign import AssignDialog
from recist.model.dates import NO_DATE

SUBJECT, LATER, LAST, LESION = "S-LIVER-CT", "week 16", "week 24", "T1"
LOOK_AGAIN_MS = 40
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NOWHERE = Path("no-trials")

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


def look_drawing(room: Room) -> QWidget:
    """A handle of a caliper under the mouse: the lens, the dashed line, the live response."""
    at(room, LAST)
    tile = room.area.viewports[room.area.viewer.active]
    scene = tile.scene
    assert scene is not None
    drawn = next(one for one in scene.drawn if one.handles)
    x, y = (round(part) for part in drawn.long[1])
    _begin(tile, (x, y), (x + 14, y + 8))
    return room


def look_marking(room: Room) -> QWidget:
    """A new lesion is about to be marked by a click; an ellipse tells the values of the liver."""
    at(room, LAST).reading.select(None)
    room.on_intent(Intent.TOOL_ELLIPSE)
    tile = room.area.viewports[room.area.viewer.active]
    middle = tile.width() // 2, tile.height() // 2
    _drag(tile, (middle[0] - 110, middle[1] - 30), (middle[0] - 60, middle[1] + 5))
    room.on_intent(Intent.MARK_NEW)
    hand: Any = QTest
    hand.mouseMove(tile, QPoint(middle[0] + 40, middle[1] + 60))
    pause(LOOK_AGAIN_MS)
    return room


def look_second_screen(room: Room) -> QWidget:
    """The images in a window of their own."""
    at(room, LAST).second.set_apart(True)
    wait(room)
    window = room.second.window
    assert window is not None
    return window


def look_room_without_images(room: Room) -> QWidget:
    """The room while the images are in a window of their own."""
    at(room, LAST).second.set_apart(True)
    wait(room)
    return room


def look_first_page(room: Room) -> QWidget:
    """What is seen where nothing was asked to be opened."""
    empty = Room(AppServices(), NOWHERE, Places(sample=Path("sample_scans")))
    empty.resize(room.size())
    empty.show()
    wait(empty)
    return empty


def look_settings(room: Room) -> QWidget:
    """The settings."""
    at(room, LAST).show_settings()
    return _dialog()


def look_settings_keys(room: Room) -> QWidget:
    """The settings of keys and mouse."""
    at(room, LAST).show_settings()
    dialog = _dialog()
    assert isinstance(dialog, SettingsDialog)
    dialog.pages.setCurrentWidget(dialog.keys)
    pause(LOOK_AGAIN_MS)
    return dialog


def look_assign(room: Room) -> QWidget:
    """To which visit a study belongs."""
    visits = (("baseline", "baseline · 2024-01-08"), ("week 8", "week 8 · 2024-03-06"))
    here = Place(subject=SUBJECT, visit="baseline")
    offered = Offer(
        here=here,
        day=NO_DATE,
        hides_dates=False,
        subjects=(SUBJECT,),
        visits={SUBJECT: visits},
    )
    return _open(AssignDialog(offered, "CT portal venous 5.0, 17 images of 2024-01-08", room))


def look_reasons(room: Room) -> QWidget:
    """Why this response."""
    at(room, LAST).paper.show_why()
    return room.paper.reasons


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
        return _open(FaultDialog(fault_report(error, versions())))


def look_current_left(room: Room) -> QWidget:
    """The open visit on the left; the last look, as it stays there."""
    at(room, LAST).own.swap_side()
    wait(room)
    return room


def _begin(tile: QWidget, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Press at one place and move to another; the button stays down."""
    hand: Any = QTest  # its stubs miscount the arguments
    hand.mousePress(tile, LEFT, NONE, QPoint(*start))
    hand.mouseMove(tile, QPoint(*end))
    pause(LOOK_AGAIN_MS)


def _drag(tile: QWidget, start: tuple[int, int], end: tuple[int, int]) -> None:
    hand: Any = QTest
    _begin(tile, start, end)
    hand.mouseRelease(tile, LEFT, NONE, QPoint(*end))


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
    room.second.set_apart(False)
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
