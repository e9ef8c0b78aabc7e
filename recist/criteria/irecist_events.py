"""What a visit shows against the first iUPD of its run: small pure facts, no judgement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from recist.criteria.irecist_new import Likeness, NewAtVisit, new_readings
from recist.criteria.irecist_states import Timing
from recist.criteria.sums import Adder, TargetSum, measured_values
from recist.criteria.thresholds import Thresholds
from recist.model.case import Case, Visit
from recist.model.dates import ScanDate
from recist.model.protocol import ImmuneWindow
from recist.model.reading import (
    Absent,
    Change,
    Merged,
    NotDone,
    NotEvaluable,
    Progression,
    Reading,
    Suspected,
    Unequivocal,
)
from recist.model.response import Response

CONFIRMING_UM = 5_000
"""By how much a sum must have grown over the first iUPD to confirm it, inclusive."""
NEW_SYMPTOM = "new-symptom"


class Category(StrEnum):
    """What is known at baseline and can progress."""

    TARGET = "target"
    NON_TARGET = "non-target"


class Ground(StrEnum):
    """What speaks for progression; the value ends the id of its rule."""

    TARGET_SUM = "growth/target-sum"
    NON_TARGET = "growth/non-target"
    NEW_SUM = "growth/new-target-sum"
    NEW_OTHER = "growth/new-non-target"
    MORE_NEW = "growth/more-new-lesions"
    TARGET_TOO = "growth/target-too"
    NON_TARGET_TOO = "growth/non-target-too"
    NEW_TOO = "growth/new-lesion-too"
    FURTHER_NEW = "new/further"
    SUM_OVER_NADIR = "new/sum-over-nadir"
    OTHER_GREW = "new/non-target-grew"


FURTHER = frozenset({Ground.MORE_NEW, Ground.NEW_TOO})


class Dated(NamedTuple):
    """A ground with the date of the scan that shows it."""

    ground: Ground
    date: ScanDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One visit by itself.

    Attributes
    ----------
    target, non_target : Response or None
        In RECIST 1.1's words and without any hold; a non-target progression that a later
        visit dates back to this one is PD.
    dated_back : bool
        Whether a later visit makes certain what is doubtful here.
    """

    index: int
    visit: Visit
    target: Response | None
    non_target: Response | None
    new: NewAtVisit
    dated_back: bool

    @property
    def progressed(self) -> frozenset[Category]:
        """The categories of lesions known at baseline that progress by RECIST 1.1."""
        categories = {Category.TARGET: self.target, Category.NON_TARGET: self.non_target}
        return frozenset(name for name, found in categories.items() if found is Response.PD)


class Walk(NamedTuple):
    """What became of a lesion since the first iUPD.

    Attributes
    ----------
    grown : bool
        Whether it is larger than there.
    progressed : bool
        Whether what progressed has not become better.
    """

    grown: bool
    progressed: bool


def walk(readings: Sequence[Reading | None]) -> Walk:
    """Follow a lesion from the first iUPD (the first reading) to the visit (the last).

    Readings say how a lesion moved since the visit before, so they add up. A lesion that the
    visit itself does not show has not grown there.
    """
    grown = False
    progressed = _certain(readings[0])
    for reading in readings[1:]:
        if reading is None or not is_read(reading):
            continue
        if reading.change is Change.INCREASED or (_certain(reading) and not progressed):
            grown = True
        elif reading.change is Change.DECREASED or isinstance(reading.state, Absent):
            grown = False
        moved = reading.change in (Change.UNCHANGED, Change.INCREASED)
        progressed = isinstance(reading.state, Progression) or (
            progressed and moved and not isinstance(reading.state, Absent)
        )
    last = readings[-1]
    return Walk(grown and last is not None and is_read(last), progressed)


def is_read(reading: Reading) -> bool:
    """Say whether a reading says anything of its lesion."""
    return not isinstance(reading.state, NotDone | NotEvaluable)


def _certain(reading: Reading | None) -> bool:
    """Say whether a lesion progressed; what was doubtful at first is the same progression."""
    return reading is not None and isinstance(reading.state, Progression | Suspected)


def non_target_walks(case: Case, first: int, index: int) -> Iterator[tuple[Reading, Walk]]:
    """Follow each non-target, or fragment of one, from the first iUPD to a visit."""
    visits = case.visits[first : index + 1]
    for column, lesion in enumerate(case.non_targets):
        if lesion.id in visits[-1].left:
            continue
        for now in visits[-1].non_targets[column]:
            readings = [_named(visit.non_targets[column], now.lesion) for visit in visits]
            yield now, walk(readings)


def _named(parts: Iterable[Reading], lesion: str) -> Reading | None:
    """Return the reading of a fragment; before the split, that of the whole lesion."""
    held = list(parts)
    return next((part for part in held if part.lesion == lesion), held[0] if held else None)


class Sums(NamedTuple):
    """The targets that were measured at the first iUPD: their sum there, and now.

    What is not read now counts nothing, so that a growth is proven whatever it may be.
    """

    first_um: int
    now_um: int
    dates: tuple[ScanDate, ...]

    @property
    def growth_um(self) -> int:
        """By how much the sum grew."""
        return self.now_um - self.first_um


def target_sums(
    case: Case, first: int, index: int, thresholds: Thresholds, too_small_um: int
) -> Sums:
    """Add up the targets at a visit and at the first iUPD, without those that have left."""
    adder = Adder(case.targets, thresholds, too_small_um, case.visits[index].left)
    then, now = (adder.add_up(case.visits[at].targets) for at in (first, index))
    known = {one.lesion for one in measured_values(then)}
    counted = [one.value_um or 0 for one in measured_values(now) if one.lesion in known]
    return Sums(first_um=then.sum_um or 0, now_um=sum(counted), dates=_dates(now))


def target_dates(
    case: Case, visit: Visit, thresholds: Thresholds, too_small_um: int
) -> tuple[ScanDate, ...]:
    """Return the dates of the scans that the targets of a visit were measured on."""
    adder = Adder(case.targets, thresholds, too_small_um, visit.left)
    return _dates(adder.add_up(visit.targets))


def _dates(target_sum: TargetSum) -> tuple[ScanDate, ...]:
    return tuple(
        one.reading.date
        for one in measured_values(target_sum)
        if not isinstance(one.reading.state, Merged)
    )


def new_sums(case: Case, first: NewAtVisit, now: NewAtVisit, visit: Visit) -> Sums:
    """Add up the target-like new lesions that were measured at the first iUPD, there and now."""
    dates = (
        reading.date
        for lesion, reading in new_readings(case.new_lesions, visit)
        if lesion.id in now.values_um and reading is not None
    )
    return Sums(
        first_um=first.sum_um or 0,
        now_um=sum(um for name, um in now.values_um.items() if name in first.values_um),
        dates=tuple(dates),
    )


def grown_new(case: Case, first: Facts, now: Facts) -> list[Reading]:
    """Return the other new lesions of the first iUPD that have grown since."""
    found = []
    for column, lesion in enumerate(case.new_lesions):
        if not _other(first.new, lesion.id):
            continue
        readings = [visit.new[column] for visit in case.visits[first.index : now.index + 1]]
        last = readings[-1]
        if last is not None and walk(readings).grown:
            found.append(last)
    return found


def grown_now(case: Case, facts: Facts, known: frozenset[str]) -> list[Reading]:
    """Return the other new lesions, of those known, that are unequivocal and grew just now."""
    return [
        reading
        for lesion, reading in new_readings(case.new_lesions, facts.visit)
        if lesion.id in known
        and _other(facts.new, lesion.id)
        and reading is not None
        and isinstance(reading.state, Unequivocal)
        and reading.change is Change.INCREASED
    ]


def _other(new: NewAtVisit, lesion: str) -> bool:
    return lesion in new.standing and new.likeness[lesion] is Likeness.NON_TARGET


def seen_beside(case: Case, facts: Facts, known: Iterable[str]) -> list[Reading]:
    """Return the new lesions that stand and are seen at a visit, beside those known."""
    before = set(known)
    return [
        reading
        for lesion, reading in new_readings(case.new_lesions, facts.visit)
        if lesion.id in facts.new.standing
        and lesion.id not in before
        and reading is not None
        and is_read(reading)
    ]


def made_for_symptoms(case: Case, visit: Visit) -> bool:
    """Say whether the scan of a visit was made for new symptoms (column ``reason``)."""
    label = visit.label.casefold()
    return any(
        row.visit.casefold() == label and row.reason.strip().casefold() == NEW_SYMPTOM
        for row in case.rows
    )


def days_between(first: ScanDate, later: ScanDate) -> int | None:
    """Return the days that surely lie between two scans; None where a date is not known."""
    start, end = first.latest, later.earliest
    return None if start is None or end is None else (end - start).days


def timing_of(days: int | None, window: ImmuneWindow) -> Timing:
    """Say when a scan lies, in days after the first iUPD; both ends of the window count."""
    if days is None or days < window.confirm_from_days - window.tolerance_days:
        return Timing.EARLY
    late = days > window.confirm_to_days + window.tolerance_days
    return Timing.LATE if late else Timing.DUE


def earliest(dates: Iterable[ScanDate], otherwise: ScanDate) -> ScanDate:
    """Return the earliest full date."""
    full = [date for date in dates if date.day is not None]
    return min(full, key=lambda date: date.text, default=otherwise)


def latest(dates: Iterable[ScanDate], otherwise: ScanDate) -> ScanDate:
    """Return the latest full date."""
    full = [date for date in dates if date.day is not None]
    return max(full, key=lambda date: date.text, default=otherwise)
