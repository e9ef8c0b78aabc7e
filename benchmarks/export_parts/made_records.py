"""Records to export: the sample trial, a subject of many visits, and one with texts put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from recist.app.tables import load_calipers_beside, load_reads
from recist.formats.scans import find_scans
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Diameters,
    Measured,
    NotEvaluable,
    Present,
    State,
    Unequivocal,
)
from recist.model.row import Row
from recist.trial.judging import Reads
from recist.trial.protocol_file import protocol_named
from recist.trial.record import ExportRecord, Origin, SignatureTold, record_of

SAMPLES = Path(__file__).resolve().parents[2] / "sample_scans"
ORIGIN = Origin(
    trial="made up", program="recist 0.1.0", head="0f" * 32, made_at="2026-01-05T08:00:00Z"
)
START = date(2025, 1, 6)


def sample_record(*, with_scans: bool = True) -> ExportRecord:
    """Return the record of the sample trial."""
    table = SAMPLES / "readings.csv"
    reads = load_reads([table], subjects=SAMPLES / "subjects.csv")
    series = find_scans([SAMPLES]).series if with_scans else ()
    protocol = protocol_named("recist-1.1")
    calipers = load_calipers_beside(table)
    return record_of(reads, [protocol], ORIGIN, calipers=calipers, series=series)


def eight_visits() -> ExportRecord:
    """Return a subject of the sample with its four visits, and the same images once more."""
    record = sample_record()
    rows = [one for one in record.reads.rows if (one.subject, one.reader) == ("S-LIVER-CT", "A")]
    calipers = [one for one in record.calipers if one.subject == rows[0].subject]
    later = [
        replace(
            row,
            visit=f"{row.visit} again",
            date=ScanDate.of(row.date.day + timedelta(days=200)) if row.date.day else row.date,
        )
        for row in rows
    ]
    return record_of(
        Reads(rows=(*rows, *later), subjects=record.reads.subjects),
        [record.protocol],
        ORIGIN,
        calipers=[*calipers, *(replace(one, visit=f"{one.visit} again") for one in calipers)],
        series=record.series,
    )


def made_rows(subject: str, visits: int, targets: int = 4, *, grow: int = 0) -> list[Row]:
    """Return the readings of one subject: targets that shrink, one non-target, a new lesion."""
    rows = []
    for number in range(visits):
        day = ScanDate.of(START + timedelta(days=56 * number))
        label = "baseline" if number == 0 else f"week {8 * number}"
        visit = partial(_row, subject, label, day)
        for target in range(1, targets + 1):
            um = 30_000 + 3_100 * target - 1_700 * number + grow
            state = Measured(Diameters(longest=Length(um), short=Length(um * 2 // 3)))
            rows.append(visit(f"T{target}", Role.TARGET, state))
        rest = Present() if number < visits - 1 else Absent()
        rows.append(visit("NT1", Role.NON_TARGET, rest))
        if number == visits - 1:
            rows.append(visit("N1", Role.NEW, Unequivocal()))
    return rows


def _row(subject: str, visit: str, day: ScanDate, lesion: str, role: Role, state: State) -> Row:
    return Row(
        subject=subject,
        reader="A",
        visit=visit,
        date=day,
        lesion=lesion,
        role=role,
        state=state,
        organ="liver",
        site=f"segment {len(lesion)}",
        method="CT",
    )


def made_record(rows: Sequence[Row]) -> ExportRecord:
    """Judge made-up rows."""
    return record_of(Reads(rows=tuple(rows)), [protocol_named("recist-1.1")], ORIGIN)


def record_with(texts: Sequence[str]) -> ExportRecord:
    """Return a record that has a subject for each text, which stands wherever a text may."""
    rows = [
        row
        for number, text in enumerate(texts)
        for visit in ("baseline", text or "later")
        for row in _hostile_rows(f"{number}{text}", text, visit, START + timedelta(days=number))
    ]
    return _named(rows, texts)


def record_in_one(texts: Sequence[str]) -> ExportRecord:
    """Return a record with one subject, which has a visit for each text."""
    rows = [
        row
        for number, text in enumerate(("baseline", *texts))
        for row in _hostile_rows(texts[0], text, text, START + timedelta(days=number))
    ]
    return _named(rows, texts)


def _hostile_rows(subject: str, text: str, visit: str, day: date) -> list[Row]:
    return [
        Row(
            subject=subject,
            reader=text,
            visit=visit,
            date=ScanDate.of(day),
            lesion=lesion,
            role=role,
            organ=text,
            site=text,
            field=text,
            method=text,
            state=state,
            reason=text,
            comment=text,
            extra=((f"extra{text}", text),),
        )
        for lesion, role, state in (
            (text or "T1", Role.TARGET, Measured(Diameters(longest=Length(20_000)))),
            (f"{text}2", Role.TARGET, NotEvaluable(text)),
            (f"{text}3", Role.NON_TARGET, Present()),
        )
    ]


def _named(rows: Sequence[Row], texts: Sequence[str]) -> ExportRecord:
    """Return the record, signed and of a trial by names that are texts, too."""
    record = made_record(rows)
    signed = SignatureTold(
        subject=rows[0].subject,
        reader=rows[0].reader,
        visit="baseline",
        version=1,
        printed_name=texts[0],
        at="2026-01-05T08:00:00+00:00",
        meaning=texts[-1],
    )
    return replace(record, signatures=(signed,), origin=replace(ORIGIN, trial=texts[0]))
