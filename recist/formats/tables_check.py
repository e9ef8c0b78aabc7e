"""Comparing tables that were read back from a file with the record that they were made of.

Nothing here is shared with what writes the tables: it walks through the record on its own, and a
length is compared in whole micrometres.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import count, takewhile

from recist.criteria.figures import baseline_percent, nadir_percent
from recist.endpoints.best import best_response
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.length import Length
from recist.model.reading import diameters_of
from recist.model.row import Row
from recist.model.subject import SubjectInfo
from recist.model.words import word_of
from recist.trial.calipers import CaliperRecord
from recist.trial.checking import check_reads
from recist.trial.columns import EXPORTED
from recist.trial.comparison import differences
from recist.trial.record import ExportRecord, Judged

Line = Mapping[str, str]
"""A row that was read back: text by column, texts as they were before they were guarded."""
Value = str | int | float | Decimal | None
Expected = Mapping[str, Value]
"""By column; an int is a length in micrometres, a float a coordinate."""


def beside(record: ExportRecord) -> dict[str, list[Expected]]:
    """Return what the subject and the treatment table hold, where they hold anything."""
    known = record.reads.subjects or {}
    found: dict[str, list[Expected]] = {
        "subjects": [_subject(known[one]) for one in record.subjects if one in known],
        "treatments": [
            {
                "subject": one.subject,
                "lesion": one.lesion,
                "date": one.date.isoformat(),
                "kind": str(one.kind),
            }
            for one in record.reads.treatments
            if one.subject in record.subjects
        ],
    }
    return {name: lines for name, lines in found.items() if lines}


def _subject(info: SubjectInfo) -> Expected:
    known = {one.name for one in fields(SubjectInfo)} - {"covariates"}
    values = {name: _plain(getattr(info, name)) for name in known}
    return {**values, **dict(info.covariates)}


def _plain(value: str | date | Decimal | bool | None) -> Value:
    match value:
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return value


def by_column(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return a line by its columns.

    Two names may be one in a format that cannot hold them as they are: the second and the
    following have a number behind them.
    """
    line: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=True):
        line[next(key for key in _keys(name) if key not in line)] = cell
    return line


def _keys(name: str) -> Iterator[str]:
    yield name
    yield from (f"{name}\0{number}" for number in count(2))


def _under(line: Line, name: str) -> list[str]:
    """Return what stands under a name, or under each of the columns that share it."""
    return [line[key] for key in takewhile(line.__contains__, _keys(name))]


@dataclass(frozen=True, slots=True)
class TablesCheck:
    """What was read back, and how the format holds a text.

    Attributes
    ----------
    tables : mapping
        Rows by the name of the table.
    held : callable
        Returns a text as the format can hold it.
    """

    record: ExportRecord
    tables: Mapping[str, Sequence[Line]]
    held: Callable[[str], str]

    def differences(self) -> Iterator[str]:
        """Yield a line for each value that is not the record's."""
        cases = [case for judged in self.record.judged for case in judged.cases]
        visits = [(case, visit) for case in cases for visit in case.visits]
        yield from self._table("responses", [_response(*one) for one in visits])
        yield from self._table("sums", [_sum(*one) for one in visits])
        yield from self._table("subjects_by_visit", [self._course(case) for case in cases])
        rows = self.record.reads.rows
        ends = _ends(self.record)
        lesions = [_reading(row) | ends.get(_key(row), {}) for row in rows if row.lesion]
        yield from self._table("lesions", lesions)
        yield from self._table("readings", [_reading(row) | dict(row.extra) for row in rows])
        if len(self.record.judged) > 1:
            yield from self._table("differences", _differing(self.record))
        for name, expected in beside(self.record).items():
            yield from self._table(name, expected)
        yield from self._findings()
        yield from self._parts()

    def _table(self, name: str, expected: Sequence[Expected]) -> Iterator[str]:
        lines = self.tables.get(name)
        if lines is None:
            yield f"{name} is not there"
            return
        if len(lines) != len(expected):
            yield f"{name} has {len(lines)} rows, the record {len(expected)}"
            return
        for number, (line, values) in enumerate(zip(lines, expected, strict=True), start=1):
            for column, value in values.items():
                there = _under(line, self.held(column))
                if not any(self._same(one, value) for one in there):
                    found = there[0] if there else None
                    shown = Length(value) if isinstance(value, int) else value
                    yield (
                        f"{name} entry {number}, column {column}: {found!r} is there, the record "
                        f"has {str(shown)!r}"
                    )

    def _same(self, found: str, value: Value) -> bool:
        if value is None or value == "":
            return found == ""
        if isinstance(value, str):
            return found == self.held(value)
        try:
            number = Decimal(found)
        except InvalidOperation:
            return False
        if isinstance(value, float):
            return float(found) == value
        return number * 1000 == value if isinstance(value, int) else number == value

    def _course(self, case: CaseAssessment) -> Expected:
        best = best_response(case)
        read = (case.case.subject, case.case.reader)
        return {
            **_case(case),
            "accepted": "yes" if read in self.record.accepted else "no",
            "best_response": best.response,
            "best_date": best.date.text,
            **{
                visit.visit: visit.overall
                for visit in case.visits
                if visit.overall is not None and visit.visit in self._labels()
            },
        }

    def _labels(self) -> frozenset[str]:
        lines = self.tables.get("subjects_by_visit") or [{}]
        return frozenset(lines[0]) - _TAKEN

    def _findings(self) -> Iterator[str]:
        expected = {
            tuple(map(self.held, one))
            for judged in self.record.judged
            for one in _told(self.record, judged)
        }
        names = ("protocol", "subject", "reader", "visit", "lesion", "severity", "code", "message")
        lines = self.tables.get("findings")
        if lines is None:
            yield "findings is not there"
            return
        found = {tuple(line.get(name, "") for name in names) for line in lines}
        yield from (f"findings lacks {one}" for one in sorted(expected - found))
        yield from (f"findings has {one}, the record does not" for one in sorted(found - expected))

    def _parts(self) -> Iterator[str]:
        """Add up what each lesion counts and compare it with the sum of its visit."""
        counted: dict[tuple[str, ...], Decimal] = {}
        for line in self.tables.get("lesions", ()):
            if line.get("counted_mm"):
                place = tuple(line[name] for name in ("subject", "reader", "visit", "lesion"))
                # Names that a format cannot hold may be one: what they count is added up.
                counted[place] = counted.get(place, Decimal(0)) + Decimal(line["counted_mm"])
        for case in self.record.judged[0].cases:
            for visit, read in zip(case.visits, case.case.visits, strict=True):
                names = {part.lesion for parts in read.targets for part in parts}
                start = (case.case.subject, case.case.reader, visit.visit)
                places = {tuple(map(self.held, (*start, name))) for name in names}
                parts = [counted[place] for place in places if place in counted]
                # Of a baseline put together from several visits some lesions stand elsewhere.
                whole = visit.overall is not None or len(parts) == len(places)
                if parts and whole and sum(parts) * 1000 != visit.sum_um:
                    yield f"lesions: {' '.join(start)} adds up to {sum(parts)} mm, its sum differs"


_TAKEN = frozenset(
    {
        *("subject", "reader", "accepted", "scope", "protocol"),
        *("best_response", "best_confirmed", "best_date"),
        *EXPORTED,
    }
)


def _case(case: CaseAssessment) -> dict[str, str]:
    return {
        "subject": case.case.subject,
        "reader": case.case.reader,
        "scope": case.case.scope,
        "protocol": case.protocol.id,
    }


def _sum(case: CaseAssessment, visit: VisitAssessment) -> dict[str, Value]:
    return {
        **_case(case),
        "visit": visit.visit,
        "date": visit.date.text,
        "overall": visit.overall,
        "target": visit.target,
        "sum_mm": visit.sum_um,
        "complete": "yes" if visit.complete else "no",
        "baseline_sum_mm": visit.baseline_sum_um,
        "nadir_sum_mm": visit.nadir_sum_um,
        "nadir_visit": visit.nadir_visit,
        "change_from_baseline_percent": baseline_percent(visit),
        "change_from_nadir_percent": nadir_percent(visit),
    }


def _response(case: CaseAssessment, visit: VisitAssessment) -> Expected:
    best = best_response(case)
    return {
        **_sum(case, visit),
        "response_date": visit.response_date.text,
        "overall_as_read": visit.overall_as_read,
        "target_literal": visit.target_literal,
        "non_target": visit.non_target,
        "new_lesion": visit.new_lesion,
        "best_response": best.response,
        "best_confirmed": "yes" if best.confirmed else "no",
        "rules": " ".join(visit.rules),
    }


def _reading(row: Row) -> dict[str, Value]:
    axes = diameters_of(row.state)
    lengths = {
        "longest_diameter_mm": axes.longest,
        "short_axis_mm": axes.short,
        "viable_diameter_mm": axes.viable,
        "slice_thickness_mm": row.slice_thickness,
    }
    return {
        "subject": row.subject,
        "reader": row.reader,
        "visit": row.visit,
        "date": row.date.text,
        "lesion": row.lesion,
        "role": row.role,
        "organ": row.organ,
        "site": row.site,
        "state": word_of(row.state),
        "change": row.change,
        "parent": row.parent,
        "method": row.method,
        "field": row.field,
        "image": row.image,
        "comment": row.comment,
        **{name: None if length is None else length.um for name, length in lengths.items()},
    }


def _key(row: Row | CaliperRecord) -> tuple[str, ...]:
    return (row.subject, row.reader, row.visit.casefold(), row.lesion)


def _ends(record: ExportRecord) -> dict[tuple[str, ...], dict[str, Value]]:
    """Return by lesion where the ends of its long axis are."""
    return {
        _key(one): {
            f"long_axis_{letter}{end}_mm": float(number)
            for end, point in enumerate(one.long_axis_lps_mm, start=1)
            for letter, number in zip("xyz", point, strict=True)
        }
        for one in record.calipers
    }


def _differing(record: ExportRecord) -> list[Expected]:
    found = differences([judged.cases for judged in record.judged])
    return [
        {
            "subject": one.subject,
            "reader": one.reader,
            "scope": one.scope,
            "visit": one.visit,
            "answer": one.answers[0],
            "other_answer": one.answers[1],
            "protocol": one.protocols[0],
            "other_protocol": one.protocols[1],
            "reason": one.reason,
        }
        for one in found
    ]


def _told(record: ExportRecord, judged: Judged) -> Iterator[tuple[str, ...]]:
    for checked in check_reads(record.reads, judged.protocol):
        for note in checked.findings:
            yield (
                judged.protocol.id,
                checked.subject,
                checked.reader,
                note.visit or "",
                note.lesion or "",
                note.severity,
                note.code,
                note.message,
            )
