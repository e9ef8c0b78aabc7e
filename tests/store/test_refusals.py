"""A deed that is refused changes nothing, and the chain tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import import_scans
from recist.store import backup, sqlite
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action, Entry
from recist.trial.errors import LogInError, NotAllowedError, StaleError, TrialError
from recist.trial.importing import import_rows
from recist.trial.locking import lock
from recist.trial.ports import Work
from recist.trial.queries import ask
from recist.trial.saving import Readings, readings_of, save_readings
from recist.trial.signing import Signing, sign
from recist.trial.verifying import verify
from tests.trial_files import (
    ADA,
    ANNA,
    BEN,
    CORA,
    PASSWORD,
    START,
    course,
    read_all,
    trial_with,
    with_settings,
)

Deed = Callable[[TrialFile, Path], object]


def save(trial: TrialFile, before: Readings, size: str) -> None:
    rows = tuple(course("anna", (size, "30")))
    trial.do(ANNA, lambda work: save_readings(work, ANNA, before, rows, ()), save=size)


def anna_read(trial: TrialFile) -> Readings:
    with trial.view() as view:
        return readings_of(view, reader="anna")


def save_stale(trial: TrialFile, _: Path) -> None:
    before = anna_read(trial)
    save(trial, before, "51")
    save(trial, before, "52")


def sign_too_early(trial: TrialFile, _: Path) -> None:
    sign(trial, ANNA, PASSWORD, Signing(subject="01", visit="week 8"), START)


def sign_without_the_right(trial: TrialFile, _: Path) -> None:
    sign(trial, CORA, PASSWORD, Signing(subject="01", visit="baseline"), START)


def save_while_locked(trial: TrialFile, _: Path) -> None:
    trial.do(ADA, lambda work: lock(work, ADA, "all is read"))
    save(trial, anna_read(trial), "51")


def import_scans_as_a_reader(trial: TrialFile, folder: Path) -> None:
    import_scans(trial.path, trial, ANNA, [folder])


def back_up_as_a_reader(trial: TrialFile, folder: Path) -> None:
    backup.back_up(trial, ANNA, folder / "copy.recist")


def import_anothers_rows(trial: TrialFile, _: Path) -> None:
    trial.do(BEN, lambda work: import_rows(work, BEN, course("anna"), "from a table"))


def import_rows_of_nobody_in_the_trial(trial: TrialFile, _: Path) -> None:
    rows = [replace(row, subject="MARK^MARY 1950-02-01") for row in course("ben")]
    trial.do(BEN, lambda work: import_rows(work, BEN, rows, "from a table"))


def ask_about_nobody_in_the_trial(trial: TrialFile, _: Path) -> None:
    trial.do(CORA, lambda work: ask(work, CORA, "MARK^MARY", "anna", "Which slice?"))


# A deed, who does it, what the chain says of it and of whom
REFUSED: list[tuple[Deed, str, str, str]] = [
    (save_stale, "anna", "stale", "01"),
    (sign_too_early, "anna", "an earlier visit is not signed", ""),
    (sign_without_the_right, "cora", "may not sign reads", ""),
    (save_while_locked, "anna", "the database is locked", ""),
    (import_scans_as_a_reader, "anna", "may not add images", ""),
    (back_up_as_a_reader, "anna", "may not back up and restore", ""),
    (import_anothers_rows, "ben", "not allowed", ""),
    (import_rows_of_nobody_in_the_trial, "ben", "not allowed", ""),
    (ask_about_nobody_in_the_trial, "cora", "not allowed", ""),
]


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    made = with_settings(trial_with(tmp_path))
    read_all(made, ANNA)
    return made


def entries_of(trial: TrialFile) -> list[Entry]:
    with trial.view() as view:
        return list(view.entries())


@pytest.mark.parametrize(
    ("deed", "who", "why", "subject"), REFUSED, ids=[one[0].__name__ for one in REFUSED]
)
def test_the_chain_tells_of_what_was_refused(
    trial: TrialFile, tmp_path: Path, deed: Deed, who: str, why: str, subject: str
) -> None:
    with pytest.raises((NotAllowedError, StaleError)):
        deed(trial, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"trial.recist", "trial.recist-journal"}
    last = entries_of(trial)[-1]
    told = (last.action, last.user, last.key.subject, last.new)
    assert told == (Action.REFUSED, who, subject, {"why": why})
    assert b"MARK" not in trial.path.read_bytes()
    with trial.view() as view:
        assert list(verify(view)) == []


def test_a_refused_save_can_be_done_later_under_its_own_name(trial: TrialFile) -> None:
    allowed: list[bool] = []

    def deed(work: Work) -> str:
        if not allowed:
            raise NotAllowedError("not yet")
        return "done"

    with pytest.raises(NotAllowedError):
        trial.do(ANNA, deed, save="s1")
    allowed.append(True)
    assert trial.do(ANNA, deed, save="s1") == "done"


def test_what_is_wrong_with_the_user_is_told_by_its_own_step_alone(trial: TrialFile) -> None:
    with pytest.raises(LogInError):
        sign(trial, ANNA, "wrong", Signing(subject="01", visit="baseline"), START)
    assert Action.REFUSED not in {entry.action for entry in entries_of(trial)}


def test_where_nothing_can_be_written_the_reason_is_still_told(
    trial: TrialFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = entries_of(trial)

    def deed(work: Work) -> None:
        # From here on the medium is write-protected.
        monkeypatch.setattr(sqlite, "SETTINGS", (*sqlite.SETTINGS, "PRAGMA query_only=ON"))
        raise NotAllowedError("the visit is signed")

    with pytest.raises(TrialError, match=r"^the visit is signed$"):
        trial.do(ANNA, deed)
    assert entries_of(trial) == before


def test_what_is_told_of_a_refusal_hides_no_reason(trial: TrialFile) -> None:
    def deed(work: Work) -> None:
        raise NotAllowedError("no \udcff")

    with pytest.raises(NotAllowedError):
        trial.do(ANNA, deed)
