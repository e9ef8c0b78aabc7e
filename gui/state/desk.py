"""The desk that somebody works at: a trial, who has logged in, and what they may see of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from gui.state.tongue import later, tr
from recist.model.protocol import Protocol
from recist.trial.blinding import SeenBy
from recist.trial.people import Actor, Role
from recist.trial.ports import Trial, Work
from recist.trial.rights import Right, may
from recist.trial.seated import seated

Outcome = TypeVar("Outcome")


SEEING = (Right.SEE_OWN_READS, Right.SEE_BOTH_READS, Right.SEE_ALL_READS)
ROLES = {
    Role.READER: later("reader"),
    Role.ADJUDICATOR: later("adjudicator"),
    Role.COORDINATOR: later("coordinator"),
    Role.ADMINISTRATOR: later("administrator"),
}


class Sight(Enum):
    """What reads are to who is here."""

    READS = auto()
    LOOKS = auto()
    SEES_NONE = auto()

    @property
    def unread(self) -> str:
        """What is said of a visit without a reading to be shown; others may have read it."""
        return tr("reads not shown") if self is Sight.SEES_NONE else tr("not read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the screens of a trial need.

    Attributes
    ----------
    path : Path
        The file of the trial.
    trial : Trial
        As the actor has it: see `recist.trial.seated`.
    alone : bool
        The trial has one user and no passwords: nothing is asked for.
    unnamed : bool
        It was made unasked for scans that were opened, and refers to them where they lie.
    protocol : Protocol
        The trial's own.
    now : callable
        Returns the time with its offset.
    """

    path: Path
    trial: Trial
    actor: Actor
    alone: bool
    protocol: Protocol
    now: Callable[[], datetime]
    unnamed: bool = False

    @contextmanager
    def look(self) -> Iterator[SeenBy]:
        """Look at what the actor may see of the trial as it is now."""
        with self.trial.view() as view:
            yield SeenBy(view, self.actor, self.protocol.reading)

    def do(self, deed: Callable[[Work], Outcome], *, save: str = "") -> Outcome | None:
        """Carry out a deed as one transaction; as `recist.trial.ports.Trial.do`."""
        return self.trial.do(self.actor, deed, save=save)

    def demand_seat(self) -> None:
        """Raise ``NotAllowedError`` where the actor is not the user any more that they were.

        For what takes the path of the trial: all else asks in its own transaction.
        """
        with self.trial.view():
            pass

    def seated(self, actor: Actor) -> Desk:
        """Return the desk with somebody else at it."""
        trial = seated(self.trial, actor, alone=self.alone)
        return replace(self, actor=actor, trial=trial)

    def with_passwords(self) -> Desk:
        """Return the desk of who worked alone once the trial has passwords."""
        return replace(self, alone=False, trial=seated(self.trial, self.actor, alone=False))

    def seat(self, reader: str) -> str:
        """Say who is here, and whose read is shown if it is not their own."""
        if self.alone:
            return tr("Reader {reader}", reader=reader) if reader else ""
        own = "" if reader in ("", self.actor.user) else tr("read of {reader}", reader=reader)
        roles = ", ".join(tr(ROLES[one]) for one in sorted(self.actor.roles))
        here = f"{self.actor.user}, {roles}"
        return " · ".join(filter(None, (here, own)))

    def may(self, right: Right) -> bool:
        """Say whether the actor has a right."""
        return may(self.actor, right)


def sight_of(desk: Desk | None) -> Sight:
    """Say whether who is here reads, looks at reads, or sees none: those are kept from them."""
    if desk is None or desk.may(Right.READ):
        return Sight.READS
    is_seen = not desk.protocol.reading.blinded or any(desk.may(one) for one in SEEING)
    return Sight.LOOKS if is_seen else Sight.SEES_NONE
