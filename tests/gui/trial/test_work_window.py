"""The window of the work list: filled, filtered and opened by keyboard."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.state.trial.work_lines import Sight
from gui.widgets.trial.work_window import WorkWindow
from recist.store.trial_file import TrialFile
from recist.trial.people import Actor
from tests.gui.mouse import double_click, key, press, release, write
from tests.gui.trial_looks_scenes import JO, apart, desk_of, study
from tests.trial_files import ANNA, CORA

PATIENCE_MS = 5_000


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return apart(tmp_path)


class Chair:
    """Somebody in front of the window."""

    def __init__(self, qtbot: QtBot, trial: TrialFile, actor: Actor) -> None:
        self.bot = qtbot
        self.window = WorkWindow(desk_of(trial, actor))
        self.opened: list[tuple[str, str, str]] = []
        self.adjudicated: list[str] = []
        self.window.opened.connect(lambda *told: self.opened.append(told))
        self.window.adjudicate.connect(self.adjudicated.append)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(lambda: "Comparing" not in self.window.about.text(), timeout=PATIENCE_MS)

    def lines(self) -> list[tuple[str, ...]]:
        model = self.window.model
        return [
            tuple(model.index(n, m).data() for m in range(model.columnCount()))
            for n in range(model.rowCount())
        ]

    def enter(self) -> None:
        key(self.bot, self.window.table, Qt.Key.Key_Return)


def test_a_reader_opens_what_comes_first_by_enter(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, ANNA)
    chair.enter()
    assert chair.opened == [("03", "anna", "baseline")]
    key(qtbot, chair.window.table, Qt.Key.Key_Down)
    chair.enter()
    assert chair.opened[1:] == [("02", "anna", "week 8")]
    assert chair.window.about.text() == "2 to be done · Enter opens the marked line"


def test_what_was_said_stays_while_reads_are_compared(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, CORA)
    window = chair.window
    (waiting, *_) = (n for n, line in enumerate(chair.lines()) if "waiting" in line)
    window.table.mark(waiting)
    key(qtbot, window.table, Qt.Key.Key_Return)
    said = window.error.text()
    window._compare_some()
    assert said
    assert window.error.text() == said


def test_a_double_click_opens_a_line(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, ANNA)
    table = chair.window.table
    viewport = table.viewport()
    assert viewport is not None
    middle = table.visualRect(chair.window.model.index(1, 0)).center()
    press(qtbot, viewport, (middle.x(), middle.y()))
    release(qtbot, viewport, (middle.x(), middle.y()))
    double_click(qtbot, viewport, (middle.x(), middle.y()))
    assert chair.opened == [("02", "anna", "week 8")]


def test_a_visit_that_waits_stays_closed_and_says_why(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, ANNA)
    chair.window.table.mark(2)
    chair.enter()
    assert chair.opened == []
    assert chair.window.error.text() == (
        "week 16 cannot be opened yet: week 8 is to be signed first"
    )


def test_readers_see_no_reader_and_the_coordinator_does(qtbot: QtBot, trial: TrialFile) -> None:
    mine, all_of_them = Chair(qtbot, trial, ANNA), Chair(qtbot, trial, CORA)
    assert mine.lines()[0] == ("03", "baseline", "2026-01-05", "query", "")
    assert all_of_them.lines()[0] == ("01", "", "both reads", "", "to adjudicate", "")
    assert all_of_them.lines()[1][:4] == ("02", "anna", "week 8", "2026-03-02")


def test_an_adjudicator_sees_subjects_alone(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, JO)
    assert chair.lines() == [("01", "both reads", "", "to adjudicate", "")]
    chair.enter()
    assert (chair.adjudicated, chair.opened) == (["01"], [])


def test_dates_have_no_column_where_they_are_hidden(qtbot: QtBot, tmp_path: Path) -> None:
    chair = Chair(qtbot, apart(tmp_path, hide_dates=True), ANNA)
    assert chair.lines()[0] == ("03", "baseline", "query", "")


def test_state_and_text_choose_lines(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, ANNA)
    window = chair.window
    assert window.chips.buttons[Sight.WAITING].text() == "–  Waiting  3"
    assert window.chips.buttons[Sight.TO_ADJUDICATE].isHidden()
    window.chips.choose(Sight.WAITING)
    assert [one[0] for one in chair.lines()] == ["02", "03", "03"]
    write(qtbot, window.search, "week 16")
    assert [one[:2] for one in chair.lines()] == [("02", "week 16"), ("03", "week 16")]
    write(qtbot, window.search, " nothing like it")
    assert (chair.lines(), window.nothing.isHidden()) == ([], False)


def test_an_empty_trial_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    chair = Chair(qtbot, study(tmp_path, ()), ANNA)
    assert chair.window.nothing.text().startswith("No visit is planned yet")
    chair.enter()
    assert chair.opened == []


def test_a_trial_that_is_gone_is_told_in_the_window(qtbot: QtBot, trial: TrialFile) -> None:
    chair = Chair(qtbot, trial, ANNA)
    trial.path.unlink()
    chair.window.reload()
    assert "trial.recist" in chair.window.error.text()


def test_the_model_is_a_model(qtbot: QtBot, trial: TrialFile, qtmodeltester: ModelTester) -> None:
    model = Chair(qtbot, trial, CORA).window.model
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
