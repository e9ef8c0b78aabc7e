"""The users of a trial: who they are, what they may do, whether they may log in."""

from __future__ import annotations

from dataclasses import replace

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.state.trial.users import COLUMNS, UserLine, user_lines
from gui.widgets import style
from gui.widgets.dialogs import Confirm, answered
from gui.widgets.trial import parts
from gui.widgets.trial.user_form import PasswordForm, UserForm
from recist.trial.accounts import change_user
from recist.trial.people import User
from recist.trial.ports import Work
from recist.trial.rights import Right, demand

ABOUT = later("Nobody is ever deleted: what a user did stays theirs. Who has left is deactivated.")
LINES = 8


class Users(parts.TrialDialog):
    """Lists the users; administrators add, change and deactivate them."""

    password_given = pyqtSignal()
    """Who works alone has given the trial its first password."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Users"), tr(ABOUT), parent, width=760)
        self._desk = desk
        self._lines: list[UserLine] = []
        self.table = parts.TextTable(tr("Users"), [tr(name) for name in COLUMNS])
        self.table.show_at_least(LINES)
        self.add = parts.button(tr("&Add…"), self.add_user)
        self.change = parts.button(tr("&Change…"), self.change_user)
        self.password = parts.button(tr("New &password…"), self.new_password)
        self.active = parts.button(tr("&Deactivate"), self.turn)
        self.body.addLayout(self._table_and_buttons(), 1)
        self.finish(parts.button(tr("Close"), self.accept, main=True))
        self.table.itemSelectionChanged.connect(self._show_choice)
        self.table.itemActivated.connect(self.change_user)
        self.refresh()
        self.table.setFocus()

    def _table_and_buttons(self) -> QHBoxLayout:
        beside = QVBoxLayout()
        beside.setSpacing(8)
        for one in (self.add, self.change, self.password, self.active):
            beside.addWidget(one)
        beside.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(parts.GAP_PX)
        both.addWidget(self.table, 1)
        both.addLayout(beside)
        return both

    def refresh(self) -> None:
        """Show the users as they are now."""
        allowed = self.attempt(self._look)
        self.add.setEnabled(allowed)
        colours = [None if one.user.active else style.DIM for one in self._lines]
        self.table.show_rows([one.texts for one in self._lines], colours)
        self._show_choice()

    def _look(self) -> None:
        self._lines = []
        demand(self._desk.actor, Right.MANAGE_USERS)
        with self._desk.trial.view() as view:
            self._lines = user_lines(view, self._desk.now())

    def chosen(self) -> User | None:
        """Return the user of the chosen line."""
        line = self.table.currentRow()
        return self._lines[line].user if 0 <= line < len(self._lines) else None

    def _show_choice(self) -> None:
        user = self.chosen()
        for one in (self.change, self.password, self.active):
            one.setEnabled(user is not None)
        active = user is None or user.active
        self.active.setText(tr("&Deactivate") if active else tr("&Activate"))

    def add_user(self) -> None:
        """Ask for a new user."""
        self._ask(UserForm(self._desk, None, self))

    def change_user(self) -> None:
        """Ask what becomes of the chosen user."""
        user = self.chosen()
        if user is not None:
            self._ask(UserForm(self._desk, user, self))

    def new_password(self) -> None:
        """Ask for a new password of the chosen user."""
        user = self.chosen()
        if user is None:
            return
        changed = answered(PasswordForm(self._desk, user, self))
        if changed and self._desk.alone:
            # The trial has a password now: nobody goes on in it who has not given theirs.
            self.accept()
            self.password_given.emit()
        else:
            self.refresh()

    def turn(self) -> None:
        """Let the chosen user log in no more, or again."""
        user = self.chosen()
        if user is None or (user.active and not self._agreed(user)):
            return
        if self.attempt(lambda: self._desk.do(lambda work: self._turn(work, user))):
            self.refresh()

    def _turn(self, work: Work, user: User) -> None:
        # What somebody else has made of the user since they were listed stays.
        turned = not user.active
        change_user(work, self._desk.actor, user.name, lambda there: replace(there, active=turned))

    def _agreed(self, user: User) -> bool:
        lines = (
            tr(
                "{name} cannot log in any more, until somebody activates {user}.",
                name=user.printed_name,
                user=user.name,
            ),
            tr("Readings and signatures stay as they are."),
        )
        title = tr("Deactivate {user}?", user=user.name)
        return answered(Confirm(title, lines, tr("Deactivate"), self))

    def _ask(self, dialog: QDialog) -> None:
        answered(dialog)
        self.refresh()
