r"""Points in patient millimetres as column and row of an image, the way DICOM counts them.

PS3.3 C.18.6: Graphic Data is a (column, row) pair with 0\0 at the top left *corner* of the top
left pixel and 1\1 at its bottom right corner; so the centre of that pixel, our index (0, 0), is
0.5\0.5. Values reach from 0\0 to Columns\Rows.
"""

from __future__ import annotations

import numpy as np

from recist.imaging.geometry import FloatArray, Geometry, Vector, lps_from_kji, matrix, normal

CENTRE_OF_PIXEL = 0.5
# A line that leaves the plane of its image by more is not a line on that image.
OFF_PLANE_MM = 0.01

Pixel = tuple[float, float]
Line = tuple[Vector, Vector]


def pixels_of(geometry: Geometry, points_lps_mm: tuple[Vector, ...]) -> tuple[Pixel, ...] | None:
    """Return points as (column, row); None where one is off the plane or outside the image.

    Parameters
    ----------
    geometry : Geometry
        Of the slice alone, as `recist.imaging.slices.slice_geometry` returns it.
    points_lps_mm : tuple of Vector
    """
    away = np.asarray(points_lps_mm, dtype=np.float64) - np.asarray(geometry.origin_lps_mm)
    if float(np.max(np.abs(away @ np.asarray(normal(geometry))))) > OFF_PLANE_MM:
        return None
    kji: FloatArray = np.linalg.solve(matrix(geometry), away.T).T
    # Single precision is what the file holds; so the bounds are those of what is written.
    pixels = (kji[:, [2, 1]] + CENTRE_OF_PIXEL).astype(np.float32)
    _, rows, columns = geometry.shape_kji
    if pixels.min() < 0 or (pixels > (columns, rows)).any():
        return None
    return tuple((float(column), float(row)) for column, row in pixels)


def points_of(geometry: Geometry, pixels: tuple[Pixel, ...]) -> tuple[Vector, ...]:
    """Turn (column, row) pairs back into patient mm on the plane of the slice."""
    flat = np.asarray(pixels, dtype=np.float64) - CENTRE_OF_PIXEL
    kji = np.stack([np.zeros(len(flat)), flat[:, 1], flat[:, 0]], axis=1)
    return tuple((float(x), float(y), float(z)) for x, y, z in lps_from_kji(geometry, kji))


def length_mm(geometry: Geometry, pixels: tuple[Pixel, ...]) -> float:
    """Return the length in mm of a line given by its two ends as (column, row)."""
    start, end = points_of(geometry, pixels)
    return float(np.linalg.norm(np.subtract(start, end)))
