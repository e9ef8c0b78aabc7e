"""What can go wrong with a trial that is kept, told in one line with the way out.

TrialError
├── UnusableError       the file cannot be used: absent, damaged, of a newer program
│   └── ReadOnlyError   it can be looked at, and not be written
├── BusyError           other programs write to it without end
├── StaleError          somebody else has changed the same thing meanwhile
├── NotAllowedError     the role, the state of the read or a lock forbids it
└── LogInError          wrong password, unknown or locked-out user
"""

from __future__ import annotations

from recist.model.errors import InputError
from recist.trial.audit import Key


class TrialError(InputError):
    """A trial cannot do what was asked; ``str()`` is one line that says what to do."""


class UnusableError(TrialError):
    """The file of a trial cannot be used as it is."""


class ReadOnlyError(UnusableError):
    """The file of a trial, or its folder, cannot be written."""


class BusyError(TrialError):
    """Other programs hold the trial for longer than anybody should wait."""


class StaleError(TrialError):
    """Somebody else has changed the same thing since it was read.

    Attributes
    ----------
    keys : tuple of Key
        What they have changed.
    why : str
        As in `NotAllowedError`.
    """

    why = "stale"

    def __init__(self, message: str, keys: tuple[Key, ...] = ()) -> None:
        super().__init__(message)
        self.keys = keys


class NotAllowedError(TrialError):
    """A role, the state of a read or the lock of the trial forbids it.

    Attributes
    ----------
    why : str
        What the audit chain keeps of it. It has nothing of what the user typed or of a file of
        theirs: that may name somebody who is not in the trial.
    """

    def __init__(self, message: str, why: str = "not allowed") -> None:
        super().__init__(message)
        self.why = why


class LogInError(TrialError):
    """Who is asking could not be made sure."""
