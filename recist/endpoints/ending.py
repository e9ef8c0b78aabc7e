"""What ends a duration: progression or death, else the reason why it is censored (§6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from recist.endpoints.counting import reference_date
from recist.endpoints.kinds import NOT_ADEQUATE
from recist.endpoints.missed import two_missed
from recist.endpoints.progression import progression_of
from recist.model.assessment import CaseAssessment
from recist.model.finding import Finding, Severity
from recist.model.protocol import Censoring


class Occurrence(StrEnum):
    """Whether what was waited for has happened."""

    EVENT = "event"
    CENSORED = "censored"


class EndReason(StrEnum):
    """Why a duration ends where it does."""

    PROGRESSION = "progression"
    DEATH = "death"
    NO_EVENT = "no event up to the last adequate assessment"
    NEW_THERAPY = "new anticancer therapy"
    MISSED_VISITS = "two or more visits missed before the event"


EVENTS = frozenset({EndReason.PROGRESSION, EndReason.DEATH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of a duration.

    Attributes
    ----------
    visit : str or None
        The visit that the day is of; None for a death.
    """

    day: date
    reason: EndReason
    visit: str | None
    findings: tuple[Finding, ...] = ()

    @property
    def occurrence(self) -> Occurrence:
        """Whether the end is an event."""
        return Occurrence.EVENT if self.reason in EVENTS else Occurrence.CENSORED


@dataclass(frozen=True, slots=True)
class _Seen:
    """An adequate assessment: one whose overall response is not NE."""

    day: date
    visit: str | None


def ending_after(assessment: CaseAssessment, start: date, visit: str | None) -> Ending:
    """Return what ends a duration that starts on a day.

    An event after the start of a new anticancer therapy does not count, and by the FDA
    convention none after two or more missed visits: the duration is then censored at the last
    adequate assessment before it, and so it is where there is no event.

    Parameters
    ----------
    start, visit
        The day, and the visit that it is of, where it is one's.
    """
    event = _first_event(assessment, start)
    last_day = event.day if event else date.max
    seen = [_Seen(start, visit), *_adequate(assessment, start, last_day)]
    therapy = assessment.case.info.new_therapy_date
    if therapy is not None and therapy < last_day:
        seen = [one for one in seen if one.day <= therapy] or seen[:1]
        return _censored(seen, EndReason.NEW_THERAPY)
    if event is None:
        return _censored(seen, EndReason.NO_EVENT)
    if assessment.protocol.endpoints.censoring is not Censoring.FDA:
        return event
    return _unless_missed(assessment, event, seen)


def _first_event(assessment: CaseAssessment, start: date) -> Ending | None:
    events = []
    progression, death = progression_of(assessment), assessment.case.info.death_date
    if progression is not None and progression.date.day is not None:
        events.append(
            Ending(
                day=progression.date.day,
                reason=EndReason.PROGRESSION,
                visit=progression.visits[0],
            )
        )
    if death is not None and death >= start:
        events.append(Ending(day=death, reason=EndReason.DEATH, visit=None))
    return min(events, key=lambda event: event.day, default=None)


def _adequate(assessment: CaseAssessment, start: date, until: date) -> list[_Seen]:
    """Return the adequate assessments between two days, up to the progression, by date."""
    progression = progression_of(assessment)
    found = []
    for visit in assessment.visits[1:]:
        if progression is not None and visit.visit == progression.visits[0]:
            break
        day = visit.response_date.day
        if visit.overall not in NOT_ADEQUATE and day is not None and start <= day <= until:
            found.append(_Seen(day, visit.visit))
    return sorted(found, key=lambda one: one.day)


def _censored(seen: Sequence[_Seen], reason: EndReason) -> Ending:
    return Ending(day=seen[-1].day, reason=reason, visit=seen[-1].visit)


def _unless_missed(assessment: CaseAssessment, event: Ending, seen: Sequence[_Seen]) -> Ending:
    """Return the event, or its censoring where visits were missed just before it."""
    schedule = assessment.protocol.schedule
    if not schedule.visits:
        return _with(
            event, "no-schedule", "the protocol has no schedule: no visit counts as missed"
        )
    origin = reference_date(assessment)[0].day or seen[0].day
    if two_missed(schedule, origin, seen[-1].day, event.day):
        return _censored(seen, EndReason.MISSED_VISITS)
    gap = next(
        (two for one, two in pairwise(seen) if two_missed(schedule, origin, one.day, two.day)),
        None,
    )
    if gap is None:
        return event
    return _with(event, "visits-missed", f"two or more visits were missed before {gap.visit}")


def _with(event: Ending, code: str, message: str) -> Ending:
    note = Finding(severity=Severity.INFO, code=code, message=message)
    return Ending(day=event.day, reason=event.reason, visit=event.visit, findings=(note,))
