"""Raising a query: whom, about what, and the question."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QFrame, QVBoxLayout

from gui.state.tongue import later, tr
from gui.state.trial.query_lines import Askable
from gui.widgets.trial.choices import choices, fill
from gui.widgets.trial.parts import Form, button, field, heading, long_field, row

WHOLE = later("the whole subject")


class AskCard(QFrame):
    """Fields for a query; what is asked is told by a signal."""

    asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._askable = Askable(visits={}, readers=())
        self.subject = choices(tr("Subject"))
        self.reader = choices(tr("Reader"))
        self.visit = choices(tr("Visit"))
        self.lesion = field(tr("Lesion"))
        self.lesion.setPlaceholderText(tr("none in particular"))
        self.text = long_field(tr("Question"), lines=4)
        self.text.setPlaceholderText(tr("What is to be answered"))
        form = Form()
        for name, widget in (
            (tr("&Subject"), self.subject),
            (tr("&Reader"), self.reader),
            (tr("&Visit"), self.visit),
            (tr("&Lesion"), self.lesion),
            (tr("&Question"), self.text),
        ):
            form.add(name, widget)
        self.button = button(tr("Ask"), self.asked.emit, main=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(10)
        whole.addWidget(heading(tr("New query")))
        whole.addLayout(form)
        whole.addLayout(row(None, self.button))
        whole.addStretch(1)
        self.subject.currentTextChanged.connect(self._show_visits)

    def offer(self, askable: Askable) -> None:
        """Offer other subjects, visits and readers; what is chosen stays where it can."""
        self._askable = askable
        fill(self.subject, tuple(askable.visits))
        fill(self.reader, askable.readers)
        self._show_visits(self.subject.currentText())

    def _show_visits(self, subject: str) -> None:
        fill(self.visit, (tr(WHOLE), *self._askable.visits.get(subject, ())))

    def fill(self, subject: str, visit: str, lesion: str) -> None:
        """Choose what the query is about, and wait for the question."""
        self.subject.setCurrentText(subject)
        self.visit.setCurrentText(visit or tr(WHOLE))
        self.lesion.setText(lesion)
        self.text.setFocus()

    def visit_label(self) -> str:
        """Return the visit, an empty text where the query is about the whole subject."""
        return "" if self.visit.currentIndex() <= 0 else self.visit.currentText()

    def clear(self) -> None:
        """Forget the question that was asked; the subject stays."""
        self.text.clear()
        self.lesion.clear()
