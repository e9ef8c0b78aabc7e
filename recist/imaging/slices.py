"""One slice of a series at its true place, however uneven the stack is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from recist.imaging.geometry import Geometry, Vector, normal
from recist.imaging.series import Series


def slice_geometry(series: Series, k: int) -> Geometry:
    """Return the geometry of slice ``k`` alone, with its exact origin.

    Parameters
    ----------
    series : Series
        A series with a geometry.
    k : int
        Index of the slice in the series.

    Returns
    -------
    Geometry
        Shape (1, rows, columns). Its ``k`` is 0 in the plane of the slice; calipers are
        turned into LPS mm with this one, because a regular grid is wrong through-plane
        where slices are missing or uneven.

    Raises
    ------
    ValueError
        If the series has no trusted millimetres.
    IndexError
        If there is no slice ``k``.
    """
    whole = series.geometry
    if whole is None:
        raise ValueError("a series without geometry has no millimetres")
    if not 0 <= k < len(series.slices):
        raise IndexError(f"slice {k} of {len(series.slices)}")
    origin = series.slices[k].origin_lps_mm
    if origin is None:
        steps = k * whole.spacing_kji_mm[0]
        moved = np.asarray(whole.origin_lps_mm) + steps * np.asarray(whole.axis_k)
        origin = (float(moved[0]), float(moved[1]), float(moved[2]))
    shape = (1, whole.shape_kji[1], whole.shape_kji[2])
    return replace(whole, shape_kji=shape, origin_lps_mm=origin)


def nearest_slice(series: Series, point_lps_mm: Vector) -> int | None:
    """Return the index of the slice whose plane lies nearest to a point, None without mm.

    The distance is taken along the normal of the slices; a point beyond the stack gives its
    first or last slice.
    """
    if series.geometry is None:
        return None
    wanted = float(np.dot(normal(series.geometry), point_lps_mm))
    positions = np.array([one.position_mm for one in series.slices])
    return int(np.argmin(np.abs(positions - wanted)))
