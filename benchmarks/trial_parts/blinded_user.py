"""A blinded user in the real reading room: hands, eyes, and what everybody does."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import Any, TypeVar
from unittest.mock import patch

from PyQt6.QtCore import QPoint, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from gui.app import AppServices, trial_folder
from gui.state import document as docs
from gui.state.opening import Request
from gui.state.session import present
from gui.widgets import fault
from gui.widgets.room import Room
from gui.widgets.trial.log_in import LogIn
from trial_parts.blinded_task import BEGUN, Task
from trial_parts.screen import Screen

PATIENCE_S = 60.0
WRONG = "not the password"
Window = TypeVar("Window", bound=QWidget)


def type_into(field: QWidget, text: str) -> None:
    """Type a text, letter by letter."""
    # Its stubs take it for a method of an object.
    typist: Any = QTest
    typist.keyClicks(field, text)


class BlindedUser:
    """Somebody who sits in a room and looks at everything.

    Attributes
    ----------
    screen : Screen
        What was seen so far.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.screen = Screen()
        self.room = Room(AppServices(), trial_folder())
        self.room.resize(1600, 1000)
        self.room.show()

    # --- hands and eyes ---------------------------------------------------------------------

    def look(self) -> None:
        """Wait until everything is there, and take it in."""
        self.wait()
        self.screen.look()

    def wait(self) -> None:
        """Let everything that is loading come in."""
        until_s = perf_counter() + PATIENCE_S
        self._turn()
        while self.room.runner.is_busy():
            if perf_counter() > until_s:
                raise SystemExit("the room does not come to rest")
            sleep(0.002)
            self._turn()

    def _turn(self) -> None:
        QApplication.processEvents()
        QApplication.sendPostedEvents()

    @contextmanager
    def answering(self, answer: Callable[[QWidget], object]) -> Iterator[None]:
        """Answer the question that comes up meanwhile, once it was looked at."""

        def act() -> None:
            asked = QApplication.activeModalWidget()
            if asked is None:
                QTimer.singleShot(5, act)
                return
            try:
                self.screen.look()
                answer(asked)
            except Exception:  # noqa: BLE001 - a question that nobody answers would stay for ever
                traceback.print_exc()
                os._exit(3)

        QTimer.singleShot(0, act)
        yield

    def window(self, kind: type[Window]) -> Window:
        """Return the window of a kind that is in sight."""
        for one in QApplication.topLevelWidgets():
            if isinstance(one, kind) and one.isVisible():
                return one
        raise SystemExit(f"no {kind.__name__} came up")

    def close_windows(self) -> None:
        """Close everything but the room."""
        for one in QApplication.topLevelWidgets():
            if one is not self.room and one.isVisible():
                one.close()
        self._turn()

    # --- what everybody does ----------------------------------------------------------------

    def enter(self) -> None:
        """Log in by the dialog; a wrong name and a wrong password come first."""

        def answer(asked: QWidget) -> None:
            assert isinstance(asked, LogIn)
            tries = ((WRONG, WRONG), (self.task.user, WRONG), (self.task.user, self.task.password))
            for user, password in tries:
                asked.user.clear()
                type_into(asked.user, user)
                type_into(asked.password, password)
                self.screen.look()
                asked.log_in()
                self.screen.look()

        with self.answering(answer):
            self.room.opener.open(Request(paths=(Path(self.task.trial),)))
            self.wait()
        self.look()

    def places(self) -> Iterator[tuple[str, str]]:
        """Return every subject and visit; in a quick run those of one subject."""
        document = present(self.room.reading.session)
        for subject in (BEGUN,) if self.task.quick else docs.subjects_of(document):
            for visit in docs.visits_of(document, subject):
                yield subject, visit.label

    def menus(self) -> None:
        """Open both menus of the room."""
        for button in (self.room.top.menu_button, self.room.top.trial_button):
            menu = button.menu()
            assert menu is not None
            menu.popup(QPoint(0, 0))
            self.look()
            menu.close()

    def screens(self) -> None:
        """Open every window of the Trial menu, one after the other."""
        menu = self.room.top.trial_button.menu()
        assert menu is not None
        menu.aboutToShow.emit()
        for action in menu.actions():
            if action.text() and not action.text().startswith("Lock"):
                action.trigger()
                self.look()
                self.close_windows()

    def lock(self) -> None:
        """Lock the screen; a wrong password comes first."""
        self.room.lock.lock()
        page = self.room.lock.page
        assert page is not None
        for password in (WRONG, self.task.password):
            type_into(page.password, password)
            self.look()
            page.log_in()
            self.look()

    def fault(self) -> None:
        """Let a fault of the program happen whose exception holds the whole trial."""
        desk = self.room.reading.keeper.desk
        assert desk is not None

        def fail() -> None:
            with desk.trial.view() as view:
                raise RuntimeError(repr(list(view.everything())))

        QTimer.singleShot(0, fail)
        self.wait()
        dialog = self.window(fault.FaultDialog)
        self.look()
        for one in dialog.findChildren(QPushButton):
            if one.text().startswith("Copy"):
                one.click()
        self.look()
        dialog.close()

    def write(self) -> None:
        """Write everything that the room writes."""
        folder = Path(self.task.exports)
        for name, act in (
            ("readings.csv", self.room.files.write_as),
            ("text.txt", self.room.files.export_text),
        ):
            chosen = (str(folder / name), "")
            with patch.object(QFileDialog, "getSaveFileName", lambda *_, one=chosen: one):
                act()
            self.look()

    def leave(self) -> None:
        """Write down what the screen told."""
        told = {place: sorted(texts) for place, texts in self.screen.texts.items()}
        Path(self.task.told).write_text(json.dumps(told), encoding="utf-8")
        assert self.room.close()
