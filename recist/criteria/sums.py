"""The sum of diameters of a visit, and what the targets say beside it (§4.3.2)."""

from __future__ import annotations

from collections.abc import Sequence
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
    State,
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
    lesions, readings, numbers_um : tuple
        What was added up, aligned: each lesion or fragment with what it counts.
    """

    sum_um: int | None
    complete: bool
    gone: bool
    lesions: tuple[Lesion, ...]
    readings: tuple[Reading, ...]
    numbers_um: tuple[int | None, ...]

    @property
    def values(self) -> tuple[Valued, ...]:
        """Each lesion or fragment with its reading and what it counts."""
        return tuple(map(Valued, self.lesions, self.readings, self.numbers_um))


class Adder:
    """Adds up the targets of a case; which axis counts is settled once for each lesion.

    Parameters
    ----------
    lesions : sequence of Lesion
        The case's targets, aligned with the columns of its visits.
    thresholds : Thresholds
        For what counts of a lesion, and the size of a normal node.
    too_small_um : int
        What "too small to measure" counts as.
    left : frozenset of str
        Ids of the lesions that are no longer followed.
    """

    def __init__(
        self,
        lesions: Sequence[Lesion],
        thresholds: Thresholds,
        too_small_um: int,
        left: frozenset[str] = frozenset(),
    ) -> None:
        followed = [n for n, lesion in enumerate(lesions) if lesion.id not in left]
        self._columns = [(lesions[n], thresholds.axis(lesions[n]), n) for n in followed]
        self._normal_node_below_um = thresholds.normal_node_below_um
        self._too_small_um = too_small_um

    @property
    def has_targets(self) -> bool:
        """Whether any target is still followed."""
        return bool(self._columns)

    def add_up(self, visit_parts: Sequence[Parts]) -> TargetSum:
        """Add up the readings of a visit, aligned with the case's targets."""
        lesions, readings, numbers = [], [], []
        merged = False
        for lesion, axis, column in self._columns:
            for reading in visit_parts[column]:
                state = reading.state
                merged = merged or isinstance(state, Merged)
                lesions.append(lesion)
                readings.append(reading)
                numbers.append(own_value(state, axis, self._too_small_um))
        if len(numbers) > len(self._columns):
            numbers = _with_whole_parents(lesions, numbers)
        if merged:
            numbers = _with_carriers(lesions, readings, numbers)
        return self._sum(lesions, readings, numbers)

    def _sum(
        self, lesions: list[Lesion], readings: list[Reading], numbers: list[int | None]
    ) -> TargetSum:
        total, measured, gone = 0, 0, True
        for lesion, number in zip(lesions, numbers, strict=True):
            if number is None:
                continue
            measured += 1
            total += number
            if number and (not lesion.nodal or number >= self._normal_node_below_um):
                gone = False
        return TargetSum(
            total if measured else None,
            measured == len(numbers),
            gone,
            tuple(lesions),
            tuple(readings),
            tuple(numbers),
        )


def as_baseline(target_sum: TargetSum) -> TargetSum:
    """Return the sum as a baseline: a target that is absent or merged there has no value."""
    none = [isinstance(reading.state, Absent | Merged) for reading in target_sum.readings]
    if not any(none):
        return target_sum
    numbers = tuple(
        None if without else number
        for without, number in zip(none, target_sum.numbers_um, strict=True)
    )
    return replace(target_sum, complete=False, numbers_um=numbers)


def own_value(state: State, axis: Axis, too_small_um: int) -> int | None:
    """Return what a reading counts by the axis that the criterion names (§4.3.2).

    A merged lesion contributes nothing of its own; a lesion without the axis that counts is
    missing, and so is a state that no target can have.
    """
    match state:
        case Measured(axes):
            length = length_on(axes, axis)
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


def _with_whole_parents(
    lesions: Sequence[Lesion], numbers: Sequence[int | None]
) -> list[int | None]:
    """Let a lesion that split be missing where one of its fragments is."""
    pairs = list(zip(lesions, numbers, strict=True))
    missing = {lesion.id for lesion, number in pairs if number is None}
    return [None if lesion.id in missing else number for lesion, number in pairs]


def _with_carriers(
    lesions: Sequence[Lesion], readings: Sequence[Reading], numbers: Sequence[int | None]
) -> list[int | None]:
    """Let merged lesions be missing where the lesion that carries the mass is missing."""
    there = {
        name
        for lesion, reading, number in zip(lesions, readings, numbers, strict=True)
        if number is not None
        for name in (reading.lesion, lesion.id)
    }
    return [
        None if isinstance(reading.state, Merged) and reading.state.into not in there else number
        for reading, number in zip(readings, numbers, strict=True)
    ]
