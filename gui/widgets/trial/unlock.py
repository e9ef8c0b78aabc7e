"""Unlocking a signed visit: which visits that opens again, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.widgets.labels import label
from gui.widgets.trial import parts
from recist.trial.adjudication import choice_of
from recist.trial.errors import NotAllowedError
from recist.trial.ports import Work
from recist.trial.reads import VisitRead
from recist.trial.rights import Right, demand
from recist.trial.signing import opened_again, unlock

ABOUT = later(
    "The reader can change the read again and has to sign it anew. What was signed stays in the "
    "audit chain."
)
OPENED = later("Opened again")
TAKEN_BACK = later("Taken back")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unlocked:
    """What an unlocking did."""

    opened: tuple[str, ...]
    was_decided: bool

    def said(self, subject: str) -> str:
        visits = ", ".join(self.opened)
        if not self.was_decided:
            return tr("Opened again: {visits}", visits=visits)
        return tr(
            "Opened again: {visits}. The adjudication of {subject} was taken back; it is made anew",
            visits=visits,
            subject=subject,
        )


class UnlockDialog(parts.TrialDialog):
    """Shows what unlocking opens again, asks for the reason, and unlocks."""

    unlocked = pyqtSignal(object)
    """Carries the labels of the visits that are open again, as a tuple."""
    told = pyqtSignal(str)
    """What was opened again and taken back, once it was done."""

    def __init__(self, desk: Desk, read: VisitRead, parent: QWidget | None = None) -> None:
        name = tr("Unlock {subject} · {visit}", subject=read.subject, visit=read.visit)
        super().__init__(name, tr(ABOUT), parent, width=480)
        self._desk, self._read = desk, read
        lines: list[str] = []
        decided: list[str] = []
        self.attempt(lambda: self._look(lines, decided))
        if lines:
            self.body.addWidget(parts.card(tr(OPENED), lines, "strong"))
        if decided:
            self.body.addWidget(parts.card(tr(TAKEN_BACK), decided, "noise"))
        self.reason = parts.long_field(tr("Reason"))
        form = parts.Form()
        form.add(tr("Reader"), label(read.reader, "strong"))
        form.add(tr("&Reason"), self.reason)
        self.body.addLayout(form)
        self.unlock_button = parts.button(tr("&Unlock"), self.unlock, main=True)
        self.unlock_button.setEnabled(bool(lines))
        self.finish(parts.button(tr("Cancel"), self.reject), self.unlock_button)
        self.reason.setFocus()

    def unlock(self) -> None:
        """Unlock, and close where that was done."""
        done: list[_Unlocked] = []
        if self.attempt(lambda: done.append(self._unlock())):
            (now,) = done
            self.unlocked.emit(now.opened)
            self.told.emit(now.said(self._read.subject))
            self.accept()
        else:
            self.reason.setFocus()

    def _unlock(self) -> _Unlocked:
        read, reason = self._read, self.reason.toPlainText().strip()
        done = _Unlocked(opened=(), was_decided=False)

        def deed(work: Work) -> None:
            nonlocal done
            done = _Unlocked(
                opened=tuple(one.visit for one in opened_again(work, read)),
                was_decided=choice_of(work, read.subject) is not None,
            )
            unlock(work, self._desk.actor, read, reason)

        self._desk.do(deed)
        return done

    def _look(self, lines: list[str], decided: list[str]) -> None:
        demand(self._desk.actor, Right.UNLOCK)
        with self._desk.look() as records:
            opened = opened_again(records, self._read)
            choice = choice_of(records, self._read.subject)
        if not opened:
            raise NotAllowedError(tr("{visit} is not signed", visit=self._read.visit))
        lines += [
            tr("{visit} · version {version} is signed", visit=one.visit, version=one.version)
            for one in opened
        ]
        if choice is not None:
            decided.append(
                tr(
                    "The adjudication of {subject}: the read of {reader} was accepted",
                    subject=choice.subject,
                    reader=choice.accepted,
                )
            )
