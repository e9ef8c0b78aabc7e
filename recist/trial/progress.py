"""How far the reads of a trial are, all of them at once: each kind of thing is looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recist.trial import queries
from recist.trial.audit import digest
from recist.trial.ports import Record, Records
from recist.trial.reads import Stage, visit_order

READERS = 2
"""How many reads of a subject are compared."""

Dates = Mapping[str, str]
"""The date of each visit, by label, in the order of the visits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is planned, how far each visit is, and what is asked.

    Attributes
    ----------
    visits : mapping
        By subject, in order.
    stages : mapping
        By subject, reader and visit; who has begun nothing is not there.
    asked : mapping
        By subject and reader, the visits that an open query is about; empty text is all of them.
    adjudicated : frozenset of str
        The subjects that were decided on, as they are read now: what was decided before a
        visit was planned or signed anew counts no more.
    changed : mapping
        By subject, the version of the read that was begun, signed or unlocked last.
    versions : mapping
        By subject, reader and visit, the version of its read.
    """

    visits: Mapping[str, Dates]
    stages: Mapping[str, Mapping[str, Mapping[str, Stage]]]
    asked: Mapping[tuple[str, str], frozenset[str]]
    adjudicated: frozenset[str]
    changed: Mapping[str, int]
    versions: Mapping[tuple[str, str, str], int]

    def readers(self, subject: str) -> list[str]:
        """Return who has begun to read a subject, by name."""
        return sorted(self.stages.get(subject, {}))

    def stage(self, subject: str, reader: str, visit: str) -> Stage:
        """Return how far the read of a visit is."""
        return self.stages.get(subject, {}).get(reader, {}).get(visit, Stage.TO_READ)

    def is_asked(self, subject: str, reader: str, visit: str) -> bool:
        """Say whether a query about a visit waits for an answer."""
        return not self.asked.get((subject, reader), frozenset()).isdisjoint(("", visit))

    def is_finished(self, subject: str, reader: str) -> bool:
        """Say whether a reader has signed every planned visit of a subject."""
        labels = self.visits.get(subject, {})
        return bool(labels) and all(
            self.stage(subject, reader, one) is Stage.SIGNED for one in labels
        )

    def finished(self, subject: str) -> list[str]:
        """Return who has signed every planned visit of a subject, who was done first first."""
        done = [one for one in self.readers(subject) if self.is_finished(subject, one)]
        return sorted(done, key=lambda one: self._last(subject, one))

    def compared(self, subject: str) -> list[str]:
        """Return whose reads are compared: of all who have finished, the first ones."""
        return self.finished(subject)[:READERS]

    def _last(self, subject: str, reader: str) -> int:
        return max(self.versions[subject, reader, visit] for visit in self.visits[subject])


def signed_reads(records: Records, progress: Progress, subject: str) -> str:
    """Return a digest of the signed reads that are compared, empty where they are not finished.

    It is made of what the signatures vouch for and of no name, so that it is the same for whoever
    may see both reads.
    """
    readers = progress.compared(subject)
    if len(readers) < READERS:
        return ""
    visits = progress.visits[subject]
    reads = [
        [
            [one.key.visit, one.key.name, one.value["read"]]
            for one in _latest(records.all("signature", subject=subject, reader=reader))
            if one.key.visit in visits
        ]
        for reader in readers
    ]
    return digest({"subject": subject, "reads": sorted(reads)})


def _latest(signatures: Iterable[Record]) -> list[Record]:
    """Return the signature of the last version of each visit, by visit."""
    found: dict[str, Record] = {}
    for one in sorted(signatures, key=lambda one: int(one.key.name)):
        found[one.key.visit] = one
    return [found[visit] for visit in sorted(found)]


def progress_of(records: Records, subject: str | None = None) -> Progress:
    """Return how far everything is, or one subject."""
    visits: dict[str, dict[str, str]] = defaultdict(dict)
    for record in sorted(records.all("visit", subject=subject), key=visit_order):
        visits[record.key.subject][record.key.visit] = str(record.value["date"])
    stages: dict[str, dict[str, dict[str, Stage]]] = defaultdict(lambda: defaultdict(dict))
    changed: dict[str, int] = defaultdict(int)
    versions: dict[tuple[str, str, str], int] = {}
    for record in records.all("read", subject=subject):
        key = record.key
        stages[key.subject][key.reader][key.visit] = Stage(record.value["stage"])
        changed[key.subject] = max(changed[key.subject], record.version)
        versions[key.subject, key.reader, key.visit] = record.version
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for query in queries.queries_of(records, subject=subject):
        if query.stage is queries.Stage.OPEN:
            asked[query.subject, query.reader].add(query.visit)
    progress = Progress(
        visits={one: visits[one] for one in sorted(visits)},
        stages={one: dict(stages[one]) for one in stages},
        asked={key: frozenset(labels) for key, labels in asked.items()},
        adjudicated=frozenset(),
        changed=changed,
        versions=versions,
    )
    return replace(progress, adjudicated=_adjudicated(records, progress, subject))


def _adjudicated(records: Records, progress: Progress, subject: str | None) -> frozenset[str]:
    return frozenset(
        one.key.subject
        for one in records.all("adjudication", subject=subject)
        if counts(records, progress, one)
    )


def counts(records: Records, progress: Progress, decided: Record) -> bool:
    """Say whether an adjudication is one of the reads as they are now."""
    reads = signed_reads(records, progress, decided.key.subject)
    return bool(reads) and decided.value.get("reads") == reads
