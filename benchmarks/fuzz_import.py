"""Whether bytes that were changed at random do harm: twenty thousand files through the way in.

Seed files of every kind that is read (made here; the real ones too, where RECIST_DATA or
shared/data has them) are changed in their bytes: bits flipped, parts copied, cut out or cut off,
lengths set to extremes, two files spliced. Each is put into a folder of its own and opened on the
product's own way, headers and pixels by its reader processes. Watched are this process, the
seconds for each input, the memory of each reader, and every file in the scratch folder, in the
home and temporary folders and in the current one. A sample of the same inputs is given to pydicom
with imagecodecs in a process of its own, which is what opening them without readers would mean.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from fuzz_parts.mutations import Mutator
from fuzz_parts.peer import with_pydicom
from fuzz_parts.seeds import seeds
from fuzz_parts.trial import Trial
from fuzz_parts.watch import reader_peak_mib, stay_inside, tree

from recist.formats.readers import end_idle, warm_up
from recist.formats.scans import find_scans

AT_MOST = {
    "main_crashes": 0,
    "slowest_s": 10.0,
    "foreign_writes": 0,
    "good_files_lost": 0,
    "reader_peak_mib": 1024.0,
}
FULL, QUICK = 20_000, 60
# Of the inputs every so many-th goes to the peer as well.
SAMPLED = 10


def warm(folder: Path, sound: Sequence[tuple[str, bytes]]) -> None:
    """Give every reader some work: the start of a process is no time of an input."""
    folder.mkdir()
    for n, (name, content) in enumerate(sound):
        (folder / f"{n}-{name}").write_bytes(content)
    warm_up()
    find_scans([folder])


def fuzz(count: int, seed: int, scratch: Path) -> dict[str, Any]:
    """Open so many changed inputs; return the figures."""
    stay_inside(scratch / "watched")
    sample = scratch / "sample"
    sample.mkdir()
    sound = seeds()
    warm(scratch / "sound", sound)
    mutator, trial = Mutator(sound, seed), Trial(folder=scratch / "inputs")
    before, start = tree(scratch / "watched"), perf_counter()
    for n in range(count):
        name, content = mutator.input(n)
        trial.open(n, name, content)
        if n % SAMPLED == 0:
            (sample / f"{n}-{name}").write_bytes(content)
        if n % 1000 == 999:
            print(f"{n + 1} inputs in {perf_counter() - start:.0f} s", flush=True)
    seconds = perf_counter() - start
    written = trial.foreign_writes + (tree(scratch / "watched") != before)
    alive = reader_peak_mib()
    end_idle()
    return {
        "inputs": trial.count,
        "main_crashes": len(trial.unforeseen),
        "slowest_s": round(trial.slowest_s, 2),
        "foreign_writes": written,
        "good_files_lost": trial.good_lost,
        "reader_peak_mib": round(max(alive, reader_peak_mib()), 1),
        "reader_crashes": trial.crashed,
        "inputs_per_s": round(trial.count / seconds, 1),
        "outcomes": dict(sorted(trial.outcomes.items())),
        "unforeseen": trial.unforeseen[:20],
        "slow": trial.slow[:20],
        "pydicom": with_pydicom(sample),
    }


def main() -> int:
    """Run, print the figures, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few inputs alone")
    parser.add_argument("--count", type=int, default=FULL)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    count = QUICK if given.quick else given.count
    with tempfile.TemporaryDirectory(prefix="recist-fuzz-") as name:
        figures = fuzz(count, given.seed, Path(name))
    held = all(figures[key] <= most for key, most in AT_MOST.items())
    held = held and (given.quick or count >= FULL)
    bars = {**AT_MOST, "inputs": QUICK if given.quick else FULL}
    print(json.dumps({"name": "fuzz_import", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
