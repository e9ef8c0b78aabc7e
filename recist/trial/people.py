"""Who works on a trial: users, their roles, and who is acting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user is in a trial."""

    READER = "reader"
    ADJUDICATOR = "adjudicator"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user of a trial.

    Attributes
    ----------
    name : str
        What is typed at the log-in, and what reads carry as their reader.
    printed_name : str
        What a signature shows.
    roles : frozenset of Role
        One in a blinded trial; who works alone has several.
    """

    name: str
    printed_name: str
    roles: frozenset[Role]
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does something: a user who has logged in, or nobody yet."""

    user: str
    roles: frozenset[Role]

    @property
    def role(self) -> str:
        """The roles as the audit chain has them."""
        return "+".join(sorted(self.roles))


ALONE = frozenset({Role.READER, Role.COORDINATOR, Role.ADMINISTRATOR})
"""The roles of somebody who works alone, without a password."""

NOBODY = Actor(user="", roles=frozenset())
"""Acts where nobody has logged in: a log-in that failed."""
