"""Subject and treatment table in a trial: what is known of the subjects beside the readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment, TreatmentKind
from recist.trial.audit import Key, Value
from recist.trial.people import Actor
from recist.trial.ports import Record, Records, Work
from recist.trial.reads import demand_open
from recist.trial.rights import Right, demand

SUBJECT, TREATMENT = "subject", "treatment"
DATES = (
    "reference_date",
    "death_date",
    "last_known_alive",
    "new_therapy_date",
    "withdrawal_date",
    "symptomatic_deterioration_date",
)
PERCENTAGES = ("liver_involvement_percent", "liver_remnant_percent")
SUITABLE = "local_therapy_suitable"


def put_subjects(work: Work, actor: Actor, subjects: Iterable[SubjectInfo]) -> None:
    """Enter a subject table; subjects that it does not have stay as they are.

    Raises
    ------
    NotAllowedError
        Where the actor may not, or the database is locked.
    """
    demand(actor, Right.EDIT_SUBJECTS)
    demand_open(work)
    for one in subjects:
        work.put(Key(kind=SUBJECT, subject=one.subject), _value(one), expect=None)


def put_treatments(work: Work, actor: Actor, treatments: Iterable[Treatment]) -> None:
    """Enter a treatment table; it says all that is known of the subjects that it names.

    Raises
    ------
    NotAllowedError
        Where the actor may not, or the database is locked.
    """
    demand(actor, Right.EDIT_SUBJECTS)
    demand_open(work)
    wanted = {_treatment_key(one): _treatment_value(one) for one in treatments}
    for subject in sorted({key.subject for key in wanted}):
        for record in work.all(TREATMENT, subject=subject):
            if record.key not in wanted:
                work.remove(record.key, expect=None)
    for key, value in wanted.items():
        work.put(key, value, expect=None)


def subjects_of(records: Records) -> Mapping[str, SubjectInfo] | None:
    """Return the subject table of a trial by subject, None where there is none."""
    return {one.key.subject: _info(one) for one in records.all(SUBJECT)} or None


def treatments_of(records: Records) -> tuple[Treatment, ...]:
    """Return the treatment table of a trial."""
    return tuple(
        Treatment(
            subject=one.key.subject,
            lesion=one.value["lesion"],
            date=date.fromisoformat(one.value["date"]),
            kind=TreatmentKind(one.value["kind"]),
        )
        for one in records.all(TREATMENT)
    )


def _value(info: SubjectInfo) -> Value:
    """Return what is known; what is not is left out."""
    days = {name: getattr(info, name) for name in DATES}
    percentages = {name: getattr(info, name) for name in PERCENTAGES}
    return {
        **({"arm": info.arm} if info.arm else {}),
        **{name: day.isoformat() for name, day in days.items() if day is not None},
        **{name: str(number) for name, number in percentages.items() if number is not None},
        **({} if info.local_therapy_suitable is None else {SUITABLE: info.local_therapy_suitable}),
        **({"covariates": dict(info.covariates)} if info.covariates else {}),
    }


def _info(record: Record) -> SubjectInfo:
    value = record.value
    known: dict[str, Any] = {
        **{name: date.fromisoformat(value[name]) for name in DATES if name in value},
        **{name: Decimal(value[name]) for name in PERCENTAGES if name in value},
    }
    return SubjectInfo(
        subject=record.key.subject,
        arm=value.get("arm", ""),
        local_therapy_suitable=value.get(SUITABLE),
        covariates=tuple(value.get("covariates", {}).items()),
        **known,
    )


def _treatment_key(one: Treatment) -> Key:
    parts = (one.date.isoformat(), str(one.kind), one.lesion)
    return Key(kind=TREATMENT, subject=one.subject, name=" ".join(filter(None, parts)))


def _treatment_value(one: Treatment) -> Value:
    return {"lesion": one.lesion, "date": one.date.isoformat(), "kind": str(one.kind)}
