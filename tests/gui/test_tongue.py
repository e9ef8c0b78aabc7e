"""Every text that a person reads goes through one function."""

from collections.abc import Iterator

import pytest

from gui.state.tongue import speak, tr

GERMAN = {"{lesion} at {visit}": "{visit}: {lesion}", "Undo": "Rückgängig"}


@pytest.fixture
def german() -> Iterator[None]:
    speak(lambda text: GERMAN.get(text, text))
    yield
    speak()


def test_english_is_what_is_written() -> None:
    assert tr("{lesion} at {visit}", lesion="T1", visit="week 8") == "T1 at week 8"


def test_another_language_may_put_the_words_in_another_order(german: None) -> None:
    assert tr("{lesion} at {visit}", lesion="T1", visit="week 8") == "week 8: T1"


def test_what_is_not_translated_stays_english(german: None) -> None:
    assert tr("Redo") == "Redo"


def test_braces_in_what_somebody_typed_are_left_alone(german: None) -> None:
    assert tr("{lesion} at {visit}", lesion="{x}", visit="%n") == "%n: {x}"


@pytest.mark.parametrize(
    "said", ["{Läsion} um {visit}", "{lesion.x}", "{lesion", "{}", "{visit:d}"]
)
def test_a_translation_with_broken_braces_leaves_the_text_english(said: str) -> None:
    speak(lambda text: said)
    try:
        assert tr("{lesion} at {visit}", lesion="T1", visit="week 8") == "T1 at week 8"
    finally:
        speak()
