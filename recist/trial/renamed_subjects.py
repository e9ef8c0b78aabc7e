"""A subject that is given another name, and what the trial knows of it beside its visits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recist.trial.audit import Key, Value
from recist.trial.ports import Work
from recist.trial.queries import QUERY
from recist.trial.subjects import SUBJECT, TREATMENT

Visits = Mapping[Key, Value]


def renamed(known: Visits, wanted: Visits) -> dict[str, str]:
    """Return by its name before how a subject is called now, from the visits before and after."""
    before, after = _by_subject(known), _by_subject(wanted)
    gone = {name: visits for name, visits in before.items() if name not in after}
    come = {name: visits for name, visits in after.items() if name not in before}
    found: dict[str, str] = {}
    for name, visits in sorted(gone.items()):
        alike = [one for one, theirs in come.items() if theirs == visits]
        if len(alike) == 1 and alike[0] not in found.values():
            found[name] = alike[0]
    return found


def _by_subject(visits: Visits) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for key, value in visits.items():
        found.setdefault(key.subject, {})[key.visit] = value
    return found


def take_along(work: Work, known: Visits, wanted: Visits) -> None:
    """Bring what subject and treatment table say, and the queries, under the new name.

    What the new name has already stands: a table may have come in under it before the scans.
    """
    for before, after in renamed(known, wanted).items():
        reason = f"subject {before} is now called {after}"
        tables = [kind for kind in (SUBJECT, TREATMENT) if not work.all(kind, subject=after)]
        for one in (one for kind in (*tables, QUERY) for one in work.all(kind, subject=before)):
            work.remove(one.key, expect=None, reason=reason)
            work.put(replace(one.key, subject=after), one.value, expect=None, reason=reason)
