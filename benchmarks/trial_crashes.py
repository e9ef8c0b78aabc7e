"""Whether a crash loses or halves what a trial was told to keep: four campaigns.

Power cuts, from the recorded writes of a real process; kills of one that saves; calls to the
system that fail, each once; six processes that save at the same time. Each has a sabotage that has
to turn it red.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trial_parts import faults, kills, power_cuts, rivals

SECTIONS = {
    "power_cuts": power_cuts.run,
    "kills": kills.run,
    "faults": faults.run,
    "rivals": rivals.run,
}


def holds(figures: dict[str, Any], bars: dict[str, Any]) -> bool:
    """Say whether every bar is held; what was skipped visibly holds none and breaks none."""
    return "skipped" in figures or all(figures[name] <= most for name, most in bars.items())


def main() -> int:
    """Run, print the figures, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few of each alone")
    parser.add_argument("--section", choices=SECTIONS, action="append")
    parser.add_argument("--sabotage", choices=SECTIONS, action="append", default=[])
    given = parser.parse_args()
    figures: dict[str, Any] = {}
    bars: dict[str, Any] = {}
    for name in given.section or SECTIONS:
        figures[name], bars[name] = SECTIONS[name](given.quick, name in given.sabotage)
    held = all(holds(figures[name], bars[name]) for name in figures)
    print(json.dumps({"name": "trial_crashes", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
