"""Opens folders, zips, tables and trials in the background, and hands over what was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from gui.state.desk import Desk
from gui.state.entering import Opened, as_it_is_now, desk_of, open_scans, open_trial
from gui.state.jobs import Cancelled
from gui.state.opening import Request, added_text, trial_of
from gui.state.services import Services
from gui.state.session import with_scans
from gui.state.tongue import tr
from gui.widgets.filler import Filler
from gui.widgets.reading import Reading
from gui.widgets.runner import Runner
from recist.imaging.series import Inspection
from recist.model.errors import RecistError
from recist.trial.accounts import is_open_to_all, only_user
from recist.trial.people import Actor
from recist.trial.ports import Trial

LetIn = Callable[[Trial, str], Actor | None]
"""Lets somebody log in to a trial of a name; None where they give up."""


class Opener(QObject):
    """Brings what is asked for onto the screen.

    Parameters
    ----------
    trials : Path
        The per-user folder of unnamed trials.
    """

    opened = pyqtSignal()
    noticed = pyqtSignal(str, object)
    """A text, empty for none, and the `Table` that something else has changed, or None."""

    def __init__(
        self,
        services: Services,
        runner: Runner,
        filler: Filler,
        reading: Reading,
        trials: Path,
    ) -> None:
        super().__init__()
        self._services = services
        self._runner = runner
        self._filler = filler
        self._reading = reading
        self._trials = trials
        self._listed: set[str] = set()
        self._given_up = ""
        self.paths: tuple[Path, ...] = ()
        reading.changed.connect(self._want_scans)
        self.let_in: LetIn = lambda trial, title: None
        self.may_leave: Callable[[], bool] = lambda: True

    def open(self, request: Request) -> None:
        """Look for scans or open a trial, then show them, if what is open may be left."""
        if not self.may_leave():
            return
        path = trial_of(request)
        if path is not None:
            self.enter(path)
            return
        # A table that is opened over these scans replaces nothing where it cannot be read.
        again = bool(self.paths) and request.paths == self.paths
        self._runner.start(
            "open",
            tr("Looking for scans"),
            lambda progress: open_scans(
                self._services, self._trials, request, progress, again=again
            ),
            lambda opened: self._use(request.paths, opened),
        )

    def enter(self, path: Path) -> None:
        """Open a trial, once somebody has logged in."""
        self._runner.start(
            "open",
            tr("Opening {file}", file=path.name),
            lambda _: self._services.open_trial(path),
            lambda trial: self.log_in(path, trial),
        )

    def log_in(self, path: Path, trial: Trial) -> None:
        """Let somebody in to a trial and open it for them; who works alone is in."""
        with trial.view() as view:
            actor = only_user(view) if is_open_to_all(view) else None
        actor = actor or self.let_in(trial, path.stem)
        if actor is not None:
            self.sit_down(desk_of(self._services, path, trial, actor))

    def sit_down(self, desk: Desk, told: str = "") -> None:
        """Open a trial for who has logged in; ``told`` is said once it is open."""
        self._runner.start(
            "open",
            tr("Opening {file}", file=desk.path.name),
            lambda progress: open_trial(self._services, desk, progress),
            lambda opened: self._use((desk.path,), replace(opened, text=told or opened.text)),
        )

    def add_scans(self, paths: tuple[Path, ...]) -> None:
        """Bring scans into the trial that is open, then open it with them."""
        desk = self._reading.keeper.desk
        if desk is None or not self.may_leave():
            return
        self._runner.start(
            "open",
            tr("Adding scans to {file}", file=desk.path.name),
            lambda progress: self._services.import_scans(desk, paths, progress),
            lambda added: self.sit_down(desk, added_text(added)),
        )

    def _want_scans(self) -> None:
        """Look for the scans of the subject that is open in a trial, once for each."""
        desk, subject = self._reading.keeper.desk, self._reading.session.subject
        if desk is None or desk.unnamed or not subject or subject in self._listed:
            return
        if subject in (self._filler.looking, self._given_up):
            return
        self._given_up = ""
        self._filler.looking = subject
        self._runner.start(
            "scans",
            tr("Looking for the scans of {subject}", subject=subject),
            lambda progress: self._services.trial_scans(desk, subject, progress),
            lambda found: self._add_scans(desk, subject, found),
            failed=lambda error: self._have_no_scans(subject, error),
        )

    def _add_scans(self, desk: Desk, subject: str, found: Inspection) -> None:
        """Show scans, if the trial that they are of is still the open one."""
        if self._reading.keeper.desk is not desk:
            return
        self._listed.add(subject)
        self._filler.looking = ""
        self._reading.session = with_scans(self._reading.session, found)
        self._reading.changed.emit()

    def _have_no_scans(self, subject: str, error: Exception) -> None:
        """Tell why there are none; they are looked for again when the subject is opened again."""
        self._filler.looking, self._given_up = "", subject
        self._reading.changed.emit()
        if isinstance(error, RecistError | OSError):
            self._runner.refused.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error

    def _use(self, paths: tuple[Path, ...], opened: Opened) -> None:
        """Show what was opened, if what is open may be left: that may have changed meanwhile."""
        if not self.may_leave():
            return
        opened = as_it_is_now(opened)
        self._runner.cancel("scans")
        self._listed, self._filler.looking = {opened.session.subject}, ""
        self._given_up = ""
        self.paths = paths
        self._reading.session, self._reading.keeper = opened.session, opened.keeper
        self._filler.clear()
        self._reading.changed.emit()
        self.opened.emit()
        self.noticed.emit(opened.text, opened.changed)
