"""What somebody may export of a trial, taken at one moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from recist.trial.people import Actor
from recist.trial.seen_trial import seen_trial
from tests.trial_files import ANNA, BEN, CORA, read_all, trial_with, with_settings


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ((BEN,), ("ben",)),
        ((BEN, ANNA), ("ben", "anna")),  # who reads later comes later, whatever the name
        ((ANNA, BEN), ("anna", "ben")),
        ((BEN, ANNA, BEN), ("ben", "anna")),
    ],
)
def test_readers_come_in_the_order_in_which_they_began(
    tmp_path: Path, order: tuple[Actor, ...], expected: tuple[str, ...]
) -> None:
    trial = with_settings(trial_with(tmp_path))
    for number, actor in enumerate(order):
        read_all(trial, actor, ("50", str(30 + number)))
    with trial.view() as view:
        assert seen_trial(view, CORA).readers == expected
