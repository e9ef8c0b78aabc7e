"""A series and a volume out of a bare array, for tests that need no file."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from recist.imaging.geometry import Geometry
from recist.imaging.series import Series, Slice, SpacingSource, Verdict, Window
from recist.imaging.volume import Volume

AXIAL = Geometry(
    shape_kji=(1, 1, 1),
    spacing_kji_mm=(5, 0.8, 0.5),
    origin_lps_mm=(-10, -20, 30),
    axis_k=(0, 0, 1),
    axis_j=(0, 1, 0),
    axis_i=(1, 0, 0),
)


def series_of(
    *,
    count: int = 1,
    geometry: Geometry | None = AXIAL,
    modality: str = "CT",
    windows: tuple[Window, ...] = (),
    slices: tuple[Slice, ...] = (),
) -> Series:
    plain = tuple(Slice(image=str(k), file="f", frame=k, position_mm=k) for k in range(count))
    return Series(
        uid="1.2",
        study_uid="1",
        subject="01",
        study_date=None,
        modality=modality,
        description="",
        number=None,
        body_part="",
        frame_of_reference="",
        geometry=geometry,
        shape_kji=(count, 1, 1),
        slices=slices or plain,
        slice_thickness_mm=None,
        gantry_tilt_degrees=0.0,
        transfer_syntax="",
        spacing_source=SpacingSource.PIXEL_SPACING,
        lossy=False,
        windows=windows,
        verdict=Verdict.ACCEPT,
        reasons=(),
    )


def volume_of(
    stored: NDArray[Any],
    *,
    slope: float = 1.0,
    intercept: float = 0.0,
    padding: tuple[float, float] | None = None,
    inverted: bool = False,
    series: Series | None = None,
) -> Volume:
    return Volume(
        series=series or series_of(),
        stored_kji=np.atleast_3d(stored),
        slope=slope,
        intercept=intercept,
        padding=padding,
        inverted=inverted,
        unit="HU",
    )
