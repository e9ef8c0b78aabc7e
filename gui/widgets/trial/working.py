"""A window of a trial that does something long and answers meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from gui.state.jobs import Cancelled, Job, Report
from gui.state.tongue import tr
from gui.widgets.runner import Runner
from gui.widgets.trial import parts
from recist.model.errors import CancelledError, RecistError

Outcome = TypeVar("Outcome")
SLOT = "work"
PER_MILLE = 1000


class WorkBar(QWidget):
    """Tells what is being done and how far it is, and cancels it; not there in between."""

    def __init__(self, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.said = parts.soft("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("How far it is"))
        self.cancel = parts.button(tr("Cancel"), cancel)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addWidget(self.said, 2)
        inside.addWidget(self.bar, 3)
        inside.addWidget(self.cancel)
        self.hide()

    def show_job(self, job: Job) -> None:
        """Show how far a job is; the bar runs to and fro where that is not known."""
        # Bytes of a large trial are more than the bar can count.
        done = PER_MILLE * job.done // job.total if job.total else 0
        self.bar.setRange(0, PER_MILLE if job.total else 0)
        self.bar.setValue(done)
        if self.cancel.isEnabled():
            self.said.setText(f"{job.title} · {done // 10} %" if job.total else f"{job.title} …")

    def show_stopping(self) -> None:
        """Show that the job was asked to stop."""
        self.said.setText(tr("Stopping …"))
        self.cancel.setEnabled(False)


class WorkingDialog(parts.TrialDialog):
    """A window that shows a bar and Cancel while it is at work.

    To close it meanwhile is to cancel: it stays until the work has stopped.
    """

    ended = pyqtSignal()
    """The work is done, cancelled or refused; what came of it is about to be shown."""

    def __init__(
        self, name: str, about: str = "", parent: QWidget | None = None, *, width: int = 460
    ) -> None:
        super().__init__(name, about, parent, width=width)
        self.runner = Runner(self)
        self.work_bar = WorkBar(self.cancel)
        self._paused: list[QWidget] = []
        self._focus: QWidget | None = None
        self.runner.changed.connect(self._show_jobs)

    def finish(self, *buttons: QWidget | None) -> None:
        """Add the bar, what went wrong, and the buttons."""
        self.body.addWidget(self.work_bar)
        super().finish(*buttons)

    def work(
        self,
        title: str,
        job: Callable[[Report], Outcome],
        use: Callable[[Outcome], object],
        *,
        pausing: Sequence[QWidget],
        cancelled: str,
    ) -> None:
        """Do something long beside the window, and use its outcome in the window.

        Parameters
        ----------
        pausing : sequence of QWidget
            What cannot be used meanwhile.
        cancelled : str
            What is said where it was cancelled.
        """

        def done(outcome: Outcome) -> None:
            self._rest()
            self.attempt(lambda: use(outcome))

        def failed(error: Exception) -> None:
            self._rest()
            stopped = isinstance(error, Cancelled | CancelledError)
            self.error.say(cancelled if stopped else str(error))
            self.refit()
            if not stopped and not isinstance(error, RecistError | OSError):
                raise error

        self.error.say("")
        self._paused = [one for one in pausing if one.isEnabledTo(self)]
        self._focus = self.focusWidget()
        for one in self._paused:
            one.setEnabled(False)
        self.work_bar.cancel.setEnabled(True)
        self.work_bar.show()
        self.work_bar.cancel.setFocus()
        self.refit()
        self.runner.start(SLOT, title, job, done, failed=failed)

    def is_at_work(self) -> bool:
        """Say whether something long is being done."""
        return self.runner.is_busy()

    def cancel(self) -> None:
        """Ask the work to stop; what it has done by then is told when it has."""
        self.work_bar.show_stopping()
        self.runner.ask_to_stop(SLOT)

    def reject(self) -> None:
        """Close the window; one at work cancels that first, and stays."""
        if self.is_at_work():
            self.cancel()
        else:
            super().reject()

    def _show_jobs(self, running: tuple[Job, ...]) -> None:
        for job in running:
            self.work_bar.show_job(job)

    def _rest(self) -> None:
        self.work_bar.hide()
        for one in self._paused:
            one.setEnabled(True)
        if self._focus is not None:
            self._focus.setFocus()
        self.ended.emit()
