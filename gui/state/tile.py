"""One tile: a visit's series, how it is looked at, and the calipers that lie on its slice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from gui.state.body import BodyBox, body_box
from gui.state.cutting import body_on, cut_of, why_not
from gui.state.layout import Pane, Role
from gui.state.linking import Shown
from gui.state.plane import SlicePlane, Unit, slice_plane
from gui.state.tongue import tr
from gui.state.tools.events import Site
from gui.state.view import (
    ScreenSize,
    View,
    fitted,
    on_slice,
    opening_view,
    screen_from_lps,
)
from recist.imaging.cuts import Slab, nearest_plane, oblique_cut, plane_count
from recist.imaging.display import default_window
from recist.imaging.geometry import Geometry, normal
from recist.imaging.series import UNREADABLE_SLICE, Series, Window
from recist.imaging.slices import nearest_slice
from recist.imaging.volume import Volume, has_slice
from recist.measure import vectors
from recist.measure.caliper import Caliper, Diameter, Plane, centre_lps_mm
from recist.measure.vectors import Vector

# A caliper belongs to a slice whose plane is at most this share of the slice distance away.
SAME_SLICE_SHARE = 0.5
# To lie flat on a plane through the volume, its ends may be so far off it.
FLAT_MM = 0.5
ON_PLANE_MM = 1e-6


class Tone(StrEnum):
    """The colour of a tile's visit pill."""

    SIGNED = "signed"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What the tile's first corner says; empty texts are not shown (a blinded read).

    Attributes
    ----------
    visit : str
        In the pill, with the subject where it may be seen: ``1004 · Week 16``.
    detail : str
        Under it: ``2024-05-02 · not signed``.
    tone : Tone
        Colour of the pill.
    """

    visit: str = ""
    detail: str = ""
    tone: Tone = Tone.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A saved caliper of a lesion on this tile's visit.

    Attributes
    ----------
    lesion_id : str
        ``T1``.
    caliper : Caliper
        As it is saved.
    colour : int
        Which of the lesion colours.
    counting : Diameter
        The axis that counts: the short one for a lymph node.
    """

    lesion_id: str
    caliper: Caliper
    colour: int
    counting: Diameter = Diameter.LONG


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """What one viewport shows.

    Attributes
    ----------
    role : Role
        Which visit it is for.
    pane : Pane
        Which planes through it.
    size : ScreenSize
        Logical pixels.
    caption : Caption
        Visit, date, state.
    volume : Volume or None
        None while nothing is open.
    view : View or None
        None while nothing is open, and where a volume has no such planes.
    body : BodyBox or None
        The part of the slices that a reset view shows.
    marks : tuple of Mark
        Every saved caliper of the visit; those of the shown slice are painted.
    refusal : str
        Why nothing may be measured here (a signed visit), else empty.
    message : str
        Over an empty tile: what to do, or what is being done.
    loss : str
        Over a slice that could not be read: why, and what to do.
    """

    role: Role
    pane: Pane = Pane.ACQUIRED
    size: ScreenSize = (512, 512)
    caption: Caption = Caption()
    volume: Volume | None = None
    view: View | None = None
    body: BodyBox | None = None
    marks: tuple[Mark, ...] = ()
    refusal: str = ""
    message: str = ""
    loss: str = ""


def series_of(tile: Tile) -> Series | None:
    """Return the open series."""
    return None if tile.volume is None else tile.volume.series


def shown_in(tile: Tile) -> Shown | None:
    """Return what a tile shows, as far as linking is concerned; None while nothing is open."""
    series = series_of(tile)
    if series is None or tile.view is None:
        return None
    return Shown(series=series, normal_lps=tile.view.plane.normal_lps)


def opened(tile: Tile, volume: Volume, window: Window) -> Tile:
    """Show the middle slice of a volume in the standard way, or the middle one of its planes."""
    series = volume.series
    tile = replace(tile, volume=volume, body=body_box(volume), message=why_not(series, tile.pane))
    if tile.message:
        return replace(tile, view=None)
    cut = cut_of(series, tile.pane)
    plane = slice_plane(series, plane_count(series, cut) // 2, cut)
    return refitted(replace(tile, view=opening_view(plane, window)))


def completed(tile: Tile, volume: Volume) -> Tile:
    """Put a volume in the place of the part of it that was shown; the reader sees no jump.

    What followed from the part alone follows from the whole: the automatic window, unless it was
    changed, and the box that a reset view shows.
    """
    view, before = tile.view, tile.volume
    if view is None or before is None:
        return tile
    if view.window == default_window(before):
        view = replace(view, window=default_window(volume))
    return replace(tile, volume=volume, view=view, body=body_box(volume))


def waiting_text(tile: Tile) -> str:
    """Say why the shown slice is blank; empty where it is there."""
    if tile.volume is None or tile.view is None or tile.view.plane.cut is not None:
        return ""
    if has_slice(tile.volume, tile.view.plane.k):
        return ""
    lost = any(one.code == UNREADABLE_SLICE for one in tile.volume.series.reasons)
    number = tile.view.plane.k + 1
    if not lost:
        return tr("Slice {number} is being read …", number=number)
    said = tr("Slice {number} cannot be read", number=number)
    return "\n".join(filter(None, (said, tile.loss)))


def refitted(tile: Tile) -> Tile:
    """Show the whole body."""
    series = series_of(tile)
    if series is None or tile.view is None or tile.body is None:
        return tile
    body = body_on(series, tile.view.plane, tile.body)
    return replace(tile, view=fitted(tile.view, tile.size, body))


def at_slice(tile: Tile, k: int) -> Tile:
    """Go to a slice or plane; beyond the stack means its end."""
    series = series_of(tile)
    if series is None or tile.view is None:
        return tile
    plane = tile.view.plane
    k = min(max(k, 0), plane_count(series, plane.cut) - 1)
    if k == plane.k:
        return tile
    return replace(tile, view=on_slice(tile.view, slice_plane(series, k, plane.cut, plane.slab)))


def with_slab(tile: Tile, slab: Slab | None) -> Tile:
    """Show the plane as a slab, or alone."""
    if tile.view is None or tile.view.plane.unit is Unit.PX:
        return tile
    return replace(tile, view=replace(tile.view, plane=replace(tile.view.plane, slab=slab)))


def nearest_k(tile: Tile, point_lps_mm: Vector) -> int | None:
    """Return which of the tile's slices or planes lies nearest to a point, None without mm."""
    series = series_of(tile)
    if series is None or tile.view is None:
        return None
    return nearest_plane(series, tile.view.plane.cut, point_lps_mm)


def in_pane(tile: Tile, pane: Pane, point_lps_mm: Vector) -> Tile:
    """Show other planes through an open volume, at a point, looked at as before."""
    before = tile.view
    if tile.volume is None:
        return replace(tile, pane=pane)
    window = default_window(tile.volume) if before is None else before.window
    tile = opened(replace(tile, pane=pane), tile.volume, window)
    if tile.view is None or before is None:
        return tile
    tile = replace(tile, view=replace(tile.view, polarity=before.polarity))
    return brought_to(tile, point_lps_mm)


def brought_to(tile: Tile, point_lps_mm: Vector) -> Tile:
    """Go to the slice or plane nearest to a point; the picture stays, unless that is off it."""
    tile = _through(tile, point_lps_mm)
    k = nearest_k(tile, point_lps_mm)
    if k is None:
        return tile
    tile = at_slice(tile, k)
    assert tile.view is not None
    seen = screen_from_lps(tile.view, tile.size, point_lps_mm)
    inside = all(0.0 <= at <= size for at, size in zip(seen, tile.size, strict=True))
    return tile if inside else at_point(tile, point_lps_mm)


def _through(tile: Tile, point_lps_mm: Vector) -> Tile:
    """Lay the planes at an angle anew, so that one of them holds the point itself."""
    series, view = series_of(tile), tile.view
    if series is None or view is None or view.plane.cut is None or tile.pane is not Pane.OBLIQUE:
        return tile
    off = vectors.subtract(point_lps_mm, view.plane.origin_lps_mm)
    if abs(vectors.dot(off, view.plane.normal_lps)) < ON_PLANE_MM:
        return tile
    grid = view.plane.cut.grid
    cut = oblique_cut(series, point_lps_mm, grid.axis_i, grid.axis_j)
    k = nearest_plane(series, cut, point_lps_mm) or 0
    return replace(tile, view=on_slice(view, slice_plane(series, k, cut, view.plane.slab)))


def at_point(tile: Tile, point_lps_mm: Vector) -> Tile:
    """Go to the slice nearest to a patient point and put the point in the middle."""
    series = series_of(tile)
    if series is None or tile.view is None:
        return tile
    plane = tile.view.plane
    k = nearest_plane(series, plane.cut, point_lps_mm)
    if k is None and series.geometry is None:
        # Without trusted mm a place is column, row and slice.
        k = min(max(round(point_lps_mm[2]), 0), series.shape_kji[0] - 1)
    if k is None:
        return tile
    view = on_slice(tile.view, slice_plane(series, k, plane.cut, plane.slab))
    centre = vectors.onto_plane(point_lps_mm, view.plane.origin_lps_mm, view.plane.normal_lps)
    return replace(tile, view=replace(view, centre_lps_mm=centre))


def site_of(tile: Tile, index: int) -> Site | None:
    """Return the image that a tool would draw on, None while nothing is there."""
    series, view = series_of(tile), tile.view
    if series is None or view is None or waiting_text(tile):
        return None
    acquired = view.plane.normal_lps if series.geometry is None else normal(series.geometry)
    return Site(
        tile=index,
        plane=Plane(
            normal_lps=view.plane.normal_lps,
            frame_of_reference=series.frame_of_reference,
            # Of a plane through the volume, the tool finds the slice that is nearest.
            image=series.slices[view.plane.k].image if view.plane.cut is None else "",
        ),
        acquisition_normal_lps=acquired,
        unit=view.plane.unit,
        refusal=tile.refusal,
        grid=view.plane,
        volume=tile.volume,
    )


def marks_shown(tile: Tile) -> tuple[Mark, ...]:
    """Return the saved calipers that lie on the slice that is shown."""
    series, view = series_of(tile), tile.view
    if series is None or view is None:
        return ()
    marks = tile.marks
    if view.plane.cut is None and series.geometry is not None:
        # Most are far from the slice: they are passed over before anything is looked up.
        reach_mm, image = _reach_mm(series.geometry), series.slices[view.plane.k].image
        marks = tuple(
            mark
            for mark in marks
            if mark.caliper.plane.image == image or _gap_mm(view.plane, mark.caliper) <= reach_mm
        )
    return tuple(mark for mark in marks if lies_on(tile, mark.caliper))


def _reach_mm(geometry: Geometry) -> float:
    """Return how far from a slice something is still on it."""
    return SAME_SLICE_SHARE * geometry.spacing_kji_mm[0] + 0.01


def lies_on(tile: Tile, caliper: Caliper) -> bool:
    """Say whether a caliper belongs to the shown slice.

    By its image where the open series holds that image, else by position within the same
    frame of reference.
    """
    series, view = series_of(tile), tile.view
    if series is None or view is None:
        return False
    if view.plane.cut is not None:
        return _is_of(series, caliper) and _is_near(view.plane, caliper)
    if caliper.plane.image == series.slices[view.plane.k].image:
        return True
    same = caliper.plane.frame_of_reference == series.frame_of_reference != ""
    if not same or series.geometry is None or view.plane.unit is Unit.PX:
        return False
    if _gap_mm(view.plane, caliper) > _reach_mm(series.geometry):
        return False
    elsewhere = any(one.image == caliper.plane.image for one in series.slices)
    return not elsewhere and nearest_slice(series, centre_lps_mm(caliper)) == view.plane.k


def lies_flat(plane: SlicePlane, caliper: Caliper) -> bool:
    """Say whether a caliper lies in a plane, and not only crosses it.

    One that was drawn on a plane through the volume stands out of the acquired slices: on them
    it is seen shortened, and cannot be gripped.
    """
    axes = (caliper.long_axis_lps_mm, caliper.short_axis_lps_mm or ())
    heights = [
        vectors.dot(vectors.subtract(end, plane.origin_lps_mm), plane.normal_lps)
        for axis in axes
        for end in axis
    ]
    return plane.unit is Unit.PX or max(heights) - min(heights) <= 2.0 * FLAT_MM


def in_plane(tile: Tile, caliper: Caliper) -> Caliper:
    """Return a caliper as it moves in the shown plane: on a cut, along that."""
    if tile.view is None or tile.view.plane.cut is None:
        return caliper
    plane = replace(caliper.plane, normal_lps=tile.view.plane.normal_lps)
    return replace(caliper, plane=plane)


def _is_of(series: Series, caliper: Caliper) -> bool:
    """Say whether a caliper's points are in the series' space; without a name, by its image."""
    frame = caliper.plane.frame_of_reference
    if frame != series.frame_of_reference:
        return False
    return frame != "" or any(one.image == caliper.plane.image for one in series.slices)


def _is_near(plane: SlicePlane, caliper: Caliper) -> bool:
    """Say whether a caliper lies in a plane through the volume, or in one beside it."""
    return _gap_mm(plane, caliper) <= FLAT_MM and lies_flat(plane, caliper)


def _gap_mm(plane: SlicePlane, caliper: Caliper) -> float:
    """Return how far the middle of a caliper is from a plane.

    Written out: at each notch of the wheel it is asked of every caliper of a visit.
    """
    (ax, ay, az), (bx, by, bz) = caliper.long_axis_lps_mm
    (ox, oy, oz), (nx, ny, nz) = plane.origin_lps_mm, plane.normal_lps
    twice = (ax + bx - 2.0 * ox) * nx + (ay + by - 2.0 * oy) * ny + (az + bz - 2.0 * oz) * nz
    return abs(twice) / 2.0
