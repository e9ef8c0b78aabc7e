"""What judging by iRECIST brings to light beside the response."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from recist.criteria import irecist_events as events
from recist.criteria.conformance.organs import organ_system
from recist.criteria.irecist_course import Answer
from recist.criteria.irecist_events import Category
from recist.criteria.irecist_new import Likeness, new_readings
from recist.criteria.irecist_run import Run, Setting
from recist.criteria.irecist_states import Timing
from recist.model.finding import Finding, Severity
from recist.model.lesion import Lesion
from recist.model.reading import Present, Progression, Reading, Unequivocal
from recist.model.response import Response


def findings_of(setting: Setting, answers: Sequence[Answer]) -> list[Finding]:
    """Return what is to be said of a course that was judged."""
    found: list[Finding] = []
    held: set[int] = set()
    for answer in answers:
        run = answer.run
        if run is not None and run.first != answer.facts:
            found.extend(_timing(setting, answer, run, first=run.number not in held))
            found.extend(_without_change(setting, answer, run))
            if answer.overall is not Response.NE:
                held.add(run.number)
    found.extend(_too_many(setting, answers))
    return found


def _timing(setting: Setting, answer: Answer, run: Run, *, first: bool) -> Iterator[Finding]:
    """Report growth out of time, and a run whose first scan after the iUPD comes too late."""
    window, visit, days = setting.protocol.irecist, answer.facts.visit.label, answer.days_since(run)
    since = "at an unknown time" if days is None else f"{days} days"
    since = f"{since} after the first iUPD ({run.first.visit.label})"
    grown, timing = bool(answer.seen.grounds), events.timing_of(days, window)
    if timing is Timing.LATE and (grown or first):
        yield Finding(
            severity=Severity.WARNING,
            code="confirmation-late",
            message=(
                f"{'iCPD' if grown else 'the next scan'} at {visit} comes {since}, later than "
                f"{window.confirm_to_days} + {window.tolerance_days} days"
            ),
            visit=visit,
        )
    elif timing is Timing.EARLY and grown and answer.overall is Response.IUPD:
        yield Finding(
            severity=Severity.INFO,
            code="confirmation-early",
            message=(
                f"growth at {visit} comes {since}: too early to confirm it, before "
                f"{window.confirm_from_days} - {window.tolerance_days} days"
            ),
            visit=visit,
        )


def _without_change(setting: Setting, answer: Answer, run: Run) -> Iterator[Finding]:
    """Report lesions that may have grown in a run, where nobody has said how they moved."""
    visit = answer.facts.visit
    waiting: list[Reading] = []
    for lesion, reading in new_readings(setting.case.new_lesions, visit):
        likeness = run.first.new.likeness.get(lesion.id)
        if likeness is Likeness.NON_TARGET and lesion.id in run.first.new.standing and reading:
            waiting.append(reading)
    if Category.NON_TARGET in run.causes:
        walks = events.non_target_walks(setting.case, run.first.index, answer.facts.index - 1)
        progressed = {reading.lesion for reading, walked in walks if walked.progressed}
        parts = (part for column in visit.non_targets for part in column)
        waiting.extend(part for part in parts if part.lesion in progressed)
    for reading in waiting:
        shown = isinstance(reading.state, Present | Progression | Unequivocal)
        if shown and reading.change is None:
            yield _change_missing(reading, visit.label)


def _change_missing(reading: Reading, visit: str) -> Finding:
    better = isinstance(reading.state, Present)
    taken = "no longer progressing" if better else "unchanged"
    return Finding(
        severity=Severity.WARNING,
        code="change-missing",
        message=(
            f"{reading.lesion} progressed and at {visit} nobody says how it moved since "
            f"(change): taken as {taken}"
        ),
        lesion=reading.lesion,
        visit=visit,
    )


def _too_many(setting: Setting, answers: Sequence[Answer]) -> Iterator[Finding]:
    """Report more target-like new lesions than the protocol has room for: all of them count."""
    if not answers:
        return
    caps = setting.protocol.caps_in(setting.case.scope)
    likeness = answers[-1].facts.new.likeness
    chosen = [
        lesion for lesion in setting.case.new_lesions if likeness.get(lesion.id) is Likeness.TARGET
    ]
    organs = {organ_system(lesion): 0 for lesion in chosen}
    for lesion in chosen:
        organs[organ_system(lesion)] += 1
    if len(chosen) > caps.max_total:
        yield _over(chosen, f"{len(chosen)} target-like new lesions, {caps.max_total} are allowed")
    for organ, count in organs.items():
        if count > caps.max_per_organ:
            text = f"{count} target-like new lesions of {organ}, {caps.max_per_organ} are allowed"
            yield _over([one for one in chosen if organ_system(one) == organ], text)


def _over(lesions: Iterable[Lesion], message: str) -> Finding:
    return Finding(
        severity=Severity.WARNING,
        code="too-many-new-targets",
        message=message,
        lesion=[lesion.id for lesion in lesions][-1],
    )
