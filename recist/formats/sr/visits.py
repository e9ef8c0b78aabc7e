"""Which reports there are: one for each subject, reader and visit, and what each is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from recist.formats.sr.responses import Answered
from recist.formats.sr.time_point import TimePoint
from recist.model.assessment import CaseAssessment
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.record import ExportRecord, SignatureTold

Read = tuple[str, str]
"""Subject and reader."""
VisitOf = tuple[str, str, str]
"""Subject, reader and the visit's label in lower case: labels differ in nothing else."""


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
    nearby : tuple of str
        Images of this visit, whether a row names them or not.
    """

    record: ExportRecord
    subject: str
    reader: str
    when: TimePoint
    rows: tuple[Row, ...]
    calipers: dict[str, CaliperRecord]
    answers: tuple[Answered, ...]
    signature: SignatureTold | None
    nearby: tuple[str, ...]

    @property
    def visit(self) -> str:
        """Label of the visit."""
        return self.when.visit


@dataclass(slots=True)
class _Shelves:
    """A record sorted by read and visit, so that thousands of reports look at it only once."""

    record: ExportRecord
    rows: dict[Read, dict[str, list[Row]]] = field(default_factory=dict)
    cases: dict[Read, list[CaseAssessment]] = field(default_factory=dict)
    calipers: dict[VisitOf, dict[str, CaliperRecord]] = field(default_factory=dict)
    signatures: dict[VisitOf, SignatureTold] = field(default_factory=dict)
    images: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.record.reads.rows:
            visits = self.rows.setdefault((row.subject, row.reader), {})
            visits.setdefault(row.visit.casefold(), []).append(row)
        for judged in self.record.judged:
            for case in judged.cases:
                self.cases.setdefault((case.case.subject, case.case.reader), []).append(case)
        for one in self.record.calipers:
            self.calipers.setdefault(visit_of(one), {})[one.lesion] = one
        for signed in self.record.signatures:
            self.signatures[visit_of(signed)] = signed
        for name, image in self.record.images.items():
            self.images.setdefault((image.subject, image.visit.casefold()), []).append(name)

    def nearby(self, subject: str, label: str, rows: list[Row]) -> tuple[str, ...]:
        """Return the images of a visit: as the trial has them, else by subject and day."""
        known = self.images.get((subject, label), [])
        days = {row.date.day for row in rows} - {None}
        same_day = [
            one.slices[0].image
            for one in self.record.series
            if not known and one.subject == subject and one.study_date in days and one.slices
        ]
        return (*known, *same_day)


def visit_of(one: CaliperRecord | SignatureTold) -> VisitOf:
    """Return what a caliper or a signature belongs to."""
    return one.subject, one.reader, one.visit.casefold()


def reports(record: ExportRecord) -> Iterator[Report]:
    """Yield the reports of a record in the order of its rows, visits in the order of the course."""
    shelves = _Shelves(record)
    for (subject, reader), visits in shelves.rows.items():
        cases = shelves.cases.get((subject, reader), [])
        for when in _time_points(visits, cases):
            label = when.visit.casefold()
            yield Report(
                record=record,
                subject=subject,
                reader=reader,
                when=when,
                rows=tuple(visits[label]),
                calipers=shelves.calipers.get((subject, reader, label), {}),
                answers=_answers(record, cases, when),
                signature=shelves.signatures.get((subject, reader, label)),
                nearby=shelves.nearby(subject, label, visits[label]),
            )


def _time_points(visits: dict[str, list[Row]], cases: list[CaseAssessment]) -> list[TimePoint]:
    """Put the visits in the order of the course; those that are not judged come before it."""
    judged = [one.visit for one in cases[0].visits] if cases else []
    known = {label.casefold() for label in judged}
    early = [rows[0].visit for label, rows in visits.items() if label not in known]
    labels = [*early, *(label for label in judged if label.casefold() in visits)]
    baseline = len(early) + 1 if judged else 0
    return [
        TimePoint(visit=label, order=order, baseline=baseline)
        for order, label in enumerate(labels, start=1)
    ]


def _answers(
    record: ExportRecord, cases: list[CaseAssessment], when: TimePoint
) -> tuple[Answered, ...]:
    return tuple(
        Answered(trial=record.origin.trial, assessment=case, visit=visit, when=when)
        for case in cases
        for visit in case.visits
        if visit.visit.casefold() == when.visit.casefold()
    )
