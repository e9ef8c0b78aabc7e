"""Which tiles there are and which visit stands in each."""

from __future__ import annotations

from enum import StrEnum

from gui.state.tongue import later


class Role(StrEnum):
    """The visit that a tile shows."""

    BASELINE = later("Baseline")
    NADIR = later("Nadir")
    CURRENT = later("Now")


class Pane(StrEnum):
    """The planes that a tile shows: the slices as they were acquired, or others through them."""

    ACQUIRED = later("acquired")
    AXIAL = later("axial")
    CORONAL = later("coronal")
    SAGITTAL = later("sagittal")
    OBLIQUE = later("oblique")


class Layout(StrEnum):
    """The presets."""

    SINGLE = later("Single")
    BASELINE_CURRENT = later("Baseline | Now")
    BASELINE_NADIR_CURRENT = later("Baseline | Nadir | Now")
    MPR = later("MPR 2×2")


class Side(StrEnum):
    """Where the current visit stands."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        """The other side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


_ROLES = {
    Layout.SINGLE: (Role.CURRENT,),
    Layout.BASELINE_CURRENT: (Role.BASELINE, Role.CURRENT),
    Layout.BASELINE_NADIR_CURRENT: (Role.BASELINE, Role.NADIR, Role.CURRENT),
    Layout.MPR: (Role.CURRENT,) * 4,
}
_MPR = (Pane.AXIAL, Pane.CORONAL, Pane.SAGITTAL, Pane.OBLIQUE)


def roles(layout: Layout, side: Side = Side.RIGHT) -> tuple[Role, ...]:
    """Return the roles of the tiles from left to right, row by row."""
    order = _ROLES[layout]
    if side is Side.RIGHT:
        return order
    return (order[-1], *order[:-1])


def panes(layout: Layout) -> tuple[Pane, ...]:
    """Return what planes the tiles show, in the same order."""
    return _MPR if layout is Layout.MPR else (Pane.ACQUIRED,) * len(_ROLES[layout])


def columns(layout: Layout) -> int:
    """Return how many tiles stand side by side."""
    return 2 if layout is Layout.MPR else len(_ROLES[layout])
