"""Texts on the screen."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLabel


def label(text: str, kind: str) -> QLabel:
    """Return a label of a kind that the style sheet knows; a long text wraps."""
    made = QLabel(text)
    made.setProperty("kind", kind)
    made.setWordWrap(True)
    # A name that somebody gave a lesion is shown as it is, whatever marks are in it.
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
