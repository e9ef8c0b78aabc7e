"""The words of the reading table for each state, and which of them a role may use."""

from __future__ import annotations

from collections.abc import Callable

from recist.model.lesion import NEW_ROLES, Role
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
    State,
    Suspected,
    TooSmall,
    Unequivocal,
)

MakeState = Callable[[Diameters, str, str], State]
"""From diameters, parent and reason."""

_STATES: dict[str, tuple[type[State], MakeState]] = {
    "measured": (Measured, lambda axes, parent, reason: Measured(axes)),
    "too-small": (TooSmall, lambda axes, parent, reason: TooSmall()),
    "absent": (Absent, lambda axes, parent, reason: Absent()),
    "merged": (Merged, lambda axes, parent, reason: Merged(parent)),
    "not-evaluable": (NotEvaluable, lambda axes, parent, reason: NotEvaluable(reason)),
    "not-done": (NotDone, lambda axes, parent, reason: NotDone(reason)),
    "present": (Present, lambda axes, parent, reason: Present(axes)),
    "suspected": (Suspected, lambda axes, parent, reason: Suspected(axes)),
    "progression": (Progression, lambda axes, parent, reason: Progression(axes)),
    "equivocal": (Equivocal, lambda axes, parent, reason: Equivocal(axes)),
    "unequivocal": (Unequivocal, lambda axes, parent, reason: Unequivocal(axes)),
    "normal": (Normal, lambda axes, parent, reason: Normal()),
    "raised": (Raised, lambda axes, parent, reason: Raised()),
    "assessed": (Assessed, lambda axes, parent, reason: Assessed()),
}

WORDS_OF_ROLE: dict[Role, tuple[str, ...]] = {
    Role.TARGET: ("measured", "too-small", "absent", "merged", "not-evaluable", "not-done"),
    Role.NON_TARGET: (
        "present",
        "absent",
        "suspected",
        "progression",
        "not-evaluable",
        "not-done",
    ),
    **dict.fromkeys(NEW_ROLES, ("equivocal", "unequivocal", "absent", "not-evaluable")),
    Role.MARKER: ("normal", "raised", "not-done"),
    Role.VISIT: ("assessed", "not-done"),
}

_WORD_OF = {kind: word for word, (kind, _) in _STATES.items()}


def word_of(state: State) -> str:
    """Return the reading table's word for a state."""
    return _WORD_OF[type(state)]


def state_from_word(word: str, axes: Diameters, parent: str, reason: str) -> State:
    """Make the state that a word stands for; ``KeyError`` for an unknown word."""
    return _STATES[word][1](axes, parent, reason)
