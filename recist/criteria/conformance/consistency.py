"""Whether a lesion is followed in one and the same way (RECIST 1.1 §4.2, Appendix II)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from recist.criteria.conformance.course import Course, note, warning
from recist.criteria.measurability import technique_of
from recist.model.finding import Finding, Severity
from recist.model.length import Length
from recist.model.reading import Measured
from recist.model.row import Row

SAME_THICKNESS_WITHIN = Length.of_mm("0.1")
"""Nominal slices vary by less between scanners, and nobody means a change by it."""


def changed_methods(course: Course) -> list[Finding]:
    """Report where a lesion is read by another method than before."""
    found = []
    for before, row in _steps(course, lambda row: row.method):
        was, now = before.method, row.method
        if (technique_of(was) or was.casefold()) != (technique_of(now) or now.casefold()):
            text = f"{row.lesion} was read by {was} at {before.visit} and is read by {now} here"
            found.append(warning("method-changed", text, row))
    return found


def changed_slices(course: Course) -> list[Finding]:
    """Mention where a measured lesion is read on slices of another thickness than before."""
    found = []
    for before, row in _steps(course, lambda row: row.slice_thickness):
        was, now = before.slice_thickness, row.slice_thickness
        if was is None or now is None or not isinstance(row.state, Measured):
            continue
        if abs(was.um - now.um) > SAME_THICKNESS_WITHIN.um:
            text = f"{row.lesion}: slices of {was} mm at {before.visit}, of {now} mm here"
            found.append(note(Severity.INFO, "slice-thickness-changed", text, row))
    return found


def _steps(course: Course, said: Callable[[Row], object]) -> Iterator[tuple[Row, Row]]:
    """Yield each row that says something with the last row before it that did, by lesion."""
    last: dict[str, Row] = {}
    for visit in course.visits:
        for row in visit.rows:
            if not row.lesion or not said(row):
                continue
            if row.lesion in last:
                yield last[row.lesion], row
            last[row.lesion] = row
