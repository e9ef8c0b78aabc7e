"""What all records of an export share: numbers of readers and visits, flags, study days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from recist.criteria.confirmation import UNSCHEDULED
from recist.formats.sdtm.dataset import Cell
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.row import Row
from recist.model.subject import UNKNOWN_SUBJECT, SubjectInfo
from recist.model.visits import order_visits
from recist.trial.record import ExportRecord

STRIDE = 10_000
FAR = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is worked out once for an export.

    Attributes
    ----------
    visits : mapping
        By label, lower case: the label as it is written, and its number.
    baselines : mapping
        By subject and reader the baseline's label, lower case.
    at_baseline : frozenset of int
        Ids (``id()``) of the rows that make up the baselines.
    reads : mapping
        The rows by subject and reader, in the order in which they are numbered.
    stride : int
        How far the numbers of two readers' records lie apart.
    """

    record: ExportRecord
    visits: Mapping[str, tuple[str, float]]
    baselines: Mapping[tuple[str, str], str]
    at_baseline: frozenset[int]
    reads: Mapping[tuple[str, str], tuple[Row, ...]]
    stride: int

    def number_of(self, reader: str) -> int:
        """Return a reader's number, from 1."""
        return self.record.readers.index(reader) + 1

    def first_seq(self, reader: str) -> int:
        """Return what a reader's running numbers are added to."""
        return self.stride * self.number_of(reader)

    def evaluator(self, domain: str, subject: str, reader: str) -> dict[str, Cell]:
        """Return the variables that say whose assessment a record is, and whether it counts."""
        several = len(self.record.readers) > 1
        return {
            f"{domain}EVAL": "INDEPENDENT ASSESSOR" if several else "INVESTIGATOR",
            f"{domain}EVALID": self.evaluator_id(reader),
            f"{domain}ACPTFL": "Y" if self.record.is_accepted(subject, reader) else "",
        }

    def evaluator_id(self, reader: str) -> str:
        """Return who reads where several do; empty for the only reader."""
        return f"RADIOLOGIST {self.number_of(reader)}" if len(self.record.readers) > 1 else ""

    def reader_text(self, reader: str) -> str:
        """Return what the standard variables say of the reader."""
        return self.evaluator_id(reader) or "INVESTIGATOR"

    def common(self, domain: str, subject: str, seq: int) -> dict[str, Cell]:
        """Return the identifiers of a record."""
        return {
            "STUDYID": study_id(self.record),
            "DOMAIN": domain,
            "USUBJID": subject,
            f"{domain}SEQ": seq,
        }

    def visit(self, label: str) -> dict[str, Cell]:
        """Return the visit's variables."""
        text, number = self.visits[label.casefold()]
        return {"VISITNUM": number, "VISIT": text}

    def timing(self, domain: str, subject: str, when: ScanDate) -> dict[str, Cell]:
        """Return a record's date, and its study day where both dates are whole."""
        start = self.info(subject).reference_date
        return {f"{domain}DTC": when.text, f"{domain}DY": study_day(when.day, start)}

    def group(self, label: str, reader: str) -> str:
        """Return what links the measurements of a visit to the response that rests on them."""
        whole, dot, rest = str(self.visits[label.casefold()][1]).partition(".")
        return f"R{self.number_of(reader)}-V{whole:0>2}{dot}{rest}"

    def info(self, subject: str) -> SubjectInfo:
        """Return what the subject table says."""
        return (self.record.reads.subjects or {}).get(subject, UNKNOWN_SUBJECT)

    def flag_baseline(self, row: Row) -> str:
        """Return ``Y`` for a row of the baseline."""
        return "Y" if id(row) in self.at_baseline else ""


def study_id(record: ExportRecord) -> str:
    """Return what the study is called; without a name it is called by its protocol."""
    return record.origin.trial or record.protocol.id


def study_day(day: date | None, start: date | None) -> int | None:
    """Return the day of the study: the start is day 1, and there is no day 0."""
    if day is None or start is None:
        return None
    days = (day - start).days
    return days + 1 if days >= 0 else days


def context_of(record: ExportRecord) -> Context:
    """Work out what all records share."""
    grouped: dict[tuple[str, str], list[Row]] = {}
    for row in record.reads.rows:
        grouped.setdefault((row.subject, row.reader), []).append(row)
    at_baseline: set[int] = set()
    baselines: dict[tuple[str, str], str] = {}
    offsets: dict[str, list[int]] = {}
    for (subject, reader), rows in grouped.items():
        label, flagged, days = _course(record, subject, rows)
        baselines[subject, reader] = label.casefold()
        at_baseline |= flagged
        for name, offset in days.items():
            offsets.setdefault(name, []).append(offset)
    return Context(
        record=record,
        visits=_numbered(record.reads.rows, offsets),
        baselines=baselines,
        at_baseline=frozenset(at_baseline),
        reads={key: tuple(rows) for key, rows in grouped.items()},
        stride=_stride(record, grouped),
    )


def _course(
    record: ExportRecord, subject: str, rows: list[Row]
) -> tuple[str, set[int], dict[str, int]]:
    """Return a course's baseline, its rows, and by visit the days since the baseline."""
    info = (record.reads.subjects or {}).get(subject, UNKNOWN_SUBJECT)
    window = record.protocol.options.visit_window_days
    ordered = order_visits(rows, window_days=window, reference_date=info.reference_date)
    baseline = ordered.visits[0]
    kept = set(baseline.rows)
    flagged = {id(row) for row in rows if replace(row, visit=baseline.label) in kept}
    start = baseline.date.earliest
    days: dict[str, int] = {}
    for row in rows:
        when = row.date.earliest
        if when is not None and start is not None:
            offset = (when - start).days
            name = row.visit.casefold()
            days[name] = min(offset, days.get(name, FAR))
    days[baseline.label.casefold()] = 0
    return baseline.label, flagged, days


def _numbered(
    rows: Iterable[Row], offsets: Mapping[str, list[int]]
) -> dict[str, tuple[str, float]]:
    """Give the visit labels numbers, by how long after the baseline they are, on average.

    Planned visits have whole numbers. An unscheduled one has that of the planned visit before it
    and hundredths, so that it changes no other number.
    """
    labels: dict[str, str] = {}
    for row in rows:
        labels.setdefault(row.visit.casefold(), row.visit)

    def days_after(name: str) -> int:
        days = offsets.get(name)
        return sum(days) // len(days) if days else FAR

    found: dict[str, tuple[str, float]] = {}
    planned = beside = 0
    for name in sorted(labels, key=days_after):
        if name.startswith(UNSCHEDULED):
            beside += 1
            part = beside / 100 if beside < 100 else 0.99 + beside / 1_000_000
            found[name] = labels[name], round(planned + part, 6)
        else:
            planned, beside = planned + 1, 0
            found[name] = labels[name], planned
    return found


def _stride(record: ExportRecord, grouped: Mapping[tuple[str, str], list[Row]]) -> int:
    """Return how far the readers' numbers lie apart: more only where a course is so long."""
    scopes = sum(len(one.protocol.scopes) for one in record.judged)
    most = max((len(rows) for rows in grouped.values()), default=0)
    needed = most * (4 + 8 * scopes) + 100
    stride = STRIDE
    while stride <= needed and most > STRIDE // (4 + 8 * scopes):
        stride *= 10
    return stride


def case_key(case: Case) -> tuple[str, str]:
    """Return whose course a case is."""
    return case.subject, case.reader
