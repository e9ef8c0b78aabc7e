"""Small NIfTI files for the tests: correct unless a test spoils them."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

from recist.formats.scans import find_scans
from recist.imaging.series import Series

# It declares no types.
nib: Any = nibabel
RAS_TO_LPS = np.diag([-1.0, -1.0, 1.0])
VOXELS = np.arange(2 * 3 * 4, dtype=np.int16).reshape(2, 3, 4)


def affine(*spacing: float, turn: float = 0.0) -> NDArray[np.float64]:
    """Return a RAS affine, turned about the long axis of the body by ``turn`` radians."""
    cos, sin = np.cos(turn), np.sin(turn)
    rotation = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1]])
    found = np.eye(4)
    found[:3, :3] = rotation @ np.diag(spacing)
    found[:3, 3] = (-90, -120, 40)
    return found


def save(
    path: Path,
    voxels: NDArray[Any] = VOXELS,
    ras: NDArray[np.float64] | None = None,
    spoil: Callable[[Any], None] | None = None,
) -> Path:
    """Write a NIfTI-1 file; ``spoil`` changes its header before it is written."""
    image = nib.Nifti1Image(voxels, affine(0.8, 0.9, 5) if ras is None else ras)
    image.header.set_xyzt_units("mm")
    image.set_qform(image.affine, code=1)
    if spoil is None:
        nib.save(image, path)
        return path
    content = bytearray(image.to_bytes())
    header = nib.Nifti1Header(bytes(content[:348]), check=False)
    spoil(header)
    content[:348] = header.binaryblock
    path.write_bytes(gzip.compress(bytes(content)) if path.suffix == ".gz" else bytes(content))
    return path


def only(path: Path) -> Series:
    inspection = find_scans([path])
    assert inspection.rejected == ()
    return inspection.series[0]
