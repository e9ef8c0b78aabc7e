"""What a tool asks for, as values; who carries it out is not the tool's business."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.plane import Unit
from gui.state.regions import Region
from recist.measure.adjust import Grip
from recist.measure.caliper import Caliper


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Show a caliper that is being drawn or changed, and write nothing.

    Attributes
    ----------
    tile : int
        Where it is drawn.
    caliper : Caliper
        In LPS mm, or in pixels if the unit is PX.
    unit : Unit
        PX: to be shown as pixels and as not usable for RECIST.
    lesion_id : str or None
        Whose saved caliper it stands for; None for a new one.
    grip : Grip
        The part that follows the pointer.
    """

    tile: int
    caliper: Caliper
    unit: Unit
    lesion_id: str | None
    grip: Grip


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPreview:
    """Show no caliper in the making any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """Save a caliper: a new measurement, or the changed one of ``lesion_id``."""

    tile: int
    caliper: Caliper
    lesion_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """Make a lesion the selected one, None for no lesion."""

    lesion_id: str | None
    grip: Grip = Grip.LONG_END


@dataclass(frozen=True, slots=True, kw_only=True)
class Delete:
    """Delete the measurement of a lesion on the visit of a tile."""

    tile: int
    lesion_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRegion:
    """Show an ellipse in the place of the one of its number, or a new one; it is kept nowhere."""

    region: Region


@dataclass(frozen=True, slots=True, kw_only=True)
class DropRegion:
    """Take an ellipse away."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectRegion:
    """Make an ellipse the one that keys act on, None for none."""

    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    """Nothing was measured, and why."""

    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warn:
    """It was measured, but the reader should know something."""

    message: str


RegionCommand = PutRegion | DropRegion | SelectRegion
Command = Preview | EndPreview | Commit | Select | Delete | RegionCommand | Refuse | Warn
