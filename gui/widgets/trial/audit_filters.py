"""The fields that say which entries of the audit chain are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PyQt6.QtCore import QTimer, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gui.widgets.trial.choices import choices, fill
from gui.widgets.trial.parts import field
from recist.trial.audit import Action
from recist.trial.audit_view import AuditFilter

PAUSE_MS = 250
KINDS = (
    *("adjudication", "caliper", "image", "lock", "log-in", "password", "query", "read", "row"),
    *("signature", "step", "study", "subject", "treatment", "trial", "user", "visit"),
)
DAY = "2026-03-02"


class AuditFilters(QWidget):
    """Tells when something else is asked for, a moment after the last key."""

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.text = field("Find in the audit chain")
        self.text.setPlaceholderText("Find words in values, reasons, names, hashes …")
        self.text.setClearButtonEnabled(True)
        self.user = choices("User", ["every user"])
        self.action = choices("Action", ["every action", *Action])
        self.kind = choices("Kind", ["every kind", *KINDS])
        self.subject = _short("Subject", "subject")
        self.since, self.until = _short("First day", "from day"), _short("Last day", "to day")
        for one in (self.since, self.until):
            one.setToolTip(f"A day in UTC, written like {DAY}")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.changed)
        below = QHBoxLayout()
        below.setSpacing(8)
        for box in (self.user, self.action, self.kind):
            below.addWidget(box, 2)
            box.currentIndexChanged.connect(lambda _: self._timer.start())
        for line in (self.subject, self.since, self.until):
            below.addWidget(line, 1)
        for line in (self.text, self.subject, self.since, self.until):
            line.textChanged.connect(lambda _: self._timer.start())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.text)
        whole.addLayout(below)

    def offer_users(self, names: Sequence[str]) -> None:
        """Offer other users to choose from."""
        fill(self.user, ["every user", *names])

    def asked(self) -> AuditFilter:
        """Return what is asked for.

        Raises
        ------
        ValueError
            Where a day is none; the text says how it is written.
        """
        action, kind = self.action.currentIndex(), self.kind.currentIndex()
        return AuditFilter(
            user=self.user.currentText() if self.user.currentIndex() > 0 else None,
            action=list(Action)[action - 1] if action > 0 else None,
            kind=KINDS[kind - 1] if kind > 0 else None,
            subject=self.subject.text().strip() or None,
            since=_day(self.since),
            until=_day(self.until),
            text=self.text.text(),
        )


def _short(name: str, shown: str) -> QLineEdit:
    made = field(name)
    made.setPlaceholderText(shown)
    made.setMinimumWidth(96)
    return made


def _day(line: QLineEdit) -> date | None:
    text = line.text().strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is no day; write it like {DAY}") from None
