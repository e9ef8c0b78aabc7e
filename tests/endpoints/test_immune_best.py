"""Best response, progression and durations in iRECIST, from bare overall responses."""

from datetime import date

import pytest

from recist.endpoints.best import best_response
from recist.endpoints.best_words import best_in_words
from recist.endpoints.durations import duration_of_response, duration_of_stable_disease
from recist.endpoints.progression import progression_of
from tests.endpoints.immune import IRECIST
from tests.endpoints.immune import only_rankings as only_rankings
from tests.endpoints.sequences import at, on, sequence, steps_of
from tests.table_notation import protocol_of

# why, course, best response, day of it
BEST = [
    ("the best of all", "56: iSD | 112: iCR | 168: iSD", "iCR", 112),
    ("pseudo-progression: a response after iUPD counts", "56: iUPD | 112: iPR", "iPR", 112),
    ("nothing after iCPD counts", "56: iUPD | 84: iCPD | 112: iCR", "iCPD", 56),
    ("iSD needs the minimum", "41: iSD | 84: iUPD | 112: iCPD", "iCPD", 84),
    ("iSD at the minimum", "42: iSD | 84: iUPD | 112: iCPD", "iSD", 42),
    ("never confirmed", "56: iUPD", "iUPD", 56),
    ("an NE in the run", "56: iUPD | 84: NE | 112: iCPD", "iCPD", 56),
    ("the run that was confirmed", "20: iUPD | 40: iSD | 84: iUPD | 112: iCPD", "iCPD", 84),
    ("taken back, but too early to be stable", "20: iUPD | 40: iSD", "iUPD", 20),
    ("non-targets only", "56: NON-iCR/NON-iUPD | 84: iUPD", "NON-iCR/NON-iUPD", 56),
    ("no disease", "56: NED", "NED", 56),
    ("nothing evaluable", "56: NE", "NE", 56),
]


@pytest.mark.parametrize(("why", "course", "best", "day"), BEST, ids=[row[0] for row in BEST])
def test_best_response(why: str, course: str, best: str, day: int) -> None:
    answer = best_response(sequence(steps_of(course), IRECIST))
    assert (answer.response, answer.date) == (best, on(day)), why
    assert not answer.confirmed


# why, course, best response under confirmation
CONFIRMED = [
    ("twice", "56: iPR | 84: iPR", "iPR"),
    ("once", "56: iPR | 84: iSD", "iSD"),
    ("an iUPD between ends the run", "56: iPR | 70: iUPD | 98: iPR", "iSD"),
    ("iCR twice", "56: iCR | 84: NE | 112: iCR", "iCR"),
    ("iCR, then iPR", "56: iCR | 84: iPR", "iPR"),
    ("too early to be stable", "20: iPR | 30: iUPD", "iUPD"),
]


@pytest.mark.parametrize(("why", "course", "best"), CONFIRMED, ids=[row[0] for row in CONFIRMED])
def test_best_response_with_confirmation(why: str, course: str, best: str) -> None:
    protocol = protocol_of("confirmation.required=true", IRECIST)
    answer = best_response(sequence(steps_of(course), protocol))
    assert answer.response == best, why


def test_an_unconfirmed_icr_without_targets_is_no_isd() -> None:
    protocol = protocol_of("confirmation.required=true", IRECIST)
    answer = best_response(sequence(steps_of("56: iCR"), protocol, targets=False))
    assert answer.response == "NON-iCR/NON-iUPD"


def test_of_two_runs_that_were_taken_back_the_first_is_named() -> None:
    course = sequence(steps_of("10: iUPD | 20: iSD | 30: iUPD | 40: iSD"), IRECIST)
    best = best_response(course)
    assert (best.response, best.visits) == ("iUPD", ("day 10",))


def test_a_doubted_icr_leaves_an_earlier_iupd_as_it_is() -> None:
    """An iPR on day 56 would confirm the one of day 84, which 16 days cannot."""
    protocol = protocol_of("confirmation.required=true", IRECIST)
    course = sequence(steps_of("56: iUPD | 84: iCR | 100: iUPD"), protocol)
    best = best_response(at(course, -1, rests_on_reappearance=True))
    assert (best.response, best.alternative) == ("iSD", "iSD")


# why, course, day of the progression, the visits of its run
PROGRESSION = [
    ("dated at the first iUPD of the run", "56: iUPD | 84: iUPD | 112: iCPD", 56, 3),
    ("an NE in the run is skipped", "56: iUPD | 84: NE | 112: iCPD", 56, 2),
    ("a run that was reset", "56: iUPD | 84: iSD | 112: iUPD | 140: iCPD", 112, 2),
    ("no later scan", "56: iSD | 112: iUPD", 112, 1),
    ("never confirmed, never taken back", "56: iUPD | 112: iUPD", 56, 2),
    ("taken back", "56: iUPD | 112: iPR", None, 0),
    ("none", "56: iSD", None, 0),
    ("confirmed at once", "56: iCPD", 56, 1),
]


@pytest.mark.parametrize(
    ("why", "course", "day", "length"), PROGRESSION, ids=[row[0] for row in PROGRESSION]
)
def test_progression(why: str, course: str, day: int | None, length: int) -> None:
    found = progression_of(sequence(steps_of(course), IRECIST))
    if day is None:
        assert found is None, why
    else:
        assert found is not None
        assert (found.date, len(found.visits)) == (on(day), length), why


def test_response_lasts_to_the_first_iupd_of_the_confirmed_run() -> None:
    course = sequence(steps_of("56: iPR | 112: iUPD | 140: iCPD"), IRECIST)
    lasted = duration_of_response(course)
    assert lasted is not None
    assert (lasted.days, lasted.start_visit, lasted.end_visit) == (57, "day 56", "day 112")


def test_stable_disease_lasts_to_the_last_adequate_assessment() -> None:
    lasted = duration_of_stable_disease(sequence(steps_of("56: iSD | 112: NE"), IRECIST))
    assert lasted is not None
    assert lasted.end == date(2024, 2, 27)


def test_the_run_is_named() -> None:
    course = sequence(steps_of("56: iUPD | 84: NE | 112: iCPD"), IRECIST)
    words = best_in_words(course, best_response(course))
    assert words.text == "Progression from day 56 on, confirmed at day 112."
    assert words.citation.startswith("Seymour 2017")
