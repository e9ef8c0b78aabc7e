"""Properties that hold for every course."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from recist.criteria.registry import assess
from recist.model.assemble import assemble_case
from recist.model.assessment import CaseAssessment
from recist.model.dates import ScanDate
from recist.model.length import Length
from recist.model.lesion import Role
from recist.model.protocol import Protocol
from recist.model.reading import (
    Absent,
    Diameters,
    Equivocal,
    Measured,
    NotEvaluable,
    Present,
    Progression,
    State,
    Suspected,
    TooSmall,
    Unequivocal,
)
from recist.model.response import NewLesion, Response
from recist.model.row import Row

PROTOCOL = Protocol(id="recist-1.1", criteria="RECIST 1.1")
START = date(2024, 1, 1)

sizes: st.SearchStrategy[State] = st.integers(min_value=0, max_value=60_000).map(
    lambda um: Measured(Diameters(longest=Length(um), short=Length(um)))
)
target_states: st.SearchStrategy[State] = sizes | st.sampled_from(
    [TooSmall(), Absent(), NotEvaluable("motion")]
)
other_states: st.SearchStrategy[State] = st.sampled_from(
    [Present(), Absent(), Suspected(), Progression(), NotEvaluable("motion")]
)
new_states = st.sampled_from([Equivocal(), Unequivocal(), Absent(), None])


def row(visit: int, lesion: str, role: Role, state: State, *, nodal: bool = False) -> Row:
    when = START + timedelta(days=56 * visit)
    return Row(
        subject="S",
        visit=f"v{visit}",
        date=ScanDate.of(when),
        lesion=lesion,
        role=role,
        organ="lymph node" if nodal else "liver",
        nodal=nodal,
        state=state,
    )


@st.composite
def courses(draw: st.DrawFn) -> list[Row]:
    rows = [
        row(0, "T1", Role.TARGET, draw(sizes)),
        row(0, "N1", Role.TARGET, draw(sizes), nodal=True),
        row(0, "NT1", Role.NON_TARGET, Present()),
    ]
    for visit in range(1, draw(st.integers(min_value=1, max_value=6)) + 1):
        rows.append(row(visit, "T1", Role.TARGET, draw(target_states)))
        rows.append(row(visit, "N1", Role.TARGET, draw(target_states), nodal=True))
        rows.append(row(visit, "NT1", Role.NON_TARGET, draw(other_states)))
        state = draw(new_states)
        if state is not None:
            rows.append(row(visit, "L1", Role.NEW, state))
    return rows


def judged(rows: list[Row]) -> CaseAssessment:
    return assess(assemble_case(rows, window_days=14), PROTOCOL)


@given(courses())
def test_the_nadir_never_rises(rows: list[Row]) -> None:
    nadirs = [visit.nadir_sum_um for visit in judged(rows).visits[1:]]
    known = [nadir for nadir in nadirs if nadir is not None]
    assert known == sorted(known, reverse=True)


@given(courses())
def test_an_unequivocal_new_lesion_is_pd(rows: list[Row]) -> None:
    for visit in judged(rows).visits:
        if visit.new_lesion is NewLesion.UNEQUIVOCAL:
            assert visit.overall is Response.PD


@given(courses(), st.randoms(use_true_random=False))
def test_the_order_of_rows_never_matters(rows: list[Row], chance: Random) -> None:
    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert judged(shuffled).visits == judged(rows).visits


@given(courses(), st.integers(min_value=1, max_value=6))
def test_later_visits_change_nothing_as_read(rows: list[Row], last: int) -> None:
    early = [one for one in rows if int(one.visit[1:]) <= last]
    for before, after in zip(judged(early).visits, judged(rows).visits, strict=False):
        assert before.overall_as_read == after.overall_as_read
        assert before.sum_um == after.sum_um
        assert before.nadir_sum_um == after.nadir_sum_um
        if before.overall != after.overall:
            assert after.rules[-1] == "recist11/new-lesion/back-dated"


@given(courses())
def test_every_follow_up_visit_explains_itself(rows: list[Row]) -> None:
    for visit in judged(rows).visits[1:]:
        assert visit.rules
