"""Logging in to a trial: who is there, and the password; tries go on until the trial lets in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PyQt6.QtWidgets import QLabel, QWidget

from gui.state.tongue import later, tr
from gui.widgets.trial import parts
from recist.trial.clock import clock_told
from recist.trial.entering import Entered, enter
from recist.trial.people import Actor
from recist.trial.ports import Trial

Enter = Callable[[Trial, str, str, datetime], Entered]
"""Lets somebody into a trial by name and password."""
ABOUT = later("Log in to read. What you do is kept under your name.")


class LogIn(parts.TrialDialog):
    """Asks for name and password; nobody is told which names there are.

    Attributes
    ----------
    actor : Actor or None
        Who has logged in; None before.
    warning : str
        What they have to know of it, such as that the chain does not tell of it; mostly empty.
    """

    def __init__(
        self,
        trial: Trial,
        title: str,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        enter: Enter = enter,
    ) -> None:
        super().__init__(title, tr(ABOUT), parent, width=420)
        self.actor: Actor | None = None
        self.warning = ""
        self._trial, self._now, self._let_in = trial, now, enter
        self.user = parts.field(tr("User"))
        self.password = parts.field(tr("Password"), secret=True)
        form = parts.Form()
        form.add(tr("&User"), self.user)
        form.add(tr("&Password"), self.password)
        self.clock = QLabel()
        self.clock.setProperty("tone", "warning")
        self.clock.setWordWrap(True)
        self.clock.hide()
        self.body.addWidget(self.clock)
        self.body.addLayout(form)
        self.finish(
            parts.button(tr("Cancel"), self.reject),
            parts.button(tr("Log in"), self.log_in, main=True),
        )
        self.attempt(self._look_at_clock)
        self.user.setFocus()

    def log_in(self) -> None:
        """Try name and password; what is not written yet is not a try."""
        name, password = self.user.text().strip(), self.password.text()
        if not name or not password:
            (self.password if name else self.user).setFocus()
            return
        if self.attempt(lambda: self._enter(name, password)):
            self.accept()
            return
        self.password.clear()
        self.password.setFocus()

    def _enter(self, name: str, password: str) -> None:
        entered = self._let_in(self._trial, name, password, self._now())
        self.actor, self.warning = entered.actor, entered.warning

    def _look_at_clock(self) -> None:
        with self._trial.view() as view:
            last = view.last()
        told = clock_told(last, self._now())
        self.clock.setText(told[:1].upper() + told[1:])
        self.clock.setVisible(bool(told))
