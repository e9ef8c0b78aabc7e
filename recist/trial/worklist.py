"""The work list: what each user has to do, and how far everything is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recist.model.protocol import Protocol
from recist.trial.adjudication import apart
from recist.trial.people import Actor
from recist.trial.ports import Records
from recist.trial.progress import READERS, Progress, progress_of
from recist.trial.reads import Stage
from recist.trial.rights import Right, may


class Work(StrEnum):
    """How far a visit, or the read of a subject, is."""

    TO_READ = "to read"
    IN_PROGRESS = "in progress"
    QUERY = "query"
    SIGNED = "signed"
    TO_ADJUDICATE = "to adjudicate"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line; ``visit`` is empty where it is about all of a subject."""

    subject: str
    reader: str
    visit: str
    work: Work


def work_list(records: Records, actor: Actor, protocol: Protocol) -> tuple[Item, ...]:
    """Return what an actor may see of the work, subject by subject.

    A reader sees their own visits, an adjudicator the subjects to adjudicate without any name, a
    coordinator everything.
    """
    progress = progress_of(records)
    items: list[Item] = []
    for subject in progress.visits:
        items += visit_items(progress, actor, protocol, subject)
        if not may_see_adjudications(actor):
            continue
        if subject in progress.adjudicated:
            items.append(subject_item(subject, Work.ADJUDICATED))
        elif may_be_apart(progress, protocol, subject) and apart(records, subject, protocol):
            items.append(subject_item(subject, Work.TO_ADJUDICATE))
    return tuple(items)


def visit_items(progress: Progress, actor: Actor, protocol: Protocol, subject: str) -> list[Item]:
    """Return what an actor may see of the reads of one subject."""
    return [
        Item(
            subject=subject,
            reader=reader,
            visit=visit,
            work=work_of(progress, subject, reader, visit),
        )
        for reader in _readers(progress, actor, protocol, subject)
        for visit in progress.visits[subject]
    ]


def _readers(progress: Progress, actor: Actor, protocol: Protocol, subject: str) -> list[str]:
    readers = {actor.user} if may(actor, Right.READ) else set()
    if may(actor, Right.SEE_ALL_READS):
        readers |= set(progress.readers(subject))
        # What too few have begun is to be read, by whoever it will be.
        readers |= {""} if len(readers) < protocol.reading.readers else set()
    return sorted(readers)


def work_of(progress: Progress, subject: str, reader: str, visit: str) -> Work:
    """Return how far the read of a visit is; a query that waits for its answer comes first."""
    if progress.is_asked(subject, reader, visit):
        return Work.QUERY
    match progress.stage(subject, reader, visit):
        case Stage.TO_READ:
            return Work.TO_READ
        case Stage.IN_PROGRESS:
            return Work.IN_PROGRESS
        case Stage.SIGNED:
            return Work.SIGNED


def may_see_adjudications(actor: Actor) -> bool:
    """Say whether an actor may know which subjects are adjudicated."""
    return may(actor, Right.SEE_BOTH_READS) or may(actor, Right.SEE_ALL_READS)


def may_be_apart(progress: Progress, protocol: Protocol, subject: str) -> bool:
    """Say whether a subject has two finished reads: comparing them takes milliseconds."""
    readers = progress.readers(subject)
    if not protocol.reading.adjudicate_on or len(readers) < READERS:
        return False
    return sum(progress.is_finished(subject, reader) for reader in readers) >= READERS


def subject_item(subject: str, work: Work) -> Item:
    """Return a line about both reads of a subject."""
    return Item(subject=subject, reader="", visit="", work=work)
