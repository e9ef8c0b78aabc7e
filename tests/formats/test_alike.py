"""Names of subjects and readers that hardly differ are told, and stay different."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import load_tables
from recist.formats.alike import alike_in_trial, names_alike
from recist.model.reading import Measured
from recist.model.row import Row
from tests.model.rows import axes, row

HEADER = "subject,reader,visit,date,lesion,role,organ,state,longest_diameter_mm"


def a_row(subject: str, reader: str = "", number: int = 2) -> Row:
    state = Measured(axes(30))
    made = row("T1", state, reader=reader, source=f"a.csv row {number}")
    return replace(made, subject=subject)


# both names, whether they are told, why
SUBJECTS = [
    ("0012", "12", True, "leading zeros"),
    ("A1", "a1", True, "letter case"),
    ("Straße", "STRASSE", True, "letter case that changes the letters"),
    ("M\u00fcl", "Mu\u0308l", True, "Unicode put together, and taken apart"),
    ("\uff2112", "A12", True, "letters of full width"),
    ("00a1", "A1", True, "zeros and case at once"),
    ("A1", "A2", False, "another number"),
    ("A10", "A1", False, "zeros at the end"),
    ("A1", "A1", False, "the same name"),
]


@pytest.mark.parametrize(
    ("one", "other", "told", "why"), SUBJECTS, ids=[one[3] for one in SUBJECTS]
)
def test_subjects_that_are_alike(one: str, other: str, told: bool, why: str) -> None:
    found = names_alike([a_row(one), a_row(other)])
    assert [finding.code for finding, _ in found] == (["subjects-alike"] if told else [])


READERS = [
    ("Ben", "ben", True, "letter case"),
    ("Zo\u00eb", "Zoe\u0308", True, "the form of Unicode"),
    ("", "ben", False, "nobody is named"),
    ("01", "1", False, "zeros: readers are no numbers of a spreadsheet"),
]


@pytest.mark.parametrize(("one", "other", "told", "why"), READERS, ids=[one[3] for one in READERS])
def test_readers_that_are_alike(one: str, other: str, told: bool, why: str) -> None:
    found = names_alike([a_row("1", one), a_row("2", other)])
    assert [finding.code for finding, _ in found] == (["readers-alike"] if told else [])


def test_a_group_is_told_once_with_the_first_row_of_each_name() -> None:
    rows = [a_row(name, number=n) for n, name in enumerate(["a1", "A1", "a1", "0A1"], start=2)]
    ((told, firsts),) = names_alike(rows)
    assert told.message == (
        "a.csv row 2 is of subject 'a1'; a.csv row 3 is of subject 'A1'; a.csv row 5 is of "
        "subject '0A1': they are taken as different subjects; are they?"
    )
    assert firsts == (rows[0], rows[1], rows[3])


def test_an_accent_that_stands_alone_is_seen() -> None:
    ((told, _),) = names_alike([a_row("M\u00fcl"), a_row("Mu\u0308l", number=3)])
    assert "'M\u00fcl'" in told.message
    assert r"'Mu\u0308l'" in told.message


def test_tables_are_told_it_at_the_first_row_of_each_name(tmp_path: Path) -> None:
    lines = [
        f"{who},baseline,2024-01-02,{lesion},target,liver,measured,34.2"
        for who, lesion in (("A1,ben", "T1"), ("A1,ben", "T2"), ("a1,Ben", "T1"))
    ]
    (tmp_path / "reads.csv").write_text("\n".join([HEADER, *lines]) + "\n")
    rows = load_tables([tmp_path / "reads.csv"]).rows
    both = ["subjects-alike", "readers-alike"]
    assert [[note.code for note in one.findings] for one in rows] == [both, [], both]


def test_a_subject_that_a_trial_has_under_another_spelling() -> None:
    rows = [a_row("a1", number=n) for n in (2, 3)] + [a_row("B2"), a_row("c3")]
    (told,) = alike_in_trial(rows, ["A1", "B2", "D4"])
    assert told.code == "subjects-alike"
    assert told.message == (
        "a.csv row 2 is of subject 'a1'; the trial has 'A1': they are taken as different subjects; "
        "are they?"
    )
    assert alike_in_trial(rows, ["a1", "A1", "b2", "B2"]) == []
