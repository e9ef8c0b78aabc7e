"""The looks that a header offers: VOI LUTs and windows with their function, PS3.3 C.11.2."""

from __future__ import annotations

import math
from contextlib import suppress

from pydicom import Dataset

from recist.formats.dicom.lut import read_table
from recist.formats.dicom.values import DAMAGE, numbers, text
from recist.imaging.lut import LookUpTable
from recist.imaging.series import Window, WindowFunction


def read_windows(holder: Dataset) -> tuple[Window, ...]:
    """Return the windows of an image or a frame in the header's order, unusable ones left out.

    Parameters
    ----------
    holder : Dataset
        What has WindowCenter: the root or an item of FrameVOILUTSequence.
    """
    centers = numbers(holder, "WindowCenter") or ()
    widths = numbers(holder, "WindowWidth") or ()
    function = _function(text(holder, "VOILUTFunction"))
    # The linear function is not defined for less than 1, the others for more than 0.
    least = 1.0 if function is WindowFunction.LINEAR else math.ulp(0.0)
    return tuple(
        Window(width=width, level=level, function=function)
        for level, width in zip(centers, widths, strict=False)
        if math.isfinite(level) and math.isfinite(width) and width >= least
    )


def read_tables(holder: Dataset, *, signed: bool) -> tuple[Window, ...]:
    """Return the VOI LUTs of an image or a frame, each as a window over its input range.

    Parameters
    ----------
    holder : Dataset
        What has VOILUTSequence.
    signed : bool
        Whether values after the modality step can be negative.
    """
    items: list[Dataset] = []
    with suppress(*DAMAGE):
        items = [one for one in holder.get("VOILUTSequence") or () if isinstance(one, Dataset)]
    tables = (read_table(item, signed=signed) for item in items)
    return tuple(_over(table) for table in tables if table is not None)


def _over(table: LookUpTable) -> Window:
    # Width and level are those of a line from the first entry to the last.
    width = float(max(table.size - 1, 1))
    return Window(
        width=width,
        level=table.first + width / 2,
        function=WindowFunction.LINEAR_EXACT,
        table=table,
    )


def _function(name: str) -> WindowFunction:
    known = {one.value: one for one in WindowFunction}
    return known.get(name, WindowFunction.LINEAR)
