"""Dragging the parts of a caliper."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recist.measure import vectors
from recist.measure.adjust import Angle, Grip, crossing_lps_mm, drag, grip_point
from recist.measure.caliper import Axis, Caliper, Plane, draw, draw_line, length_mm
from recist.measure.vectors import Vector

PLANE = Plane(normal_lps=(0.0, 0.0, 1.0))
LONG: Axis = ((0.0, 0.0, 0.0), (30.0, 0.0, 0.0))
CALIPER = draw(*LONG, PLANE)
LINE = draw_line(*LONG, PLANE)
HERE = (0.0, 0.0, 0.0)

step = st.tuples(
    st.floats(min_value=-60, max_value=60), st.floats(min_value=-60, max_value=60), st.just(0.0)
)
grips = st.sampled_from(list(Grip))


def near(axis: Axis | None, expected: Axis) -> bool:
    assert axis is not None
    return all(vectors.distance(a, b) < 1e-9 for a, b in zip(axis, expected, strict=True))


@pytest.mark.parametrize(
    ("grip", "to", "long", "short"),
    [
        pytest.param(
            Grip.LONG_LINE,
            (1.0, 2.0, 0.0),
            ((1.0, 2.0, 0.0), (31.0, 2.0, 0.0)),
            ((16.0, -8.0, 0.0), (16.0, 12.0, 0.0)),
            id="the long line moves the whole",
        ),
        pytest.param(
            Grip.SHORT_LINE,
            (5.0, 9.0, 0.0),
            LONG,
            ((20.0, -10.0, 0.0), (20.0, 10.0, 0.0)),
            id="the short line slides along the long axis only",
        ),
        pytest.param(
            Grip.SHORT_LINE,
            (99.0, 0.0, 0.0),
            LONG,
            ((30.0, -10.0, 0.0), (30.0, 10.0, 0.0)),
            id="and stops at its end",
        ),
        pytest.param(
            Grip.SHORT_END,
            (3.0, 4.0, 0.0),
            LONG,
            ((15.0, -10.0, 0.0), (15.0, 14.0, 0.0)),
            id="a short end is stretched by itself, at a right angle",
        ),
        pytest.param(
            Grip.SHORT_START,
            (0.0, 99.0, 0.0),
            LONG,
            ((15.0, 0.0, 0.0), (15.0, 10.0, 0.0)),
            id="a short end stops at the long axis",
        ),
        pytest.param(
            Grip.LONG_END,
            (-30.0, 30.0, 0.0),
            ((0.0, 0.0, 0.0), (0.0, 30.0, 0.0)),
            ((10.0, 15.0, 0.0), (-10.0, 15.0, 0.0)),
            id="turning the long axis takes the short one along",
        ),
        pytest.param(
            Grip.LONG_START,
            (15.0, 0.0, 0.0),
            ((15.0, 0.0, 0.0), (30.0, 0.0, 0.0)),
            ((22.5, -5.0, 0.0), (22.5, 5.0, 0.0)),
            id="a shorter long axis keeps the proportions",
        ),
    ],
)
def test_what_each_grip_does(grip: Grip, to: Vector, long: Axis, short: Axis) -> None:
    moved, held = drag(CALIPER, grip, HERE, to)
    assert held is grip
    assert near(moved.long_axis_lps_mm, long)
    assert near(moved.short_axis_lps_mm, short)


def test_the_roles_swap_by_length_and_the_grip_follows() -> None:
    moved, held = drag(CALIPER, Grip.SHORT_END, HERE, (0.0, 15.0, 0.0))
    assert held is Grip.LONG_END
    assert near(moved.long_axis_lps_mm, ((15.0, -10.0, 0.0), (15.0, 25.0, 0.0)))
    assert near(moved.short_axis_lps_mm, LONG)
    assert grip_point(moved, held) == (15.0, 25.0, 0.0)


def test_alt_turns_the_short_axis_about_the_crossing() -> None:
    moved, _ = drag(CALIPER, Grip.SHORT_END, HERE, (10.0, 0.0, 0.0), Angle.FREE)
    assert moved.short_axis_lps_mm is not None
    start, end = moved.short_axis_lps_mm
    assert vectors.distance(end, (25.0, 10.0, 0.0)) < 1e-9
    assert vectors.distance(crossing_lps_mm(moved), (15.0, 0.0, 0.0)) < 1e-9
    assert isclose(vectors.distance(start, (15.0, 0.0, 0.0)), 10.0)


def test_a_freed_angle_is_kept_by_every_later_drag() -> None:
    freed, _ = drag(CALIPER, Grip.SHORT_END, HERE, (10.0, 0.0, 0.0), Angle.FREE)

    def cosine(caliper: Caliper) -> float:
        assert caliper.short_axis_lps_mm is not None
        ways = [vectors.subtract(*caliper.long_axis_lps_mm)]
        ways.append(vectors.subtract(*caliper.short_axis_lps_mm))
        return vectors.dot(vectors.unit(ways[0]), vectors.unit(ways[1]))

    for grip in (Grip.LONG_END, Grip.SHORT_START, Grip.SHORT_LINE, Grip.LONG_LINE):
        moved, _ = drag(freed, grip, HERE, (4.0, -3.0, 0.0))
        assert isclose(cosine(moved), cosine(freed), abs_tol=1e-9), grip


@pytest.mark.parametrize(
    "to", [(0.0, -11.0, 0.0), (40.0, -9.5, 0.0)], ids=["to the other side", "along the long axis"]
)
def test_alt_does_not_take_the_short_axis_off_the_long_one(to: Vector) -> None:
    moved, _ = drag(CALIPER, Grip.SHORT_END, HERE, to, Angle.FREE)
    assert moved.short_axis_lps_mm is not None
    assert vectors.distance(crossing_lps_mm(moved), (15.0, 0.0, 0.0)) < 1e-9
    assert moved.short_axis_lps_mm[1][1] >= 0.0


def test_a_line_has_nothing_to_slide_or_stretch() -> None:
    for grip in (Grip.SHORT_LINE, Grip.SHORT_START, Grip.SHORT_END):
        assert drag(LINE, grip, HERE, (5.0, 5.0, 0.0)) == (LINE, grip)
        assert grip_point(LINE, grip) is None


def test_an_end_dragged_onto_the_other_changes_nothing() -> None:
    assert drag(CALIPER, Grip.LONG_END, HERE, (-30.0, 0.0, 0.0))[0] == CALIPER


def test_the_pointer_on_another_slice_does_not_lift_the_caliper() -> None:
    moved, _ = drag(CALIPER, Grip.LONG_END, HERE, (5.0, 5.0, 20.0))
    assert moved.long_axis_lps_mm[1] == (35.0, 5.0, 0.0)


@given(grip=grips, first=step, second=step, then=grips)
def test_after_any_two_drags_the_axes_cross_at_right_angles_and_in_order(
    grip: Grip, first: Vector, second: Vector, then: Grip
) -> None:
    caliper, _ = drag(CALIPER, grip, HERE, first)
    caliper, _ = drag(caliper, then, HERE, second)
    long, short = caliper.long_axis_lps_mm, caliper.short_axis_lps_mm
    assert short is not None
    long_way, short_way = vectors.subtract(*long), vectors.subtract(*short)
    size = vectors.norm(long_way)
    assert length_mm(short) <= size + 1e-9
    if length_mm(short) < 1e-3 or size < 1e-3:
        return
    assert abs(vectors.dot(long_way, short_way)) < 1e-6 * size * length_mm(short)
    along = vectors.unit(vectors.subtract(long[1], long[0]))
    for end in short:
        there = vectors.dot(vectors.subtract(end, long[0]), along)
        assert -1e-6 <= there <= size + 1e-6
    sides = [vectors.cross(along, vectors.subtract(end, long[0]))[2] for end in short]
    assert sides[0] * sides[1] <= 1e-6
