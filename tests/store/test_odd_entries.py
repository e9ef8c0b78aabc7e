"""Entries with a right hash that the program would not have written: one verdict, given twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from recist.store.checking import check_file
from recist.store.independent import faults
from recist.trial.audit import Action
from tests.store.tampered import append

# the cells of the entry that are odd; whether that is a fault
ODD: list[tuple[dict[str, Any], bool]] = [
    ({}, False),
    ({"action": "frobbed"}, True),
    ({"action": "Opened"}, True),
    ({"action": ""}, True),
    ({"at": "2026-12-02T08:00:00+00:00"}, True),
    ({"at": "2026-12-02T08:00:00.000000"}, True),
    ({"at": "2026-12-02T08:00:00.000000Z"}, True),
    ({"at": "2026-12-02 08:00:00.000000+00:00"}, True),
    ({"at": "2026-12-02T09:00:00.000000+01:00"}, True),
    ({"at": "2026-12-32T08:00:00.000000+00:00"}, True),
    ({"at": "9999"}, True),
    ({"at": "9999-12-31T23:59:59.999999-01:00"}, True),
    ({"at": "9999-12-31T23:59:59.999999+00:00"}, False),
    ({"old": {"b": 2}}, True),
    ({"user": "", "role": ""}, False),
    ({"reason": "why", "save": "a name"}, False),
]


@pytest.mark.parametrize(("cells", "faulty"), ODD, ids=[str(one[0]) for one in ODD])
def test_both_verifiers_say_the_same(trial: Path, cells: dict[str, Any], faulty: bool) -> None:
    append(trial, **{"kind": "step", "action": "opened", "old": None, "new": {"a": 1}} | cells)
    assert bool(check_file(trial)) is faulty
    assert bool(faults(trial)) is faulty


@pytest.mark.parametrize("action", Action)
def test_the_page_names_every_action(action: Action) -> None:
    page = Path(__file__).parents[2] / "docs" / "trial-file.md"
    assert f"`{action}`" in page.read_text("utf-8")
