"""What one report is about: the parts of a record that are of one subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from recist.model.assessment import CaseAssessment
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.model.scope import ALL
from recist.model.subject import SubjectInfo
from recist.trial.calipers import CaliperRecord
from recist.trial.checking import Checked, check_reads
from recist.trial.record import ExportRecord, SignatureTold

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything of one subject.

    Attributes
    ----------
    protocols : tuple of (Protocol, cases)
        The trial's own first; the cases by reader, and of each reader by scope.
    checked : tuple of (Protocol, Checked)
        What is wrong with the reads.
    """

    subject: str
    info: SubjectInfo | None
    protocols: tuple[tuple[Protocol, tuple[CaseAssessment, ...]], ...]
    rows: tuple[Row, ...]
    calipers: tuple[CaliperRecord, ...]
    signatures: tuple[SignatureTold, ...]
    checked: tuple[tuple[Protocol, Checked], ...]

    @property
    def readers(self) -> tuple[str, ...]:
        """Who has read the subject, as far as it is exported."""
        return tuple(dict.fromkeys(row.reader for row in self.rows))


def contents_of(record: ExportRecord) -> Iterator[Content]:
    """Yield the parts of a record subject by subject."""
    known = record.reads.subjects or {}
    cases = [_grouped(one.cases, lambda held: held.case.subject) for one in record.judged]
    checked = _grouped(
        (
            (one.protocol, found)
            for one in record.judged
            for found in check_reads(record.reads, one.protocol)
        ),
        lambda held: held[1].subject,
    )
    rows = _grouped(record.reads.rows, lambda held: held.subject)
    calipers = _grouped(record.calipers, lambda held: held.subject)
    signatures = _grouped(record.signatures, lambda held: held.subject)
    for subject in record.subjects:
        yield Content(
            subject=subject,
            info=known.get(subject),
            protocols=tuple(
                (one.protocol, tuple(held[subject]))
                for one, held in zip(record.judged, cases, strict=True)
            ),
            rows=tuple(rows[subject]),
            calipers=tuple(calipers.get(subject, ())),
            signatures=tuple(signatures.get(subject, ())),
            checked=tuple(checked.get(subject, ())),
        )


def keywords_of(record: ExportRecord) -> list[str]:
    """Return what a report is found by: its protocols, and the state of the audit chain."""
    head = record.origin.head
    chain = f"audit chain {head}" if head else "no audit chain"
    return [*(one.protocol.id for one in record.judged), chain]


def _grouped(held: Iterable[Item], subject_of: Callable[[Item], str]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for one in held:
        found.setdefault(subject_of(one), []).append(one)
    return found


def by_reader(cases: Sequence[CaseAssessment]) -> dict[str, list[CaseAssessment]]:
    """Return cases by their reader, the scopes of each in their order."""
    held: dict[str, list[CaseAssessment]] = {}
    for one in cases:
        held.setdefault(one.case.reader, []).append(one)
    return held


def by_scope(cases: Sequence[CaseAssessment]) -> dict[str, list[CaseAssessment]]:
    """Return cases by their scope, the readers of each in their order."""
    held: dict[str, list[CaseAssessment]] = {}
    for one in cases:
        held.setdefault(one.case.scope, []).append(one)
    return held


def case_name(assessment: CaseAssessment) -> str:
    """Name a case by what tells it from the others of its subject and protocol."""
    case, protocol = assessment.case, assessment.protocol
    parts = [f"Reader {case.reader}" if case.reader else ""]
    if len(protocol.scopes) > 1 or case.scope != ALL:
        parts.append(case.scope)
    return " · ".join(part for part in parts if part) or protocol.criteria


def course_name(assessment: CaseAssessment, content: Content) -> str:
    """Name a case by what tells it from the others of its subject."""
    also = f" · {assessment.protocol.id}" if len(content.protocols) > 1 else ""
    return f"{case_name(assessment)}{also}"
