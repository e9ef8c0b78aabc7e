"""An even axial CT out of bare voxels, for what needs no file."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import NDArray

from recist.imaging.geometry import Geometry
from recist.imaging.series import Series, Slice, SpacingSource, Verdict
from recist.imaging.volume import Volume

CORNER_MM = (-200.0, -200.0)
FRAME = "bench"


def volume_of(stored_kji: NDArray[np.int16], spacing_kji_mm: tuple[float, float, float]) -> Volume:
    """Return a volume whose first voxel is at the corner and z = 0 (LPS, mm)."""
    return Volume(
        series=_series(stored_kji.shape, spacing_kji_mm),
        stored_kji=stored_kji,
        slope=1.0,
        intercept=0.0,
        padding=None,
        inverted=False,
        unit="HU",
    )


def _series(shape: tuple[int, ...], spacing_kji_mm: tuple[float, float, float]) -> Series:
    slices, rows, columns = shape
    heights = [spacing_kji_mm[0] * k for k in range(slices)]
    return Series(
        uid=f"bench-{columns}",
        study_uid="bench",
        subject="bench",
        study_date=date(2024, 1, 9),
        modality="CT",
        description="CT portal",
        number=1,
        body_part="",
        frame_of_reference=FRAME,
        geometry=Geometry(
            shape_kji=(slices, rows, columns),
            spacing_kji_mm=spacing_kji_mm,
            origin_lps_mm=(*CORNER_MM, 0.0),
            axis_k=(0.0, 0.0, 1.0),
            axis_j=(0.0, 1.0, 0.0),
            axis_i=(1.0, 0.0, 0.0),
        ),
        shape_kji=(slices, rows, columns),
        slices=tuple(
            Slice(image=str(k), file="", frame=0, position_mm=z, origin_lps_mm=(*CORNER_MM, z))
            for k, z in enumerate(heights)
        ),
        slice_thickness_mm=spacing_kji_mm[0],
        gantry_tilt_degrees=0.0,
        transfer_syntax="",
        spacing_source=SpacingSource.PIXEL_SPACING,
        lossy=False,
        windows=(),
        verdict=Verdict.ACCEPT,
        reasons=(),
    )
