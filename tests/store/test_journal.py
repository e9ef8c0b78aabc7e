from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from recist.app import load_calipers, load_rows
from recist.store.journal import KEPT_LINES, FileJournal
from recist.trial.ports import JournalEntry

SAMPLES = Path(__file__).parents[2] / "sample_scans"


@pytest.fixture(scope="module")
def entry() -> JournalEntry:
    rows = tuple(replace(row, source="journal") for row in load_rows([SAMPLES / "readings.csv"]))
    calipers = load_calipers(SAMPLES / "readings.calipers.json")
    return JournalEntry(rows=rows[:8], calipers=calipers[:4], saved_to="reads.csv")


def test_the_last_entry_comes_back(tmp_path: Path, entry: JournalEntry) -> None:
    path = tmp_path / "folder" / "read.journal"
    journal = FileJournal(path)
    assert journal.latest() is None
    journal.append(entry)
    journal.append(replace(entry, rows=entry.rows[:1]))
    assert FileJournal(path).latest() == replace(entry, rows=entry.rows[:1])


@pytest.mark.parametrize("lost", [1, 10, 200])
def test_a_line_cut_short_by_a_crash_loses_only_itself(
    tmp_path: Path, entry: JournalEntry, lost: int
) -> None:
    path = tmp_path / "read.journal"
    journal = FileJournal(path)
    journal.append(entry)
    journal.append(replace(entry, rows=entry.rows[:1]))
    path.write_bytes(path.read_bytes().rstrip()[:-lost])
    assert FileJournal(path).latest() == entry
    FileJournal(path).append(replace(entry, saved_to="later.csv"))
    assert FileJournal(path).latest() == replace(entry, saved_to="later.csv")


def test_clearing_forgets(tmp_path: Path, entry: JournalEntry) -> None:
    journal = FileJournal(tmp_path / "read.journal")
    journal.append(entry)
    journal.clear()
    assert journal.latest() is None
    assert list(tmp_path.iterdir()) == []


def test_a_long_read_does_not_grow_without_end(tmp_path: Path, entry: JournalEntry) -> None:
    small = JournalEntry(rows=entry.rows[:1], calipers=())
    path = tmp_path / "read.journal"
    journal = FileJournal(path)
    for _ in range(KEPT_LINES + 3):
        journal.append(small)
    assert len(path.read_bytes().split()) < KEPT_LINES
    assert journal.latest() == small
