"""Whether the visits lie where the protocol wants them, one day to each side."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from recist.criteria.conformance.schedule import Due, due_until, nearest
from recist.model.protocol import Schedule, ScheduleStep
from recist.model.reading import Assessed, NotDone
from recist.model.row import Row
from tests.criteria.conformance.reads import RECIST11, START, case_of, codes, row, visit_row

EIGHT_WEEKS = ScheduleStep(interval_days=56, window_days=7)
SCHEDULED = replace(RECIST11, schedule=Schedule(visits=(EIGHT_WEEKS,)))
EARLY, LATE = "baseline-too-early", "baseline-after-start"


def on(day: int, visit: str = "", reason: str = "") -> Row:
    """Return a reading some days after the start."""
    when = (START + timedelta(days=day)).isoformat()
    return row(visit=visit or f"day {day}", day=when, reason=reason)


# days from the baseline to the start, allowed days, found
STARTS = [
    (28, 28, None),
    (29, 28, EARLY),
    (0, 28, None),
    (-1, 28, LATE),
    (14, 14, None),
    (15, 14, EARLY),
]


@pytest.mark.parametrize(("days", "window", "found"), STARTS)
def test_the_baseline_window(days: int, window: int, found: str | None) -> None:
    protocol = replace(RECIST11, schedule=Schedule(baseline_window_days=window))
    case = case_of(row(), reference=START + timedelta(days=days))
    assert codes(case, protocol) == ([(found, "baseline")] if found else [])


def test_without_a_reference_date_there_is_no_window() -> None:
    assert codes(case_of(row(), reference=None)) == []


@pytest.mark.parametrize(
    ("day", "reference", "found"),
    [
        ("2024-02", date(2024, 3, 28), []),  # 29 February would do
        ("2024-02", date(2024, 3, 29), [(EARLY, "baseline")]),  # no day of it would
        ("2024-02", date(2024, 2, 1), []),
        ("2024-02", date(2024, 1, 31), [(LATE, "baseline")]),
        ("", date(2024, 1, 31), []),
    ],
)
def test_a_partial_date_is_found_fault_with_where_no_day_of_it_would_do(
    day: str, reference: date, found: list[tuple[str, str]]
) -> None:
    unread = visit_row("baseline", day, NotDone("ill"))
    assert codes(case_of(unread, reference=reference)) == found


def test_one_late_scan_of_the_baseline_is_enough() -> None:
    case = case_of(row(), row("T2", day="2024-01-05"), reference=date(2024, 1, 4))
    assert codes(case) == [(LATE, "baseline")]


@pytest.mark.parametrize(
    ("day", "out"), [(49, False), (48, True), (56, False), (63, False), (64, True)]
)
def test_a_visit_has_a_window(day: int, out: bool) -> None:
    found = [("visit-out-of-window", f"day {day}")] if out else []
    assert codes(case_of(row(), on(day)), SCHEDULED) == found
    assert codes(case_of(row(), on(day)), RECIST11) == []


def test_days_count_from_the_reference_date_or_else_from_the_baseline() -> None:
    case = case_of(row(), on(63), reference=START + timedelta(days=14))
    assert codes(case, SCHEDULED) == []
    assert codes(case_of(row(), on(64), reference=None), SCHEDULED) == [
        ("visit-out-of-window", "day 64")
    ]


# visits, found
MISSED = [
    ([56, 112], [], "none missed"),
    ([112], [("visit-missed", "day 112")], "the first missed"),
    ([56, 168], [("visit-missed", "day 168")], "one missed on the way"),
    ([168], [("visit-missed", "day 168")] * 2, "two missed"),
    ([56], [], "what is due after the last visit is not missed"),
    ([84], [("visit-out-of-window", "day 84")], "half way is late, not early"),
    (
        [85],
        [("visit-out-of-window", "day 85"), ("visit-missed", "day 85")],
        "past half way is meant for the next",
    ),
    ([54, 60, 112], [], "twice for one"),
]


@pytest.mark.parametrize(("days", "found", "why"), MISSED, ids=[one[2] for one in MISSED])
def test_missed_visits(days: list[int], found: list[tuple[str, str]], why: str) -> None:
    assert codes(case_of(row(), *map(on, days)), SCHEDULED) == found


def test_a_visit_without_a_day_stands_for_one_scan() -> None:
    not_done = visit_row("week 8", "2024-02", NotDone("ill"))
    assert codes(case_of(row(), not_done, on(112)), SCHEDULED) == []
    assert codes(case_of(row(), not_done, on(168)), SCHEDULED) == [("visit-missed", "day 168")]


@pytest.mark.parametrize(("visit", "reason"), [("UNSCHEDULED 1", ""), ("extra", "new-symptom")])
def test_an_unscheduled_scan_is_never_out_of_its_window(visit: str, reason: str) -> None:
    extra = on(30, visit, reason)
    assert codes(case_of(row(), extra, on(56)), SCHEDULED) == []
    assert codes(case_of(row(), on(60, visit, reason), on(112)), SCHEDULED) == []
    assert codes(case_of(row(), extra, on(112)), SCHEDULED) == [("visit-missed", "day 112")]


def test_after_the_last_step_nothing_is_due() -> None:
    steps = (ScheduleStep(interval_days=56, window_days=7, until_day=112),)
    protocol = replace(RECIST11, schedule=Schedule(visits=steps))
    assert codes(case_of(row(), on(56), on(119), on(120), on(300)), protocol) == []
    assert codes(case_of(row(), on(56), on(104)), protocol) == [("visit-out-of-window", "day 104")]


@pytest.mark.parametrize(("day", "known"), [(110, True), (119, True), (120, False)])
def test_the_last_scan_that_is_due_has_its_window_too(day: int, known: bool) -> None:
    steps = (ScheduleStep(interval_days=56, window_days=7, until_day=112),)
    protocol = replace(RECIST11, schedule=Schedule(visits=steps))
    found = [("visit-missed", f"day {day}")] if known else []
    assert codes(case_of(row(), on(day)), protocol) == found


@pytest.mark.parametrize(("day", "stands"), [(48, False), (49, True), (63, True), (64, False)])
def test_an_unscheduled_scan_within_a_window_stands_for_the_one_that_is_due(
    day: int, stands: bool
) -> None:
    found = [] if stands else [("visit-missed", "day 112")]
    assert codes(case_of(row(), on(day, "unscheduled 1"), on(112)), SCHEDULED) == found


def test_each_visit_without_a_day_counts_where_it_stands() -> None:
    ill = visit_row("week 16", "2024-04", NotDone("ill"))
    assert codes(case_of(row(), on(56), ill, on(168)), SCHEDULED) == []


def test_without_any_date_nothing_is_placed() -> None:
    nothing = visit_row("baseline", "", NotDone("ill"))
    assert codes(case_of(nothing, reference=None), SCHEDULED) == []


def test_a_schedule_whose_first_step_is_too_short_has_nothing_due() -> None:
    steps = (ScheduleStep(interval_days=56, window_days=7, until_day=28),)
    protocol = replace(RECIST11, schedule=Schedule(visits=steps))
    assert codes(case_of(row(), on(20)), protocol) == []


def test_an_assessed_visit_without_lesions_counts() -> None:
    seen = visit_row("week 8", "2024-02-27", Assessed())
    assert codes(case_of(row(), seen, on(112)), SCHEDULED) == []


def test_the_steps_follow_one_another() -> None:
    steps = (
        ScheduleStep(interval_days=56, window_days=7, until_day=120),
        ScheduleStep(interval_days=84, window_days=14),
    )
    days = [(due.day, due.window_days) for due in due_until(steps, 280)]
    assert days == [(56, 7), (112, 7), (196, 14), (280, 14), (364, 14)]
    assert nearest((), 10) is None
    assert nearest((Due(56, 7), Due(112, 7)), 84) == Due(56, 7)
