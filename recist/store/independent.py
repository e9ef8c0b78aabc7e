"""A second verifier, written from docs/trial-file.md alone, by somebody who had not seen the first.

An error of the one is hardly one of the other, too. So this module imports nothing but the standard
library, and whoever mends it mends it from that page.
"""

import hashlib
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_APPLICATION = 0x52435354
_START = "0" * 64
_THING = ("kind", "subject", "reader", "visit", "name")
_ABOUT = ("sequence", "at", "user", "role", "action", "reason", "save", "program", "previous")
_TRIGGERS = {
    "audit_is_not_changed": "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit chain is not changed'); END",
    "audit_is_not_shortened": "CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit "
    "BEGIN SELECT RAISE(ABORT, 'the audit chain is not shortened'); END",
}

_ACTIONS = (
    *("created", "changed", "removed", "opened", "signed", "unlocked", "adjudicated"),
    *("logged-in", "log-in-failed", "exported", "backed-up", "restored", "locked", "reopened"),
    *("clock-went-back", "refused", "screen-locked"),
)

_UNREADABLE = (
    *(OSError, EOFError, RuntimeError, ValueError, TypeError),
    *(zlib.error, zipfile.BadZipFile),
)

_Key = tuple[str, ...]
_State = dict[_Key, tuple[Any, int]]


def faults(
    path: Path, head: str = "", progress: Callable[[int, int], None] | None = None
) -> list[str]:
    """Everything about a trial's file that is not as docs/trial-file.md says.

    Parameters
    ----------
    path
        The file; it is opened for reading only.
    head
        A hash that was noted elsewhere, and that has to be in the chain; empty where there is none.
    progress
        Called with images done and images in all; what it raises ends the work.

    Returns
    -------
    list of str
        One line per fault, which names the entry or the thing; empty for a sound file. A file that
        cannot be read is a fault, too, and no error.
    """
    found: list[str] = []
    state: _State = {}
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(":memory:")) as copy:
            copy.row_factory = sqlite3.Row
            copy.execute("PRAGMA trusted_schema = OFF")
            with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as file:
                file.execute("BEGIN")  # one state for both questions, whoever writes meanwhile
                found.extend(_file(file, path))
                file.backup(copy)
            # What takes long is asked of the copy: whoever wants to write need not wait.
            found.extend(_schema(copy))
            found.extend(_contents(copy, head, state))
    except (sqlite3.Error, UnicodeError, OSError) as error:
        # What could not be decoded is not quoted: it may tell of a patient.
        found.append(f"the file cannot be read: {str(error).partition(' with text ')[0]}")
    images = sorted(key for key in state if key[0] == "image")
    for number, key in enumerate(images):
        if progress is not None:
            progress(number, len(images))
        found.extend(_image(path.with_suffix(".images"), key, state[key][0]))
    return found


def _image(folder: Path, key: _Key, value: Any) -> Iterator[str]:
    """Look at the bytes of an image that the chain knows, wherever they have to be."""
    digest = key[4]
    imported = folder / digest[:2] / f"{digest}{value.get('suffix', '')}"
    try:
        found = _bytes_digest(value.get("place") or str(imported))
    except (FileNotFoundError, KeyError):
        yield f"{_named(key)}: its image is gone"
    except _UNREADABLE as error:
        yield f"{_named(key)}: its image cannot be read ({type(error).__name__})"
    else:
        if found != digest:
            yield f"{_named(key)}: its image has other bytes"


def _bytes_digest(place: str) -> str:
    if Path(place).is_file():
        with Path(place).open("rb") as image:
            return hashlib.file_digest(image, "sha256").hexdigest()
    archive, mark, member = place.partition("!")
    while mark and not Path(archive).is_file():
        more, mark, member = member.partition("!")
        archive = f"{archive}!{more}"
    if not mark:
        raise FileNotFoundError(place)
    digest = hashlib.sha256()
    with zipfile.ZipFile(archive) as packed, packed.open(member) as image:
        while piece := image.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _file(file: sqlite3.Connection, path: Path) -> Iterator[str]:
    (application,) = file.execute("PRAGMA application_id").fetchone()
    if application != _APPLICATION:
        yield f"the application id is {application:#x}, not {_APPLICATION:#x}"
    for (line,) in file.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"damaged: {line}"
    (pages,), (size,) = (file.execute(f"PRAGMA page_{one}").fetchone() for one in ("count", "size"))
    if path.stat().st_size != pages * size:
        yield f"damaged: the file has not the length of its {pages} pages"


def _schema(file: sqlite3.Connection) -> Iterator[str]:
    """Look for both tables and the two triggers, and for others that have no place there."""
    rows = file.execute("SELECT [type], [name], [sql] FROM sqlite_master").fetchall()
    there = {(row["type"], row["name"]): " ".join((row["sql"] or "").split()) for row in rows}
    for table in ("audit", "record"):
        if ("table", table) not in there:
            yield f"table {table}: it is missing"
    for name, text in _TRIGGERS.items():
        if there.pop(("trigger", name), None) != text:
            yield f"trigger {name}: it is missing, or not what it has to be"
    for kind, name in there:
        if kind in ("trigger", "view"):
            yield f"{kind} {name}: it has no place here"


def _contents(file: sqlite3.Connection, head: str, state: _State) -> Iterator[str]:
    """Look at the chain, at what its replay gives (which is left in ``state``), for the head."""
    hashes: set[str] = set()
    signed: set[_Key] = set()
    last: sqlite3.Row | None = None
    expected, previous, time = 1, _START, datetime.min.replace(tzinfo=UTC)
    columns = ", ".join(f"[{name}]" for name in (*_ABOUT, *_THING, "old", "new", "hash"))
    for row in file.execute(f"SELECT {columns} FROM audit ORDER BY sequence"):
        entry = f"entry {row['sequence']}"
        if row["sequence"] != expected:
            yield f"{entry}: entry {expected} was to follow"
        if row["previous"] != previous:
            yield f"{entry}: it does not follow from the entry before"
        try:
            old, new = _value(row["old"]), _value(row["new"])
            digest = _hash_of(row, old, new)
            at = _time(row, old)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            yield f"{entry}: not readable: {error}"
        else:
            hashes.add(digest)
            if row["hash"] != digest:
                yield f"{entry}: its hash is not that of what it says"
            if at < time:
                yield f"{entry}: it is earlier than the entry before"
            time = at
            for fault in (
                *_signature(row, new, state),
                *_stays(row, old, new, signed),
                *_read_entry(row, new, state, signed, last),
                *_replay(row, old, new, state),
            ):
                yield f"{entry}: {fault}"
        counted = row["sequence"] if isinstance(row["sequence"], int) else expected
        expected, previous, last = counted + 1, row["hash"], row
    yield from _kept(file, state)
    if head and head not in hashes:
        yield f"head {head}: it is not in the chain"


def _value(text: str | None) -> Any:
    if text is None:
        return None
    value = json.loads(text)
    if not isinstance(value, dict) or _canonical(value) != text:
        raise ValueError("a value is not a canonical JSON object")
    return value


def _canonical(value: object) -> str:
    form: dict[str, Any] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
    return json.dumps(value, allow_nan=False, **form)


def _digest(value: object) -> str:
    return hashlib.sha256(_canonical(value).encode()).hexdigest()


def _hash_of(row: sqlite3.Row, old: object, new: object) -> str:
    key = {name: row[name] for name in _THING}
    if not all(isinstance(part, str) for part in key.values()):
        raise TypeError("a thing is named by texts")
    return _digest({name: row[name] for name in _ABOUT} | {"key": key, "old": old, "new": new})


def _time(row: sqlite3.Row, old: object) -> datetime:
    """Return the time of an entry whose action, time and old value have the form they must."""
    if row["action"] not in _ACTIONS:
        raise ValueError("its action is none of those that there are")
    if row["kind"] == "step" and old is not None:
        raise ValueError("a step has no old value")
    time = datetime.fromisoformat(row["at"])
    if time.tzinfo is None or time.astimezone(UTC).isoformat(timespec="microseconds") != row["at"]:
        raise ValueError("the time is not in UTC with microseconds and offset")
    return time


def _replay(row: sqlite3.Row, old: object, new: object, state: _State) -> Iterator[str]:
    """Do to the state what an entry says; what it calls old has to be there."""
    if row["kind"] == "step":
        return
    key = tuple(row[name] for name in _THING)
    if _canonical(old) != _canonical(state.get(key, (None, 0))[0]):
        yield f"what it calls old was not there before, {_named(key)}"
    state.pop(key, None)
    if new is not None:
        state[key] = (new, row["sequence"])


def _signature(row: sqlite3.Row, new: Any, state: _State) -> Iterator[str]:
    """Compare a signature with what was there when it was given."""
    if row["kind"] != "signature" and row["action"] != "signed":
        return
    if row["kind"] != "signature" or row["action"] != "signed" or new is None:
        yield "a signature is made by an entry `signed`, and stays"
        return
    if row["old"] is not None:
        yield "the signature takes the place of another one"
    if row["user"] != row["reader"]:
        yield f"{row['user']} signs what {row['reader']} has read"
    read = _read(row["subject"], row["reader"], row["visit"], state)
    if row["name"] != str(read["version"]):
        yield f"version {row['name']} is signed, version {read['version']} was read"
    if new.get("read") != _digest(read):
        yield "the signature is not one of the read as it was then"
    if new.get("head") != row["previous"]:
        yield "the signature's head is not the entry before"


def _stays(row: sqlite3.Row, old: Any, new: Any, signed: set[_Key]) -> Iterator[str]:
    """Look for a change of what a read that is signed stands on; an image may only be moved."""
    if row["kind"] not in ("row", "caliper", "image"):
        return
    if row["kind"] == "image" and old is not None and new is not None:
        moved = {name: new[name] for name in ("place", "suffix") if name in new}
        bare = {name: part for name, part in old.items() if name not in ("place", "suffix")}
        if _canonical(bare | moved) == _canonical(new):
            return
    for _, subject, reader, visit, _ in sorted(signed):
        own = row["kind"] == "image" or reader == row["reader"]
        if own and (subject, visit) == (row["subject"], row["visit"]):
            thing = _named(tuple(row[name] for name in _THING))
            yield f"{thing}: changed while its visit is signed, by {reader}"


def _read_entry(
    row: sqlite3.Row, new: Any, state: _State, signed: set[_Key], last: sqlite3.Row | None
) -> Iterator[str]:
    """Look at how a read becomes signed, and how it is opened again; keep which are signed."""
    if row["kind"] != "read":
        return
    key = tuple(row[name] for name in _THING)
    after = {} if new is None else new
    if new is not None and not _is_read(new):
        yield "a read has a stage and a version"
    elif key in signed:
        opened = {"stage": "in progress", "version": state[key][0].get("version") + 1}
        if row["action"] != "unlocked" or _canonical(after) != _canonical(opened):
            yield "a signed read is opened by an entry `unlocked`, with the next version"
    elif after.get("stage") == "signed":
        wanted = ("signed", "signature", *key[1:4], str(after.get("version")))
        if last is None or tuple(last[name] for name in ("action", *_THING)) != wanted:
            yield f"signed without a signature of version {after.get('version')} just before"
    signed.discard(key)
    if after.get("stage") == "signed" and _is_read(after):
        signed.add(key)


def _is_read(value: Any) -> bool:
    stages = ("to read", "in progress", "signed")
    return value.get("stage") in stages and type(value.get("version")) is int


def _read(subject: str, reader: str, visit: str, state: _State) -> dict[str, Any]:
    """All that a signature vouches for."""
    at_visit = {key: state[key][0] for key in sorted(state) if (key[1], key[3]) == (subject, visit)}
    own = {(key[0], key[4]): value for key, value in at_visit.items() if key[2] == reader}
    rows, calipers = (
        [value | {"lesion": name} for (kind, name), value in own.items() if kind == wanted]
        for wanted in ("row", "caliper")
    )
    return {
        "subject": subject,
        "reader": reader,
        "visit": visit,
        "version": own.get(("read", ""), {}).get("version", 1),
        "rows": rows,
        "calipers": calipers,
        "images": [key[4] for key in at_visit if key[0] == "image"],
    }


def _kept(file: sqlite3.Connection, state: _State) -> Iterator[str]:
    """Compare what is kept with what the chain says, byte for byte."""
    missing = dict(state)
    columns = ", ".join(f"[{name}]" for name in (*_THING, "value", "version"))
    for row in file.execute(f"SELECT {columns} FROM record"):
        key = tuple(row[name] for name in _THING)
        if key not in missing:
            yield f"{_named(key)}: kept, but not in the chain"
            continue
        value, version = missing.pop(key)
        if row["value"] != _canonical(value):
            yield f"{_named(key)}: its value is not that of entry {version}"
        if row["version"] != version:
            yield f"{_named(key)}: its version is {row['version']}, not {version}"
    for key in missing:
        yield f"{_named(key)}: in the chain, but not kept"


def _named(key: _Key) -> str:
    return " ".join(" ".join(str(part) for part in key).split())
