"""What the store of a trial withstands, a section for each thing that may befall it.

``--sabotage NAME`` breaks what the section NAME looks at: it has to turn red, since a benchmark
that cannot fail proves nothing.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, NamedTuple

from trial_parts import tampering


class Section(NamedTuple):
    """Something that may befall a trial.

    Attributes
    ----------
    run : callable
        Takes a scratch folder and ``quick``; returns figures and bars. A bar is the most that
        its figure may be; one whose figure is of `counts` is the least.
    counts : frozenset of str
        The figures that say how much was tried.
    """

    run: Callable[..., tuple[dict[str, Any], dict[str, Any]]]
    sabotage: Callable[[], AbstractContextManager[None]]
    counts: frozenset[str]


SECTIONS = {
    "tampering": Section(
        tampering.run,
        tampering.sabotage,
        frozenset({"tampering_files", "tampering_honest"}),
    ),
}


def held(figures: dict[str, Any], bars: dict[str, Any], counts: frozenset[str]) -> bool:
    """Say whether every figure keeps its bar."""
    return all(
        figures[name] >= bar if name in counts else figures[name] <= bar
        for name, bar in bars.items()
    )


def main() -> int:
    """Run, print the figures, and return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--section", choices=SECTIONS, action="append", help="all without it")
    parser.add_argument("--quick", action="store_true", help="a little of each alone")
    parser.add_argument("--sabotage", choices=SECTIONS, help="break what this section looks at")
    given = parser.parse_args()
    figures: dict[str, Any] = {}
    bars: dict[str, Any] = {}
    all_held = True
    for name in given.section or SECTIONS:
        section = SECTIONS[name]
        broken = section.sabotage() if given.sabotage == name else nullcontext()
        with tempfile.TemporaryDirectory(prefix=f"recist-{name}-") as scratch, broken:
            more, its_bars = section.run(Path(scratch), quick=given.quick)
        figures |= more
        bars |= its_bars
        all_held = all_held and held(more, its_bars, section.counts)
    print(json.dumps({"name": "trial", "figures": figures, "bars": bars, "held": all_held}))
    return 0 if all_held else 1


if __name__ == "__main__":
    raise SystemExit(main())
