"""The users of a trial at a window: added, changed, deactivated, given a password."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gui.state.desk import Desk
from gui.widgets.dialogs import Confirm
from gui.widgets.trial.new_password import ChangePassword
from gui.widgets.trial.user_form import PasswordForm, UserForm
from gui.widgets.trial.users import Users
from recist.trial.accounts import MOST_FAILURES, log_in, put_user, user_named
from recist.trial.errors import LogInError
from recist.trial.people import Actor, Role, User
from tests.gui.mouse import key, write
from tests.gui.trial_scenes import admin_desk, alone_desk, blinded_desk
from tests.trial_files import ANNA, CORA, PASSWORD

SECRET = "correct horse"
ANNA_USER = User(name="anna", printed_name="Anna Reader", roles=frozenset({Role.READER}))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return admin_desk(tmp_path)


@pytest.fixture
def users(qtbot: QtBot, desk: Desk) -> Users:
    made = Users(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def user(desk: Desk, name: str) -> User | None:
    with desk.trial.view() as view:
        return user_named(view, name)


def form_of(qtbot: QtBot, desk: Desk, name: str = "") -> UserForm:
    made = UserForm(desk, user(desk, name))
    qtbot.addWidget(made)
    made.show()
    return made


def fill(qtbot: QtBot, form: UserForm, name: str, role: Role, password: str, again: str) -> None:
    """Fill in a new user from the keyboard and press Enter."""
    write(qtbot, form.name, name)
    key(qtbot, form.roles[role], Qt.Key.Key_Space)
    write(qtbot, form.password.first, password)
    write(qtbot, form.password.again, again)
    key(qtbot, form.password.again, Qt.Key.Key_Return)


def test_every_user_is_listed_with_roles_and_lock_out(qtbot: QtBot, desk: Desk) -> None:
    for _ in range(MOST_FAILURES):
        with pytest.raises(LogInError):
            log_in(desk.trial, "anna", "wrong", desk.now())
    users = Users(desk)
    qtbot.addWidget(users)
    assert users.table.texts() == [
        ["ada", "Ada Administrator", "administrator", "yes", ""],
        ["anna", "Anna Reader", "reader", "yes", "2026-03-02 08:15 UTC"],
        ["ben", "Ben Reader", "reader", "yes", ""],
        ["cora", "Cora Coordinator", "coordinator", "yes", ""],
    ]


def test_a_user_is_added_and_logs_in(qtbot: QtBot, desk: Desk) -> None:
    form = form_of(qtbot, desk)
    fill(qtbot, form, "dora", Role.ADJUDICATOR, SECRET, SECRET)
    assert not form.isVisible()
    actor = log_in(desk.trial, "dora", SECRET, desk.now())
    assert actor == Actor(user="dora", roles=frozenset({Role.ADJUDICATOR}))
    added = user(desk, "dora")
    assert added is not None
    assert added.printed_name == "dora"


@pytest.mark.parametrize(
    ("name", "password", "again", "said"),
    [
        ("", SECRET, SECRET, "a user needs a name"),
        ("anna", SECRET, SECRET, "there is a user anna; choose another name"),
        ("dora", "short", "short", "a password needs 8 characters or more"),
        ("dora", SECRET, "other", "the two passwords are not alike; type them again"),
        ("dora", "", "", "a password needs 8 characters or more"),
    ],
)
def test_what_a_new_user_lacks_is_told(
    qtbot: QtBot, desk: Desk, name: str, password: str, again: str, said: str
) -> None:
    form = form_of(qtbot, desk)
    fill(qtbot, form, name, Role.READER, password, again)
    assert form.error.text() == said
    assert form.isVisible()
    assert user(desk, "dora") is None
    kept = user(desk, "anna")
    assert kept is not None
    assert kept.roles == ANNA.roles


def test_a_user_needs_a_role(qtbot: QtBot, desk: Desk) -> None:
    form = form_of(qtbot, desk, "ben")
    form.roles[Role.READER].setChecked(False)
    form.keep()
    assert form.error.text() == "a user needs a role"


def test_roles_and_printed_name_are_changed_and_the_password_stays(
    qtbot: QtBot, desk: Desk
) -> None:
    form = form_of(qtbot, desk, "ben")
    assert form.name.isReadOnly()
    form.printed_name.selectAll()
    write(qtbot, form.printed_name, "Dr Ben Both")
    key(qtbot, form.roles[Role.COORDINATOR], Qt.Key.Key_Space)
    key(qtbot, form.printed_name, Qt.Key.Key_Return)
    assert user(desk, "ben") == User(
        name="ben",
        printed_name="Dr Ben Both",
        roles=frozenset({Role.READER, Role.COORDINATOR}),
    )
    log_in(desk.trial, "ben", PASSWORD, desk.now())


def test_who_is_deactivated_while_the_form_is_open_stays_so(qtbot: QtBot, desk: Desk) -> None:
    form = form_of(qtbot, desk, "anna")
    before = user(desk, "anna")
    assert before is not None
    gone = replace(before, active=False)
    desk.do(lambda work: put_user(work, desk.actor, gone))
    write(qtbot, form.printed_name, "Anna Author")
    form.keep()
    after = user(desk, "anna")
    assert after is not None
    assert (after.active, "Anna Author" in after.printed_name) == (False, True)


@pytest.mark.parametrize(
    "meanwhile",
    [
        replace(ANNA_USER, printed_name="Anna Married"),
        replace(ANNA_USER, roles=frozenset({Role.COORDINATOR})),
    ],
    ids=["another name", "other roles"],
)
def test_what_somebody_else_changed_while_the_form_is_open_is_not_undone(
    qtbot: QtBot, desk: Desk, meanwhile: User
) -> None:
    form = form_of(qtbot, desk, "anna")
    desk.do(lambda work: put_user(work, desk.actor, meanwhile))
    write(qtbot, form.printed_name, "Anna Author")
    form.keep()
    assert form.error.text() == (
        "somebody else has changed anna meanwhile; close this and open it again"
    )
    assert form.isVisible()
    assert user(desk, "anna") == meanwhile


def test_the_last_administrator_stays_one(qtbot: QtBot, desk: Desk) -> None:
    form = form_of(qtbot, desk, "ada")
    form.roles[Role.ADMINISTRATOR].setChecked(False)
    form.roles[Role.READER].setChecked(True)
    form.keep()
    assert form.error.text() == "somebody has to stay who may manage users"


@pytest.fixture
def agrees() -> Iterator[list[str]]:
    """Agree to every question by Enter, and keep its title."""
    asked: list[str] = []
    timer = QTimer()

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Confirm):
            asked.append(dialog.windowTitle())
            dialog.accept()

    timer.timeout.connect(answer)
    timer.start(0)
    yield asked
    timer.stop()


def choose(users: Users, name: str) -> None:
    users.table.selectRow([line[0] for line in users.table.texts()].index(name))


def test_a_user_is_deactivated_and_activated_again(
    users: Users, desk: Desk, agrees: list[str]
) -> None:
    choose(users, "ben")
    users.active.click()
    assert agrees == ["Deactivate ben?"]
    with pytest.raises(LogInError):
        log_in(desk.trial, "ben", PASSWORD, desk.now())
    assert (users.table.texts()[2][3], users.active.text()) == ("no", "&Activate")
    users.active.click()
    log_in(desk.trial, "ben", PASSWORD, desk.now())
    assert (users.table.texts()[2][3], users.active.text()) == ("yes", "&Deactivate")


def test_what_somebody_else_changed_since_the_list_was_shown_stays(
    users: Users, desk: Desk, agrees: list[str]
) -> None:
    meanwhile = replace(ANNA_USER, roles=frozenset({Role.COORDINATOR}))
    desk.do(lambda work: put_user(work, desk.actor, meanwhile))
    choose(users, "anna")
    users.active.click()
    assert agrees == ["Deactivate anna?"]
    assert user(desk, "anna") == replace(meanwhile, active=False)


def test_the_last_administrator_is_not_deactivated(users: Users, agrees: list[str]) -> None:
    choose(users, "ada")
    users.active.click()
    assert users.error.text() == "somebody has to stay who may manage users"
    assert users.table.texts()[0][3] == "yes"


@pytest.mark.parametrize("wanted", [UserForm, PasswordForm])
def test_enter_on_a_line_and_the_buttons_open_the_forms(
    qtbot: QtBot, users: Users, wanted: type[QDialog]
) -> None:
    titles: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            titles.append(dialog.windowTitle())
            dialog.close()

    choose(users, "ben")
    QTimer.singleShot(0, close)
    if wanted is UserForm:
        key(qtbot, users.table, Qt.Key.Key_Return)
    else:
        key(qtbot, users.password, Qt.Key.Key_Space)
    assert titles == ["Change ben" if wanted is UserForm else "New password of ben"]
    assert users.isVisible()


def test_a_new_password_is_typed_twice(qtbot: QtBot, desk: Desk) -> None:
    ben = user(desk, "ben")
    assert ben is not None
    form = PasswordForm(desk, ben)
    qtbot.addWidget(form)
    form.show()
    for first, again, said in [
        (SECRET, "other", "the two passwords are not alike; type them again"),
        ("short", "short", "a password needs 8 characters or more"),
    ]:
        write(qtbot, form.password.first, first)
        write(qtbot, form.password.again, again)
        key(qtbot, form.password.again, Qt.Key.Key_Return)
        assert (form.error.text(), form.password.first.text()) == (said, "")
    write(qtbot, form.password.first, SECRET)
    write(qtbot, form.password.again, SECRET)
    key(qtbot, form.password.again, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert log_in(desk.trial, "ben", SECRET, desk.now()).user == "ben"


@pytest.mark.parametrize("actor", [ANNA, CORA])
def test_others_see_no_users(qtbot: QtBot, desk: Desk, actor: Actor) -> None:
    users = Users(replace(desk, actor=actor))
    qtbot.addWidget(users)
    assert users.table.texts() == []
    assert users.error.text() == (
        f"{actor.user} may not manage users; it takes the role administrator"
    )
    buttons = (users.add, users.change, users.password, users.active)
    assert not any(one.isEnabled() for one in buttons)


def test_who_works_alone_needs_a_password_before_anybody_else_has_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    form = form_of(qtbot, alone_desk(tmp_path))
    fill(qtbot, form, "dora", Role.READER, SECRET, SECRET)
    assert form.error.text() == "anna needs a password before anybody else has one"


def test_the_first_password_of_somebody_alone_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    users = Users(alone_desk(tmp_path))
    qtbot.addWidget(users)
    users.show()

    def set_password() -> None:
        form = QApplication.activeModalWidget()
        assert isinstance(form, PasswordForm)
        form.password.first.setText(SECRET)
        form.password.again.setText(SECRET)
        form.keep()

    choose(users, "anna")
    QTimer.singleShot(0, set_password)
    with qtbot.waitSignal(users.password_given):
        users.password.click()
    assert not users.isVisible()


class Changing:
    """The window in which Anna changes her password."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.bot, self.desk = qtbot, replace(desk, actor=ANNA)
        self.dialog = ChangePassword(self.desk)
        qtbot.addWidget(self.dialog)
        self.dialog.show()

    def type(self, old: str, new: str, again: str) -> str:
        dialog = self.dialog
        dialog.old.clear()
        for field, text in ((dialog.old, old), (dialog.new.first, new), (dialog.new.again, again)):
            write(self.bot, field, text)
        key(self.bot, dialog.new.again, Qt.Key.Key_Return)
        return dialog.error.text()


def test_everybody_changes_their_own_password(qtbot: QtBot, desk: Desk) -> None:
    change = Changing(qtbot, desk)
    assert change.type(PASSWORD, SECRET, SECRET) == ""
    assert not change.dialog.isVisible()
    assert log_in(desk.trial, "anna", SECRET, desk.now()) == ANNA
    with pytest.raises(LogInError):
        log_in(desk.trial, "anna", PASSWORD, desk.now())


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", SECRET, SECRET, "name or password is wrong; both are case-sensitive"),
        (PASSWORD, SECRET, "other", "the two passwords are not alike; type them again"),
        (PASSWORD, "short", "short", "a password needs 8 characters or more"),
        ("", SECRET, SECRET, ""),
    ],
)
def test_a_password_that_is_not_changed_stays(
    qtbot: QtBot, desk: Desk, old: str, new: str, again: str, said: str
) -> None:
    change = Changing(qtbot, desk)
    assert change.type(old, new, again) == said
    assert change.dialog.isVisible()
    assert log_in(desk.trial, "anna", PASSWORD, desk.now()) == ANNA


def test_a_blinded_trial_keeps_roles_apart(qtbot: QtBot, tmp_path: Path) -> None:
    desk = blinded_desk(tmp_path)
    form = form_of(qtbot, desk, "anna")
    form.roles[Role.COORDINATOR].setChecked(True)
    form.keep()
    assert form.error.text().startswith("anna cannot be coordinator and reader: the protocol is")
    kept = user(desk, "anna")
    assert kept is not None
    assert kept.roles == ANNA.roles
