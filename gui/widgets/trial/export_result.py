"""What came of an export: how many files, what is not in them as it was, and the way to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QVBoxLayout

from gui.state.export_order import Order, Written
from gui.state.exporting import outcome, read_back
from gui.state.tongue import later, tr
from gui.widgets import style
from gui.widgets.elided import Elided
from gui.widgets.folders import show_folder
from gui.widgets.labels import label
from gui.widgets.trial import parts

MOST_LINES, FEWEST_LINES = 5, 2
DIFFERS = later("▲ These files say something else than the trial. Do not pass them on:")
NOT_HELD = later("What a format could not hold as it was:")
NOT_THERE = later("Images that are not there any more, so nothing refers to their headers:")

ShowFolder = Callable[[Path], bool]


class ExportResult(QFrame):
    """Tells of an export once it is done; not there before."""

    def __init__(self, show_it: ShowFolder = show_folder) -> None:
        super().__init__()
        self._show_it = show_it
        self._folder: Path | None = None
        self.setProperty("kind", "card")
        self.done, self.folder = label("", "strong"), Elided()
        self.folder.setProperty("kind", "soft")
        self.sound, self.untold = label("", "text"), label("", "noise")
        self.sound.setStyleSheet(f"color: {style.LESIONS[4]}")
        self.differences, self._differs = _lines(tr("Differences")), label(tr(DIFFERS), "text")
        self._differs.setStyleSheet(f"color: {style.ERROR}")
        self.differences.setStyleSheet(f"color: {style.ERROR}")
        self.notes, self._noted = _lines(tr("Not held as it was")), parts.soft(tr(NOT_HELD))
        self.missing, self._gone = _lines(tr("Images that are gone")), parts.soft(tr(NOT_THERE))
        self.open = parts.button(tr("Open the folder"), self.open_folder)
        self.open.setProperty("kind", "link")
        self.copy = parts.button(tr("Copy path"), self.copy_path)
        self.said = parts.soft("")
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(14, 10, 14, 12)
        inside.setSpacing(6)
        for one in (
            *(self.done, self.folder, self.sound, self.untold),
            *(self._differs, self.differences, self._noted, self.notes),
            *(self._gone, self.missing),
        ):
            inside.addWidget(one)
        inside.addLayout(parts.row(self.open, self.copy, None))
        inside.addWidget(self.said)

    def tell(self, order: Order, written: Written) -> None:
        """Show what was written."""
        self._folder = order.folder
        self.done.setText(outcome(written))
        self.folder.tell(str(order.folder))
        self.sound.setText(read_back(order, written))
        self.untold.setText(_but(written.untold))
        for one in (self.sound, self.untold):
            one.setVisible(bool(one.text()))
        _fill(self._differs, self.differences, written.differences)
        _fill(self._noted, self.notes, written.notes)
        _fill(self._gone, self.missing, written.missing)
        self._say("")
        self.show()

    def open_folder(self) -> None:
        """Open the folder where files are looked at."""
        assert self._folder is not None
        shown = self._show_it(self._folder)
        self._say("" if shown else tr("No program here shows folders; copy the path instead."))

    def copy_path(self) -> None:
        """Put the path on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(str(self._folder))
            self._say(tr("The path is on the clipboard."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))


def _but(untold: str) -> str:
    return tr("The files are written, but {told}", told=untold) if untold else ""


def _lines(name: str) -> QPlainTextEdit:
    """Return a place for lines that can be selected, scrolled and copied."""
    made = parts.long_field(name)
    made.setReadOnly(True)
    return made


def _fill(head: QLabel, place: QPlainTextEdit, lines: Sequence[str]) -> None:
    """Show lines under their heading; both are not there where there is none."""
    place.setPlainText("\n".join(lines))
    seen = min(max(len(lines), FEWEST_LINES), MOST_LINES)
    place.setFixedHeight(place.fontMetrics().lineSpacing() * seen + 22)
    for one in (head, place):
        one.setVisible(bool(lines))
