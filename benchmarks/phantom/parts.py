"""What every phantom has: marked voxels, pairs of them that are measured, and what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rng = np.random.Generator
ROWS, COLUMNS, SLICES = 120, 160, 9
# Slice, row and column of the marked voxels; A and B share a slice.
PLACES = {"A": (2, 11, 17), "B": (2, 103, 61), "C": (6, 43, 139)}
STORED = {"A": 1100, "B": 1200, "C": 1300}


class Pair(StrEnum):
    """What is measured: two marks on one slice, or on two slices."""

    IN_PLANE = "in-plane"
    THROUGH = "through-plane"


ENDS = {Pair.IN_PLANE: ("A", "B"), Pair.THROUGH: ("A", "C")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A phantom on disk, and what an honest reader can know of it.

    Attributes
    ----------
    folder : Path
        Holds the files and nothing else.
    kind : str
        Such as "CT" or "NIfTI".
    changes : tuple of str
        Names of what was done to it.
    truth_mm : mapping
        Length of each pair as the files state it; None where they do not.
    expected : frozenset of str
        Codes that name what was done; empty where nothing is wrong.
    values : mapping
        Value of each mark in the unit of the file.
    """

    folder: Path
    kind: str
    changes: tuple[str, ...]
    truth_mm: Mapping[Pair, float | None]
    expected: frozenset[str]
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is done to a phantom, and the codes by which it may be named."""

    name: str
    apply: Callable[[Any, Rng], Any]
    codes: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()


def background(rng: Rng) -> NDArray[np.int16]:
    """Return one slice of noise far below the marks."""
    return rng.integers(0, 50, (ROWS, COLUMNS), dtype=np.int16)
