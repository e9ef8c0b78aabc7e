"""Windows on the screen: what a drag and the automatic key make of one, and what is said of it."""

from dataclasses import replace

import numpy as np
import pytest

from gui.state.probe import Probe, probe_text
from gui.state.windows import automatic, stretched
from gui.widgets.volumes import thumbnail
from recist.imaging.display import auto_window
from recist.imaging.lut import LookUpTable
from recist.imaging.series import Window, WindowFunction
from recist.imaging.volume import Volume
from tests.gui.viewing import make_geometry, make_series, make_volume

EXACT, SIGMOID = WindowFunction.LINEAR_EXACT, WindowFunction.SIGMOID
TABLE = LookUpTable(first=0, packed=bytes(8), bits=16)
DRAGS = [
    # window, pixels across and down, window after
    (Window(width=400, level=40), (250, 0), Window(width=800, level=40)),
    (Window(width=400, level=40), (0, 250), Window(width=400, level=440)),
    (Window(width=2, level=40), (-1000, 0), Window(width=1, level=40)),
    (
        Window(width=2, level=0.5, function=EXACT),
        (-1000, 0),
        Window(width=0.125, level=0.5, function=EXACT),
    ),
    (
        Window(width=400, level=40, function=SIGMOID),
        (-250, 0),
        Window(width=200, level=40, function=SIGMOID),
    ),
    (
        Window(width=300, level=150, function=EXACT, table=TABLE),
        (250, 0),
        Window(width=600, level=150, function=EXACT),
    ),
]


@pytest.mark.parametrize(("before", "way_px", "after"), DRAGS)
def test_a_drag_keeps_the_function_and_leaves_the_table(
    before: Window, way_px: tuple[float, float], after: Window
) -> None:
    assert stretched(before, way_px) == after


def with_windows(*windows: Window) -> Volume:
    volume = make_volume(make_series("1.1", make_geometry(), "1.9"))
    return replace(volume, series=replace(volume.series, windows=windows))


ONE, TWO = Window(width=400, level=40), Window(width=1500, level=-600)


@pytest.mark.parametrize("own", [(), (ONE,), (ONE, TWO), (ONE, ONE, TWO)])
def test_the_automatic_key_goes_through_the_files_windows(own: tuple[Window, ...]) -> None:
    volume = with_windows(*own)
    expected = [*dict.fromkeys(own), auto_window(volume)]
    shown = Window(width=7, level=7)
    for wanted in [*expected, expected[0]]:
        shown = automatic(volume, shown)
        assert shown == wanted


VALUES = [
    # value, unit, as it is written
    (44.0, "HU", "44 HU"),
    (-1000.0, "HU", "−1000 HU"),
    (2.437, "SUV bw", "2.44 SUV bw"),
    (12345.6, "Bq/ml", "12346 Bq/ml"),
    (7.0, "", "7"),
    (float("nan"), "HU", ""),
    (None, "HU", ""),
]


@pytest.mark.parametrize(("value", "unit", "written"), VALUES)
def test_the_probe_writes_the_digits_that_matter(
    value: float | None, unit: str, written: str
) -> None:
    assert probe_text(Probe(point_lps_mm=None, value=value, unit=unit)) == written


@pytest.mark.parametrize("inverted", [False, True])
def test_a_thumbnail_is_not_darkened_by_padding(inverted: bool) -> None:
    stored = np.full((1, 10, 10), -2000, dtype=np.int16)
    stored[0, 4:6] = np.arange(20).reshape(2, 10)
    series = replace(
        make_series("1.1", make_geometry(), "1.9"), modality="MR", shape_kji=(1, 10, 10)
    )
    volume = replace(
        make_volume(series),
        stored_kji=stored,
        slope=1.0,
        intercept=0.0,
        padding=(-2000.0, -2000.0),
        inverted=inverted,
        unit="",
    )
    grey = [thumbnail(volume).pixelColor(i, j).red() for j, i in ((0, 0), (4, 0), (4, 9), (5, 9))]
    ends = [0, 0, 120, 255]
    assert grey == pytest.approx([255 - one for one in ends] if inverted else ends, abs=2)
