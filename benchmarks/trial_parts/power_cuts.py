"""Power cuts: the writes of a real process, replayed to a random point and opened again."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from shared_parts.section import Outcome, in_memory

from recist.store.checking import check_file
from recist.store.image_folder import ImageFolder, Kept
from recist.store.independent import faults
from recist.store.trial_file import TrialFile
from recist.trial.errors import TrialError
from recist.trial.images import images_of
from trial_parts.deeds import NAME
from trial_parts.disk import Call, Disk, calls_of
from trial_parts.shim import compiler, run_below

FULL, QUICK = 10_000, 40
ROUNDS_FULL, ROUNDS_QUICK = 12, 1
PROCESSES = 2
AT_MOST = {"lost": 0, "damaged": 0, "without_its_image": 0}


class Share(NamedTuple):
    """What one process replays: the calls, the points in order, and where."""

    calls: list[Call]
    points: list[int]
    root: str
    found: Path
    whole: list[str]


class Content(NamedTuple):
    """What the bytes of a trial say."""

    hashes: list[str]
    images: list[Kept]
    faulty: bool


class Judge:
    """Looks at what is left of a trial; the same bytes are verified once."""

    def __init__(self, whole: list[str]) -> None:
        self._whole = whole
        self._known: dict[bytes, Content] = {}

    def verdict(self, path: Path, acknowledged: int) -> str:
        """Open a trial as the user does; say what is wrong, or nothing."""
        try:
            trial = TrialFile.open(path)
            # What the crash cut short was rolled back: now the bytes are all there is.
            found = hashlib.sha256(path.read_bytes()).digest()
            if found not in self._known:
                self._known[found] = self._content(trial)
        except TrialError:
            return "damaged" if acknowledged else ""
        content, folder = self._known[found], ImageFolder(path)
        if len(content.hashes) < acknowledged:
            return "lost"
        if content.faulty or content.hashes != self._whole[: len(content.hashes)]:
            return "damaged"
        return "without_its_image" if any(map(folder.faults, content.images)) else ""

    @staticmethod
    def _content(trial: TrialFile) -> Content:
        with trial.view() as view:
            hashes = [entry.hash for entry in view.entries()]
            images = [Kept(digest=one.digest, size=one.size) for one in images_of(view)]
        return Content(hashes, images, bool(check_file(trial.path) or faults(trial.path)))


def replay(share: Share) -> Counter[str]:
    """Cut the power at each point; count what came of it."""
    rng, disk, acknowledged, done = random.Random(2), Disk(share.root), 0, 0
    judge, counts = Judge(share.whole), Counter[str]()
    for point in share.points:
        for call in share.calls[done:point]:
            if call.kind == "mark":
                acknowledged = call.offset
            else:
                disk.do(call)
        done = point
        for name, content in disk.crash(rng).items():
            (share.found / name).parent.mkdir(parents=True, exist_ok=True)
            (share.found / name).write_bytes(content)
        counts[judge.verdict(share.found / NAME, acknowledged)] += 1
        shutil.rmtree(share.found, ignore_errors=True)
    return counts


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Record, replay, count; the sabotage is a store that never syncs."""
    if compiler() is None:
        return Outcome(figures={"skipped": "no C compiler (apt install build-essential)"})
    count, rounds = (QUICK, ROUNDS_QUICK) if quick else (FULL, ROUNDS_FULL)
    with in_memory(scratch) as memory:
        run_below("recorded", memory, str(rounds), "sabotage" if sabotage else "honest")
        root = memory / "watched"
        with TrialFile.open(root / NAME).view() as view:
            whole = [entry.hash for entry in view.entries()]
        calls, rng = list(calls_of(memory / "log")), random.Random(1)
        points = sorted(rng.randint(0, len(calls)) for _ in range(count))
        shares = [
            Share(calls, points[n::PROCESSES], str(root), memory / f"found{n}", whole)
            for n in range(PROCESSES)
        ]
        with get_context("fork").Pool(PROCESSES) as pool:
            counts = sum(pool.map(replay, shares, chunksize=1), Counter[str]())
    figures = {
        "points": count,
        **{name: counts[name] for name in AT_MOST},
        "calls": len(calls),
        "syncs": sum(call.kind == "sync" for call in calls),
        "acknowledged": sum(call.kind == "mark" for call in calls),
    }
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"acknowledged": rounds})
