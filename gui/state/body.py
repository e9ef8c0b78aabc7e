"""Where the body is in a series, so that a view opens on it and not on the air around it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from recist.imaging.volume import Volume, has_slice

# Between lung and fat: the skin's outline closes above it, the air outside stays below.
CT_BODY_HU = -300.0
# On other modalities: this share of the brightest values is no background noise.
BODY_SHARE = 0.15
EVERY_PIXEL = 4
LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBox:
    """Rows and columns that hold the body: the first, and the one after the last."""

    rows: tuple[int, int]
    columns: tuple[int, int]


def body_box(volume: Volume) -> BodyBox:
    """Return the box around the largest connected body of three slices of the stack.

    Of a volume that is being loaded, of those that are there. The table and the air are left out.
    Where no body is found, or one that fills less than a twentieth of the slice, the whole slice
    is the box.
    """
    slices, rows, columns = volume.stored_kji.shape
    seen = [k for k in (slices * n // 4 for n in (1, 2, 3)) if has_slice(volume, k)]
    found = [_outline(volume, k) for k in seen]
    boxes = [box for box in found if box is not None]
    if not boxes:
        return BodyBox(rows=(0, rows), columns=(0, columns))
    return BodyBox(
        rows=(min(box.rows[0] for box in boxes), max(box.rows[1] for box in boxes)),
        columns=(min(box.columns[0] for box in boxes), max(box.columns[1] for box in boxes)),
    )


def _outline(volume: Volume, k: int) -> BodyBox | None:
    stored = volume.stored_kji[k, ::EVERY_PIXEL, ::EVERY_PIXEL]
    values = stored.astype(np.float64) * volume.slope + volume.intercept
    mask: NDArray[np.bool_] = values > _threshold(volume, values)
    labels, count = ndimage.label(mask)
    if count == 0:
        return None
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    largest = int(np.argmax(sizes))
    if sizes[largest] < LEAST_SHARE * mask.size:
        return None
    j, i = np.nonzero(labels == largest)
    last_row, last_column = volume.stored_kji.shape[1:]
    return BodyBox(
        rows=(int(j.min()) * EVERY_PIXEL, min((int(j.max()) + 1) * EVERY_PIXEL, last_row)),
        columns=(int(i.min()) * EVERY_PIXEL, min((int(i.max()) + 1) * EVERY_PIXEL, last_column)),
    )


def _threshold(volume: Volume, values: NDArray[np.float64]) -> float:
    if volume.series.modality == "CT":
        return CT_BODY_HU
    low, high = np.percentile(values, (1.0, 99.0))
    return float(low + BODY_SHARE * (high - low))
