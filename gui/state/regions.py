"""Ellipses that a reader has laid on slices, with what lies in them; never counted or kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from gui.state.matching import key_of
from gui.state.plane import SlicePlane, Unit, ji_from_lps
from gui.state.tongue import tr
from recist.imaging.spread import Spread, spread_within
from recist.imaging.volume import Volume
from recist.measure.ellipse import Ellipse, area_mm2, ends_of
from recist.measure.vectors import Vector, add

FEW = 20.0
HU = "HU"


class Part(IntEnum):
    """What of an ellipse is held; the ends are those of `ends_of`."""

    RIGHT = 0
    LOWER = 1
    LEFT = 2
    UPPER = 3
    WHOLE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """An ellipse on a slice of a series.

    Attributes
    ----------
    number : int
        Tells it from the others.
    series, k : str, int
        The series, as `key_of` names it, and the slice.
    ellipse : Ellipse
        In LPS mm, or in pixels if the unit is PX.
    unit : Unit
        PX where no millimetres are trusted: then it has no area.
    spread : Spread
        Of the pixels in it.
    value_unit : str
        What they are measured in; empty where the file does not say it.
    """

    number: int
    series: str
    k: int
    ellipse: Ellipse
    unit: Unit
    spread: Spread
    value_unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionHit:
    """A region under the pointer, and the part of it."""

    region: Region
    part: Part


def region_on(volume: Volume, grid: SlicePlane, ellipse: Ellipse, number: int) -> Region:
    """Lay an ellipse on an acquired slice; only the pixels of its box are looked at."""
    centre = ji_from_lps(grid, ellipse.centre_lps_mm)
    ends = [ji_from_lps(grid, add(ellipse.centre_lps_mm, half)) for half in ellipse.halves_mm]
    first, second = ((row - centre[0], column - centre[1]) for row, column in ends)
    return Region(
        number=number,
        series=key_of(volume.series),
        k=grid.k,
        ellipse=ellipse,
        unit=grid.unit,
        spread=spread_within(volume, grid.k, centre, (first, second)),
        value_unit=volume.unit,
    )


def region_text(region: Region) -> str:
    """Write what lies in a region: ``54.2 ± 12.1 HU · 312.4 mm² · 512 px``."""
    found = region.spread
    if found.mean is None or found.deviation is None:
        return tr("no pixels")
    digits = 1 if region.value_unit == HU or abs(found.mean) >= FEW else 2
    values = tr(
        "{mean} ± {deviation} {unit}",
        mean=f"{found.mean:z.{digits}f}".replace("-", "−"),
        deviation=f"{found.deviation:.{digits}f}",
        unit=region.value_unit or tr("signal"),
    )
    if region.unit is Unit.PX:
        area = tr("no mm, no area")
    else:
        area = tr("{area} mm²", area=f"{area_mm2(region.ellipse):.1f}")
    return " · ".join((values, area, tr("{count} px", count=found.pixels)))


def grip_lps_mm(region: Region, part: Part) -> Vector:
    """Return where a part is: an end, or the middle."""
    if part is Part.WHOLE:
        return region.ellipse.centre_lps_mm
    return ends_of(region.ellipse)[part]
