"""The window of an adjudication: nameless, decided by keyboard, refused in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QAbstractItemModel, Qt
from PyQt6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gui.widgets.trial.adjudication_window import AdjudicationWindow
from recist.store.trial_file import TrialFile
from recist.trial.adjudication import choice_of
from recist.trial.blinding import reader_behind
from recist.trial.locking import lock
from recist.trial.people import Actor
from recist.trial.reads import VisitRead
from recist.trial.signing import Signing, sign, unlock
from tests.gui.mouse import key, write
from tests.gui.trial_looks_scenes import ARM, JO, apart, desk_of, read
from tests.trial_files import ADA, ANNA, BEN, CORA, PASSWORD, START

ROLES = [
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
]
NAMES = ("anna", "ben", "cora", "reader", ARM)


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return apart(tmp_path)


def window_of(qtbot: QtBot, trial: TrialFile) -> AdjudicationWindow:
    window = AdjudicationWindow(desk_of(trial, JO), "01")
    qtbot.addWidget(window)
    window.show()
    return window


def texts_of(window: QWidget) -> Iterator[str]:
    """Return everything that a window tells: to eyes, to the pointer, to a screen reader."""
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.windowTitle(), widget.toolTip(), widget.statusTip(), widget.whatsThis())
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.objectName())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            model = widget.model()
            assert model is not None
            yield from cells_of(model)


def cells_of(model: QAbstractItemModel) -> Iterator[str]:
    for role in ROLES:
        for n in range(model.rowCount()):
            for m in range(model.columnCount()):
                yield str(model.data(model.index(n, m), role))
        for m in range(model.columnCount()):
            yield str(model.headerData(m, Qt.Orientation.Horizontal, role))


def test_no_name_and_no_arm_reaches_the_window(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial)
    said = "\n".join(texts_of(window)).replace("Two readers have read", "")
    assert [name for name in NAMES if name in said.casefold()] == []
    # The sweep looks where names would be.
    assert "read by Read 1" in said
    assert "At week 8 they measured the same targets differently." in said


def test_no_date_reaches_the_window_where_dates_are_hidden(qtbot: QtBot, tmp_path: Path) -> None:
    window = window_of(qtbot, apart(tmp_path, hide_dates=True))
    assert [text for text in texts_of(window) if "2026" in text] == []


def test_both_reads_stand_side_by_side_and_differences_are_marked(
    qtbot: QtBot, trial: TrialFile
) -> None:
    window = window_of(qtbot, trial)
    overall = {card.table.text_at("Overall", "week 16") for card in window.cards}
    assert overall == {"PR", "PD"}
    with trial.view() as view:
        ben = next(card for card in window.cards if reader_behind(view, "01", card.name) == "ben")
    assert ben.table.text_at("N1", "week 16") == "unequivocal"
    assert "the reads differ here" in "\n".join(texts_of(ben))


def test_a_visit_is_shown_on_the_images(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial)
    told: list[tuple[str, str, str]] = []
    window.show_on_images.connect(lambda *said: told.append(said))
    window.cards[0].show_button.click()
    window.cards[0].table.visit_chosen.emit("week 16")
    window.cards[1].show_button.click()
    assert told == [("01", "Read 1", "week 8"), ("01", "Read 2", "week 16")]


@pytest.mark.parametrize("n", [0, 1])
def test_a_read_is_accepted_by_keyboard_with_its_reason(
    qtbot: QtBot, trial: TrialFile, n: int
) -> None:
    window = window_of(qtbot, trial)
    decided: list[str] = []
    window.decided.connect(decided.append)
    key(qtbot, window.choices[n], Qt.Key.Key_Space)
    write(qtbot, window.reason, "The edge is there.")
    key(qtbot, window.choices[n], Qt.Key.Key_Return)
    with trial.view() as view:
        choice = choice_of(view, "01")
        behind = reader_behind(view, "01", f"Read {n + 1}")
    assert choice is not None
    assert (choice.accepted, choice.reason, decided) == (behind, "The edge is there.", ["01"])
    assert window.outcome.text() == f"Read {n + 1} is accepted: The edge is there."
    assert window.accept_button.isHidden()


def test_what_was_decided_before_is_shown_and_asked_no_more(qtbot: QtBot, trial: TrialFile) -> None:
    first = window_of(qtbot, trial)
    first.choices[0].setChecked(True)
    first.reason.setPlainText("Because.")
    first.decide()
    again = window_of(qtbot, trial)
    assert again.outcome.text() == "Read 1 is accepted: Because."
    assert not any(choice.isVisible() for choice in again.choices)


def test_what_is_accepted_is_the_read_that_was_shown(qtbot: QtBot, trial: TrialFile) -> None:
    # Where Hugo reads 01, too, its reads stand in another order.
    window = window_of(qtbot, trial)
    names = [card.name for card in window.cards]
    with trial.view() as view:
        before = [reader_behind(view, "01", name) for name in names]
    read(trial, Actor(user="hugo", roles=ANNA.roles), "01", [("T1", "target", "50")])
    with trial.view() as view:
        assert [reader_behind(view, "01", name) for name in names] != before
    window.choices[1].setChecked(True)
    window.reason.setPlainText("Because.")
    window.decide()
    with trial.view() as view:
        choice = choice_of(view, "01")
    assert choice is not None
    assert choice.accepted == before[1]


def test_reads_that_change_while_they_are_shown_are_not_accepted(
    qtbot: QtBot, trial: TrialFile
) -> None:
    window = window_of(qtbot, trial)
    visit = VisitRead(subject="01", reader="ben", visit="week 16")
    trial.do(CORA, lambda work: unlock(work, CORA, visit, "another slice"))
    sign(trial, BEN, PASSWORD, Signing(subject="01", visit="week 16"), START)
    window.choices[0].setChecked(True)
    window.reason.setPlainText("Because.")
    window.decide()
    assert window.error.text() == "the reads were changed since they were shown; look again"
    with trial.view() as view:
        assert choice_of(view, "01") is None


MISSING = [
    (False, "Because.", "choose the read that is accepted"),
    (True, "  ", "write why this read is accepted"),
]


@pytest.mark.parametrize(("chosen", "reason", "said"), MISSING)
def test_what_is_missing_is_asked_for(
    qtbot: QtBot, trial: TrialFile, chosen: bool, reason: str, said: str
) -> None:
    window = window_of(qtbot, trial)
    window.choices[0].setChecked(chosen)
    window.reason.setPlainText(reason)
    window.accept_button.click()
    assert window.error.text() == said
    with trial.view() as view:
        assert choice_of(view, "01") is None


def test_the_hint_goes_when_what_was_missing_is_given(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial)
    window.accept_button.click()
    assert window.error.isVisible()
    key(qtbot, window.choices[1], Qt.Key.Key_Space)
    assert not window.error.isVisible()
    window.accept_button.click()
    assert window.error.isVisible()
    write(qtbot, window.reason, "B")
    assert not window.error.isVisible()


def test_a_locked_database_takes_no_decision(qtbot: QtBot, trial: TrialFile) -> None:
    window = window_of(qtbot, trial)
    trial.do(ADA, lambda work: lock(work, ADA, "all is read"))
    window.choices[0].setChecked(True)
    window.reason.setPlainText("Because.")
    window.decide()
    assert window.error.text().startswith("the database is locked")
    assert window.reason.toPlainText() == "Because."


REFUSED = [
    (ANNA, "01", "anna may not adjudicate; it takes the role adjudicator"),
    (CORA, "01", "cora may not adjudicate; it takes the role adjudicator"),
    (JO, "02", "there are no two finished reads of this subject"),
]


@pytest.mark.parametrize(("actor", "subject", "said"), REFUSED)
def test_who_may_not_look_sees_why_and_nothing_else(
    qtbot: QtBot, trial: TrialFile, actor: Actor, subject: str, said: str
) -> None:
    window = AdjudicationWindow(desk_of(trial, actor), subject)
    qtbot.addWidget(window)
    window.show()
    assert window.error.text() == said
    assert (window.cards, window.accept_button.isVisible()) == ([], False)
