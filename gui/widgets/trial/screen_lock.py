"""Locks the room of a trial with passwords: when nobody sits there, and when asked to."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.state.session import is_saved
from gui.state.tongue import tr
from gui.widgets.opener import Opener
from gui.widgets.reading import Reading
from gui.widgets.trial.idle import IDLE_MINUTES, IdleWatch
from gui.widgets.trial.lock_page import LockPage
from recist.trial.audit import Action
from recist.trial.errors import TrialError
from recist.trial.people import Actor
from recist.trial.seated import unseated

AFTER_PAINTING_MS = 100


def _tell(desk: Desk) -> None:
    """Tell the chain that the screen is locked, where it can be told."""
    with suppress(TrialError):
        desk.do(lambda work: work.note(Action.SCREEN_LOCKED, {}))


class ScreenLock(QObject):
    """Watches the room of whoever has logged in.

    Parameters
    ----------
    opener : Opener
        Lets somebody else log in, and opens the trial anew for who is back with other roles; what
        they open comes with `sit_down`.
    """

    def __init__(
        self,
        window: QWidget,
        reading: Reading,
        opener: Opener,
        minutes: float = IDLE_MINUTES,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._opener = opener
        self.watch = IdleWatch(minutes, self)
        self.watch.idle.connect(self.lock)
        self.page: LockPage | None = None

    def sit_down(self) -> None:
        """Somebody has opened something: watch a trial with passwords, and nothing else."""
        self._put_away()
        desk = self._reading.keeper.desk
        if desk is None or desk.alone:
            self.watch.stop()
        else:
            self.watch.start()

    def lock(self) -> None:
        """Hide everything until the user has logged in again."""
        desk = self._reading.keeper.desk
        if desk is None or desk.alone:
            self._reading.told.emit(
                tr("Without passwords there is nothing to lock the screen with")
            )
        elif self.page is None:
            self.watch.stop()
            self.page = LockPage(desk, self._window)
            self.page.unlocked.connect(self._on_unlocked)
            self.page.somebody_else.connect(lambda: self._change_user(desk))
            self.page.lock()
            # The page is painted first: a trial that is busy would keep the room in sight.
            QTimer.singleShot(AFTER_PAINTING_MS, partial(_tell, desk))

    def _on_unlocked(self, actor: Actor) -> None:
        """Go on; with other roles only once the trial is opened anew, as these see it."""
        desk = self._reading.keeper.desk
        if desk is None or desk.actor == actor:
            self._put_away()
            self.watch.start()
        else:
            self._opener.sit_down(desk.seated(actor))

    def _change_user(self, desk: Desk) -> None:
        """Let somebody else log in, if nothing of the one before would be lost."""
        if self.page is None:
            return
        if not is_saved(self._reading.session):
            said = tr("{user} has work that is not saved, and unlocks first", user=desk.actor.user)
            self.page.error.say(said)
        else:
            self.page.error.attempt(lambda: self._opener.log_in(desk.path, unseated(desk.trial)))

    def _put_away(self) -> None:
        """Take the page away, if it is there; what lies under it is somebody's who may see it."""
        if self.page is not None:
            if self.page.is_locked():
                self.page.lift()
            self.page.deleteLater()
            self.page = None
