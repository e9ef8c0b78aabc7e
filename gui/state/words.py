"""The words that a reader sees for states, and what becomes of a state when a role changes."""

from __future__ import annotations

from typing import assert_never

from gui.state.tongue import later, tr
from recist.model.lesion import NEW_ROLES, Character, Role
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
    Sized,
    State,
    Suspected,
    TooSmall,
    Unequivocal,
    diameters_of,
)
from recist.model.response import NewLesion
from recist.model.words import word_of as table_word

PREFIXES = {
    Role.TARGET: "T",
    Role.NON_TARGET: "NT",
    **dict.fromkeys(NEW_ROLES, "N"),
    Role.MARKER: "M",
}
ROLE_NAMES = {
    Role.TARGET: later("target"),
    Role.NON_TARGET: later("non-target"),
    Role.NEW: later("new"),
    Role.NEW_TARGET: later("new target"),
    Role.NEW_NON_TARGET: later("new non-target"),
    Role.MARKER: later("marker"),
    Role.VISIT: later("visit"),
}
STATE_WORDS = (
    *(later("measured"), later("absent"), later("too small"), later("merged")),
    *(later("not evaluable"), later("not done"), later("present"), later("suspected")),
    *(later("progression"), later("equivocal"), later("unequivocal"), later("normal")),
    *(later("raised"), later("assessed")),
)
"""Every word of `word_of` but for the lesion that another is merged into."""
NEW_WORDS = {
    NewLesion.NONE: later("none"),
    NewLesion.EQUIVOCAL: later("equivocal"),
    NewLesion.UNEQUIVOCAL: later("unequivocal"),
}
CHARACTERS = {
    Character.SOLID: later("solid"),
    Character.LYTIC: later("lytic"),
    Character.MIXED: later("mixed"),
    Character.BLASTIC: later("blastic"),
    Character.CYSTIC: later("cystic"),
    Character.SIMPLE_CYST: later("simple-cyst"),
    Character.EFFUSION: later("effusion"),
    Character.LEPTOMENINGEAL: later("leptomeningeal"),
    Character.LYMPHANGITIC: later("lymphangitic"),
    Character.INFLAMMATORY: later("inflammatory"),
    Character.SUPERFICIAL: later("superficial"),
}
PROGRESSED = later("progressed since treatment")
NOT_PROGRESSED = later("not progressed since treatment")


def capital(text: str) -> str:
    """Return a text with a large first letter."""
    return text[:1].upper() + text[1:]


def said_of(state: State) -> str:
    """Return the word for a state in the language of the screen; the record has `word_of`."""
    if isinstance(state, Merged) and state.into:
        return tr("merged ({lesion})", lesion=state.into)
    word = word_of(state)
    return tr(word)


def word_of(state: State) -> str:
    """Return the word for a state, the same as in the reading table but with spaces."""
    if isinstance(state, Merged) and state.into:
        return f"merged ({state.into})"
    return table_word(state).replace("-", " ")


def measured_in(role: Role, before: State | None, diameters: Diameters) -> State:
    """Return the state of a lesion that has just been measured, keeping the reader's judgement."""
    match role, before:
        case Role.TARGET, _:
            return Measured(diameters)
        case ((Role.NEW | Role.NEW_TARGET | Role.NEW_NON_TARGET), Equivocal()):
            return Equivocal(diameters)
        case ((Role.NEW | Role.NEW_TARGET | Role.NEW_NON_TARGET), _):
            return Unequivocal(diameters)
        case _, Suspected():
            return Suspected(diameters)
        case _, Progression():
            return Progression(diameters)
        case _:
            return Present(diameters)


def state_in(role: Role, state: State) -> State:
    """Return what a state becomes when its lesion takes another role.

    A target needs a measurement: a lesion that was only seen becomes "not done", never 0.
    """
    if isinstance(state, Absent | NotEvaluable | NotDone):
        return state
    diameters = diameters_of(state)
    has_any = diameters.longest is not None or diameters.short is not None
    match role:
        case Role.TARGET if has_any or isinstance(state, TooSmall | Merged):
            return state if isinstance(state, TooSmall | Merged) else Measured(diameters)
        case Role.TARGET:
            return NotDone("not measured")
        case _:
            return measured_in(role, state, diameters)


def is_seen(state: State) -> bool:
    """Say whether a state means that the lesion is there."""
    return isinstance(state, Sized | TooSmall)


def allowed_states(role: Role) -> tuple[str, ...]:
    """Return the words that the state menu offers for a role, in its order."""
    match role:
        case Role.TARGET:
            return ("absent", "too small", "merged", "not evaluable", "not done")
        case Role.NON_TARGET:
            return ("present", "absent", "suspected", "progression", "not evaluable", "not done")
        case Role.NEW | Role.NEW_TARGET | Role.NEW_NON_TARGET:
            return ("unequivocal", "equivocal", "absent", "not evaluable")
        case Role.MARKER:
            return ("normal", "raised", "not done")
        case Role.VISIT:
            return ("assessed", "not done")
        case _:
            assert_never(role)


def needs_reason(word: str) -> bool:
    """Say whether a reader must write why."""
    return word in {"not evaluable", "not done"}


def state_from(word: str, *, reason: str = "", into: str = "", before: State | None) -> State:
    """Return the state that a word of the menu means; diameters stay where the state has them.

    Raises
    ------
    ValueError
        Where the word is none of `allowed_states`.
    """
    kept = diameters_of(before) if before is not None else Diameters()
    plain: dict[str, State] = {
        "absent": Absent(),
        "too small": TooSmall(),
        "merged": Merged(into),
        "not evaluable": NotEvaluable(reason),
        "not done": NotDone(reason),
        "present": Present(kept),
        "suspected": Suspected(kept),
        "progression": Progression(kept),
        "equivocal": Equivocal(kept),
        "unequivocal": Unequivocal(kept),
        "normal": Normal(),
        "raised": Raised(),
        "assessed": Assessed(),
    }
    if word not in plain:
        raise ValueError(f"{word!r} is no state")
    return plain[word]
