"""The words of the reading table, and the small answers that a state or protocol gives."""

import pytest

from recist.model.lesion import Role
from recist.model.protocol import Protocol, TargetCaps
from recist.model.reading import (
    NO_DIAMETERS,
    Absent,
    Assessed,
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
    diameters_of,
    with_diameters,
)
from recist.model.words import WORDS_OF_ROLE, state_from_word, word_of
from tests.model.rows import axes

SIZE = axes(20, 10)
STATES: dict[str, State] = {
    "measured": Measured(SIZE),
    "too-small": TooSmall(),
    "absent": Absent(),
    "merged": Merged("T2"),
    "not-evaluable": NotEvaluable("artefact"),
    "not-done": NotDone("artefact"),
    "present": Present(SIZE),
    "suspected": Suspected(SIZE),
    "progression": Progression(SIZE),
    "equivocal": Equivocal(SIZE),
    "unequivocal": Unequivocal(SIZE),
    "normal": Normal(),
    "raised": Raised(),
    "assessed": Assessed(),
}


@pytest.mark.parametrize("word", STATES)
def test_each_state_has_one_word(word: str) -> None:
    assert state_from_word(word, SIZE, "T2", "artefact") == STATES[word]
    assert word_of(STATES[word]) == word


def test_every_word_of_a_role_stands_for_a_state() -> None:
    used = {word for words in WORDS_OF_ROLE.values() for word in words}
    assert used == set(STATES)
    assert set(WORDS_OF_ROLE) == set(Role)


def test_an_unknown_word_is_refused() -> None:
    with pytest.raises(KeyError):
        state_from_word("gone", SIZE, "", "")


@pytest.mark.parametrize("word", STATES)
def test_only_states_with_a_size_take_another(word: str) -> None:
    sized = word in (
        "measured", "present", "suspected", "progression", "equivocal", "unequivocal",
    )  # fmt: skip
    state = STATES[word]
    assert diameters_of(state) == (SIZE if sized else NO_DIAMETERS)
    assert diameters_of(with_diameters(state, axes(8))) == (axes(8) if sized else NO_DIAMETERS)
    assert type(with_diameters(state, axes(8))) is type(state)


@pytest.mark.parametrize(
    ("scope", "max_total"), [("all", 5), ("liver", 3), ("not-liver", 5), ("Liver", 5)]
)
def test_a_scope_may_have_caps_of_its_own(scope: str, max_total: int) -> None:
    protocol = Protocol(
        id="p", criteria="recist-1.1", scope_targets=(("liver", TargetCaps(max_total=3)),)
    )
    assert protocol.caps_in(scope).max_total == max_total
