"""The audit chain as it is looked at: what a filter takes, what a line says, what it never says."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from recist.trial.audit import Action, Entry, Key, Value
from recist.trial.audit_view import AuditFilter, audit_csv, audit_lines, change_text, value_text
from tests.trial_files import ANNA, read_all, trial_with


def entry(sequence: int, at: str, user: str, action: Action, subject: str = "") -> Entry:
    return Entry(
        sequence=sequence,
        at=f"{at}T08:00:00.000000+00:00",
        user=user,
        role="reader",
        action=action,
        key=Key(kind="row", subject=subject),
        old=None,
        new={},
        reason="",
        save="",
        program="1",
        previous="0" * 64,
    )


ENTRIES = [
    entry(1, "2026-03-01", "ada", Action.CREATED),
    entry(2, "2026-03-02", "anna", Action.CREATED, "01"),
    entry(3, "2026-03-02", "anna", Action.CHANGED, "02"),
    entry(4, "2026-03-03", "ben", Action.SIGNED, "01"),
]
# what is asked for; the entries that are taken
TAKEN = [
    (AuditFilter(), [1, 2, 3, 4]),
    (AuditFilter(user="anna"), [2, 3]),
    (AuditFilter(action=Action.CREATED), [1, 2]),
    (AuditFilter(subject="01"), [2, 4]),
    (AuditFilter(subject=""), [1]),
    (AuditFilter(since=date(2026, 3, 2)), [2, 3, 4]),
    (AuditFilter(user="anna", subject="01", since=date(2026, 3, 2)), [2]),
    (AuditFilter(user="nobody"), []),
]


@pytest.mark.parametrize(("asked", "taken"), TAKEN)
def test_a_filter_takes_what_fits_all_of_it(asked: AuditFilter, taken: list[int]) -> None:
    assert [line.sequence for line in audit_lines(ENTRIES, asked)] == taken


# before, after, what is said to have changed
CHANGES: list[tuple[Value | None, Value | None, str]] = [
    (None, {"size": "50", "organ": "liver"}, "size: 50; organ: liver"),
    ({"size": "50", "organ": "liver"}, {"size": "31", "organ": "liver"}, "size: 50 → 31"),
    ({"size": "50", "note": "thin"}, {"size": "50"}, "note: thin → nothing"),
    ({"size": "50"}, None, "size: 50 → nothing"),
    ({"roles": ["reader"]}, {"roles": []}, 'roles: ["reader"] → []'),
    (None, {"text": "a\nb" * 100}, "text: " + ("a b" * 100)[:59] + "…"),
    (None, {}, ""),
    (None, {"place": "", "size": 0}, "size: 0"),
    ({"date": ""}, {"date": "2026-03-02"}, "date: 2026-03-02"),
    (None, {"argon2": "$argon2id$1"}, "argon2: not shown"),
    ({"argon2": "$argon2id$1"}, {"argon2": "$argon2id$2"}, "argon2: not shown → not shown"),
]


@pytest.mark.parametrize(("old", "new", "said"), CHANGES)
def test_a_change_names_what_differs(old: Value | None, new: Value | None, said: str) -> None:
    assert change_text(old, new) == said


def test_a_value_is_whole_but_for_the_hash_of_a_password() -> None:
    assert value_text({"b": 1, "a": "ü"}) == '{"a": "ü", "b": 1}'
    assert value_text({"argon2": "$argon2id$secret"}) == '{"argon2": "not shown"}'
    assert value_text(None) == ""


def test_the_lines_of_a_trial_hold_no_password_hash(tmp_path: Path) -> None:
    trial = trial_with(tmp_path)
    read_all(trial, ANNA)
    with trial.view() as view:
        text = audit_csv(audit_lines(view.entries(), AuditFilter()))
        count = len(list(view.entries()))
    assert "$argon2" not in text
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == count
    assert [row["change"] for row in rows if row["kind"] == "password"] == ["argon2: not shown"] * 4
    assert rows[-1]["action"] == "created"


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    named = entry(1, "2026-03-01", "=HYPERLINK()", Action.CREATED)
    (row,) = csv.DictReader(io.StringIO(audit_csv(audit_lines([named], AuditFilter()))))
    assert row["user"] == "'=HYPERLINK()"
