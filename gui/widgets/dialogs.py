"""The few questions that the room asks, each in one small window."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from gui.state.keys import Binding
from gui.state.tongue import later, tr
from gui.widgets import style
from gui.widgets.action_list import ActionList
from gui.widgets.labels import label
from gui.widgets.listing import listed
from gui.widgets.window_place import open_with

REASONS = (
    later("outside the scanned region"),
    later("artefact"),
    later("no contrast medium"),
    later("another phase"),
    later("locally treated"),
    later("obscured by effusion or atelectasis"),
)
# Where these are agreed to, something is gone: Enter alone must not do it.
LOSING = (later("Delete"), later("Replace"))
OK, STOP = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel

MOST_LINES = 8

Check = Callable[[str], str]


def accepted(text: str) -> str:
    """Find nothing wrong with any text."""
    return ""


def answered(question: QDialog) -> bool:
    """Show a question until it is answered, then let it go; say whether it was agreed to.

    What was entered is read at once: the question is gone by the next turn of the event loop.
    """
    try:
        return bool(question.exec())
    finally:
        question.deleteLater()


class AskText(QDialog):
    """Asks for a text, with suggestions that one click takes.

    ``check`` returns what is wrong with an entry, which is told here, or an empty text.
    """

    def __init__(
        self,
        title: str,
        text: str,
        parent: QWidget | None = None,
        *,
        before: str = "",
        suggestions: tuple[str, ...] = (),
        required: bool = True,
        long: bool = False,
        check: Check = accepted,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self._long = QPlainTextEdit(before) if long else None
        if self._long is not None:
            self._long.setTabChangesFocus(True)
        self._line = None if long else QLineEdit(before)
        self._lay_out(title, text, suggestions)
        self._required = required
        self._wrong = check
        if self._line is not None:
            self._line.textChanged.connect(self._check)
            self._line.setFocus()
        self._check()

    def _lay_out(self, title: str, text: str, suggestions: tuple[str, ...]) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(12)
        heading, said = label(title, "title"), label(text, "soft")
        layout.addWidget(heading)
        layout.addWidget(said)
        for pair in range(0, len(suggestions), 2):
            layout.addLayout(self._chips(suggestions[pair : pair + 2]))
        entry = self._line or self._long or QLineEdit()
        entry.setAccessibleName(title)
        entry.setAccessibleDescription(text)
        layout.addWidget(entry)
        self._error = label("", "error")
        self._error.setStyleSheet(f"color: {style.WARNING}")
        self._error.hide()
        layout.addWidget(self._error)
        self._buttons = _buttons(self, tr("Set"))
        layout.addWidget(self._buttons)

    def _chips(self, names: tuple[str, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        for name in names:
            chip = QPushButton(name)
            chip.setProperty("kind", "chip")
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _, text=name: self._take(text))
            row.addWidget(chip)
        row.addStretch(1)
        return row

    def _take(self, text: str) -> None:
        if self._line is not None:
            self._line.setText(text)
            self.accept()

    def accept(self) -> None:
        """Close with the entry, unless something is wrong with it: then say what."""
        wrong = self._wrong(self.text())
        self._error.setText(wrong)
        self._error.setVisible(bool(wrong))
        if not wrong:
            super().accept()

    def error(self) -> str:
        """Return what is said to be wrong with the entry."""
        return self._error.text()

    def _check(self) -> None:
        self._error.setText("")
        self._error.hide()
        button = self._buttons.button(OK)
        if button is not None:
            button.setEnabled(bool(self.text()) or not self._required)

    def text(self) -> str:
        """Return what was written."""
        if self._line is not None:
            return self._line.text().strip()
        return self._long.toPlainText().strip() if self._long is not None else ""


class Confirm(QDialog):
    """Shows what would happen, and asks."""

    def __init__(
        self, title: str, lines: tuple[str, ...], act: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(8)
        layout.addWidget(label(title, "title"))
        said = [label(line, "soft") for line in lines]
        layout.addWidget(listed(said, tr("What would change"), MOST_LINES))
        layout.addSpacing(8)
        layout.addWidget(_buttons(self, act, STOP if act in map(tr, LOSING) else OK))


class KeyList(QDialog):
    """Everything that can be done, with its key: made from the table that binds them."""

    def __init__(self, table: tuple[Binding, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys and mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_with(self, QSize(860, 760))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Search for an action or a key"))
        self.search.setAccessibleName(tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.list = ActionList(tr("Keys and mouse"))
        self.list.show_rows(table)
        self.search.textChanged.connect(self.list.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 16)
        layout.setSpacing(10)
        layout.addWidget(label(tr("Keys and mouse"), "title"))
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _buttons(
    dialog: QDialog, act: str, default: QDialogButtonBox.StandardButton = OK
) -> QDialogButtonBox:
    # In the dialog from the start: a button outside of it is not made the one that Enter presses.
    buttons = QDialogButtonBox(OK | STOP, dialog)
    button, stop, first = buttons.button(OK), buttons.button(STOP), buttons.button(default)
    assert button is not None
    assert stop is not None
    assert first is not None
    button.setText(act)
    stop.setText(tr("Cancel"))
    first.setDefault(True)
    first.setFocus()
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
