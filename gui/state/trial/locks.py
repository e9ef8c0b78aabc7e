"""How the lock of a trial's database stands, in words."""

from __future__ import annotations

from dataclasses import dataclass

from gui.state.tongue import tr
from recist.trial.ports import View
from recist.trial.reads import DATABASE_LOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class LockState:
    """Whether the database is locked; since when, by whom and why, where it is."""

    is_locked: bool
    text: str
    detail: str = ""


def lock_state(view: View) -> LockState:
    """Return how the lock stands; its version is the number of the entry that tells of it."""
    record = view.get(DATABASE_LOCK)
    if record is None:
        return LockState(is_locked=False, text=tr("The database is open"))
    entry = next(view.entries(record.version - 1))
    at = entry.at[:16].replace("T", " ")
    return LockState(
        is_locked=True,
        text=tr("The database is locked since {time} UTC", time=at),
        detail=tr("By {user}: {reason}", user=entry.user, reason=entry.reason),
    )
