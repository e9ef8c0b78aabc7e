"""The sum of diameters of a visit, and what the targets say beside it (§4.3.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, assert_never

from recist.criteria.axes import Axis, length_on
from recist.criteria.thresholds import Thresholds
from recist.model.case import Parts
from recist.model.lesion import Lesion
from recist.model.reading import (
    Absent,
    Assessed,
    Equivocal,
    Measured,
    Merged,
    Normal,
    NotDone,
    NotEvaluable,
    Present,
    Progression,
    Raised,
    Reading,
    Suspected,
    TooSmall,
    Unequivocal,
)


class Completeness(StrEnum):
    """How much of the target set was measured."""

    NO_BASELINE = "no baseline sum"
    NONE = "none"
    SOME = "some"
    ALL = "all"


class Extent(StrEnum):
    """What is left of the measured targets.

    REAPPEARED: after an overall CR, a non-nodal target is above 0 or a node is not normal.
    """

    GONE = "gone"
    PRESENT = "present"
    REAPPEARED = "reappeared"


class Valued(NamedTuple):
    """One target lesion or fragment with what it counts; None is missing, never 0."""

    lesion: Lesion
    reading: Reading
    value_um: int | None


@dataclass(frozen=True, slots=True)
class TargetSum:
    """The targets of one visit, added up.

    Attributes
    ----------
    sum_um : int or None
        Of the measured part; None where nothing was measured.
    complete : bool
        Whether every target has a value.
    gone : bool
        Whether each measured non-nodal part is 0 and each measured node normal.
    """

    sum_um: int | None
    complete: bool
    gone: bool
    values: tuple[Valued, ...]


def add_up(
    lesions: tuple[Lesion, ...],
    visit_parts: tuple[Parts, ...],
    thresholds: Thresholds,
    too_small_um: int,
    left: frozenset[str] = frozenset(),
) -> TargetSum:
    """Add up the targets of a visit.

    Parameters
    ----------
    lesions, visit_parts
        The case's targets and their readings at the visit, aligned.
    thresholds : Thresholds
        For what counts of a lesion, and the size of a normal node.
    too_small_um : int
        What "too small to measure" counts as.
    left : frozenset of str
        Ids of the lesions that are no longer followed.
    """
    values = [
        Valued(lesion, reading, own_value(lesion, reading, thresholds.axis, too_small_um))
        for lesion, parts in zip(lesions, visit_parts, strict=True)
        if lesion.id not in left
        for reading in parts
    ]
    if len(values) > len(lesions):
        values = _with_whole_parents(values)
    if any(isinstance(valued.reading.state, Merged) for valued in values):
        values = _with_carriers(values)
    total, measured, gone = 0, 0, True
    for lesion, _, value in values:
        if value is None:
            continue
        measured += 1
        total += value
        if value >= thresholds.normal_node_below_um or (value and not lesion.nodal):
            gone = False
    return TargetSum(total if measured else None, measured == len(values), gone, tuple(values))


def as_baseline(target_sum: TargetSum) -> TargetSum:
    """Return the sum as a baseline: a target that is absent or merged there has no value."""
    if not any(isinstance(valued.reading.state, Absent | Merged) for valued in target_sum.values):
        return target_sum
    values = tuple(
        valued._replace(value_um=None)
        if isinstance(valued.reading.state, Absent | Merged)
        else valued
        for valued in target_sum.values
    )
    return replace(target_sum, complete=False, values=values)


def own_value(
    lesion: Lesion,
    reading: Reading,
    axis: Callable[[Lesion], Axis],
    too_small_um: int,
) -> int | None:
    """Return what a reading counts by the axis that the criterion names (§4.3.2).

    A merged lesion contributes nothing of its own; a lesion without the axis that counts is
    missing, and so is a state that no target can have.
    """
    match reading.state:
        case Measured(axes):
            length = length_on(axes, axis(lesion))
            return None if length is None else length.um
        case TooSmall():
            return too_small_um
        case Absent() | Merged():
            return 0
        case NotEvaluable() | NotDone():
            return None
        case Present() | Suspected() | Progression() | Equivocal() | Unequivocal():
            return None
        case Normal() | Raised() | Assessed():
            return None
        case unreachable:
            assert_never(unreachable)


def measured_values(target_sum: TargetSum) -> list[Valued]:
    """Return the parts that have a value."""
    return [valued for valued in target_sum.values if valued.value_um is not None]


def reappeared_values(target_sum: TargetSum, thresholds: Thresholds) -> list[Valued]:
    """Return the parts that are disease again, for a course that was in overall CR."""
    return [
        valued
        for valued in measured_values(target_sum)
        if (valued.value_um or 0) >= (thresholds.normal_node_below_um if valued.lesion.nodal else 1)
    ]


def _with_whole_parents(values: list[Valued]) -> list[Valued]:
    """Let a lesion that split be missing where one of its fragments is."""
    missing = {lesion.id for lesion, _, value in values if value is None}
    return [
        valued._replace(value_um=None) if valued.lesion.id in missing else valued
        for valued in values
    ]


def _with_carriers(values: list[Valued]) -> list[Valued]:
    """Let merged lesions be missing where the lesion that carries the mass is missing."""
    found: dict[str, bool] = {}
    for lesion, reading, value in values:
        for name in (reading.lesion, lesion.id):
            found[name] = found.get(name, True) and value is not None
    return [_merged(valued, found) for valued in values]


def _merged(valued: Valued, found: Mapping[str, bool]) -> Valued:
    state = valued.reading.state
    if isinstance(state, Merged) and not found.get(state.into, False):
        return valued._replace(value_um=None)
    return valued
