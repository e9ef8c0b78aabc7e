"""Power cuts: the writes of a real process, replayed to a random point and opened again."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from recist.store.trial_file import TrialFile
from recist.trial.errors import TrialError
from recist.trial.verifying import verify
from trial_parts.deeds import NAME
from trial_parts.disk import Call, Disk, calls_of
from trial_parts.shim import compiler, run_below

FULL, QUICK = 10_000, 60
ROUNDS_FULL, ROUNDS_QUICK = 12, 2
BARS = {"lost": 0, "damaged": 0}
MEMORY = Path("/dev/shm")


def judge(path: Path, acknowledged: int, whole: list[str]) -> str:
    """Open what is left of a trial; return "lost", "damaged" or nothing."""
    try:
        trial = TrialFile.open(path)
        with trial.view() as view:
            hashes = [entry.hash for entry in view.entries()]
            if len(hashes) < acknowledged:
                return "lost"
            faulty = hashes != whole[: len(hashes)] or any(verify(view))
    except TrialError:
        return "damaged" if acknowledged else ""
    return "damaged" if faulty else ""


def replay(calls: list[Call], points: list[int], scratch: Path, whole: list[str]) -> dict[str, int]:
    """Cut the power at each point of a sorted list; count what came of it."""
    rng, disk, acknowledged, done = random.Random(2), Disk(), 0, 0
    counts = {"lost": 0, "damaged": 0}
    for point in points:
        for call in calls[done:point]:
            if call.kind == "mark":
                acknowledged = call.offset
            else:
                disk.do(call)
        done = max(done, point)
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir()
        for path, content in disk.crash(rng).items():
            (scratch / Path(path).name).write_bytes(content)
        outcome = judge(scratch / NAME, acknowledged, whole)
        if outcome:
            counts[outcome] += 1
    return counts


def run(quick: bool, sabotage: bool, count: int = FULL) -> tuple[dict[str, Any], dict[str, Any]]:
    """Record, replay, count; the sabotage is a store that never syncs."""
    if compiler() is None:
        print("power cuts: SKIPPED, no C compiler (apt install build-essential)")
        return {"skipped": "no C compiler"}, BARS
    count = QUICK if quick else count
    memory = str(MEMORY) if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="recist-power-", dir=memory) as name:
        scratch = Path(name)
        rounds = ROUNDS_QUICK if quick else ROUNDS_FULL
        run_below("recorded", scratch, str(rounds), "sabotage" if sabotage else "honest")
        with TrialFile.open(scratch / "watched" / NAME).view() as view:
            whole = [entry.hash for entry in view.entries()]
        calls = list(calls_of(scratch / "log"))
        rng, start = random.Random(1), perf_counter()
        points = sorted(rng.randint(0, len(calls)) for _ in range(count))
        counts = replay(calls, points, scratch / "found", whole)
        figures = {
            "points": count,
            **counts,
            "calls": len(calls),
            "syncs": sum(call.kind == "sync" for call in calls),
            "acknowledged": sum(call.kind == "mark" for call in calls),
            "seconds": round(perf_counter() - start, 1),
        }
    print("power cuts:", figures, flush=True)
    return figures, BARS
