"""The questions that need an answer before the work goes on."""

from __future__ import annotations

from enum import Enum, auto

from PyQt6.QtWidgets import QMessageBox, QWidget

from gui.state.tongue import tr
from gui.widgets.dialogs import REASONS, AskText, Check, Confirm, accepted, answered


class Leave(Enum):
    """What becomes of work that could not be kept when the window goes."""

    TRY = auto()
    LOSE = auto()
    STAY = auto()


class Questions:
    """Asks over one window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def reason(self, title: str, word: str, suggestions: tuple[str, ...] = REASONS) -> str | None:
        """Ask for a written reason, such as why not evaluable; None where the reader gives up."""
        text = tr("Why {word}? The reason is kept with the reading.", word=word)
        dialog = AskText(title, text, self._window, suggestions=tuple(map(tr, suggestions)))
        return dialog.text() if answered(dialog) else None

    def agree(self, title: str, consequences: tuple[str, ...], act: str) -> bool:
        """Show what would change, and ask."""
        return answered(Confirm(title, consequences, act, self._window))

    def text(self, title: str, text: str, before: str = "", check: Check = accepted) -> str | None:
        """Ask for a line of text; ``check`` says what is wrong with one, or nothing."""
        dialog = AskText(title, text, self._window, before=before, check=check)
        return dialog.text() if answered(dialog) else None

    def leave(self) -> Leave:
        """Ask what to do with work that could not be kept before the window goes."""
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Work that is not kept"))
        box.setText(tr("The last change could not be kept, and is on the screen alone."))
        box.setInformativeText(
            tr("It can be tried again, or written as a reading table elsewhere.")
        )
        again = box.addButton(tr("Try again"), QMessageBox.ButtonRole.AcceptRole)
        lose = box.addButton(tr("Leave without it"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Go on reading"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(again)
        box.setEscapeButton(stay)
        answered(box)
        if box.clickedButton() is again:
            return Leave.TRY
        return Leave.LOSE if box.clickedButton() is lose else Leave.STAY
