"""How far the reads of a trial are, all of them at once: each kind of thing is looked up once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from recist.trial import queries
from recist.trial.ports import Records
from recist.trial.reads import Stage

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
        The subjects that were decided on.
    changed : mapping
        By subject, the version of the read that was begun, signed or unlocked last.
    """

    visits: Mapping[str, Dates]
    stages: Mapping[str, Mapping[str, Mapping[str, Stage]]]
    asked: Mapping[tuple[str, str], frozenset[str]]
    adjudicated: frozenset[str]
    changed: Mapping[str, int]

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


def progress_of(records: Records, subject: str | None = None) -> Progress:
    """Return how far everything is, or one subject."""
    visits: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record in records.all("visit", subject=subject):
        visits[record.key.subject].append((record.key.visit, str(record.value["date"])))
    stages: dict[str, dict[str, dict[str, Stage]]] = defaultdict(lambda: defaultdict(dict))
    changed: dict[str, int] = defaultdict(int)
    for record in records.all("read", subject=subject):
        key = record.key
        stages[key.subject][key.reader][key.visit] = Stage(record.value["stage"])
        changed[key.subject] = max(changed[key.subject], record.version)
    asked: dict[tuple[str, str], set[str]] = defaultdict(set)
    for query in queries.queries_of(records, subject=subject):
        if query.stage is queries.Stage.OPEN:
            asked[query.subject, query.reader].add(query.visit)
    return Progress(
        visits={one: dict(sorted(visits[one], key=_by_date)) for one in sorted(visits)},
        stages={one: dict(stages[one]) for one in stages},
        asked={key: frozenset(labels) for key, labels in asked.items()},
        adjudicated=frozenset(
            one.key.subject for one in records.all("adjudication", subject=subject)
        ),
        changed=changed,
    )


def _by_date(visit: tuple[str, str]) -> str:
    return visit[1]
