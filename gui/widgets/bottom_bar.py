"""The line at the bottom: what lies under the pointer, when it was saved, what is being done."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from gui.state.action_table import key_text
from gui.state.jobs import Job
from gui.state.keys import Binding, Intent
from gui.state.tongue import tr
from gui.widgets import style
from gui.widgets.elided import Elided
from gui.widgets.standing import stands_for
from recist.model.finding import Severity

HEIGHT_PX = 30


class BottomBar(QWidget):
    """Shows probe, saving and jobs."""

    keys_wanted = pyqtSignal()
    cancel_wanted = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT_PX)
        self._probe, self._saved, self._said, self._job = QLabel(), QLabel(), Elided(), Elided(90)
        self._probe.setMinimumWidth(290)
        self._saved.setAccessibleDescription(tr("State of saving"))
        for label in (self._probe, self._saved):
            label.setFont(style.font(style.SMALL_PX, tabular=True))
        self._progress = QProgressBar()
        self._progress.setFixedWidth(150)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("How far it is"))
        self._cancel = QPushButton(tr("Cancel"))
        self._keys = QPushButton(tr("{key} keys", key="F1"))
        stands_for(self._keys, Intent.SHOW_KEYS)
        stands_for(self._cancel, Intent.CANCEL_JOB)
        self._slot = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 10, 0)
        layout.setSpacing(18)
        for label in (self._probe, self._saved, self._said):
            layout.addWidget(label)
        layout.addStretch(1)
        for widget in (self._job, self._progress, self._cancel, self._keys):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._keys.clicked.connect(self.keys_wanted)
        self._cancel.clicked.connect(self.cancel_newest)
        self.show_jobs(())

    def show_keys(self, rows: tuple[Binding, ...]) -> None:
        """Name the key that opens the list of keys."""
        self._keys.setText(tr("{key} keys", key=key_text(rows, Intent.SHOW_KEYS)).strip())

    def show_probe(self, text: str) -> None:
        """Say what lies under the pointer."""
        self._probe.setText(text)

    def show_saved(self, text: str, *, saved: bool) -> None:
        """Say when everything was saved, or that it is not."""
        state = "saved" if saved else "unsaved"
        self._saved.setText(text)
        _dress(self._saved, state)

    def saved_text(self) -> str:
        """Return what is said of saving."""
        return self._saved.text()

    def say(self, text: str, severity: Severity = Severity.INFO) -> None:
        """Tell the reader something that needs no answer; an empty text clears the line."""
        _dress(self._said, severity.value if text else "")
        self._said.tell(text, text)

    def said(self) -> str:
        """Return what was told last."""
        return self._said.text()

    def cancel_newest(self) -> None:
        """Ask for the end of the job that is shown."""
        if not self._cancel.isHidden():
            self.cancel_wanted.emit(self._slot)

    def show_jobs(self, running: tuple[Job, ...]) -> None:
        """Show the newest job and its progress."""
        for widget in (self._job, self._progress, self._cancel):
            widget.setVisible(bool(running))
        if not running:
            return
        job = running[-1]
        self._slot = job.slot
        more = f" (+{len(running) - 1})" if len(running) > 1 else ""
        self._job.tell(f"{job.title}{more}")
        self._progress.setRange(0, max(job.total, 0))
        self._progress.setValue(job.done)


def _dress(label: QLabel, state: str) -> None:
    """Give a label the colour of a state."""
    if label.property("state") == state:
        return
    label.setProperty("state", state)
    made = label.style()
    if made is not None:
        made.unpolish(label)
        made.polish(label)
