"""Is an audit chain whole, and is the state what it says: the faults, each named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from recist.trial.audit import (
    NOTHING_BEFORE,
    STEP,
    Entry,
    Key,
    State,
    Value,
    apply,
    canonical,
    hash_of,
    is_moment,
)


class Fault(StrEnum):
    """What can be wrong with a trial's record."""

    GAP = "gap"
    CHANGED = "entry-changed"
    FORM = "entry-malformed"
    CUT = "chain-cut"
    BACK_IN_TIME = "back-in-time"
    NOT_AS_BEFORE = "not-as-before"
    STATE = "state-differs"
    SIGNATURE = "signature-broken"
    HEAD = "head-differs"
    FILE = "file-damaged"
    GUARD = "guard-differs"
    IMAGE = "image-differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One fault, and where: at an entry, or at a thing of the state."""

    fault: Fault
    where: str
    message: str


def check_chain(entries: Iterable[Entry]) -> Iterator[Found]:
    """Check each entry by itself, and with what came before it.

    An entry tells what was there before it; that has to be what the entries before have left.
    Times never go back: where the clock did, the chain tells so at the time of the entry before.
    """
    state: State = {}
    previous, expected, latest = NOTHING_BEFORE, 1, ""
    for entry in entries:
        where = f"entry {entry.sequence}"
        if entry.sequence != expected:
            yield Found(fault=Fault.GAP, where=where, message=f"entry {expected} was expected here")
        if entry.hash != hash_of(entry):
            yield Found(
                fault=Fault.CHANGED, where=where, message="it does not have the hash it was given"
            )
        if entry.previous != previous:
            yield Found(
                fault=Fault.CUT, where=where, message="it does not follow the entry before it"
            )
        if not is_moment(entry.at):
            yield Found(fault=Fault.FORM, where=where, message="its time is not written as one")
        if entry.key.kind == STEP and entry.old is not None:
            yield Found(fault=Fault.FORM, where=where, message="a step has nothing before it")
        if entry.at < latest:
            yield Found(
                fault=Fault.BACK_IN_TIME, where=where, message="it is older than the entry before"
            )
        if entry.key.kind != STEP and not _same(entry.old, state.get(entry.key)):
            yield Found(
                fault=Fault.NOT_AS_BEFORE,
                where=where,
                message=f"{told(entry.key)} was something else before it",
            )
        apply(state, entry)
        previous, expected, latest = entry.hash, entry.sequence + 1, entry.at


def check_state(kept: Mapping[Key, Value], by_entries: Mapping[Key, Value]) -> Iterator[Found]:
    """Compare what is kept with what the entries say."""
    for key in sorted(kept.keys() | by_entries.keys()):
        here, there = kept.get(key), by_entries.get(key)
        if _same(here, there):
            continue
        if here is None:
            message = "the entries know it, and it is gone"
        elif there is None:
            message = "no entry knows it"
        else:
            message = "it differs from what the entries say"
        yield Found(fault=Fault.STATE, where=told(key), message=message)


def _same(here: Value | None, there: Value | None) -> bool:
    """Compare as it was hashed: 1, 1.0 and true are not the same."""
    return canonical(here) == canonical(there)


def check_head(entries: Iterable[Entry], anchored: str) -> Iterator[Found]:
    """Look for a head that was noted elsewhere: in a signature, an export, on paper."""
    if all(entry.hash != anchored for entry in entries):
        yield Found(
            fault=Fault.HEAD,
            where=f"head {anchored[:12]}…",
            message="the chain does not hold the head that was noted",
        )


def told(key: Key) -> str:
    """Name a thing for people."""
    parts = (key.subject, key.reader, key.visit, key.name)
    return " ".join([key.kind, *(part for part in parts if part)])
