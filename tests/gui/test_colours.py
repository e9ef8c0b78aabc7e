"""Colours as colour-blind readers see them, and texts that are read on every ground."""

from itertools import combinations

import pytest

from gui.state.response_shapes import shape_of
from gui.widgets import style, tokens
from tests.gui.colour_sight import SIGHTS, contrast, difference

# Far more than a difference that is noticed side by side (2.3), for marks of a few pixels.
LEAST_DIFFERENCE = 20.0
TEXT_CONTRAST, GRAPHIC_CONTRAST = 4.5, 3.0

# Pairs that colour alone does not tell apart, and what does.
BY_SHAPE_AND_WORD = "the shape of the mark (work list, chart) and the word (pills, panel)"
ALIKE_RESPONSES = {
    ("protanopia", "CR", "NE"): BY_SHAPE_AND_WORD,
    ("deuteranopia", "CR", "NE"): BY_SHAPE_AND_WORD,
    ("deuteranopia", "SD", "PD"): BY_SHAPE_AND_WORD,
    ("tritanopia", "CR", "PR"): BY_SHAPE_AND_WORD,
}
BY_NAME = "the lesion's name stands in its label and beside its colour in the table"
ALIKE_LESIONS = {
    ("protanopia", 0, 4): BY_NAME,
    ("protanopia", 3, 4): BY_NAME,
    ("deuteranopia", 3, 4): BY_NAME,
}


def test_the_measures_are_those_of_the_papers() -> None:
    assert difference("#000000", "#ffffff", "normal") == pytest.approx(100.0, abs=0.01)
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0, abs=0.01)
    # Mid grey on white, the example that is just below 4.5, and the next one that is above it.
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    for sight in SIGHTS:
        # Greys stay grey: every row of a matrix adds up to 1.
        assert difference("#808080", "#808080", sight) == 0.0
        assert all(sum(row) == pytest.approx(1.0, abs=1e-5) for row in SIGHTS[sight])


@pytest.mark.parametrize("sight", SIGHTS)
def test_responses_are_told_apart_by_colour_or_else_by_shape(sight: str) -> None:
    alike = {
        (sight, one, other)
        for one, other in combinations(tokens.RESPONSES, 2)
        if difference(tokens.RESPONSES[one], tokens.RESPONSES[other], sight) < LEAST_DIFFERENCE
    }
    assert alike == {pair for pair in ALIKE_RESPONSES if pair[0] == sight}
    assert all(shape_of(one) is not shape_of(other) for _, one, other in alike)


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_first_five_lesions_are_told_apart_by_colour_or_else_by_name(sight: str) -> None:
    colours = [tokens.lesion_colour(n) for n in range(5)]
    alike = {
        (sight, one, other)
        for one, other in combinations(range(5), 2)
        if difference(colours[one], colours[other], sight) < LEAST_DIFFERENCE
    }
    assert alike == {pair for pair in ALIKE_LESIONS if pair[0] == sight}


SURFACES = (tokens.BACKGROUND, tokens.PANEL, tokens.RAISED, tokens.HOVER)
TEXTS = [
    *((text, ground) for text in (tokens.TEXT, tokens.STRONG, tokens.DIM) for ground in SURFACES),
    *(
        (text, ground)
        for text in (tokens.ACCENT, tokens.WARNING, tokens.BAD)
        for ground in SURFACES
    ),
    (tokens.TEXT, tokens.CHOSEN),
    (tokens.STRONG, tokens.CHOSEN),
    (style.SOFT, tokens.CHOSEN),
    (style.SOFT, style.CURRENT),
    (tokens.STRONG, tokens.ACCENT_FILL),
    (tokens.STRONG, tokens.ACCENT_HOVER),
    (tokens.STRONG, tokens.OPEN_FILL),
    (tokens.GOOD, tokens.GOOD_FILL),
    (tokens.WARNING, tokens.WARNING_FILL),
    (tokens.BAD, tokens.BAD_FILL),
    # The word on a pill, the response in the panel, the names of the chart's edges.
    *((tokens.BACKGROUND, colour) for colour in tokens.RESPONSES.values()),
    *((colour, tokens.RAISED) for colour in tokens.RESPONSES.values()),
    # The labels of lesions on the image.
    *((colour, tokens.BACKGROUND) for colour in tokens.LESIONS),
]


@pytest.mark.parametrize(("text", "ground"), sorted(set(TEXTS)))
def test_texts_are_read_on_their_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= TEXT_CONTRAST


GRAPHICS = [
    *((colour, tokens.PANEL) for colour in tokens.RESPONSES.values()),
    *((colour, tokens.PANEL) for colour in tokens.LESIONS),
    *((colour, tokens.IMAGE) for colour in tokens.LESIONS),
    *((colour, tokens.IMAGE) for colour in tokens.PLANES.values()),
    (tokens.ACCENT, tokens.BACKGROUND),  # the frame of the focus
    (tokens.ACCENT, tokens.PANEL),
    (tokens.ACCENT, tokens.RAISED),
    (tokens.ACCENT, tokens.CHOSEN),
    (tokens.DIM, tokens.PANEL),  # the outline of a box to tick
]


@pytest.mark.parametrize(("mark", "ground"), sorted(set(GRAPHICS)))
def test_marks_are_seen_on_their_ground(mark: str, ground: str) -> None:
    assert contrast(mark, ground) >= GRAPHIC_CONTRAST
