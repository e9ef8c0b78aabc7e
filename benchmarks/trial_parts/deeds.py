"""The transactions that the campaigns are about, each on a small trial."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from recist.store import sqlite
from recist.store.trial_file import TrialFile
from recist.trial.accounts import log_in
from recist.trial.errors import LogInError
from recist.trial.reads import visit_read
from recist.trial.signing import Signing, sign, unlock
from tests.trial_files import ANNA, CORA, PASSWORD, START, read_all, trial_with

NAME = "trial.recist"
Deed = Callable[[Path], object]


def without_syncs() -> None:
    """Sabotage: leave it to the system when anything reaches the disk."""
    sqlite.SETTINGS = (*sqlite.SETTINGS, "PRAGMA synchronous=OFF")


def save(path: Path, size: int = 41) -> None:
    read_all(TrialFile(path), ANNA, (str(size), "30"))


def sign_first(path: Path) -> None:
    sign(TrialFile(path), ANNA, PASSWORD, Signing(subject="01", visit="baseline"), START)


def unlock_first(path: Path) -> None:
    trial = TrialFile(path)
    with trial.view() as view:
        read = visit_read(view, "01", "anna", "baseline")
    trial.do(CORA, lambda work: unlock(work, CORA, read, "wrong slice"))


def fail_to_log_in(path: Path) -> None:
    """Give a wrong password: the chain is told."""
    try:
        log_in(TrialFile(path), "anna", "wrong password", START)
    except LogInError:
        return


def create(path: Path) -> None:
    TrialFile.create(path)


def open_and_view(path: Path) -> None:
    with TrialFile.open(path).view() as view:
        view.last()


def bases(folder: Path) -> dict[str, tuple[Path | None, Deed]]:
    """Return each kind of transaction with the trial that it begins on."""
    folder.mkdir()
    begun = trial_with(folder).path
    saved, signed = folder / "saved", folder / "signed"
    save(begun, 40)
    shutil.copy(begun, saved)
    sign_first(begun)
    shutil.copy(begun, signed)
    return {
        "create": (None, create),
        "open": (saved, open_and_view),
        "save": (saved, save),
        "sign": (saved, sign_first),
        "unlock": (signed, unlock_first),
        "failed log-in": (saved, fail_to_log_in),
    }
