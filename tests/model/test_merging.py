"""Merged targets: the mass is carried by a target that was not merged itself."""

import pytest

from recist.model.finding import Finding
from recist.model.lesion import Lesion, Role
from recist.model.merging import resolve_merged
from recist.model.reading import Merged, NotEvaluable, Reading, State
from tests.model.rows import error, measured

TARGETS = tuple(Lesion(id=name, role=Role.TARGET) for name in ("T1", "T2", "T3", "T4"))
BIG = measured(40)
LOST = NotEvaluable("merged into no target")


def without_carrier(lesion: str) -> Finding:
    message = f"{lesion} is merged, but no target that was read carries the mass"
    return error("merged-without-carrier", message, lesion, visit=None)


@pytest.mark.parametrize(
    ("states", "resolved", "lost"),
    [
        pytest.param({"T1": BIG, "T2": BIG}, {"T1": BIG, "T2": BIG}, [], id="nothing merged"),
        pytest.param(
            {"T1": BIG, "T2": Merged("T1")}, {"T1": BIG, "T2": Merged("T1")}, [], id="one step"
        ),
        pytest.param(
            {"T1": Merged("T2"), "T2": Merged("T3"), "T3": BIG},
            {"T1": Merged("T3"), "T2": Merged("T3"), "T3": BIG},
            [],
            id="the last of a chain carries",
        ),
        pytest.param(
            {"T1": Merged("T1.1"), "T1.1": BIG},
            {"T1": Merged("T1.1"), "T1.1": BIG},
            [],
            id="a fragment may carry",
        ),
        pytest.param({"T1": Merged("T4")}, {"T1": Merged("T4")}, [], id="a target without a row"),
        pytest.param({"T1": Merged("NT1")}, {"T1": LOST}, ["T1"], id="no target at all"),
        pytest.param(
            {"T1": Merged("T2"), "T2": Merged("NT1")},
            {"T1": LOST, "T2": LOST},
            ["T1", "T2"],
            id="a chain to nowhere",
        ),
        pytest.param({"T1": Merged("T1")}, {"T1": LOST}, ["T1"], id="into itself"),
        pytest.param(
            {"T1": Merged("T2"), "T2": Merged("T1"), "T3": BIG},
            {"T1": LOST, "T2": LOST, "T3": BIG},
            ["T1", "T2"],
            id="in a circle",
        ),
        pytest.param(
            {"T1": Merged("T2"), "T2": Merged("T3"), "T3": Merged("T2")},
            {"T1": LOST, "T2": LOST, "T3": LOST},
            ["T1", "T2", "T3"],
            id="into a circle",
        ),
    ],
)
def test_the_mass_is_followed_to_its_carrier(
    states: dict[str, State], resolved: dict[str, State], lost: list[str]
) -> None:
    parts = tuple((Reading(lesion=name, state=state),) for name, state in states.items())
    expected = tuple((Reading(lesion=name, state=state),) for name, state in resolved.items())
    assert resolve_merged(TARGETS, parts) == (expected, [without_carrier(name) for name in lost])


def test_fragments_stay_together_under_their_lesion() -> None:
    parts = (
        (Reading(lesion="T1.1", state=BIG), Reading(lesion="T1.2", state=Merged("T2"))),
        (Reading(lesion="T2", state=Merged("T1.1"), image="8"),),
    )
    expected = (
        (Reading(lesion="T1.1", state=BIG), Reading(lesion="T1.2", state=Merged("T1.1"))),
        (Reading(lesion="T2", state=Merged("T1.1"), image="8"),),
    )
    assert resolve_merged(TARGETS, parts) == (expected, [])
