"""Who may do what: one table, for the reading room and the command line alike.

It keeps honest users in their roles, and blinded readers blind. It keeps nothing from somebody who
holds the file and another program.

The rights to see something count where the protocol is blinded. Where it is not, everybody in the
trial sees every read with its reader, and the arms; what they may do stays as the table says.

There is no right to export: what somebody may see they may also write to a file, and the chain
tells of it.
"""

from __future__ import annotations

from enum import StrEnum

from recist.trial.errors import NotAllowedError
from recist.trial.people import Actor, Role


class Right(StrEnum):
    """What can be allowed; the value is how people say it."""

    READ = "measure and read"
    SIGN = "sign reads"
    SEE_OWN_READS = "see their own reads"
    SEE_BOTH_READS = "see both reads, nameless"
    SEE_ALL_READS = "see every read with its reader"
    SEE_ARM = "see treatment arms"
    ADJUDICATE = "adjudicate"
    UNLOCK = "unlock signed reads"
    EDIT_SUBJECTS = "change subjects and treatments"
    ADD_IMAGES = "add images"
    IMPORT_READS = "import readings of every reader"
    RAISE_QUERY = "raise and close queries"
    ANSWER_QUERY = "answer queries"
    SEE_AUDIT = "look at the audit chain"
    VERIFY = "verify the trial"
    MANAGE_USERS = "manage users"
    LOCK_DATABASE = "lock and reopen the database"
    BACK_UP = "back up and restore"


_READER = {
    Right.READ,
    Right.SIGN,
    Right.SEE_OWN_READS,
    Right.ANSWER_QUERY,
    Right.VERIFY,
}
_ADJUDICATOR = {Right.SEE_BOTH_READS, Right.ADJUDICATE, Right.VERIFY}
_COORDINATOR = {
    Right.SEE_ALL_READS,
    Right.SEE_ARM,
    Right.UNLOCK,
    Right.EDIT_SUBJECTS,
    Right.ADD_IMAGES,
    Right.IMPORT_READS,
    Right.RAISE_QUERY,
    Right.SEE_AUDIT,
    Right.VERIFY,
    Right.BACK_UP,
}
_ADMINISTRATOR = {
    Right.SEE_AUDIT,
    Right.VERIFY,
    Right.MANAGE_USERS,
    Right.LOCK_DATABASE,
    Right.BACK_UP,
}
RIGHTS = {
    Role.READER: frozenset(_READER),
    Role.ADJUDICATOR: frozenset(_ADJUDICATOR),
    Role.COORDINATOR: frozenset(_COORDINATOR),
    Role.ADMINISTRATOR: frozenset(_ADMINISTRATOR),
}


def may(actor: Actor, right: Right) -> bool:
    """Say whether one of an actor's roles has a right."""
    return any(right in RIGHTS[role] for role in actor.roles)


def demand(actor: Actor, right: Right) -> None:
    """Raise ``NotAllowedError`` where an actor may not do something."""
    if may(actor, right):
        return
    holders = ", ".join(role for role in Role if right in RIGHTS[role])
    who = actor.user or "nobody who is logged in"
    raise NotAllowedError(f"{who} may not {right}; it takes the role {holders}", f"may not {right}")
