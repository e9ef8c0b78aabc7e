"""The lock of the database: it ends every change, until it is taken away with a reason."""

from __future__ import annotations

from recist.trial.audit import Action
from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor
from recist.trial.ports import Records, Work
from recist.trial.reads import DATABASE_LOCK, demand_open
from recist.trial.rights import Right, demand


def is_locked(records: Records) -> bool:
    """Say whether the database is locked."""
    return records.get(DATABASE_LOCK) is not None


def lock(work: Work, actor: Actor, reason: str) -> None:
    """Lock the database.

    Raises
    ------
    NotAllowedError
        Where the actor may not, no reason is given, or it is locked already.
    """
    demand(actor, Right.LOCK_DATABASE)
    demand_open(work)
    said = _reason(reason)
    work.put(DATABASE_LOCK, {}, expect=0, action=Action.LOCKED, reason=said)


def reopen(work: Work, actor: Actor, reason: str) -> None:
    """Open a locked database again.

    Raises
    ------
    NotAllowedError
        Where the actor may not, no reason is given, or it is not locked.
    """
    demand(actor, Right.LOCK_DATABASE)
    if not is_locked(work):
        raise NotAllowedError("the database is not locked")
    said = _reason(reason)
    work.remove(DATABASE_LOCK, expect=None, action=Action.REOPENED, reason=said)


def _reason(text: str) -> str:
    if not text.strip():
        raise NotAllowedError("a database is locked and reopened with a reason")
    return text.strip()
