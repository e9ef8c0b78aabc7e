"""Signing a visit: exactly what is signed, by whom, what it means, and the password."""

from __future__ import annotations

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.state.trial.signing import LENGTHS, ToSign, counted, to_sign
from gui.widgets import style
from gui.widgets.trial import parts
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.signing import MEANING, Signing, sign

ABOUT = later("Your signature stands for what is shown here. It locks the visit.")
SETTLE = later("To settle before it can be signed")
NOTED = later("To know, though it can be signed")
FEWEST_LINES, MOST_LINES = 3, 12


class SignDialog(parts.TrialDialog):
    """Shows a visit as it would be signed, and signs it.

    Parameters
    ----------
    lines : tuple of str
        What has to be settled before: while there is any, nothing can be signed.
    notes : tuple of str
        What was found beside that; it keeps nobody from signing.
    """

    signed = pyqtSignal(int)
    """Carries the version that was signed."""

    def __init__(
        self,
        desk: Desk,
        subject: str,
        visit: str,
        lines: tuple[str, ...] = (),
        parent: QWidget | None = None,
        *,
        notes: tuple[str, ...] = (),
    ) -> None:
        name = tr("Sign {subject} · {visit}", subject=subject, visit=visit)
        super().__init__(name, tr(ABOUT), parent, width=720)
        self._desk, self._subject, self._visit = desk, subject, visit
        self._shown: ToSign | None = None
        self.table = parts.TextTable(tr("What is signed"), (), choosing=False)
        self.response = QLabel()
        self._counted = parts.soft("")
        self._counted.setWordWrap(False)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(self._outcome())
        if lines:
            self.body.addWidget(parts.card(tr(SETTLE), lines, "noise"))
        if notes:
            self.body.addWidget(parts.card(tr(NOTED), notes))
        self.body.addLayout(self._form())
        self.sign_button = parts.button(tr("&Sign"), self.sign, main=not desk.alone)
        self.finish(parts.button(tr("Cancel"), self.reject), self.sign_button)
        is_read = self.attempt(self._look)
        self.sign_button.setEnabled(is_read and not lines)
        (self.meaning if desk.alone else self.password).setFocus()

    def _outcome(self) -> QHBoxLayout:
        self.response.setAccessibleDescription(tr("Overall response"))
        self.response.setFont(style.font(style.MIDDLE_PX, weight=style.BOLD))
        return parts.row(parts.soft(tr("Overall response")), self.response, None, self._counted)

    def _form(self) -> parts.Form:
        form = parts.Form()
        self.name = QLabel()
        self.name.setProperty("kind", "strong")
        self.meaning = parts.field(tr("Meaning of the signature"), MEANING)
        self.password = parts.field(tr("Password"), secret=True)
        form.add(tr("Name"), self.name)
        form.add(tr("&Meaning"), self.meaning)
        if self._desk.alone:
            # Nobody asks for it; without a window around it, it would be one itself.
            self.password.setParent(self)
            self.password.hide()
        else:
            form.add(tr("&Password"), self.password)
        return form

    def sign(self) -> None:
        """Sign, where everything is written that it takes."""
        if not self.meaning.text().strip():
            self.error.say(tr("a signature says what it means"))
            self.meaning.setFocus()
        elif not self._desk.alone and not self.password.text():
            self.password.setFocus()
        elif self.attempt(self._sign):
            self.accept()
        else:
            self.password.clear()
            self.password.setFocus()

    def _sign(self) -> None:
        shown = self._shown
        if shown is None:
            return
        asked = Signing(
            subject=self._subject,
            visit=self._visit,
            meaning=self.meaning.text().strip(),
            sequential=self._desk.protocol.reading.sequential,
            shown=shown.digest,
        )
        try:
            sign(self._desk.trial, self._desk.actor, self.password.text(), asked, self._desk.now())
        except (StaleError, NotAllowedError):
            self._look()
            raise
        self.signed.emit(shown.version)

    def _look(self) -> None:
        """Show the visit as it is now; one of which nothing is read cannot be signed."""
        actor, protocol = self._desk.actor, self._desk.protocol
        with self._desk.look() as records:
            self._shown = to_sign(records, self._subject, actor.user, self._visit, protocol)
        shown = self._shown
        figures = [n for n, name in enumerate(shown.columns) if name in LENGTHS]
        self.table.show_columns([tr(name) for name in shown.columns], figures)
        self.table.show_rows(shown.rows)
        self.table.show_at_least(min(max(len(shown.rows), FEWEST_LINES), MOST_LINES))
        self.name.setText(shown.printed_name)
        word, colour = shown.outcome, style.SOFT
        if shown.overall is not None:
            colour = style.response_colour(word)
        self.response.setText(word)
        self.response.setStyleSheet(f"color: {colour}")
        self._counted.setText(counted(shown))
        if not shown.rows:
            self.sign_button.setEnabled(False)
            said = later("{visit}: nothing is read yet, so there is nothing to sign")
            raise NotAllowedError(tr(said, visit=self._visit))
