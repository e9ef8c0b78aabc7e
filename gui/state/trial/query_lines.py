"""The queries of a trial as somebody looks at them, and what a new one can be about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gui.state.tongue import later
from recist.trial.accounts import users_of
from recist.trial.people import Actor, Role
from recist.trial.ports import Records
from recist.trial.progress import progress_of
from recist.trial.queries import Query, Stage, queries_of
from recist.trial.rights import Right, may

STAGES: Mapping[Stage, str] = {
    Stage.OPEN: later("open"),
    Stage.ANSWERED: later("answered"),
    Stage.CLOSED: later("closed"),
}
SIGNS: Mapping[Stage, str] = {Stage.OPEN: "?", Stage.ANSWERED: "✎", Stage.CLOSED: "✓"}
"""Beside the word, for whoever sees no colours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Askable:
    """What a query can be about.

    Attributes
    ----------
    visits : mapping
        The visits of each subject, in order.
    readers : tuple of str
        Who can be asked.
    """

    visits: Mapping[str, tuple[str, ...]]
    readers: tuple[str, ...]


def query_lines(records: Records, actor: Actor) -> tuple[Query, ...]:
    """Return the queries that an actor may see; those that wait for them stand first."""
    asks = may(actor, Right.RAISE_QUERY)
    first = (Stage.ANSWERED, Stage.OPEN) if asks else (Stage.OPEN, Stage.ANSWERED)
    order = [*first, Stage.CLOSED]
    found = queries_of(records)
    return tuple(sorted(found, key=lambda one: (order.index(one.stage), one.number)))


def chosen_queries(queries: Sequence[Query], stage: Stage | None) -> tuple[Query, ...]:
    """Return the queries of a stage; None takes every one."""
    return tuple(one for one in queries if stage in (None, one.stage))


def stage_counts(queries: Iterable[Query]) -> Mapping[Stage, int]:
    """Count the queries of each stage that there are."""
    found = Counter(one.stage for one in queries)
    return {stage: found[stage] for stage in Stage if found[stage]}


def askable(records: Records) -> Askable:
    """Return what a query can be about, as far as the actor may see it."""
    progress = progress_of(records)
    readers = [one.name for one in users_of(records) if one.active and Role.READER in one.roles]
    return Askable(
        visits={subject: tuple(dates) for subject, dates in progress.visits.items()},
        readers=tuple(readers),
    )


def may_answer(actor: Actor, query: Query) -> bool:
    """Say whether a query waits for an answer of this actor, or for a better one."""
    mine = may(actor, Right.ANSWER_QUERY) and query.reader == actor.user
    return mine and query.stage is not Stage.CLOSED


def may_close(actor: Actor, query: Query) -> bool:
    """Say whether an actor can close a query."""
    return may(actor, Right.RAISE_QUERY) and query.stage is not Stage.CLOSED
