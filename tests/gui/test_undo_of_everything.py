"""Whatever changes data is taken back and done again, in the window and in the trial alike."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from PyQt6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state import session as sessions
from gui.state.assigning import Place
from gui.state.commands import (
    AddMarker,
    AssignStudy,
    Command,
    DeleteLesion,
    DeleteReading,
    MarkPoint,
    Measure,
    RedateVisit,
    RenameSubject,
    RenameVisit,
    SetComment,
    SetKeyImage,
    SetLesion,
    SetState,
    SplitLesion,
)
from gui.state.document import Document
from gui.state.entering import open_scans
from gui.state.jobs import tell_nobody
from gui.state.matching import key_of
from gui.state.opening import Request
from gui.state.session import Session, is_saved, present, series_for
from gui.widgets.dialogs import AskText
from tests.gui.mouse import move, press, release
from tests.gui.random_player import free_table
from tests.gui.reads import parts
from tests.gui.rooms import SAMPLE, SUBJECT, Hands

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


# --- how each is done in the room -----------------------------------------------------------------


def measure(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_D)
    press(hands.qtbot, hands.viewport, (200, 300))
    move(hands.qtbot, hands.viewport, (240, 320))
    move(hands.qtbot, hands.viewport, (300, 320))
    release(hands.qtbot, hands.viewport, (300, 320))


def say_absent(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_A)


def mark_key_image(hands: Hands) -> None:
    hands.room.reading.select("NT1")
    hands.press_key(Qt.Key.Key_PageDown)
    hands.press_key(Qt.Key.Key_K)


def name_site(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.room.right.editor.site_given.emit("another segment")


def comment(hands: Hands) -> None:
    def write() -> None:
        (asked,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, AskText))
        assert asked._long is not None
        asked._long.setPlainText("seen at the second look")
        asked.accept()

    QTimer.singleShot(0, write)
    hands.room.actions_.comment_visit()
    # Without a window manager the keyboard stays with the dialog until that is gone.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hands.room.activateWindow()
    hands.qtbot.waitUntil(lambda: QApplication.activeWindow() is hands.room)


def delete_lesion(hands: Hands) -> None:
    hands.room.actions_.delete_lesion("T1")


def delete_reading(hands: Hands) -> None:
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_Delete)


def rename_subject(hands: Hands) -> None:
    say(hands, "S-OTHER")
    hands.room.actions_.rename_subject()


def rename_visit(hands: Hands) -> None:
    say(hands, "week 17")
    hands.room.actions_.rename_visit("week 16")


def redate_visit(hands: Hands) -> None:
    say(hands, "2024-12-24")
    hands.room.actions_.redate_visit()


def mark_point(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_Escape)
    hands.press_key(Qt.Key.Key_G)
    press(hands.qtbot, hands.viewport, (240, 320))
    release(hands.qtbot, hands.viewport, (240, 320))


def split_lesion(hands: Hands) -> None:
    hands.room.marking.split("T1", "week 16")


def add_marker(hands: Hands) -> None:
    say(hands, "CA 15-3")
    hands.room.actions_.add_marker()


def assign_study(hands: Hands) -> None:
    place = Place(subject=SUBJECT, visit="week 99")
    hands.room.actions_.ask_place = lambda *_: place
    shown = series_for(hands.room.reading.session, "week 24")
    assert shown is not None
    hands.room.actions_.assign_study(key_of(shown.series))


def leave_unread(table: Path, visit: str) -> None:
    """Take the readings of a visit out of a table: a study that was read on stays where it is."""
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    table.write_text("".join(one for one in lines if visit not in one), encoding="utf-8")


def say(hands: Hands, text: str) -> None:
    """Answer the next question for a text."""
    hands.room.questions.text = lambda *_: text  # type: ignore[method-assign]


CASES: dict[type[Command], Callable[[Hands], None]] = {
    Measure: measure,
    MarkPoint: mark_point,
    SplitLesion: split_lesion,
    AddMarker: add_marker,
    SetState: say_absent,
    SetKeyImage: mark_key_image,
    SetLesion: name_site,
    SetComment: comment,
    DeleteLesion: delete_lesion,
    DeleteReading: delete_reading,
    RenameSubject: rename_subject,
    RenameVisit: rename_visit,
    RedateVisit: redate_visit,
    AssignStudy: assign_study,
}

ON_IMAGES = frozenset({Measure, MarkPoint, SetKeyImage, DeleteReading, AssignStudy})
"""Done on an image; the others need no scan to be open."""


def test_every_command_has_a_case() -> None:
    assert set(CASES) == set(get_args(Command))


# --- what becomes of it ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", CASES, ids=lambda kind: kind.__name__)
def test_undo_and_redo_reach_the_trial_and_survive_a_restart(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Command]
) -> None:
    trials, table = tmp_path / "trials", free_table(tmp_path, SAMPLE / "readings.csv")
    if kind is AssignStudy:
        leave_unread(table, "week 24")
    scans = (SAMPLE / SUBJECT,) if kind in ON_IMAGES else ()
    request = Request(paths=scans, table=table)
    hands = Hands(qtbot, trials, request)
    hands.room.questions.agree = lambda *_: True  # type: ignore[method-assign]
    hands.room.questions.reason = lambda *_: "asked for"  # type: ignore[method-assign]
    done: list[Command] = []
    really = sessions.do

    def noting(session: Session, command: Command) -> Session:
        done.append(command)
        return really(session, command)

    monkeypatch.setattr(sessions, "do", noting)

    def shown() -> Document:
        assert is_saved(hands.room.reading.session)
        return present(hands.room.reading.session)

    def reopened() -> set[str]:
        opened = open_scans(AppServices(), trials, request, tell_nobody, again=False)
        return parts(present(opened.session))

    before = shown()
    CASES[kind](hands)
    assert [type(one) for one in done] == [kind]
    after = shown()
    assert parts(after) ^ parts(before)
    assert reopened() ^ parts(after) == set()
    hands.press_key(Qt.Key.Key_Z, CONTROL)
    assert parts(shown()) ^ parts(before) == set()
    assert reopened() ^ parts(before) == set()
    hands.press_key(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert parts(shown()) ^ parts(after) == set()
    hands.close()
    again = Hands(qtbot, trials, request)
    assert parts(present(again.room.reading.session)) ^ parts(after) == set()
    again.close()
