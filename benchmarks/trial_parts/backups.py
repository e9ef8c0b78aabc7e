"""Backups under load: a trial is copied while others save; each copy is whole, and what was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from time import sleep
from unittest.mock import patch

from shared_parts.section import Outcome

from recist.store.backup import back_up
from recist.store.checking import check_file
from recist.store.independent import faults
from recist.store.trial_file import TrialFile
from recist.trial.errors import TrialError
from recist.trial.people import Actor, Role
from tests.trial_files import CORA, trial_with
from trial_parts.rivals import save_once

PROCESSES = 3
FULL, QUICK = 30, 3
PIECE = 4096
AT_MOST = {"refused": 0, "unsound": 0, "no_prefix": 0}


def save_until(stop: Event, path: Path, one: int) -> None:
    """Save one row after the other."""
    trial = TrialFile(path)
    actor = Actor(user=f"reader{one}", roles=frozenset({Role.READER}))
    for number in count():
        if stop.is_set():
            return
        save_once(trial, actor, number, careless=False)


@contextmanager
def others_saving(path: Path) -> Iterator[None]:
    """Let processes save all the while."""
    context = get_context("fork")
    stop = context.Event()
    processes = [
        context.Process(target=save_until, args=(stop, path, one)) for one in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    try:
        yield
    finally:
        stop.set()
        for process in processes:
            process.join()


def copied_piecewise(source: Path, target: Path) -> None:
    """Sabotage: copy a trial as any other file is copied, not asking who writes to it."""
    with source.open("rb") as old, target.open("wb") as new:
        while piece := old.read(PIECE):
            new.write(piece)
            sleep(0.005)


def hashes_of(path: Path) -> list[str]:
    with TrialFile.open(path).view() as view:
        return [entry.hash for entry in view.entries()]


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Make copies and look at them; the sabotage copies the file as any other file is copied."""
    trial = trial_with(scratch)
    copies = [scratch / f"{number}.recist" for number in range(QUICK if quick else FULL)]
    broken = patch("recist.store.sqlite.copy_to", copied_piecewise) if sabotage else nullcontext()
    refused = 0
    with others_saving(trial.path), broken:
        for copy in copies:
            try:
                back_up(trial, CORA, copy)
            except TrialError:
                refused += 1
    with trial.view() as view:
        saved = len(view.all("row")) - 1
    whole = hashes_of(trial.path)
    made = [copy for copy in copies if copy.exists()]
    found = [hashes_of(copy) for copy in made]
    figures = {
        "copies": len(made),
        "saved_meanwhile": saved,
        "refused": refused,
        "unsound": sum(bool(check_file(one) or faults(one)) for one in [trial.path, *made]),
        "no_prefix": sum(one != whole[: len(one)] for one in found),
    }
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"saved_meanwhile": len(copies)})
