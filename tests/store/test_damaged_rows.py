"""Rows of a trial that hold what the program never writes: told in one line."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from recist.trial.errors import UnusableError
from tests.trial_files import ANNA, read_all, trial_with

GUARD = "audit_is_not_changed"
DAMAGES = [
    ("an action that is none", "UPDATE audit SET action='' WHERE sequence=2", "entry 2 of"),
    ("an entry that is no JSON", "UPDATE audit SET new='{' WHERE sequence=3", "entry 3 of"),
    ("a record that is no JSON", "UPDATE record SET value='{'", "a record of"),
]


@pytest.mark.parametrize(
    ("statement", "message"),
    [pytest.param(s, m, id=name) for name, s, m in DAMAGES],
)
def test_a_row_that_cannot_be_read_is_told(tmp_path: Path, statement: str, message: str) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with closing(sqlite3.connect(trial.path)) as connection:
        connection.execute(f"DROP TRIGGER {GUARD}")
        connection.execute(statement)
        connection.commit()
    with trial.view() as view, pytest.raises(UnusableError, match=message) as caught:
        [*view.entries(), *view.everything()]
    assert "\n" not in str(caught.value)
