"""The states a tool can be in."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.regions import Part, Region
from gui.state.tools.events import Hit, Site
from recist.measure.adjust import Grip
from recist.measure.caliper import Caliper
from recist.measure.vectors import Vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Idle:
    """Nothing is held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Armed:
    """The button is down on free ground, and has not been dragged yet."""

    start_lps_mm: Vector
    start_px: tuple[float, float]
    site: Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A new caliper follows the pointer."""

    start_lps_mm: Vector
    site: Site
    caliper: Caliper


@dataclass(frozen=True, slots=True, kw_only=True)
class Grabbed:
    """A saved caliper is held; ``moved`` is None until it is dragged."""

    hit: Hit
    start_lps_mm: Vector
    start_px: tuple[float, float]
    site: Site
    moved: Caliper | None
    grip: Grip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlining:
    """An ellipse is drawn or held; ``now`` is None until it is dragged.

    Attributes
    ----------
    number : int
        Its own.
    before : Region or None
        As it was when it was taken hold of; None for a new one.
    part : Part
        What of it is held.
    """

    start_lps_mm: Vector
    start_px: tuple[float, float]
    site: Site
    number: int
    before: Region | None
    part: Part
    now: Region | None = None


ToolState = Idle | Armed | Drawing | Grabbed | Outlining
