"""A progression that waits to be confirmed in iRECIST: has it grown, is it better, is it time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from recist.criteria import irecist_events as events
from recist.criteria.irecist_events import FURTHER, Category, Dated, Facts, Ground, Walk
from recist.criteria.irecist_states import Timing
from recist.criteria.rule_set import RuleSet
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.protocol import Protocol
from recist.model.reading import Progression, Reading
from recist.model.response import Response

RANK = {Response.CR: 0, Response.PR: 1, Response.SD: 2, Response.PD: 3}
"""Target categories, the best first; what is not here cannot be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The first iUPD of a run, against which later visits are held.

    Attributes
    ----------
    number : int
        1, 2, …: the runs of the course.
    first : Facts
        The visit of the first iUPD.
    date : ScanDate
        Its response date.
    target : Response or None
        Its target category.
    caused_by, tolerated : frozenset of str
        New lesions that progressed there, and those left over from an earlier run.
    """

    number: int
    first: Facts
    date: ScanDate
    target: Response | None
    caused_by: frozenset[str]
    tolerated: frozenset[str]

    @property
    def causes(self) -> frozenset[Category]:
        """The categories of lesions known at baseline that progressed there."""
        return self.first.progressed


class InTime(NamedTuple):
    """What speaks for confirmation, as far as it is in time; if nothing is, all of it."""

    grounds: tuple[Dated, ...]
    timing: Timing


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run is judged with."""

    case: Case
    protocol: Protocol
    rules: RuleSet


def walks_of(setting: Setting, run: Run, facts: Facts) -> list[tuple[Reading, Walk]]:
    """Follow the non-targets since the first iUPD."""
    return list(events.non_target_walks(setting.case, run.first.index, facts.index))


def non_target_since(
    run: Run, facts: Facts, walks: Sequence[tuple[Reading, Walk]]
) -> Response | None:
    """Return the non-target category: what progressed and is unchanged still progresses."""
    waits = any(walked.progressed and events.is_read(now) for now, walked in walks)
    return Response.PD if waits and Category.NON_TARGET in run.causes else facts.non_target


def growth(
    setting: Setting, run: Run, facts: Facts, walks: Sequence[tuple[Reading, Walk]]
) -> tuple[Dated, ...]:
    """Return what has grown since the first iUPD, and what progresses beside it.

    Growth counts in a category that progressed at the first iUPD; another one has to reach
    progression by RECIST 1.1.
    """
    return (
        *_target_growth(setting, run, facts),
        *_non_target_growth(run, facts, walks),
        *_new_growth(setting, run, facts),
    )


def _target_growth(setting: Setting, run: Run, facts: Facts) -> Iterator[Dated]:
    progresses = Category.TARGET in facts.progressed
    caused = Category.TARGET in run.causes
    if not caused and not progresses:
        return
    sums = target_sums_since(setting, run, facts)
    date = events.latest(sums.dates, facts.visit.last_date)
    if not caused:
        yield Dated(Ground.TARGET_TOO, date)
    elif sums.growth_um >= events.CONFIRMING_UM:
        yield Dated(Ground.TARGET_SUM, date)


def target_sums_since(setting: Setting, run: Run, facts: Facts) -> events.Sums:
    """Return the target sums of the first iUPD and of a visit, of the same lesions."""
    return events.target_sums(
        setting.case,
        run.first.index,
        facts.index,
        setting.rules.thresholds,
        setting.protocol.options.too_small.um,
    )


def target_dates(setting: Setting, facts: Facts) -> tuple[ScanDate, ...]:
    """Return the dates of the scans that the targets of a visit were measured on."""
    return events.target_dates(
        setting.case,
        facts.visit,
        setting.rules.thresholds,
        setting.protocol.options.too_small.um,
    )


def _non_target_growth(
    run: Run, facts: Facts, walks: Sequence[tuple[Reading, Walk]]
) -> Iterator[Dated]:
    last = facts.visit.last_date
    if Category.NON_TARGET in run.causes:
        grown = [reading.date for reading, walked in walks if walked.grown]
        if grown:
            yield Dated(Ground.NON_TARGET, events.earliest(grown, last))
    elif Category.NON_TARGET in facts.progressed:
        certain = [now.date for now, _ in walks if isinstance(now.state, Progression)]
        yield Dated(Ground.NON_TARGET_TOO, events.earliest(certain, last))


def _new_growth(setting: Setting, run: Run, facts: Facts) -> Iterator[Dated]:
    last = facts.visit.last_date
    sums = events.new_sums(setting.case, run.first.new, facts.new, facts.visit)
    if sums.growth_um >= events.CONFIRMING_UM:
        yield Dated(Ground.NEW_SUM, events.latest(sums.dates, last))
    grown = [reading.date for reading in events.grown_new(setting.case, run.first, facts)]
    if grown:
        yield Dated(Ground.NEW_OTHER, events.earliest(grown, last))
    more = [one.date for one in events.seen_beside(setting.case, facts, run.first.new.standing)]
    if more:
        ground = Ground.MORE_NEW if run.first.new.standing else Ground.NEW_TOO
        yield Dated(ground, events.earliest(more, last))


def in_time(setting: Setting, run: Run, facts: Facts, grounds: tuple[Dated, ...]) -> InTime:
    """Keep the grounds that may confirm, and say when they lie."""
    window = setting.protocol.irecist
    timings = {
        one: events.timing_of(events.days_between(run.date, one.date), window) for one in grounds
    }
    due = tuple(one for one, timing in timings.items() if timing is not Timing.EARLY)
    if due:
        late = all(timings[one] is Timing.LATE for one in due)
        return InTime(due, Timing.LATE if late else Timing.DUE)
    further = tuple(one for one in grounds if one.ground in FURTHER)
    if further and events.made_for_symptoms(setting.case, facts.visit):
        return InTime(further, Timing.SYMPTOMS)
    return InTime(grounds, Timing.EARLY)


def recovered(run: Run, facts: Facts, target: Response | None, non_target: Response | None) -> bool:
    """Say whether a visit is better than the first iUPD.

    Its targets are in a better category, or the new lesions that progressed there are gone, or
    non-target disease that progressed there does so no more; nothing that progressed there may
    be unread.
    """
    if unread(run, target, non_target):
        return False
    if target in RANK and run.target in RANK and RANK[target] < RANK[run.target]:
        return True
    if run.caused_by:
        return not run.caused_by & set(facts.new.standing)
    return Category.NON_TARGET in run.causes and non_target is not Response.PD


def unread(run: Run, target: Response | None, non_target: Response | None) -> bool:
    """Say whether a category that progressed at the first iUPD was not assessed."""
    return (Category.TARGET in run.causes and target is Response.NE) or (
        Category.NON_TARGET in run.causes and non_target is Response.NE
    )
