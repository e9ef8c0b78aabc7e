"""The work list: what each user has to do, and how far everything is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recist.model.protocol import Protocol
from recist.trial import queries
from recist.trial.adjudication import apart, choice_of
from recist.trial.people import Actor
from recist.trial.ports import Records
from recist.trial.reads import Stage, visit_read, visits_in_order
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
    items: list[Item] = []
    for subject in subjects_of(records):
        readers = {actor.user} if may(actor, Right.READ) else set()
        if may(actor, Right.SEE_ALL_READS):
            readers |= {one.key.reader for one in records.all("read", subject=subject)}
        for reader in sorted(readers):
            items += [
                Item(
                    subject=subject,
                    reader=reader,
                    visit=visit,
                    work=_of(records, subject, reader, visit),
                )
                for visit in visits_in_order(records, subject)
            ]
        if may(actor, Right.SEE_BOTH_READS) or may(actor, Right.SEE_ALL_READS):
            items += _adjudication(records, subject, protocol)
    return tuple(items)


def subjects_of(records: Records) -> list[str]:
    """Return the subjects that have a visit."""
    return sorted({one.key.subject for one in records.all("visit")})


def _of(records: Records, subject: str, reader: str, visit: str) -> Work:
    asked = queries.queries_of(records, subject=subject, reader=reader)
    if any(one.visit in ("", visit) and one.stage is queries.Stage.OPEN for one in asked):
        return Work.QUERY
    match visit_read(records, subject, reader, visit).stage:
        case Stage.TO_READ:
            return Work.TO_READ
        case Stage.IN_PROGRESS:
            return Work.IN_PROGRESS
        case Stage.SIGNED:
            return Work.SIGNED


def _adjudication(records: Records, subject: str, protocol: Protocol) -> list[Item]:
    if choice_of(records, subject) is not None:
        work = Work.ADJUDICATED
    elif apart(records, subject, protocol) is not None:
        work = Work.TO_ADJUDICATE
    else:
        return []
    return [Item(subject=subject, reader="", visit="", work=work)]
