"""The sum of diameters, target by target: what counts, what is missing, what is gone."""

from __future__ import annotations

import pytest

from recist.criteria.axes import Axis, always_longest, length_on, short_for_nodes, viable_in_liver
from recist.criteria.sums import (
    Adder,
    TargetSum,
    as_baseline,
    measured_values,
    own_value,
    reappeared_values,
)
from recist.criteria.thresholds import Thresholds
from recist.model.length import Length
from recist.model.lesion import Lesion, Role
from recist.model.reading import (
    Absent,
    Assessed,
    Diameters,
    Equivocal,
    Measured,
    Merged,
    Normal,
    NotDone,
    NotEvaluable,
    Present,
    Progression,
    Raised,
    Reading,
    State,
    Suspected,
    TooSmall,
    Unequivocal,
)

T1, T2 = (Lesion(id=name, role=Role.TARGET, organ="lung") for name in ("T1", "T2"))
NODE = Lesion(id="N1", role=Role.TARGET, organ="lymph node", nodal=True)
AXES = Diameters(longest=Length(20_000), short=Length(12_000), viable=Length(7_000))
TOO_SMALL_UM = 5_000


def mm(longest: int, short: int | None = None) -> Measured:
    """Measured, in whole millimetres."""
    given = None if short is None else Length(short * 1_000)
    return Measured(Diameters(longest=Length(longest * 1_000), short=given))


# state, what it counts, why
VALUES: list[tuple[State, int | None, str]] = [
    (Measured(AXES), 20_000, "the axis that counts"),
    (Measured(Diameters(short=Length(9_000))), None, "without that axis"),
    (TooSmall(), TOO_SMALL_UM, "as the protocol says"),
    (Absent(), 0, "gone"),
    (Merged("T2"), 0, "its mass counts with the other lesion"),
    (NotEvaluable("motion"), None, "missing is not zero"),
    (NotDone("refused"), None, "missing is not zero"),
    (Present(AXES), None, "no state of a target"),
    (Suspected(AXES), None, "no state of a target"),
    (Progression(AXES), None, "no state of a target"),
    (Equivocal(AXES), None, "no state of a target"),
    (Unequivocal(AXES), None, "no state of a target"),
    (Normal(), None, "no state of a target"),
    (Raised(), None, "no state of a target"),
    (Assessed(), None, "no state of a target"),
]


@pytest.mark.parametrize(("state", "um", "why"), VALUES, ids=[repr(one[0])[:12] for one in VALUES])
def test_what_a_reading_counts(state: State, um: int | None, why: str) -> None:
    assert own_value(state, Axis.LONGEST, TOO_SMALL_UM) == um, why


@pytest.mark.parametrize(
    ("axis", "um"), [(Axis.LONGEST, 20_000), (Axis.SHORT, 12_000), (Axis.VIABLE, 7_000)]
)
def test_each_axis_is_read_as_itself(axis: Axis, um: int) -> None:
    assert length_on(AXES, axis) == Length(um)
    assert length_on(Diameters(), axis) is None


@pytest.mark.parametrize(
    ("organ", "nodal", "recist11", "recist10", "mrecist"),
    [
        ("liver", False, Axis.LONGEST, Axis.LONGEST, Axis.VIABLE),
        (" Liver ", False, Axis.LONGEST, Axis.LONGEST, Axis.VIABLE),
        ("lung", False, Axis.LONGEST, Axis.LONGEST, Axis.LONGEST),
        ("lymph node", True, Axis.SHORT, Axis.LONGEST, Axis.SHORT),
        ("liver", True, Axis.SHORT, Axis.LONGEST, Axis.SHORT),
    ],
)
def test_which_axis_counts(
    organ: str, nodal: bool, recist11: Axis, recist10: Axis, mrecist: Axis
) -> None:
    lesion = Lesion(id="T1", role=Role.TARGET, organ=organ, nodal=nodal)
    assert short_for_nodes(lesion) is recist11
    assert always_longest(lesion) is recist10
    assert viable_in_liver(lesion) is mrecist


def add_up(
    *readings: tuple[Lesion, list[Reading]], left: frozenset[str] = frozenset()
) -> TargetSum:
    """The sum by RECIST 1.1 of lesions with their readings."""
    adder = Adder([lesion for lesion, _ in readings], Thresholds(), TOO_SMALL_UM, left)
    return adder.add_up([tuple(parts) for _, parts in readings])


def read(lesion: Lesion, *states: State) -> tuple[Lesion, list[Reading]]:
    """A lesion with its reading, or with those of its fragments, named T1.1, T1.2 …"""
    names = (
        [lesion.id] if len(states) == 1 else [f"{lesion.id}.{n + 1}" for n in range(len(states))]
    )
    parts = [Reading(lesion=name, state=state) for name, state in zip(names, states, strict=True)]
    return lesion, parts


# readings, (sum, complete, gone), value of each part, why
SUMS: list[
    tuple[list[tuple[Lesion, list[Reading]]], tuple[int | None, bool, bool], list[int | None], str]
] = [
    ([read(T1, mm(20)), read(T2, mm(30))], (50_000, True, False), [20_000, 30_000], "two"),
    ([read(T1, mm(20)), read(T2, NotDone())], (20_000, False, False), [20_000, None], "a part"),
    ([read(T1, NotDone()), read(T2, mm(30))], (30_000, False, False), [None, 30_000], "the other"),
    ([read(T1, NotDone()), read(T2, NotDone())], (None, False, True), [None, None], "nothing"),
    ([read(T1, Absent()), read(T2, Absent())], (0, True, True), [0, 0], "all gone"),
    ([read(T1, Absent()), read(T2, NotDone())], (0, False, True), [0, None], "gone or missing"),
    (
        [read(T1, TooSmall()), read(T2, Absent())],
        (5_000, True, False),
        [5_000, 0],
        "too small is there",
    ),
    (
        [read(NODE, mm(20, 9)), read(T2, Absent())],
        (9_000, True, True),
        [9_000, 0],
        "a normal node is gone",
    ),
    (
        [read(NODE, mm(20, 10)), read(T2, Absent())],
        (10_000, True, False),
        [10_000, 0],
        "from 10 mm it is not",
    ),
    (
        [read(T1, mm(9)), read(NODE, Absent())],
        (9_000, True, False),
        [9_000, 0],
        "what is no node has no such size",
    ),
    ([read(T1, mm(9), mm(8))], (17_000, True, False), [9_000, 8_000], "fragments"),
    (
        [read(T1, mm(9), NotDone()), read(T2, mm(5))],
        (5_000, False, False),
        [None, None, 5_000],
        "with a fragment the whole lesion is missing",
    ),
    (
        [read(T1, NotDone(), mm(9)), read(T2, mm(5))],
        (5_000, False, False),
        [None, None, 5_000],
        "whichever fragment it is",
    ),
    (
        [read(T1, mm(50)), read(T2, Merged("T1"))],
        (50_000, True, False),
        [50_000, 0],
        "merged into one that was measured",
    ),
    (
        [read(T1, NotDone()), read(T2, Merged("T1"))],
        (None, False, True),
        [None, None],
        "the carrier is missing",
    ),
    (
        [read(T2, Merged("T1")), read(T1, NotDone())],
        (None, False, True),
        [None, None],
        "whichever comes first",
    ),
    (
        [read(T1, mm(50)), read(T2, Merged("X9"))],
        (50_000, False, False),
        [50_000, None],
        "a carrier that nobody follows",
    ),
    (
        [read(T1, mm(20), mm(30)), read(T2, Merged("T1.2"))],
        (50_000, True, False),
        [20_000, 30_000, 0],
        "merged into a fragment",
    ),
    (
        [read(T1, mm(20), mm(30)), read(T2, Merged("T1"))],
        (50_000, True, False),
        [20_000, 30_000, 0],
        "merged into what split",
    ),
    (
        [read(T1, mm(20), NotDone()), read(T2, Merged("T1")), read(NODE, mm(30, 20))],
        (20_000, False, False),
        [None, None, None, 20_000],
        "a fragment of the carrier is missing",
    ),
    (
        [read(T1, NotDone()), read(T2, mm(20), Merged("T1"))],
        (20_000, False, False),
        [None, 20_000, None],
        "a fragment that merged",
    ),
]


@pytest.mark.parametrize(("readings", "said", "values", "why"), SUMS, ids=[one[3] for one in SUMS])
def test_a_sum(
    readings: list[tuple[Lesion, list[Reading]]],
    said: tuple[int | None, bool, bool],
    values: list[int | None],
    why: str,
) -> None:
    total = add_up(*readings)
    assert (total.sum_um, total.complete, total.gone) == said
    assert [valued.value_um for valued in total.values] == values
    assert [valued.reading for valued in total.values] == [
        part for _, parts in readings for part in parts
    ]
    assert [valued.lesion for valued in total.values] == [
        lesion for lesion, parts in readings for _ in parts
    ]
    assert [valued.value_um for valued in measured_values(total)] == [
        um for um in values if um is not None
    ]


def test_what_has_left_is_no_part_of_the_sum() -> None:
    readings = [read(T1, mm(20)), read(T2, mm(30))]
    total = add_up(*readings, left=frozenset({"T1"}))
    assert (total.sum_um, total.complete, total.lesions) == (30_000, True, (T2,))
    assert Adder([T1, T2], Thresholds(), TOO_SMALL_UM, frozenset({"T1"})).has_targets
    assert not Adder([T1], Thresholds(), TOO_SMALL_UM, frozenset({"T1"})).has_targets
    nothing = add_up(read(T1, mm(20)), left=frozenset({"T1"}))
    assert (nothing.sum_um, nothing.complete, nothing.gone) == (None, True, True)


@pytest.mark.parametrize("state", [Absent(), Merged("T1")])
def test_a_target_that_is_not_there_at_baseline_has_no_value(state: State) -> None:
    at_baseline = as_baseline(add_up(read(T1, mm(20)), read(T2, state)))
    assert (at_baseline.sum_um, at_baseline.complete) == (20_000, False)
    assert at_baseline.numbers_um == (20_000, None)


def test_too_small_at_baseline_is_a_value() -> None:
    total = add_up(read(T1, mm(20)), read(T2, TooSmall()))
    assert as_baseline(total) == total
    assert total.complete


@pytest.mark.parametrize(
    ("lesion", "state", "again"),
    [
        (T1, Measured(Diameters(longest=Length(1))), True),
        (T1, Absent(), False),
        (T1, NotDone(), False),
        (T1, TooSmall(), True),
        (NODE, mm(20, 10), True),
        (NODE, Measured(Diameters(short=Length(9_999))), False),
        (NODE, Absent(), False),
    ],
)
def test_what_is_disease_again_after_a_cr(lesion: Lesion, state: State, again: bool) -> None:
    shown = reappeared_values(add_up(read(lesion, state)), Thresholds())
    assert [valued.lesion for valued in shown] == ([lesion] if again else [])
