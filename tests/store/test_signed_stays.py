"""What is signed stays, whoever can make hashes: both verifiers notice each entry against it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from recist.store.checking import check_file
from recist.store.independent import faults
from recist.trial.audit import Key, digest
from recist.trial.reads import VisitRead
from recist.trial.signing import Signing, sign, unlock
from tests.store.tampered import append, head_of
from tests.trial_files import ANNA, CORA, PASSWORD, START, read_all, trial_with

HERE = {"subject": "01", "reader": "anna", "visit": "baseline"}
ROW = {"kind": "row", **HERE, "name": "T1"}
CALIPER = {"kind": "caliper", **HERE, "name": "T1"}
IMAGE = {"kind": "image", "subject": "01", "visit": "baseline", "name": "ab" * 32}
FILE = {"instance": "1.2", "size": 4, "place": "/here.dcm", "suffix": ""}
READ = {"kind": "read", **HERE}
OPEN = {"stage": "in progress", "version": 2}


def _alarms(path: Path) -> tuple[list[str], list[str]]:
    """Return what both verifiers say, but of images, which are not there."""
    first = [one.message for one in check_file(path) if one.fault != "image-differs"]
    return first, [line for line in faults(path) if "its image is gone" not in line]


# what is appended with a right hash; what the first verifier says of it, and the second
CHANGED = "it was changed while it was signed"
SECOND = "changed while its visit is signed, by anna"
AGAINST: list[tuple[str, dict[str, Any], str, str]] = [
    ("a row changed", ROW | {"action": "changed", "new": {"size": "9"}}, CHANGED, SECOND),
    ("a row removed", ROW | {"action": "removed"}, CHANGED, SECOND),
    ("a row added", ROW | {"name": "T2", "action": "created", "new": {}}, CHANGED, SECOND),
    ("a row unlocked", ROW | {"action": "unlocked", "new": {}}, CHANGED, SECOND),
    ("a caliper changed", CALIPER | {"action": "changed", "new": {}}, CHANGED, SECOND),
    ("a caliper removed", CALIPER | {"action": "removed"}, CHANGED, SECOND),
    ("an image added", IMAGE | {"action": "created", "new": FILE}, CHANGED, SECOND),
    (
        "a read opened by a change",
        READ | {"action": "changed", "new": OPEN},
        "it was opened again and not unlocked",
        "a signed read is opened by an entry `unlocked`, with the next version",
    ),
    ("a read removed", READ | {"action": "removed"}, "it was opened again", "a signed read"),
    (
        "a read unlocked without another version",
        READ | {"action": "unlocked", "new": OPEN | {"version": 1}},
        "it was opened again and not unlocked",
        "a signed read is opened",
    ),
    (
        "a read signed by itself",
        READ | {"visit": "week 16", "action": "created", "new": {"stage": "signed", "version": 1}},
        "it became signed without a signature just before",
        "signed without a signature of version 1 just before",
    ),
    (
        "a read signed after another's signature",
        READ | {"reader": "ben", "action": "created", "new": {"stage": "signed", "version": 1}},
        "it became signed without a signature just before",
        "signed without a signature of version 1 just before",
    ),
    (
        "a read without a version",
        READ | {"visit": "week 16", "action": "created", "new": {"stage": "to read"}},
        "its stage or its version is none",
        "a read has a stage and a version",
    ),
    (
        "a read of a version that is no number",
        READ | {"action": "unlocked", "new": OPEN | {"version": "2"}},
        "its stage or its version is none",
        "a read has a stage and a version",
    ),
    (
        "a read of another stage",
        READ | {"visit": "week 16", "action": "created", "new": {"stage": "frozen", "version": 1}},
        "its stage or its version is none",
        "a read has a stage and a version",
    ),
]


@pytest.mark.parametrize(
    ("cells", "first", "second"), [one[1:] for one in AGAINST], ids=[one[0] for one in AGAINST]
)
def test_what_is_signed_stays(trial: Path, cells: dict[str, Any], first: str, second: str) -> None:
    append(trial, **cells)
    said, independently = _alarms(trial)
    assert len(said) == len(independently) == 1
    assert said[0].startswith(first)
    assert second in independently[0]


def test_a_read_of_another_name_opens_nothing(trial: Path) -> None:
    append(trial, **READ, name="x", action="unlocked", new=OPEN)
    append(trial, **ROW, action="changed", new={"size": "9"})
    said, independently = _alarms(trial)
    assert CHANGED in said
    assert any(SECOND in line for line in independently)


WEEK_8 = {"kind": "signature", "subject": "01", "reader": "anna", "visit": "week 8", "name": "1"}


def test_a_signature_is_not_replaced_by_another(trial: Path) -> None:
    with closing(sqlite3.connect(trial)) as file:
        asked = "SELECT value FROM record WHERE kind = 'signature' AND visit = 'week 8'"
        (text,) = file.execute(asked).fetchone()
    other = json.loads(text) | {"head": head_of(trial), "printed_name": "Eve"}
    append(trial, **WEEK_8, action="signed", new=other)
    said, independently = _alarms(trial)
    assert said == ["it takes the place of another signature"]
    assert independently == ["entry 11: the signature takes the place of another one"]


def test_nobody_signs_for_another_reader(tmp_path: Path) -> None:
    path = trial_with(tmp_path).path
    empty = {**HERE, "version": 1, "rows": [], "calipers": [], "images": []}
    value = {"read": digest(empty), "head": head_of(path)}
    signature = {"kind": "signature", **HERE, "name": "1", "action": "signed", "new": value}
    append(path, **signature, user="ben")
    said, independently = _alarms(path)
    assert said == ["somebody else than its reader signed it"]
    assert [line.partition(": ")[2] for line in independently] == ["ben signs what anna has read"]


def test_what_is_honest_alarms_nobody(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    key = Key(**IMAGE)
    trial.do(CORA, lambda work: work.put(key, FILE, expect=0))
    asked = Signing(subject="01", visit="baseline")
    sign(trial, ANNA, PASSWORD, asked, START)
    # An image that is moved is still the one that was signed.
    moved = {**FILE, "place": "/elsewhere.dcm"}
    trial.do(CORA, lambda work: work.put(key, moved, expect=None))
    read = VisitRead(subject="01", reader="anna", visit="baseline")
    trial.do(CORA, lambda work: unlock(work, CORA, read, "wrong slice"))
    read_all(trial, ANNA, ("51", "30"))
    sign(trial, ANNA, PASSWORD, asked, START)
    assert _alarms(trial.path) == ([], [])
