"""A new password, typed twice; and the window in which users change their own."""

from __future__ import annotations

from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.widgets.trial import parts
from recist.trial.accounts import SHORTEST_PASSWORD, change_password
from recist.trial.errors import LogInError, NotAllowedError

ABOUT = later("You log in and sign with the new one from now on.")


class NewPassword:
    """Two fields for one password."""

    def __init__(self, name: str = "") -> None:
        named = name or tr("New password")
        self.first = parts.field(named, secret=True)
        self.again = parts.field(tr("{password} again", password=named), secret=True)
        self.first.setPlaceholderText(tr("{number} characters or more", number=SHORTEST_PASSWORD))

    def add_to(self, form: parts.Form, name: str = "") -> None:
        """Add both fields to a form."""
        form.add(name or tr("&New password"), self.first)
        form.add(tr("A&gain"), self.again)

    def set_enabled(self, enabled: bool) -> None:
        """Let both fields be written into, or not."""
        self.first.setEnabled(enabled)
        self.again.setEnabled(enabled)

    def checked(self) -> str:
        """Return the password.

        Raises
        ------
        NotAllowedError
            Where it was not typed twice alike.
        """
        if self.first.text() != self.again.text():
            raise NotAllowedError(tr("the two passwords are not alike; type them again"))
        return self.first.text()

    def clear(self) -> None:
        """Empty both fields and begin again."""
        self.again.clear()
        self.first.clear()
        self.first.setFocus()


class ChangePassword(parts.TrialDialog):
    """Users change their own password; the old one is asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Change your password"), tr(ABOUT), parent, width=420)
        self._desk = desk
        self.old = parts.field(tr("Old password"), secret=True)
        self.new = NewPassword()
        form = parts.Form()
        form.add(tr("&Old password"), self.old)
        self.new.add_to(form)
        self.body.addLayout(form)
        change = parts.button(tr("&Change"), self.change, main=True)
        self.finish(parts.button(tr("Cancel"), self.reject), change)
        self.old.setFocus()

    def change(self) -> None:
        """Change the password; closes where that was done. Without the old one it is no try."""
        if not self.old.text():
            self.old.setFocus()
            return
        if self.attempt(self._change):
            self.accept()
            return
        self.new.clear()
        if not self.old.text():
            self.old.setFocus()

    def _change(self) -> None:
        desk, new = self._desk, self.new.checked()
        try:
            change_password(desk.trial, desk.actor, self.old.text(), new, desk.now())
        except LogInError:
            self.old.clear()
            raise
