"""What becomes of lesions that were treated locally, before a case is judged (§5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from recist.model.case import Case, Parts, Visit
from recist.model.dates import ScanDate
from recist.model.finding import Finding, Severity
from recist.model.lesion import Lesion, Role
from recist.model.protocol import LocalTreatment
from recist.model.reading import Absent, NotEvaluable, Reading, State
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind


def after_treatments(case: Case, mode: LocalTreatment) -> Case:
    """Return the case as its local treatments leave it.

    From the day of its treatment on, what was read of a lesion is ignored. Under ``planned`` the
    lesion leaves the assessment, under ``resected-is-zero`` a resected target counts as gone; else
    it is not evaluable, so that a CR is never credited to a local treatment. Under ``censor``
    the response ends on the day of the first treatment, whether it names a lesion or not.
    What was done before the baseline scan belongs to the history of the lesion and acts on
    nothing here; the baseline itself stays as it was read.
    """
    started = case.visits[0].date.earliest
    treatments = [one for one in case.treatments if started is None or one.date >= started]
    if not treatments:
        return case
    first = _first_by_lesion(treatments)
    planned = mode is LocalTreatment.PLANNED
    follow_up = (
        _without(visit, case, first) if planned else _ignoring(visit, case, first, mode)
        for visit in case.visits[1:]
    )
    return replace(
        case,
        visits=(case.visits[0], *follow_up),
        info=_censored(case, treatments) if mode is LocalTreatment.CENSOR else case.info,
        findings=(*case.findings, *_notes(case, first)),
    )


def _first_by_lesion(treatments: Iterable[Treatment]) -> dict[str, Treatment]:
    first: dict[str, Treatment] = {}
    for one in sorted(treatments, key=lambda treatment: treatment.date):
        if one.lesion:
            first.setdefault(one.lesion, one)
    return first


def _without(visit: Visit, case: Case, first: Mapping[str, Treatment]) -> Visit:
    """Take the treated lesions out of a visit that lies on or after their treatment."""
    lesions = (*case.targets, *case.non_targets)
    columns = (*visit.targets, *visit.non_targets)
    left = {
        lesion.id
        for lesion, parts in zip(lesions, columns, strict=True)
        if lesion.id in first and _is_after(parts, visit, first[lesion.id].date)
    }
    return replace(visit, left=frozenset(left)) if left else visit


def _ignoring(
    visit: Visit, case: Case, first: Mapping[str, Treatment], mode: LocalTreatment
) -> Visit:
    def column(lesion: Lesion, parts: Parts) -> Parts:
        treatment = first.get(lesion.id)
        if treatment is None or not _is_after(parts, visit, treatment.date):
            return parts
        state = _state_after(treatment, lesion, mode)
        return (Reading(lesion=lesion.id, state=state, date=_latest(parts, visit)),)

    return replace(
        visit,
        targets=tuple(map(column, case.targets, visit.targets)),
        non_targets=tuple(map(column, case.non_targets, visit.non_targets)),
    )


def _state_after(treatment: Treatment, lesion: Lesion, mode: LocalTreatment) -> State:
    resected = treatment.kind is TreatmentKind.RESECTION and lesion.role is Role.TARGET
    if resected and mode is LocalTreatment.RESECTED_IS_ZERO:
        return Absent()
    return NotEvaluable(f"{treatment.kind} on {treatment.date.isoformat()}")


def _is_after(parts: Parts, visit: Visit, treated: date) -> bool:
    """Say whether a lesion was read on or after the day of its treatment."""
    days = [part.date.day for part in parts if part.date.day is not None]
    day = max(days) if days else visit.date.earliest
    return day is not None and day >= treated


def _latest(parts: Parts, visit: Visit) -> ScanDate:
    return max((part.date for part in parts), key=lambda when: when.text, default=visit.date)


def _censored(case: Case, treatments: Iterable[Treatment]) -> SubjectInfo:
    ends = [one.date for one in treatments]
    if case.info.new_therapy_date is not None:
        ends.append(case.info.new_therapy_date)
    return replace(case.info, new_therapy_date=min(ends))


def _notes(case: Case, first: Mapping[str, Treatment]) -> list[Finding]:
    known = {lesion.id for lesion in (*case.targets, *case.non_targets, *case.new_lesions)}
    return [_note(one, known) for one in first.values()]


def _note(treatment: Treatment, known: set[str]) -> Finding:
    when = f"{treatment.kind} on {treatment.date.isoformat()}"
    if treatment.lesion in known:
        return Finding(
            severity=Severity.INFO,
            code="locally-treated",
            message=f"{treatment.lesion}: {when}; what was read of it from then on is not used",
            lesion=treatment.lesion,
        )
    return Finding(
        severity=Severity.WARNING,
        code="treated-lesion-unknown",
        message=f"{when} names {treatment.lesion}, which this read does not follow",
        lesion=treatment.lesion,
    )
