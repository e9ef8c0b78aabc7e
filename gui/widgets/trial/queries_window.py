"""Queries: the coordinator asks and closes, the reader answers."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.state.trial.query_lines import (
    SIGNS,
    STAGES,
    askable,
    chosen_queries,
    may_answer,
    may_close,
    query_lines,
    stage_counts,
)
from gui.widgets import style
from gui.widgets.labels import label
from gui.widgets.trial.ask_card import AskCard
from gui.widgets.trial.chips import StateChips
from gui.widgets.trial.parts import TrialDialog, button, long_field, row, soft
from gui.widgets.trial.rows import Column, RowsModel, RowsView
from gui.widgets.trial.state_pill import StatePill
from recist.trial import queries
from recist.trial.ports import Work
from recist.trial.queries import Query, Stage
from recist.trial.rights import Right

COLOURS = {Stage.OPEN: style.ERROR, Stage.ANSWERED: style.WARNING, Stage.CLOSED: style.LESIONS[4]}
NOTHING = later("There is no query for you to see.")


class QueriesWindow(TrialDialog):
    """Shows the queries of whoever is at the desk."""

    changed = pyqtSignal()
    """A query was asked, answered or closed."""
    opened = pyqtSignal(str, str, str)
    """Subject, reader and visit that a query is about, to be opened."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Queries"), " ", parent, width=860)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk = desk
        # Tried again after the disk failed, the same question is asked once.
        self._said: tuple[str, ...] = ()
        self._save = ""
        self._asks = desk.may(Right.RAISE_QUERY)
        self.resize(1180 if self._asks else 900, 680)
        self._all: tuple[Query, ...] = ()
        self.chips = StateChips(tr("States of queries"), STAGES, SIGNS)
        self.model = RowsModel(self._columns())
        self.table = RowsView(tr("Queries"), self.model)
        self.table.show_states(1, StatePill(STAGES, SIGNS, COLOURS, self.table))
        self.nothing = soft(tr(NOTHING))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.question, self.said = label("", "strong"), soft("")
        self.answer = long_field(tr("Your answer"), lines=3)
        self.answer.setPlaceholderText(tr("Your answer"))
        self.answer_button = button(tr("Answer"), self._answer, main=not self._asks)
        self.close_button = button(tr("Close the query"), self._close_query)
        self.open_button = button(tr("Open the visit"), self._open)
        self.ask_card = AskCard()
        self._lay_out()
        self.reload()
        self.table.setFocus()

    def _columns(self) -> list[Column[Query]]:
        columns: list[Column[Query]] = [
            Column(title=later("No."), text=lambda one: str(one.number), width_px=54),
            Column(title=later("State"), text=lambda one: tr(STAGES[one.stage]), width_px=120),
            Column(title=later("Subject"), text=lambda one: one.subject, width_px=110),
            Column(title=later("Reader"), text=lambda one: one.reader, width_px=90),
            Column(
                title=later("Visit"), text=lambda one: one.visit or tr("all visits"), width_px=100
            ),
            Column(title=later("Lesion"), text=lambda one: one.lesion, width_px=64),
            Column(title=later("Question"), text=lambda one: " ".join(one.question.split())),
        ]
        shows_reader = self._desk.may(Right.SEE_ALL_READS)
        return [one for one in columns if shows_reader or one.title != "Reader"]

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.chips)
        left.addWidget(self.table, 1)
        left.addWidget(self.nothing, 1)
        left.addWidget(self._details())
        whole = QHBoxLayout()
        whole.setSpacing(12)
        whole.addLayout(left, 1)
        whole.addWidget(self.ask_card)
        self.ask_card.setVisible(self._asks)
        self.body.addLayout(whole, 1)
        self.finish(button(tr("Reload"), self.reload), None, button(tr("Close"), self.close))
        self.chips.chosen.connect(lambda _: self._show())
        self.table.moved.connect(lambda _: self._show_details())
        self.table.chosen.connect(lambda _: self._enter())
        self.ask_card.asked.connect(self._ask)

    def _details(self) -> QWidget:
        self.details = QFrame()
        self.details.setProperty("kind", "card")
        whole = QVBoxLayout(self.details)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(8)
        for widget in (self.question, self.said, self.answer):
            whole.addWidget(widget)
        buttons = (self.open_button, None, self.close_button, self.answer_button)
        whole.addLayout(row(*buttons))
        return self.details

    # --- what there is ----------------------------------------------------------------------

    def reload(self) -> None:
        """Look at the trial as it is now."""
        self.attempt(self._load)
        self._show()

    def _load(self) -> None:
        with self._desk.look() as records:
            self._all = query_lines(records, self._desk.actor)
            if self._asks:
                self.ask_card.offer(askable(records))

    def ask_about(self, subject: str, visit: str = "", lesion: str = "") -> None:
        """Begin a query about what is looked at."""
        self.ask_card.fill(subject, visit, lesion)
        if not self._asks:
            self.error.say(tr("only a coordinator raises queries"))

    # --- what is shown ----------------------------------------------------------------------

    def query(self) -> Query | None:
        """Return the marked query, None where none is."""
        return self.model.line(self.table.marked())

    def _show(self, number: int | None = None) -> None:
        """Show the queries that are asked for; the marked one stays marked."""
        before = self.query()
        marked = number or (before.number if before is not None else 0)
        self.chips.show_counts(stage_counts(self._all))
        lines = chosen_queries(self._all, self.chips.state())
        self.model.show(lines)
        self.table.mark(next((n for n, one in enumerate(lines) if one.number == marked), 0))
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        waiting = sum(one.stage is not Stage.CLOSED for one in self._all)
        self.about.setText(
            tr("{number} not closed", number=waiting) if waiting else tr("No query is open")
        )
        self._show_details()

    def _show_details(self) -> None:
        query = self.query()
        self.details.setVisible(query is not None)
        if query is None:
            return
        # Blinded readers are not told who asks.
        asking = query.asked_by or tr("The coordinator")
        self.question.setText(tr("{user} asks: {question}", user=asking, question=query.question))
        self.said.setText(f"{query.reader}: {query.answer}")
        self.said.setVisible(bool(query.answer))
        answers = may_answer(self._desk.actor, query)
        self.answer.setVisible(answers)
        self.answer_button.setVisible(answers)
        self.answer_button.setText(tr("Answer again") if query.answer else tr("Answer"))
        self.close_button.setVisible(may_close(self._desk.actor, query))
        self.open_button.setVisible(bool(query.visit))

    # --- what is done -----------------------------------------------------------------------

    def _enter(self) -> None:
        query = self.query()
        if query is not None and may_answer(self._desk.actor, query):
            self.answer.setFocus()
        else:
            self._open()

    def _open(self) -> None:
        query = self.query()
        if query is not None and query.visit:
            self.opened.emit(query.subject, query.reader, query.visit)

    def _ask(self) -> None:
        card, desk = self.ask_card, self._desk
        subject, reader = card.subject.currentText(), card.reader.currentText()
        visit, lesion = card.visit_label(), card.lesion.text().strip()
        text = card.text.toPlainText()
        said = (subject, reader, visit, lesion, text)
        if said != self._said:
            self._said, self._save = said, uuid4().hex

        def deed(work: Work) -> Query:
            return queries.ask(work, desk.actor, subject, reader, text, visit=visit, lesion=lesion)

        if self._done(lambda: desk.do(deed, save=self._save)):
            self._said = ()
            card.clear()

    def _answer(self) -> None:
        query, desk = self.query(), self._desk
        if query is None:
            return
        text, number = self.answer.toPlainText(), query.number
        if self._done(lambda: desk.do(lambda work: queries.answer(work, desk.actor, number, text))):
            self.answer.clear()

    def _close_query(self) -> None:
        query, desk = self.query(), self._desk
        if query is None:
            return
        number = query.number
        self._done(lambda: desk.do(lambda work: queries.close(work, desk.actor, number)))

    def _done(self, deed: Callable[[], Query | None]) -> bool:
        """Change a query and show it as it is then; say whether it was changed."""
        made: list[Query | None] = []
        if not self.attempt(lambda: made.append(deed())):
            return False
        self.attempt(self._load)
        self._show(made[0].number if made[0] is not None else None)
        self.changed.emit()
        return True
