"""The users of a trial as lines of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from gui.state.desk import ROLES
from gui.state.tongue import later, tr
from recist.trial.accounts import locked_out_until, users_of
from recist.trial.people import User
from recist.trial.ports import Records

COLUMNS = (
    *(later("User"), later("Printed name"), later("Roles"), later("Active")),
    later("Locked out until"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UserLine:
    """A user, and until when they are locked out after wrong passwords."""

    user: User
    locked_out_until: datetime | None

    @property
    def texts(self) -> tuple[str, ...]:
        """The line, as `COLUMNS` names its cells."""
        user, until = self.user, self.locked_out_until
        return (
            user.name,
            user.printed_name,
            ", ".join(tr(ROLES[role]) for role in sorted(user.roles)),
            tr("yes") if user.active else tr("no"),
            "" if until is None else f"{until.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        )


def user_lines(records: Records, now: datetime) -> list[UserLine]:
    """Return every user by name."""
    return [
        UserLine(user=one, locked_out_until=locked_out_until(records, one.name, now))
        for one in users_of(records)
    ]
