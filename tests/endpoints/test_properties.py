"""Properties of the best response that hold for every course."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recist.criteria.registry import criterion_of
from recist.endpoints.best import best_response
from recist.endpoints.durations import duration_of_response
from recist.model.protocol import Confirmation, Protocol
from recist.model.response import Response
from tests.endpoints.sequences import RECIST11, Step, on, sequence
from tests.table_notation import judged

RANKING = criterion_of(RECIST11).ranking
WITH_TARGETS = (Response.CR, Response.PR, Response.SD, Response.PD, Response.NE)
WITHOUT = (Response.CR, Response.NON_CR_NON_PD, Response.PD, Response.NE)


def confirming(interval_days: int = 28, max_ne_between: int = 1) -> Protocol:
    confirmation = Confirmation(
        required=True, interval_days=interval_days, max_ne_between=max_ne_between
    )
    return replace(RECIST11, confirmation=confirmation)


def rank(steps: list[Step], protocol: Protocol, *, targets: bool = True) -> int:
    return RANKING.index(best_response(sequence(steps, protocol, targets=targets)).response)


@st.composite
def courses(draw: st.DrawFn, responses: tuple[Response, ...] = WITH_TARGETS) -> list[Step]:
    days = draw(st.lists(st.integers(1, 250), unique=True, max_size=8).map(sorted))
    return [(day, draw(st.sampled_from(responses))) for day in days]


intervals = st.integers(0, 120)


@given(courses(), intervals)
def test_confirmed_is_never_better_than_unconfirmed(steps: list[Step], days: int) -> None:
    assert rank(steps, confirming(days)) >= rank(steps, RECIST11)


@given(courses(WITHOUT), intervals)
def test_nor_is_it_without_targets(steps: list[Step], days: int) -> None:
    asked = rank(steps, confirming(days), targets=False)
    assert asked >= rank(steps, RECIST11, targets=False)


@given(courses(), intervals, intervals)
def test_a_longer_interval_never_improves(steps: list[Step], one: int, two: int) -> None:
    short, long = sorted((one, two))
    assert rank(steps, confirming(long)) >= rank(steps, confirming(short))


@given(courses(), st.integers(0, 3), st.integers(0, 3))
def test_more_ne_between_never_worsens(steps: list[Step], one: int, two: int) -> None:
    few, many = sorted((one, two))
    strict, lenient = confirming(max_ne_between=few), confirming(max_ne_between=many)
    assert rank(steps, lenient) <= rank(steps, strict)


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=6), intervals)
def test_confirmed_is_never_better_with_readings(sums_mm: list[int], days: int) -> None:
    """The hold of a PR begins later where confirmation is asked for."""
    visits = " | ".join(
        f"{28 * index}: T1={tenths / 10}" for index, tenths in enumerate([1000, *sums_mm])
    )
    row = {"id": "1", "visits": visits, "protocol": ""}
    asked, unasked = (
        best_response(judged(row, protocol)).response for protocol in (confirming(days), RECIST11)
    )
    assert RANKING.index(asked) >= RANKING.index(unasked)


@given(courses(), courses(), st.sampled_from([RECIST11, confirming()]))
def test_visits_after_pd_change_nothing(
    before: list[Step], after: list[Step], protocol: Protocol
) -> None:
    progressed = [*before, (300, Response.PD)]
    longer = [*progressed, *((300 + day, response) for day, response in after)]
    short_course, long_course = sequence(progressed, protocol), sequence(longer, protocol)
    assert best_response(short_course) == best_response(long_course)
    assert duration_of_response(short_course) == duration_of_response(long_course)


@given(courses(), st.sampled_from([RECIST11, confirming()]))
def test_the_visits_named_show_the_response(steps: list[Step], protocol: Protocol) -> None:
    best = best_response(sequence(steps, protocol))
    if best.visits:
        by_label = {f"day {day}": (day, response) for day, response in steps}
        day, first = by_label[best.visits[0]]
        assert best.date == on(day)
        assert RANKING.index(first) <= RANKING.index(best.response)


@given(courses())
def test_a_confirmed_response_is_the_same_when_asked_for(steps: list[Step]) -> None:
    unasked = best_response(sequence(steps, RECIST11))
    asked = best_response(sequence(steps, confirming()))
    assert unasked.confirmed == (asked.confirmed and asked.response is unasked.response)
