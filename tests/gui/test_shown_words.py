"""Every word of the engine that the screen shows has one that can be translated."""

from gui.state.layout import Pane
from gui.state.people_words import ROLES
from gui.state.slabs import SLAB_TEXTS
from gui.state.windows import PRESET_NAMES
from gui.state.words import CHARACTERS, NEW_WORDS, ROLE_NAMES, STATE_WORDS, said_of
from gui.widgets.response_view import SEVERITIES
from recist.imaging import display
from recist.imaging.cuts import Projection
from recist.imaging.orientation import Orientation
from recist.model.finding import Severity
from recist.model.lesion import Character, Role
from recist.model.reading import Merged, TooSmall
from recist.model.response import NewLesion
from recist.model.words import WORDS_OF_ROLE
from recist.trial.people import Role as Seat
from tests.gui.lengthened import made_up_language


def test_every_state_has_its_word() -> None:
    words = {word.replace("-", " ") for words in WORDS_OF_ROLE.values() for word in words}
    assert words == set(STATE_WORDS)


def test_every_kind_has_its_word() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert set(CHARACTERS) == set(Character)
    assert set(NEW_WORDS) == set(NewLesion)
    assert set(SLAB_TEXTS) == set(Projection)
    assert set(SEVERITIES) == set(Severity)
    assert set(ROLES) == set(Seat)
    assert {plane.value for plane in Orientation} <= {pane.value for pane in Pane}
    assert {one.name for one in display.PRESETS} == set(PRESET_NAMES)


def test_the_words_are_those_of_the_engine() -> None:
    """In English nothing on the screen is called otherwise than in the exports."""
    assert all(said == kind.value for kind, said in CHARACTERS.items())
    assert all(said == kind.value for kind, said in NEW_WORDS.items())
    assert all(said == kind.value for kind, said in SEVERITIES.items())


def test_a_state_is_said_in_the_language() -> None:
    assert (said_of(TooSmall()), said_of(Merged("T2"))) == ("too small", "merged (T2)")
    with made_up_language():
        assert said_of(TooSmall()) == "«too small aa»"
