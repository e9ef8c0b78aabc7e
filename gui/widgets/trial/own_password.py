"""Changing one's own password."""

from __future__ import annotations

from PyQt6.QtWidgets import QWidget

from gui.state.desk import Desk
from gui.widgets.trial import parts
from gui.widgets.trial.new_password import NewPassword
from recist.trial.accounts import change_password

ABOUT = "The old one is asked for, so that nobody else changes it while you are away."


class ChangePassword(parts.TrialDialog):
    """Asks for the old password and twice for the new one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Change password", ABOUT, parent, width=440)
        self._desk = desk
        self.old = parts.field("Old password", secret=True)
        self.password = NewPassword()
        form = parts.Form()
        form.add("User", parts.label(desk.actor.user, "strong"))
        form.add("&Old password", self.old)
        self.password.add_to(form)
        self.body.addLayout(form)
        self.finish(
            parts.button("Cancel", self.reject), parts.button("Change", self.change, main=True)
        )
        self.old.setFocus()

    def change(self) -> None:
        """Change it; closes where that was done."""
        if self.attempt(self._change):
            self.accept()
            return
        self.old.clear()
        self.password.clear()
        self.old.setFocus()

    def _change(self) -> None:
        desk = self._desk
        change_password(
            desk.trial, desk.actor, self.old.text(), self.password.checked(), desk.now()
        )
