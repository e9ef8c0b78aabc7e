"""Which reports there are: one for each subject, reader and visit, and what each is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recist.formats.sr.responses import Answered
from recist.formats.sr.time_point import TimePoint
from recist.model.assessment import CaseAssessment
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.record import ExportRecord, SignatureTold


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that one report says.

    Attributes
    ----------
    calipers : dict
        By lesion.
    answers : tuple of Answered
        The response by every protocol in each of its scopes.
    signature : SignatureTold or None
        The last one under this visit.
    """

    record: ExportRecord
    subject: str
    reader: str
    when: TimePoint
    rows: tuple[Row, ...]
    calipers: dict[str, CaliperRecord]
    answers: tuple[Answered, ...]
    signature: SignatureTold | None

    @property
    def visit(self) -> str:
        """Label of the visit."""
        return self.when.visit


def reports(record: ExportRecord) -> Iterator[Report]:
    """Yield the reports of a record in the order of its rows, visits in the order of the course."""
    for (subject, reader), rows in _by_read(record).items():
        cases = _cases(record, subject, reader)
        visits = _by_visit(rows)
        for when in _time_points(visits, cases):
            held = tuple(visits[when.visit.casefold()])
            yield Report(
                record=record,
                subject=subject,
                reader=reader,
                when=when,
                rows=held,
                calipers=_calipers(record, subject, reader, when.visit),
                answers=_answers(record, cases, when),
                signature=_signature(record, subject, reader, when.visit),
            )


def _by_read(record: ExportRecord) -> dict[tuple[str, str], list[Row]]:
    reads: dict[tuple[str, str], list[Row]] = {}
    for row in record.reads.rows:
        reads.setdefault((row.subject, row.reader), []).append(row)
    return reads


def _by_visit(rows: list[Row]) -> dict[str, list[Row]]:
    visits: dict[str, list[Row]] = {}
    for row in rows:
        visits.setdefault(row.visit.casefold(), []).append(row)
    return visits


def _cases(record: ExportRecord, subject: str, reader: str) -> list[CaseAssessment]:
    return [
        one
        for judged in record.judged
        for one in judged.cases
        if (one.case.subject, one.case.reader) == (subject, reader)
    ]


def _time_points(visits: dict[str, list[Row]], cases: list[CaseAssessment]) -> list[TimePoint]:
    """Put the visits in the order of the course; those that are not judged come before it."""
    judged = [one.visit for one in cases[0].visits] if cases else []
    known = {label.casefold() for label in judged}
    early = [rows[0].visit for label, rows in visits.items() if label not in known]
    labels = [*early, *(label for label in judged if label.casefold() in visits)]
    return [
        TimePoint(visit=label, order=order, is_baseline=judged[:1] == [label])
        for order, label in enumerate(labels, start=1)
    ]


def _calipers(
    record: ExportRecord, subject: str, reader: str, visit: str
) -> dict[str, CaliperRecord]:
    wanted = (subject, reader, visit.casefold())
    return {
        one.lesion: one
        for one in record.calipers
        if (one.subject, one.reader, one.visit.casefold()) == wanted
    }


def _answers(
    record: ExportRecord, cases: list[CaseAssessment], when: TimePoint
) -> tuple[Answered, ...]:
    return tuple(
        Answered(trial=record.origin.trial, assessment=case, visit=visit, when=when)
        for case in cases
        for visit in case.visits
        if visit.visit.casefold() == when.visit.casefold()
    )


def _signature(record: ExportRecord, subject: str, reader: str, visit: str) -> SignatureTold | None:
    wanted = (subject, reader, visit.casefold())
    found = [
        one
        for one in record.signatures
        if (one.subject, one.reader, one.visit.casefold()) == wanted
    ]
    return found[-1] if found else None
