"""Adjudication: two reads that disagree, side by side and nameless, and the choice of one."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.state.trial.adjudication_case import AdjudicationCase, Difference, adjudication_case
from gui.widgets.labels import label
from gui.widgets.trial.parts import TextTable, TrialDialog, button, heading, long_field, row
from gui.widgets.trial.read_card import ReadCard
from recist.trial.adjudication import Choice, adjudicate
from recist.trial.errors import NotAllowedError
from recist.trial.progress import READERS

ABOUT = later(
    "Two readers have read this subject on their own, and disagree. "
    "Look at both reads and accept one; a sign ≠ marks where they differ."
)


class AdjudicationWindow(TrialDialog):
    """Shows the two reads of a subject and takes the choice of one of them."""

    show_on_images = pyqtSignal(str, str, str)
    """Subject, the read by its name and the visit."""
    decided = pyqtSignal(str)
    """The subject that was decided on."""

    def __init__(self, desk: Desk, subject: str, parent: QWidget | None = None) -> None:
        name = tr("Adjudication · subject {subject}", subject=subject)
        super().__init__(name, tr(ABOUT), parent, width=900)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk, self._subject = desk, subject
        self.cards: list[ReadCard] = []
        self.choices: list[QRadioButton] = []
        self._group = QButtonGroup(self)
        self.reason = long_field(tr("Why this read is accepted"), lines=2)
        self.reason.setPlaceholderText(tr("Why this read is accepted; it is kept with the choice"))
        self.outcome = label("", "strong")
        self.accept_button = button(tr("Accept"), self.decide, main=True)
        self.differences = TextTable(tr("Where the reads disagree"), ["", "", "", ""], stretched=3)
        self._parts = QWidget()
        self._parts.setObjectName("holder")
        self._ask = QWidget()
        self._ask.setObjectName("holder")
        self.body.addWidget(self._parts, 1)
        self.finish(button(tr("Close"), self.close), self.accept_button)
        self._case: AdjudicationCase | None = None
        self.attempt(self._load)
        self._begin(self._case)

    def _begin(self, case: AdjudicationCase | None) -> None:
        if case is None or len(case.reads) < READERS:
            self._refuse()
        else:
            self._lay_out(case)
            self.resize(1240, 940)

    def _load(self) -> None:
        with self._desk.trial.view() as records:
            self._case = adjudication_case(
                records, self._desk.actor, self._desk.protocol, self._subject
            )

    def _refuse(self) -> None:
        """Show nothing but why there is nothing to show."""
        for one in (self.reason, self.outcome, self.differences, self._ask):
            # Without a window around it, each would be one itself.
            one.setParent(self._parts)
        self._parts.hide()
        self.about.hide()
        self.accept_button.hide()
        if self._case is not None:
            self.error.say(tr("there are no two finished reads of this subject"))

    # --- how it looks -----------------------------------------------------------------------

    def _lay_out(self, case: AdjudicationCase) -> None:
        whole = QVBoxLayout(self._parts)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(heading(tr("Where they disagree")))
        self._show_differences(case.differences)
        whole.addWidget(self.differences)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(12)
        for read in case.reads:
            card = ReadCard(read, case.first_visit)
            card.visit_chosen.connect(self._show_visit)
            card.images_wanted.connect(
                lambda name, visit: self.show_on_images.emit(self._subject, name, visit)
            )
            self.cards.append(card)
            side_by_side.addWidget(card, 1)
        whole.addLayout(side_by_side, 1)
        whole.addWidget(self._ask)
        whole.addWidget(self.outcome)
        self._lay_out_choice(case)
        self._show_decision()

    def _show_differences(self, found: tuple[Difference, ...]) -> None:
        names = [] if self._case is None else [one.name for one in self._case.reads]
        self.differences.setHorizontalHeaderLabels([tr("What"), *names, tr("Why")])
        self.differences.show_rows([[one.what, *one.answers, one.why] for one in found])
        self.differences.setFixedHeight((len(found) + 1) * 28 + 12)
        self.differences.currentCellChanged.connect(lambda line, *_: self._show_difference(line))

    def _lay_out_choice(self, case: AdjudicationCase) -> None:
        whole = QVBoxLayout(self._ask)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        for n, read in enumerate(case.reads, start=1):
            choice = QRadioButton(read.name.replace(" ", " &"))
            choice.setAccessibleName(tr("Accept {read}", read=read.name))
            self._group.addButton(choice, n)
            self.choices.append(choice)
        whole.addLayout(row(label(tr("Accept"), "strong"), *self.choices, None))
        whole.addWidget(self.reason)
        # What was missing is told until something is given, no longer.
        self._group.buttonToggled.connect(lambda *_: self.error.say(""))
        self.reason.textChanged.connect(lambda: self.error.say(""))

    def _show_difference(self, line: int) -> None:
        found = () if self._case is None else self._case.differences[line : line + 1]
        if found and found[0].visit:
            self._show_visit(found[0].visit)

    def _show_visit(self, visit: str) -> None:
        for card in self.cards:
            card.show_visit(visit)

    def _show_decision(self) -> None:
        """Show what was decided, or ask for it."""
        decision = None if self._case is None else self._case.decision
        self._ask.setVisible(decision is None)
        self.accept_button.setVisible(decision is None)
        self.outcome.setVisible(decision is not None)
        if decision is not None:
            said = tr("{read} is accepted: {reason}", read=decision.read, reason=decision.reason)
            self.outcome.setText(said)
            self.about.setText(tr("This subject is decided. Both reads stay as they were signed."))

    # --- the choice -------------------------------------------------------------------------

    def read_name(self) -> str:
        """Return the read that is chosen, an empty text where none is."""
        for choice, card in zip(self.choices, self.cards, strict=True):
            if choice.isChecked():
                return card.name
        return ""

    def decide(self) -> None:
        """Accept the chosen read; say what is missing or why it is refused."""
        if not self.attempt(self._decide):
            return
        self.attempt(self._load)
        self._show_decision()
        self.decided.emit(self._subject)

    def _decide(self) -> None:
        name, reason = self.read_name(), self.reason.toPlainText()
        case, desk = self._case, self._desk
        if case is None or not name:
            raise NotAllowedError(tr("choose the read that is accepted"))
        if not reason.strip():
            self.reason.setFocus()
            raise NotAllowedError(tr("write why this read is accepted"))
        choice = Choice(
            subject=self._subject, accepted=case.behind[name], reason=reason, reads=case.shown
        )
        desk.do(lambda work: adjudicate(work, desk.actor, desk.protocol, choice))
