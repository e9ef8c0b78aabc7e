"""The responses of an export as JSON: by the published schema, and red where they are not ours."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recist.formats.json_export import JSON
from recist.trial.judging import Reads
from recist.trial.record import ReadChoice, record_of
from tests.formats.export_records import (
    ORIGIN,
    checked,
    hostile,
    hostile_texts,
    sample,
    written,
)
from tests.test_schema import SCHEMA as PUBLISHED
from tests.test_schema import described, faults, keys_of

NAME = "responses.json"


def document(folder: Path) -> Any:
    return json.loads((folder / NAME).read_text("utf-8"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert written(JSON, sample(), tmp_path) == []
    return tmp_path


def test_it_holds_to_the_schema_and_every_key_is_described(folder: Path) -> None:
    assert faults(document(folder)) == []
    assert set(keys_of(document(folder))) - set(described(PUBLISHED)) == set()


def test_nothing_differs_from_the_record(folder: Path) -> None:
    assert checked(JSON, sample(), folder) == []


def test_it_says_where_it_comes_from(folder: Path) -> None:
    said = document(folder)
    assert said["audit_head"] == ORIGIN.head
    assert (said["trial"], said["program"]) == (ORIGIN.trial, ORIGIN.program)
    assert (said["exported_at"], said["reads"]) == (ORIGIN.made_at, "all")
    assert {case["reader"]: case["accepted"] for case in said["cases"]} == {"A": True, "B": False}


def test_a_table_has_no_head(tmp_path: Path) -> None:
    record = replace(sample(), origin=replace(ORIGIN, head=""))
    written(JSON, record, tmp_path)
    assert "audit_head" not in document(tmp_path)
    assert faults(document(tmp_path)) == []
    assert checked(JSON, record, tmp_path) == []


def test_several_protocols_and_what_differs(tmp_path: Path) -> None:
    record = sample("recist-1.1", "irecist", choice=ReadChoice.ACCEPTED)
    written(JSON, record, tmp_path)
    said = document(tmp_path)
    assert [part["protocol"]["id"] for part in said["assessments"]] == ["recist-1.1", "irecist"]
    assert [faults(part) for part in said["assessments"]] == [[], []]
    assert said["differences"][0]["answers"] == ["PD", "iUPD"]
    assert said["reads"] == "accepted"
    assert checked(JSON, record, tmp_path) == []


def test_hostile_text_is_held_as_it_is(tmp_path: Path) -> None:
    record = hostile(hostile_texts())
    assert written(JSON, record, tmp_path) == []
    assert checked(JSON, record, tmp_path) == []
    subjects = [case["subject"] for case in document(tmp_path)["cases"]]
    assert subjects == [case.case.subject for case in record.judged[0].cases]


SPOILT = [
    ("trial", "another"),
    ("audit_head", "f" * 64),
    ("exported_at", "2024-05-02"),
    ("protocol/id", "irecist"),
    ("cases/0/subject", "X"),
    ("cases/0/accepted", False),
    ("cases/0/best/response", "CR"),
    ("cases/0/visits/1/overall", "PR"),
    ("cases/0/visits/1/sum_mm", 75.6),
    ("cases/0/visits/1/date", "2024-03-07"),
    ("cases/0/visits/1/complete", False),
    ("cases/0/visits/1/change_from_nadir_percent", -12.93),
    ("cases/0/visits/1/rules", []),
    ("cases/0/visits", []),
    ("cases", []),
]


@pytest.mark.parametrize(("path", "value"), SPOILT)
def test_a_spoilt_document_is_seen(folder: Path, path: str, value: Any) -> None:
    spoilt = document(folder)
    *above, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    held = spoilt
    for part in above:
        held = held[part]
    held[last] = value
    (folder / NAME).write_text(json.dumps(spoilt), "utf-8")
    assert checked(JSON, sample(), folder) != []


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"{}", b"\xff"])
def test_what_is_no_document_is_a_line(folder: Path, content: bytes) -> None:
    (folder / NAME).write_bytes(content)
    assert checked(JSON, sample(), folder) != []


def test_a_missing_file_is_seen(tmp_path: Path) -> None:
    assert checked(JSON, sample(), tmp_path) == [f"{NAME} is not there"]


@pytest.mark.parametrize(
    ("subject", "noted"),
    [("01", False), ("half \ud800", False), ("halves \ud800\udc80", True)],
    ids=["plain", "half", "halves"],
)
def test_halves_of_a_pair_side_by_side_are_named(tmp_path: Path, subject: str, noted: bool) -> None:
    rows = tuple(replace(row, subject=subject) for row in sample().reads.rows[:5])
    made = record_of(Reads(rows=rows), [sample().protocol], ORIGIN)
    assert bool(written(JSON, made, tmp_path)) is noted
    assert checked(JSON, made, tmp_path) == []
