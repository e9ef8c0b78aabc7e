"""What the tests of segmentations share: planes to write, and how one is read back."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.formats.scans import find_scans
from recist.formats.segmentations import load_segmentation
from recist.imaging.segmentation import (
    Mask,
    Segmentation,
)

Planes = NDArray[np.uint8]


def noise(count: int, rows: int = 5, columns: int = 7, seed: int = 1) -> Planes:
    """Return planes of 0 and 1 whose frames do not begin on a byte: 35 bits each."""
    return np.random.default_rng(seed).integers(0, 2, (count, rows, columns), dtype=np.uint8)


def load(path: Path) -> Segmentation:
    (found,) = find_scans([path]).segmentations
    return load_segmentation(found)


def whole(mask: Mask | None, shape: tuple[int, int, int]) -> NDArray[Any]:
    """Return a mask in the grid that it was cut from."""
    assert mask is not None
    grid = np.zeros(shape, dtype=mask.values_kji.dtype)
    k, j, i = mask.start_kji
    slices, rows, columns = mask.values_kji.shape
    grid[k : k + slices, j : j + rows, i : i + columns] = mask.values_kji
    return grid


def refusals(path: Path) -> list[str]:
    inspection = find_scans([path])
    assert inspection.segmentations == ()
    return [one.code for one in inspection.rejected]
