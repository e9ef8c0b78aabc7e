"""Faults: every call to the system of every kind of transaction fails once."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from trial_parts.power_cuts import MEMORY
from trial_parts.shim import compiler, run_below

BARS = {"half": 0, "traceback": 0}


def run(quick: bool, sabotage: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Let them fail; the sabotage commits chain and records one after the other."""
    if compiler() is None:
        print("faults: SKIPPED, no C compiler (apt install build-essential)")
        return {"skipped": "no C compiler"}, BARS
    memory = str(MEMORY) if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="recist-shim-", dir=memory) as name:
        said = run_below(
            "faulty",
            Path(name),
            "quick" if quick else "full",
            "sabotage" if sabotage else "honest",
            recorded=False,
        )
    figures = {"half": 0, "traceback": 0, **json.loads(said.splitlines()[-1])}
    print("faults:", figures, flush=True)
    return figures, BARS
