"""The page of a room in which nothing is open: what can be opened, in one click or by a drop."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.state.keys import Intent
from gui.state.tongue import tr
from gui.widgets.labels import label
from gui.widgets.standing import stands_for

WIDTH_PX = 460


class FirstPage(QWidget):
    """Offers the sample trial, folders, files, a new trial, and what was open before.

    Parameters
    ----------
    sample : bool
        Whether the sample trial is at hand.
    """

    intent_chosen = pyqtSignal(object)
    recent_chosen = pyqtSignal(int)

    def __init__(self, *, sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("First page"))
        self._main = self._button(tr("Open the sample trial"), Intent.OPEN_SAMPLE)
        self._folder = self._button(tr("Open a folder…"), Intent.OPEN_FOLDER)
        if not sample:
            self._main.hide()
            self._main = self._folder
        self._main.setProperty("accent", "true")
        self._recent, self.buttons = QVBoxLayout(), list[QPushButton]()
        self._recent.setSpacing(2)
        self._before = label(tr("OPEN BEFORE"), "heading")
        self._clear = self._button(tr("Clear"), Intent.CLEAR_RECENT)
        self._clear.setProperty("kind", "link")
        self._clear.setToolTip(tr("Forget what was open before; nothing is deleted"))
        self._lay_out(sample=sample)
        self.setFocusProxy(self._main)
        self.show_recent(())

    def _lay_out(self, *, sample: bool) -> None:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(tr("Nothing is open yet"), "title"))
        about = tr("The sample trial has synthetic patients, measured and ready to be looked at.")
        drop = tr("Or drop a folder, a zip or a trial anywhere onto this window.")
        if sample:
            column.addWidget(label(about, "soft"))
            column.addSpacing(4)
            column.addWidget(self._main)
        column.addWidget(self._folder)
        for text, intent in (
            (tr("Open a file…"), Intent.OPEN_FILE),
            (tr("Open a trial…"), Intent.OPEN_TRIAL),
            (tr("New trial…"), Intent.NEW_TRIAL),
        ):
            column.addWidget(self._button(text, intent))
        column.addSpacing(2)
        column.addWidget(label(drop, "soft"))
        column.addSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._before, 1)
        head.addWidget(self._clear)
        column.addLayout(head)
        column.addLayout(self._recent)
        holder = QWidget()
        holder.setFixedWidth(WIDTH_PX)
        holder.setLayout(column)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(holder)
        middle.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(3)

    def show_recent(self, names: tuple[str, ...]) -> None:
        """Show what was open before."""
        while (item := self._recent.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.buttons = [self._recent_button(n, name) for n, name in enumerate(names)]
        for button in self.buttons:
            self._recent.addWidget(button)
        for widget in (self._before, self._clear):
            widget.setVisible(bool(names))

    def _recent_button(self, place: int, name: str) -> QPushButton:
        # A name may hold the sign that marks a letter in a button's text.
        button = QPushButton(name.replace("&", "&&"))
        button.setAccessibleName(name)
        button.setProperty("kind", "recent")
        button.setToolTip(name)
        button.clicked.connect(lambda: self.recent_chosen.emit(place))
        stands_for(button, Intent.OPEN_RECENT)
        return button

    def _button(self, text: str, intent: Intent) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(lambda: self.intent_chosen.emit(intent))
        button.setAutoDefault(True)
        stands_for(button, intent)
        return button
