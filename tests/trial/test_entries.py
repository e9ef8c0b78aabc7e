"""The entries of a chain that are looked up some at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from recist.trial import entries
from recist.trial.audit import Action, Entry
from recist.trial.entries import entries_until
from recist.trial.errors import UnusableError
from recist.trial.ports import Trial, View
from tests.trial_files import ANNA, new_trial


def note(trial: Trial) -> None:
    trial.do(ANNA, lambda work: work.note(Action.OPENED, {}))


def last(trial: Trial) -> Entry | None:
    with trial.view() as view:
        return view.last()


# how many there are; how many at once
COUNTS = [(0, 2), (1, 2), (2, 2), (5, 2), (5, 100)]


@pytest.mark.parametrize(("count", "at_once"), COUNTS)
def test_every_entry_comes_once_and_no_later_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, at_once: int
) -> None:
    monkeypatch.setattr(entries, "AT_ONCE", at_once)
    trial = new_trial(tmp_path)
    for _ in range(count):
        note(trial)
    found = []
    for one in entries_until(trial.view, last(trial)):
        found.append(one.sequence)
        note(trial)
    assert found == list(range(1, count + 1))


class Gapped:
    """A view of a chain whose second half is gone."""

    def __init__(self, view: View) -> None:
        self._view = view

    def entries(self, after: int = 0) -> Iterator[Entry]:
        return (one for one in self._view.entries(after) if one.sequence < 3)


def test_a_chain_with_a_gap_is_not_read_as_a_whole_one(tmp_path: Path) -> None:
    trial = new_trial(tmp_path)
    for _ in range(5):
        note(trial)

    @contextmanager
    def look() -> Iterator[View]:
        with trial.view() as view:
            yield cast(View, Gapped(view))

    with pytest.raises(UnusableError, match="has a gap"):
        list(entries_until(look, last(trial)))
