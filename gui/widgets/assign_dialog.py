"""Asks to which visit a study belongs: lists of subjects and visits, and a new one of each."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gui.state.assigning import Offer, Place, place_of
from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.choice import Choice
from gui.widgets.trial import parts

LABEL = Qt.ItemDataRole.UserRole
LIST_PX, WIDTH_PX = 168, 460


class AssignDialog(QDialog):
    """Asks for the place of a study.

    Attributes
    ----------
    place : Place or None
        The answer, once it was given.
    """

    def __init__(self, offered: Offer, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered = offered
        self.place: Place | None = None
        self.setWindowTitle(tr("Assign study"))
        self.setMinimumWidth(WIDTH_PX)
        self.subject = Choice()
        self.subject.setEditable(True)
        self.subject.setAccessibleName(tr("Subject"))
        self.subject.addItems(offered.subjects)
        self.subject.setCurrentText(offered.here.subject)
        self.visits = QListWidget()
        self.visits.setAccessibleName(tr("Visit"))
        self.visits.setProperty("kind", "choice")
        self.visits.setFixedHeight(LIST_PX)
        self.label = parts.field(tr("Name of the new visit"))
        self.date = parts.field(tr("Date of the new visit"))
        self.date.setText("" if offered.hides_dates else offered.day.text)
        self.date.setPlaceholderText(tr("year-month-day, such as 2024-03-05"))
        self.error = parts.ErrorLabel()
        self._form = parts.Form()
        self._lay_out(about)
        self._list_visits(offered.here.subject)
        self.subject.currentTextChanged.connect(self._list_visits)
        self.visits.currentItemChanged.connect(lambda *_: self._match_new())
        self.visits.itemDoubleClicked.connect(lambda _: self.assign())
        for one in (self.label, self.date):
            one.textChanged.connect(lambda _: self.error.say(""))
        self.visits.setFocus()

    def _lay_out(self, about: str) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(parts.MARGIN_PX, 16, parts.MARGIN_PX, 16)
        inside.setSpacing(parts.GAP_PX)
        inside.addWidget(parts.title(tr("Assign study")))
        inside.addWidget(parts.soft(about))
        self._form.add(tr("&Subject"), self.subject)
        self._form.add(tr("&Visit"), self.visits)
        self._form.add(tr("&Name"), self.label)
        self._form.add(tr("&Date"), self.date)
        inside.addLayout(self._form)
        inside.addWidget(self.error)
        cancel = parts.button(tr("Cancel"), self.reject)
        assign = parts.button(tr("Assign"), self.assign, main=True)
        inside.addLayout(parts.row(None, cancel, assign))

    def _list_visits(self, subject: str) -> None:
        """List the visits of a subject; one that is typed and not there has none."""
        self.error.say("")
        self.visits.clear()
        here = self._offered.here
        for label, shown in self._offered.visits.get(subject.strip(), ()):
            item = QListWidgetItem(shown)
            item.setData(LABEL, label)
            if (subject.strip(), label) == (here.subject, here.visit):
                item.setText(tr("{visit} · here now", visit=shown))
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setForeground(QColor(style.DIM))
            self.visits.addItem(item)
        self.visits.addItem(QListWidgetItem(tr("New visit …")))
        free = (n for n in range(self.visits.count()) if self._is_free(n))
        self.visits.setCurrentRow(next(free))
        self._match_new()

    def _is_free(self, row: int) -> bool:
        item = self.visits.item(row)
        return item is not None and item.flags() != Qt.ItemFlag.NoItemFlags

    def is_new(self) -> bool:
        """Say whether a new visit is to be made."""
        item = self.visits.currentItem()
        return item is not None and item.data(LABEL) is None

    def choose_new(self) -> None:
        """Ask for the name and date of a new visit."""
        self.visits.setCurrentRow(self.visits.count() - 1)

    def _match_new(self) -> None:
        self.error.say("")
        for one in (self.label, self.date):
            one.setEnabled(self.is_new())

    def assign(self) -> None:
        """Take the answer, or say what is wrong with it."""
        item = self.visits.currentItem()
        label = self.label.text() if item is None or self.is_new() else item.data(LABEL)
        found = place_of(self._offered, self.subject.currentText(), label, self.date.text())
        if isinstance(found, str):
            self.error.say(found)
            return
        self.place = found
        self.accept()
