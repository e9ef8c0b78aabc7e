"""iRECIST from readings: the progression that ends a course is the run that the criterion says."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from recist.endpoints.best import best_response
from recist.endpoints.progression import progression_of
from recist.model.response import Response
from tests.endpoints.sequences import RECIST11
from tests.table_notation import judged

IRECIST = replace(RECIST11, id="irecist", criteria="iRECIST")
TARGETS = ("30.0", "40.0", "50.0", "60.0", "66.0", "absent", "not-evaluable")
NON_TARGETS = ("present", "progression", "absent", "not-evaluable")
NEW = ("", "", "L1=unequivocal", "L1=absent", "L1=unequivocal L2=unequivocal")

readings = st.tuples(*(st.sampled_from(words) for words in (TARGETS, NON_TARGETS, NEW)))
courses = st.lists(readings, min_size=1, max_size=6).map(
    lambda visits: " | ".join(
        ["0: T1=50.0 NT1=present"]
        + [f"{42 * n}: T1={t} NT1={nt} {new}" for n, (t, nt, new) in enumerate(visits, start=1)]
    )
)


@given(courses)
def test_the_run_is_the_criterion_s(visits: str) -> None:
    course = judged({"id": "1", "visits": visits, "protocol": ""}, IRECIST)
    found = progression_of(course)
    runs = [visit.progression_run for visit in course.visits]
    if found is None:
        assert runs[-1] is None, "a run that is open at the end counts"
        return
    by_label = {visit.visit: visit for visit in course.visits}
    run = by_label[found.visits[0]].progression_run
    assert found.visits == tuple(
        visit.visit
        for visit in course.visits
        if visit.progression_run == run and visit.overall is not Response.NE
    )


@given(courses)
def test_a_confirmed_progression_and_the_best_response_agree(visits: str) -> None:
    course = judged({"id": "1", "visits": visits, "protocol": ""}, IRECIST)
    best, found = best_response(course), progression_of(course)
    if best.response is Response.ICPD:
        assert found is not None
        assert (best.date, best.visits) == (found.date, found.visits)


def test_pseudo_progression() -> None:
    visits = "0: T1=100.0 | 56: T1=100.0 L1=unequivocal | 98: T1=65.0 L1=unequivocal"
    best = best_response(judged({"id": "1", "visits": visits, "protocol": ""}, IRECIST))
    assert (best.response, best.date.text, best.confirmed) == ("iPR", "2024-04-09", False)
