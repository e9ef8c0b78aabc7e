"""What a forger does who has the file of a trial, SQLite, and time to make every hash anew."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recist.trial.audit import Key
from recist.trial.reads import visit_read
from recist.trial.signing import canonical_read
from recist.trial.state_view import StateView

THING = ("kind", "subject", "reader", "visit", "name")
PLAIN = ("sequence", "at", "user", "role", "action", "reason", "save", "program", "previous")
COLUMNS = (*PLAIN, *THING, "old", "new", "hash")

Line = dict[str, Any]
"""One row of the chain: its cells by column, `old` and `new` as values."""


def text(value: object) -> str:
    """Return canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def sha256(value: object) -> str:
    """Return the SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(text(value).encode()).hexdigest()


def line_hash(line: Line) -> str:
    """Return the hash that fits what a line says."""
    said = {name: line[name] for name in (*PLAIN, "old", "new")}
    return sha256(said | {"key": {name: line[name] for name in THING}})


@dataclass
class Forged:
    """The content of a file, as a list of lines and a state; the forger works on these."""

    lines: list[Line]
    kept: dict[Key, tuple[Any, int]] = field(default_factory=dict)

    def replay(self) -> None:
        """Make what is kept anew from the lines."""
        self.kept = {}
        for line in self.lines:
            key = Key(**{name: line[name] for name in THING})
            self.kept.pop(key, None)
            if key.kind != "step" and line["new"] is not None:
                self.kept[key] = (line["new"], line["sequence"])

    def relink(self) -> None:
        """Give every line the previous and the hash that fit, and nothing else."""
        previous = "0" * 64
        for line in self.lines:
            line["previous"] = previous
            line["hash"] = previous = line_hash(line)

    def renew(self) -> None:
        """Give every line the number, the old value, the signed digest and the hash that fit."""
        state: dict[Key, Any] = {}
        previous = "0" * 64
        for number, line in enumerate(self.lines, start=1):
            key = Key(**{name: line[name] for name in THING})
            line |= {"sequence": number, "previous": previous}
            if key.kind != "step":
                line["old"] = state.pop(key, None)
            if line["action"] == "signed":
                view = StateView(state)
                read = canonical_read(view, visit_read(view, key.subject, key.reader, key.visit))
                line["new"] = line["new"] | {"read": sha256(read), "head": previous}
            if key.kind != "step" and line["new"] is not None:
                state[key] = line["new"]
            line["hash"] = previous = line_hash(line)
        self.replay()


def plainly(path: Path) -> sqlite3.Connection:
    """Open a file as any program does."""
    return sqlite3.connect(path, isolation_level=None)


@contextmanager
def forging(path: Path) -> Iterator[Forged]:
    """Read all of a file, and write it back as the forger leaves it; the triggers come back."""
    with closing(plainly(path)) as file:
        rows = file.execute(f"SELECT {', '.join(COLUMNS)} FROM audit ORDER BY sequence").fetchall()
        forged = Forged([_line(row) for row in rows])
        for *names, value, version in file.execute(
            f"SELECT {', '.join(THING)}, value, version FROM record"
        ):
            forged.kept[Key(**dict(zip(THING, names, strict=True)))] = (
                json.loads(value),
                version,
            )
        yield forged
        guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = dict(guards.fetchall())
        file.execute("BEGIN")
        for name in triggers:
            file.execute(f"DROP TRIGGER {name}")
        _write(file, forged)
        for statement in triggers.values():
            file.execute(statement)
        file.execute("COMMIT")


def _line(row: tuple[Any, ...]) -> Line:
    line = dict(zip(COLUMNS, row, strict=True))
    for name in ("old", "new"):
        line[name] = None if line[name] is None else json.loads(line[name])
    return line


def _write(file: sqlite3.Connection, forged: Forged) -> None:
    file.execute("DELETE FROM audit")
    file.execute("DELETE FROM record")
    for line in forged.lines:
        cells = [
            text(line[name]) if name in ("old", "new") and line[name] is not None else line[name]
            for name in COLUMNS
        ]
        marks = ", ".join("?" for _ in COLUMNS)
        file.execute(f"INSERT INTO audit ({', '.join(COLUMNS)}) VALUES ({marks})", cells)
    for key, (value, version) in forged.kept.items():
        cells = [*(getattr(key, name) for name in THING), text(value), version]
        file.execute(
            f"INSERT INTO record ({', '.join(THING)}, value, version) VALUES (?, ?, ?, ?, ?, ?, ?)",
            cells,
        )
