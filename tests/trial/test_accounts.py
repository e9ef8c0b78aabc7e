"""Log-in and users: what lets in, what locks out, who may change whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from recist.store.trial_file import TrialFile
from recist.trial.accounts import (
    LOCKED_FOR,
    MOST_FAILURES,
    change_password,
    check_log_in,
    first_user,
    is_open_to_all,
    log_in,
    put_user,
    set_password,
    user_named,
)
from recist.trial.audit import Action
from recist.trial.errors import LogInError, NotAllowedError
from recist.trial.making import maker
from recist.trial.people import Actor, Role, User
from tests.trial_files import (
    ADA,
    ANNA,
    PASSWORD,
    PEOPLE,
    START,
    new_trial,
    read_all,
    trial_with,
    with_settings,
)

NEW = User(name="eve", printed_name="Eve New", roles=frozenset({Role.READER}))


def last_actions(trial: TrialFile, count: int) -> list[tuple[str, Action]]:
    with trial.view() as view:
        return [(entry.user, entry.action) for entry in view.entries()][-count:]


def test_the_right_password_lets_in_and_the_chain_knows(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    assert log_in(trial, "anna", PASSWORD, START) == ANNA
    assert last_actions(trial, 1) == [("anna", Action.LOGGED_IN)]


@pytest.mark.parametrize(("name", "kept"), [("anna", "anna"), ("nobody", "")])
def test_a_failure_says_the_same_for_a_wrong_name_and_a_wrong_password(
    tmp_path: Path, name: str, kept: str
) -> None:
    trial = trial_with(tmp_path)
    with pytest.raises(LogInError, match=r"^name or password is wrong; both are case-sensitive$"):
        log_in(trial, name, "wrong password", START)
    with trial.view() as view:
        told = [entry for entry in view.entries() if entry.action is Action.LOG_IN_FAILED]
    assert [entry.new["user"] for entry in told if entry.new] == [kept]


def test_an_unknown_name_is_locked_out_alike_and_kept_nowhere(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    for _ in range(MOST_FAILURES):
        with pytest.raises(LogInError, match="is wrong"):
            log_in(trial, "correct horse", PASSWORD, START)
    for log in (log_in, check_log_in):
        with pytest.raises(LogInError, match="correct horse is locked out until 08:15 UTC"):
            log(trial, "correct horse", PASSWORD, START)
    with pytest.raises(LogInError, match="is wrong"):
        log_in(trial, "another", PASSWORD, START)
    assert b"correct horse" not in trial.path.read_bytes()


def test_repeated_failures_lock_out_for_a_while(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    for _ in range(MOST_FAILURES):
        with pytest.raises(LogInError):
            log_in(trial, "anna", "wrong password", START)
    with pytest.raises(LogInError, match="locked out until 08:15 UTC"):
        log_in(trial, "anna", PASSWORD, START + LOCKED_FOR - timedelta(seconds=1))
    assert log_in(trial, "anna", PASSWORD, START + LOCKED_FOR) == ANNA


def test_a_success_forgets_the_failures_before_it(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    for _ in range(2):
        for _ in range(MOST_FAILURES - 1):
            with pytest.raises(LogInError):
                log_in(trial, "anna", "wrong password", START)
        assert log_in(trial, "anna", PASSWORD, START) == ANNA


def test_who_is_no_longer_active_is_not_let_in(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    trial.do(ADA, lambda work: put_user(work, ADA, replace(PEOPLE[1], active=False)))
    with pytest.raises(LogInError):
        log_in(trial, "anna", PASSWORD, START)


def test_a_new_password_does_not_bring_back_who_was_deactivated(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    trial.do(ADA, lambda work: put_user(work, ADA, replace(PEOPLE[1], active=False)))
    trial.do(ADA, lambda work: set_password(work, ADA, "anna", "another password"))
    with pytest.raises(LogInError):
        log_in(trial, "anna", "another password", START)
    with trial.view() as view:
        user = user_named(view, "anna")
    assert user == replace(PEOPLE[1], active=False)


REFUSED = [
    ("a reader manages nobody", ANNA, NEW, PASSWORD, "may not manage users"),
    ("a new user without a password", ADA, NEW, None, "eve needs a password"),
    ("no name", ADA, replace(NEW, name=""), PASSWORD, "a user has a name"),
    ("blanks around a name", ADA, replace(NEW, name="eve "), PASSWORD, "without blanks"),
    ("a short password", ADA, NEW, "short", "8 characters or more"),
    ("the last administrator", ADA, replace(PEOPLE[0], active=False), None, "somebody has to stay"),
]


@pytest.mark.parametrize(
    ("why", "actor", "user", "password", "message"), REFUSED, ids=[one[0] for one in REFUSED]
)
def test_users_that_are_not_kept(
    tmp_path: Path, why: str, actor: Actor, user: User, password: str | None, message: str
) -> None:
    trial = trial_with(tmp_path)
    with trial.view() as view:
        before = user_named(view, user.name)
    with pytest.raises(NotAllowedError, match=message):
        trial.do(actor, lambda work: put_user(work, actor, user, password))
    with trial.view() as view:
        assert user_named(view, user.name) == before


def test_no_password_is_kept_as_it_is_typed(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    assert PASSWORD.encode() not in trial.path.read_bytes()


def test_a_password_is_changed_by_who_knows_the_old_one(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    change_password(trial, ANNA, PASSWORD, "another password", START)
    assert last_actions(trial, 1) == [("anna", Action.CHANGED)]
    assert log_in(trial, "anna", "another password", START) == ANNA
    for old, new, error in (
        (PASSWORD, "a third password", LogInError),
        ("another password", "short", NotAllowedError),
    ):
        with pytest.raises(error):
            change_password(trial, ANNA, old, new, START)
    assert log_in(trial, "anna", "another password", START) == ANNA


def test_wrong_old_passwords_lock_out(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    for _ in range(MOST_FAILURES):
        with pytest.raises(LogInError):
            change_password(trial, ANNA, "wrong password", "another password", START)
    with pytest.raises(LogInError, match="locked out"):
        change_password(trial, ANNA, PASSWORD, "another password", START)
    with pytest.raises(LogInError, match="locked out"):
        check_log_in(trial, "anna", PASSWORD, START)


@pytest.mark.parametrize(
    ("name", "password"), [("anna", "wrong password"), ("nobody", PASSWORD), ("ben", PASSWORD)]
)
def test_looking_at_what_cannot_be_written_asks_for_the_password_too(
    tmp_path: Path, name: str, password: str
) -> None:
    trial = trial_with(tmp_path)
    trial.do(ADA, lambda work: put_user(work, ADA, replace(PEOPLE[2], active=False)))
    assert check_log_in(trial, "anna", PASSWORD, START) == ANNA
    with pytest.raises(LogInError):
        check_log_in(trial, name, password, START)


def blinded_trial(folder: Path) -> TrialFile:
    """Make a blinded trial in which Anna has read."""
    text = 'id = "x"\ncriteria = "RECIST 1.1"\n[reading]\nblinded = true\nsequential = false\n'
    trial = with_settings(trial_with(folder), text)
    read_all(trial, ANNA)
    return trial


def test_who_has_read_in_a_blinded_trial_gets_no_role_that_sees_other_reads(tmp_path: Path) -> None:
    trial = blinded_trial(tmp_path)
    judge = User(name="anna", printed_name="Anna", roles=frozenset({Role.ADJUDICATOR}))
    with pytest.raises(NotAllowedError, match="anna has read in this blinded trial"):
        trial.do(ADA, lambda work: put_user(work, ADA, judge))
    other = replace(judge, name="ben")
    trial.do(ADA, lambda work: put_user(work, ADA, other))


def test_who_worked_alone_in_a_blinded_trial_stays_alone(tmp_path: Path) -> None:
    text = 'id = "x"\ncriteria = "RECIST 1.1"\n[reading]\nblinded = true\n'
    trial = new_trial(tmp_path)
    max_ = maker("max", "Max", alone=True)
    actor = Actor(user="max", roles=max_.roles)
    trial.do(actor, lambda work: first_user(work, max_, None))
    with_settings(trial, text)
    with pytest.raises(NotAllowedError, match="max cannot be"):
        change_password(trial, actor, "", PASSWORD, START)


def test_who_works_alone_may_change_their_printed_name(tmp_path: Path) -> None:
    trial = with_settings(new_trial(tmp_path))
    max_ = maker("max", "Max", alone=True)
    actor = Actor(user="max", roles=max_.roles)
    trial.do(actor, lambda work: first_user(work, max_, None))
    named = replace(max_, printed_name="Max Reader")
    trial.do(actor, lambda work: put_user(work, actor, named))
    with trial.view() as view:
        assert user_named(view, "max") == named
        assert is_open_to_all(view)
