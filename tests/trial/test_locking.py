"""The lock of the database: who may set it, what it ends, how it is taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recist.trial.accounts import log_in, put_user
from recist.trial.audit import Action
from recist.trial.errors import NotAllowedError
from recist.trial.locking import lock, reopen
from recist.trial.people import Actor, User
from recist.trial.ports import Work
from recist.trial.queries import ask
from recist.trial.subjects import put_subjects, put_treatments
from recist.trial.verifying import verify
from tests.trial_files import ADA, ANNA, CORA, PASSWORD, START, course, read_all, trial_with

Deed = Callable[[Work, Actor, str], None]

# what was done before; by whom what is done; the reason; what is said
REFUSED: list[tuple[list[Deed], Actor, Deed, str, str]] = [
    ([], CORA, lock, "done", "cora may not lock and reopen"),
    ([], ADA, lock, " ", "with a reason"),
    ([], ADA, reopen, "more", "is not locked"),
    ([lock], ADA, lock, "again", "is locked"),
    ([lock], ANNA, reopen, "more", "anna may not lock and reopen"),
    ([lock], ADA, reopen, "", "with a reason"),
]


@pytest.mark.parametrize(("before", "actor", "deed", "reason", "said"), REFUSED)
def test_refused(
    tmp_path: Path, before: list[Deed], actor: Actor, deed: Deed, reason: str, said: str
) -> None:
    trial = trial_with(tmp_path)
    for one in before:
        trial.do(ADA, lambda work, one=one: one(work, ADA, "done"))  # type: ignore[misc]
    with pytest.raises(NotAllowedError, match=said):
        trial.do(actor, lambda work: deed(work, actor, reason))


def _subjects(work: Work) -> None:
    put_subjects(work, CORA, [])


def _treatments(work: Work) -> None:
    put_treatments(work, CORA, [])


def _query(work: Work) -> None:
    ask(work, CORA, "01", "anna", "Which slice?")


@pytest.mark.parametrize("change", [_subjects, _treatments, _query])
def test_a_locked_database_is_not_changed_until_it_is_open_again(
    tmp_path: Path, change: Callable[[Work], None]
) -> None:
    trial = trial_with(tmp_path)
    trial.do(ADA, lambda work: lock(work, ADA, "done"))
    with pytest.raises(NotAllowedError, match="the database is locked"):
        trial.do(CORA, change)
    with pytest.raises(NotAllowedError, match="the database is locked"):
        read_all(trial, ANNA)
    trial.do(ADA, lambda work: reopen(work, ADA, "more to read"))
    trial.do(CORA, change)
    read_all(trial, ANNA)
    with trial.view() as view:
        told = [(entry.action, entry.reason) for entry in view.entries() if entry.reason]
        assert told == [(Action.LOCKED, "done"), (Action.REOPENED, "more to read")]
        assert list(verify(view)) == []
        assert len(view.all("row")) == len(course("anna"))


def test_users_stay_open_since_they_change_no_reading(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    trial.do(ADA, lambda work: lock(work, ADA, "done"))
    late = User(name="late", printed_name="Late Reader", roles=ANNA.roles)
    trial.do(ADA, lambda work: put_user(work, ADA, late, PASSWORD))
    assert log_in(trial, "late", PASSWORD, START).user == "late"
