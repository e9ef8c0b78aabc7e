"""Ellipses: drawn into a box, moved, and stretched by an end."""

from math import pi, sqrt

import pytest

from recist.measure.ellipse import (
    Ellipse,
    area_mm2,
    ellipse_between,
    ends_of,
    moved,
    stretched,
)
from recist.measure.vectors import Vector

RIGHT, DOWN = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
FLAT = Ellipse(centre_lps_mm=(10.0, 5.0, 3.0), halves_mm=((10.0, 0.0, 0.0), (0.0, 5.0, 0.0)))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param((0.0, 0.0, 3.0), (20.0, 10.0, 3.0), id="down to the right"),
        pytest.param((20.0, 10.0, 3.0), (0.0, 0.0, 3.0), id="up to the left"),
        pytest.param((0.0, 10.0, 3.0), (20.0, 0.0, 3.0), id="up to the right"),
    ],
)
def test_a_box_holds_the_same_ellipse_however_it_is_drawn(start: Vector, end: Vector) -> None:
    assert ellipse_between(start, end, (2.0, 0.0, 0.0), DOWN) == FLAT


@pytest.mark.parametrize("end", [(0.0, 0.0, 0.0), (20.0, 0.0, 0.0), (0.0, 20.0, 0.0)])
def test_a_line_holds_none(end: Vector) -> None:
    assert ellipse_between((0.0, 0.0, 0.0), end, RIGHT, DOWN) is None


def test_on_a_slanted_plane_it_lies_in_the_plane() -> None:
    slant = (0.0, sqrt(0.5), sqrt(0.5))
    made = ellipse_between((0.0, 0.0, 0.0), (20.0, sqrt(50.0), sqrt(50.0)), RIGHT, slant)
    assert made is not None
    assert made.centre_lps_mm == pytest.approx((10.0, sqrt(12.5), sqrt(12.5)))
    assert area_mm2(made) == pytest.approx(pi * 10.0 * 5.0)


def test_its_area_is_that_of_its_axes() -> None:
    assert area_mm2(FLAT) == pytest.approx(157.0796, abs=1e-4)


@pytest.mark.parametrize(
    ("end", "to", "centre", "halves"),
    [
        pytest.param(0, (30.0, 0.0, 3.0), (15.0, 5.0, 3.0), (15.0, 5.0), id="to the right"),
        pytest.param(1, (99.0, 20.0, 3.0), (10.0, 10.0, 3.0), (10.0, 10.0), id="down"),
        pytest.param(2, (10.0, 5.0, 3.0), (15.0, 5.0, 3.0), (5.0, 5.0), id="from the left"),
        pytest.param(0, (-10.0, 5.0, 3.0), (-5.0, 5.0, 3.0), (5.0, 5.0), id="past the other end"),
        pytest.param(0, (0.0, 5.0, 3.0), (10.0, 5.0, 3.0), (10.0, 5.0), id="onto the other end"),
    ],
)
def test_an_end_is_pulled_and_the_one_opposite_stays(
    end: int, to: Vector, centre: Vector, halves: tuple[float, float]
) -> None:
    made = stretched(FLAT, end, to)
    assert made.centre_lps_mm == centre
    assert made.halves_mm == ((halves[0], 0.0, 0.0), (0.0, halves[1], 0.0))


def test_it_moves_as_a_whole() -> None:
    made = moved(FLAT, (1.0, -2.0, 0.0))
    assert ends_of(made)[0] == (21.0, 3.0, 3.0)
    assert made.halves_mm == FLAT.halves_mm
