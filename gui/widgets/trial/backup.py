"""Backing a trial up, and making a trial of a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.trial.files import backup_path, places_told, trial_path
from gui.widgets.trial import parts
from gui.widgets.trial.log_in import LogIn
from gui.widgets.trial.path_line import PathLine, pick_trial
from recist.trial.accounts import is_open_to_all, only_user
from recist.trial.errors import LogInError
from recist.trial.people import Actor
from recist.trial.ports import Trial
from recist.trial.rights import Right, demand

BackUp = Callable[[Path], str]
"""Makes a copy under a name and returns the copy's head."""
Restore = Callable[[Path, Path, Callable[[Trial], Actor]], str]
"""Makes a trial of a backup, lets somebody into it, and returns the backup's head."""
ABOUT_BACKUP = (
    "Others can work on meanwhile. The copy is verified before it gets its name, and never takes "
    "the place of a file."
)
ABOUT_RESTORE = (
    "The backup is verified and only read. You log in as a user of the backup; no file is ever "
    "overwritten."
)
WAIT, ARROW = Qt.CursorShape.WaitCursor, Qt.CursorShape.ArrowCursor
NOTE = "Note the head elsewhere: it proves later that nothing was cut off the end."


class BackUpDialog(parts.TrialDialog):
    """Copies a trial, and shows the head of the copy."""

    copied = pyqtSignal(object)
    """Carries the path of the copy."""

    def __init__(self, desk: Desk, back_up: BackUp, parent: QWidget | None = None) -> None:
        super().__init__("Back up the trial", ABOUT_BACKUP, parent, width=620)
        self._desk, self._back_up = desk, back_up
        self.target = PathLine("The copy", str(backup_path(desk.path, desk.now())))
        form = parts.Form()
        form.add("&Copy", self.target)
        self.body.addLayout(form)
        self.outcome = Copied()
        self.body.addWidget(self.outcome)
        self.act = parts.button("&Back up", self.back_up, main=True)
        self.close_button = parts.button("Cancel", self.reject)
        self.finish(self.close_button, self.act)
        self.act.setEnabled(self.attempt(lambda: demand(desk.actor, Right.BACK_UP)))
        self.target.line.setFocus()

    def back_up(self) -> None:
        """Copy and verify."""
        target = trial_path(self.target.text())
        if target is None:
            self.target.line.setFocus()
            return
        self.outcome.hide()
        with _cursor(WAIT):
            done = self.attempt(lambda: self._copy(target))
        if done:
            self.close_button.setText("Close")
            self.close_button.setFocus()
            self.refit()
            self.copied.emit(target)

    def _copy(self, target: Path) -> None:
        head = self._back_up(target)
        with self._desk.look() as records:
            places = places_told(records)
        self.outcome.tell(f"{target} is a sound copy. Its head:", head, places)


class RestoreDialog(parts.TrialDialog):
    """Makes a trial of a backup.

    Attributes
    ----------
    path : Path or None
        The trial that was made; None before.
    """

    def __init__(
        self,
        restore: Restore,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__("Restore a backup", ABOUT_RESTORE, parent, width=620)
        self._restore, self._now = restore, now
        self.path: Path | None = None
        start = "" if folder is None else f"{folder}/"
        self.backup = PathLine("The backup", start, pick_trial)
        self.target = PathLine("The trial to make", start)
        self._places = ""
        form = parts.Form()
        form.add("&Backup", self.backup)
        form.add("&Trial to make", self.target)
        self.body.addLayout(form)
        self.outcome = Copied()
        self.body.addWidget(self.outcome)
        self.act = parts.button("&Restore", self.restore, main=True)
        self.open_button = parts.button("&Open it", self.accept)
        self.open_button.setEnabled(False)
        self.finish(parts.button("Close", self.reject), self.open_button, self.act)
        self.backup.line.setFocus()

    def restore(self) -> None:
        """Verify the backup, log in and make the trial."""
        backup, target = trial_path(self.backup.text()), trial_path(self.target.text())
        if backup is None or target is None:
            (self.backup if backup is None else self.target).line.setFocus()
            return
        self.outcome.hide()
        with _cursor(WAIT):
            done = self.attempt(lambda: self._make(backup, target))
        if done:
            self.path = target
            self.open_button.setEnabled(True)
            self.open_button.setFocus()
            self.refit()

    def _make(self, backup: Path, target: Path) -> None:
        head = self._restore(backup, target, self._let_in)
        self.outcome.tell(f"{target} is restored. Head of the backup:", head, self._places)

    def _let_in(self, trial: Trial) -> Actor:
        """Ask who restores, a user of the backup.

        Raises
        ------
        LogInError
            Where nobody logs in.
        """
        with trial.view() as view:
            self._places = places_told(view)
            if is_open_to_all(view):
                return only_user(view)
        dialog = LogIn(trial, "Log in to the backup", self._now, self)
        with _cursor(ARROW):
            dialog.exec()
        if dialog.actor is None:
            raise LogInError("nobody has logged in to the backup, so nothing was restored")
        return dialog.actor


class Copied(QFrame):
    """Tells what was copied, with a head that can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.done, self.head, self.places = parts.soft(""), parts.figures(""), parts.soft("")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(6)
        inside.addWidget(parts.heading("Copied and verified"))
        for one in (self.done, self.head, self.places, parts.label(NOTE, "small")):
            inside.addWidget(one)
        self.hide()

    def tell(self, done: str, head: str, places: str) -> None:
        """Show what was done."""
        self.done.setText(done)
        self.head.setText(head)
        self.places.setText(places)
        self.places.setVisible(bool(places))
        self.show()


@contextmanager
def _cursor(shape: Qt.CursorShape) -> Iterator[None]:
    QApplication.setOverrideCursor(shape)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()
