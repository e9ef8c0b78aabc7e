"""What a tool says about the place that is measured."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import cos, radians

from gui.state.plane import SlicePlane, Unit, ji_from_lps, slice_plane
from gui.state.tongue import later, tr
from gui.state.tools.commands import Command, Commit, Refuse, Warn
from gui.state.tools.events import Site
from recist.imaging.geometry import normal
from recist.imaging.series import UNREADABLE_SLICE, Series
from recist.imaging.slices import nearest_slice
from recist.measure import vectors
from recist.measure.caliper import Caliper, centre_lps_mm, is_point, length_mm
from recist.measure.vectors import Vector

# Nearer to a slice than this is on it.
SAME_PLACE_MM = 0.05
# Half a degree: below it, a caliper's length in the acquired slice changes by < 0.004 %.
SAME_PLANE_COSINE = cos(radians(0.5))

OUTSIDE = later("Outside the image")
# The outermost pixels end half a pixel beyond their centres; the rest is for rounding.
EDGE_PX = 0.5 + 1e-6

NOT_USABLE = later("not usable for RECIST: this series has no trusted millimetres")
OFF_PLANE = later("drawn off the acquisition plane: RECIST measures on the acquired slices")
ON_SLAB = later("drawn on a thick slab: RECIST measures on the acquired slices")
BEING_READ = later("Slices that this plane needs here are still being read: nothing was measured")
UNREADABLE = later("Slices that this plane needs here cannot be read: nothing was measured")
NO_SLICE = later("No acquired slice lies within one step of its middle: nothing was measured")
ONE_STEP = 1.001


def commit(site: Site, caliper: Caliper, lesion_id: str | None) -> tuple[Command, ...]:
    """Return the commands that save a caliper or a point, or say why it is not saved."""
    place = is_point(caliper)
    if site.unit is Unit.PX and place:
        # Pixels are no patient space: by its image alone is the place known again.
        caliper = replace(caliper, plane=replace(caliper.plane, frame_of_reference=""))
    elif site.unit is Unit.PX:
        pixels = length_mm(caliper.long_axis_lps_mm)
        return (Refuse(message=f"{pixels:.1f} px · {tr(NOT_USABLE)}"),)
    if outside(site, caliper):
        return (Refuse(message=tr(OUTSIDE)),)
    missing = unread(site, _ends(caliper))
    if missing:
        return (Refuse(message=missing),)
    if site.grid is not None and site.grid.cut is not None and site.volume is not None:
        image = image_near(site.volume.series, centre_lps_mm(caliper))
        if not image:
            return (Refuse(message=tr(NO_SLICE)),)
        caliper = replace(caliper, plane=replace(caliper.plane, image=image))
    saved = Commit(tile=site.tile, caliper=caliper, lesion_id=lesion_id)
    warning = "" if place else warning_of(site)
    return (saved, Warn(message=warning)) if warning else (saved,)


def warning_of(site: Site) -> str:
    """Say why RECIST would not measure on the shown plane; empty on an acquired slice."""
    if off_plane(site):
        return tr(OFF_PLANE)
    return tr(ON_SLAB) if site.grid is not None and site.grid.slab is not None else ""


def image_near(series: Series, point_lps_mm: Vector) -> str:
    """Return the acquired slice that a caliper through its planes is kept with.

    It is the one nearest to the caliper's middle; empty where that is further away than the
    slices usually are from one another, as in a gap of the stack.
    """
    k = nearest_slice(series, point_lps_mm)
    if k is None or series.geometry is None:
        return ""
    plane = slice_plane(series, k)
    way = vectors.subtract(point_lps_mm, plane.origin_lps_mm)
    step = vectors.scale(series.geometry.axis_k, series.geometry.spacing_kji_mm[0])
    usual_mm = abs(vectors.dot(step, plane.normal_lps))
    near = abs(vectors.dot(way, plane.normal_lps)) <= ONE_STEP * usual_mm
    return series.slices[k].image if near else ""


def outside(site: Site, caliper: Caliper) -> bool:
    """Say whether an end point lies beyond the pixels of the image."""
    grid = site.grid
    if grid is None:
        return False
    ends = _ends(caliper)
    if grid.cut is not None and site.volume is not None:
        # The planes reach beyond the volume that they cut.
        return any(_outside_of_volume(site.volume.series, end) for end in ends)
    return any(_beside(grid, end) for end in ends)


def unread(site: Site, points_lps_mm: Sequence[Vector]) -> str:
    """Say that the picture between points lacks slices; empty where all of them are there.

    On a plane through the volume, and on a slab, a pixel is made of several slices: of those on
    both sides of it, and of all that the slab reaches.
    """
    grid, volume = site.grid, site.volume
    if grid is None or volume is None or volume.arrived is None or grid.unit is Unit.PX:
        return ""
    series = volume.series
    assert series.geometry is not None
    across = normal(series.geometry)
    thick_mm = 0.0 if grid.slab is None else grid.slab.thickness_mm
    reach_mm = thick_mm / 2.0 * abs(vectors.dot(grid.normal_lps, across)) - SAME_PLACE_MM
    heights = [vectors.dot(point, across) for point in points_lps_mm]
    positions = [one.position_mm for one in series.slices]
    first = bisect_right(positions, min(heights) - reach_mm) - 1
    last = bisect_left(positions, max(heights) + reach_mm) + 1
    if all(volume.arrived[max(first, 0) : last]):
        return ""
    lost = any(one.code == UNREADABLE_SLICE for one in series.reasons)
    return tr(UNREADABLE if lost else BEING_READ)


def _ends(caliper: Caliper) -> tuple[Vector, ...]:
    return *caliper.long_axis_lps_mm, *(caliper.short_axis_lps_mm or ())


def _outside_of_volume(series: Series, point_lps_mm: Vector) -> bool:
    k = nearest_slice(series, point_lps_mm)
    return k is None or _beside(slice_plane(series, k), point_lps_mm)


def _beside(grid: SlicePlane, point_lps_mm: Vector) -> bool:
    """Say whether a point lies beside the pixels of a slice, seen along its normal."""
    rows, columns = grid.shape_ji
    row, column = ji_from_lps(grid, point_lps_mm)
    inside = -EDGE_PX <= row <= rows - 1 + EDGE_PX
    return not (inside and -EDGE_PX <= column <= columns - 1 + EDGE_PX)


def off_plane(site: Site) -> bool:
    """Say whether the shown plane is not the one that was acquired, or runs between its slices."""
    if site.grid is not None and site.grid.cut is not None:
        return True
    cosine = vectors.dot(site.plane.normal_lps, site.acquisition_normal_lps)
    return abs(cosine) < SAME_PLANE_COSINE


def dragged(start_px: tuple[float, float], now_px: tuple[float, float]) -> bool:
    """Say whether the pointer has gone far enough for a drag, and not a click."""
    way = abs(now_px[0] - start_px[0]) + abs(now_px[1] - start_px[1])
    return way >= DRAG_PX


DRAG_PX = 4.0
