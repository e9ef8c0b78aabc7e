"""Backing a trial up, and making a trial of a backup."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.jobs import Progress, Report
from gui.state.tongue import later, tr
from gui.state.trial.files import backup_path, places_told, trial_path
from gui.widgets.dialogs import answered
from gui.widgets.labels import label
from gui.widgets.trial import parts
from gui.widgets.trial.log_in import LogIn
from gui.widgets.trial.path_line import PathLine, in_folder, pick_trial
from gui.widgets.trial.working import Outcome, WorkingDialog
from recist.trial.accounts import check_log_in, is_open_to_all, log_in, only_user
from recist.trial.entering import Entered
from recist.trial.errors import LogInError
from recist.trial.people import Actor
from recist.trial.ports import Trial
from recist.trial.rights import Right, demand

LetIn = Callable[[Trial], Actor]
BackUp = Callable[[Path, Progress], str]
"""Makes a copy under a name and returns the copy's head."""
OpenBackup = Callable[[Path, Progress], Trial]
"""Opens a backup that is sound, only to be looked at."""
Restore = Callable[[Path, Path, LetIn, Progress], str]
"""Makes a trial of a backup, lets somebody into it, and returns the backup's head."""
ABOUT_BACKUP = later(
    "Others can work on meanwhile. The copy is verified before it gets its name, and never takes "
    "the place of a file."
)
ABOUT_RESTORE = later(
    "The backup is verified and only read. You log in as a user of the backup; no file is ever "
    "overwritten."
)
COPYING = later("Copying and verifying")
NOT_BACKED_UP = later("Cancelled; nothing was copied")
NOT_RESTORED = later("Cancelled; nothing was restored")
NOTE = later("Note the head elsewhere: it proves later that nothing was cut off the end.")


class BackUpDialog(WorkingDialog):
    """Copies a trial, and shows the head of the copy."""

    copied = pyqtSignal(object)
    """Carries the path of the copy."""

    def __init__(self, desk: Desk, back_up: BackUp, parent: QWidget | None = None) -> None:
        super().__init__(tr("Back up the trial"), tr(ABOUT_BACKUP), parent, width=620)
        self._desk, self._back_up = desk, back_up
        self.target = PathLine(tr("The copy"), str(backup_path(desk.path, desk.now())))
        form = parts.Form()
        form.add(tr("&Copy"), self.target)
        self.body.addLayout(form)
        self.outcome = Copied()
        self.body.addWidget(self.outcome)
        self.act = parts.button(tr("&Back up"), self.back_up, main=True)
        self.close_button = parts.button(tr("Close"), self.reject)
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
        self.work(
            tr(COPYING),
            lambda report: self._back_up(target, report),
            lambda head: self._show_copy(target, head),
            pausing=(self.target, self.close_button, self.act),
            cancelled=tr(NOT_BACKED_UP),
        )

    def _show_copy(self, target: Path, head: str) -> None:
        with self._desk.look() as records:
            places = places_told(records)
        done = tr("{copy} is a sound copy. Its head:", copy=target)
        self.outcome.tell(done, head, places)
        self.close_button.setFocus()
        self.copied.emit(target)


class RestoreDialog(WorkingDialog):
    """Makes a trial of a backup.

    Attributes
    ----------
    path : Path or None
        The trial that was made; None before.
    """

    def __init__(
        self,
        open_backup: OpenBackup,
        restore: Restore,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__(tr("Restore a backup"), tr(ABOUT_RESTORE), parent, width=620)
        self._open, self._restore, self._now = open_backup, restore, now
        self.path: Path | None = None
        self.backup = PathLine(tr("The backup"), in_folder(folder), pick_trial)
        self.target = PathLine(tr("The trial to make"), in_folder(folder))
        self._places = ""
        form = parts.Form()
        form.add(tr("&Backup"), self.backup)
        form.add(tr("&Trial to make"), self.target)
        self.body.addLayout(form)
        self.outcome = Copied()
        self.body.addWidget(self.outcome)
        self.act = parts.button(tr("&Restore"), self.restore, main=True)
        self.open_button = parts.button(tr("&Open it"), self.accept)
        self.open_button.setEnabled(False)
        self.close_button = parts.button(tr("Close"), self.reject)
        self.finish(self.close_button, self.open_button, self.act)
        self.backup.line.setFocus()

    def restore(self) -> None:
        """Verify the backup, log in and make the trial."""
        backup, target = trial_path(self.backup.text()), trial_path(self.target.text())
        if backup is None or target is None:
            (self.backup if backup is None else self.target).line.setFocus()
            return
        self.outcome.hide()
        self._work(
            tr("Verifying the backup"),
            lambda report: self._open(backup, report),
            lambda trial: self._make(backup, target, self._let_in(trial)),
        )

    def _make(self, backup: Path, target: Path, let_in: LetIn) -> None:
        self._work(
            tr(COPYING),
            lambda report: self._restore(backup, target, let_in, report),
            lambda head: self._show_made(target, head),
        )

    def _work(
        self, title: str, job: Callable[[Report], Outcome], use: Callable[[Outcome], object]
    ) -> None:
        still = (self.backup, self.target, self.close_button, self.open_button, self.act)
        self.work(title, job, use, pausing=still, cancelled=tr(NOT_RESTORED))

    def _show_made(self, target: Path, head: str) -> None:
        done = tr("{trial} is restored. Head of the backup:", trial=target)
        self.outcome.tell(done, head, self._places)
        self.path = target
        self.open_button.setEnabled(True)
        self.open_button.setFocus()

    def _let_in(self, backup: Trial) -> LetIn:
        """Ask who restores, a user of the backup, and return how they log in to what is made of it.

        The backup is not written: that somebody has logged in stands in the trial that is made.

        Raises
        ------
        LogInError
            Where nobody logs in.
        NotAllowedError
            Where they may not restore.
        """
        with backup.view() as view:
            self._places = places_told(view)
            if is_open_to_all(view):
                return _only_user
        dialog = LogIn(backup, tr("Log in to the backup"), self._now, self, enter=_look)
        answered(dialog)
        if dialog.actor is None:
            raise LogInError(tr("nobody has logged in to the backup, so nothing was restored"))
        demand(dialog.actor, Right.BACK_UP)
        name, password = dialog.actor.user, dialog.password.text()
        return lambda made: log_in(made, name, password, self._now())


def _only_user(trial: Trial) -> Actor:
    with trial.view() as view:
        return only_user(view)


def _look(trial: Trial, name: str, password: str, now: datetime) -> Entered:
    return Entered(actor=check_log_in(trial, name, password, now))


class Copied(QFrame):
    """Tells what was copied, with a head that can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.done, self.head, self.places = parts.soft(""), parts.figures(""), parts.soft("")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(6)
        inside.addWidget(parts.heading(tr("Copied and verified")))
        for one in (self.done, self.head, self.places, label(tr(NOTE), "small")):
            inside.addWidget(one)
        self.hide()

    def tell(self, done: str, head: str, places: str) -> None:
        """Show what was done."""
        self.done.setText(done)
        self.head.setText(head)
        self.places.setText(places)
        self.places.setVisible(bool(places))
        self.show()
