"""Phantoms of known lengths: each change once, what becomes of it, and faults that are planted."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest
from phantom.parts import Pair, Variant
from phantom.readers import measure
from phantom.tally import Outcome, Tally, agrees, doubts, outcome
from phantom.variants import CHANGES, make

from recist.imaging.geometry import normal
from recist.imaging.series import Series, Verdict

RIGHT, FLAGGED, REFUSED = Outcome.RIGHT, Outcome.FLAGGED, Outcome.REFUSED
BY_NAME = {change.name: change for change in CHANGES}

OUTCOMES = [
    # change, kind, outcome, whether a length in the slice is given
    ("plain", "CT", RIGHT, True),
    ("plain", "MR", RIGHT, True),
    ("plain", "enhanced CT", RIGHT, True),
    ("plain", "enhanced MR", RIGHT, True),
    ("pixels not square", "CT", RIGHT, True),
    ("spacing swapped", "MR", RIGHT, True),
    ("spacing damaged", "enhanced CT", FLAGGED, False),
    ("spacing of a detector", "CT", FLAGGED, False),
    ("detector's decoys", "CT", RIGHT, True),
    ("aspect ratio", "CT", FLAGGED, True),
    ("no scale", "CT", FLAGGED, False),
    ("zoomed beside", "CT", RIGHT, True),
    ("other planes beside", "CT", RIGHT, True),
    ("sizes mixed", "CT", FLAGGED, True),
    ("frames of reference", "CT", FLAGGED, True),
    ("studies mixed", "MR", RIGHT, True),
    ("numbers shuffled", "CT", RIGHT, True),
    ("files twice", "CT", RIGHT, True),
    ("rescale", "CT", RIGHT, True),
    ("rescale damaged", "CT", FLAGGED, True),
    ("MONOCHROME1", "MR", RIGHT, True),
    ("transfer syntax", "CT", RIGHT, True),
    ("lossy", "CT", FLAGGED, True),
    ("groups contradict", "enhanced MR", FLAGGED, True),
    ("group missing", "enhanced CT", FLAGGED, False),
    ("groups per frame", "enhanced MR", RIGHT, True),
    ("oblique", "MR", RIGHT, True),
    ("axes swapped", "CT", RIGHT, True),
    ("flipped", "CT", RIGHT, True),
    ("some slices turned", "CT", FLAGGED, True),
    ("gantry tilt", "CT", FLAGGED, True),
    ("tilt claimed", "enhanced CT", FLAGGED, True),
    ("slices missing", "CT", FLAGGED, True),
    ("slices uneven", "enhanced MR", FLAGGED, True),
    ("slice doubled", "CT", FLAGGED, True),
    ("time points", "MR", RIGHT, True),
    ("thickness", "MR", RIGHT, True),
    ("spacing between slices", "CT", RIGHT, True),
    ("position noise", "CT", FLAGGED, True),
    ("positions rounded", "CT", RIGHT, True),
    ("position damaged", "enhanced CT", FLAGGED, False),
    ("orientation damaged", "CT", FLAGGED, False),
    ("cosines rounded", "MR", RIGHT, True),
    ("NIfTI plain", "NIfTI", RIGHT, True),
    ("NIfTI units", "NIfTI", RIGHT, True),
    ("NIfTI wrong unit", "NIfTI", FLAGGED, False),
    ("NIfTI one form", "NIfTI", RIGHT, True),
    ("NIfTI no form", "NIfTI", FLAGGED, False),
    ("NIfTI forms apart", "NIfTI", FLAGGED, True),
    ("NIfTI sizes apart", "NIfTI", FLAGGED, False),
    ("NIfTI steps apart", "NIfTI", FLAGGED, True),
    ("NIfTI tilt", "NIfTI", FLAGGED, True),
    ("NIfTI sheared plane", "NIfTI", FLAGGED, True),
    ("NIfTI shapes apart", "NIfTI", FLAGGED, False),
    ("NIfTI bad numbers", "NIfTI", REFUSED, False),
    ("NIfTI atlas", "NIfTI", FLAGGED, True),
    ("NIfTI mirrored", "NIfTI", RIGHT, True),
    ("NIfTI stored otherwise", "NIfTI", RIGHT, True),
    ("NIfTI rescale", "NIfTI", RIGHT, True),
]


def variant(name: str, kind: str, folder: Path, seed: int = 1) -> Variant:
    rng = np.random.default_rng(seed)
    return make((BY_NAME[name],), rng, folder / "phantom", kind)


@pytest.mark.parametrize(("name", "kind", "expected", "given"), OUTCOMES)
def test_each_change_comes_out_right_or_is_named(
    tmp_path: Path, name: str, kind: str, expected: Outcome, given: bool
) -> None:
    made = variant(name, kind, tmp_path)
    answers = measure(made)
    assert outcome(made, answers) is expected
    assert doubts(made, answers) == []
    flat = answers[Pair.IN_PLANE]
    assert (flat.length_mm is not None) is given
    if given:
        assert agrees(flat.length_mm, made.truth_mm[Pair.IN_PLANE])


def test_the_table_above_has_every_change() -> None:
    assert {row[0] for row in OUTCOMES} == set(BY_NAME)


def test_the_phantom_knows_its_lengths_by_itself(tmp_path: Path) -> None:
    made = variant("pixels not square", "CT", tmp_path)
    down, along = pydicom.dcmread(next(made.folder.iterdir())).PixelSpacing
    assert down != along
    # From A to B it is 92 rows down and 44 columns along.
    expected = math.hypot(92 * down, 44 * along)
    assert made.truth_mm[Pair.IN_PLANE] == pytest.approx(expected)


def swapped(series: Series) -> Series:
    """Take the spacing of rows for that of columns."""
    grid = series.geometry
    if grid is None:
        return series
    k, j, i = grid.spacing_kji_mm
    return replace(series, geometry=replace(grid, spacing_kji_mm=(k, i, j)))


def by_thickness(series: Series) -> Series:
    """Take the thickness for the step between slices."""
    grid = series.geometry
    if grid is None or series.slice_thickness_mm is None:
        return series
    _, j, i = grid.spacing_kji_mm
    step = series.slice_thickness_mm
    slices = tuple(replace(one, origin_lps_mm=None) for one in series.slices)
    return replace(series, slices=slices, geometry=replace(grid, spacing_kji_mm=(step, j, i)))


def silent(series: Series) -> Series:
    """Say nothing of what is wrong."""
    return replace(series, verdict=Verdict.ACCEPT, reasons=())


def upright(series: Series) -> Series:
    """Take a tilted stack for an upright one, and say nothing."""
    grid = series.geometry
    if grid is None:
        return series
    slices = tuple(replace(one, origin_lps_mm=None) for one in series.slices)
    return silent(replace(series, slices=slices, geometry=replace(grid, axis_k=normal(grid))))


PLANTED: list[tuple[str, str, int, Callable[[Series], Series]]] = [
    # change, kind, seed, fault
    ("pixels not square", "CT", 1, swapped),
    ("pixels not square", "enhanced MR", 1, swapped),
    # This seed draws slices of 8.73 mm every 4.21 mm.
    ("thickness", "MR", 3, by_thickness),
    ("gantry tilt", "CT", 1, upright),
    ("NIfTI steps apart", "NIfTI", 1, silent),
]


@pytest.mark.parametrize(("name", "kind", "seed", "plant"), PLANTED)
def test_a_planted_fault_is_counted_as_wrong(
    tmp_path: Path, name: str, kind: str, seed: int, plant: Callable[[Series], Series]
) -> None:
    made = variant(name, kind, tmp_path, seed)
    tally = Tally()
    tally.add(made, measure(made, plant))
    assert tally.totals[Outcome.WRONG] == 1
    assert tally.outcomes[name][Outcome.WRONG] == 1
    assert tally.faults[-1].startswith("wrong: ")


def test_a_wrong_length_under_a_flag_is_noticed(tmp_path: Path) -> None:
    changes = (BY_NAME["pixels not square"], BY_NAME["lossy"])
    made = make(changes, np.random.default_rng(1), tmp_path / "phantom", "CT")
    assert doubts(made, measure(made)) == []
    assert [what for what, _ in doubts(made, measure(made, swapped))] == [
        "flagged and wrong in plane"
    ]
