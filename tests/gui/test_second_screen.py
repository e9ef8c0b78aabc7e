"""The images in a window of their own: keys, menus, panels, the lock, and the way back."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PyQt6.QtCore import QObject, QRect, Qt
from PyQt6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from gui.state.keys import Intent
from gui.state.session import present
from gui.widgets import second_screen
from gui.widgets.room import Room
from gui.widgets.trial.covers import Cover
from recist.store.trial_file import TrialFile
from tests.gui.mouse import RIGHT, press, release
from tests.gui.rooms import SUBJECT, Hands, scans_alone, truth
from tests.gui.trial.seat import Seat, read_trial
from tests.trial_files import ANNA, PASSWORD


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    """The sample patient's baseline, its images apart."""
    made = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    made.room.go_to(SUBJECT, "baseline")
    made.wait()
    made.press_key(Qt.Key.Key_F11)
    window = made.room.second.window
    assert window is not None
    qtbot.waitExposed(window)
    yield made
    made.close()


def window_of(room: Room) -> QWidget:
    window = room.second.window
    assert window is not None
    return window


def panels(room: Room) -> tuple[int, int]:
    """How wide the left panel and the right one are."""
    return room.left.width(), room.right.width()


def test_the_tiles_go_and_come_back(hands: Hands) -> None:
    room = hands.room
    assert room.area.window() is window_of(room)
    assert window_of(room).isVisible()
    apart = panels(room)
    hands.press_key(Qt.Key.Key_F11)
    assert room.second.window is None
    assert room.area.window() is room
    # Once Qt has laid out what has just come back.
    hands.qtbot.waitUntil(lambda: panels(room)[0] == apart[0])
    assert panels(room)[1] <= apart[1]
    hands.qtbot.waitUntil(lambda: room.area.width() > room.right.width())


def test_with_one_screen_the_window_is_free(hands: Hands) -> None:
    assert not window_of(hands.room).isFullScreen()
    assert window_of(hands.room).size() == second_screen.FREE_SIZE


class Screen:
    """A second screen, as far as it is asked."""

    def availableGeometry(self) -> QRect:
        return QRect(100, 50, 640, 480)


def test_with_two_screens_it_fills_the_next(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_screen, "next_screen", lambda _: Screen())
    made = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "table.csv"))
    made.room.second.set_apart(True)
    assert window_of(made.room).isFullScreen()
    made.close()


def test_closing_it_brings_the_tiles_back(hands: Hands) -> None:
    window_of(hands.room).close()
    assert not hands.room.second.is_apart
    assert hands.room.area.isVisibleTo(hands.room)
    assert hands.room.isVisible()


def test_closing_the_room_closes_it(hands: Hands) -> None:
    window = window_of(hands.room)
    gone: list[QObject | None] = []
    window.destroyed.connect(gone.append)
    hands.room.close()
    assert not window.isVisible()
    hands.qtbot.waitUntil(lambda: bool(gone))


@pytest.mark.parametrize(
    ("pressed", "held", "look"),
    [
        pytest.param(
            Qt.Key.Key_Tab,
            None,
            lambda room: room.reading.session.visit == "week 8",
            id="a key over the image",
        ),
        pytest.param(
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier,
            lambda room: room.bottom._said.text() == "Nothing to undo",
            id="a key of every place",
        ),
        pytest.param(
            Qt.Key.Key_F1,
            None,
            lambda room: QApplication.activeModalWidget() is not None,
            id="the list of keys",
        ),
    ],
)
def test_the_keys_of_the_room_work_in_it(
    hands: Hands, pressed: Qt.Key, held: Qt.KeyboardModifier | None, look: object
) -> None:
    hands.press_key(pressed, held)
    assert look(hands.room)  # type: ignore[operator]
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.close()


def test_a_caliper_is_drawn_in_it(hands: Hands) -> None:
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    (row,) = present(hands.room.reading.session).rows
    assert (row.lesion, row.visit) == ("T1", "baseline")
    hands.room.reading.undo()


def test_the_menu_opens_over_it(hands: Hands) -> None:
    press(hands.qtbot, hands.viewport, (200, 200), RIGHT)
    release(hands.qtbot, hands.viewport, (200, 200), RIGHT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert window_of(hands.room).geometry().contains(menu.pos())
    menu.close()


def has_gone_on(last: QWidget | None) -> bool:
    return QApplication.focusWidget() not in (None, last)


def test_f6_goes_through_the_panels_of_both_windows(hands: Hands) -> None:
    room = hands.room
    hands.viewport.setFocus()
    window = window_of(room)
    gone: list[QWidget | None] = []
    for _ in range(len(room.panels()) + 2):
        here = QApplication.focusWidget()
        room.on_intent(Intent.NEXT_PANEL)
        hands.qtbot.waitUntil(partial(has_gone_on, here))
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused.window() is QApplication.activeWindow()
        gone.append(focused.window())
    assert set(gone) == {room, window}
    round_ = gone.index(window) + 1
    assert round_ > 3, "all the panels of the room come before the images again"
    assert gone[round_:] == gone[: len(gone) - round_]


def test_it_goes_on_in_another_layout(hands: Hands) -> None:
    hands.room.go_to(SUBJECT, "week 8")
    hands.wait()
    hands.room.toggle_planes()
    assert len(hands.room.area.viewports) == 4
    assert all(one.window() is window_of(hands.room) for one in hands.room.area.viewports)


def covered(window: QWidget) -> list[Cover]:
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return [one for one in window.findChildren(Cover, options=direct) if one.isVisible()]


def test_the_lock_hides_it(qtbot: QtBot, tmp_path: Path) -> None:
    trial: TrialFile = read_trial(tmp_path)
    seat = Seat(qtbot, trial, ANNA)
    room = seat.room
    room.second.set_apart(True)
    window = window_of(room)
    room.lock.lock()
    assert [len(covered(one)) for one in (room, window)] == [1, 1]
    assert covered(window)[0].geometry() == window.rect()
    assert window.windowTitle() == "recist"
    # No key and no mouse reaches what lies under it.
    visit = room.reading.session.visit
    qtbot.keyClick(window, Qt.Key.Key_F11)  # type: ignore[no-untyped-call]
    assert (room.second.is_apart, room.reading.session.visit) == (True, visit)
    page = room.lock.page
    assert page is not None
    page.password.setText(PASSWORD)
    page.log_in()
    assert [covered(one) for one in (room, window)] == [[], []]
    assert window.windowTitle() == "recist · images"
    room.second.set_apart(False)
