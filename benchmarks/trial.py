"""What the store of a trial withstands, a section for each thing that may befall it.

``--sabotage NAME`` breaks what the section NAME looks at: it has to turn red, since a benchmark
that cannot fail proves nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shared_parts.section import Section, run_sections
from trial_parts import backups, blinding, faults, kills, power_cuts, rivals, room_kills, tampering

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
    return run_sections("trial", __doc__, SECTIONS, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
