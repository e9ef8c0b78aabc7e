"""The value and the place under the pointer."""

from __future__ import annotations

import math
from dataclasses import dataclass

from gui.state.corners import figure
from gui.state.plane import Unit
from gui.state.view import kji_from_screen, lps_from_screen
from gui.state.viewer import Viewer
from recist.imaging.reslice import plane_value
from recist.measure.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What lies under the pointer.

    Attributes
    ----------
    point_lps_mm : Vector or None
        None where no millimetres are trusted.
    value : float or None
        In the volume's unit, None beside the image.
    unit : str
        ``HU`` on CT.
    """

    point_lps_mm: Vector | None
    value: float | None
    unit: str


def probe(viewer: Viewer) -> Probe | None:
    """Look under the pointer; None where there is nothing."""
    pointer = viewer.pointer
    if pointer is None:
        return None
    tile = viewer.tiles[pointer.tile]
    if tile.view is None or tile.volume is None:
        return None
    point = lps_from_screen(tile.view, tile.size, pointer.at_px)
    k, row, column = kji_from_screen(tile.view, tile.size, pointer.at_px)
    plane = tile.view.plane
    return Probe(
        point_lps_mm=point if plane.unit is Unit.MM else None,
        value=plane_value(tile.volume, plane.cut, k, (row, column), plane.slab),
        unit=tile.volume.unit,
    )


def probe_text(found: Probe | None) -> str:
    """Write it for the status bar: ``x −71.3 y 38.2 z −142.5 mm · 92 HU``."""
    if found is None:
        return ""
    parts = []
    if found.point_lps_mm is not None:
        x, y, z = (_signed(part) for part in found.point_lps_mm)
        parts.append(f"x {x} y {y} z {z} mm")
    # Padding that was taken out is no number.
    if found.value is not None and math.isfinite(found.value):
        parts.append(f"{figure(found.value)} {found.unit}".strip())
    return " · ".join(parts)


def _signed(value: float) -> str:
    return f"{value:z.1f}".replace("-", "−")
