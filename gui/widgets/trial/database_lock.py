"""The lock of the database: how it stands, and the reason for changing that."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.state.trial.locks import LockState, lock_state
from gui.widgets.labels import label
from gui.widgets.trial import parts
from recist.trial.errors import NotAllowedError
from recist.trial.locking import lock, reopen
from recist.trial.rights import Right, demand

LOCKED = later("Nothing in the trial can be changed. Reopening it is kept in the audit chain.")
OPEN = later(
    "Locking ends every change: readings, signatures, subjects, queries. It can be reopened."
)


class DatabaseLock(parts.TrialDialog):
    """Shows whether the database is locked; locks it or opens it again."""

    changed = pyqtSignal(bool)
    """Says whether the database is locked now."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Lock of the database"), tr(OPEN), parent, width=480)
        self._desk = desk
        self._is_locked = False
        self.state = label("", "strong")
        self.detail = parts.soft("")
        self.reason = parts.long_field(tr("Reason"))
        form = parts.Form()
        form.add(tr("&Reason"), self.reason)
        self.body.addWidget(self.state)
        self.body.addWidget(self.detail)
        self.body.addLayout(form)
        self.act = parts.button(tr("&Lock"), self.change, main=True)
        self.finish(parts.button(tr("Close"), self.accept), self.act)
        self.act.setEnabled(self.attempt(self._look))
        self.reason.setFocus()

    def change(self) -> None:
        """Lock an open database, or open a locked one."""
        if self.attempt(self._change):
            self.reason.clear()
            self.attempt(self._look)
            self.changed.emit(self._is_locked)
        self.reason.setFocus()

    def _change(self) -> None:
        actor, reason = self._desk.actor, self.reason.toPlainText()
        deed = reopen if self._is_locked else lock
        try:
            self._desk.do(lambda work: deed(work, actor, reason))
        except NotAllowedError:
            self._look()
            raise

    def _look(self) -> None:
        with self._desk.trial.view() as view:
            state = lock_state(view)
        self._show(state)
        demand(self._desk.actor, Right.LOCK_DATABASE)

    def _show(self, state: LockState) -> None:
        self._is_locked = state.is_locked
        self.state.setText(state.text)
        self.detail.setText(state.detail)
        self.detail.setVisible(bool(state.detail))
        self.about.setText(tr(LOCKED if state.is_locked else OPEN))
        self.act.setText(tr("Re&open") if state.is_locked else tr("&Lock"))
