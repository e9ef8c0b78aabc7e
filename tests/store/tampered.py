"""Trials that somebody else has written to."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from recist.trial.accounts import first_user
from recist.trial.audit import Key
from recist.trial.people import Role, User
from recist.trial.ports import Work
from recist.trial.signing import Signing, sign
from tests.trial_files import ANNA, START, new_trial, read_all

THING = ("kind", "subject", "reader", "visit", "name")
IS_THIS = " AND ".join(f"{name} = ?" for name in THING)
GUARDS = ("audit_is_not_changed", "audit_is_not_shortened")


def signed_trial(folder: Path) -> Path:
    """Make a trial of one reader without a password, with a signature of each of two visits.

    Entry 1 is the user, 2 to 5 are the readings, 6 is a caliper, 7 to 10 are the signatures, each
    with the read's stage.
    """
    trial = new_trial(folder)

    def user(work: Work) -> None:
        first_user(
            work,
            User(
                name="anna", printed_name="Anna", roles=frozenset({Role.READER, Role.ADMINISTRATOR})
            ),
            None,
        )

    trial.do(ANNA, user)
    read_all(trial, ANNA)
    drawn = Key(kind="caliper", subject="01", reader="anna", visit="baseline", name="T1")
    ends = {"long_axis_lps_mm": [[0.1, -0.0, 1e-07], [50.1, 0.0, 0.0]]}
    trial.do(ANNA, lambda work: work.put(drawn, ends, expect=0))
    for visit in ("baseline", "week 8"):
        sign(trial, ANNA, "", Signing(subject="01", visit=visit), START)
    return trial.path


def head_of(path: Path) -> str:
    """Return the hash of the last entry."""
    with closing(sqlite3.connect(path)) as file:
        (head,) = file.execute("SELECT hash FROM audit ORDER BY sequence DESC").fetchone()
    return str(head)


def sql(path: Path, *statements: str) -> None:
    """Run statements on a file without its triggers, and put these back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        triggers = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            file.execute(statement)
        for _, text in triggers:
            file.execute(text)


def append(path: Path, **cells: Any) -> None:
    """Append an entry whose hash is right, and keep what it says, as a forger does.

    Where ``old`` is not given, it is what is kept.
    """
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        last = file.execute("SELECT * FROM audit ORDER BY sequence DESC").fetchone()
        same = {name: last[name] for name in ("at", "user", "role", "save", "program")}
        line = same | dict.fromkeys(THING, "") | {"reason": "", "new": None} | cells
        line |= {"sequence": last["sequence"] + 1, "previous": last["hash"]}
        place = [line[name] for name in THING]
        kept = file.execute(f"SELECT value FROM record WHERE {IS_THIS}", place).fetchone()
        line.setdefault("old", None if kept is None else json.loads(kept["value"]))
        said = {name: value for name, value in line.items() if name not in THING}
        said["key"] = {name: line[name] for name in THING}
        line["hash"] = hashlib.sha256(_json(said).encode()).hexdigest()
        for name in ("old", "new"):
            line[name] = None if line[name] is None else _json(line[name])
        _insert(file, "audit", line)
        if line["kind"] != "step":
            file.execute(f"DELETE FROM record WHERE {IS_THIS}", place)
        if line["kind"] != "step" and line["new"] is not None:
            record = {name: line[name] for name in THING}
            _insert(file, "record", record | {"value": line["new"], "version": line["sequence"]})
        file.commit()


def _insert(file: sqlite3.Connection, table: str, cells: dict[str, Any]) -> None:
    marks = ", ".join("?" for _ in cells)
    names = ", ".join(f"[{name}]" for name in cells)
    file.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(cells.values()))


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
