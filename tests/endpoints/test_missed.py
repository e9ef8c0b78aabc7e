"""Two or more missed visits (§6): the gap, and a schedule that changes on the way."""

from datetime import timedelta

import pytest

from recist.endpoints.missed import two_missed
from recist.model.protocol import Schedule, ScheduleStep
from tests.endpoints.sequences import START

EVERY_8_WEEKS = Schedule(visits=(ScheduleStep(interval_days=56, window_days=7),))
ON_THE_DAY = Schedule(visits=(ScheduleStep(interval_days=56, window_days=0),))
LATER_12_WEEKS = Schedule(
    visits=(
        ScheduleStep(interval_days=56, window_days=7, until_day=336),
        ScheduleStep(interval_days=84, window_days=7),
    )
)
ENDS = Schedule(visits=(ScheduleStep(interval_days=56, window_days=7, until_day=112),))

# why, schedule, last adequate day, day looked at, missed
GAPS = [
    ("2 x 56 + 2 x 7", EVERY_8_WEEKS, 56, 182, False),
    ("a day more", EVERY_8_WEEKS, 56, 183, True),
    ("without a window", ON_THE_DAY, 56, 168, False),
    ("without a window, a day more", ON_THE_DAY, 56, 169, True),
    ("from baseline", EVERY_8_WEEKS, 0, 127, True),
    ("no schedule, nothing missed", Schedule(), 56, 900, False),
    ("before the change", LATER_12_WEEKS, 224, 350, False),
    ("before the change, a day more", LATER_12_WEEKS, 224, 351, True),
    ("the change between: 336 and 420 are due", LATER_12_WEEKS, 280, 434, False),
    ("the change between, a day more", LATER_12_WEEKS, 280, 435, True),
    ("at the change", LATER_12_WEEKS, 336, 518, False),
    ("at the change, a day more", LATER_12_WEEKS, 336, 519, True),
    ("a visit in the window of the change is that visit", LATER_12_WEEKS, 329, 511, False),
    ("one before the window is not", LATER_12_WEEKS, 328, 490, True),
    ("the schedule has ended", ENDS, 112, 900, False),
    ("it ends on the way: one visit was due", ENDS, 56, 900, False),
]


@pytest.mark.parametrize(
    ("why", "schedule", "last", "until", "missed"), GAPS, ids=[gap[0] for gap in GAPS]
)
def test_gap(why: str, schedule: Schedule, last: int, until: int, missed: bool) -> None:
    found = two_missed(schedule, START, START + timedelta(days=last), START + timedelta(days=until))
    assert found is missed, why
