"""Which tiles there are and which visit stands in each."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The visit that a tile shows."""

    BASELINE = "Baseline"
    NADIR = "Nadir"
    CURRENT = "Now"


class Layout(StrEnum):
    """The presets."""

    SINGLE = "Single"
    BASELINE_CURRENT = "Baseline | Now"
    BASELINE_NADIR_CURRENT = "Baseline | Nadir | Now"


class Side(StrEnum):
    """Where the current visit stands."""

    LEFT = "left"
    RIGHT = "right"


_ROLES = {
    Layout.SINGLE: (Role.CURRENT,),
    Layout.BASELINE_CURRENT: (Role.BASELINE, Role.CURRENT),
    Layout.BASELINE_NADIR_CURRENT: (Role.BASELINE, Role.NADIR, Role.CURRENT),
}


def roles(layout: Layout, side: Side = Side.RIGHT) -> tuple[Role, ...]:
    """Return the roles of the tiles from left to right."""
    order = _ROLES[layout]
    if side is Side.RIGHT:
        return order
    return (order[-1], *order[:-1])
