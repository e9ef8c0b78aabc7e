"""The check of a whole file: each way to tamper with it, its fault, and the same verdict twice."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from trial_parts.forging import forging
from trial_parts.tampering import hashes_believed
from trial_parts.tamperings import TAMPERINGS, Tampering, chain_rewritten, end_cut_off

from recist.store import independent, sqlite
from recist.store.checking import check_file
from recist.store.independent import faults
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.chain import Fault
from tests.store.tampered import GUARDS, head_of, sql
from tests.trial_files import ANNA


def test_a_sound_file_has_no_fault(trial: Path) -> None:
    before = trial.read_bytes()
    assert check_file(trial) == check_file(trial, head_of(trial)) == []
    assert trial.read_bytes() == before


@pytest.mark.parametrize("check", ["first", "second"])
def test_who_saves_does_not_wait_for_the_check(
    trial: Path, monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    saves: list[str] = []

    def save() -> bool:
        if not saves:
            TrialFile(trial).do(ANNA, lambda work: work.note(Action.OPENED, {}))
            saves.append("done")
        return False

    value = independent._value

    def read(text: str | None) -> object:
        save()
        return value(text)

    if check == "first":
        assert check_file(trial, cancelled=save) == []
    else:
        monkeypatch.setattr(independent, "_value", read)
        assert faults(trial) == []
    assert saves == ["done"]


def test_nothing_is_held_while_the_file_is_looked_at_for_damage(
    trial: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    damage = sqlite.damage

    def save_first(path: Path) -> list[str]:
        TrialFile(path).do(ANNA, lambda work: work.note(Action.OPENED, {}))
        return damage(path)

    monkeypatch.setattr(sqlite, "damage", save_first)
    assert check_file(trial) == []


# what somebody does to the file; the kind of the first fault, and where it is
FOUND = [
    ("UPDATE audit SET user = 'eve' WHERE sequence = 2", Fault.CHANGED, "entry 2"),
    ("UPDATE audit SET new = replace(new, ':', ': ') WHERE sequence = 2", Fault.CHANGED, "entry 2"),
    ("UPDATE audit SET action = 'eaten' WHERE sequence = 2", Fault.FILE, "trial.recist"),
    ("UPDATE audit SET new = '{' WHERE sequence = 2", Fault.FILE, "trial.recist"),
    ("DELETE FROM audit WHERE sequence = 2", Fault.GAP, "entry 3"),
    ("DELETE FROM record WHERE kind = 'user'", Fault.STATE, "user anna"),
    ("UPDATE record SET version = 9 WHERE kind = 'user'", Fault.STATE, "user anna"),
    ("UPDATE record SET value = replace(value, ',', ', ')", Fault.STATE, "user anna"),
    (
        "UPDATE record SET value = replace(value, '1', '1.0') WHERE kind = 'read'",
        Fault.STATE,
        "read 01 anna baseline",
    ),
    ("PRAGMA application_id = 7", Fault.FILE, "trial.recist"),
    ("CREATE TRIGGER t AFTER INSERT ON record BEGIN SELECT 1; END", Fault.GUARD, "t"),
    ("CREATE VIEW v AS SELECT 1", Fault.GUARD, "v"),
    ("DROP TABLE record", Fault.FILE, "trial.recist"),
    ("DROP INDEX ix_audit_save", None, ""),
]


@pytest.mark.parametrize(
    ("statement", "fault", "where"), FOUND, ids=[statement for statement, *_ in FOUND]
)
def test_a_fault_has_its_kind_and_place(
    trial: Path, statement: str, fault: Fault | None, where: str
) -> None:
    sql(trial, statement)
    found = [(one.fault, one.where) for one in check_file(trial)]
    assert found[:1] == ([] if fault is None else [(fault, where)])
    assert bool(faults(trial)) is bool(found)


def test_a_thing_that_is_kept_twice_is_found(trial: Path) -> None:
    sql(
        trial,
        "CREATE TABLE other AS SELECT * FROM record",
        "DROP TABLE record",
        "ALTER TABLE other RENAME TO record",
        "INSERT INTO record SELECT * FROM record WHERE kind = 'user'",
    )
    assert [one.message for one in check_file(trial)] == ["it is kept more than once"]
    assert faults(trial) == ["user anna: kept, but not in the chain"]


@pytest.mark.parametrize("name", GUARDS)
def test_a_missing_trigger_is_found(trial: Path, name: str) -> None:
    with closing(sqlite3.connect(trial)) as file:
        file.execute(f"DROP TRIGGER {name}")
    assert [(one.fault, one.where) for one in check_file(trial)] == [
        (Fault.GUARD, f"trigger {name}")
    ]


# which cell of a signature is changed, in a chain whose every hash is made anew
SIGNED = [("read", "0" * 64), ("head", "0" * 64), ("meaning", "")]


@pytest.mark.parametrize(("name", "value"), SIGNED, ids=[one[0] for one in SIGNED])
def test_a_signature_is_held_against_the_chain(trial: Path, name: str, value: str) -> None:
    with forging(trial) as forged:
        last = [line for line in forged.lines if line["action"] == "signed"][-1]
        last["new"] = last["new"] | {name: value}
        forged.replay()
        forged.relink()
    # Its meaning is its own; only a head that was noted elsewhere tells that it was another.
    assert [one.fault for one in check_file(trial)] == [Fault.SIGNATURE] * (name != "meaning")
    assert len(faults(trial)) == (name != "meaning")


@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda one: one.__name__)
def test_both_verifiers_find_a_tampering_against_the_head(
    trial: Path, tampering: Tampering
) -> None:
    head = head_of(trial)
    tampering(trial, Random(1))
    assert check_file(trial, head)
    assert faults(trial, head)


@pytest.mark.parametrize("tampering", [chain_rewritten, end_cut_off], ids=lambda one: one.__name__)
def test_nobody_tells_a_chain_that_was_made_anew_without_the_head(
    trial: Path, tampering: Tampering
) -> None:
    head = head_of(trial)
    tampering(trial, Random(1))
    assert not check_file(trial)
    assert not faults(trial)
    assert [one.fault for one in check_file(trial, head)] == [Fault.HEAD]
    assert faults(trial, head) == [f"head {head}: it is not in the chain"]


def test_the_sabotage_of_the_benchmark_blinds_both_verifiers(trial: Path) -> None:
    sql(trial, "UPDATE audit SET reason = 'x' WHERE sequence = 2")
    with hashes_believed():
        assert not check_file(trial)
        assert not faults(trial)
    assert check_file(trial)
    assert faults(trial)


CRASH = """
import os, sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("PRAGMA cache_size = 1")
file.execute("BEGIN")
file.execute("DELETE FROM record")
file.execute("CREATE TABLE more AS SELECT zeroblob(100000) AS more")
os._exit(1)
"""


def test_a_save_that_a_crash_cut_short_is_undone(trial: Path) -> None:
    subprocess.run([sys.executable, "-c", CRASH, str(trial)], check=False)
    assert faults(trial) != []
    assert check_file(trial) == []
    assert faults(trial) == []
