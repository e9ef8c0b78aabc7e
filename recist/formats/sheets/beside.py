"""What is known of the subjects beside the readings: the subject and the treatment table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recist.formats.sheets.sheet import SUBJECT, Cell, Column, Kind, Sheet, yes_no
from recist.model.subject import SubjectInfo
from recist.trial.record import ExportRecord

SUBJECTS = (
    SUBJECT,
    Column(name="arm", kind=Kind.TEXT, meaning="treatment arm"),
    Column(
        name="reference_date", kind=Kind.DATE, meaning="randomisation, or the start of treatment"
    ),
    Column(name="death_date", kind=Kind.DATE, meaning="day of death"),
    Column(name="last_known_alive", kind=Kind.DATE, meaning="last day known to be alive"),
    Column(name="new_therapy_date", kind=Kind.DATE, meaning="start of a new anticancer therapy"),
    Column(name="withdrawal_date", kind=Kind.DATE, meaning="end of taking part"),
    Column(
        name="symptomatic_deterioration_date",
        kind=Kind.DATE,
        meaning="progression by symptoms, without a scan that shows it",
    ),
    Column(
        name="liver_involvement_percent",
        kind=Kind.SHARE,
        unit="%",
        meaning="volume of tumour in the liver over that of the liver",
    ),
    Column(
        name="liver_remnant_percent",
        kind=Kind.SHARE,
        unit="%",
        meaning="functional volume that is left over that of the liver without tumour",
    ),
    Column(
        name="local_therapy_suitable",
        kind=Kind.FLAG,
        meaning="whether the metastases can be treated locally, as judged at inclusion",
    ),
)
TREATMENTS = (
    SUBJECT,
    Column(name="lesion", kind=Kind.TEXT, meaning="the lesion; empty for none in particular"),
    Column(name="date", kind=Kind.DATE, meaning="day of the treatment"),
    Column(name="kind", kind=Kind.WORD, meaning="radiofrequency, resection, radiotherapy or other"),
)


def beside_sheets(record: ExportRecord) -> Iterator[Sheet]:
    """Yield the tables beside the readings, of the subjects that are exported, where there are."""
    known = record.reads.subjects or {}
    infos = [known[one] for one in record.subjects if one in known]
    if infos:
        yield _subjects(infos)
    exported = frozenset(record.subjects)
    rows: list[tuple[Cell, ...]] = [
        (one.subject, one.lesion, one.date.isoformat(), one.kind)
        for one in record.reads.treatments
        if one.subject in exported
    ]
    if rows:
        yield Sheet(
            name="treatments",
            title="Treatments",
            about="one row for each local treatment; the treatment table itself",
            columns=TREATMENTS,
            rows=rows,
            frozen=1,
        )


def _subjects(infos: list[SubjectInfo]) -> Sheet:
    covariates = dict.fromkeys(name for one in infos for name, _ in one.covariates)
    more = tuple(
        Column(name=name, kind=Kind.TEXT, meaning="a column of the subject table, as it stands")
        for name in covariates
    )
    return Sheet(
        name="subjects",
        title="Subjects",
        about="one row for each subject; the subject table itself",
        columns=(*SUBJECTS, *more),
        rows=[_cells(one, list(covariates)) for one in infos],
        frozen=1,
    )


def _cells(one: SubjectInfo, covariates: list[str]) -> tuple[Cell, ...]:
    told = dict(one.covariates)
    return (
        one.subject,
        one.arm,
        _day(one.reference_date),
        _day(one.death_date),
        _day(one.last_known_alive),
        _day(one.new_therapy_date),
        _day(one.withdrawal_date),
        _day(one.symptomatic_deterioration_date),
        one.liver_involvement_percent,
        one.liver_remnant_percent,
        yes_no(one.local_therapy_suitable),
        *(told.get(name, "") for name in covariates),
    )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
