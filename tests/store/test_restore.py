"""A trial made of a backup: it goes on where the backup ended, or is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recist.store.backup import back_up, restore
from recist.store.trial_file import TrialFile
from recist.trial.accounts import log_in
from recist.trial.audit import Action
from recist.trial.errors import LogInError, TrialError
from recist.trial.people import Actor
from recist.trial.verifying import verify
from tests.store.copied import as_cora, cut, meddled, names, same, with_reads
from tests.trial_files import ADA, PASSWORD, START, Clock


def test_a_restored_trial_goes_on_where_the_backup_ended(tmp_path: Path) -> None:
    trial = with_reads(tmp_path)
    backup, target = tmp_path / "copy.recist", tmp_path / "again.recist"
    head = back_up(trial, ADA, backup)
    before = backup.read_bytes()
    assert restore(backup, target, as_cora, clock=Clock()) == head
    assert backup.read_bytes() == before
    with TrialFile.open(target).view() as view:
        last = [entry for entry in view.entries() if entry.action is not Action.CLOCK_WENT_BACK][
            -2:
        ]
        assert list(verify(view, head)) == []
    assert [entry.action for entry in last] == [Action.LOGGED_IN, Action.RESTORED]
    assert last[-1].new == {"file": "copy.recist", "head": head}


def _as_anna(trial: TrialFile) -> Actor:
    return log_in(trial, "anna", PASSWORD, START)


def _with_a_wrong_password(trial: TrialFile) -> Actor:
    return log_in(trial, "cora", "wrong password", START)


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 8192 * 4096])


NOT_RESTORED = [
    (_as_anna, same, "again.recist", "may not back up and restore"),
    (_with_a_wrong_password, same, "again.recist", "name or password is wrong"),
    (as_cora, same, "trial.recist", "there is a file of this name"),
    (as_cora, meddled, "again.recist", "was not copied"),
    (
        as_cora,
        cut,
        "again.recist",
        "copy.recist: was not copied, it is damaged, or its drive fails; take another",
    ),
    (
        as_cora,
        _half,
        "again.recist",
        "copy.recist: was not copied, it is damaged, or its drive fails; take another",
    ),
]


@pytest.mark.parametrize(("who", "change", "target", "said"), NOT_RESTORED)
def test_what_cannot_be_restored_leaves_nothing(
    tmp_path: Path,
    who: Callable[[TrialFile], Actor],
    change: Callable[[Path], None],
    target: str,
    said: str,
) -> None:
    trial = with_reads(tmp_path)
    back_up(trial, ADA, tmp_path / "copy.recist")
    change(tmp_path / "copy.recist")
    with pytest.raises((TrialError, LogInError), match=said):
        restore(tmp_path / "copy.recist", tmp_path / target, who)
    assert names(tmp_path) == {"trial.recist", "copy.recist"}
