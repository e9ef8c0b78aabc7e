"""What is particular about a grid and yet in order: oblique slices, pixels that are not square."""

from __future__ import annotations

from recist.imaging.geometry import Geometry
from recist.imaging.orientation import OBLIQUE_DEGREES, plane, plane_name
from recist.imaging.series import Reason

# Spacings are often written with six digits; a difference of this share can be seen.
SQUARE_SHARE = 1e-3


def traits(geometry: Geometry) -> tuple[Reason, ...]:
    """Return what a reader should know of a grid that is measured rightly all the same."""
    found = []
    nearest, degrees = plane(geometry)
    if degrees > OBLIQUE_DEGREES:
        message = f"{plane_name(geometry)}: the slices are {degrees:.1f}° off the {nearest} plane"
        found.append(Reason(code="oblique", message=message))
    _, row_mm, column_mm = geometry.spacing_kji_mm
    if abs(row_mm - column_mm) > SQUARE_SHARE * max(row_mm, column_mm):
        message = f"pixels of {row_mm:g} mm down a column and {column_mm:g} mm along a row"
        found.append(Reason(code="non-square-pixels", message=message))
    return tuple(found)
