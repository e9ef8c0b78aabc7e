"""What is refused before a deed begins, such as one that takes long: the chain is told, too.

A trial that cannot be written is told nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import NoReturn

from recist.trial.errors import BusyError, NotAllowedError, UnusableError
from recist.trial.people import Actor
from recist.trial.ports import Trial, Work
from recist.trial.rights import Right, demand


def refuse(trial: Trial, actor: Actor, refusal: NotAllowedError) -> NoReturn:
    """Raise a refusal, and tell the chain of it."""

    def deed(_: Work) -> None:
        raise refusal

    with suppress(UnusableError, BusyError):
        trial.do(actor, deed)
    raise refusal


def demand_told(trial: Trial, actor: Actor, right: Right) -> None:
    """Raise ``NotAllowedError`` where an actor may not do something, and tell the chain of it."""
    try:
        demand(actor, right)
    except NotAllowedError as refusal:
        refuse(trial, actor, refusal)
