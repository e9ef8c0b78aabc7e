"""Frames onto a grid where empty ones may have been left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recist.imaging.geometry import FloatArray, Geometry, Vector
from recist.imaging.stack import DRIFT_MM, SAME_POSITION_MM, UNEVEN_MM, UNEVEN_SHARE, axes
from recist.imaging.verdict import Reason

# A step is no step if frames may lie this far from its multiples.
MOST_OFF = 0.25
MOST_SLICES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SparseStack:
    """A grid and the place of each frame in it.

    Attributes
    ----------
    slices : tuple of int
        For each given frame its slice in the grid; several frames may share one.
    origins_lps_mm : tuple of Vector
        Of every slice of the grid the centre of its first voxel: that of its frame, on the
        line between its neighbours where it has none.
    """

    geometry: Geometry
    slices: tuple[int, ...]
    origins_lps_mm: tuple[Vector, ...]
    reasons: tuple[Reason, ...]


def place_frames(
    origins_lps_mm: Sequence[Vector],
    *,
    orientation: Sequence[float],
    spacing_ji_mm: tuple[float, float],
    shape_ji: tuple[int, int],
    step_mm: float | None,
    thickness_mm: float | None,
) -> SparseStack:
    """Find the grid that parallel frames lie on, whichever of its slices are missing.

    Parameters
    ----------
    origins_lps_mm : sequence of Vector
        Centre of the first voxel of each frame.
    orientation : sequence of float
        Six direction cosines (along a row, down a column).
    step_mm : float or None
        Distance between slices as the header says; where the frames do not lie on its
        multiples, or it is not there, the smallest distance between two of them.
    thickness_mm : float or None
        Stands for the step of a single frame.
    """
    row, column, across = axes(orientation)
    origins = np.asarray(origins_lps_mm, dtype=np.float64)
    positions, first, place = _distinct(origins @ across)
    planes = origins[first]
    numbers, step, reasons = _numbered(positions, step_mm, thickness_mm)
    along = across * step
    if len(planes) > 1:
        along = (planes[-1] - planes[0]) / numbers[-1]
        sideways = along - (along @ across) * across
        if float(np.linalg.norm(sideways)) * numbers[-1] <= DRIFT_MM:
            along = (along @ across) * across
    count = int(numbers[-1]) + 1
    firsts = np.column_stack(
        [np.interp(np.arange(count), numbers, planes[:, axis]) for axis in range(3)]
    )
    length = float(np.linalg.norm(along))
    geometry = Geometry(
        shape_kji=(count, *shape_ji),
        spacing_kji_mm=(length, *spacing_ji_mm),
        origin_lps_mm=_vector(planes[0]),
        axis_k=_vector(along / length),
        axis_j=_vector(column),
        axis_i=_vector(row),
    )
    return SparseStack(
        geometry=geometry,
        slices=tuple(int(numbers[n]) for n in place),
        origins_lps_mm=tuple(_vector(one) for one in firsts),
        reasons=tuple(reasons),
    )


def _distinct(positions: FloatArray) -> tuple[FloatArray, list[int], list[int]]:
    """Return the distinct positions, growing, a frame at each, and the index for each frame."""
    order = np.argsort(positions, kind="stable")
    first: list[int] = []
    place = [0] * len(positions)
    for n in order.tolist():
        if not first or positions[n] - positions[first[-1]] > SAME_POSITION_MM:
            first.append(n)
        place[n] = len(first) - 1
    return positions[first], first, place


def _numbered(
    positions: FloatArray, step_mm: float | None, thickness_mm: float | None
) -> tuple[FloatArray, float, list[Reason]]:
    """Return the slice numbers of the positions, the step between slices and what is wrong."""
    if len(positions) == 1:
        return np.zeros(1), step_mm or thickness_mm or 1.0, []
    distances = np.diff(positions)
    for step in (step_mm, float(distances.min())):
        numbers = None if step is None else _multiples(positions, step)
        if step is not None and numbers is not None:
            return numbers, step, _apart(distances, numbers, step)
    message = (
        f"its frames are {distances.min():.2f} to {distances.max():.2f} mm apart and on no even "
        "grid: each keeps its own place, volumes are rough"
    )
    reason = Reason(code="uneven-spacing", message=message)
    return np.arange(len(positions), dtype=np.float64), float(np.median(distances)), [reason]


def _apart(distances: FloatArray, numbers: FloatArray, step_mm: float) -> list[Reason]:
    """Say that no two frames are neighbours: then the stated step may be wrong."""
    if float(np.diff(numbers).min()) < 2:
        return []
    message = (
        f"no two frames are closer than {distances.min():.2f} mm, the header states {step_mm:g} mm"
    )
    return [Reason(code="frames-apart", message=message)]


def _multiples(positions: FloatArray, step_mm: float) -> FloatArray | None:
    """Return how many steps each position is from the first, None if one is at none."""
    numbers: FloatArray = np.rint((positions - positions[0]) / step_mm)
    if np.any(np.diff(numbers) < 1) or numbers[-1] >= MOST_SLICES:
        return None
    refined = (positions[-1] - positions[0]) / numbers[-1]
    off = np.abs(positions - positions[0] - numbers * refined)
    tolerance = min(max(UNEVEN_MM, UNEVEN_SHARE * refined), MOST_OFF * refined)
    return numbers if float(off.max()) <= tolerance else None


def _vector(values: FloatArray) -> Vector:
    return float(values[0]), float(values[1]), float(values[2])
