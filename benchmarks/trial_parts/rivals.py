"""Rivals: six processes save into one trial, rows of their own and one counter that all share."""

from __future__ import annotations

from multiprocessing import get_context
from pathlib import Path

from shared_parts.section import Outcome

from recist.store.checking import check_file
from recist.store.independent import faults
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import BusyError, StaleError
from recist.trial.people import Actor, Role
from recist.trial.ports import Work
from tests.trial_files import trial_with

PROCESSES = 6
FULL, QUICK = 200, 4
COUNTER = Key(kind="row", subject="01", reader="", visit="baseline", name="counter")
AT_MOST = {"lost_updates": 0, "busy": 0, "faults": 0}


def seen(trial: TrialFile) -> tuple[int, int]:
    """Return the counter and its version."""
    with trial.view() as view:
        record = view.get(COUNTER)
    return (0, 0) if record is None else (record.value["n"], record.version)


def save_once(trial: TrialFile, actor: Actor, n: int, careless: bool) -> tuple[int, int]:
    """Raise the counter and save a row, together; return how often it was stale, and busy."""
    stale = busy = 0
    own = Key(kind="row", subject="01", reader=actor.user, visit="baseline", name=f"T{n}")
    while True:
        try:
            number, version = seen(trial)

            def deed(work: Work, number: int = number, version: int = version) -> None:
                work.put(COUNTER, {"n": number + 1}, expect=None if careless else version)
                work.put(own, {"n": n}, expect=0)

            trial.do(actor, deed)
        except StaleError:
            stale += 1
        except BusyError:
            busy += 1
        else:
            return stale, busy


def rival(given: tuple[str, int, int, bool]) -> tuple[int, int]:
    """Save so many times; return how often a save was stale, and busy."""
    path, one, saves, careless = given
    trial = TrialFile(Path(path))
    actor = Actor(user=f"reader{one}", roles=frozenset({Role.READER}))
    told = [save_once(trial, actor, n, careless) for n in range(saves)]
    return sum(stale for stale, _ in told), sum(busy for _, busy in told)


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Let them save; the sabotage is to write what was read without asking for its version."""
    saves = QUICK if quick else FULL
    path = trial_with(scratch).path
    with get_context("fork").Pool(PROCESSES) as pool:
        given = [(str(path), one, saves, sabotage) for one in range(PROCESSES)]
        told = pool.map(rival, given, chunksize=1)
    trial = TrialFile.open(path)
    number, _ = seen(trial)
    with trial.view() as view:
        rows = len(view.all("row")) - 1
    made = PROCESSES * saves
    figures = {
        "saves": made,
        "lost_updates": (made - number) + (made - rows),
        "busy": sum(busy for _, busy in told),
        "faults": len(check_file(path)) + len(faults(path)),
        "stale_and_tried_again": sum(stale for stale, _ in told),
    }
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"saves": made})
