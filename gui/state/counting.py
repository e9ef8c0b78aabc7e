"""Which axis of a lesion counts: the criterion of the protocol says so, not the room."""

from __future__ import annotations

from gui.state.tongue import tr
from recist.criteria.axes import LIVER, Axis, length_on
from recist.criteria.registry import criterion_of
from recist.model.lesion import Lesion, Role
from recist.model.protocol import Protocol
from recist.model.reading import diameters_of
from recist.model.row import Row

_IN_LIVER = Lesion(id="", role=Role.TARGET, organ=LIVER)


def axis_of(protocol: Protocol, lesion: Lesion) -> Axis:
    """Return the axis of a lesion that is in the sum."""
    return criterion_of(protocol).rules.thresholds.axis(lesion)


def counting_um(protocol: Protocol, lesion: Lesion, row: Row) -> int | None:
    """Return what counts of a reading, None where it was not measured."""
    length = length_on(diameters_of(row.state), axis_of(protocol, lesion))
    return None if length is None else length.um


def counts_short(protocol: Protocol, lesion: Lesion) -> bool:
    """Say whether the short axis of a lesion counts."""
    return axis_of(protocol, lesion) is Axis.SHORT


def counting_said(protocol: Protocol, lesion: Lesion) -> str:
    """Say which axis counts, where it is not the longest diameter."""
    match axis_of(protocol, lesion):
        case Axis.SHORT:
            return tr("the short axis counts")
        case Axis.VIABLE:
            return tr("the enhancing part counts")
        case _:
            return ""


def wants_viable(protocol: Protocol) -> bool:
    """Say whether the enhancing part is what is measured in the liver (mRECIST)."""
    return axis_of(protocol, _IN_LIVER) is Axis.VIABLE
