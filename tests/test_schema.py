"""What ``assess --format json`` writes holds to its published schema, and is described there."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from jsonschema import Draft202012Validator

from recist.app import assess_files
from recist.criteria.registry import criteria
from recist.formats.assessment_json import assessment_document
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.protocol_file import built_in_ids
from tests.criteria.courses import case_of, tables
from tests.typed_cases import TYPED

CHECKOUT = Path(__file__).resolve().parent.parent
SCHEMA = json.loads((CHECKOUT / "docs" / "recist-assessment-1.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
SAMPLE = CHECKOUT / "sample_scans"
Json = dict[str, Any]


def faults(document: Json) -> list[str]:
    found = VALIDATOR.iter_errors(json.loads(json.dumps(document)))
    return [f"{error.json_path}: {error.message}" for error in found]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("protocol", built_in_ids())
def test_the_sample_trial_holds_to_it(protocol: str) -> None:
    document = assess_files(
        [SAMPLE / "readings.csv"], subjects=SAMPLE / "subjects.csv", protocol=protocol
    )
    assert document["cases"]
    assert faults(document) == []


@pytest.mark.parametrize("name", TYPED)
def test_every_typed_case_holds_to_it(name: str) -> None:
    """The courses of the tables: unread visits, splits, partial dates, every category."""
    criterion = criteria()[name]
    for typed, protocol in TYPED[name]():
        document = assessment_document(protocol, [criterion.assess(typed.case, protocol)])
        assert faults(document) == [], typed.id


@pytest.mark.parametrize("name", TYPED)
@given(rows=tables())
def test_every_made_up_course_holds_to_it(name: str, rows: tuple[Row, ...]) -> None:
    assume(rows)
    protocol = Protocol(id=name, criteria=name)
    assessed = criteria()[name].assess(case_of(rows), protocol)
    assert faults(assessment_document(protocol, [assessed])) == []


def sample() -> Json:
    return assess_files([SAMPLE / "readings.csv"], subjects=SAMPLE / "subjects.csv")


def keys_of(value: Any, path: str = "") -> Iterator[str]:
    """Every key of a document with the keys above it; list items all under their list."""
    if isinstance(value, dict):
        for key, held in value.items():
            yield f"{path}/{key}"
            yield from keys_of(held, f"{path}/{key}")
    elif isinstance(value, list):
        for held in value:
            yield from keys_of(held, path)


def described(schema: Json, path: str = "") -> Iterator[str]:
    """Every key that a schema describes, in the same way."""
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    if name:
        yield from described(SCHEMA["$defs"][name], path)
    for key, held in schema.get("properties", {}).items():
        yield f"{path}/{key}"
        yield from described(held, f"{path}/{key}")
    items = schema.get("items")
    for part in (
        *schema.get("allOf", ()),
        *schema.get("prefixItems", ()),
        *([items] if items else ()),
    ):
        yield from described(part, path)


def test_every_key_is_described() -> None:
    written = {
        key
        for protocol in built_in_ids()
        for key in keys_of(assess_files([SAMPLE / "readings.csv"], protocol=protocol))
    }
    assert written - set(described(SCHEMA)) == set()


def spoilt(path: str, value: Any) -> Json:
    """The sample document with the value at a path replaced, or taken out where it is a key."""
    document = copy.deepcopy(sample())
    *above, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    held: Any = document
    for part in above:
        held = held[part]
    held[last] = value
    return document


FAULTS = [
    ("schema", "recist-assessment/2"),
    ("cases/0/baseline/sum_mm", "86.7"),
    ("cases/0/visits/0/overall", "SD"),
    ("cases/0/visits/1/overall", None),
    ("cases/0/visits/1/overall", "iSD"),
    ("cases/0/visits/1/overall", "stable"),
    ("cases/0/visits/1/sum_mm", -1.0),
    ("cases/0/visits/1/rules", []),
    ("cases/0/visits/1/date", "6 March 2024"),
    ("cases/0/visits/1/distance_mm", {"PD": 1.0}),
    ("cases/0/visits/1/findings", [{"severity": "fatal"}]),
    ("cases/0/best/alternative", "PR"),
    ("cases/0/best", None),
]


@pytest.mark.parametrize(("path", "value"), FAULTS)
def test_a_spoilt_document_is_refused(path: str, value: Any) -> None:
    assert faults(spoilt(path, value)) != []
