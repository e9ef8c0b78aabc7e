"""A clock beside the times that a trial has written."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from recist.trial.clock import clock_told
from tests.trial_files import START, trial_with

EAST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (START + timedelta(hours=1), ""),
        (
            START - timedelta(days=1),
            "2026-03-01 08:00",
        ),
        # 09:59 two hours east of Greenwich is 07:59 there.
        (
            datetime(2026, 3, 2, 9, 59, tzinfo=EAST),
            "2026-03-02 07:59",
        ),
        (datetime(2026, 3, 2, 10, 1, tzinfo=EAST), ""),
    ],
)
def test_a_clock_is_told_where_it_went_back(tmp_path: Path, now: datetime, told: str) -> None:
    sentence = (
        f"this computer's clock says {told} UTC, and the trial was used at 2026-03-02 08:00 UTC "
        "already; set the clock"
    )
    with trial_with(tmp_path).view() as view:
        assert clock_told(view.last(), now) == (sentence if told else "")


def test_a_trial_without_an_entry_knows_no_time() -> None:
    assert clock_told(None, START) == ""
