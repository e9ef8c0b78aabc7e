"""Whether an image still lies where the scan of its folder has found it."""

from __future__ import annotations

import numpy as np

from recist.formats.dicom.companions import SAME_COSINE, SAME_SPACING_MM
from recist.formats.dicom.frame_image import position_of
from recist.formats.dicom.functional import FrameHeader
from recist.formats.dicom.walker import PlainSlice
from recist.formats.sources import RefusedError
from recist.imaging.series import Series, Slice
from recist.imaging.stack import axes, orientation_problem


def changed(how: str) -> RefusedError:
    """Return the refusal of a file that was replaced after the scan."""
    return RefusedError("changed-file", f"is no longer the file that was found: {how}")


def check_place(series: Series, found: Slice, header: FrameHeader | PlainSlice) -> None:
    """Compare position, orientation and spacing with what calipers would be measured by.

    Raises
    ------
    RefusedError
        ``changed-file`` if one of them is another; never for a series without millimetres.
    """
    grid = series.geometry
    if grid is None:
        return
    if position_of(header.position) != found.origin_lps_mm:
        raise changed("it has another position")
    if orientation_problem(header.orientation) is not None or header.orientation is None:
        raise changed("it has another orientation")
    row, column, _ = axes(header.orientation)
    # The slices of a stack may differ by the tolerance from its first one, either way.
    if not np.allclose((row, column), (grid.axis_i, grid.axis_j), rtol=0, atol=2 * SAME_COSINE):
        raise changed("it has another orientation")
    spacing = header.spacing or ()
    if len(spacing) != 2 or not np.allclose(
        spacing, grid.spacing_kji_mm[1:], rtol=0, atol=2 * SAME_SPACING_MM
    ):
        raise changed("it has another pixel spacing")
