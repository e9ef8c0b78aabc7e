"""Planes into a stack: order, spacing and what is wrong with it, from positions alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recist.imaging.geometry import FloatArray, Geometry, Vector
from recist.imaging.series import Reason

# Cosines are often written with four to six digits; beyond this they describe no right angle.
ORTHONORMAL_TOLERANCE = 1e-3
# Two planes closer than this along the normal are the same place scanned twice.
SAME_POSITION_MM = 0.01
# Positions are often written to a tenth of a millimetre: that much is not uneven.
UNEVEN_MM = 0.11
UNEVEN_SHARE = 0.02
DRIFT_MM = 0.05
TILT_DEGREES = 0.1
# From the finest specimen scanner to the coarsest of nuclear medicine.
IN_PLANE_MM = (0.01, 20.0)
# No image of a patient is wider, whole bodies included.
WIDEST_MM = 3000.0
# No patient lies further than this from the origin of a scanner.
FARTHEST_MM = 1e5


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """One slice before it has a place: where its first voxel lies and how people name it."""

    origin_lps_mm: Vector
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Planes in order.

    Attributes
    ----------
    order : tuple of int
        Indices into the given planes, by growing position along the normal.
    positions_mm : tuple of float
        Position along the normal, in that order.
    geometry : Geometry
        The regular grid that fits best; exact for every slice if ``reasons`` is empty.
    tilt_degrees : float
        Angle between the stacking direction and the normal of the slices.
    reasons : tuple of Reason
        Uneven or missing slices, a tilted gantry, slices that are not on one line.
    """

    order: tuple[int, ...]
    positions_mm: tuple[float, ...]
    geometry: Geometry
    tilt_degrees: float
    reasons: tuple[Reason, ...]


def orientation_problem(orientation: Sequence[float] | None) -> Reason | None:
    """Say why six direction cosines (along a row, down a column) cannot be used, or None."""
    if orientation is None:
        return Reason(code="no-orientation", message="the orientation of the image is missing")
    row, column = np.asarray(orientation[:3]), np.asarray(orientation[3:])
    usable = len(orientation) == 6 and bool(np.all(np.isfinite(orientation)))
    if usable:
        off = (row @ row - 1.0, column @ column - 1.0, row @ column)
        usable = max(abs(float(value)) for value in off) <= ORTHONORMAL_TOLERANCE
    if usable:
        return None
    text = "\\".join(f"{value:g}" for value in orientation)
    return Reason(
        code="bad-orientation",
        message=f"the orientation {text} is not two unit vectors at a right angle",
    )


def implausible_spacing(spacing_ji_mm: Sequence[float], shape_ji: Sequence[int]) -> Reason | None:
    """Say why in-plane distances cannot be those of a scan of a patient, or None."""
    text = " × ".join(f"{mm:g}" for mm in spacing_ji_mm)
    if not all(IN_PLANE_MM[0] <= mm <= IN_PLANE_MM[1] for mm in spacing_ji_mm):
        return Reason(code="implausible-spacing", message=f"pixels of {text} mm are no patient's")
    widest_mm = max(mm * count for mm, count in zip(spacing_ji_mm, shape_ji, strict=True))
    if widest_mm > WIDEST_MM:
        message = f"pixels of {text} mm make an image {widest_mm / 1000:.1f} m wide"
        return Reason(code="implausible-spacing", message=message)
    return None


def axes(orientation: Sequence[float]) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return unit vectors along a row (i), down a column (j) and the normal i × j, in LPS.

    Pixels are rectangles (PS3.3 C.7.6.2.1.1): what rounded cosines lack to a right angle is
    taken from both alike, so that no length depends on it.
    """
    row = np.asarray(orientation[:3], dtype=np.float64)
    column = np.asarray(orientation[3:], dtype=np.float64)
    row, column = row / np.linalg.norm(row), column / np.linalg.norm(column)
    off = float(row @ column) / 2
    row, column = row - off * column, column - off * row
    row, column = row / np.linalg.norm(row), column / np.linalg.norm(column)
    across = np.cross(row, column)
    return row, column, across / np.linalg.norm(across)


def arrange(
    planes: Sequence[Plane],
    *,
    orientation: Sequence[float],
    spacing_ji_mm: tuple[float, float],
    shape_ji: tuple[int, int],
    thickness_mm: float | None,
) -> Stack:
    """Sort parallel planes along their normal and fit a grid to them.

    Parameters
    ----------
    planes : sequence of Plane
        At least one; no two at the same place.
    orientation : sequence of float
        Six direction cosines that :func:`orientation_problem` has passed.
    spacing_ji_mm : tuple of float
        Between rows, between columns (the order of DICOM's PixelSpacing).
    shape_ji : tuple of int
        Rows, columns.
    thickness_mm : float or None
        Stands for the step of a single slice.
    """
    row, column, across = axes(orientation)
    origins = np.array([plane.origin_lps_mm for plane in planes], dtype=np.float64)
    order = np.argsort(origins @ across, kind="stable")
    origins = origins[order]
    positions = origins @ across
    step_mm, along, tilt, reasons = _step(origins, across, thickness_mm)
    names = [planes[int(n)].name for n in order]
    grid = Geometry(
        shape_kji=(len(planes), *shape_ji),
        spacing_kji_mm=(step_mm, *spacing_ji_mm),
        origin_lps_mm=_vector(origins[0]),
        axis_k=_vector(along),
        axis_j=_vector(column),
        axis_i=_vector(row),
    )
    return Stack(
        order=tuple(int(n) for n in order),
        positions_mm=tuple(float(p) for p in positions),
        geometry=grid,
        tilt_degrees=tilt,
        reasons=(*_gaps(positions, names), *reasons),
    )


def _step(
    origins: FloatArray, across: FloatArray, thickness_mm: float | None
) -> tuple[float, FloatArray, float, list[Reason]]:
    """Return the length and direction of the step between slices, the tilt and the reasons."""
    if len(origins) == 1:
        return thickness_mm or 1.0, across, 0.0, []
    positions = origins @ across
    distance_mm = _usual_distance(positions)
    span = origins[-1] - origins[0]
    along = span / np.linalg.norm(span)
    cosine = min(1.0, float(along @ across))
    tilt = math.degrees(math.acos(cosine))
    sideways = span - (span @ across) * across
    reasons = []
    share = (positions - positions[0]) / (positions[-1] - positions[0])
    drift = np.linalg.norm(origins - origins[0] - share[:, None] * span, axis=1)
    if float(drift.max()) > DRIFT_MM:
        worst = float(drift.max())
        message = f"the slices are not on one line: up to {worst:.2f} mm beside it"
        reasons.append(Reason(code="slices-not-aligned", message=message))
    if float(np.linalg.norm(sideways)) <= DRIFT_MM:
        return distance_mm, across, 0.0, reasons
    # Over many slices even an angle not worth a word leads beside the last of them.
    if tilt >= TILT_DEGREES:
        message = f"tilted gantry: {tilt_words(tilt)}"
        reasons.append(Reason(code="gantry-tilt", message=message))
    return distance_mm / cosine, along, tilt, reasons


def tilt_words(degrees: float) -> str:
    """Say by how much a stack is sheared, and what that leaves as it is."""
    return (
        f"the slices are stacked {degrees:.1f}° off their normal; lengths in them stay right, "
        "only planes across them are sheared"
    )


def _usual_distance(positions: FloatArray) -> float:
    """Return the mean distance of an even stack, the median of an uneven one.

    The lower median, so that of two distances the shorter one is usual, the other a gap.
    """
    distances = np.diff(positions)
    median = float(np.sort(distances)[(len(distances) - 1) // 2])
    if float(np.abs(distances - median).max()) <= _tolerance(median):
        return float(distances.mean())
    return median


def _tolerance(distance_mm: float) -> float:
    return max(UNEVEN_MM, UNEVEN_SHARE * distance_mm)


def _gaps(positions: FloatArray, names: Sequence[str]) -> list[Reason]:
    """Name the neighbours wherever two slices are not one step apart."""
    if len(positions) < 3:
        return []
    distances = np.diff(positions)
    usual = _usual_distance(positions)
    tolerance = _tolerance(usual)
    reasons = []
    for n in np.flatnonzero(np.abs(distances - usual) > tolerance).tolist():
        found = float(distances[n])
        steps = round(found / usual)
        missing = steps >= 2 and abs(found - steps * usual) <= tolerance * steps
        what = f"{steps - 1} missing" if missing else "uneven distance"
        message = (
            f"{what} between {names[n]} ({positions[n]:.2f} mm) and {names[n + 1]} "
            f"({positions[n + 1]:.2f} mm): {found:.2f} mm apart, elsewhere {usual:.2f} mm"
        )
        code = "missing-slice" if missing else "uneven-spacing"
        reasons.append(Reason(code=code, message=message))
    return reasons or _creep(positions, usual, names)


def _creep(positions: FloatArray, step_mm: float, names: Sequence[str]) -> list[Reason]:
    """Find distances that are each within tolerance and together lead off the grid."""
    off = np.abs(positions - (positions[0] + step_mm * np.arange(len(positions))))
    worst = int(off.argmax())
    if float(off[worst]) <= _tolerance(step_mm):
        return []
    message = (
        f"uneven distances: {names[worst]} ({positions[worst]:.2f} mm) lies {off[worst]:.2f} mm "
        f"off an even stack of {step_mm:.2f} mm"
    )
    return [Reason(code="uneven-spacing", message=message)]


def _vector(values: FloatArray) -> Vector:
    return float(values[0]), float(values[1]), float(values[2])
