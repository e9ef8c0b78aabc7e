"""Subjects and visits that are given another name, and what a trial knows of them beside reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recist.trial.audit import Key, Value
from recist.trial.ports import Record, Work
from recist.trial.queries import QUERY
from recist.trial.subjects import SUBJECT, TREATMENT

Visits = Mapping[Key, Value]


def follow_names(work: Work, known: Visits, wanted: Visits) -> None:
    """Let the subject table, the treatments and the queries go with who is renamed.

    Parameters
    ----------
    known, wanted : mapping of Key to Value
        The visits before and after.
    """
    places = _renamed(known, wanted)
    subjects = _subjects(places, known, wanted)
    for before, after in subjects.items():
        for kind in (SUBJECT, TREATMENT):
            for record in work.all(kind, subject=before):
                _move(work, record, replace(record.key, subject=after))
    for subject in sorted({key.subject for key in places}):
        for record in work.all(QUERY, subject=subject):
            _move(work, record, _asked_of(record.key, places, subjects))


def _renamed(known: Visits, wanted: Visits) -> dict[Key, Key]:
    """Return the visits that have gone, each with the new one of the same date and studies."""
    come = [key for key in wanted if key not in known]
    found: dict[Key, Key] = {}
    for source in sorted(key for key in known if key not in wanted):
        targets = [
            key
            for key in come
            if wanted[key] == known[source]
            and (key.subject == source.subject or key.visit == source.visit)
        ]
        if len(targets) == 1:
            found[source] = targets[0]
            come.remove(targets[0])
    return found


def _subjects(places: Mapping[Key, Key], known: Visits, wanted: Visits) -> dict[str, str]:
    """Return the subjects all of whose visits have gone to one that is new."""
    there = {key.subject for key in known}
    found: dict[str, str] = {}
    for subject in sorted(there - {key.subject for key in wanted}):
        own = [places.get(key) for key in known if key.subject == subject]
        named = {key.subject for key in own if key is not None}
        if None not in own and len(named) == 1 and not named & there:
            found[subject] = named.pop()
    return found


def _asked_of(query: Key, places: Mapping[Key, Key], subjects: Mapping[str, str]) -> Key:
    """Return the key of a query about a visit, or about the whole of a subject."""
    here = next(
        (key for key in places if (key.subject, key.visit) == (query.subject, query.visit)), None
    )
    if here is not None:
        return replace(query, subject=places[here].subject, visit=places[here].visit)
    return replace(query, subject=subjects.get(query.subject, query.subject))


def _move(work: Work, record: Record, key: Key) -> None:
    """Bring a record to another key, if nothing is there already."""
    if key == record.key or work.get(key) is not None:
        return
    reason = f"{_named(record.key)} is called {_named(key)}"
    work.remove(record.key, expect=record.version, reason=reason)
    work.put(key, record.value, expect=None, reason=reason)


def _named(key: Key) -> str:
    return " of ".join(filter(None, (key.visit, key.subject)))
