"""Rows of the tables as values of the trial, and back."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Row

from recist.store.schema import KEY
from recist.trial.audit import Action, Entry, Key, Value, canonical
from recist.trial.errors import UnusableError
from recist.trial.ports import Record

PLAIN = ("sequence", "at", "user", "role", "reason", "save", "program", "previous", "hash")


def key_cells(key: Key) -> dict[str, str]:
    """Return the columns that name a thing."""
    return {name: getattr(key, name) for name in KEY}


def text_of(value: Value | None) -> str | None:
    """Return a value as it is kept."""
    return None if value is None else canonical(value).decode()


def _value_of(text: str | None) -> Value | None:
    return None if text is None else json.loads(text)


def _key_of(row: Row[Any]) -> Key:
    return Key(**{name: getattr(row, name) for name in KEY})


def record_of(row: Row[Any]) -> Record:
    """Read a whole row of the table of records; by place, since there may be many.

    Raises
    ------
    UnusableError
        Where it holds what the program never writes.
    """
    try:
        key = Key(**dict(zip(KEY, row, strict=False)))
        version, value = row[len(KEY) :]
        return Record(key=key, version=version, value=json.loads(value))
    except (ValueError, TypeError) as error:
        raise UnusableError(
            "a record of the trial is damaged; restore the trial from a backup"
        ) from error


def entry_cells(entry: Entry) -> dict[str, Any]:
    """Write an entry as a row of the audit table."""
    return {
        **{name: getattr(entry, name) for name in PLAIN},
        **key_cells(entry.key),
        "action": str(entry.action),
        "old": text_of(entry.old),
        "new": text_of(entry.new),
    }


def entry_of(row: Row[Any]) -> Entry:
    """Read a row of the audit table.

    Raises
    ------
    UnusableError
        Where it holds what the program never writes.
    """
    try:
        return Entry(
            **{name: getattr(row, name) for name in PLAIN},
            key=_key_of(row),
            action=Action(row.action),
            old=_value_of(row.old),
            new=_value_of(row.new),
        )
    except (ValueError, TypeError) as error:
        raise UnusableError(
            f"entry {row.sequence} of the trial is damaged; restore the trial from a backup"
        ) from error
