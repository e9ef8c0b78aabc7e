"""Which rules in millimetres had a part in an answer, one case for each."""

import pytest

from recist.criteria.absolute import AbsoluteRule, absolute_rules
from recist.criteria.registry import assess, criteria
from recist.model.lesion import Role
from recist.model.protocol import Protocol
from recist.model.reading import Absent, Measured, Present, State, TooSmall, Unequivocal
from recist.model.row import Row
from tests.criteria.courses import axes, case_of, row

FLOOR, NODE, SMALL = AbsoluteRule.FLOOR, AbsoluteRule.NODE, AbsoluteRule.TOO_SMALL
MEASURED_20 = Measured(axes(20_000))


@pytest.mark.parametrize(
    ("baseline", "now", "nodal", "used"),
    [
        (MEASURED_20, Measured(axes(23_999)), False, set()),
        (MEASURED_20, Measured(axes(24_000)), False, {FLOOR}),
        (MEASURED_20, Measured(axes(24_999)), False, {FLOOR}),
        (MEASURED_20, Measured(axes(25_000)), False, set()),
        (MEASURED_20, TooSmall(), False, {SMALL}),
        (MEASURED_20, Absent(), False, set()),
        (MEASURED_20, Measured(axes(9_999)), True, {NODE}),
        (MEASURED_20, Measured(axes(10_000)), True, set()),
        (MEASURED_20, Absent(), True, set()),
    ],
)
def test_targets(baseline: State, now: State, nodal: bool, used: set[AbsoluteRule]) -> None:
    rows = (
        row(0, "T1", Role.TARGET, baseline, nodal=nodal),
        row(1, "T1", Role.TARGET, now, nodal=nodal),
    )
    assert rules_at(rows, 1) == used


def test_over_a_nadir_of_0_the_floor_decides() -> None:
    states: tuple[State, ...] = (MEASURED_20, Absent(), Measured(axes(3_000)))
    rows = tuple(row(n, "T1", Role.TARGET, state) for n, state in enumerate(states))
    assert rules_at(rows, 2) == {FLOOR}


@pytest.mark.parametrize(("size_um", "used"), [(9_999, {NODE}), (10_000, set())])
def test_nodes_beside_the_targets(size_um: int, used: set[AbsoluteRule]) -> None:
    rows = tuple(
        row(n, "NT1", Role.NON_TARGET, Present(axes(size_um)), nodal=True) for n in range(2)
    )
    assert rules_at(rows, 1) == used


@pytest.mark.parametrize(
    ("criterion", "size_um", "used"),
    [
        ("mRECIST", 9_999, {AbsoluteRule.NEW_NODULE}),
        ("mRECIST", 10_000, set()),
        ("RECIST 1.1", 9_999, set()),
    ],
)
def test_new_nodules(criterion: str, size_um: int, used: set[AbsoluteRule]) -> None:
    rows = (
        row(0, "NT1", Role.NON_TARGET, Present()),
        row(1, "NT1", Role.NON_TARGET, Present()),
        row(1, "N1", Role.NEW, Unequivocal(axes(size_um))),
    )
    assert rules_at(rows, 1, criterion) == used


def test_a_run_of_progressions_is_confirmed_in_millimetres() -> None:
    sizes = (50_000, 60_000, 62_000)
    rows = tuple(row(n, "T1", Role.TARGET, Measured(axes(um))) for n, um in enumerate(sizes))
    assert rules_at(rows, 2, "iRECIST") == {AbsoluteRule.GROWTH}


def rules_at(
    rows: tuple[Row, ...], index: int, criterion: str = "RECIST 1.1"
) -> frozenset[AbsoluteRule]:
    protocol = Protocol(id=criterion, criteria=criterion)
    thresholds = criteria()[criterion].rules.thresholds
    return absolute_rules(assess(case_of(rows), protocol), index, thresholds)
