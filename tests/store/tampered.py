"""Trials that somebody else has written to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from recist.trial.accounts import first_user
from recist.trial.audit import Key
from recist.trial.people import Role, User
from recist.trial.ports import Work
from recist.trial.signing import Signing, sign
from tests.trial_files import ANNA, START, new_trial, read_all

GUARDS = ("audit_is_not_changed", "audit_is_not_shortened")


def signed_trial(folder: Path) -> Path:
    """Make a trial of one reader without a password, with a signature of each of two visits.

    Entry 1 is the user, 2 to 5 are the readings, 6 is a caliper, 7 to 10 are the signatures, each
    with the read's stage.
    """
    trial = new_trial(folder)

    def user(work: Work) -> None:
        first_user(
            work,
            User(
                name="anna", printed_name="Anna", roles=frozenset({Role.READER, Role.ADMINISTRATOR})
            ),
            None,
        )

    trial.do(ANNA, user)
    read_all(trial, ANNA)
    drawn = Key(kind="caliper", subject="01", reader="anna", visit="baseline", name="T1")
    ends = {"long_axis_lps_mm": [[0.1, -0.0, 1e-07], [50.1, 0.0, 0.0]]}
    trial.do(ANNA, lambda work: work.put(drawn, ends, expect=0))
    for visit in ("baseline", "week 8"):
        sign(trial, ANNA, "", Signing(subject="01", visit=visit), START)
    return trial.path


def head_of(path: Path) -> str:
    """Return the hash of the last entry."""
    with closing(sqlite3.connect(path)) as file:
        (head,) = file.execute("SELECT hash FROM audit ORDER BY sequence DESC").fetchone()
    return str(head)


def sql(path: Path, *statements: str) -> None:
    """Run statements on a file without its triggers, and put these back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        triggers = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        for _, text in triggers:
            file.execute(text)
