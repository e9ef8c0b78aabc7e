"""Kills in mid-export: every file is the one of before or the one of after, and never torn."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from time import perf_counter, sleep

from shared_parts.section import Outcome

from export_parts.made_records import made_record, made_rows
from recist.app.export_folder import STAGE
from recist.app.exports import export_record
from recist.model.errors import InputError
from recist.trial.record import ExportRecord

FULL, QUICK = 200, 6
# So long a file stands half-written where the writing is sabotaged.
HALF_S = 0.1
FORMATS = ("csv", "xlsx", "sdtm", "json")
AT_MOST = {"torn": 0, "left_over": 0, "untold": 0, "refused": 0}
LIST, CAUGHT = "export.json", b'"whole": false'
"""An export that was caught between two files says so in its list."""


def content_of(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, but what a killed export has left beside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and STAGE not in str(path)
    }


def export_for_ever(records: Sequence[ExportRecord], out: Path, *, sabotage: bool) -> None:
    """Export one state after the other into one folder."""
    for record in cycle(records):
        if sabotage:
            for name, content in content_of(out).items():
                (out / name).write_bytes(content[: len(content) // 2])
                sleep(HALF_S)
                (out / name).write_bytes(content)
        export_record(record, FORMATS, out)


def killed(records: Sequence[ExportRecord], out: Path, seconds: float, *, sabotage: bool) -> None:
    """Let a process export for so long, and kill it."""
    child = os.fork()
    if not child:
        try:
            export_for_ever(records, out, sabotage=sabotage)
        finally:
            os._exit(1)
    sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Kill and look; the sabotage writes into the files themselves."""
    before = made_record(made_rows("01", 6) + made_rows("02", 4))
    after = made_record(made_rows("01", 6, grow=5_000) + made_rows("02", 4, grow=7_000))
    records = (before, replace(after, origin=replace(after.origin, made_at="2026-02-01T00:00:00Z")))
    whole = []
    for number, record in enumerate(records):
        export_record(record, FORMATS, scratch / str(number))
        whole.append(content_of(scratch / str(number)))
    start = perf_counter()
    export_record(records[0], FORMATS, scratch / "timed")
    longest = perf_counter() - start
    rng, out, torn, mixed, untold = random.Random(5), scratch / "out", 0, 0, 0
    export_record(records[0], FORMATS, out)
    kills = QUICK if quick else FULL
    for _ in range(kills):
        killed(records, out, rng.uniform(0, 3 * longest), sabotage=sabotage)
        found = content_of(out)
        caught = CAUGHT in found[LIST]
        if caught:
            found[LIST] = whole[0][LIST]
        states = {
            name: next((n for n, known in enumerate(whole) if known.get(name) == content), None)
            for name, content in found.items()
        }
        torn += sum(state is None for state in states.values())
        torn += len(whole[0].keys() - found.keys())
        if caught:
            del states[LIST]
        mixed += len(set(states.values())) > 1
        untold += len(set(states.values())) > 1 and not caught
    refused = 0
    try:
        export_record(records[0], FORMATS, out)
    except InputError as error:
        print(f"cannot be exported into any more: {error}", flush=True)
        refused = 1
    left = [path for path in out.iterdir() if path.name.startswith(STAGE)]
    figures = {
        "kills": kills,
        "torn": torn,
        "left_over": len(left),
        "between_states": mixed,
        "untold": untold,
        "refused": refused,
    }
    return Outcome(figures=figures, at_most=AT_MOST)
