"""A fault of ours: told without patient data, while the work goes on and stays kept."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PyQt6.QtCore import QT_VERSION_STR
from PyQt6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)


def fault_report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where a fault happened: files of the program, lines and names, and no values.

    The exception's own text may hold a patient's name or path, so it is left out.
    """
    lines = [f"{kind.__name__}", f"Python {platform.python_version()}, Qt {QT_VERSION_STR}"]
    lines += [
        f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(lines)


class FaultDialog(QDialog):
    """Shows a report that can be copied; it blocks nothing."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setWindowTitle("A fault in the program")
        self.resize(560, 320)
        heading = QLabel("Something went wrong in the program")
        heading.setProperty("kind", "title")
        text = QLabel(
            "Your readings are kept and come back at the next start. The report below holds "
            "no patient data; please send it to the makers."
        )
        text.setWordWrap(True)
        text.setProperty("kind", "soft")
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        copy, close = QPushButton("Copy report"), QPushButton("Go on")
        close.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(copy)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        for widget in (heading, text, self._report):
            column.addWidget(widget)
        column.addLayout(row)
        close.clicked.connect(self.accept)
        copy.clicked.connect(self._copy)

    def _copy(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(self._report.toPlainText())


_SHOWN: list[FaultDialog] = []


def install() -> None:
    """Catch what no slot caught; without this, Qt ends the process."""
    sys.excepthook = _hook


def _hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    report = fault_report(kind, trace)
    sys.stderr.write(report + "\n")
    if QApplication.instance() is None:
        return
    # One report is enough: a fault in painting would come back at every frame.
    if not any(dialog.isVisible() for dialog in _SHOWN):
        dialog = FaultDialog(report)
        _SHOWN[:] = [dialog]
        dialog.show()
