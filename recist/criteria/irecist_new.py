"""New lesions in iRECIST: measured apart, as target-like (NLT) and other ones (NLNT)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from recist.criteria.axes import length_on
from recist.criteria.backdating import BackDated
from recist.criteria.conformance.measurability import NEVER_MEASURABLE
from recist.criteria.conformance.organs import organ_system
from recist.criteria.measurability import CANNOT_MEASURE, Measurability, technique_of
from recist.criteria.new_lesions import standing_after
from recist.criteria.thresholds import Thresholds
from recist.model.case import Case, Visit
from recist.model.lesion import Lesion, Role
from recist.model.protocol import TargetCaps
from recist.model.reading import Absent, Reading, diameters_of
from recist.model.response import NewLesion
from recist.model.row import Row


class Likeness(StrEnum):
    """What a new lesion is like; settled when it first stands as unequivocal."""

    TARGET = "target-like"
    NON_TARGET = "non-target-like"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAtVisit:
    """The new lesions of one visit.

    Attributes
    ----------
    standing : tuple of str
        Ids of the lesions that stand as unequivocal.
    likeness : mapping
        By id, of every lesion that has stood so far.
    values_um : mapping
        By id what a target-like lesion measures, 0 where it is gone; without a value missing.
    nadir_um : int or None
        Smallest complete sum of the same target-like lesions at earlier visits.
    """

    standing: tuple[str, ...]
    likeness: Mapping[str, Likeness]
    values_um: Mapping[str, int]
    nadir_um: int | None = None

    @property
    def targets(self) -> tuple[str, ...]:
        """Ids of the target-like lesions."""
        return tuple(name for name, like in self.likeness.items() if like is Likeness.TARGET)

    @property
    def sum_um(self) -> int | None:
        """Sum of the target-like lesions that have a value; None where none has."""
        return sum(self.values_um.values()) if self.values_um else None

    @property
    def complete(self) -> bool:
        """Whether every target-like lesion has a value."""
        return len(self.values_um) == len(self.targets)


NONE_NEW = NewAtVisit(standing=(), likeness={}, values_um={})


def new_readings(lesions: Sequence[Lesion], visit: Visit) -> list[tuple[Lesion, Reading | None]]:
    """Return the new lesions of a case, each with its reading at a visit."""
    return list(zip(lesions, visit.new, strict=True))


def new_lesions_of(
    case: Case, thresholds: Thresholds, caps: TargetCaps, earlier: Iterable[BackDated]
) -> tuple[NewAtVisit, ...]:
    """Follow the new lesions of a case, visit by visit.

    Parameters
    ----------
    caps : TargetCaps
        How many may be target-like, in all and per organ.
    earlier : iterable of BackDated
        Progressions that are dated back: such a lesion stands from its first sighting on.
    """
    if not case.new_lesions:
        return (NONE_NEW,) * len(case.visits)
    rows = {(row.visit.casefold(), row.lesion): row for row in case.rows}
    choice = _Choice(thresholds=thresholds, caps=caps, rows=rows)
    dated_back = list(earlier)
    stood = (NewLesion.NONE,) * len(case.new_lesions)
    found = [NONE_NEW]
    for index, visit in enumerate(case.visits[1:], start=1):
        stood = standing_after(stood, case.new_lesions, visit, thresholds).lesions
        held = {one.lesion for one in dated_back if one.first <= index < one.confirmed}
        standing = {
            lesion.id
            for lesion, how in zip(case.new_lesions, stood, strict=True)
            if how is NewLesion.UNEQUIVOCAL or lesion.id in held
        }
        found.append(choice.at_visit(case.new_lesions, visit, standing))
    return tuple(found)


@dataclass(slots=True, kw_only=True)
class _Choice:
    """Which new lesions are target-like so far, and the smallest sum of them."""

    thresholds: Thresholds
    caps: TargetCaps
    rows: Mapping[tuple[str, str], Row]
    likeness: dict[str, Likeness] = field(default_factory=dict)
    organs: Counter[str] = field(default_factory=Counter)
    nadir_um: int | None = None

    def at_visit(self, lesions: Sequence[Lesion], visit: Visit, standing: set[str]) -> NewAtVisit:
        pairs = new_readings(lesions, visit)
        self._settle(visit, [pair for pair in pairs if pair[0].id in standing])
        values = {}
        for lesion, reading in pairs:
            size = self._size_um(lesion, reading)
            if self.likeness.get(lesion.id) is Likeness.TARGET and size is not None:
                values[lesion.id] = size
        seen = NewAtVisit(
            standing=tuple(lesion.id for lesion in lesions if lesion.id in standing),
            likeness=dict(self.likeness),
            values_um=values,
            nadir_um=self.nadir_um,
        )
        if seen.complete and seen.sum_um is not None:
            lowest = seen.sum_um if self.nadir_um is None else self.nadir_um
            self.nadir_um = min(lowest, seen.sum_um)
        return seen

    def _settle(self, visit: Visit, standing: Sequence[tuple[Lesion, Reading | None]]) -> None:
        """Settle what the lesions that stand for the first time are like, the largest first."""
        fresh = [pair for pair in standing if pair[0].id not in self.likeness]
        by_size = sorted(fresh, key=lambda pair: -(self._size_um(*pair) or 0))
        # The reader's own choice is never pushed out by a lesion that is only large enough.
        for lesion, reading in sorted(by_size, key=lambda pair: pair[0].role is Role.NEW):
            like_target = lesion.role is Role.NEW_TARGET or (
                lesion.role is Role.NEW and self._may_join(visit, lesion, reading)
            )
            self.likeness[lesion.id] = Likeness.TARGET if like_target else Likeness.NON_TARGET
            if like_target:
                self.organs[organ_system(lesion)] += 1
                # Another lesion in the sum: what it was before is no longer its nadir.
                self.nadir_um = None

    def _may_join(self, visit: Visit, lesion: Lesion, reading: Reading | None) -> bool:
        """Say whether a lesion is measurable and the caps have room for it."""
        size, row = (
            self._size_um(lesion, reading),
            self.rows.get((visit.label.casefold(), lesion.id)),
        )
        technique = None if row is None else technique_of(row.method)
        if size is None or technique in CANNOT_MEASURE or lesion.character in NEVER_MEASURABLE:
            return False
        slices = None if row is None or row.slice_thickness is None else row.slice_thickness.um
        return (
            size >= Measurability().least(lesion, technique, slices)
            and self.organs.total() < self.caps.max_total
            and self.organs[organ_system(lesion)] < self.caps.max_per_organ
        )

    def _size_um(self, lesion: Lesion, reading: Reading | None) -> int | None:
        if reading is None:
            return None
        if isinstance(reading.state, Absent):
            return 0
        length = length_on(diameters_of(reading.state), self.thresholds.axis(lesion))
        return None if length is None else length.um
