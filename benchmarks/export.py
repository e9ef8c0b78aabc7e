"""What an export costs and withstands: beside its peers, under kills, with hostile texts.

``--sabotage NAME`` breaks what the section NAME looks at: it has to turn red, since a benchmark
that cannot fail proves nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from export_parts import hostile, identical, kills, speed
from shared_parts.section import Section, run_sections

SECTIONS: dict[str, Section] = {
    "xpt": speed.xpt,
    "csv": speed.csv_table,
    "xlsx": speed.xlsx,
    "pdf": speed.pdf,
    "identical": identical.run,
    "hostile": hostile.run,
    "kills": kills.run,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print the figures, and return 1 where a bar is missed."""
    return run_sections("export", __doc__, SECTIONS, arguments)


if __name__ == "__main__":
    raise SystemExit(main())
