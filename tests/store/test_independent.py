"""The second verifier, by itself: a sound file, each kind of fault by the line that tells it."""

from __future__ import annotations

import ast
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from recist.store import independent
from recist.store.independent import faults
from tests.store.tampered import GUARDS, head_of, sql


def test_it_shares_nothing_with_what_it_checks() -> None:
    tree = ast.parse(Path(independent.__file__).read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "recist"]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_a_sound_file_has_no_fault(trial: Path) -> None:
    assert faults(trial) == []
    assert faults(trial, head_of(trial)) == []
    assert faults(trial, "ab" * 32) == [f"head {'ab' * 32}: it is not in the chain"]


# what is done with the file; how the first fault begins and ends
TOLD = [
    ("UPDATE audit SET reason = 'x' WHERE sequence = 2", "entry 2: its hash is not that of what"),
    ("UPDATE audit SET new = '[]' WHERE sequence = 2", "entry 2: not readable: a value is not a"),
    ("UPDATE audit SET new = '{' WHERE sequence = 2", "entry 2: not readable: "),
    ("UPDATE audit SET new = '{\"a\":NaN}' WHERE sequence = 2", "entry 2: not readable: "),
    ("UPDATE audit SET at = 'noon' WHERE sequence = 2", "entry 2: not readable: Invalid isoformat"),
    ("UPDATE audit SET subject = x'ff' WHERE sequence = 2", "entry 2: not readable: "),
    (
        "UPDATE record SET value = CAST(x'41ff' AS TEXT) WHERE kind = 'user'",
        "the file cannot be read: Could not decode to UTF-8 column 'value'",
    ),
    ("DELETE FROM audit WHERE sequence = 2", "entry 3: entry 2 was to follow"),
    ("DELETE FROM record WHERE kind = 'user'", "user anna: in the chain, but not kept"),
    (
        "UPDATE record SET reader = 'eve' WHERE kind = 'row'",
        "row 01 eve baseline T1: kept, but not",
    ),
    ("UPDATE record SET version = 99 WHERE kind = 'user'", "user anna: its version is 99, not 1"),
    (
        "UPDATE record SET value = replace(value, ':', ': ') WHERE kind = 'user'",
        "user anna: its value is not that of entry 1",
    ),
    ("PRAGMA application_id = 7", "the application id is 0x7, not 0x52435354"),
    (
        "CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END",
        "trigger t: it has no place here",
    ),
    ("CREATE VIEW v AS SELECT 1", "view v: it has no place here"),
    ("DROP TABLE record", "table record: it is missing"),
    ("ALTER TABLE audit RENAME COLUMN hash TO digest", "the file cannot be read: no such column"),
]


@pytest.mark.parametrize(("statement", "told"), TOLD, ids=[one[0] for one in TOLD])
def test_a_fault_names_where_it_is(trial: Path, statement: str, told: str) -> None:
    sql(trial, statement)
    found = faults(trial)
    assert found[0].startswith(told)
    assert not any("with text" in line or "\n" in line for line in found)


@pytest.mark.parametrize("name", GUARDS)
def test_a_missing_trigger_is_told(trial: Path, name: str) -> None:
    with closing(sqlite3.connect(trial)) as file:
        file.execute(f"DROP TRIGGER {name}")
    assert faults(trial) == [f"trigger {name}: it is missing, or not what it has to be"]


def _text(path: Path) -> None:
    path.write_text("subject,reader\n")


def _without_last_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _one_byte_more(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def _half(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _first_page_overwritten(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:100] + b"\xff" * 3996 + data[4096:])


BROKEN = [
    (Path.unlink, "the file cannot be read: unable to open database file"),
    (_text, "the file cannot be read: file is not a database"),
    (_half, "the file cannot be read: database disk image is malformed"),
    (_without_last_byte, "damaged: the file has not the length of its"),
    (_one_byte_more, "damaged: the file has not the length of its"),
    (_first_page_overwritten, "the file cannot be read: database disk image is malformed"),
]


@pytest.mark.parametrize(("damage", "told"), BROKEN, ids=[one[0].__name__ for one in BROKEN])
def test_a_damaged_file_is_a_fault_and_no_error(
    trial: Path, damage: Callable[[Path], None], told: str
) -> None:
    damage(trial)
    assert any(line.startswith(told) for line in faults(trial))
