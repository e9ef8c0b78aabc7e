"""What the process of a blinded user is given, and how it is broken on purpose."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from types import ModuleType

from argon2 import PasswordHasher

from recist.model.protocol import Protocol
from recist.trial import accounts
from recist.trial.blinding import SeenBy
from recist.trial.ports import Records

BEGUN = "01"
"""The subject whose first visit the reader has signed, and whose second is still to be."""


class Sabotage(StrEnum):
    """What is broken."""

    NOTHING = "nothing"
    SIGHT = "everybody sees everything"
    DATES = "dates are not hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One user, one trial.

    Attributes
    ----------
    exports : str
        The folder that exports are written to.
    told : str
        The file that takes what the screen told.
    quick : bool
        One subject, and of it one visit, in one layout of the tiles, alone.
    """

    trial: str
    user: str
    password: str
    exports: str
    told: str
    quick: bool
    sabotage: Sabotage = Sabotage.NOTHING

    def to_json(self) -> str:
        """Write it for the process that carries it out."""
        return json.dumps(asdict(self))


def task_of(text: str) -> Task:
    """Read what `Task.to_json` wrote."""
    given = json.loads(text)
    return Task(**{**given, "sabotage": Sabotage(given["sabotage"])})


def hash_lightly() -> None:
    """Let a log-in take no time: what it tells is the same, however a name is hashed."""
    accounts.HASHER = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)


def break_it(sabotage: Sabotage, *modules: ModuleType) -> None:
    """Break what the benchmark looks at; ``modules`` are those that ask for the protocol."""
    if sabotage is Sabotage.SIGHT:
        SeenBy._seen = lambda self, record, names: record  # type: ignore[method-assign]
    if sabotage is Sabotage.DATES:
        for module in modules:
            module.protocols_of = _showing_dates(module.protocols_of)  # type: ignore[attr-defined]


def _showing_dates(
    asked: Callable[[Records], tuple[Protocol, ...]],
) -> Callable[[Records], tuple[Protocol, ...]]:
    def protocols(records: Records) -> tuple[Protocol, ...]:
        return tuple(
            replace(one, reading=replace(one.reading, hide_dates=False)) for one in asked(records)
        )

    return protocols
