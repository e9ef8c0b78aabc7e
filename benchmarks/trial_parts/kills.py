"""Kills: a process that saves in a loop is killed; what it had acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path
from time import perf_counter, sleep

from shared_parts.section import Outcome

from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.errors import TrialError
from recist.trial.ports import Work
from recist.trial.verifying import verify
from tests.trial_files import ANNA, trial_with

FULL, QUICK = 500, 10
# Some saves long, in a quick run one or two, so that a kill falls into any part of one.
LONGEST_S, LONGEST_QUICK_S = 0.12, 0.03
# So long the sabotaged store lets a save wait that it has acknowledged.
LATE_S = 0.01
AT_MOST = {"lost": 0, "damaged": 0, "slowest_reopening_s": 3.0}


def save_for_ever(path: Path, pipe: int, start: int, early: bool) -> None:
    """Save one number after the other, and tell each that was kept; early: before it was."""
    trial, number = TrialFile(path), start
    key = Key(kind="row", subject="01", reader="anna", visit="baseline", name="T1")
    while True:
        number += 1

        def deed(work: Work, number: int = number) -> None:
            work.put(key, {"n": number}, expect=None)
            if early:
                os.write(pipe, b"%d\n" % number)
                sleep(LATE_S)

        trial.do(ANNA, deed)
        if not early:
            os.write(pipe, b"%d\n" % number)


def acknowledged_by(path: Path, seconds: float, start: int, early: bool) -> int:
    """Let a process save for so long and kill it; return the last number that it told."""
    told, pipe = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(told)  # without its parent, it ends at the next save
            save_for_ever(path, pipe, start, early)
        finally:
            os._exit(1)
    os.close(pipe)
    with os.fdopen(told, "rb") as lines:
        first = lines.readline()
        sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = lines.read()
    os.waitpid(child, 0)
    return int((first + rest).split()[-1])


def reopened(path: Path, acknowledged: int) -> tuple[int, str]:
    """Open the trial; return the number that it holds, and what is wrong."""
    try:
        with TrialFile.open(path).view() as view:
            found = [one.value["n"] for one in view.all("row")]
            faults = any(verify(view))
    except TrialError:
        return acknowledged, "damaged"
    number = found[0] if found else 0
    if faults:
        return number, "damaged"
    return number, "lost" if number < acknowledged else ""


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Kill and reopen; the sabotage is a store that acknowledges before the commit."""
    counts, slowest, number = {"lost": 0, "damaged": 0}, 0.0, 0
    rng, saves = random.Random(3), 0
    kills, longest_s = (QUICK, LONGEST_QUICK_S) if quick else (FULL, LONGEST_S)
    for n in range(kills):
        # A fresh trial now and then: verifying reads all of the chain.
        if n % 25 == 0:
            folder = scratch / str(n)
            folder.mkdir()
            path, number = trial_with(folder).path, 0
        told = acknowledged_by(path, rng.uniform(0, longest_s), number, sabotage)
        saves += told - number
        start = perf_counter()
        number, outcome = reopened(path, told)
        slowest = max(slowest, perf_counter() - start)
        if outcome:
            counts[outcome] += 1
    figures = {
        "kills": kills,
        "acknowledged": saves,
        **counts,
        "slowest_reopening_s": round(slowest, 2),
    }
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"acknowledged": kills})
