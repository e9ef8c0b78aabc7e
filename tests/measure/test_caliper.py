"""Drawing a caliper and reading its lengths."""

from decimal import Decimal
from math import isclose, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recist.measure import vectors
from recist.measure.caliper import (
    Caliper,
    Diameter,
    Plane,
    axis_of,
    centre_lps_mm,
    draw,
    draw_line,
    in_order,
    length_mm,
    rounded_length,
)
from recist.model.length import Length

AXIAL = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.2", image="1.2.3")
TILTED = Plane(normal_lps=(0.0, 0.6, 0.8))

coordinate = st.floats(min_value=-300, max_value=300, allow_nan=False)
points = st.tuples(coordinate, coordinate, coordinate)


def short_of(caliper: Caliper) -> tuple[vectors.Vector, vectors.Vector]:
    assert caliper.short_axis_lps_mm is not None
    return caliper.short_axis_lps_mm


def test_a_drag_draws_the_short_axis_across_the_middle_at_two_thirds() -> None:
    caliper = draw((0.0, 0.0, 5.0), (30.0, 0.0, 5.0), AXIAL)
    assert caliper.long_axis_lps_mm == ((0.0, 0.0, 5.0), (30.0, 0.0, 5.0))
    assert short_of(caliper) == ((15.0, -10.0, 5.0), (15.0, 10.0, 5.0))
    assert centre_lps_mm(caliper) == (15.0, 0.0, 5.0)


def test_a_line_has_no_short_axis() -> None:
    line = draw_line((0.0, 0.0, 0.0), (3.0, 4.0, 0.0), AXIAL)
    assert axis_of(line, Diameter.SHORT) is None
    assert length_mm(line.long_axis_lps_mm) == 5.0


@pytest.mark.parametrize("make", [draw, draw_line])
@pytest.mark.parametrize(
    "end", [(1.0, 2.0, 3.0), (1.0, 2.0, 9.0)], ids=["one point", "apart only along the normal"]
)
def test_two_points_that_are_one_make_nothing(make: object, end: vectors.Vector) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match="two different points"):
        make((1.0, 2.0, 3.0), end, AXIAL)


@pytest.mark.parametrize(
    ("distance", "precision", "expected"),
    [
        (34.25, "0.1", 34_200),  # half to even, from the float's exact value
        (34.35, "0.1", 34_400),  # 34.35 as a float is 34.3500…014
        (34.5, "1", 34_000),
        (35.5, "1", 36_000),
        (10.04999, "0.1", 10_000),
    ],
)
def test_the_length_is_rounded_once(distance: float, precision: str, expected: int) -> None:
    axis = ((0.0, 0.0, 0.0), (distance, 0.0, 0.0))
    assert rounded_length(axis, Decimal(precision)) == Length(expected)


def test_roles_follow_the_lengths() -> None:
    wrong = Caliper(
        long_axis_lps_mm=((0.0, 0.0, 0.0), (10.0, 0.0, 0.0)),
        short_axis_lps_mm=((5.0, -6.0, 0.0), (5.0, 6.0, 0.0)),
        plane=AXIAL,
    )
    swapped = in_order(wrong)
    assert length_mm(swapped.long_axis_lps_mm) == 12.0
    assert length_mm(short_of(swapped)) == 10.0
    assert in_order(swapped) is swapped


@given(start=points, end=points)
def test_every_drawn_short_axis_is_perpendicular_in_the_slice_and_two_thirds(
    start: vectors.Vector, end: vectors.Vector
) -> None:
    if vectors.distance(start, vectors.onto_plane(end, start, TILTED.normal_lps)) < 1e-3:
        return
    caliper = draw(start, end, TILTED)
    long = vectors.subtract(*caliper.long_axis_lps_mm)
    short = vectors.subtract(*short_of(caliper))
    size = vectors.norm(long)
    assert abs(vectors.dot(long, short)) < 1e-9 * size * size
    assert abs(vectors.dot(short, TILTED.normal_lps)) < 1e-9 * size
    assert isclose(vectors.norm(short), size * 2 / 3, rel_tol=1e-9)
    assert vectors.distance(centre_lps_mm(caliper), vectors.middle(*short_of(caliper))) < 1e-9


def test_the_distance_is_that_of_patient_space() -> None:
    assert length_mm(((0.0, 0.0, 0.0), (1.0, 1.0, 1.0))) == sqrt(3.0)
