"""Small volumes in known places, and a viewer that shows them."""

from __future__ import annotations

from datetime import date

import numpy as np

from gui.state.arranging import new_viewer, open_volume
from gui.state.layout import Layout, Role
from gui.state.tile import Caption
from gui.state.viewer import Viewer
from recist.imaging.geometry import Geometry, Vector
from recist.imaging.series import Series, Slice, SpacingSource, Verdict, Window
from recist.imaging.volume import Volume

WINDOW = Window(width=400, level=40)
AXIAL = ((0.0, 0.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 0.0))
CORONAL = ((0.0, 1.0, 0.0), (0.0, 0.0, -1.0), (1.0, 0.0, 0.0))
SAGITTAL = ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0), (0.0, 1.0, 0.0))


def make_geometry(
    axes: tuple[Vector, Vector, Vector] = AXIAL,
    shape: tuple[int, int, int] = (9, 40, 50),
    spacing: Vector = (5.0, 2.0, 1.0),
    origin: Vector = (-20.0, -30.0, 100.0),
) -> Geometry:
    """Return a grid; rows are 2 mm apart and columns 1 mm, so that a mix-up shows."""
    return Geometry(
        shape_kji=shape,
        spacing_kji_mm=spacing,
        origin_lps_mm=origin,
        axis_k=axes[0],
        axis_j=axes[1],
        axis_i=axes[2],
    )


def make_series(
    uid: str = "1.1",
    geometry: Geometry | None = None,
    frame: str = "1.9",
    modality: str = "CT",
) -> Series:
    """Return a series on a grid, or on none."""
    shape = (9, 40, 50) if geometry is None else geometry.shape_kji
    return Series(
        uid=uid,
        study_uid="1",
        subject="1004",
        study_date=date(2024, 1, 9),
        modality=modality,
        description="CT portal",
        number=3,
        body_part="LIVER",
        frame_of_reference=frame,
        geometry=geometry,
        shape_kji=shape,
        slices=tuple(make_slice(uid, geometry, k) for k in range(shape[0])),
        slice_thickness_mm=5.0,
        gantry_tilt_degrees=0.0,
        transfer_syntax="1.2.840.10008.1.2.1",
        spacing_source=SpacingSource.PIXEL_SPACING if geometry else SpacingSource.NONE,
        lossy=False,
        windows=(),
        verdict=Verdict.ACCEPT,
        reasons=(),
    )


def make_slice(uid: str, geometry: Geometry | None, k: int) -> Slice:
    """Return one slice; its position is along the stacking axis."""
    if geometry is None:
        return Slice(image=f"{uid}.{k}", file="", frame=0, position_mm=float(k))
    step = np.multiply(geometry.axis_k, k * geometry.spacing_kji_mm[0])
    x, y, z = (float(part) for part in np.add(geometry.origin_lps_mm, step))
    across = np.cross(geometry.axis_i, geometry.axis_j)
    across = across if float(across @ geometry.axis_k) > 0 else -across
    return Slice(
        image=f"{uid}.{k}",
        file="",
        frame=0,
        position_mm=float(np.dot((x, y, z), across)),
        origin_lps_mm=(x, y, z),
    )


def make_volume(series: Series) -> Volume:
    """Return voxels of soft tissue, each slice of its own value: 40 HU and one more per slice."""
    stored = np.zeros(series.shape_kji, dtype=np.int16)
    stored += 1064 + np.arange(series.shape_kji[0], dtype=np.int16)[:, None, None]
    return Volume(
        series=series,
        stored_kji=stored,
        slope=1.0,
        intercept=-1024.0,
        padding=None,
        inverted=False,
        unit="HU",
    )


def two_tiles(
    baseline: Series | None = None, current: Series | None = None, frame: str = "1.9"
) -> Viewer:
    """Return baseline beside current, open at the middle slice, each tile 512 × 512."""
    geometry = make_geometry()
    first = baseline or make_series("1.1", geometry, "1.9")
    second = current or make_series("1.2", geometry, frame)
    viewer = new_viewer(Layout.BASELINE_CURRENT)
    viewer = open_volume(
        viewer, Role.BASELINE, make_volume(first), WINDOW, Caption(visit="Baseline")
    )
    return open_volume(viewer, Role.CURRENT, make_volume(second), WINDOW, Caption(visit="Week 8"))
