"""Whether the visits lie where the protocol wants them (RECIST 1.1 §3.1; the schedule)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from recist.criteria.conformance.course import Course, note
from recist.criteria.conformance.schedule import Due, due_until, nearest
from recist.model.finding import Finding, Severity

UNSCHEDULED, NEW_SYMPTOM = "unscheduled", "new-symptom"


def baseline_too_early(course: Course) -> list[Finding]:
    """Report a baseline further before the start of treatment than the protocol allows."""
    start, baseline = course.case.info.reference_date, course.case.visits[0]
    day, window = baseline.date.latest, course.protocol.schedule.baseline_window_days
    if start is None or day is None or (start - day).days <= window:
        return []
    text = f"the baseline lies {(start - day).days} days before the start, at most {window} count"
    return [note(Severity.WARNING, "baseline-too-early", text, visit=baseline.label)]


def baseline_after_start(course: Course) -> list[Finding]:
    """Report a baseline that was scanned after the start of treatment."""
    start, baseline = course.case.info.reference_date, course.case.visits[0]
    day = baseline.last_date.earliest
    if start is None or day is None or day <= start:
        return []
    text = f"the baseline lies {(day - start).days} days after the start"
    return [note(Severity.WARNING, "baseline-after-start", text, visit=baseline.label)]


class _Placed(NamedTuple):
    """A follow-up visit with its day since the start, and the scan that it was meant for."""

    label: str
    start: date
    day: int
    due: Due
    undated_before: int


def visits_out_of_window(course: Course) -> list[Finding]:
    """Report follow-up visits outside the window of the scan that they were meant for."""
    found = []
    for visit in _placed(course):
        late = visit.day - visit.due.day
        if abs(late) > visit.due.window_days:
            text = (
                f"{visit.label} is on day {visit.day}, {abs(late)} days "
                f"{'after' if late > 0 else 'before'} the scan due on day {visit.due.day}; "
                f"{visit.due.window_days} are allowed"
            )
            found.append(note(Severity.WARNING, "visit-out-of-window", text, visit=visit.label))
    return found


def missed_visits(course: Course) -> list[Finding]:
    """Report scans that were due before a visit and for which there is none.

    What is due after the last visit is not known to be missed. A visit without a known day
    stands for one scan between its neighbours.
    """
    found, held = [], 0
    for visit in _placed(course):
        between = [
            due
            for due in due_until(course.protocol.schedule.visits, visit.day)
            if held < due.day < visit.due.day
        ]
        for due in between[visit.undated_before :]:
            on = visit.start + timedelta(days=due.day)
            text = (
                f"no scan for the one due on day {due.day}, {on.isoformat()}, before {visit.label}"
            )
            found.append(note(Severity.WARNING, "visit-missed", text, visit=visit.label))
        held = max(held, visit.due.day)
    return found


def _start(course: Course) -> date | None:
    """Return the reference date, or the baseline's where there is none."""
    return course.case.info.reference_date or course.case.visits[0].date.day


def _placed(course: Course) -> Iterator[_Placed]:
    """Yield the visits that the schedule knows; an unscheduled one counts where it fits."""
    start, steps = _start(course), course.protocol.schedule.visits
    if start is None or not steps:
        return
    undated = 0
    for visit, rows in zip(course.case.visits[1:], course.visits[1:], strict=True):
        if visit.date.day is None:
            undated += 1
            continue
        day = (visit.date.day - start).days
        due = nearest(due_until(steps, day), day)
        ends = steps[-1].until_day
        unplanned = visit.label.casefold().startswith(UNSCHEDULED) or any(
            row.reason == NEW_SYMPTOM for row in rows.rows
        )
        ended = ends is not None and due is not None and day > ends + due.window_days
        if due is None or ended or (unplanned and abs(day - due.day) > due.window_days):
            continue
        yield _Placed(visit.label, start, day, due, undated)
        undated = 0
