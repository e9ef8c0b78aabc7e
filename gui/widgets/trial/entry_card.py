"""One entry of the audit chain in full: before and after side by side, and its hashes."""

from __future__ import annotations

from PyQt6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from gui.state.tongue import tr
from gui.state.trial.audit_pages import AuditRow, in_lines
from gui.widgets import style
from gui.widgets.labels import label
from gui.widgets.trial.parts import figures, heading


class EntryCard(QFrame):
    """Shows an entry."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.title, self.what, self.reason = label("", "strong"), label("", "soft"), figures("")
        self.old, self.new = _value(tr("Value before")), _value(tr("Value after"))
        self.hashes = figures("")
        self.hashes.setFont(style.font(style.SMALL_PX, tabular=True))
        values = QHBoxLayout()
        values.setSpacing(12)
        for name, shown in ((tr("Before"), self.old), (tr("After"), self.new)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(heading(name))
            column.addWidget(shown, 1)
            values.addLayout(column, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 10, 14, 10)
        whole.setSpacing(6)
        for widget in (self.title, self.what, self.reason):
            whole.addWidget(widget)
        whole.addLayout(values, 1)
        whole.addWidget(self.hashes)
        self.show_entry(None)

    def show_entry(self, row: AuditRow | None) -> None:
        """Show another entry, or none."""
        self.setEnabled(row is not None)
        if row is None:
            self.title.setText(tr("No entry is marked"))
            for shown in (self.what, self.reason, self.hashes):
                shown.setText("")
            for value in (self.old, self.new):
                value.setPlainText("")
            return
        line = row.line
        user = line.user or tr("nobody who is logged in")
        who = tr("{user} as {role}", user=user, role=line.role) if line.role else user
        self.title.setText(f"{line.sequence:,} · {line.action} · {who} · {row.at}")
        program = tr("program {version}", version=line.program)
        self.what.setText(f"{row.what} · {program}")
        self.reason.setText(tr("Reason: {reason}", reason=line.reason))
        self.reason.setVisible(bool(line.reason))
        self.old.setPlainText(in_lines(line.old))
        self.new.setPlainText(in_lines(line.new))
        self.hashes.setText(
            tr("hash {hash}\nprevious {previous}", hash=line.hash, previous=row.previous)
        )


def _value(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setAccessibleName(name)
    made.setTabChangesFocus(True)
    made.setMinimumHeight(90)
    return made
