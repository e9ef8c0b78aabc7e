"""A state that was made from entries, looked at like a trial."""

from __future__ import annotations

from recist.trial.audit import Key, State
from recist.trial.ports import Record


class StateView:
    """The records of a state; their versions are not known."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, key: Key) -> Record | None:
        """Return a thing, or None where it is not there."""
        value = self._state.get(key)
        return None if value is None else Record(key=key, version=0, value=value)

    def all(
        self, kind: str, *, subject: str | None = None, reader: str | None = None
    ) -> list[Record]:
        """Return the things of a kind in the order of their keys; None takes every one."""
        keys = sorted(
            key
            for key in self._state
            if key.kind == kind
            and (subject is None or key.subject == subject)
            and (reader is None or key.reader == reader)
        )
        return [Record(key=key, version=0, value=self._state[key]) for key in keys]
