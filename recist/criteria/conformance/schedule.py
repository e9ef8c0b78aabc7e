"""When scans are due by a protocol's schedule, and which visit was meant for which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from recist.model.protocol import ScheduleStep


class Due(NamedTuple):
    """A scan that is due: its day after the reference date, and by how much it may be off."""

    day: int
    window_days: int


def due_until(steps: Iterable[ScheduleStep], last_day: int) -> tuple[Due, ...]:
    """Return what is due up to a day, and the one scan after it.

    The steps follow one another: each goes on from the last scan of the one before it, and
    stops at its ``until_day``.
    """
    found: list[Due] = []
    for due in _all(steps):
        found.append(due)
        if due.day > last_day:
            break
    return tuple(found)


def _all(steps: Iterable[ScheduleStep]) -> Iterator[Due]:
    day = 0
    for step in steps:
        while step.until_day is None or day + step.interval_days <= step.until_day:
            day += step.interval_days
            yield Due(day, step.window_days)


def nearest(dues: Sequence[Due], day: int) -> Due | None:
    """Return the scan that a visit was meant for; between two the earlier, as it came late."""
    return min(dues, key=lambda due: (abs(due.day - day), due.day), default=None)
