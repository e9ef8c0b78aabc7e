"""What the store of a trial withstands, a section for each thing that may befall it.

``--sabotage NAME`` breaks what the section NAME looks at: it has to turn red, since a benchmark
that cannot fail proves nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from trial_parts import backups, blinding, faults, kills, power_cuts, rivals, room_kills, tampering
from trial_parts.section import Section

SECTIONS: dict[str, Section] = {
    "power_cuts": power_cuts.run,
    "kills": kills.run,
    "room_kills": room_kills.run,
    "faults": faults.run,
    "rivals": rivals.run,
    "backups": backups.run,
    "tampering": tampering.run,
    "blinding": blinding.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--section", choices=SECTIONS, action="append", help="all without it")
    parser.add_argument("--quick", action="store_true", help="a little of each alone")
    parser.add_argument("--sabotage", choices=SECTIONS, help="break what this section looks at")
    given = parser.parse_args(arguments)
    figures: dict[str, Any] = {}
    bars: dict[str, float] = {}
    held = True
    for name in given.section or SECTIONS:
        start = perf_counter()
        with tempfile.TemporaryDirectory(prefix=f"recist-{name}-") as scratch:
            run, broken = SECTIONS[name], given.sabotage == name
            outcome = run(Path(scratch), quick=given.quick, sabotage=broken)
        found = {**outcome.figures, "seconds": round(perf_counter() - start, 1)}
        print(f"{name}:", "held" if outcome.held else "MISSED", found, flush=True)
        figures |= {f"{name}_{figure}": value for figure, value in found.items()}
        bars |= {
            f"{name}_{one}": bar for one, bar in {**outcome.at_most, **outcome.at_least}.items()
        }
        held = held and outcome.held
    print(json.dumps({"name": "trial", "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main())
