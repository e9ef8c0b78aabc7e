"""A trial as somebody has it who sits at a desk: with the rights that they still have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from recist.trial.accounts import demand_unchanged
from recist.trial.people import Actor
from recist.trial.ports import Trial, Whole, Work

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatedTrial:
    """Fills the port `Trial`: every look and every deed first asks who sits there.

    It asks in the very transaction of the look or the deed, so that nothing comes between.

    Attributes
    ----------
    trial : Trial
        The trial itself, as it is before somebody has logged in.
    alone : bool
        The trial had no passwords when the actor sat down.
    """

    trial: Trial
    actor: Actor
    alone: bool

    @contextmanager
    def view(self) -> Iterator[Whole]:
        """Look at the trial as it is now.

        Raises
        ------
        NotAllowedError
            Where the actor is not the user any more that they were.
        """
        with self.trial.view() as view:
            demand_unchanged(view, self.actor, alone=self.alone)
            yield view

    def do(
        self, actor: Actor, deed: Callable[[Work], Outcome], *, save: str = ""
    ) -> Outcome | None:
        """Carry out a deed as one transaction; as `recist.trial.ports.Trial.do`.

        Raises
        ------
        NotAllowedError
            As `view`, beside what the deed raises.
        """

        def done(work: Work) -> Outcome:
            demand_unchanged(work, self.actor, alone=self.alone)
            return deed(work)

        return self.trial.do(actor, done, save=save)


def seated(trial: Trial, actor: Actor, *, alone: bool) -> SeatedTrial:
    """Let somebody sit down at a trial, in the place of whoever sits there."""
    return SeatedTrial(trial=unseated(trial), actor=actor, alone=alone)


def unseated(trial: Trial) -> Trial:
    """Return a trial as it is before somebody has logged in."""
    return trial.trial if isinstance(trial, SeatedTrial) else trial
