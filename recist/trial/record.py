"""All that is exported of one state: reads, what they are judged to be, where they come from.

Every exporter is given the same record, so that no two files can say different things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from recist.imaging.series import Series
from recist.model.assessment import CaseAssessment
from recist.model.errors import InputError
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.images import TrialImage
from recist.trial.judging import Reads, judge_reads

SIGNATURE = "signature"


class ReadChoice(StrEnum):
    """Which reads are exported where several readers have read."""

    ACCEPTED = "accepted"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What every exported file names.

    Attributes
    ----------
    trial : str
        Name of the trial, or of the tables that it was made from.
    program : str
        Name and version of the program, as ``recist 0.1.0``.
    head : str
        Head of the audit chain when the record was taken; empty for tables.
    made_at : str
        When the export was made, ISO 8601 in UTC to the second. Two exports of one state differ
        in nothing else.
    """

    trial: str
    program: str
    head: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureTold:
    """One signature under one visit of one reader's read."""

    subject: str
    reader: str
    visit: str
    version: int
    printed_name: str
    at: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What every case is judged to be under one protocol, in each of its scopes."""

    protocol: Protocol
    cases: tuple[CaseAssessment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRecord:
    """One state of a trial, or of reading tables, with everything that is derived from it.

    Attributes
    ----------
    reads : Reads
        The readings that are exported; each row says whether its read is the accepted one.
    judged : tuple of Judged
        Under the trial's own protocol first, then under those beside it.
    readers : tuple of str
        Everybody who has read, also those whose reads are not exported: their numbers stay.
    accepted : frozenset of (subject, reader)
        The reads that analyses use.
    left_out : tuple of str
        Subjects that are not exported, since none of their reads is accepted yet.
    calipers : tuple of CaliperRecord
    signatures : tuple of SignatureTold
        In the order in which they were given; empty for tables.
    series : tuple of Series
        The scans, as far as they are there: for references to images, and for pictures.
    images : mapping
        Images of the trial by their instance, with the digests of their bytes.
    """

    origin: Origin
    choice: ReadChoice
    reads: Reads
    judged: tuple[Judged, ...]
    readers: tuple[str, ...]
    accepted: frozenset[tuple[str, str]]
    left_out: tuple[str, ...] = ()
    calipers: tuple[CaliperRecord, ...] = ()
    signatures: tuple[SignatureTold, ...] = ()
    series: tuple[Series, ...] = ()
    images: Mapping[str, TrialImage] = field(default_factory=dict)

    @property
    def protocol(self) -> Protocol:
        """The trial's own protocol."""
        return self.judged[0].protocol

    def is_accepted(self, subject: str, reader: str) -> bool:
        """Say whether a read is the one that analyses use."""
        return (subject, reader) in self.accepted

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects that were read, in the order in which they come."""
        return tuple(dict.fromkeys(row.subject for row in self.reads.rows))


def record_of(
    reads: Reads,
    protocols: Sequence[Protocol],
    origin: Origin,
    choice: ReadChoice = ReadChoice.ALL,
    *,
    planned: int | None = None,
    readers: Sequence[str] = (),
    calipers: Sequence[CaliperRecord] = (),
    signatures: Sequence[SignatureTold] = (),
    series: Sequence[Series] = (),
    images: Mapping[str, TrialImage] | None = None,
) -> ExportRecord:
    """Judge the reads and take together what is exported of them.

    Parameters
    ----------
    planned : int, optional
        How many readers the trial asks for; as many as the first protocol where it is not said. A
        trial's reads are accepted by its own protocol, whatever they are judged by.
    readers : sequence of str, optional
        In which order they are numbered; by their names where it is not said.

    Raises
    ------
    InputError
        As `accepted`, where only accepted reads are asked for.
    """
    reads = replace(reads, rows=_in_order(reads.rows))
    named = {row.reader for row in reads.rows}
    readers = tuple(dict.fromkeys((*(one for one in readers if one in named), *sorted(named))))
    planned = protocols[0].reading.readers if planned is None else planned
    chosen, left_out = (reads, ()) if choice is ReadChoice.ALL else accepted(reads, planned)
    marked = accepted_readers(reads, planned)
    kept = {(row.subject, row.reader) for row in chosen.rows}
    return ExportRecord(
        origin=origin,
        choice=choice,
        reads=chosen,
        judged=tuple(Judged(protocol=one, cases=judge_reads(chosen, one)) for one in protocols),
        readers=readers,
        left_out=left_out,
        accepted=frozenset((name, one) for name, (_, held) in marked.items() for one in held),
        calipers=tuple(one for one in calipers if (one.subject, one.reader) in kept),
        signatures=tuple(one for one in signatures if (one.subject, one.reader) in kept),
        series=tuple(series),
        images=images or {},
    )


def _in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows read by read and visit by visit, whichever table or visit came first.

    Numbers of exported records follow this order, so that a row that was asked for by its number
    is the same one again. Subjects stand as they came, and lesions of a visit too.
    """
    subjects = {name: place for place, name in enumerate(dict.fromkeys(r.subject for r in rows))}
    days: dict[tuple[str, str, str], date] = {}
    for row in rows:
        visit = (row.subject, row.reader, row.visit.casefold())
        day = row.date.earliest or date.max
        days[visit] = min(day, days.get(visit, day))

    def place(row: Row) -> tuple[int, str, date, str]:
        label = row.visit.casefold()
        return subjects[row.subject], row.reader, days[row.subject, row.reader, label], label

    return tuple(sorted(rows, key=place))


def accepted(reads: Reads, planned: int = 1) -> tuple[Reads, tuple[str, ...]]:
    """Return the accepted reads, and the subjects of which none is accepted yet.

    Parameters are those of `accepted_readers`.

    Raises
    ------
    InputError
        Where it is not clear which read of a subject is accepted, or none is of any subject.
    """
    found = accepted_readers(reads, planned)
    left_out = []
    for subject, (readers, marked) in found.items():
        if not marked and planned > 1:
            left_out.append(subject)
        elif len(marked) != 1:
            what = f"{' and '.join(marked)} are all" if marked else "none of them is"
            raise InputError(
                f"subject {subject} was read by {', '.join(readers)} and {what} accepted; "
                "adjudicate it, say so in column accepted, or export all reads (--reads all)"
            )
    rows = tuple(row for row in reads.rows if row.reader in found[row.subject][1])
    if not rows:
        raise InputError("no read is accepted yet; export all reads (--reads all)")
    return replace(reads, rows=rows), tuple(left_out)


def accepted_readers(reads: Reads, planned: int = 1) -> dict[str, tuple[list[str], list[str]]]:
    """Return of each subject its readers, and those of them whose read is accepted.

    Parameters
    ----------
    planned : int
        How many readers the protocol asks for. Where it is one, the only read of a subject is the
        accepted one; where there are to be more, the trial says which it is.
    """
    readers: dict[str, dict[str, None]] = {}
    marked: dict[str, dict[str, None]] = {}
    for row in reads.rows:
        readers.setdefault(row.subject, {})[row.reader] = None
        if row.accepted:
            marked.setdefault(row.subject, {})[row.reader] = None
    return {
        subject: (
            list(named),
            list(named if planned < 2 and len(named) == 1 else marked.get(subject, {})),
        )
        for subject, named in readers.items()
    }
