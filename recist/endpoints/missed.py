"""Missed visits: when scans were due, and whether two or more of them are missing (§6)."""

from __future__ import annotations

from datetime import date, timedelta

from recist.model.protocol import Schedule, ScheduleStep


def two_missed(schedule: Schedule, start: date, last: date, until: date) -> bool:
    """Say whether two or more visits were missed between an assessment and a later day.

    They are where the gap exceeds two intervals and two windows. Where the schedule changes
    on the way, each interval is the one that holds on the day from which it runs.

    Parameters
    ----------
    schedule : Schedule
        Its days are counted from ``start``. Without visits, and after its end, none is due.
    last, until : date
        The last adequate assessment, and the day up to which scans are looked for.
    """
    due, window = last, 0
    for _ in range(2):
        step = _step_at(schedule, (due - start).days)
        if step is None:
            return False
        due += timedelta(days=step.interval_days)
        window = max(window, step.window_days)
    return until > due + timedelta(days=2 * window)


def _step_at(schedule: Schedule, day: int) -> ScheduleStep | None:
    """Return the stretch that says when the next visit is due.

    A visit within the window of a stretch's last day is that day's visit.
    """
    for step in schedule.visits:
        if step.until_day is None or day + step.window_days < step.until_day:
            return step
    return None
