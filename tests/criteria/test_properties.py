"""What holds for every course, whatever was read, in every criterion."""

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recist.criteria.absolute import absolute_rules
from recist.criteria.registry import assess, criteria
from recist.model.assessment import CaseAssessment, VisitAssessment
from recist.model.lesion import Role
from recist.model.protocol import Options, Protocol
from recist.model.response import NewLesion, Response
from recist.model.row import Row
from tests.criteria.courses import case_of, scaled, tables

HOLDS = {"RECIST 1.1": True, "iRECIST": True}
PROTOCOLS = [
    Protocol(id=name, criteria=name, options=Options(partial_response_holds=HOLDS.get(name, False)))
    for name in sorted(criteria())
]
PROGRESSION = (Response.PD, Response.IUPD, Response.ICPD)
every_criterion = pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda one: one.criteria)


def answers(assessment: CaseAssessment) -> list[tuple[object, ...]]:
    return [answer(visit) for visit in assessment.visits]


def answer(visit: VisitAssessment) -> tuple[object, ...]:
    return visit.target, visit.non_target, visit.new_lesion, visit.overall, visit.response_date


def is_back_dated(visit: VisitAssessment) -> bool:
    dated = any(rule.endswith("back-dated") for rule in visit.rules)
    return dated or visit.overall is not visit.overall_as_read


@every_criterion
@given(rows=tables(), seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_the_names_of_lesions_are_irrelevant(
    protocol: Protocol, rows: tuple[Row, ...], seed: random.Random
) -> None:
    assume(rows)
    names = sorted({row.lesion for row in rows})
    others = [f"X{n}" for n in range(len(names))]
    seed.shuffle(others)
    renamed = dict(zip(names, others, strict=True))
    shuffled = [
        replace(row, lesion=renamed[row.lesion]) if row.role is not Role.VISIT else row
        for row in seed.sample(rows, len(rows))
    ]
    before = assess(case_of(rows), protocol)
    after = assess(case_of(tuple(shuffled)), protocol)
    assert answers(after) == answers(before)
    assert [visit.sum_um for visit in after.visits] == [visit.sum_um for visit in before.visits]


@every_criterion
@given(rows=tables())
def test_an_unequivocal_new_lesion_is_progression(
    protocol: Protocol, rows: tuple[Row, ...]
) -> None:
    assume(rows)
    seen = False
    visits = assess(case_of(rows), protocol).visits[1:]
    # A lesion that is dated back was progression before it was read as unequivocal.
    assume(not any(is_back_dated(visit) for visit in visits))
    for visit in visits:
        first = visit.new_lesion is NewLesion.UNEQUIVOCAL and not seen
        seen = seen or first
        assert not first or visit.overall in PROGRESSION


@every_criterion
@given(rows=tables())
def test_the_nadir_never_rises(protocol: Protocol, rows: tuple[Row, ...]) -> None:
    assume(rows)
    visits = assess(case_of(rows), protocol).visits[1:]
    nadirs = [visit.nadir_sum_um for visit in visits if visit.nadir_sum_um is not None]
    assert nadirs == sorted(nadirs, reverse=True)


@every_criterion
@given(rows=tables())
def test_later_visits_change_earlier_answers_only_by_declared_back_dating(
    protocol: Protocol, rows: tuple[Row, ...]
) -> None:
    assume(rows)
    # Lesions that appear later are not known yet in the prefix; nothing is said of them there.
    whole = assess(case_of(rows), protocol)
    for count in range(2, len(whole.visits)):
        labels = {visit.visit for visit in whole.visits[:count]}
        part = assess(case_of(tuple(row for row in rows if row.visit in labels)), protocol)
        changed = any(is_back_dated(visit) for visit in whole.visits[:count])
        for before, after in zip(part.visits, whole.visits, strict=False):
            as_read = replace(after, overall=after.overall_as_read)
            assert changed or answer(before) == answer(after)
            assert before.overall_as_read == as_read.overall_as_read


@every_criterion
@given(rows=tables(), factor=st.sampled_from((2, 3, 10)))
def test_scale_matters_only_where_an_absolute_rule_is_reported(
    protocol: Protocol, rows: tuple[Row, ...], factor: int
) -> None:
    assume(rows)
    thresholds = criteria()[protocol.criteria].rules.thresholds
    small = assess(case_of(rows), protocol)
    large = assess(case_of(scaled(rows, factor)), protocol)
    for index, (one, other) in enumerate(zip(small.visits, large.visits, strict=True)):
        if absolute_rules(small, index, thresholds) or absolute_rules(large, index, thresholds):
            return  # from here on the courses may part
        assert answer(one) == answer(other)
