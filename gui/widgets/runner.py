"""Runs jobs in Qt's thread pool and brings their results back into the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Any

from PyQt6.QtCore import QObject, QRunnable, QThreadPool, pyqtSignal

from gui.state.jobs import (
    Cancelled,
    CancelToken,
    Job,
    Jobs,
    Report,
    advance,
    begin,
    cancel_slot,
    finish,
    is_current,
)
from recist.model.errors import RecistError

Work = Callable[[Report], Any]
Use = Callable[[Any], None]
Failed = Callable[[Exception], None]
TELL_SECONDS = 0.03


class _Signals(QObject):
    # Bytes in gigabytes: an int of Qt is too short.
    progressed = pyqtSignal(object, object, object)
    handed_over = pyqtSignal(object, object)
    succeeded = pyqtSignal(object, object)
    failed = pyqtSignal(object, object)


class _Runnable(QRunnable):
    def __init__(self, job: Job, work: Work, token: CancelToken, signals: _Signals) -> None:
        super().__init__()
        self._job, self._work, self._token, self._signals = job, work, token, signals
        self._told_at = 0.0

    def run(self) -> None:
        """Do the work; what it raises is carried to the window's thread."""
        try:
            result = self._work(self)
        except Exception as error:  # noqa: BLE001 it is raised again in the window's thread
            self._signals.failed.emit(self._job, error)
        else:
            self._signals.succeeded.emit(self._job, result)

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the work is; raises where it was stopped."""
        self._token.check()
        now = monotonic()
        # A window that shows every step of hundreds has no time for anything else.
        if now - self._told_at >= TELL_SECONDS or 0 < total <= done:
            self._told_at = now
            self._signals.progressed.emit(self._job, done, total)

    def early(self, result: object) -> None:
        """Hand over what there is so far."""
        self._token.check()
        self._signals.handed_over.emit(self._job, result)


class Runner(QObject):
    """Keeps the jobs in hand; ``changed`` tells the bottom bar."""

    changed = pyqtSignal(object)
    refused = pyqtSignal(str)
    given_up = pyqtSignal(str)
    """Carries the title of a job that the user has stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs()
        self._tokens: dict[str, CancelToken] = {}
        self._uses: dict[tuple[str, int], Use] = {}
        self._early: dict[tuple[str, int], Use] = {}
        self._failed: dict[tuple[str, int], Failed] = {}
        self._is_stopping = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._signals = _Signals(self)
        self._signals.progressed.connect(self._on_progress)
        self._signals.handed_over.connect(self._on_early)
        self._signals.succeeded.connect(self._on_success)
        self._signals.failed.connect(self._on_failure)

    def start(
        self,
        slot: str,
        title: str,
        work: Work,
        use: Use,
        early: Use | None = None,
        *,
        failed: Failed | None = None,
    ) -> None:
        """Do some work and use its result, unless a newer job takes over the slot.

        ``early`` gets what the work hands over before; ``failed`` whatever it raises, also
        `Cancelled`, where ``refused`` shall not tell of it. While the window goes, nothing begins.
        """
        if self._is_stopping:
            return
        if slot in self._tokens:
            self._tokens[slot].cancel()
        self.jobs, job = begin(self.jobs, slot, title)
        token = CancelToken()
        self._tokens[slot] = token
        self._uses[slot, job.generation] = use
        if early is not None:
            self._early[slot, job.generation] = early
        if failed is not None:
            self._failed[slot, job.generation] = failed
        self._pool.start(_Runnable(job, work, token, self._signals))
        self.changed.emit(self.jobs.running)

    def cancel(self, slot: str) -> None:
        """Stop a job; its result is dropped."""
        if slot in self._tokens:
            self._tokens[slot].cancel()
        self.jobs = cancel_slot(self.jobs, slot)
        self.changed.emit(self.jobs.running)

    def give_up(self, slot: str) -> None:
        """Stop a job as the user wants it; ``failed`` gets `Cancelled` at once."""
        stopped = [job for job in self.jobs.running if job.slot == slot]
        self.cancel(slot)
        for job in stopped:
            failed = self._failed.get((job.slot, job.generation))
            if failed is not None:
                failed(Cancelled())
            self.given_up.emit(job.title)

    def ask_to_stop(self, slot: str) -> None:
        """Ask a job to stop; what becomes of it is told all the same, as it may be too late."""
        if slot in self._tokens:
            self._tokens[slot].cancel()

    def stop(self) -> None:
        """Cancel everything and wait for it: the window is going."""
        self._is_stopping = True
        for slot in tuple(self._tokens):
            self.cancel(slot)
        self._pool.waitForDone()
        self._is_stopping = False

    def is_busy(self) -> bool:
        """Say whether any job is in hand."""
        return bool(self.jobs.running)

    def _on_progress(self, job: Job, done: int, total: int) -> None:
        self.jobs = advance(self.jobs, job, done, total)
        self.changed.emit(self.jobs.running)

    def _on_early(self, job: Job, result: object) -> None:
        use = self._early.get((job.slot, job.generation))
        if use is not None and is_current(self.jobs, job):
            use(result)

    def _on_success(self, job: Job, result: object) -> None:
        use = self._close(job)
        if use is None:
            return
        try:
            use(result)
        except RecistError as error:
            # Such as a drive that has gone since the work was done.
            self.refused.emit(str(error))

    def _on_failure(self, job: Job, error: Exception) -> None:
        failed = self._failed.get((job.slot, job.generation))
        use = self._close(job)
        if use is not None and failed is not None:
            failed(error)
            return
        if use is None or isinstance(error, Cancelled):
            return
        if isinstance(error, RecistError | OSError):
            self.refused.emit(str(error))
            return
        raise error

    def _close(self, job: Job) -> Use | None:
        """Take a job off the list and return what to do with its result, None if stale."""
        use = self._uses.pop((job.slot, job.generation), None)
        self._early.pop((job.slot, job.generation), None)
        self._failed.pop((job.slot, job.generation), None)
        current = is_current(self.jobs, job)
        self.jobs = finish(self.jobs, job)
        self.changed.emit(self.jobs.running)
        return use if current else None
