"""The screens of a trial as the room opens them: each for who has the right to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QDialog, QMenu, QWidget

from gui.state import session as sessions
from gui.state.desk import Desk
from gui.state.response_panel import response_panel
from gui.widgets.reading import Reading
from gui.widgets.trial.log_in import LogIn
from gui.widgets.trial.sign import SignDialog
from gui.widgets.trial.work_window import WorkWindow
from recist.model.finding import Severity
from recist.trial.people import Actor
from recist.trial.ports import Trial
from recist.trial.rights import Right

NO_TRIAL = "Open a folder with scans or a trial first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of the menu; ``rights`` empty is for everybody, else one of them is enough."""

    text: str
    key: str
    act: Callable[[], None]
    rights: tuple[Right, ...] = ()


class TrialScreens(QObject):
    """Opens log-in, work list, signing and the rest over the room."""

    refused = pyqtSignal(str)
    place_wanted = pyqtSignal(str, str, str)
    """Subject, reader and visit that is to be shown."""

    def __init__(self, window: QWidget, reading: Reading, now: Callable[[], datetime]) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._now = now

    @property
    def desk(self) -> Desk | None:
        """The desk of who works at the trial that is open."""
        return self._reading.keeper.desk

    def entries(self) -> tuple[Entry, ...]:
        """Return what the menu offers."""
        return (
            Entry(text="Work list", key="F2", act=self.show_work),
            Entry(text="Sign visit…", key="", act=self.sign, rights=(Right.SIGN,)),
        )

    def fill(self, menu: QMenu) -> None:
        """Fill the menu with what this user may do; it is made anew at each opening."""
        menu.clear()
        desk = self.desk
        for entry in self.entries():
            allowed = desk is not None and (
                not entry.rights or any(desk.may(right) for right in entry.rights)
            )
            if allowed:
                shown = f"{entry.text}\t{entry.key}" if entry.key else entry.text
                menu.addAction(shown, entry.act)
        if menu.isEmpty():
            nothing = menu.addAction(NO_TRIAL)
            if nothing is not None:
                nothing.setEnabled(False)

    def let_in(self, trial: Trial, title: str) -> Actor | None:
        """Ask who is there; None where they give up."""
        dialog = LogIn(trial, title, self._now, self._window)
        return dialog.actor if dialog.exec() else None

    def show_work(self) -> None:
        """Show the work list."""
        desk = self._asked()
        if desk is not None:
            window = WorkWindow(desk, self._window)
            window.opened.connect(self.place_wanted)
            window.opened.connect(lambda *_: window.close())
            self._show(window)

    def sign(self) -> None:
        """Sign the visit that is open."""
        desk, session = self._asked(), self._reading.session
        if desk is None or not session.visit:
            return
        if not sessions.is_saved(session):
            self.refused.emit("What is on the screen is not saved yet; save it before it is signed")
            return
        panel = response_panel(sessions.course(session), session.visit)
        blocking = tuple(one.message for one in panel.findings if one.severity is Severity.ERROR)
        dialog = SignDialog(desk, session.subject, session.visit, blocking, self._window)
        dialog.signed.connect(lambda _: self._reading.look_again())
        self._show(dialog)

    def _asked(self) -> Desk | None:
        if self.desk is None:
            self.refused.emit(NO_TRIAL)
        return self.desk

    def _show(self, dialog: QDialog) -> None:
        """Show a window of its own; it goes when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open() if dialog.isModal() else dialog.show()
