"""A transaction on a trial: what changes and what the chain says of it, together or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from recist.store.rows import entry_cells, key_cells, text_of
from recist.store.schema import AUDIT, RECORD
from recist.store.view import IS_OF, SqlView, place_of
from recist.trial.audit import (
    NOTHING_BEFORE,
    STEP,
    Action,
    Entry,
    Key,
    Value,
    canonical,
    hash_of,
    moment,
)
from recist.trial.chain import told
from recist.trial.errors import StaleError
from recist.trial.people import Actor
from recist.trial.ports import Record

Clock = Callable[[], datetime]
ADD, CHANGE, REMOVE = insert(RECORD), update(RECORD).where(IS_OF), delete(RECORD).where(IS_OF)
ENTER = insert(AUDIT)


class SqlWork(SqlView):
    """Changes records and enters each change into the chain."""

    def __init__(
        self, connection: Connection, *, actor: Actor, save: str, program: str, clock: Clock
    ) -> None:
        super().__init__(connection)
        self._actor, self._save, self._program = actor, save, program
        self._last = self.last()
        # Asked first: what is told of a clock that went back belongs to this save already.
        self._done = self._is_known(save)
        self._now = "" if self._done else self._time(clock)

    @property
    def program(self) -> str:
        """Version of the program that writes."""
        return self._program

    def was_done(self) -> bool:
        """Say whether the chain knew this save before."""
        return self._done

    def _is_known(self, save: str) -> bool:
        asked = select(AUDIT.c.sequence).where(AUDIT.c.save == save).limit(1)
        return bool(save) and self._connection.execute(asked).one_or_none() is not None

    def put(
        self,
        key: Key,
        value: Value,
        *,
        expect: int | None,
        action: Action | None = None,
        reason: str = "",
    ) -> None:
        """Keep a thing; as `recist.trial.ports.Work.put`."""
        before = self._expected(key, expect)
        if before is not None and canonical(before.value) == canonical(value):
            return
        usual = Action.CREATED if before is None else Action.CHANGED
        old = None if before is None else before.value
        entered = self._enter(action or usual, key, old=old, new=value, reason=reason)
        kept = {"version": entered.sequence, "value": text_of(value)}
        if before is None:
            self._connection.execute(ADD, {**key_cells(key), **kept})
        else:
            self._connection.execute(CHANGE, {**place_of(key), **kept})

    def remove(
        self,
        key: Key,
        *,
        expect: int | None,
        action: Action = Action.REMOVED,
        reason: str = "",
    ) -> None:
        """Take a thing away; as `recist.trial.ports.Work.remove`."""
        before = self._expected(key, expect)
        if before is None:
            return
        self._connection.execute(REMOVE, place_of(key))
        self._enter(action, key, old=before.value, new=None, reason=reason)

    def _expected(self, key: Key, expect: int | None) -> Record | None:
        """Return what is kept, if it has the version that is expected."""
        found = self.get(key)
        if expect is not None and expect != (0 if found is None else found.version):
            raise StaleError(f"{told(key)}: somebody else has changed it; load it again", (key,))
        return found

    def note(self, action: Action, detail: Value, *, subject: str = "", reason: str = "") -> None:
        """Enter a step that changes nothing that is kept."""
        self._enter(action, Key(kind=STEP, subject=subject), old=None, new=detail, reason=reason)

    def _enter(
        self, action: Action, key: Key, *, old: Value | None, new: Value | None, reason: str
    ) -> Entry:
        last = self._last
        bare = Entry(
            sequence=1 if last is None else last.sequence + 1,
            at=self._now,
            user=self._actor.user,
            role=self._actor.role,
            action=action,
            key=key,
            old=old,
            new=new,
            reason=reason,
            save=self._save,
            program=self._program,
            previous=NOTHING_BEFORE if last is None else last.hash,
        )
        entry = replace(bare, hash=hash_of(bare))
        self._connection.execute(ENTER, entry_cells(entry))
        self._last = entry
        return entry

    def _time(self, clock: Clock) -> str:
        """Return the time; where the clock went back, say so and keep the order of the chain."""
        now = moment(clock())
        if self._last is None or now >= self._last.at:
            return now
        told, self._now = {"clock": now}, self._last.at
        self._enter(Action.CLOCK_WENT_BACK, Key(kind=STEP), old=None, new=told, reason="")
        return self._now
