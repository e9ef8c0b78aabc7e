"""Letting somebody in, also to a trial that can only be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recist.trial.accounts import check_log_in, log_in
from recist.trial.errors import ReadOnlyError
from recist.trial.people import Actor
from recist.trial.ports import Trial

UNTOLD = "the trial cannot be written: its audit chain does not tell of this log-in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who has logged in, and what they have to know of it; mostly nothing."""

    actor: Actor
    warning: str = ""


def enter(trial: Trial, name: str, password: str, now: datetime) -> Entered:
    """Let a user in; one whom the chain cannot tell of is let in to look.

    Raises
    ------
    LogInError
        As `recist.trial.accounts.log_in`.
    """
    try:
        return Entered(actor=log_in(trial, name, password, now))
    except ReadOnlyError:
        return Entered(actor=check_log_in(trial, name, password, now), warning=UNTOLD)
