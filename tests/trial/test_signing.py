"""What is shown before it is signed, and what unlocking opens."""

from dataclasses import replace
from pathlib import Path

import pytest

from recist.trial.accounts import LOCKED_FOR, MOST_FAILURES, locked_out_until, log_in
from recist.trial.audit import digest
from recist.trial.errors import LogInError, StaleError
from recist.trial.reads import Stage, VisitRead, visit_read
from recist.trial.signing import Signing, canonical_read, opened_again, sign
from tests.trial_files import ANNA, BEN, PASSWORD, START, VISITS, read_all, trial_with

ASKED = Signing(subject="01", visit="baseline")


def test_what_was_shown_is_signed_and_nothing_else(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with trial.view() as view:
        shown = digest(canonical_read(view, visit_read(view, "01", "anna", "baseline")))
    read_all(trial, ANNA, ("51", "30"))
    with pytest.raises(StaleError, match="baseline was changed meanwhile"):
        sign(trial, ANNA, PASSWORD, replace(ASKED, shown=shown), START)
    with trial.view() as view:
        assert visit_read(view, "01", "anna", "baseline").stage is Stage.IN_PROGRESS
    read_all(trial, ANNA)
    sign(trial, ANNA, PASSWORD, replace(ASKED, shown=shown), START)
    with trial.view() as view:
        assert visit_read(view, "01", "anna", "baseline").stage is Stage.SIGNED


@pytest.mark.parametrize(
    ("signed", "visit", "opened"),
    [
        (2, "baseline", ["baseline", "week 8"]),
        (2, "week 8", ["week 8"]),
        (1, "baseline", ["baseline"]),
        (1, "week 8", []),
        (0, "baseline", []),
    ],
)
def test_unlocking_opens_what_is_signed_from_there_on(
    tmp_path: Path, signed: int, visit: str, opened: list[str]
) -> None:
    trial = trial_with(tmp_path)
    for actor in (ANNA, BEN):
        read_all(trial, actor)
    for label in list(VISITS)[:signed]:
        sign(trial, ANNA, PASSWORD, replace(ASKED, visit=label), START)
    read = VisitRead(subject="01", reader="anna", visit=visit)
    with trial.view() as view:
        assert [one.visit for one in opened_again(view, read)] == opened
        assert opened_again(view, replace(read, reader="ben")) == []


def test_a_lock_out_ends_by_itself(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    told = []
    for _ in range(MOST_FAILURES):
        with trial.view() as view:
            told.append(locked_out_until(view, "anna", START))
        with pytest.raises(LogInError):
            log_in(trial, "anna", "wrong", START)
    assert told == [None] * MOST_FAILURES
    ends = START + LOCKED_FOR
    with trial.view() as view:
        assert locked_out_until(view, "anna", START) == ends
        assert locked_out_until(view, "anna", ends) is None
        assert locked_out_until(view, "ben", START) is None
