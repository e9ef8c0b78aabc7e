"""What the sections of a benchmark have in common: they are run, and have figures and bars."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

MEMORY = Path("/dev/shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a section has found.

    Attributes
    ----------
    at_most, at_least : mapping
        The bars, by the name of their figure.
    """

    figures: Mapping[str, Any]
    at_most: Mapping[str, float] = field(default_factory=dict)
    at_least: Mapping[str, float] = field(default_factory=dict)

    @property
    def held(self) -> bool:
        """Whether every figure keeps its bar."""
        return all(self.figures[name] <= bar for name, bar in self.at_most.items()) and all(
            self.figures[name] >= bar for name, bar in self.at_least.items()
        )


class Section(Protocol):
    """One thing that a benchmark looks at."""

    def __call__(self, scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
        """Run in an empty folder; quick: a little of it alone; sabotage: it has to turn red."""


@contextmanager
def in_memory(scratch: Path) -> Iterator[Path]:
    """Give a folder where syncs cost nothing, where the system has one."""
    there = MEMORY if MEMORY.is_dir() else scratch
    with tempfile.TemporaryDirectory(prefix="recist-trial-", dir=there) as name:
        yield Path(name)


def run_sections(
    name: str, about: str | None, sections: Mapping[str, Section], arguments: Sequence[str] | None
) -> int:
    """Run what is asked for, print the figures, and return 1 where a bar is missed.

    Parameters
    ----------
    name : str
        Of the benchmark.
    about : str
        What ``--help`` says of it.
    arguments : sequence of str or None
        Of the command line; None takes those of the process.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--section", choices=sections, action="append", help="all without it")
    parser.add_argument("--quick", action="store_true", help="a little of each alone")
    parser.add_argument("--sabotage", choices=sections, help="break what this section looks at")
    given = parser.parse_args(arguments)
    figures: dict[str, Any] = {}
    bars: dict[str, float] = {}
    held = True
    for part in given.section or sections:
        start = perf_counter()
        with tempfile.TemporaryDirectory(prefix=f"recist-{part}-") as scratch:
            broken = given.sabotage == part
            outcome = sections[part](Path(scratch), quick=given.quick, sabotage=broken)
        found = {**outcome.figures, "seconds": round(perf_counter() - start, 1)}
        print(f"{part}:", "held" if outcome.held else "MISSED", found, flush=True)
        figures |= {f"{part}_{figure}": value for figure, value in found.items()}
        bars |= {
            f"{part}_{one}": bar for one, bar in {**outcome.at_most, **outcome.at_least}.items()
        }
        held = held and outcome.held
    print(json.dumps({"name": name, "figures": figures, "bars": bars, "held": held}))
    return 0 if held else 1
