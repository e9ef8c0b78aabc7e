"""A fault of ours: told without patient data, while the work goes on and stays kept."""

from __future__ import annotations

import platform
import sys
import threading
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic
from types import TracebackType

from PyQt6.QtCore import PYQT_VERSION_STR, QObject, Qt, QTimer, pyqtSignal, qVersion
from PyQt6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from gui.state.fault_log import FaultLog
from gui.state.fault_report import Recurrence, fault_report
from gui.state.tongue import tr
from gui.widgets.labels import label

FILE = "recist-fault.txt"


def versions() -> dict[str, str]:
    """Return the versions of the program and of what it stands on."""
    try:
        own = version("recist")
    except PackageNotFoundError:
        own = "unknown"
    return {
        "recist": own,
        "Python": platform.python_version(),
        "Qt": qVersion() or "unknown",
        "PyQt": PYQT_VERSION_STR,
        platform.system(): platform.release(),
    }


class FaultDialog(QDialog):
    """Shows a report that can be copied and saved; it blocks nothing."""

    def __init__(self, report: str) -> None:
        super().__init__()
        self.setWindowTitle(tr("A fault in the program"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Beneath a question that waits for its answer it could not be used.
        if QApplication.activeModalWidget() is not None:
            self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.resize(680, 420)
        self._report = QPlainTextEdit(report)
        self._report.setReadOnly(True)
        self._report.setTabChangesFocus(True)
        self._report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._report.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._report.setAccessibleName(tr("Report"))
        self._said = label("", "soft")
        self.copy, self.save, self.shut = (
            QPushButton(text) for text in (tr("Copy report"), tr("Save report…"), tr("Close"))
        )
        self.copy.setAutoDefault(False)
        self.save.setAutoDefault(False)
        self.shut.setDefault(True)
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._save)
        self.shut.clicked.connect(self.accept)
        self.shut.setFocus()

    def _lay_out(self) -> None:
        told = tr(
            "Your readings are kept, and you can go on. The report below holds places in the "
            "program and no patient data; please send it to the makers."
        )
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        for button in (self.copy, self.save, self.shut):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(12)
        column.addWidget(label(tr("Something went wrong in the program"), "title"))
        column.addWidget(label(told, "soft"))
        column.addWidget(self._report, 1)
        column.addLayout(row)

    def text(self) -> str:
        """Return what is reported."""
        return self._report.toPlainText()

    def add(self, report: str) -> None:
        """Show another report below."""
        self._report.appendPlainText(f"\n\n{report}")

    def _copy(self) -> None:
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(self.text())
            self._said.setText(tr("Copied"))

    def _save(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save report"), FILE, tr("Text (*.txt)"))
        if not chosen:
            return
        path = Path(chosen)
        try:
            path.write_text(f"{self.text()}\n", encoding="utf-8")
        except OSError as error:
            said = tr(
                "Not saved: {file}: {why}; save it elsewhere, or copy it",
                file=path.name,
                why=error.strerror or type(error).__name__,
            )
        else:
            said = tr("Saved to {file}", file=path.name)
        self._said.setText(said)


class Faults(QObject):
    """Tells of every fault once: in the log, on the standard error and in one window.

    Parameters
    ----------
    log : FaultLog or None
        None writes no file.
    """

    _told = pyqtSignal(str)

    def __init__(self, log: FaultLog | None) -> None:
        super().__init__()
        self._log = log
        self._recurrence = Recurrence()
        self._dialog: FaultDialog | None = None
        # By a signal, as the fault may have happened in another thread than that of windows.
        self._told.connect(self._show_soon)

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell of an exception that nothing caught; the hook of the interpreter."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = fault_report(error, versions())
        if not self._recurrence.is_news(report, monotonic()):
            return
        if self._log is not None:
            self._log.write(report)
        sys.stderr.write(report + "\n")
        if QApplication.instance() is not None:
            self._told.emit(report)

    def catch_in_thread(self, raised: threading.ExceptHookArgs) -> None:
        """Tell of an exception that ended a thread; the hook of those."""
        if raised.exc_value is not None:
            self.catch(raised.exc_type, raised.exc_value, raised.exc_traceback)

    def _show_soon(self, report: str) -> None:
        """Show a report, but not in the middle of painting, where no window may be made."""
        QTimer.singleShot(0, lambda: self._show(report))

    def _show(self, report: str) -> None:
        if self._dialog is not None:
            self._dialog.add(report)
            return
        self._dialog = FaultDialog(report)
        self._dialog.finished.connect(self._forget)
        self._dialog.show()

    def _forget(self) -> None:
        self._dialog = None


def install(log: FaultLog | None = None) -> Faults:
    """Catch what no slot caught; without this, Qt ends the process."""
    faults = Faults(log)
    sys.excepthook = faults.catch
    threading.excepthook = faults.catch_in_thread
    return faults
