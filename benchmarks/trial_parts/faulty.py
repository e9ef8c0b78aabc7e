"""The process whose calls fail, one by one: prints what came of it as one line of JSON."""

from __future__ import annotations

import ctypes
import errno
import json
import resource
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event
from sqlalchemy.engine import Connection

from recist.store.trial_file import TrialFile
from recist.trial.errors import TrialError
from recist.trial.verifying import verify
from trial_parts.deeds import NAME, Deed, bases

SHIM = ctypes.CDLL(None)
ERRORS = (errno.EIO, errno.ENOSPC)
# Of the calls of a transaction, in a quick run, every so many-th fails.
QUICK_STEP = 16


def prepared(folder: Path, base: Path | None) -> Path:
    """Return the place of a trial as it is before the transaction."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if base is not None:
        shutil.copy(base, folder / NAME)
    return folder / NAME


def length_of(path: Path) -> int | None:
    """Return the length of a sound trial's chain; None where it is damaged."""
    try:
        with TrialFile.open(path).view() as view:
            return None if any(verify(view)) else len(list(view.entries()))
    except TrialError:
        return None


def tried(deed: Deed, path: Path) -> str:
    """Carry a deed out; say how it told of its end."""
    try:
        deed(path)
    except TrialError as error:
        return "message" if "\n" not in str(error) else "traceback"
    except Exception as error:  # noqa: BLE001 - whatever else comes is a traceback to the user
        print(f"{type(error).__name__} {str(error)[:200]}", file=sys.stderr)
        return "traceback"
    return "done"


def outcome(deed: Deed, path: Path, before: int | None, after: int | None) -> list[str]:
    """Try a deed that is to fail, then look at what is left: before or after, nothing between."""
    said = tried(deed, path)
    SHIM.shim_fail(ctypes.c_long(0), 0)
    SHIM.shim_read_only(0)
    left = length_of(path) if path.exists() else None
    if left not in (before, after) or (said == "done" and left != after):
        # A trial that could not be made is no trial yet: made again, it has to come.
        if before is None and said != "done" and tried(deed, path) == "done":
            return [said]
        return [said, "half"]
    return [said, "told_as_failed_yet_there"] if said != "done" and left != before else [said]


def hindered(path: Path, deed: Deed, before: int | None, after: int | None) -> Counter[str]:
    """Try with a full disk, a read-only one, and one that is gone."""
    counts: Counter[str] = Counter()
    size = path.stat().st_size if path.exists() else 0
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (min(size, 512), most[1]))
    said = tried(deed, path)
    resource.setrlimit(resource.RLIMIT_FSIZE, most)
    counts.update([said, *(["half"] if before and length_of(path) not in (before, after) else [])])
    SHIM.shim_read_only(1)
    counts.update(outcome(deed, path, before, after))
    shutil.rmtree(path.parent)
    counts.update([tried(deed, path)])
    return counts


def campaign(quick: bool, scratch: Path, watched: Path) -> dict[str, object]:
    """Make every call of every kind of transaction fail once, with every error."""
    counts: Counter[str] = Counter()
    calls: dict[str, int] = {}
    for kind, (base, deed) in bases(scratch / "bases").items():
        fresh = partial(prepared, watched / "one", base)
        before = None if base is None else length_of(fresh())
        path = fresh()
        SHIM.shim_fail(ctypes.c_long(0), 0)
        deed(path)
        calls[kind] = int(SHIM.shim_calls())
        after = length_of(path)
        for error in ERRORS[:1] if quick else ERRORS:
            for call in range(1, calls[kind] + 1, QUICK_STEP if quick else 1):
                path = fresh()
                SHIM.shim_fail(ctypes.c_long(call), error)
                told = outcome(deed, path, before, after)
                counts.update(told)
                if {"half", "traceback"} & set(told):
                    print(f"{kind}: call {call}, {errno.errorcode[error]}: {told}", file=sys.stderr)
        counts.update(hindered(fresh(), deed, before, after))
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
    with suppress(BrokenPipeError), tempfile.TemporaryDirectory(prefix="recist-faults-") as name:
        figures = campaign(sys.argv[2] == "quick", Path(name), Path(sys.argv[1]))
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
