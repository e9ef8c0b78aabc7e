"""What is signed stays as it was signed: each entry of a chain that goes against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from recist.trial.audit import Action, Entry, State, Value, apply, canonical, digest
from recist.trial.images import IMAGE
from recist.trial.reads import Stage, read_key, visit_read
from recist.trial.saving import CALIPER, ROW
from recist.trial.signing import canonical_read
from recist.trial.state_view import StateView

SIGNATURE = "signature"
MAY_MOVE = ("place", "suffix")
"""What of an image may change once it is signed: it is the same one elsewhere."""


def broken_signatures(entries: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Find the entries that go against a signature, each with what is wrong.

    A signature has to fit what the chain says was there when it was made. It is made by signing,
    by the reader, once for each version, and just before the read becomes signed. Until the read
    is unlocked, its rows and calipers and the images of its visit stay.
    """
    state: State = {}
    signers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    last: Entry | None = None
    for entry in entries:
        key = entry.key
        here = signers[key.subject, key.visit]
        if key.kind == SIGNATURE or entry.action is Action.SIGNED:
            fault = _of_signature(state, entry)
        elif key == read_key(key.subject, key.reader, key.visit):
            fault = _of_read(state, entry, last)
            here.discard(key.reader)
            if _is_signed(entry.new):
                here.add(key.reader)
        else:
            fault = "it was changed while it was signed" if _is_against(entry, here) else ""
        if fault:
            yield entry, fault
        apply(state, entry)
        last = entry


def _of_signature(state: State, entry: Entry) -> str:
    key = entry.key
    if key.kind != SIGNATURE or entry.action is not Action.SIGNED or entry.new is None:
        return "a signature is made by signing, and stays"
    if entry.old is not None:
        return "it takes the place of another signature"
    if entry.user != key.reader:
        return "somebody else than its reader signed it"
    view = StateView(state)
    read = visit_read(view, key.subject, key.reader, key.visit)
    right = (digest(canonical_read(view, read)), entry.previous, str(read.version))
    if (entry.new.get("read"), entry.new.get("head"), key.name) != right:
        return "it does not fit what was there when it was signed"
    return ""


def _of_read(state: State, entry: Entry, last: Entry | None) -> str:
    key, new = entry.key, entry.new
    if new is not None and not _is_read(new):
        return "its stage or its version is none"
    before = state.get(key)
    if before is not None and _is_signed(before):
        opened = {"stage": str(Stage.IN_PROGRESS), "version": before["version"] + 1}
        if entry.action is Action.UNLOCKED and canonical(new) == canonical(opened):
            return ""
        return "it was opened again and not unlocked"
    if new is None or not _is_signed(new):
        return ""
    just_signed = (
        last is not None
        and (last.key.kind, last.action) == (SIGNATURE, Action.SIGNED)
        and (last.key.subject, last.key.reader, last.key.visit)
        == (key.subject, key.reader, key.visit)
        and last.key.name == str(new["version"])
    )
    return "" if just_signed else "it became signed without a signature just before"


def _is_read(value: Value) -> bool:
    return value.get("stage") in [*Stage] and type(value.get("version")) is int


def _is_signed(read: Value | None) -> bool:
    return read is not None and read.get("stage") == Stage.SIGNED


def _is_against(entry: Entry, signers: set[str]) -> bool:
    """Say whether an entry changes what somebody has signed."""
    if entry.key.kind in (ROW, CALIPER):
        return entry.key.reader in signers
    return entry.key.kind == IMAGE and bool(signers) and _fixed(entry.old) != _fixed(entry.new)


def _fixed(image: Value | None) -> bytes:
    """Return what of an image may not change once it is signed."""
    if image is None:
        return b""
    return canonical({name: part for name, part in image.items() if name not in MAY_MOVE})
