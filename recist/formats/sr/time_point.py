"""Which visit a group is about (TID 1502)."""

from __future__ import annotations

from dataclasses import dataclass

from recist.formats.sr import codes
from recist.formats.sr.codes import Coded
from recist.formats.sr.items import CONTEXT, Item, Maker


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePoint:
    """A visit among the visits of its course.

    Attributes
    ----------
    order : int
        Its place, from 1.
    baseline : int
        The place of the baseline; 0 where nothing is judged.
    """

    visit: str
    order: int
    baseline: int


def time_point(make: Maker, when: TimePoint) -> list[Item]:
    """Return the time-point context of a group."""
    return [
        *make.text(codes.TIME_POINT, when.visit, CONTEXT),
        make.code(codes.TIME_POINT_TYPE, type_of(when), CONTEXT),
        make.count(codes.TIME_POINT_ORDER, when.order, CONTEXT),
        *make.text(codes.SUBJECT_TIME_POINT, when.visit, CONTEXT),
        *make.text(codes.PROTOCOL_TIME_POINT, when.visit, CONTEXT),
    ]


def type_of(when: TimePoint) -> Coded:
    """Return the kind of a visit (CID 6146)."""
    if when.order == when.baseline:
        return codes.BASELINE
    if "unscheduled" in when.visit.casefold():
        return codes.UNSCHEDULED
    return codes.BEFORE if when.order < when.baseline else codes.FOLLOW_UP
