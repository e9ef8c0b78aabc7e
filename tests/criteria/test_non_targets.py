"""What non-target lesions and markers say, state by state (§4.3.3)."""

from __future__ import annotations

import pytest

from recist.criteria.non_targets import NonTargetFacts, Says, non_target_facts, normal_node, says_of
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

RULES = Thresholds()
MASS = Lesion(id="NT1", role=Role.NON_TARGET, organ="liver")
OTHER = Lesion(id="NT2", role=Role.NON_TARGET, organ="lung")
NODE = Lesion(id="NT3", role=Role.NON_TARGET, organ="lymph node", nodal=True)
NORMAL = Diameters(short=Length(9_999))
ENLARGED = Diameters(longest=Length(9_999), short=Length(10_000))

# lesion, state, what it says
STATES: list[tuple[Lesion, State, Says]] = [
    (MASS, Present(), Says.PRESENT),
    (MASS, Present(NORMAL), Says.PRESENT),
    (NODE, Present(), Says.PRESENT),
    (NODE, Present(NORMAL), Says.GONE),
    (NODE, Present(ENLARGED), Says.PRESENT),
    (MASS, Suspected(), Says.SUSPECTED),
    (MASS, Suspected(NORMAL), Says.SUSPECTED),
    (NODE, Suspected(NORMAL), Says.GONE),
    (NODE, Suspected(ENLARGED), Says.SUSPECTED),
    (MASS, Progression(), Says.PROGRESSION),
    (NODE, Progression(NORMAL), Says.PROGRESSION),
    (MASS, Absent(), Says.GONE),
    (MASS, NotEvaluable(), Says.NOTHING),
    (MASS, NotDone(), Says.NOTHING),
    # No states of a non-target: they say nothing of it, which is not that it is gone.
    (MASS, Measured(NORMAL), Says.NOTHING),
    (MASS, TooSmall(), Says.NOTHING),
    (MASS, Merged("NT2"), Says.NOTHING),
    (MASS, Equivocal(), Says.NOTHING),
    (MASS, Unequivocal(), Says.NOTHING),
    (MASS, Normal(), Says.NOTHING),
    (MASS, Raised(), Says.NOTHING),
    (MASS, Assessed(), Says.NOTHING),
]


@pytest.mark.parametrize(("lesion", "state", "says"), STATES)
def test_what_a_reading_says(lesion: Lesion, state: State, says: Says) -> None:
    assert says_of(lesion, Reading(lesion=lesion.id, state=state), RULES) is says


@pytest.mark.parametrize(
    ("axes", "normal", "why"),
    [
        (Diameters(), False, "not measured"),
        (Diameters(short=Length(9_999)), True, "below 10 mm"),
        (Diameters(short=Length(10_000)), False, "from 10 mm on"),
        (Diameters(longest=Length(30_000), short=Length(9_999)), True, "the short axis decides"),
        (Diameters(longest=Length(9_999)), True, "the short axis is not longer"),
        (Diameters(longest=Length(10_000)), False, "the short axis is not known"),
    ],
)
def test_a_normal_node(axes: Diameters, normal: bool, why: str) -> None:
    assert normal_node(Reading(lesion="NT3", state=Present(axes)), RULES) is normal, why


NOTHING = NonTargetFacts(
    progression=(), suspected=(), persisting=(), nodes=False, raised=False, unread=False
)


def reading(lesion: Lesion, state: State) -> Reading:
    return Reading(lesion=lesion.id, state=state)


def facts(
    *seen: tuple[Lesion, State], markers: tuple[State, ...] = (), left: frozenset[str] = frozenset()
) -> NonTargetFacts:
    return non_target_facts(
        tuple(lesion for lesion, _ in seen),
        tuple((reading(lesion, state),) for lesion, state in seen),
        tuple((Reading(lesion="M", state=state),) for state in markers),
        RULES,
        left,
    )


def sorted_out(**said: tuple[Reading, ...] | bool) -> dict[str, object]:
    return {name: getattr(NOTHING, name) for name in NonTargetFacts.__slots__} | said


# lesions with their states, states of markers, what is found beside nothing
FACTS: list[
    tuple[list[tuple[Lesion, State]], tuple[State, ...], dict[str, tuple[Reading, ...] | bool]]
] = [
    ([], (), {}),
    ([(MASS, Absent()), (OTHER, Present())], (), {"persisting": (reading(OTHER, Present()),)}),
    ([(NODE, Present())], (), {"nodes": True}),
    (
        [(NODE, Present(NORMAL)), (MASS, Progression())],
        (),
        {"progression": (reading(MASS, Progression()),)},
    ),
    ([(NODE, Suspected())], (), {"nodes": True, "suspected": (reading(NODE, Suspected()),)}),
    (
        [(MASS, Suspected())],
        (),
        {"persisting": (reading(MASS, Suspected()),), "suspected": (reading(MASS, Suspected()),)},
    ),
    ([(MASS, NotDone()), (OTHER, Absent())], (), {"unread": True}),
    ([(MASS, NotDone())], (Normal(),), {"unread": True}),
    ([], (Raised(),), {"raised": True}),
    ([], (Normal(),), {}),
    ([], (Normal(), Raised()), {"raised": True}),
    ([], (NotDone(),), {"unread": True}),
    ([], (NotDone(), Raised()), {"unread": True, "raised": True}),
]


@pytest.mark.parametrize(("seen", "markers", "found"), FACTS)
def test_the_non_targets_of_a_visit(
    seen: list[tuple[Lesion, State]],
    markers: tuple[State, ...],
    found: dict[str, tuple[Reading, ...] | bool],
) -> None:
    told = facts(*seen, markers=markers)
    assert {name: getattr(told, name) for name in NonTargetFacts.__slots__} == sorted_out(**found)


def test_what_has_left_says_nothing_and_what_follows_still_counts() -> None:
    told = facts((MASS, Progression()), (OTHER, Progression()), left=frozenset({"NT1"}))
    assert told.progression == (reading(OTHER, Progression()),)
    assert not told.unread
    assert facts((MASS, NotDone()), left=frozenset({"NT1"})) == NOTHING


def test_a_part_that_is_gone_hides_no_other() -> None:
    gone, grown = reading(MASS, Absent()), reading(MASS, Progression())
    told = non_target_facts((MASS,), ((gone, grown),), (), RULES)
    assert told.progression == (grown,)
