"""What can happen to a tool, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gui.state.plane import SlicePlane, Unit
from gui.state.regions import Region, RegionHit
from recist.imaging.volume import Volume
from recist.measure.adjust import Angle, Grip
from recist.measure.caliper import Caliper, Plane
from recist.measure.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A saved caliper under the pointer, or the one that is selected.

    Attributes
    ----------
    lesion_id : str
        Whose caliper it is.
    caliper : Caliper
        As it is saved.
    grip : Grip
        The part of it.
    """

    lesion_id: str
    caliper: Caliper
    grip: Grip


class Click(StrEnum):
    """What a press does that is let go without a drag."""

    NOTHING = "nothing"
    MARKS = "marks a lesion with a point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The image under the pointer and how far it may be measured.

    Attributes
    ----------
    tile : int
        Which tile.
    plane : Plane
        The image that is shown.
    acquisition_normal_lps : Vector
        Unit normal of the acquired slices.
    unit : Unit
        PX where no millimetres are trusted.
    refusal : str
        Why nothing may be measured here at all, such as a signed visit; empty if it may.
    grid : SlicePlane or None
        The pixels of the image, outside of which nothing is measured; None knows no end.
    volume : Volume or None
        The acquired slices, one of which a caliper on a plane through them is kept with.
    click : Click
        What a click without a drag does here.
    """

    tile: int
    plane: Plane
    acquisition_normal_lps: Vector
    unit: Unit
    refusal: str = ""
    grid: SlicePlane | None = None
    volume: Volume | None = None
    click: Click = Click.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The left button went down, on a caliper, an ellipse or neither.

    ``number`` is that of an ellipse that begins here.
    """

    at_lps_mm: Vector
    screen_px: tuple[float, float]
    site: Site
    hit: Hit | None = None
    region: RegionHit | None = None
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The pointer moved with the left button held; ``angle`` is FREE while Alt is down."""

    at_lps_mm: Vector
    screen_px: tuple[float, float]
    angle: Angle = Angle.KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The left button came up."""

    at_lps_mm: Vector
    screen_px: tuple[float, float]
    angle: Angle = Angle.KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """An arrow key: move the selected ellipse, else the selected grip, by a step."""

    step_lps_mm: Vector
    site: Site
    hit: Hit | None
    region: Region | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """The Delete key, for the selected ellipse, else the selected caliper."""

    site: Site
    hit: Hit | None
    region: Region | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel:
    """Escape, a changed tool, or the tile went away: legal in every state."""


Event = Press | Move | Release | Nudge | Remove | Cancel
