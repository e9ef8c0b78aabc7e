"""What a chart of the sum shows, whatever draws it: points by visit, and where the visits stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.response import NewLesion, Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One visit of one reader.

    Attributes
    ----------
    category : str
        Its response, and whether there is a new lesion; empty at baseline.
    """

    label: str
    sum_um: int | None
    complete: bool
    overall: Response | None
    category: str
    pd_from_um: int | None
    pr_up_to_um: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The visits of one reader."""

    reader: str
    points: tuple[Point, ...]


def courses_of(cases: Sequence[CaseAssessment]) -> tuple[Course, ...]:
    """Return the courses of the readers of one subject in one scope."""
    return tuple(
        Course(reader=one.case.reader, points=tuple(map(_point, one.visits))) for one in cases
    )


def places_of(cases: Sequence[CaseAssessment]) -> dict[str, float]:
    """Place the visits of all readers by their days; in equal steps where a date lacks."""
    dates: dict[str, date | None] = {}
    for assessment in cases:
        for visit in assessment.visits:
            dates.setdefault(visit.visit, visit.date.day)
    known = [day for day in dates.values() if day is not None]
    if len(set(known)) < len(dates):
        return {label: float(place) for place, label in enumerate(dates)}
    placed = {label: float((day - min(known)).days) for label, day in dates.items() if day}
    return dict(sorted(placed.items(), key=lambda place: place[1]))


def top_um(courses: Sequence[Course]) -> int:
    """Return the highest sum or threshold, at least a millimetre."""
    heights = (
        um
        for course in courses
        for point in course.points
        for um in (point.sum_um, point.pd_from_um, point.pr_up_to_um)
    )
    return max((um for um in heights if um is not None), default=1000) or 1000


def _point(visit: VisitAssessment) -> Point:
    return Point(
        label=visit.visit,
        sum_um=visit.sum_um,
        complete=visit.complete,
        overall=visit.overall,
        category=category_of(visit),
        pd_from_um=visit.pd_from_um,
        pr_up_to_um=visit.pr_up_to_um,
    )


def category_of(visit: VisitAssessment) -> str:
    """Return a visit's response, and whether there is a new lesion; empty at baseline."""
    if visit.overall is None:
        return ""
    new = visit.new_lesion is NewLesion.UNEQUIVOCAL
    return f"{visit.overall}, new lesion" if new else str(visit.overall)
