"""Is every tampering with a file found by both verifiers, and none where there was none."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from shared_parts.section import Outcome, in_memory

from recist.store.checking import check_file
from recist.store.independent import faults
from trial_parts.forging import plainly
from trial_parts.histories import empty_trial, random_history, whole_history
from trial_parts.tamperings import TAMPERINGS, chain_rewritten, end_cut_off

FULL, QUICK = 1_000, len(TAMPERINGS)
HONEST_QUICK = 12
AT_MOST = {"missed_by_first": 0, "missed_by_independent": 0, "false_alarms": 0, "crashes": 0}
VERIFIERS: dict[str, Callable[[Path, str], list[Any]]] = {
    "first": check_file,
    "independent": faults,
}


def run(scratch: Path, *, quick: bool, sabotage: bool, seed: int = 1) -> Outcome:
    """Tamper with copies of one history, and verify honest ones.

    The sabotage lets both verifiers take every entry's hash for right.
    """
    count, honest = (QUICK, HONEST_QUICK) if quick else (FULL, FULL)
    with in_memory(scratch) as memory, hashes_believed() if sabotage else nullcontext():
        figures = _tampered(memory, count, seed) | _honest(memory, honest, seed)
    crashes = figures.pop("crashes_tampered") + figures.pop("crashes_honest")
    figures |= {"crashes": len(crashes), "crashed": crashes[:20]}
    at_least = {"files": count, "honest": honest}
    return Outcome(figures=figures, at_most=AT_MOST, at_least=at_least)


@contextmanager
def hashes_believed() -> Iterator[None]:
    """Let both verifiers take every entry's hash for right."""
    with (
        patch("recist.trial.chain.hash_of", lambda entry: entry.hash),
        patch("recist.store.independent._hash_of", lambda row, _old, _new: row["hash"]),
    ):
        yield


def _found(path: Path, head: str, crashes: list[str]) -> dict[str, bool]:
    """Ask both verifiers; one that fails has found nothing."""
    found = {}
    for name, verifier in VERIFIERS.items():
        try:
            found[name] = bool(verifier(path, head))
        except Exception as error:  # noqa: BLE001 a verifier must not raise, whatever it is given
            found[name] = False
            crashes.append(f"{path.name}, {name}: {error!r}")
    return found


def _tampered(scratch: Path, count: int, seed: int) -> dict[str, Any]:
    original = scratch / "original.recist"
    head = whole_history(original, Random(seed))
    with closing(plainly(original)) as file:
        # No bytes of former values are left that nobody reads, and that could be changed unseen.
        file.execute("VACUUM")
    missed: dict[str, list[str]] = {name: [] for name in VERIFIERS}
    crashes: list[str] = []
    perfect: Counter[str] = Counter()
    for number in range(count):
        tampering = TAMPERINGS[number % len(TAMPERINGS)]
        path = scratch / f"{number}-{tampering.__name__}.recist"
        shutil.copyfile(original, path)
        tampering(path, Random(f"{seed} {number}"))
        for name, found in _found(path, head, crashes).items():
            if not found:
                missed[name].append(path.stem)
        if tampering in (chain_rewritten, end_cut_off):
            perfect["all"] += 1
            perfect["seamless"] += not any(_found(path, "", crashes).values())
        path.unlink()
    return {
        "files": count,
        "kinds": len(TAMPERINGS),
        **{f"missed_by_{name}": len(those) for name, those in missed.items()},
        "missed": {name: those[:20] for name, those in missed.items()},
        # So many nobody could tell without the head: what a head noted elsewhere is for.
        "seamless_without_head": f"{perfect['seamless']} of {perfect['all']}",
        "crashes_tampered": crashes,
    }


def _honest(scratch: Path, count: int, seed: int) -> dict[str, Any]:
    empty = scratch / "empty.recist"
    empty_trial(empty)
    alarms: list[str] = []
    crashes: list[str] = []
    for number in range(count):
        path = scratch / f"honest-{number}.recist"
        head = random_history(path, empty, Random(f"honest {seed} {number}"))
        for name, found in _found(path, head, crashes).items():
            if found:
                alarms.append(f"{path.stem}, {name}")
        path.unlink()
    return {
        "honest": count,
        "false_alarms": len(alarms),
        "alarmed": alarms[:20],
        "crashes_honest": crashes,
    }
