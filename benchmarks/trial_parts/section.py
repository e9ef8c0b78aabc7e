"""What every section of the benchmark has in common: it is run, and has figures and bars."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
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
    """Something that may befall a trial, and what comes of it."""

    def __call__(self, scratch: Path, *, quick: bool, sabotage: bool) -> Outcome:
        """Run in an empty folder; quick: a little of it alone; sabotage: it has to turn red."""


@contextmanager
def in_memory(scratch: Path) -> Iterator[Path]:
    """Give a folder where syncs cost nothing, where the system has one."""
    there = MEMORY if MEMORY.is_dir() else scratch
    with tempfile.TemporaryDirectory(prefix="recist-trial-", dir=there) as name:
        yield Path(name)
