"""Days on which no scan of a course was made: mostly slips of the pen in the year."""

from __future__ import annotations

from datetime import date

from recist.criteria.conformance.course import Course, note
from recist.model.finding import Finding, Severity
from recist.model.row import Row

FIRST_YEAR, LAST_YEAR = 1970, 2100
"""Before it nobody was scanned; what lies beyond has not been done, whatever day it is today."""

LONGEST_COURSE_YEARS = 20
"""No trial follows a lesion for longer."""


def unlikely_dates(course: Course) -> list[Finding]:
    """Report visits with a date that can hardly be true, each once: it puts them out of order.

    Visits before the baseline are looked at, too, since a wrong year may have brought them there.
    """
    baseline = course.visits[0].date.earliest
    limit = None if baseline is None or _why(baseline, None) else baseline
    found: dict[str, Finding] = {}
    for row in _rows(course):
        day = row.date.earliest
        why = "" if day is None else _why(day, limit)
        if why:
            text = f"{row.visit} is dated {row.date.text}, {why}; is the year right?"
            made = note(Severity.WARNING, "date-unlikely", text, visit=row.visit)
            found.setdefault(row.visit.casefold(), made)
    return list(found.values())


def _rows(course: Course) -> list[Row]:
    """Return the rows of every visit, those that the course leaves out first."""
    held = {row.visit.casefold() for visit in course.visits for row in visit.rows}
    out = [row for row in course.case.rows if row.visit.casefold() not in held]
    return [*out, *(row for visit in course.visits for row in visit.rows)]


def _why(day: date, baseline: date | None) -> str:
    """Say why a day is unlikely; empty where it is not."""
    if day.year < FIRST_YEAR:
        return f"before {FIRST_YEAR}"
    if day.year > LAST_YEAR:
        return f"after {LAST_YEAR}"
    if baseline is None:
        return ""
    last = (baseline.year + LONGEST_COURSE_YEARS, baseline.month, baseline.day)
    if (day.year, day.month, day.day) > last:
        return f"more than {LONGEST_COURSE_YEARS} years after the baseline"
    return ""
