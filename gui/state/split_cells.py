"""What the table says of a lesion that has split: the sum of its fragments."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.counting import counting_um
from gui.state.course import Course
from gui.state.figures import one_decimal
from gui.state.splitting import Parents, parts_at
from gui.state.tongue import tr
from gui.state.words import said_of
from recist.model.lesion import Lesion, Role
from recist.model.reading import Absent, Merged, TooSmall, diameters_of
from recist.model.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitText:
    """A split lesion at a visit.

    Attributes
    ----------
    sum_um : int or None
        What the fragments come to together; None where one of them has no value.
    tooltip : str
        Each fragment with what it counts.
    """

    sum_um: int | None
    tooltip: str


def split_text(course: Course, parents: Parents, visit: str, lesion: Lesion) -> SplitText | None:
    """Return what stands for a lesion in fragments at a visit, None where it is whole."""
    parts = parts_at(course.document, parents, course.subject, visit, lesion.id)
    if not parts:
        return None
    values = [_value_um(course, lesion, row) for row in parts]
    total = None if None in values else sum(one for one in values if one is not None)
    said = ", ".join(
        f"{row.lesion} {_said(row, value)}" for row, value in zip(parts, values, strict=True)
    )
    text = tr("{lesion} · split at {visit}: {parts}", lesion=lesion.id, visit=visit, parts=said)
    if lesion.role is not Role.TARGET:
        return SplitText(sum_um=None, tooltip=text)
    if total is None:
        missing = tr("no sum: a fragment has no value")
        return SplitText(sum_um=None, tooltip=f"{text}\n{missing}")
    both = tr("together {sum} mm", sum=one_decimal(total))
    return SplitText(sum_um=total, tooltip=f"{text}\n{both}")


def _value_um(course: Course, lesion: Lesion, row: Row) -> int | None:
    match row.state:
        case TooSmall():
            return course.protocol.options.too_small.um
        case Absent() | Merged():
            return 0
        case _:
            return counting_um(course.protocol, lesion, row)


def _said(row: Row, value_um: int | None) -> str:
    if value_um is None or diameters_of(row.state).longest is None:
        return said_of(row.state)
    return f"{one_decimal(value_um)} mm"
