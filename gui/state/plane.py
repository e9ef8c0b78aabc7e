"""A slice or plane as a flat piece of patient space, or of pixels where no mm are trusted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recist.imaging.cuts import Cut, Slab, plane_geometry
from recist.imaging.geometry import normal
from recist.imaging.series import Series
from recist.measure import vectors
from recist.measure.vectors import Vector


class Unit(StrEnum):
    """What one step on a slice means."""

    MM = "mm"
    PX = "px"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlicePlane:
    """Where the pixels of one slice, or of one plane through the volume, are.

    Attributes
    ----------
    k : int
        Index of the slice, or of the plane among those of the cut.
    shape_ji : tuple of int
        Rows, columns.
    origin_lps_mm : Vector
        Centre of pixel (0, 0); ``(0, 0, k)`` where the unit is PX.
    step_j_mm, step_i_mm : Vector
        From one row to the next, from one column to the next.
    normal_lps : Vector
        Unit normal along growing slice index.
    unit : Unit
        PX where the series has no trusted geometry: then points are pixels, never mm.
    cut : Cut or None
        Which planes it is one of; None for the acquired slices.
    slab : Slab or None
        How thick it is shown; None for the plane alone.
    """

    k: int
    shape_ji: tuple[int, int]
    origin_lps_mm: Vector
    step_j_mm: Vector
    step_i_mm: Vector
    normal_lps: Vector
    unit: Unit
    cut: Cut | None = None
    slab: Slab | None = None


def slice_plane(
    series: Series, k: int, cut: Cut | None = None, slab: Slab | None = None
) -> SlicePlane:
    """Return the plane of slice ``k`` from its exact geometry, in pixels where there is none.

    With a cut, ``k`` is one of its planes.
    """
    rows, columns = series.shape_kji[1:]
    if series.geometry is None:
        return SlicePlane(
            k=k,
            shape_ji=(rows, columns),
            origin_lps_mm=(0.0, 0.0, float(k)),
            step_j_mm=(0.0, 1.0, 0.0),
            step_i_mm=(1.0, 0.0, 0.0),
            normal_lps=(0.0, 0.0, 1.0),
            unit=Unit.PX,
        )
    geometry = plane_geometry(series, cut, k)
    return SlicePlane(
        k=k,
        shape_ji=geometry.shape_kji[1:],
        origin_lps_mm=geometry.origin_lps_mm,
        step_j_mm=vectors.scale(geometry.axis_j, geometry.spacing_kji_mm[1]),
        step_i_mm=vectors.scale(geometry.axis_i, geometry.spacing_kji_mm[2]),
        normal_lps=normal(geometry),
        unit=Unit.MM,
        cut=cut,
        slab=slab,
    )


def lps_from_ji(plane: SlicePlane, row: float, column: float) -> Vector:
    """Turn a row and column (fractions allowed, centres at whole numbers) into LPS mm."""
    down = vectors.along(plane.origin_lps_mm, plane.step_j_mm, row)
    return vectors.along(down, plane.step_i_mm, column)


def ji_from_lps(plane: SlicePlane, point_lps_mm: Vector) -> tuple[float, float]:
    """Turn LPS mm, dropped onto the plane, into a fractional row and column."""
    offset = vectors.subtract(point_lps_mm, plane.origin_lps_mm)
    jj = vectors.dot(plane.step_j_mm, plane.step_j_mm)
    ii = vectors.dot(plane.step_i_mm, plane.step_i_mm)
    ij = vectors.dot(plane.step_i_mm, plane.step_j_mm)
    along_j = vectors.dot(offset, plane.step_j_mm)
    along_i = vectors.dot(offset, plane.step_i_mm)
    scale = 1.0 / (ii * jj - ij * ij)
    return (along_j * ii - along_i * ij) * scale, (along_i * jj - along_j * ij) * scale


def centre_of(plane: SlicePlane) -> Vector:
    """Return the middle of the slice in LPS mm."""
    rows, columns = plane.shape_ji
    return lps_from_ji(plane, (rows - 1) / 2.0, (columns - 1) / 2.0)


def position_mm(plane: SlicePlane) -> float:
    """Return the slice's distance from the patient origin along its normal."""
    return vectors.dot(plane.origin_lps_mm, plane.normal_lps)
