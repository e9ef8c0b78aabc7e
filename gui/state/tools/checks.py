"""What a tool says about the place that is measured."""

from __future__ import annotations

from math import cos, radians

from gui.state.plane import Unit, ji_from_lps
from gui.state.tools.commands import Command, Commit, Refuse, Warn
from gui.state.tools.events import Site
from recist.measure import vectors
from recist.measure.caliper import Caliper, length_mm

# Half a degree: below it, a caliper's length in the acquired slice changes by < 0.004 %.
SAME_PLANE_COSINE = cos(radians(0.5))

OUTSIDE = "Outside the image"
# The outermost pixels end half a pixel beyond their centres; the rest is for rounding.
EDGE_PX = 0.5 + 1e-6

NOT_USABLE = "not usable for RECIST: this series has no trusted millimetres"
OFF_PLANE = "drawn off the acquisition plane: RECIST measures on the acquired slices"


def commit(site: Site, caliper: Caliper, lesion_id: str | None) -> tuple[Command, ...]:
    """Return the commands that save a caliper, or say why it is not saved."""
    if site.unit is Unit.PX:
        pixels = length_mm(caliper.long_axis_lps_mm)
        return (Refuse(message=f"{pixels:.1f} px · {NOT_USABLE}"),)
    if outside(site, caliper):
        return (Refuse(message=OUTSIDE),)
    saved = Commit(tile=site.tile, caliper=caliper, lesion_id=lesion_id)
    return (saved, Warn(message=OFF_PLANE)) if off_plane(site) else (saved,)


def outside(site: Site, caliper: Caliper) -> bool:
    """Say whether an end point lies beyond the pixels of the image."""
    if site.grid is None:
        return False
    rows, columns = site.grid.shape_ji
    for axis in (caliper.long_axis_lps_mm, caliper.short_axis_lps_mm):
        for point in axis or ():
            row, column = ji_from_lps(site.grid, point)
            if not (-EDGE_PX <= row <= rows - 1 + EDGE_PX):
                return True
            if not (-EDGE_PX <= column <= columns - 1 + EDGE_PX):
                return True
    return False


def off_plane(site: Site) -> bool:
    """Say whether the shown plane is not the one that was acquired."""
    cosine = vectors.dot(site.plane.normal_lps, site.acquisition_normal_lps)
    return abs(cosine) < SAME_PLANE_COSINE


def dragged(start_px: tuple[float, float], now_px: tuple[float, float]) -> bool:
    """Say whether the pointer has gone far enough for a drag, and not a click."""
    way = abs(now_px[0] - start_px[0]) + abs(now_px[1] - start_px[1])
    return way >= DRAG_PX


DRAG_PX = 4.0
