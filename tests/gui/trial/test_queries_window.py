"""Queries at a window: asked, answered and closed, and what each may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.state.trial.query_lines import askable, may_answer, may_close, query_lines
from gui.widgets.trial.queries_window import QueriesWindow
from recist.store.trial_file import TrialFile
from recist.trial.locking import lock
from recist.trial.people import Actor
from recist.trial.queries import Query, Stage, queries_of
from tests.gui.mouse import key, write
from tests.gui.trial_looks_scenes import JO, asked, desk_of, study
from tests.trial_files import ADA, ANNA, BEN, CORA


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return asked(tmp_path)


def window_of(qtbot: QtBot, trial: TrialFile, actor: Actor) -> QueriesWindow:
    window = QueriesWindow(desk_of(trial, actor))
    qtbot.addWidget(window)
    window.show()
    return window


def kept(trial: TrialFile, number: int) -> Query:
    with trial.view() as view:
        return next(one for one in queries_of(view) if one.number == number)


def numbers(window: QueriesWindow) -> list[int]:
    return [one.number for one in window.model.lines]


SEEN = [
    (CORA, [(3, Stage.ANSWERED), (2, Stage.OPEN), (1, Stage.CLOSED)]),
    (ANNA, [(2, Stage.OPEN), (1, Stage.CLOSED)]),
    (BEN, [(3, Stage.ANSWERED)]),
    (JO, []),
    (ADA, []),
]


@pytest.mark.parametrize(("actor", "seen"), SEEN)
def test_each_sees_their_queries_and_what_waits_for_them_first(
    trial: TrialFile, actor: Actor, seen: list[tuple[int, Stage]]
) -> None:
    with desk_of(trial, actor).look() as records:
        found = query_lines(records, actor)
    assert [(one.number, one.stage) for one in found] == seen


MAY = [
    (ANNA, 2, True, False),
    (ANNA, 1, False, False),
    (BEN, 2, False, False),
    (BEN, 3, True, False),
    (CORA, 2, False, True),
    (CORA, 1, False, False),
]


@pytest.mark.parametrize(("actor", "number", "answers", "closes"), MAY)
def test_who_may_do_what(
    trial: TrialFile, actor: Actor, number: int, answers: bool, closes: bool
) -> None:
    query = kept(trial, number)
    assert (may_answer(actor, query), may_close(actor, query)) == (answers, closes)


def test_readers_and_visits_are_offered_to_ask_about(trial: TrialFile) -> None:
    with desk_of(trial, CORA).look() as records:
        offered = askable(records)
    assert offered.readers == ("anna", "ben")
    assert offered.visits["02"] == ("baseline", "week 8", "week 16")


def test_a_reader_answers_by_keyboard(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, ANNA)
    key(qtbot, window.table, Qt.Key.Key_Return)
    write(qtbot, window.answer, "Measured on slice 40.")
    key(qtbot, window.answer, Qt.Key.Key_Tab)
    key(qtbot, window.answer_button, Qt.Key.Key_Space)
    query = kept(trial, 2)
    assert (query.stage, query.answer) == (Stage.ANSWERED, "Measured on slice 40.")
    assert window.said.text() == "anna: Measured on slice 40."
    assert window.answer.toPlainText() == ""
    assert window.ask_card.isHidden()


def test_the_coordinator_asks_what_the_room_looks_at(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, CORA)
    told: list[bool] = []
    window.changed.connect(lambda: told.append(True))
    window.ask_about("02", "week 8", "T1")
    window.ask_card.reader.setCurrentText("ben")
    write(qtbot, window.ask_card.text, "Why so large?")
    key(qtbot, window.ask_card.button, Qt.Key.Key_Space)
    query = kept(trial, 4)
    assert (query.subject, query.reader, query.visit, query.lesion, query.question) == (
        "02",
        "ben",
        "week 8",
        "T1",
        "Why so large?",
    )
    marked = window.query()
    assert marked is not None
    assert (marked.number, told, window.ask_card.text.toPlainText()) == (4, [True], "")
    with trial.view() as view:
        last = view.last()
    assert last is not None
    assert last.save != "", "asked again after a failure, it would be there twice"


def test_a_query_about_all_of_a_subject_has_no_visit(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, CORA)
    window.ask_about("03")
    window.ask_card.text.setPlainText("Is it the right patient?")
    window.ask_card.button.click()
    assert (kept(trial, 4).subject, kept(trial, 4).visit) == ("03", "")


def test_the_coordinator_closes_a_query(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, CORA)
    window.close_button.click()
    assert kept(trial, 3).stage is Stage.CLOSED
    assert numbers(window) == [2, 1, 3]
    marked = window.query()
    assert marked is not None
    assert (marked.number, window.close_button.isHidden()) == (3, True)


def test_chips_choose_a_stage(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, CORA)
    window.chips.choose(Stage.CLOSED)
    assert numbers(window) == [1]
    window.chips.choose(None)
    assert numbers(window) == [3, 2, 1]


def test_the_visit_of_a_query_is_opened(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, ANNA)
    told: list[tuple[str, str, str]] = []
    window.opened.connect(lambda *said: told.append(said))
    window.open_button.click()
    assert told == [("02", "anna", "week 8")]


def test_an_empty_question_and_an_empty_answer_are_refused(qtbot: QtBot, trial: TrialFile) -> None:
    asking, answering = window_of(qtbot, trial, CORA), window_of(qtbot, trial, ANNA)
    asking.ask_card.button.click()
    answering.answer_button.click()
    assert asking.error.text() == "a query asks something"
    assert answering.error.text() == "an answer says something"


def test_a_locked_database_takes_no_query_and_keeps_the_text(
    qtbot: QtBot, trial: TrialFile
) -> None:
    window = window_of(qtbot, trial, CORA)
    trial.do(ADA, lambda work: lock(work, ADA, "all is read"))
    window.ask_card.text.setPlainText("Why?")
    window.ask_card.button.click()
    assert window.error.text().startswith("the database is locked")
    assert window.ask_card.text.toPlainText() == "Why?"


def test_a_query_that_was_closed_meanwhile_takes_no_answer(qtbot: QtBot, trial: TrialFile) -> None:
    reader, coordinator = window_of(qtbot, trial, BEN), window_of(qtbot, trial, CORA)
    coordinator.close_button.click()
    reader.answer.setPlainText("Yes.")
    reader.answer_button.click()
    assert reader.error.text() == "there is no open query 3"


def test_who_does_not_ask_is_told_so(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial, ANNA)
    window.ask_about("02", "week 8", "T1")
    assert window.error.text() == "only a coordinator raises queries"
    assert window.ask_card.isHidden()


def test_without_a_query_the_window_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    window = window_of(qtbot, study(tmp_path), ANNA)
    assert window.nothing.text() == "There is no query for you to see."
    assert window.details.isHidden()


def test_the_model_is_a_model(qtbot: QtBot, trial: TrialFile, qtmodeltester: ModelTester) -> None:
    model = window_of(qtbot, trial, CORA).model
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
