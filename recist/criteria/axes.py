"""Which axis of a lesion counts; a criterion names one of these functions, or brings its own."""

from __future__ import annotations

from enum import StrEnum

from recist.model.length import Length
from recist.model.lesion import Lesion
from recist.model.reading import Diameters

LIVER = "liver"


class Axis(StrEnum):
    """A measure of a lesion, in words."""

    LONGEST = "longest diameter"
    SHORT = "short axis"
    VIABLE = "viable diameter"


def short_for_nodes(lesion: Lesion) -> Axis:
    """Return the short axis for nodes, else the longest diameter (RECIST 1.1 §4.3.2)."""
    return Axis.SHORT if lesion.nodal else Axis.LONGEST


def always_longest(lesion: Lesion) -> Axis:
    """Return the longest diameter for any lesion, nodes too (RECIST 1.0)."""
    return Axis.LONGEST


def viable_in_liver(lesion: Lesion) -> Axis:
    """Return the enhancing diameter in the liver, elsewhere as RECIST 1.1 (mRECIST)."""
    if lesion.nodal or lesion.organ.strip().casefold() != LIVER:
        return short_for_nodes(lesion)
    return Axis.VIABLE


def length_on(axes: Diameters, axis: Axis) -> Length | None:
    """Return the length of an axis, None where it was not given."""
    if axis is Axis.LONGEST:
        return axes.longest
    return axes.short if axis is Axis.SHORT else axes.viable
