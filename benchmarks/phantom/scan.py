"""The DICOM phantom: what its files say, slice by slice, and the lengths that follow from it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from phantom.parts import ENDS, PLACES, ROWS, SLICES, STORED, Pair, Rng

Numbers = tuple[Any, ...] | None
SINGLE = ("CT", "MR")
ENHANCED = ("enhanced CT", "enhanced MR")
KINDS = (*SINGLE, *ENHANCED)
PLANES = {
    "axial": (1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
    "coronal": (1.0, 0.0, 0.0, 0.0, 0.0, -1.0),
    "sagittal": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One slice as its header describes it; None leaves an attribute out."""

    position: Numbers
    orientation: Numbers
    spacing: Numbers
    thickness: Any
    number: int
    slope: Any = 1
    intercept: Any = -1024
    attributes: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    rows: int = ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A series of sheets.

    Attributes
    ----------
    attributes : mapping
        Of every file.
    shared : tuple of str
        Attributes of an enhanced file that stand in the shared groups, not in those of a frame.
    decoys : mapping
        Level ("shared" or "root") to attributes of an enhanced file that contradict the frames.
    left_out : tuple of str
        Attributes that an enhanced file states at no level.
    unknowable : frozenset of Pair
        What no honest reader can know any more.
    copies : int
        How many files are there twice.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    step_mm: float
    attributes: dict[str, Any] = field(default_factory=dict)
    shared: tuple[str, ...] = ("ImageOrientationPatient", "PixelSpacing")
    decoys: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    syntax: str = "1.2.840.10008.1.2.1"
    unknowable: frozenset[Pair] = frozenset()
    copies: int = 0


def plain(kind: str, rng: Rng) -> Scan:
    """Return a sound scan in a plane and with pixels of the generator's choice."""
    orientation = PLANES[str(rng.choice(list(PLANES)))]
    spacing = (round(float(rng.uniform(0.5, 1.5)), 4),) * 2
    step = round(float(rng.uniform(1.0, 5.0)), 2)
    origin = np.round(rng.uniform(-200, 200, 3), 2)
    across = normal(orientation)
    sheets = []
    for k in range(SLICES):
        marks = {name: (j, i) for name, (n, j, i) in PLACES.items() if n == k}
        sheets.append(
            Sheet(
                position=written(origin + k * step * across),
                orientation=orientation,
                spacing=spacing,
                thickness=step,
                number=k + 1,
                marks=marks,
            )
        )
    return Scan(kind=kind, sheets=tuple(sheets), step_mm=step)


def normal(orientation: Numbers) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the normal of six sound cosines."""
    row, column = np.split(np.array(orientation, dtype=float), 2)
    return np.cross(row, column)


def written(values: Any, digits: int = 6) -> tuple[float, ...]:
    """Return numbers as they fit into a decimal string of 16 characters."""
    return tuple(round(float(value), digits) + 0.0 for value in values)


def free(scan: Scan) -> list[int]:
    """Return the places of the inner sheets without a mark."""
    return [k for k in range(1, len(scan.sheets) - 1) if not scan.sheets[k].marks]


def every(scan: Scan, **changes: Any) -> Scan:
    """Return the scan with the same change on every sheet."""
    return replace(scan, sheets=tuple(replace(one, **changes) for one in scan.sheets))


def one_sheet(scan: Scan, k: int, **changes: Any) -> Scan:
    """Return the scan with one sheet changed."""
    sheets = list(scan.sheets)
    sheets[k] = replace(sheets[k], **changes)
    return replace(scan, sheets=tuple(sheets))


def lost(scan: Scan, *pairs: Pair) -> Scan:
    """Return the scan with pairs that nobody can know the length of."""
    return replace(scan, unknowable=scan.unknowable | frozenset(pairs))


def truth_mm(scan: Scan, pair: Pair) -> float | None:
    """Return the length of a pair by PS3.3 C.7.6.2.1.1, from the tags of its own sheets."""
    if pair in scan.unknowable:
        return None
    (one, (row, column)), (other, (to_row, to_column)) = (
        next((sheet, sheet.marks[name]) for sheet in scan.sheets if name in sheet.marks)
        for name in ENDS[pair]
    )
    if pair is Pair.IN_PLANE:
        # Pixels are rectangles: down a column by the first spacing, along a row by the second.
        down, along = (float(mm) for mm in one.spacing or ())
        return math.hypot((to_row - row) * down, (to_column - column) * along)
    if _space(one) != _space(other):
        return None
    return float(np.linalg.norm(_point(other, to_row, to_column) - _point(one, row, column)))


def values(scan: Scan) -> dict[str, float]:
    """Return the value of each mark after the rescale of its sheet; as stored without one."""
    found: dict[str, float] = {}
    for sheet in scan.sheets:
        for name in sheet.marks:
            sound = isinstance(sheet.slope, int | float) and sheet.slope != 0
            slope, intercept = (sheet.slope, sheet.intercept) if sound else (1, 0)
            found[name] = STORED[name] * slope + intercept
    return found


def _space(sheet: Sheet) -> Any:
    return sheet.attributes.get("FrameOfReferenceUID")


def _point(sheet: Sheet, row: int, column: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    down, along = (float(mm) for mm in sheet.spacing or ())
    x, y = np.split(np.array(sheet.orientation, dtype=float), 2)
    start = np.array(sheet.position, dtype=float)
    moved: np.ndarray[Any, np.dtype[np.float64]] = start + x * along * column + y * down * row
    return moved
