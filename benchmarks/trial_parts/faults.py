"""Faults: every call to the system of every kind of transaction fails once.

What has to hold afterwards: all of the transaction is there or nothing (``half``); where it was not
done, a message of one line said so (``traceback``), which claims that nothing was changed only
where that is true (``wrongly_told``); and tried again, it is done, and once (``not_done_again``).
Where the disk fails in the last step of the commit itself, nobody knows whether it was done:
``in_doubt`` counts those that a message said to have failed and that are there all the same.
"""

from __future__ import annotations

import json
from pathlib import Path

from shared_parts.section import Outcome, in_memory

from trial_parts.shim import compiler, run_below

AT_MOST = {"half": 0, "traceback": 0, "wrongly_told": 0, "not_done_again": 0}


def run(scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
    """Let them fail; the sabotage commits chain and records one after the other."""
    if compiler() is None:
        return Outcome(figures={"skipped": "no C compiler (apt install build-essential)"})
    with in_memory(scratch) as memory:
        said = run_below(
            "faulty",
            memory,
            "quick" if quick else "full",
            "sabotage" if sabotage else "honest",
            recorded=False,
        )
    figures = {**dict.fromkeys(AT_MOST, 0), **json.loads(said.splitlines()[-1])}
    return Outcome(figures=figures, at_most=AT_MOST, at_least={"message": 1})
