"""The audit chain: what was done, by whom and when, each entry bound to the one before by its hash.

A trial's state is nothing but what its entries say, so that it can be made again from them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

Value = Mapping[str, Any]
"""What is kept of one thing: text, whole numbers, floats, lists and mappings of them."""

STEP = "step"
"""The kind of what is only told: an entry of it changes nothing that is kept."""
NOTHING_BEFORE = "0" * 64
"""What the first entry has in place of the hash before."""


class Action(StrEnum):
    """What an entry says was done."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    OPENED = "opened"
    SIGNED = "signed"
    UNLOCKED = "unlocked"
    ADJUDICATED = "adjudicated"
    LOGGED_IN = "logged-in"
    LOG_IN_FAILED = "log-in-failed"
    EXPORTED = "exported"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    LOCKED = "locked"
    REOPENED = "reopened"
    CLOCK_WENT_BACK = "clock-went-back"
    REFUSED = "refused"
    SCREEN_LOCKED = "screen-locked"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Key:
    """Which thing of a trial: what it is, and whose; what does not apply is empty."""

    kind: str
    subject: str = ""
    reader: str = ""
    visit: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the audit chain.

    Attributes
    ----------
    sequence : int
        1, 2, …, without a gap.
    at : str
        ISO 8601 with microseconds and offset, in UTC.
    user, role : str
        Who did it, and as what.
    old, new : mapping or None
        The thing before and after; None where it was not there, or where nothing is kept.
    save : str
        The save that the entry belongs to; a save that is tried again has the same name.
    program : str
        Version of the program that wrote the entry.
    previous, hash : str
        SHA-256 of the entry before and of this one, as 64 hexadecimal digits.
    """

    sequence: int
    at: str
    user: str
    role: str
    action: Action
    key: Key
    old: Value | None
    new: Value | None
    reason: str
    save: str
    program: str
    previous: str
    hash: str = ""


def canonical(value: Any) -> bytes:
    """Return JSON that is the same for the same value: keys in order, no spaces, UTF-8.

    Raises
    ------
    ValueError
        For a number that JSON does not know (not finite).
    """
    text = json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode()


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def hash_of(entry: Entry) -> str:
    """Return the hash that an entry has to have: over all of it but the hash itself."""
    said = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name != "hash"}
    said["key"] = {one.name: getattr(entry.key, one.name) for one in fields(Key)}
    return digest(said)


def moment(at: datetime) -> str:
    """Write a time as entries have it, in UTC; it must know its offset."""
    if at.utcoffset() is None:
        raise ValueError("a time of the audit chain needs its offset")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def is_moment(text: str) -> bool:
    """Say whether a time is written as `moment` writes it."""
    try:
        return moment(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False


State = dict[Key, Value]


def state_of(entries: Iterable[Entry]) -> State:
    """Make the state of a trial anew from its entries."""
    state: State = {}
    for entry in entries:
        apply(state, entry)
    return state


def apply(state: State, entry: Entry) -> None:
    """Let one entry act on a state."""
    if entry.key.kind == STEP:
        return
    if entry.new is None:
        state.pop(entry.key, None)
    else:
        state[entry.key] = entry.new
