"""A file that is typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtGui import QFocusEvent
from PyQt6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from gui.state.tongue import later, tr
from gui.widgets.trial import parts

TRIALS = later("Trials (*.recist)")
Pick = Callable[[QWidget, str], str]
"""Asks for a file or folder over a window, beginning at a path; empty where that is given up."""


def pick_new(window: QWidget, start: str) -> str:
    """Ask where a new trial goes; a file that is there is refused later, never replaced."""
    options = QFileDialog.Option.DontConfirmOverwrite
    chosen, _ = QFileDialog.getSaveFileName(
        window, tr("Choose"), start, tr(TRIALS), options=options
    )
    return chosen


def pick_trial(window: QWidget, start: str) -> str:
    """Ask for the file of a trial."""
    chosen, _ = QFileDialog.getOpenFileName(window, tr("Choose"), start, tr(TRIALS))
    return chosen


def pick_folder(window: QWidget, start: str) -> str:
    """Ask for a folder; one that is not there yet is asked for in the one around it."""
    place = Path(start)
    here = next((one for one in (place, *place.parents) if one.is_dir()), Path())
    return QFileDialog.getExistingDirectory(window, tr("Choose"), str(here))


def in_folder(folder: Path | None) -> str:
    """Return what a name in a folder is typed behind, nothing where there is no folder."""
    return "" if folder is None else f"{folder}/"


class PathField(QLineEdit):
    """Goes on at its end: what is typed next is a name in the folder that stands there."""

    def focusInEvent(self, a0: QFocusEvent | None) -> None:
        """Put the cursor behind the path and leave it whole."""
        super().focusInEvent(a0)
        self.end(False)


class PathLine(QWidget):
    """A field for a path, with a button that opens the file chooser."""

    def __init__(self, name: str, start: str, pick: Pick = pick_new) -> None:
        super().__init__()
        self.line = PathField(start)
        self.line.setAccessibleName(name)
        self._pick = pick
        choose = parts.button(tr("Choose…"), self.choose)
        choose.setAccessibleName(tr("{field}: choose", field=name))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.line, 1)
        inside.addWidget(choose)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what is written."""
        return self.line.text().strip()

    def choose(self) -> None:
        """Ask for a file."""
        chosen = self._pick(self.window() or self, self.text())
        if chosen:
            self.line.setText(chosen)
            self.line.setFocus()
