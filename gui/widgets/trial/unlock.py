"""Unlocking a signed visit: which visits that opens again, and why."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.widgets.trial import parts
from recist.trial.errors import NotAllowedError
from recist.trial.reads import VisitRead
from recist.trial.rights import Right, demand
from recist.trial.signing import opened_again, unlock

ABOUT = (
    "The reader can change the read again and has to sign it anew. What was signed stays in the "
    "audit chain."
)
OPENED = "Opened again"


class UnlockDialog(parts.TrialDialog):
    """Shows what unlocking opens again, asks for the reason, and unlocks."""

    unlocked = pyqtSignal(object)
    """Carries the labels of the visits that are open again, as a tuple."""

    def __init__(self, desk: Desk, read: VisitRead, parent: QWidget | None = None) -> None:
        name = f"Unlock {read.subject} · {read.visit}"
        super().__init__(name, ABOUT, parent, width=480)
        self._desk, self._read = desk, read
        lines: list[str] = []
        self.attempt(lambda: lines.extend(self._look()))
        if lines:
            self.body.addWidget(parts.card(OPENED, lines, "strong"))
        self.reason = parts.long_field("Reason")
        form = parts.Form()
        form.add("Reader", parts.label(read.reader, "strong"))
        form.add("&Reason", self.reason)
        self.body.addLayout(form)
        self.unlock_button = parts.button("&Unlock", self.unlock, main=True)
        self.unlock_button.setEnabled(bool(lines))
        self.finish(parts.button("Cancel", self.reject), self.unlock_button)
        self.reason.setFocus()

    def unlock(self) -> None:
        """Unlock, and close where that was done."""
        opened: list[str] = []
        if self.attempt(lambda: opened.extend(self._unlock())):
            self.unlocked.emit(tuple(opened))
            self.accept()
        else:
            self.reason.setFocus()

    def _unlock(self) -> list[str]:
        actor, reason = self._desk.actor, self.reason.toPlainText().strip()
        with self._desk.look() as records:
            opened = [one.visit for one in opened_again(records, self._read)]
        self._desk.do(lambda work: unlock(work, actor, self._read, reason))
        return opened

    def _look(self) -> list[str]:
        demand(self._desk.actor, Right.UNLOCK)
        with self._desk.look() as records:
            opened = opened_again(records, self._read)
        if not opened:
            raise NotAllowedError(f"{self._read.visit} is not signed")
        return [f"{one.visit} · version {one.version} is signed" for one in opened]
