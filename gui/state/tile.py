"""One tile: a visit's series, how it is looked at, and the calipers that lie on its slice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from gui.state.body import BodyBox, body_box
from gui.state.layout import Role
from gui.state.plane import SlicePlane, Unit, slice_plane
from gui.state.tools.events import Site
from gui.state.view import ScreenSize, View, fitted, on_slice, opening_view
from recist.imaging.display import default_window
from recist.imaging.geometry import normal
from recist.imaging.series import UNREADABLE_SLICE, Series, Window
from recist.imaging.slices import nearest_slice
from recist.imaging.volume import Volume, has_slice
from recist.measure import vectors
from recist.measure.caliper import Caliper, Diameter, Plane, centre_lps_mm
from recist.measure.vectors import Vector

# A caliper belongs to a slice whose plane is at most this share of the slice distance away.
SAME_SLICE_SHARE = 0.5


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
    size : ScreenSize
        Logical pixels.
    caption : Caption
        Visit, date, state.
    volume : Volume or None
        None while nothing is open.
    view : View or None
        None while nothing is open.
    body : BodyBox or None
        The part of the slices that a reset view shows.
    marks : tuple of Mark
        Every saved caliper of the visit; those of the shown slice are painted.
    refusal : str
        Why nothing may be measured here (a signed visit), else empty.
    message : str
        Over an empty tile: what to do, or what is being done.
    """

    role: Role
    size: ScreenSize = (512, 512)
    caption: Caption = Caption()
    volume: Volume | None = None
    view: View | None = None
    body: BodyBox | None = None
    marks: tuple[Mark, ...] = ()
    refusal: str = ""
    message: str = ""


def series_of(tile: Tile) -> Series | None:
    """Return the open series."""
    return None if tile.volume is None else tile.volume.series


def opened(tile: Tile, volume: Volume, window: Window) -> Tile:
    """Show the middle slice of a volume in the standard way."""
    plane = slice_plane(volume.series, len(volume.series.slices) // 2)
    view = opening_view(plane, window)
    tile = replace(tile, volume=volume, view=view, body=body_box(volume), message="")
    return refitted(tile)


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
    if tile.volume is None or tile.view is None or has_slice(tile.volume, tile.view.plane.k):
        return ""
    lost = any(one.code == UNREADABLE_SLICE for one in tile.volume.series.reasons)
    name = f"Slice {tile.view.plane.k + 1}"
    return f"{name} cannot be read" if lost else f"{name} is being read …"


def refitted(tile: Tile) -> Tile:
    """Show the whole body."""
    if tile.view is None or tile.body is None:
        return tile
    return replace(tile, view=fitted(tile.view, tile.size, tile.body))


def at_slice(tile: Tile, k: int) -> Tile:
    """Go to a slice; beyond the stack means its end."""
    series = series_of(tile)
    if series is None or tile.view is None:
        return tile
    k = min(max(k, 0), len(series.slices) - 1)
    if k == tile.view.plane.k:
        return tile
    return replace(tile, view=on_slice(tile.view, slice_plane(series, k)))


def at_point(tile: Tile, point_lps_mm: Vector) -> Tile:
    """Go to the slice nearest to a patient point and put the point in the middle."""
    series = series_of(tile)
    if series is None or tile.view is None:
        return tile
    k = nearest_slice(series, point_lps_mm)
    if k is None:
        return tile
    view = on_slice(tile.view, slice_plane(series, k))
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
            image=series.slices[view.plane.k].image,
        ),
        acquisition_normal_lps=acquired,
        unit=view.plane.unit,
        refusal=tile.refusal,
        grid=view.plane,
    )


def marks_shown(tile: Tile) -> tuple[Mark, ...]:
    """Return the saved calipers that lie on the slice that is shown."""
    if tile.view is None:
        return ()
    return tuple(mark for mark in tile.marks if lies_on(tile, mark.caliper))


def lies_on(tile: Tile, caliper: Caliper) -> bool:
    """Say whether a caliper belongs to the shown slice.

    By its image where the open series holds that image, else by position within the same
    frame of reference.
    """
    series, view = series_of(tile), tile.view
    if series is None or view is None:
        return False
    if caliper.plane.image == series.slices[view.plane.k].image:
        return True
    same = caliper.plane.frame_of_reference == series.frame_of_reference != ""
    if not same or series.geometry is None or view.plane.unit is Unit.PX:
        return False
    gap = abs(vectors.dot(_way(view.plane, caliper), view.plane.normal_lps))
    if gap > SAME_SLICE_SHARE * series.geometry.spacing_kji_mm[0] + 0.01:
        return False
    elsewhere = any(one.image == caliper.plane.image for one in series.slices)
    return not elsewhere and nearest_slice(series, centre_lps_mm(caliper)) == view.plane.k


def _way(plane: SlicePlane, caliper: Caliper) -> Vector:
    return vectors.subtract(centre_lps_mm(caliper), plane.origin_lps_mm)
