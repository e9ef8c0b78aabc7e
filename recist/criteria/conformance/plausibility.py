"""Lengths that no body and courses that no tumour has: mostly slips of the pen.

A length that cannot be true at all is found, and dropped, where the rows become a case.
"""

from __future__ import annotations

from recist.criteria.axes import length_on
from recist.criteria.conformance.course import Course, warning
from recist.model.case import Visit
from recist.model.finding import Finding, Severity
from recist.model.length import Length, mm_text
from recist.model.lesion import Lesion
from recist.model.reading import Measured, Merged, Reading, diameters_of

WIDEST_TRUNK = Length.of_mm(400)
"""No lesion is wider than a trunk; the field of view of a CT is hardly wider."""

FASTEST_DOUBLING_DAYS = 7
"""Solid metastases double their volume in weeks to months."""

SMALLEST_JUDGED = Length.of_mm(5)
"""Below it growth is a matter of reading; it is what too small to measure counts as."""


def wider_than_a_trunk(course: Course) -> list[Finding]:
    """Report lengths that can hardly be true."""
    found = []
    for visit in course.visits:
        for row in visit.rows:
            axes = diameters_of(row.state)
            given = [axis for axis in (axes.longest, axes.short, axes.viable) if axis is not None]
            if any(axis > WIDEST_TRUNK for axis in given):
                text = f"{row.lesion} has {max(given)} mm, more than a trunk is wide"
                found.append(warning("length-unlikely", text, row))
    return found


def growth_of_no_tumour(course: Course) -> list[Finding]:
    """Report targets that at least doubled and grew faster than tumours do.

    The volume goes with the third power of the diameter; merging is no growth.
    """
    found = []
    for index, lesion in enumerate(course.case.targets):
        before: Reading | None = None
        for visit in course.case.visits:
            parts = visit.targets[index]
            reading = parts[0] if len(parts) == 1 else None
            if reading is None or not isinstance(reading.state, Measured):
                continue
            if before is not None and not _carries(visit, lesion.id):
                found.extend(_grown(course, lesion, before, reading, visit))
            before = reading
    return found


def _carries(visit: Visit, lesion: str) -> bool:
    """Say whether another lesion has merged into this one."""
    return any(
        isinstance(reading.state, Merged) and reading.state.into == lesion
        for parts in visit.targets
        for reading in parts
    )


def _grown(
    course: Course, lesion: Lesion, before: Reading, after: Reading, visit: Visit
) -> list[Finding]:
    axis = course.criterion.rules.thresholds.axis(lesion)
    was = length_on(diameters_of(before.state), axis)
    now = length_on(diameters_of(after.state), axis)
    if was is None or now is None or before.date.day is None or after.date.day is None:
        return []
    days = (after.date.day - before.date.day).days
    if not grew_unbelievably(was.um, now.um, days):
        return []
    text = f"{after.lesion} grew from {was} to {mm_text(now.um)} mm in {days} days"
    return [
        Finding(
            severity=Severity.WARNING,
            code="growth-unlikely",
            message=text,
            lesion=after.lesion,
            visit=visit.label,
        )
    ]


def grew_unbelievably(was_um: int, now_um: int, days: int) -> bool:
    """Say whether a diameter at least doubled, and its volume faster than tumours do.

    ``now / was`` is compared with ``2 ** (days / 21)`` in whole numbers.
    """
    was_um = max(was_um, SMALLEST_JUDGED.um)
    if now_um < 2 * was_um:
        return False
    power = 3 * FASTEST_DOUBLING_DAYS
    return bool(now_um**power > was_um**power * 2 ** max(days, 0))
