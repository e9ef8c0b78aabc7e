"""A cold start, and the sample patient after the first click, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from shared_parts.section import Outcome

from gui_parts.figures import figure

TIMES, QUICK_TIMES = 5, 1
WINDOW_BAR_S, SAMPLE_BAR_S = 2.0, 1.0


def run(scratch: Path, *, quick: bool) -> Outcome:
    """Start the room several times; of each figure the middle one counts."""
    found: list[dict[str, float]] = []
    for n in range(QUICK_TIMES if quick else TIMES):
        command = [sys.executable, "-m", "gui_parts.start_process", str(scratch / str(n))]
        told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        found.append(json.loads(told.splitlines()[-1]))
    figures = {
        name: figure(sorted(one[name] for one in found)[len(found) // 2]) for name in found[0]
    }
    return Outcome(
        figures=figures, at_most={"window_s": WINDOW_BAR_S, "sample_open_s": SAMPLE_BAR_S}
    )
