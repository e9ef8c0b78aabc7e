"""A field that offers texts to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QSignalBlocker
from PyQt6.QtWidgets import QComboBox


def choices(name: str, texts: Sequence[str] = ()) -> QComboBox:
    """Return a field with texts to choose from; its arrow shows that there are some."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setProperty("kind", "choice")
    made.setMinimumWidth(140)
    fill(made, texts)
    return made


def fill(field: QComboBox, texts: Sequence[str]) -> None:
    """Offer other texts without telling anybody; what is chosen stays where it can."""
    before = field.currentText()
    with QSignalBlocker(field):
        field.clear()
        field.addItems(list(texts))
        field.setCurrentIndex(max(field.findText(before), 0) if texts else -1)
