"""The chart of the sum over the visits, as figures: points and the two lines that decide."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.course import Course
from gui.state.figures import down_to_tenth, up_to_tenth
from recist.model.response import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A visit's sum; ``sum_mm`` is None where no target was measured."""

    visit: str
    days: int
    sum_mm: float | None
    complete: bool
    response: Response | None
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A horizontal line from one day to the last: where a category begins."""

    response: Response
    mm: float
    from_days: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Sum of diameters in mm against days since baseline.

    Attributes
    ----------
    scale_mm : tuple of float
        The heights that are written beside it, the weightiest first: 0, the sums at the visit, at
        baseline and of the nadir in force.
    """

    points: tuple[Point, ...]
    edges: tuple[Edge, ...]
    scale_mm: tuple[float, ...] = ()


def chart_of(course: Course, visit: str) -> Chart:
    """Draw the course with the lines that are in force at a visit."""
    if course.assessment is None:
        return Chart(points=(), edges=())
    days = _days(course)
    points = tuple(
        Point(
            visit=one.visit,
            days=days[n],
            sum_mm=None if one.sum_um is None else one.sum_um / 1000,
            complete=one.complete,
            response=one.overall,
            is_current=one.visit == visit,
        )
        for n, one in enumerate(course.assessment.visits)
    )
    return Chart(
        points=points, edges=_edges(course, visit, points), scale_mm=_scale(course, visit, points)
    )


def _scale(course: Course, visit: str, points: tuple[Point, ...]) -> tuple[float, ...]:
    one = course.judged(visit)
    now = next((point.sum_mm for point in points if point.is_current), None)
    before = () if one is None else (one.baseline_sum_um, one.nadir_sum_um)
    first = points[0].sum_mm if points else None
    sums = [now, *(None if um is None else um / 1000 for um in before), first]
    return tuple(dict.fromkeys([0.0, *(mm for mm in sums if mm is not None)]))


def _days(course: Course) -> list[int]:
    """Return days since baseline, always growing, so that undated visits can be seen too."""
    assert course.assessment is not None
    first = course.assessment.visits[0].date.earliest
    days: list[int] = []
    for one in course.assessment.visits:
        day = one.date.earliest
        since = (day - first).days if day is not None and first is not None else 0
        days.append(max(since, days[-1] + 1) if days else 0)
    return days


def _edges(course: Course, visit: str, points: tuple[Point, ...]) -> tuple[Edge, ...]:
    one = course.judged(visit)
    if one is None or one.overall is None:
        return ()
    at = {point.visit: point.days for point in points}
    edges = []
    if one.pr_up_to_um is not None:
        text = f"PR up to {down_to_tenth(one.pr_up_to_um)}"
        edges.append(Edge(response=Response.PR, mm=one.pr_up_to_um / 1000, from_days=0, text=text))
    if one.pd_from_um is not None:
        since = at.get(one.nadir_visit or "", 0)
        text = f"PD from {up_to_tenth(one.pd_from_um)}"
        edges.append(
            Edge(response=Response.PD, mm=one.pd_from_um / 1000, from_days=since, text=text)
        )
    return tuple(edges)
