"""One user of a trial: added, changed, given a new password."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PyQt6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gui.state.desk import Desk
from gui.state.tongue import later, tr
from gui.widgets.labels import label
from gui.widgets.trial import parts
from gui.widgets.trial.new_password import NewPassword
from recist.trial.accounts import add_user, change_user, set_password
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.people import Role, User
from recist.trial.ports import Work

TASKS: dict[Role, str] = {
    Role.READER: later("reader · reads and signs visits"),
    Role.ADJUDICATOR: later("adjudicator · decides between two reads"),
    Role.COORDINATOR: later("coordinator · subjects, queries, unlocking, exports"),
    Role.ADMINISTRATOR: later("administrator · users, lock of the database, backups"),
}
ONE_ROLE = later("In a blinded trial everybody has one role.")


class UserForm(parts.TrialDialog):
    """Asks for what a user is; without a user to change, it adds one with a password."""

    def __init__(self, desk: Desk, user: User | None, parent: QWidget | None = None) -> None:
        name = tr("Add a user") if user is None else tr("Change {user}", user=user.name)
        super().__init__(name, parent=parent)
        self._desk, self._before = desk, user
        self.name = parts.field(tr("User"), "" if user is None else user.name)
        self.name.setPlaceholderText(tr("what is typed at the log-in"))
        self.name.setReadOnly(user is not None)
        printed = "" if user is None else user.printed_name
        self.printed_name = parts.field(tr("Printed name"), printed)
        self.printed_name.setPlaceholderText(tr("as signatures show it"))
        self.roles = {role: QCheckBox(tr(task)) for role, task in TASKS.items()}
        for role, box in self.roles.items():
            box.setChecked(user is not None and role in user.roles)
        self.password = NewPassword(tr("Password"))
        form = parts.Form()
        form.add(tr("&User"), self.name)
        form.add(tr("&Printed name"), self.printed_name)
        form.add(tr("Roles"), self._boxes())
        if user is None:
            self.password.add_to(form, tr("Pass&word"))
        self.body.addLayout(form)
        act = tr("Add") if user is None else tr("Change")
        self.finish(
            parts.button(tr("Cancel"), self.reject), parts.button(act, self.keep, main=True)
        )
        (self.name if user is None else self.printed_name).setFocus()

    def _boxes(self) -> QVBoxLayout:
        boxes = QVBoxLayout()
        boxes.setSpacing(4)
        for box in self.roles.values():
            boxes.addWidget(box)
        if self._desk.protocol.reading.blinded:
            boxes.addWidget(label(tr(ONE_ROLE), "small"))
        return boxes

    def keep(self) -> None:
        """Add or change the user; closes where that was done."""
        if self.attempt(self._keep):
            self.accept()

    def _keep(self) -> None:
        name = self.name.text().strip()
        roles = frozenset(role for role, box in self.roles.items() if box.isChecked())
        if not name:
            raise NotAllowedError(tr("a user needs a name"))
        if not roles:
            raise NotAllowedError(tr("a user needs a role"))
        user = User(
            name=name,
            printed_name=self.printed_name.text().strip() or name,
            roles=roles,
        )
        password = self.password.checked() if self._before is None else None
        self._desk.do(lambda work: self._put(work, user, password))

    def _put(self, work: Work, user: User, password: str | None) -> None:
        if self._before is None:
            add_user(work, self._desk.actor, user, password)
        else:
            asked = partial(_changed, self._before, user)
            change_user(work, self._desk.actor, user.name, asked)


def _changed(before: User, asked: User, there: User) -> User:
    """Return what becomes of a user; refuse what somebody else has changed since it was shown.

    Who was deactivated meanwhile stays so: the form does not ask for it.
    """
    if replace(there, active=before.active) != before:
        raise StaleError(
            tr(
                "somebody else has changed {user} meanwhile; close this and open it again",
                user=there.name,
            )
        )
    return replace(asked, active=there.active)


class PasswordForm(parts.TrialDialog):
    """Gives a user a new password."""

    def __init__(self, desk: Desk, user: User, parent: QWidget | None = None) -> None:
        about = tr("{name} logs in with it from now on.", name=user.printed_name)
        super().__init__(tr("New password of {user}", user=user.name), about, parent, width=420)
        self._desk, self._user = desk, user
        self.password = NewPassword()
        form = parts.Form()
        self.password.add_to(form)
        self.body.addLayout(form)
        keep = parts.button(tr("Set"), self.keep, main=True)
        self.finish(parts.button(tr("Cancel"), self.reject), keep)
        self.password.first.setFocus()

    def keep(self) -> None:
        """Set the password; closes where that was done."""
        if self.attempt(self._keep):
            self.accept()
        else:
            self.password.clear()

    def _keep(self) -> None:
        actor, password = self._desk.actor, self.password.checked()
        self._desk.do(lambda work: set_password(work, actor, self._user.name, password))
