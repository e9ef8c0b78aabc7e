"""Ways to tamper with the file of a trial; each changes what the file says or how it is kept."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from trial_parts.forging import Forged, Line, forging, line_hash, plainly

Tampering = Callable[[Path, Random], None]
SIZE, AXIS = "longest_diameter_mm", "long_axis_lps_mm"


def value_in_record(path: Path, rng: Random) -> None:
    """Change what is kept; the chain is left alone."""
    with forging(path) as forged:
        key = rng.choice(sorted(forged.kept))
        value, version = forged.kept[key]
        forged.kept[key] = (_other(value, rng), version)


def record_added_or_removed(path: Path, rng: Random) -> None:
    """Keep a thing that no entry made, or lose one."""
    with forging(path) as forged:
        key = rng.choice(sorted(forged.kept))
        if rng.random() < 0.5:
            del forged.kept[key]
        else:
            more = type(key)(kind=key.kind, subject=key.subject, reader="eve", name=key.name)
            forged.kept[more] = forged.kept[key]


def version_in_record(path: Path, rng: Random) -> None:
    """Let a thing be of another version than its last entry."""
    with forging(path) as forged:
        key = rng.choice(sorted(forged.kept))
        value, version = forged.kept[key]
        forged.kept[key] = (value, version + rng.choice([-1, 1, 7]))


def respelled(path: Path, rng: Random) -> None:
    """Write the same value in other bytes, in what is kept or in the chain."""
    table, column = rng.choice([("record", "value"), ("audit", "new")])
    with closing(plainly(path)) as file:
        guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = dict(guards.fetchall())
        for name in triggers:
            file.execute(f"DROP TRIGGER {name}")
        rows = file.execute(f"SELECT rowid, {column} FROM {table} WHERE {column} LIKE '%:%'")
        number, value = rng.choice(rows.fetchall())
        file.execute(
            f"UPDATE {table} SET {column} = ? WHERE rowid = ?",
            (value.replace(":", ": ", 1), number),
        )
        for statement in triggers.values():
            file.execute(statement)


def entry_edited(path: Path, rng: Random) -> None:
    """Change what an entry says."""
    with forging(path) as forged:
        _edit(rng.choice(forged.lines), rng)


def entry_edited_and_rehashed(path: Path, rng: Random) -> None:
    """Change what an entry says, and give it the hash that fits."""
    with forging(path) as forged:
        line = rng.choice(forged.lines)
        _edit(line, rng)
        line["hash"] = line_hash(line)


def end_cut_off(path: Path, rng: Random) -> None:
    """Remove the last entries, and set back what is kept: all of it fits."""
    with forging(path) as forged:
        del forged.lines[-rng.randint(1, len(forged.lines) - 1) :]
        forged.replay()


def middle_removed(path: Path, rng: Random) -> None:
    """Remove an entry, with or without closing the gap."""
    with forging(path) as forged:
        del forged.lines[rng.randrange(len(forged.lines) - 1)]
        _settle(forged, rng)


def swapped(path: Path, rng: Random) -> None:
    """Let two entries change places."""
    with forging(path) as forged:
        lines = forged.lines
        one, two = rng.sample(range(len(lines)), 2)
        lines[one], lines[two] = lines[two], lines[one]
        lines[one]["sequence"], lines[two]["sequence"] = one + 1, two + 1
        if rng.random() < 0.5:
            lines[one]["previous"], lines[two]["previous"] = (
                lines[two]["previous"],
                lines[one]["previous"],
            )


def back_dated(path: Path, rng: Random) -> None:
    """Set an entry, or all from it on, to an earlier day."""
    with forging(path) as forged:
        first = rng.randrange(1, len(forged.lines))
        last = rng.choice([first + 1, len(forged.lines)])
        for line in forged.lines[first:last]:
            line["at"] = line["at"].replace("2026-", "2025-")
        _settle(forged, rng)


def replaced(path: Path, rng: Random) -> None:
    """Write over an entry by REPLACE, which passes both triggers by."""
    with closing(plainly(path)) as file:
        (count,) = file.execute("SELECT count(*) FROM audit").fetchone()
        columns = [row[1] for row in file.execute("PRAGMA table_info(audit)")]
        taken = ", ".join("'eve'" if name == "user" else name for name in columns)
        number = rng.randint(1, count)
        file.execute(f"REPLACE INTO audit SELECT {taken} FROM audit WHERE sequence = {number}")


def trigger_dropped(path: Path, rng: Random) -> None:
    """Drop a trigger, or put one in its place that refuses nothing."""
    name, change = rng.choice(
        [("audit_is_not_changed", "UPDATE"), ("audit_is_not_shortened", "DELETE")]
    )
    weaker = rng.choice(["", "WHEN old.user = 'nobody'", "WHEN 0"])
    with closing(plainly(path)) as file:
        file.execute(f"DROP TRIGGER {name}")
        if weaker:
            file.execute(
                f"CREATE TRIGGER {name} BEFORE {change} ON audit {weaker} "
                "BEGIN SELECT RAISE(ABORT, 'no'); END"
            )


def trigger_added(path: Path, rng: Random) -> None:
    """Add a trigger that changes what will be saved."""
    table = rng.choice(["record", "audit"])
    with closing(plainly(path)) as file:
        file.execute(
            f"CREATE TRIGGER quiet AFTER INSERT ON {table} "
            "BEGIN DELETE FROM record WHERE kind = 'query'; END"
        )


def signatures_swapped(path: Path, rng: Random) -> None:
    """Exchange what two signatures vouch for, with or without a chain that fits."""
    with forging(path) as forged:
        signed = [line for line in forged.lines if line["action"] == "signed"]
        one, two = rng.sample(signed, 2)
        one["new"], two["new"] = two["new"], one["new"]
        forged.replay()
        if rng.random() < 0.5:
            forged.relink()


def tail_truncated(path: Path, rng: Random) -> None:
    """Cut bytes off the file's end: a few, some pages, nearly all."""
    size = path.stat().st_size
    cut = rng.choice([rng.randint(1, 64), rng.randint(1, 3) * 4096, rng.randint(1, size)])
    with path.open("r+b") as file:
        file.truncate(size - cut)


def bit_flipped(path: Path, rng: Random) -> None:
    """Flip a bit of a measured value in the bytes of the file, wherever it is kept."""
    data = bytearray(path.read_bytes())
    mark = f'"{SIZE}":"'.encode()
    places = [n + len(mark) for n in range(len(data)) if data.startswith(mark, n)]
    data[rng.choice(places)] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def bit_flipped_in_both(path: Path, rng: Random) -> None:
    """Flip a bit of a measured value in what is kept and in the chain alike."""
    with forging(path) as forged:
        measured = [line for line in forged.lines if SIZE in (line["new"] or {})]
        line = rng.choice(measured)
        digit, *others = line["new"][SIZE]
        flipped = chr(ord(digit) ^ 1)
        line["new"] = line["new"] | {SIZE: flipped + "".join(others)}
        forged.replay()


def bit_flipped_in_caliper(path: Path, rng: Random) -> None:
    """Move the end of a caliper by the last bit of a float, in what is kept and in the chain."""
    with forging(path) as forged:
        line = rng.choice([line for line in forged.lines if AXIS in (line["new"] or {})])
        (first, *others), end = line["new"][AXIS]
        moved = [[math.nextafter(first, math.inf), *others], end]
        line["new"] = line["new"] | {AXIS: moved}
        forged.replay()


def chain_rewritten(path: Path, rng: Random) -> None:
    """Change an entry and make the whole chain, signatures and all, anew: all of it fits."""
    with forging(path) as forged:
        _edit(rng.choice(forged.lines), rng, among=("user", "reason", "program", "save", "size"))
        forged.renew()


def entry_inserted(path: Path, rng: Random) -> None:
    """Put an entry between two others, with or without a chain that fits."""
    with forging(path) as forged:
        at = rng.randrange(1, len(forged.lines))
        line = dict(forged.lines[at - 1])
        line |= {"kind": "step", "action": "opened", "user": "eve", "old": None, "new": {}}
        forged.lines.insert(at, line)
        for number, one in enumerate(forged.lines, start=1):
            one["sequence"] = number
        forged.replay()
        _settle(forged, rng)


def signed_reading_changed(path: Path, rng: Random) -> None:
    """Change or remove what is read of a signed visit, by an entry that fits the chain's end."""
    with forging(path) as forged:
        signed = rng.choice(_signatures(forged))
        own = [
            key
            for key in sorted(forged.kept)
            if key.kind in ("row", "caliper")
            and (key.reader, key.visit) == (signed["reader"], signed["visit"])
        ]
        key = rng.choice(own)
        new = rng.choice([None, _other(forged.kept[key][0], rng)])
        action = "changed" if new else "removed"
        _append(forged, kind=key.kind, name=key.name, signed=signed, action=action, new=new)


def signature_replaced(path: Path, rng: Random) -> None:
    """Sign anew what is signed, or let somebody else sign it, by an entry that fits the end."""
    with forging(path) as forged:
        signed = rng.choice(_signatures(forged))
        new = signed["new"] | {"printed_name": "Eve"}
        name = rng.choice([signed["name"], "9"])
        _append(forged, kind="signature", name=name, signed=signed, action="signed", new=new)
        forged.lines[-1]["user"] = rng.choice(["eve", signed["user"]])
        forged.renew()


def signed_without_signature(path: Path, rng: Random) -> None:
    """Let a read be signed that nobody signed, or be opened that nobody unlocked."""
    with forging(path) as forged:
        signed = rng.choice(_signatures(forged))
        reads = [
            {"stage": "signed", "version": 7},
            {"stage": "in progress", "version": 7},
            {"stage": "in progress", "version": 1},
        ]
        new = rng.choice(reads)
        _append(forged, kind="read", name="", signed=signed, action="changed", new=new)


TAMPERINGS: tuple[Tampering, ...] = (
    value_in_record,
    record_added_or_removed,
    version_in_record,
    respelled,
    entry_edited,
    entry_edited_and_rehashed,
    end_cut_off,
    middle_removed,
    swapped,
    back_dated,
    replaced,
    trigger_dropped,
    trigger_added,
    signatures_swapped,
    tail_truncated,
    bit_flipped,
    bit_flipped_in_both,
    bit_flipped_in_caliper,
    chain_rewritten,
    entry_inserted,
    signed_reading_changed,
    signature_replaced,
    signed_without_signature,
)


def _signatures(forged: Forged) -> list[Line]:
    """Return the signatures of what is signed at the end of the chain."""
    signed = {
        (key.subject, key.reader, key.visit, str(value["version"]))
        for key, (value, _) in forged.kept.items()
        if key.kind == "read" and value["stage"] == "signed"
    }
    own = ("subject", "reader", "visit", "name")
    lines = [line for line in forged.lines if line["action"] == "signed"]
    return [line for line in lines if tuple(line[name] for name in own) in signed]


def _append(
    forged: Forged, *, kind: str, name: str, signed: Line, action: str, new: dict[str, Any] | None
) -> None:
    """Append an entry about the visit of a signature, with all that fits."""
    line = signed | {"at": forged.lines[-1]["at"], "reason": "", "save": ""}
    forged.lines.append(line | {"kind": kind, "name": name, "action": action, "new": new})
    forged.renew()


def _edit(
    line: Line,
    rng: Random,
    among: tuple[str, ...] = ("user", "role", "reason", "save", "program", "at", "new", "name"),
) -> None:
    """Change one cell of an entry."""
    column = rng.choice(among)
    if column == "size":
        column = "new" if SIZE in (line["new"] or {}) else "reason"
    if column == "new":
        line["new"] = _other(line["new"], rng)
    elif column == "at":
        line["at"] = line["at"].replace(":00", ":01", 1).replace("2026-", "2027-")
    else:
        line[column] += rng.choice(["x", " ", "é"])


def _other(value: Any, rng: Random) -> dict[str, Any]:
    """Return a value with another content under one of its keys."""
    if not value:
        return {"more": 1}
    name = rng.choice(sorted(value))
    other = {**value, name: value[name] + "1"} if isinstance(value[name], str) else None
    return other or {**value, name: [json.dumps(value[name])]}


def _settle(forged: Forged, rng: Random) -> None:
    """Leave it, make the hashes anew, or all that hangs on them."""
    match rng.randrange(3):
        case 1:
            forged.relink()
        case 2:
            forged.renew()
        case _:
            pass
