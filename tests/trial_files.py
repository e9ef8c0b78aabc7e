"""Trials for tests: in a file of their own, with a clock that is wound by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from recist.store.trial_file import TrialFile
from recist.trial.people import Actor, Role

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ANNA = Actor(user="anna", roles=frozenset({Role.READER}))
BEN = Actor(user="ben", roles=frozenset({Role.READER}))
CORA = Actor(user="cora", roles=frozenset({Role.COORDINATOR}))
ADA = Actor(user="ada", roles=frozenset({Role.ADMINISTRATOR}))


class Clock:
    """A clock that goes on by a second whenever it is looked at, and can be set."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def new_trial(folder: Path, clock: Clock | None = None) -> TrialFile:
    """Make an empty trial."""
    return TrialFile.create(folder / "trial.recist", clock=clock or Clock())
