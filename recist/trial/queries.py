"""Queries: a coordinator asks, the reader answers, the coordinator closes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from recist.trial.accounts import user_named, users_of
from recist.trial.audit import Key, Value
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor, Role
from recist.trial.ports import Record, Records, Work
from recist.trial.reads import demand_open
from recist.trial.rights import Right, demand

QUERY = "query"


class Stage(StrEnum):
    """How far a query is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question about a subject, a visit or a lesion of one reader's read.

    Attributes
    ----------
    number : int
        1, 2, … in the trial.
    visit, lesion : str
        Empty where the question is about the whole subject, or the whole visit.
    asked_by : str
        Empty where that is kept from who looks.
    """

    number: int
    subject: str
    reader: str
    visit: str = ""
    lesion: str = ""
    asked_by: str
    question: str
    answer: str = ""
    stage: Stage = Stage.OPEN


def queries_of(
    records: Records, *, subject: str | None = None, reader: str | None = None
) -> list[Query]:
    """Return the queries of a trial by number."""
    found = [_of(one) for one in records.all(QUERY, subject=subject, reader=reader)]
    return sorted(found, key=lambda one: one.number)


def ask(
    work: Work,
    actor: Actor,
    subject: str,
    reader: str,
    question: str,
    *,
    visit: str = "",
    lesion: str = "",
) -> Query:
    """Raise a query.

    Raises
    ------
    NotAllowedError
        Where the actor may not, the subject, the reader, the visit or the lesion is not known,
        nothing is asked, or the database is locked.
    """
    demand(actor, Right.RAISE_QUERY)
    demand_open(work)
    _demand_known(work, subject, reader)
    _demand_there(work, subject, visit, lesion)
    numbers = [one.number for one in queries_of(work)]
    query = Query(
        number=max(numbers, default=0) + 1,
        subject=subject,
        reader=reader,
        visit=visit,
        lesion=lesion,
        asked_by=actor.user,
        question=_said(question, "a query asks something"),
    )
    work.put(_key(query), _value(query), expect=0)
    return query


def answer(work: Work, actor: Actor, number: int, text: str) -> Query:
    """Answer a query; only the reader whom it asks may.

    Raises
    ------
    NotAllowedError
        Where the actor may not, the query is closed or not there, or the answer is empty.
    """
    demand(actor, Right.ANSWER_QUERY)
    demand_open(work)
    query = _open_query(work, number, reader=actor.user)
    told = _said(text, "an answer says something")
    return _keep(work, replace(query, answer=told, stage=Stage.ANSWERED))


def close(work: Work, actor: Actor, number: int) -> Query:
    """Close a query, answered or withdrawn.

    Raises
    ------
    NotAllowedError
        Where the actor may not, or the query is closed or not there.
    """
    demand(actor, Right.RAISE_QUERY)
    demand_open(work)
    return _keep(work, replace(_open_query(work, number), stage=Stage.CLOSED))


def _demand_known(records: Records, subject: str, reader: str) -> None:
    """Refuse a question that nobody would ever see."""
    if not records.all("visit", subject=subject) and not records.all("subject", subject=subject):
        raise NotAllowedError(f"the trial has no subject {subject}; check its spelling")
    asked = user_named(records, reader)
    if asked is None or Role.READER not in asked.roles:
        readers = [one.name for one in users_of(records) if Role.READER in one.roles]
        known = ", ".join(readers) or "nobody yet"
        raise NotAllowedError(f"{reader} is no reader of the trial; readers are {known}")


def _demand_there(records: Records, subject: str, visit: str, lesion: str) -> None:
    """Refuse a question about a visit or a lesion that the subject does not have."""
    visits = [one.key.visit for one in records.all("visit", subject=subject)]
    if visit and visit not in visits:
        known = ", ".join(visits) or "none"
        raise NotAllowedError(f"{subject} has no visit {visit}; its visits are {known}")
    if lesion and all(one.key.name != lesion for one in records.all("row", subject=subject)):
        raise NotAllowedError(f"nobody has read a lesion {lesion} of {subject}; check its spelling")


def _open_query(work: Work, number: int, *, reader: str | None = None) -> Query:
    """Return a query that is not closed; of other readers, nothing is told."""
    for query in queries_of(work, reader=reader):
        if query.number == number and query.stage is not Stage.CLOSED:
            return query
    raise NotAllowedError(f"there is no open query {number}")


def _keep(work: Work, query: Query) -> Query:
    work.put(_key(query), _value(query), expect=None)
    return query


def _said(text: str, otherwise: str) -> str:
    if not text.strip():
        raise NotAllowedError(otherwise)
    return text.strip()


def _key(query: Query) -> Key:
    return Key(
        kind=QUERY,
        subject=query.subject,
        reader=query.reader,
        visit=query.visit,
        name=str(query.number),
    )


def _value(query: Query) -> Value:
    return {
        "lesion": query.lesion,
        "asked_by": query.asked_by,
        "question": query.question,
        "answer": query.answer,
        "stage": str(query.stage),
    }


def _of(record: Record) -> Query:
    key, value = record.key, record.value
    return Query(
        number=int(key.name),
        subject=key.subject,
        reader=key.reader,
        visit=key.visit,
        lesion=value["lesion"],
        asked_by=value["asked_by"],
        question=value["question"],
        answer=value["answer"],
        stage=Stage(value["stage"]),
    )
