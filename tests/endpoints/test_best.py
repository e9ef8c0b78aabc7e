"""What the tables of best responses leave open: unscheduled visits, words, doubt, odd dates."""

from dataclasses import replace

import pytest

from recist.endpoints.best import best_response
from recist.endpoints.best_rows import ROWS
from recist.endpoints.best_words import best_in_words
from recist.model.assessment import BestResponse
from recist.model.dates import NO_DATE, ScanDate
from recist.model.finding import Finding, Severity
from recist.model.response import Response
from tests.endpoints.sequences import INFO, RECIST11, START, at, on, sequence, steps_of
from tests.table_notation import judged, protocol_of

CONFIRMING = protocol_of("confirmation.required=true", RECIST11)
NONE_BETWEEN = protocol_of("confirmation.max_ne_between=0", CONFIRMING)
RECIST10 = replace(CONFIRMING, criteria="RECIST 1.0")

# why, visits, best response where no NE may stand between
OUT_OF_TURN = [
    ("in any case", "70 Unscheduled 1: T1=not-done", "PR"),
    ("the short form", "70 uns-2: T1=not-evaluable", "PR"),
    ("a scheduled visit", "70: T1=not-done", "SD"),
    ("the word stands elsewhere", "70 week 10 unscheduled: T1=not-done", "SD"),
]


@pytest.mark.parametrize(("why", "between", "best"), OUT_OF_TURN, ids=[r[0] for r in OUT_OF_TURN])
def test_unscheduled_visit_in_a_run(why: str, between: str, best: str) -> None:
    visits = f"0: T1=100.0 | 56: T1=70.0 | {between} | 84: T1=70.0"
    course = judged({"id": "1", "visits": visits, "protocol": ""}, NONE_BETWEEN)
    assert best_response(course).response == best, why


def test_a_scan_for_new_symptoms_is_out_of_turn() -> None:
    visits = "0: T1=100.0 | 56: T1=70.0 | 70: T1=not-done | 84: T1=70.0"
    course = judged({"id": "1", "visits": visits, "protocol": ""}, NONE_BETWEEN)
    rows = tuple(
        replace(row, reason="New-Symptom") if row.visit == "day 70" else row
        for row in course.case.rows
    )
    urgent = replace(course, case=replace(course.case, rows=rows))
    assert best_response(course).response is Response.SD
    assert best_response(urgent).response is Response.PR


# why, what is followed, what was read out of turn, best response
WITHOUT_TARGETS = [
    ("no non-target read", "NT1={}", "NT1=not-done", "CR"),
    ("one of two read", "NT1={0} NT2={0}", "NT1=absent NT2=not-done", "NON-CR/NON-PD"),
    ("a node of unknown size is read", "NT1n={}", "NT1n=not-evaluable", "CR"),
    ("a marker alone is no lesion", "NT1={} M1=raised", "NT1=not-done M1=normal", "CR"),
]


@pytest.mark.parametrize(
    ("why", "followed", "read", "best"), WITHOUT_TARGETS, ids=[r[0] for r in WITHOUT_TARGETS]
)
def test_unscheduled_visit_without_targets(why: str, followed: str, read: str, best: str) -> None:
    gone = followed.format("absent").replace("raised", "normal")
    visits = f"0: {followed.format('present')} | 56: {gone} | 70 UNS: {read} | 84: {gone}"
    course = judged({"id": "1", "visits": visits, "protocol": ""}, NONE_BETWEEN)
    assert best_response(course).response == best, why


NOTHING_COUNTS = BestResponse(
    response=Response.NE, confirmed=False, date=NO_DATE, rule="best/NE-no-visit"
)


def test_without_a_visit_that_counts_there_is_no_date() -> None:
    assert best_response(sequence([])) == NOTHING_COUNTS
    treated = replace(INFO, new_therapy_date=START)
    for course in ("56: PR", "56: PR | 84: PR"):
        answer = best_response(sequence(steps_of(course), info=treated))
        assert answer == replace(NOTHING_COUNTS, rule="best/NE-new-therapy")


def test_a_course_that_nobody_doubts_has_one_answer() -> None:
    assert best_response(sequence(steps_of("56: PR | 84: SD"))) == BestResponse(
        response=Response.PR,
        confirmed=False,
        date=on(56),
        rule="best/PR",
        visits=("day 56",),
    )


def test_what_is_too_early_is_dated_by_the_last_visit() -> None:
    answer = best_response(sequence(steps_of("20: SD | 30: SD")))
    assert (answer.date, answer.visits) == (on(30), ())


def test_without_a_reference_date_the_baseline_stands_for_it() -> None:
    unknown = sequence(steps_of("56: SD"), info=replace(INFO, reference_date=None))
    assert best_response(unknown).findings == (
        Finding(
            severity=Severity.INFO,
            code="reference-date-from-baseline",
            message="no reference date is known: the baseline date stands for it",
            visit="baseline",
        ),
    )


# why, course, best response, whether a later visit confirms it though nobody asks
UNASKED = [
    ("a PR is seen again in time", "56: PR | 84: PR", "PR", True),
    ("a PR is seen again too early", "56: PR | 83: PR", "PR", False),
    ("a CR is seen again in time", "56: CR | 84: CR", "CR", True),
    ("a PR confirms no CR", "56: CR | 84: PR", "CR", False),
]


@pytest.mark.parametrize(
    ("why", "course", "best", "confirmed"), UNASKED, ids=[r[0] for r in UNASKED]
)
def test_confirmed_without_being_asked(why: str, course: str, best: str, confirmed: bool) -> None:
    answer = best_response(sequence(steps_of(course)))
    assert (answer.response, answer.confirmed) == (best, confirmed), why


def test_dates_that_are_not_full_confirm_nothing() -> None:
    course = sequence(steps_of("56: PR | 112: PR"), CONFIRMING)
    assert best_response(course).response is Response.PR
    for index in (1, 2):
        month = at(course, index, response_date=ScanDate.parse("2024-02"))
        assert best_response(month).response is Response.SD


def test_no_date_at_all_meets_no_minimum() -> None:
    course = at(sequence(steps_of("56: SD")), 1, response_date=NO_DATE)
    assert best_response(course).rule == "best/NE-too-early"


# why, course, targets, alternative
DOUBT = [
    ("too close to be confirmed as PR", "56: CR | 83: PD", True, "SD"),
    ("far enough", "56: CR | 84: PD", True, "PR"),
    ("close and early", "10: CR | 37: PD", True, "NE"),
    ("an SD before the CR stays", "28: SD | 56: CR | 83: PD", True, "SD"),
    ("without targets there is no PR", "56: CR | 84: PD", False, "NON-CR/NON-PD"),
    ("without targets and early", "10: CR | 37: PD", False, "NE"),
]


@pytest.mark.parametrize(("why", "course", "targets", "want"), DOUBT, ids=[r[0] for r in DOUBT])
def test_alternative_of_a_doubted_cr(why: str, course: str, targets: bool, want: str) -> None:
    judged_course = sequence(steps_of(course), CONFIRMING, targets=targets)
    doubted = best_response(at(judged_course, -1, rests_on_reappearance=True))
    assert doubted.needs_review
    assert doubted.alternative == want, why


def test_the_alternative_is_dated_by_the_last_scan() -> None:
    """Progression shown on day 82 of a visit that ends on day 84, 28 days after the CR."""
    visits = "0: T1=50.0 T2=50.0 | 56: T1=absent T2=absent | 84: T1=3.0@82 T2=absent@84"
    best = best_response(judged({"id": "1", "visits": visits, "protocol": ""}, CONFIRMING))
    assert (best.response, best.alternative) == (Response.SD, Response.PR)


# course, rule, words
WORDS = [
    (
        "56: CR | 70: NE | 84: CR",
        "best/CR-confirmed",
        "CR at day 56 and day 84, 28 days apart (at least 28); nothing but CR or NE between.",
    ),
    (
        "56: SD | 84: PR | 98: PR | 112: CR",
        "best/PR-confirmed",
        (
            "CR or PR at day 84 and day 112, 28 days apart (at least 28); nothing but CR, PR or "
            "NE between."
        ),
    ),
    (
        "30: PR | 56: PR | 112: PD",
        "best/SD-unconfirmed",
        "PR at day 56 was not confirmed: it counts as SD, the minimum of 42 days is met.",
    ),
    (
        "56: SD",
        "best/SD",
        "SD at day 56, at or after the minimum of 42 days; nothing better.",
    ),
    (
        "30: PR | 56: NE",
        "best/NE-unconfirmed",
        "A response before the protocol's minimum was not confirmed, and nothing after.",
    ),
    (
        "30: SD",
        "best/NE-too-early",
        "Stable only before the protocol's minimum, and nothing after.",
    ),
    ("56: NE", "best/NE", "No visit that counts could be evaluated."),
    ("", "best/NE-no-visit", "There is no visit after baseline."),
    ("30: PD", "best/PD", "PD at day 30, and nothing better that counts before it."),
]


@pytest.mark.parametrize(("course", "rule", "words"), WORDS, ids=[row[1] for row in WORDS])
def test_the_answer_explains_itself(course: str, rule: str, words: str) -> None:
    judged_course = sequence(steps_of(course), CONFIRMING)
    said = best_in_words(judged_course, best_response(judged_course))
    assert (said.id, said.text) == (rule, words)
    assert said.citation.startswith("Eisenhauer 2009")


def test_the_run_is_named_visit_by_visit() -> None:
    best = best_response(sequence(steps_of("28: SD | 56: PR | 70: NE | 112: CR"), CONFIRMING))
    assert best.visits == ("day 56", "day 70", "day 112")


def test_recist_1_0_cites_its_own_paper() -> None:
    course = sequence(steps_of("56: PR | 84: PR"), RECIST10)
    assert best_in_words(course, best_response(course)).citation.startswith("Therasse 2000")


def test_days_without_a_full_date_are_called_unknown() -> None:
    course = sequence(steps_of("56: PR | 112: PR"), CONFIRMING)
    best = best_response(course)
    partial = at(course, 2, response_date=ScanDate.parse("2024-04"))
    assert "unknown days apart" in best_in_words(partial, best).text


def test_every_row_can_be_put_into_words() -> None:
    course = sequence(steps_of("56: PR | 84: PR"), CONFIRMING)
    best = best_response(course)
    for name, rule in ROWS.items():
        assert rule.citation
        said = best_in_words(course, replace(best, rule=name, response=rule.outcome))
        assert "{" not in said.text
