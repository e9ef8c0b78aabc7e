"""Two administrators change the users of a trial at once: neither undoes what the other did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recist.cli import trial_users
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user, user_named
from recist.trial.people import Role, User
from tests.cli.trial_desk import Desk
from tests.trial_files import ADA, PASSWORD


def test_what_another_administrator_changes_meanwhile_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = User(name="anna", printed_name="Anna A", roles=frozenset({Role.COORDINATOR}))

    def typed_slowly(file: object, who: str) -> str:
        TrialFile.open(desk.trial).do(ADA, lambda work: put_user(work, ADA, meanwhile))
        return PASSWORD

    monkeypatch.setattr(trial_users, "new_password", typed_slowly)
    assert desk.run("trial", "users", "change", "TRIAL", "anna", "--password", "--inactive") == 0
    with TrialFile.open(desk.trial).view() as view:
        assert user_named(view, "anna") == replace(meanwhile, active=False)


def test_a_user_whom_another_administrator_adds_meanwhile_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = User(name="zoe", printed_name="Zoe Z", roles=frozenset({Role.READER}))

    def typed_slowly(file: object, who: str) -> str:
        TrialFile.open(desk.trial).do(ADA, lambda work: put_user(work, ADA, meanwhile, PASSWORD))
        return PASSWORD

    monkeypatch.setattr(trial_users, "new_password", typed_slowly)
    assert desk.run("trial", "users", "add", "TRIAL", "zoe", "--role", "coordinator") == 2
    assert desk.err == "recist: there is a user zoe; choose another name\n"
    with TrialFile.open(desk.trial).view() as view:
        assert user_named(view, "zoe") == meanwhile
