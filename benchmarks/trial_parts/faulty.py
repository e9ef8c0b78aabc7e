"""The process whose calls fail, one by one: prints what came of it as one line of JSON."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from recist.store.image_folder import ImageFolder, Kept
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.errors import TrialError
from recist.trial.images import images_of
from recist.trial.verifying import verify
from trial_parts.deeds import Transaction, transactions

SHIM = ctypes.CDLL(None)
# Which error, and whether every call after the first fails, too: the drive is gone.
FAILURES = ((errno.EIO, False), (errno.EIO, True))
# Of the calls of a transaction, in a quick run, the one after this share fails: by then it writes.
QUICK_SHARE = 0.75
# So much room is left on a full disk.
ROOMS = (0, 600, 5_000, 9_000, 30_000)
# What a message may claim where it is true alone; and what SQLite says where a drive fails.
UNCHANGED, DAMAGED, OR_DRIVE = "nothing was changed", "is damaged", "or its drive fails"

State = dict[str, tuple[int, int]]
"""By trial in a folder how many entries tell of what was done, and how many of what was refused."""
NOT_SOUND = (-1, 0)


def unhindered() -> None:
    """Let every call be carried out."""
    SHIM.shim_fail(ctypes.c_long(0), 0, 0)
    SHIM.shim_read_only(0)
    SHIM.shim_room(ctypes.c_long(-1))


def prepared(folder: Path, base: Path | None) -> Path:
    """Make a folder as it is before the transaction."""
    shutil.rmtree(folder, ignore_errors=True)
    if base is None:
        folder.mkdir()
    else:
        shutil.copytree(base, folder)
    return folder


def state_of(folder: Path) -> State:
    """Look at every trial in a folder, and at its images."""
    return {path.name: counted(path) for path in sorted(folder.glob("*.recist"))}


def done_in(state: State) -> dict[str, int]:
    """Leave out what was refused: that is what comes of doing again what was done already."""
    return {name: done for name, (done, _) in state.items()}


def counted(path: Path) -> tuple[int, int]:
    """Count the entries of a sound trial; `NOT_SOUND` for one that is not."""
    try:
        # Opening rolls back what was cut short: then the bytes are all there is.
        trial = TrialFile.open(path)
        counts, images = content_of(trial, hashlib.sha256(path.read_bytes()).digest())
    except TrialError:
        return NOT_SOUND
    return NOT_SOUND if any(map(ImageFolder(path).faults, images)) else counts


KNOWN: dict[bytes, tuple[tuple[int, int], list[Kept]]] = {}


def content_of(trial: TrialFile, digest: bytes) -> tuple[tuple[int, int], list[Kept]]:
    """Count the entries of a chain, and return the images; the same bytes are verified once."""
    if digest not in KNOWN:
        with trial.view() as view:
            kept = [Kept(digest=one.digest, size=one.size) for one in images_of(view)]
            refused = [one.action is Action.REFUSED for one in view.entries()]
            counts = (refused.count(False), refused.count(True))
            KNOWN[digest] = NOT_SOUND if any(verify(view)) else counts, kept
    return KNOWN[digest]


def names_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


class Trying:
    """One kind of transaction, tried again and again under what hinders it."""

    def __init__(self, kind: str, transaction: Transaction, folder: Path) -> None:
        self._kind, self._transaction = kind, transaction
        self._prepared = partial(prepared, folder, transaction.base)
        self._before = state_of(self._prepared())
        unhindered()
        transaction.deed(folder)
        self.calls = int(SHIM.shim_calls())
        self._after = state_of(folder)
        self._names = names_in(folder)
        self.counts: Counter[str] = Counter()

    def under(self, name: str, hinder: Callable[[], object], *, for_good: bool = False) -> None:
        """Try while something hinders, then look at what is left."""
        folder = self._prepared()
        hinder()
        said, message = self._tried(folder)
        unhindered()
        stayed = for_good and self._copy_stayed(folder)
        told = [said, *(["stayed"] if stayed else []), *self._left(folder, said, message)]
        self.counts.update(told)
        if set(told) - {"message", "done", "in_doubt", "litter", "stayed"}:
            print(f"{self._kind}, {name}: {told} {message}", file=sys.stderr)

    def without_its_folder(self) -> None:
        """Try where the folder is gone altogether."""
        folder = self._prepared()
        shutil.rmtree(folder)
        said, _ = self._tried(folder)
        self.counts.update([said, *(["half"] if said == "done" or folder.exists() else [])])

    def _tried(self, folder: Path) -> tuple[str, str]:
        """Carry the deed out; return how it told of its end."""
        try:
            self._transaction.deed(folder)
        except TrialError as error:
            return "message" if "\n" not in str(error) else "traceback", str(error)
        except Exception as error:  # noqa: BLE001 - whatever else comes is a traceback to the user
            return "traceback", f"{type(error).__name__}: {error}"[:300]
        return "done", ""

    def _copy_stayed(self, folder: Path) -> bool:
        """Say whether a whole copy stayed that the chain does not know; it is taken away."""
        name, left = self._transaction.may_stay, state_of(folder)
        if left == self._after or left.get(name, NOT_SOUND) == NOT_SOUND:
            return False
        (folder / name).unlink()
        return True

    def _left(self, folder: Path, said: str, message: str) -> Iterator[str]:
        left, changes = state_of(folder), self._before != self._after
        if left not in (self._before, self._after) or (said == "done" and left != self._after):
            yield "half"
        if names_in(folder) - self._names:
            yield "litter"
        if said != "done" and changes and left == self._after:
            yield "in_doubt"
        if DAMAGED in message.replace(f"{DAMAGED}, {OR_DRIVE}", "") or (
            UNCHANGED in message and left != self._before
        ):
            yield "wrongly_told"
        if said != "done" and (self._transaction.once or left == self._before):
            _, message = self._tried(folder)
            again = state_of(folder)
            was_done = left == self._after and done_in(again) == done_in(left)
            if again != self._after and not was_done:
                print(self._kind, "again:", message, file=sys.stderr)
                yield "not_done_again"


def campaign(quick: bool, scratch: Path, watched: Path) -> dict[str, object]:
    """Make every call of every kind of transaction fail once, with every error."""
    counts: Counter[str] = Counter()
    calls: dict[str, int] = {}
    for kind, transaction in transactions(scratch / "bases").items():
        trying = Trying(kind, transaction, watched / "one")
        calls[kind] = trying.calls
        every = range(1, trying.calls + 1)
        for error, for_good in FAILURES[:1] if quick else FAILURES:
            for call in [every[int(QUICK_SHARE * len(every))]] if quick else every:
                name = f"call {call} {errno.errorcode[error]}{' and all after it' * for_good}"
                fail = partial(SHIM.shim_fail, ctypes.c_long(call), error, for_good)
                trying.under(name, fail, for_good=for_good)
        for room in ROOMS[:1] if quick else ROOMS:
            trying.under(f"room {room}", partial(SHIM.shim_room, ctypes.c_long(room)))
        trying.under("read-only", partial(SHIM.shim_read_only, 1))
        trying.without_its_folder()
        counts.update(trying.counts)
    return {"calls": calls, **counts}


def commit_the_chain(connection: Connection, cursor: object, statement: str, *_: object) -> None:
    """End the transaction as soon as an entry is in the chain, and begin another."""
    if statement.startswith("INSERT INTO audit"):
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def main() -> None:
    """Run; the sabotage commits the chain and the records one after the other."""
    if sys.argv[3] == "sabotage":
        event.listen(Engine, "after_cursor_execute", commit_the_chain)
    SHIM.shim_calls.restype = ctypes.c_long
    with tempfile.TemporaryDirectory(prefix="recist-faults-") as name:
        figures = campaign(sys.argv[2] == "quick", Path(name), Path(sys.argv[1]))
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
