"""Mean and spread in an ellipse, against numpy over every pixel of a phantom."""

from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import pytest

from recist.imaging.spread import JI, NOTHING, spread_within
from recist.imaging.volume import Volume
from tests.imaging.volumes import volume_of

ROWS, COLUMNS = 40, 50


def phantom() -> Volume:
    """Return noise on a slope, as a CT stores it."""
    noise = np.random.default_rng(7).integers(-40, 40, (9, ROWS, COLUMNS))
    stored = 1064 + noise + 3 * np.arange(COLUMNS)[None, None, :]
    return volume_of(stored.astype(np.int16), intercept=-1024.0)


def turned(first: float, second: float, degrees: float) -> tuple[JI, JI]:
    """Return two perpendicular halves of these lengths."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return (first * s, first * c), (second * c, -second * s)


def slow(volume: Volume, k: int, centre: JI, halves: tuple[JI, JI]) -> tuple[int, float, float]:
    """Look at every pixel of the slice, the definition by itself."""
    shape = np.array([[halves[0][0], halves[1][0]], [halves[0][1], halves[1][1]]])
    found = []
    for row in range(ROWS):
        for column in range(COLUMNS):
            u, v = np.linalg.solve(shape, np.array([row - centre[0], column - centre[1]]))
            if u * u + v * v <= 1.0:
                found.append(float(volume.stored_kji[k, row, column]) + volume.intercept)
    return len(found), float(np.mean(found)), float(np.std(found))


@pytest.mark.parametrize(
    ("centre", "halves"),
    [
        pytest.param((20.0, 25.0), turned(10.0, 6.0, 0.0), id="along the rows"),
        pytest.param((20.3, 24.6), turned(10.0, 6.0, 35.0), id="turned, between pixels"),
        pytest.param((20.0, 25.0), ((0.0, 10.0), (5.0, 0.0)), id="rows twice as far apart"),
        pytest.param((20.0, 25.0), ((3.0, 10.0), (5.0, -2.0)), id="slanted in pixels"),
        pytest.param((2.0, 47.0), turned(8.0, 6.0, 20.0), id="beyond the edge of the slice"),
        pytest.param((20.0, 25.0), turned(0.4, 0.3, 0.0), id="one pixel"),
    ],
)
def test_it_is_what_numpy_says(centre: JI, halves: tuple[JI, JI]) -> None:
    volume = phantom()
    count, mean, deviation = slow(volume, 4, centre, halves)
    found = spread_within(volume, 4, centre, halves)
    assert found.pixels == count
    assert found.mean == pytest.approx(mean)
    assert found.deviation == pytest.approx(deviation)


def test_known_values_have_the_known_spread() -> None:
    volume = phantom()
    stored = volume.stored_kji.copy()
    # Nine pixels around the middle, 100 to 108 HU: mean 104, variance 60 / 9.
    stored[4, 19:22, 24:27] = 1024 + 100 + np.arange(9).reshape(3, 3)
    found = spread_within(
        replace(volume, stored_kji=stored), 4, (20.0, 25.0), turned(1.5, 1.5, 0.0)
    )
    assert (found.pixels, found.mean) == (9, 104.0)
    assert found.deviation == pytest.approx(2.5819889, abs=1e-6)


def test_values_are_those_of_the_unit() -> None:
    volume = replace(phantom(), slope=0.5, intercept=10.0)
    stored = np.full_like(volume.stored_kji, 20)
    found = spread_within(
        replace(volume, stored_kji=stored), 0, (20.0, 25.0), turned(3.0, 3.0, 0.0)
    )
    assert (found.mean, found.deviation) == (20.0, 0.0)


def test_padding_and_what_is_no_number_do_not_count() -> None:
    volume = phantom()
    stored = np.full(volume.stored_kji.shape, 1124.0, dtype=np.float32)
    stored[4, :20] = -2000.0
    stored[4, 20, :25] = np.nan
    volume = replace(volume, stored_kji=stored, padding=(-2000.0, -2000.0))
    found = spread_within(volume, 4, (20.0, 25.0), turned(1.5, 1.5, 0.0))
    # Of the nine, three rows of three: the first is padding, two of the second are not numbers.
    assert (found.pixels, found.mean, found.deviation) == (5, 100.0, 0.0)


@pytest.mark.parametrize(
    ("centre", "halves"),
    [
        pytest.param((-50.0, 25.0), turned(5.0, 5.0, 0.0), id="beside the slice"),
        pytest.param((20.5, 25.5), turned(0.3, 0.3, 0.0), id="between pixels"),
        pytest.param((20.0, 25.0), ((0.0, 5.0), (0.0, 5.0)), id="a line"),
    ],
)
def test_where_no_pixel_is_there_is_no_mean(centre: JI, halves: tuple[JI, JI]) -> None:
    assert spread_within(phantom(), 4, centre, halves) == NOTHING


def test_a_slice_that_has_not_arrived_has_no_pixels() -> None:
    arrived = np.ones(9, dtype=np.bool_)
    arrived[4] = False
    volume = replace(phantom(), arrived=arrived)
    assert spread_within(volume, 4, (20.0, 25.0), turned(5.0, 5.0, 0.0)) == NOTHING
    assert spread_within(volume, 3, (20.0, 25.0), turned(5.0, 5.0, 0.0)).pixels > 0
