"""Kills of the real reading room in the middle of a reading: what it said it saved is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from time import perf_counter, sleep

from load_parts.scans import PLAIN, write_series
from shared_parts.section import Outcome

from recist.store.checking import check_file
from recist.store.independent import faults
from recist.store.trial_file import TrialFile

FULL, QUICK = 30, 1
SLICES, SIZE = 24, 256
# Some lines and a part of the next one, so that a kill falls anywhere in a gesture or a save.
MOST_LINES, LONGEST_S = 4, 0.4
AT_MOST = {"lost": 0, "damaged": 0, "not_shown_again": 0, "most_ahead": 1, "slowest_check_s": 3.0}


def killed(study: Path, trials: Path, rng: random.Random, early: bool) -> tuple[int, int]:
    """Let somebody read and kill the room; return what it had at first, and said it saved last."""
    command = [sys.executable, "-m", "trial_parts.room_reading", str(study), str(trials)]
    here = Path(__file__).resolve()
    path = os.pathsep.join((str(here.parents[1]), str(here.parents[2])))
    room = subprocess.Popen(
        [*command, *(["early"] if early else [])],
        stdout=subprocess.PIPE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": path},
        text=True,
    )
    assert room.stdout is not None
    opened = room.stdout.readline().split()
    if not opened:
        raise SystemExit("the reading room did not open: the benchmark is broken")
    lines = [room.stdout.readline() for _ in range(rng.randint(1, MOST_LINES))]
    sleep(rng.uniform(0, LONGEST_S))
    room.kill()
    rest = room.stdout.read().splitlines()
    room.wait()
    told = [line for line in (*lines, *rest) if line.strip()]
    if not told:
        raise SystemExit("nothing was read: the benchmark is broken")
    return int(opened[1]), int(told[-1])


def kept_in(trial: Path) -> int:
    """Return how many calipers a trial holds."""
    with TrialFile.open(trial).view() as view:
        return len(view.all("caliper"))


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Kill and look; the sabotage is a room that says too early that it has saved."""
    study, trials = scratch / "study", scratch / "trials"
    write_series(study, PLAIN, SLICES, size=SIZE)
    counts = {"lost": 0, "damaged": 0, "not_shown_again": 0}
    rng, before, drawn, ahead, slowest = random.Random(5), 0, 0, 0, 0.0
    kills = QUICK if quick else FULL
    for _ in range(kills):
        shown, told = killed(study, trials, rng, sabotage)
        counts["not_shown_again"] += shown != before
        (trial,) = trials.glob("*.recist")
        start = perf_counter()
        before = kept_in(trial)
        counts["damaged"] += bool(check_file(trial)) or bool(faults(trial))
        slowest = max(slowest, perf_counter() - start)
        counts["lost"] += before < told
        ahead, drawn = max(ahead, before - told), drawn + told - shown
    figures = {
        "kills": kills,
        "lines_drawn": drawn,
        **counts,
        "most_ahead": ahead,
        "slowest_check_s": round(slowest, 2),
    }
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"lines_drawn": kills})
