"""The shape of a response: the second carrier beside its colour, the same wherever it is drawn."""

from __future__ import annotations

from enum import Enum


class Shape(Enum):
    """How the mark of a response looks."""

    DISC = "disc"
    DOWN = "triangle that points down"
    SQUARE = "square"
    UP = "triangle that points up"
    CROSS = "cross"
    DIAMOND = "diamond"


_SHAPES = {
    "CR": Shape.DISC,
    "NED": Shape.DISC,
    "PR": Shape.DOWN,
    "SD": Shape.SQUARE,
    "PD": Shape.UP,
    "UPD": Shape.UP,
    "CPD": Shape.UP,
    "NE": Shape.CROSS,
}


def shape_of(word: str) -> Shape:
    """Return the shape of a response by its word: smaller points down, larger points up.

    The words of iRECIST have the shapes of those that they are made of; what is neither CR nor PD
    of non-targets is a diamond.
    """
    return _SHAPES.get(word.removeprefix("i"), Shape.DIAMOND)
