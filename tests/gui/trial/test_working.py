"""A window that is at work: it shows how far it is, answers, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from gui.state.jobs import Report
from gui.widgets.trial import parts
from gui.widgets.trial.working import WorkingDialog
from recist.model.errors import InputError
from tests.gui.mouse import key, write
from tests.gui.trial.held import Held

PATIENCE_MS = 20_000
GIGABYTE = 1 << 30


class Worker(WorkingDialog):
    """A window with a field that can be used meanwhile, and two buttons that cannot."""

    def __init__(self) -> None:
        super().__init__("Work")
        self.held = Held()
        self.outcomes: list[str] = []
        self.note = QLineEdit()
        self.body.addWidget(self.note)
        self.begin = parts.button("Begin", self.start, main=True)
        self.other = parts.button("Other", self.accept)
        self.other.setEnabled(False)
        self.finish(self.begin, self.other)
        self.begin.setFocus()

    def start(self) -> None:
        self.work(
            "Counting",
            self.count,
            self.outcomes.append,
            pausing=(self.begin, self.other),
            cancelled="Cancelled; nothing was counted",
        )

    def count(self, report: Report) -> str:
        report(5 * GIGABYTE, 20 * GIGABYTE)
        self.held(0, 0)
        report(10 * GIGABYTE, 20 * GIGABYTE)
        return "all counted"

    def is_ending(self) -> bool:
        return not self.is_at_work()


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    """A window that has begun and waits a quarter of the way."""
    made = Worker()
    qtbot.addWidget(made)
    made.show()
    made.begin.click()
    qtbot.waitUntil(lambda: made.work_bar.said.text() == "Counting · 25 %", timeout=PATIENCE_MS)
    yield made
    made.held.go_on.set()
    made.runner.stop()


def go_on(qtbot: QtBot, worker: Worker) -> None:
    worker.held.go_on.set()
    qtbot.waitUntil(worker.is_ending, timeout=PATIENCE_MS)


def test_the_window_answers_while_it_is_at_work(qtbot: QtBot, worker: Worker) -> None:
    write(qtbot, worker.note, "still here")
    assert worker.note.text() == "still here"
    assert worker.work_bar.isVisible()
    assert (worker.work_bar.bar.value(), worker.work_bar.bar.maximum()) == (250, 1000)
    assert worker.work_bar.cancel.isEnabled()
    assert not worker.begin.isEnabled()


def test_what_came_of_it_is_used_once_it_is_done(qtbot: QtBot, worker: Worker) -> None:
    go_on(qtbot, worker)
    assert (worker.outcomes, worker.error.text()) == (["all counted"], "")
    assert not worker.work_bar.isVisible()
    # What could not be used before cannot be used now.
    assert (worker.begin.isEnabled(), worker.other.isEnabled()) == (True, False)
    assert worker.focusWidget() is worker.begin


def _press_cancel(_: QtBot, worker: Worker) -> None:
    worker.work_bar.cancel.click()


def _press_escape(qtbot: QtBot, worker: Worker) -> None:
    key(qtbot, worker.note, Qt.Key.Key_Escape)


def _close(_: QtBot, worker: Worker) -> None:
    assert not worker.close()


@pytest.mark.parametrize("ask", [_press_cancel, _press_escape, _close])
def test_to_close_it_meanwhile_is_to_cancel(
    qtbot: QtBot, worker: Worker, ask: Callable[[QtBot, Worker], None]
) -> None:
    ask(qtbot, worker)
    assert worker.isVisible()
    assert worker.work_bar.said.text() == "Stopping …"
    assert not worker.work_bar.cancel.isEnabled()
    go_on(qtbot, worker)
    assert (worker.outcomes, worker.error.text()) == ([], "Cancelled; nothing was counted")
    assert worker.isVisible()
    assert worker.close()


def test_it_can_begin_anew_after_it_was_cancelled(qtbot: QtBot, worker: Worker) -> None:
    worker.cancel()
    go_on(qtbot, worker)
    worker.begin.click()
    assert (worker.error.text(), worker.work_bar.cancel.isEnabled()) == ("", True)
    qtbot.waitUntil(worker.is_ending, timeout=PATIENCE_MS)
    assert worker.outcomes == ["all counted"]


def test_what_was_done_before_it_could_stop_is_told(qtbot: QtBot, worker: Worker) -> None:
    worker.held.go_on.set()
    qtbot.waitUntil(worker.is_ending, timeout=PATIENCE_MS)
    worker.held.go_on.clear()
    worker.held.reached.clear()

    def deaf(_: Report) -> str:
        worker.held(0, 0)
        return "counted all the same"

    worker.work("Counting", deaf, worker.outcomes.append, pausing=(), cancelled="Cancelled")
    worker.cancel()
    go_on(qtbot, worker)
    assert worker.outcomes == ["all counted", "counted all the same"]
    assert worker.error.text() == ""


@pytest.mark.parametrize(
    "error", [InputError("scan.dcm: cannot be read"), OSError("scan.dcm: cannot be read")]
)
def test_what_goes_wrong_is_told(qtbot: QtBot, error: Exception) -> None:
    dialog = Worker()
    qtbot.addWidget(dialog)

    def fail(_: Report) -> str:
        raise error

    dialog.work("Counting", fail, dialog.outcomes.append, pausing=(), cancelled="Cancelled")
    qtbot.waitUntil(dialog.is_ending, timeout=PATIENCE_MS)
    assert dialog.error.text() == "scan.dcm: cannot be read"
    assert dialog.outcomes == []


def test_a_fault_of_the_program_is_not_hidden(qtbot: QtBot) -> None:
    dialog = Worker()
    qtbot.addWidget(dialog)

    def fail(_: Report) -> str:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as raised:
        dialog.work("Counting", fail, dialog.outcomes.append, pausing=(), cancelled="Cancelled")
        qtbot.waitUntil(dialog.is_ending, timeout=PATIENCE_MS)
    assert [kind for kind, *_ in raised] == [ZeroDivisionError]


def test_the_bar_runs_to_and_fro_where_nobody_knows_how_long_it_takes(qtbot: QtBot) -> None:
    dialog = Worker()
    qtbot.addWidget(dialog)

    def wait(_: Report) -> str:
        dialog.held(0, 0)
        return ""

    dialog.work("Looking", wait, dialog.outcomes.append, pausing=(), cancelled="Cancelled")
    assert dialog.work_bar.said.text() == "Looking …"
    assert dialog.work_bar.bar.maximum() == 0
    go_on(qtbot, dialog)
