"""A new password, typed twice; and the window in which users change their own."""

from __future__ import annotations

from gui.widgets.trial import parts
from recist.trial.accounts import SHORTEST_PASSWORD
from recist.trial.errors import NotAllowedError


class NewPassword:
    """Two fields for one password."""

    def __init__(self, name: str = "New password") -> None:
        self.first = parts.field(name, secret=True)
        self.again = parts.field(f"{name} again", secret=True)
        self.first.setPlaceholderText(f"{SHORTEST_PASSWORD} characters or more")

    def add_to(self, form: parts.Form, name: str = "&New password") -> None:
        """Add both fields to a form."""
        form.add(name, self.first)
        form.add("A&gain", self.again)

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
            raise NotAllowedError("the two passwords are not alike; type them again")
        return self.first.text()

    def clear(self) -> None:
        """Empty both fields and begin again."""
        self.again.clear()
        self.first.clear()
        self.first.setFocus()
