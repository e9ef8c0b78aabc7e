"""The rows that iRECIST has of its own, made anew from their source."""

from importlib.util import find_spec, module_from_spec
from types import ModuleType

import pytest

from recist.criteria import irecist_words
from recist.criteria.irecist_events import Ground
from recist.criteria.table import Rule
from recist.model.response import Response


@pytest.fixture
def made() -> ModuleType:
    """The module loaded once more, beside the one in use."""
    spec = find_spec(irecist_words.__name__)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_has_grown_confirms(made: ModuleType) -> None:
    assert made.GROUNDS[1] == Rule(
        id="irecist/growth/non-target",
        inputs=(),
        outcome=Response.ICPD,
        citation="Seymour 2017, confirming progression",
        text="Grown since {first_iupd}: {grown_non_targets}.",
    )


def test_what_grew_after_a_reset_is_a_new_progression(made: ModuleType) -> None:
    assert made.GROUNDS[-1] == Rule(
        id="irecist/new/non-target-grew",
        inputs=(),
        outcome=Response.IUPD,
        citation="Seymour 2017, resetting the bar",
        text="Unequivocally grown: new lesion {grown_new}.",
    )


def test_every_ground_has_its_row(made: ModuleType) -> None:
    assert made.GROUNDS == irecist_words.GROUNDS
    assert made.OTHERS == irecist_words.OTHERS
    assert [row.id for row in made.GROUNDS] == [f"irecist/{ground}" for ground in Ground]
