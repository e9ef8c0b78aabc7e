"""The work list of a trial: what is to be done stands first, and Enter opens it."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic

from PyQt6.QtCore import Qt, QTimer, pyqtSignal
from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.state.trial.comparing import Comparisons
from gui.state.trial.work_lines import (
    SIGNS,
    TO_DO,
    WORDS,
    Sight,
    WorkLine,
    chosen,
    counts,
    merged,
    sees_dates,
    subject_line,
    work_lines,
)
from gui.widgets import style
from gui.widgets.trial.chips import StateChips
from gui.widgets.trial.parts import TrialDialog, button, field, soft
from gui.widgets.trial.rows import Column, RowsModel, RowsView
from gui.widgets.trial.state_pill import StatePill
from recist.model.errors import InputError
from recist.trial.rights import Right
from recist.trial.worklist import Work

COLOURS = {
    Sight.QUERY: style.ERROR,
    Sight.TO_ADJUDICATE: style.LESIONS[2],
    Sight.IN_PROGRESS: style.WARNING,
    Sight.TO_READ: style.ACCENT,
    Sight.WAITING: style.DIM,
    Sight.SIGNED: style.LESIONS[4],
    Sight.ADJUDICATED: style.LESIONS[4],
}
SLICE_S, REFRESH_S = 0.03, 0.3
NOTHING = later("No visit is planned yet, or none of them is for you to see.")
NO_HIT = later("No line is like that. Choose another state, or shorten the text.")


class WorkWindow(TrialDialog):
    """Shows the work list to whoever is at the desk.

    Finished reads are compared in small slices of time, so that the window never stands still.
    """

    opened = pyqtSignal(str, str, str)
    """Subject, reader and visit to be opened."""
    adjudicate = pyqtSignal(str)
    """The subject whose two reads are to be looked at."""
    export_wanted = pyqtSignal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Work list"), " ", parent, width=820)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(980, 720)
        self._desk = desk
        self._visits: tuple[WorkLine, ...] = ()
        self._comparisons = Comparisons(desk.protocol)
        self._shown_at_s = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._compare_some)
        self.chips = StateChips(tr("States"), WORDS, SIGNS)
        self.search = field(tr("Find in the work list"))
        self.search.setPlaceholderText(tr("Find subject, visit, state …"))
        self.search.setClearButtonEnabled(True)
        self.model = RowsModel(self._columns())
        self.table = RowsView(tr("Work"), self.model)
        state = len(self.model.columns) - 2
        self.table.show_states(state, StatePill(WORDS, SIGNS, COLOURS, self.table))
        self.nothing = soft(tr(NOTHING))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button = button(tr("Open"), self._open, main=True)
        self.export_button = button(tr("Export…"), self.export_wanted.emit)
        self._lay_out()
        self.reload()
        self.table.setFocus()

    def _columns(self) -> list[Column[WorkLine]]:
        columns: list[Column[WorkLine]] = [
            Column(title=later("Subject"), text=lambda one: one.subject, width_px=200),
            Column(title=later("Reader"), text=lambda one: one.reader, width_px=130),
            Column(
                title=later("Visit"), text=lambda one: one.visit or tr("both reads"), width_px=150
            ),
            Column(title=later("Date"), text=lambda one: one.date, width_px=110),
            Column(title=later("State"), text=lambda one: tr(WORDS[one.sight]), width_px=150),
            Column(title="", text=lambda one: one.why, colour=lambda _: style.DIM),
        ]
        hidden = set() if self._desk.may(Right.SEE_ALL_READS) else {"Reader"}
        if not sees_dates(self._desk.actor, self._desk.protocol):
            hidden.add("Date")
        return [column for column in columns if column.title not in hidden]

    def _lay_out(self) -> None:
        for widget in (self.chips, self.search):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing, 1)
        self.finish(
            button(tr("Reload"), self.reload),
            self.export_button,
            None,
            button(tr("Close"), self.close),
            self.open_button,
        )
        # Others may export what they see from the File menu; here it is a coordinator's work.
        self.export_button.setVisible(self._desk.may(Right.SEE_ALL_READS))
        self.chips.chosen.connect(lambda _: self._show())
        self.search.textChanged.connect(lambda _: self._show())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.chosen.connect(lambda _: self._open())

    # --- what there is ----------------------------------------------------------------------

    def reload(self) -> None:
        """Look at the trial as it is now."""
        self._shown_at_s = 0.0
        if self.attempt(self._load):
            self._compare_some()
        else:
            self._show()

    def _load(self) -> None:
        with self._desk.look() as records:
            work = work_lines(records, self._desk.actor, self._desk.protocol)
        self._visits = work.lines
        self._comparisons.want(work.to_compare, work.progress.changed)
        self._timer.start(0)

    def _compare_some(self) -> None:
        """Compare for a moment; the rest follows when the window has had its turn."""
        until_s = monotonic() + SLICE_S
        try:
            with self._desk.look() as records:
                self._comparisons.go_on(records, lambda: monotonic() < until_s)
        except InputError as failed:
            self._comparisons.stop()
            self.error.say(str(failed))
        is_done = not self._comparisons.waiting
        if is_done:
            self._timer.stop()
        if is_done or monotonic() > self._shown_at_s + REFRESH_S:
            self._show()

    # --- what is shown ----------------------------------------------------------------------

    def _show(self) -> None:
        """Show the lines that are asked for; the marked one stays marked."""
        marked = self.line()
        found = (subject_line(one, Work.TO_ADJUDICATE) for one in self._comparisons.apart)
        every = merged(self._visits, found)
        numbers = counts(every)
        self.chips.show_counts(numbers)
        lines = chosen(every, self.chips.state(), self.search.text())
        self.model.show(lines)
        self.table.mark(next((n for n, one in enumerate(lines) if one == marked), 0))
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(tr(NO_HIT if every else NOTHING))
        self.open_button.setEnabled(bool(lines))
        self.about.setText(self._about(numbers))
        self._shown_at_s = monotonic()

    def _about(self, numbers: Mapping[Sight, int]) -> str:
        waiting = self._comparisons.waiting
        if waiting:
            return tr("Comparing finished reads: {number} still to go", number=f"{waiting:,}")
        left = sum(numbers.get(one, 0) for one in TO_DO)
        if not left:
            return tr("Nothing is left to do")
        return tr("{number} to be done · Enter opens the marked line", number=f"{left:,}")

    # --- what is chosen ---------------------------------------------------------------------

    def line(self) -> WorkLine | None:
        """Return the marked line, None where none is."""
        return self.model.line(self.table.marked())

    def _open(self) -> None:
        line = self.line()
        if line is None:
            return
        if line.why:
            said = tr("{visit} cannot be opened yet: {why}", visit=line.visit, why=line.why)
            self.error.say(said)
            return
        self.error.say("")
        if line.visit:
            self.opened.emit(line.subject, line.reader, line.visit)
        else:
            self.adjudicate.emit(line.subject)
