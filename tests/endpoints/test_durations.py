"""What the tables of durations leave open: reasons, visits, findings, odd dates."""

from dataclasses import replace
from datetime import timedelta

import pytest

from recist.endpoints.durations import Duration, duration_of_response, duration_of_stable_disease
from recist.endpoints.ending import EndReason, Occurrence, ending_after
from recist.model.dates import NO_DATE, ScanDate
from recist.model.finding import Finding, Severity
from recist.model.protocol import Protocol
from tests.endpoints.sequences import INFO, RECIST11, START, at, on, sequence, steps_of
from tests.table_notation import protocol_of

EVERY_8_WEEKS = "schedule.visits=[{interval_days=56,window_days=7}]"
SCHEDULED = protocol_of(EVERY_8_WEEKS, RECIST11)
ENDED = protocol_of("schedule.visits=[{interval_days=56,window_days=7,until_day=112}]", RECIST11)
EMA = protocol_of("endpoints.censoring=EMA", SCHEDULED)


def response(
    course: str, protocol: Protocol = SCHEDULED, *, death: int = 0, therapy: int = 0
) -> Duration:
    """The duration of response of a course; death and new therapy by day, 0 for none."""
    info = replace(
        INFO,
        death_date=START + timedelta(days=death) if death else None,
        new_therapy_date=START + timedelta(days=therapy) if therapy else None,
    )
    found = duration_of_response(sequence(steps_of(course), protocol, info=info))
    assert found is not None
    return found


PR_THEN_PD = "56: PR | 112: PR | 168: PD"
GAP_BEFORE_PD = "56: PR | 183: PD"

# why, course, protocol, death, therapy, reason, visit that it ends with, days
ENDINGS = [
    ("progression", PR_THEN_PD, SCHEDULED, 0, 0, EndReason.PROGRESSION, "day 168", 113),
    ("death", "56: PR | 112: PR", SCHEDULED, 150, 0, EndReason.DEATH, None, 95),
    ("both on one day", PR_THEN_PD, SCHEDULED, 168, 0, EndReason.PROGRESSION, "day 168", 113),
    ("no event", "56: PR | 112: NE", SCHEDULED, 0, 0, EndReason.NO_EVENT, "day 56", 1),
    ("new therapy", PR_THEN_PD, SCHEDULED, 0, 130, EndReason.NEW_THERAPY, "day 112", 57),
    ("it stops by the EMA's too", PR_THEN_PD, EMA, 0, 130, EndReason.NEW_THERAPY, "day 112", 57),
    ("after the event", PR_THEN_PD, SCHEDULED, 0, 169, EndReason.PROGRESSION, "day 168", 113),
    ("no event, therapy later", "56: PR", SCHEDULED, 0, 90, EndReason.NEW_THERAPY, "day 56", 1),
    ("missed visits", GAP_BEFORE_PD, SCHEDULED, 0, 0, EndReason.MISSED_VISITS, "day 56", 1),
    ("not by the EMA's", GAP_BEFORE_PD, EMA, 0, 0, EndReason.PROGRESSION, "day 183", 128),
    (
        "therapy on the day of a visit",
        PR_THEN_PD,
        EMA,
        0,
        112,
        EndReason.NEW_THERAPY,
        "day 112",
        57,
    ),
    ("therapy on its day", PR_THEN_PD, SCHEDULED, 0, 168, EndReason.PROGRESSION, "day 168", 113),
    ("death on the first day", "56: PR", SCHEDULED, 56, 0, EndReason.DEATH, None, 1),
    ("seen on the day of death", "56: PR | 183: PR", SCHEDULED, 183, 0, EndReason.DEATH, None, 128),
    (
        "the schedule has ended",
        "56: PR | 200: PD",
        ENDED,
        0,
        0,
        EndReason.PROGRESSION,
        "day 200",
        145,
    ),
    ("an earlier death", PR_THEN_PD, SCHEDULED, 9, 0, EndReason.PROGRESSION, "day 168", 113),
]


@pytest.mark.parametrize(
    ("why", "course", "protocol", "death", "therapy", "reason", "visit", "days"),
    ENDINGS,
    ids=[row[0] for row in ENDINGS],
)
def test_what_ends_a_response(
    why: str,
    course: str,
    protocol: Protocol,
    death: int,
    therapy: int,
    reason: EndReason,
    visit: str | None,
    days: int,
) -> None:
    lasted = response(course, protocol, death=death, therapy=therapy)
    assert (lasted.reason, lasted.end_visit, lasted.days) == (reason, visit, days), why
    happened = reason in (EndReason.PROGRESSION, EndReason.DEATH)
    assert lasted.event is (Occurrence.EVENT if happened else Occurrence.CENSORED)
    assert (lasted.start, lasted.start_visit) == (START + timedelta(days=56), "day 56")
    assert lasted.end == lasted.start + timedelta(days=days - 1)


# why, course, protocol, code and message of what is mentioned
NOTES = [
    (
        "no schedule",
        PR_THEN_PD,
        RECIST11,
        [("no-schedule", "the protocol has no schedule: no visit counts as missed")],
    ),
    ("no schedule, no event", "56: PR", RECIST11, []),
    (
        "visits missed earlier on",
        "56: PR | 183: PR | 239: PD",
        SCHEDULED,
        [("visits-missed", "two or more visits were missed before day 183")],
    ),
    ("none missed", PR_THEN_PD, SCHEDULED, []),
]


@pytest.mark.parametrize(("why", "course", "protocol", "notes"), NOTES, ids=[r[0] for r in NOTES])
def test_findings(why: str, course: str, protocol: Protocol, notes: list[tuple[str, str]]) -> None:
    told = tuple(
        Finding(severity=Severity.INFO, code=code, message=message) for code, message in notes
    )
    assert response(course, protocol).findings == told, why


def test_a_gap_earlier_on_leaves_the_event() -> None:
    lasted = response("56: PR | 183: PR | 239: PD")
    assert (lasted.reason, lasted.days) == (EndReason.PROGRESSION, 184)


# course under confirmation, and the visit from which a response lasts
CONFIRMED = [
    ("56: PR | 70: SD | 112: PR | 140: CR | 168: PD", "day 112"),
    ("56: CR | 70: NE | 84: PR | 112: PD", "day 56"),
    ("56: PR | 70: SD", None),
    ("56: SD", None),
]


@pytest.mark.parametrize(("course", "start"), CONFIRMED)
def test_a_confirmed_response_lasts_from_the_first_of_its_run(
    course: str, start: str | None
) -> None:
    asked = protocol_of("confirmation.required=true", SCHEDULED)
    lasted = duration_of_response(sequence(steps_of(course), asked))
    assert (lasted.start_visit if lasted else None) == start


def test_without_a_response_there_is_no_duration() -> None:
    assert duration_of_response(sequence(steps_of("56: SD"))) is None


def test_stable_disease_from_the_reference_date() -> None:
    known = duration_of_stable_disease(sequence(steps_of("56: SD | 112: PD")))
    assert known is not None
    assert (known.start_visit, known.end_visit, known.days) == (None, "day 112", 113)


def test_stable_disease_from_the_baseline() -> None:
    unknown = replace(INFO, reference_date=None)
    lasted = duration_of_stable_disease(sequence(steps_of("56: SD"), info=unknown))
    assert lasted is not None
    assert (lasted.start_visit, lasted.days) == ("baseline", 57)


def test_no_stable_disease_no_duration() -> None:
    assert duration_of_stable_disease(sequence(steps_of("56: PR"))) is None
    assert duration_of_stable_disease(sequence(steps_of("41: SD"))) is None


def test_dates_that_are_not_full_give_no_duration() -> None:
    month = ScanDate.parse("2024-02")
    course = sequence(steps_of("56: PR | 112: PD"))
    assert duration_of_response(at(course, 1, response_date=month)) is None
    undated = replace(INFO, reference_date=None)
    stable = at(sequence(steps_of("56: SD"), info=undated), 0, date=NO_DATE)
    assert duration_of_stable_disease(stable) is None


def test_an_undated_progression_censors() -> None:
    course = at(sequence(steps_of("56: PR | 112: PR | 168: PD")), 3, response_date=NO_DATE)
    lasted = duration_of_response(course)
    assert lasted is not None
    assert (lasted.reason, lasted.end_visit) == (EndReason.NO_EVENT, "day 112")


def test_death_ends_stable_disease() -> None:
    info = replace(INFO, death_date=START + timedelta(days=80))
    lasted = duration_of_stable_disease(sequence(steps_of("56: SD"), info=info))
    assert lasted is not None
    assert (lasted.reason, lasted.days) == (EndReason.DEATH, 81)


def test_a_therapy_before_the_start_leaves_the_start() -> None:
    info = replace(INFO, new_therapy_date=START - timedelta(days=5))
    ending = ending_after(sequence(steps_of("56: SD"), info=info), START, None)
    assert (ending.day, ending.reason) == (START, EndReason.NEW_THERAPY)


def test_a_therapy_before_the_start_names_the_visit_of_the_start() -> None:
    info = replace(INFO, new_therapy_date=START - timedelta(days=5))
    ending = ending_after(sequence(steps_of("56: SD"), info=info), START, "baseline")
    assert ending.visit == "baseline"


def test_a_visit_on_the_day_of_the_start_is_named() -> None:
    ending = ending_after(sequence(steps_of("0: SD")), START, None)
    assert (ending.day, ending.visit) == (START, "day 0")


def test_a_stable_disease_may_end_at_the_baseline() -> None:
    """A new lesion was seen while the scans of the stable visit were still going on."""
    info = replace(INFO, reference_date=None)
    course = sequence(steps_of("140: SD | 141: PD"), SCHEDULED, info=info)
    lasted = duration_of_stable_disease(at(course, 2, response_date=on(130)))
    assert lasted is not None
    assert (lasted.end_visit, lasted.days) == ("baseline", 1)
    assert lasted.reason is EndReason.MISSED_VISITS


def test_without_any_date_before_it_the_schedule_runs_from_the_start() -> None:
    info = replace(INFO, reference_date=None)
    course = at(sequence(steps_of("56: SD | 200: PD"), ENDED, info=info), 0, date=NO_DATE)
    assert ending_after(course, START, None).reason is EndReason.PROGRESSION


def test_without_a_reference_date_the_schedule_runs_from_the_baseline() -> None:
    unknown = replace(INFO, reference_date=None)
    course = sequence(steps_of(GAP_BEFORE_PD), SCHEDULED, info=unknown)
    lasted = duration_of_response(course)
    assert lasted is not None
    assert lasted.reason is EndReason.MISSED_VISITS
