"""The audit chain: whole as it was written, and each kind of meddling found at its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from recist.trial.audit import NOTHING_BEFORE, STEP, Action, Entry, Key, Value, hash_of, state_of
from recist.trial.chain import Fault, check_chain, check_head, check_state

T1 = Key(kind="row", subject="01", reader="anna", visit="week 8", name="T1")
T2 = replace(T1, name="T2")


def chained(*said: tuple[Key, Action, Value | None, Value | None]) -> list[Entry]:
    """Return a chain of entries, a second apart."""
    entries: list[Entry] = []
    for n, (key, action, old, new) in enumerate(said, start=1):
        bare = Entry(
            sequence=n,
            at=f"2026-03-02T08:00:{n:02}.000000+00:00",
            user="anna",
            role="reader",
            action=action,
            key=key,
            old=old,
            new=new,
            reason="",
            save="",
            program="1",
            previous=entries[-1].hash if entries else NOTHING_BEFORE,
        )
        entries.append(replace(bare, hash=hash_of(bare)))
    return entries


HISTORY = chained(
    (T1, Action.CREATED, None, {"mm": "50"}),
    (T2, Action.CREATED, None, {"mm": "20"}),
    (T1, Action.CHANGED, {"mm": "50"}, {"mm": "30"}),
    (Key(kind=STEP), Action.OPENED, None, {"visit": "week 8"}),
    (T2, Action.REMOVED, {"mm": "20"}, None),
)


def rehashed(entry: Entry, **changes: object) -> Entry:
    changed = replace(entry, **changes)  # type: ignore[arg-type]
    return replace(changed, hash=hash_of(changed))


def test_an_honest_chain_has_no_fault_and_gives_the_state() -> None:
    assert list(check_chain(HISTORY)) == []
    assert state_of(HISTORY) == {T1: {"mm": "30"}}


Meddling = Callable[[list[Entry]], list[Entry]]
MEDDLED: list[tuple[str, Meddling, list[tuple[Fault, str]]]] = [
    (
        "a value is edited",
        lambda e: [replace(e[0], new={"mm": "51"}), *e[1:]],
        [(Fault.CHANGED, "entry 1"), (Fault.NOT_AS_BEFORE, "entry 3")],
    ),
    (
        "a value is edited and the hash made anew",
        lambda e: [rehashed(e[0], new={"mm": "51"}), *e[1:]],
        [(Fault.CUT, "entry 2"), (Fault.NOT_AS_BEFORE, "entry 3")],
    ),
    (
        "an entry is taken out",
        lambda e: [e[0], *e[2:]],
        [(Fault.GAP, "entry 3"), (Fault.CUT, "entry 3"), (Fault.NOT_AS_BEFORE, "entry 5")],
    ),
    (
        "the first entries are taken out",
        lambda e: e[3:],
        [(Fault.GAP, "entry 4"), (Fault.CUT, "entry 4"), (Fault.NOT_AS_BEFORE, "entry 5")],
    ),
    (
        "two entries change places",
        lambda e: [e[0], e[2], e[1], *e[3:]],
        [
            (Fault.GAP, "entry 3"),
            (Fault.CUT, "entry 3"),
            (Fault.GAP, "entry 2"),
            (Fault.CUT, "entry 2"),
            (Fault.BACK_IN_TIME, "entry 2"),
            (Fault.GAP, "entry 4"),
            (Fault.CUT, "entry 4"),
        ],
    ),
    (
        "an entry is dated back",
        lambda e: [*e[:4], rehashed(e[4], at="2026-03-01T08:00:00.000000+00:00")],
        [(Fault.BACK_IN_TIME, "entry 5")],
    ),
    (
        "the user is another",
        lambda e: [*e[:4], replace(e[4], user="ben")],
        [(Fault.CHANGED, "entry 5")],
    ),
]


@pytest.mark.parametrize(("why", "meddle", "found"), MEDDLED, ids=[one[0] for one in MEDDLED])
def test_meddling_is_found(why: str, meddle: Meddling, found: list[tuple[Fault, str]]) -> None:
    faults = [(one.fault, one.where) for one in check_chain(meddle(HISTORY))]
    assert faults == found


def test_a_chain_that_was_cut_at_its_end_needs_a_head_that_was_noted() -> None:
    cut = HISTORY[:3]
    assert list(check_chain(cut)) == []
    assert [one.fault for one in check_head(cut, HISTORY[-1].hash)] == [Fault.HEAD]
    assert list(check_head(HISTORY, HISTORY[2].hash)) == []


STATES = [
    ("the same", {T1: {"mm": "30"}}, []),
    ("changed", {T1: {"mm": "31"}}, ["it differs from what the entries say"]),
    ("gone", {}, ["the entries know it, and it is gone"]),
    ("more", {T1: {"mm": "30"}, T2: {"mm": "1"}}, ["no entry knows it"]),
]


@pytest.mark.parametrize(("why", "kept", "messages"), STATES, ids=[one[0] for one in STATES])
def test_what_is_kept_is_what_the_entries_say(
    why: str, kept: dict[Key, Value], messages: list[str]
) -> None:
    found = list(check_state(kept, state_of(HISTORY)))
    assert [one.message for one in found] == messages
