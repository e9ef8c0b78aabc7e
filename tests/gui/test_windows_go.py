"""Every question and every menu is gone once it is closed: a day of reading piles up none."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PyQt6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.state.opening import Request
from gui.widgets import menus
from gui.widgets.questions import Questions
from gui.widgets.room import Room
from tests.gui.random_player import free_table
from tests.gui.rooms import SAMPLE, SUBJECT, Hands

AT = QPoint(50, 50)


def slabs(room: Room) -> None:
    room.top._open_slabs(next(iter(room.top._slab.buttons)))


def label_of_a_lesion(room: Room) -> None:
    room.reading.select("T1")
    lesion = room.reading.lesion()
    assert lesion is not None
    menus.ask_label(room, room.reading, lesion)


OPENERS: dict[str, Callable[[Room], object]] = {
    "list of keys": lambda room: room.actions_.show_keys(),
    "menu of a lesion": lambda room: room.actions_.table_menu("T1", "week 8", AT),
    "menu of a visit over an image": lambda room: room.actions_.table_menu("", "week 8", AT),
    "menu of a visit": lambda room: room._menus.open_visit("week 8", AT),
    "menu of a subject": lambda room: room._menus.open_subject(SUBJECT, "", AT),
    "menu of a series": lambda room: room.left.cards._menu("1.2", AT),
    "menu of slabs": slabs,
    "label of a lesion": label_of_a_lesion,
    "comment on a visit": lambda room: room.actions_.comment_visit(),
    "name of a visit": lambda room: room.actions_.rename_visit(),
    "date of a visit": lambda room: room.actions_.redate_visit(),
    "deleting a lesion": lambda room: room.actions_.delete_lesion("T1"),
    "a reason": lambda room: room.questions.reason("T1", "not evaluable"),
    "leaving": lambda room: Questions(room).leave(),
    "signing": lambda room: room.trial._sign(),
    "new trial": lambda room: room.trial.new_trial(),
    "restoring": lambda room: room.trial.restore(),
    "audit": lambda room: room.trial.show_audit(),
    "users": lambda room: room.trial.show_users(),
    "queries": lambda room: room.trial.show_queries(),
    "work list": lambda room: room.trial.show_work(),
    "backup": lambda room: room.trial.back_up(),
}


def close_what_is_open(seen: list[QWidget]) -> None:
    for _ in range(5):
        open_ = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if open_ is not None:
            seen.append(open_)
            open_.close()


def windows() -> set[QWidget]:
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return set(QApplication.topLevelWidgets())


def test_no_question_and_no_menu_stays(qtbot: QtBot, tmp_path: Path) -> None:
    table = free_table(tmp_path, SAMPLE / "readings.csv")
    hands = Hands(qtbot, tmp_path / "trials", Request(paths=(), table=table))
    room = hands.room
    left, opened_none = {}, []
    for name, opens in OPENERS.items():
        before, seen = windows(), list[QWidget]()
        QTimer.singleShot(0, partial(close_what_is_open, seen))
        opens(room)
        shown = {one for one in QApplication.topLevelWidgets() if one.isVisible()} - before
        if not shown and not seen:
            opened_none.append(name)
        for window in shown:
            window.close()
        left[name] = [type(one).__name__ for one in windows() - before]
    assert opened_none == []
    assert left == {name: [] for name in OPENERS}
    hands.close()
