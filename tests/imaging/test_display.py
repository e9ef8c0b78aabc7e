"""Windows: DICOM's own function, the tables made of it, and the automatic window."""

from dataclasses import replace

import numpy as np
import pytest

from recist.imaging.display import (
    PRESETS,
    auto_window,
    default_window,
    linear,
    painter,
    render,
    to_grey,
    window_table,
)
from recist.imaging.lut import LookUpTable
from recist.imaging.series import Window, WindowFunction
from tests.imaging.volumes import series_of, volume_of

LINEAR = [
    # width, level, value, grey; PS3.3 C.11.2.1.2.1 notes 1-3: c 2048 w 4096 maps 0..4095 whole
    (4096, 2048, 0, 0),
    (4096, 2048, 4095, 255),
    (4096, 2048, 2047.5, 128),
    (4096, 2048, -5, 0),
    (4096, 2048, 9999, 255),
    # w 1 is a step at c - 0.5
    (1, 2048, 2047, 0),
    (1, 2048, 2047.5, 0),
    (1, 2048, 2048, 255),
    # w 2, c 0: below -1 black, above 0 white, between them a slope
    (2, 0, -1, 0),
    (2, 0, -0.5, 128),
    (2, 0, 0, 255),
    # soft tissue ends: -160 is black, 239 white
    (400, 40, -160, 0),
    (400, 40, 239, 255),
    (400, 40, 238, 254),
    # narrower than 1: the exact form
    (0.5, 1.0, 0.75, 0),
    (0.5, 1.0, 1.25, 255),
    (400, 40, float("nan"), 0),
]


@pytest.mark.parametrize(("width", "level", "value", "grey"), LINEAR)
def test_linear_window(width: float, level: float, value: float, grey: int) -> None:
    assert linear(np.array([value]), Window(width=width, level=level)).tolist() == [grey]


def curve(function: WindowFunction, width: float, level: float) -> Window:
    return Window(width=width, level=level, function=function)


OTHER_FUNCTIONS = [
    # PS3.3 C.11.2.1.3.2: exact ends at level plus and minus half of the width
    (curve(WindowFunction.LINEAR_EXACT, 400, 40), -160, 0),
    (curve(WindowFunction.LINEAR_EXACT, 400, 40), 40, 128),
    (curve(WindowFunction.LINEAR_EXACT, 400, 40), 239, 254),
    (curve(WindowFunction.LINEAR_EXACT, 400, 40), 240, 255),
    # as fine as the values of a scaled image are
    (curve(WindowFunction.LINEAR_EXACT, 1.5, 0.75), 0.5, 85),
    (curve(WindowFunction.LINEAR_EXACT, 0.002, 0.001), 0.0005, 64),
    # C.11.2.1.3.1: 255 / (1 + exp(-4 (x - c) / w))
    (curve(WindowFunction.SIGMOID, 400, 40), 40, 128),
    (curve(WindowFunction.SIGMOID, 400, 40), 140, 186),
    (curve(WindowFunction.SIGMOID, 400, 40), -160, 30),
    (curve(WindowFunction.SIGMOID, 400, 40), 1e9, 255),
    (curve(WindowFunction.SIGMOID, 400, 40), -1e9, 0),
    (curve(WindowFunction.SIGMOID, 400, 40), float("nan"), 0),
]


@pytest.mark.parametrize(("window", "value", "grey"), OTHER_FUNCTIONS)
def test_the_other_functions_of_a_window(window: Window, value: float, grey: int) -> None:
    assert to_grey(np.array([value]), window).tolist() == [grey]


# Entries of 12 bits for the values −2 to 1.
LUT = LookUpTable(first=-2, packed=np.array([0, 4095, 819, 2457], "<u2").tobytes(), bits=12)
BY_TABLE = [
    # value, grey
    (-9, 0),
    (-2, 0),
    (-1, 255),
    (0, 51),
    (0.4, 51),
    (0.6, 153),
    (1, 153),
    (700, 153),
    (float("nan"), 0),
]


@pytest.mark.parametrize(("value", "grey"), BY_TABLE)
def test_a_voi_table_goes_before_the_function(value: float, grey: int) -> None:
    window = Window(width=3, level=-0.5, table=LUT)
    assert to_grey(np.array([value]), window).tolist() == [grey]


@pytest.mark.parametrize("inverted", [False, True])
def test_a_table_works_on_rescaled_values_and_is_inverted_after(inverted: bool) -> None:
    stored = np.array([[0, 1, 2, 3]], dtype=np.uint16)
    volume = volume_of(stored, slope=1, intercept=-2, inverted=inverted)
    grey = np.array([[0, 255, 51, 153]])
    window = Window(width=3, level=-0.5, table=LUT)
    found = painter(volume, window)(stored) & 0xFF
    np.testing.assert_array_equal(found, 255 - grey if inverted else grey)


@pytest.mark.parametrize("kind", ["int16", "uint16", "uint8", "int8"])
@pytest.mark.parametrize("inverted", [False, True])
@pytest.mark.parametrize("invert", [False, True])
def test_a_table_gives_what_arithmetic_gives(kind: str, inverted: bool, invert: bool) -> None:
    limits = np.iinfo(kind)
    stored = np.array([[limits.min, 0, 1, 17, 100, limits.max]], dtype=kind)
    volume = volume_of(stored, slope=2, intercept=-30, inverted=inverted)
    window = Window(width=150, level=90)
    grey = linear(stored * 2.0 - 30, window).astype(np.uint32)
    if inverted != invert:
        grey = 255 - grey
    colours = render(stored, window_table(volume, window, invert=invert))
    assert colours.dtype == np.uint32
    np.testing.assert_array_equal(colours, 0xFF000000 + grey * 0x010101)


@pytest.mark.parametrize("kind", ["int32", "float32"])
def test_wide_values_are_painted_without_a_table(kind: str) -> None:
    stored = np.array([[-1000, 0, 40, 70000]], dtype=kind)
    volume = volume_of(stored)
    with pytest.raises(TypeError, match=kind):
        window_table(volume, PRESETS[0].window)
    colours = painter(volume, PRESETS[0].window)(stored)
    np.testing.assert_array_equal(colours & 0xFF, linear(stored, PRESETS[0].window))


@pytest.mark.parametrize("shape", [(3, 0), (0, 3), (1, 300_000), (301, 700), (1024, 1024)])
def test_a_slice_of_any_size_is_looked_up_whole(shape: tuple[int, int]) -> None:
    stored = np.arange(shape[0] * shape[1]).reshape(shape).astype(np.uint16)
    table = np.arange(1 << 16, dtype=np.uint32) * 3 + 1
    np.testing.assert_array_equal(render(stored, table), table[stored])


def test_a_painted_slice_may_be_a_view() -> None:
    stored = np.arange(24, dtype=np.int16).reshape(2, 3, 4)
    paint = painter(volume_of(stored), Window(width=24, level=12))
    np.testing.assert_array_equal(paint(stored[:, 1, :]), paint(stored[:, 1, :].copy()))


def test_presets_are_those_of_the_reading_room() -> None:
    assert [(one.key, one.name, one.window.width, one.window.level) for one in PRESETS] == [
        ("1", "Soft tissue", 400, 40),
        ("2", "Mediastinum", 350, 50),
        ("3", "Lung", 1500, -600),
        ("4", "Liver", 150, 90),
        ("5", "Bone", 2000, 400),
        ("6", "Brain", 80, 40),
    ]


def test_padding_is_masked_before_the_automatic_window() -> None:
    stored = np.concatenate([np.full(900, -2000), np.arange(101)]).astype(np.int16)
    window = auto_window(volume_of(stored, padding=(-2000, -1900), slope=2, intercept=10))
    assert (window.level - window.width / 2, window.level + window.width / 2) == (12, 208)


AUTO = [
    # values, low and high end
    ([5.0] * 10, (4.5, 5.5)),
    ([0.0] * 999 + [1.0], (0, 1)),
    ([np.nan, 1.0, 1.0, 3.0, np.inf], (1, 3)),
    ([np.nan], (-0.5, 0.5)),
]


@pytest.mark.parametrize(("values", "ends"), AUTO)
def test_automatic_window_of_odd_values(values: list[float], ends: tuple[float, float]) -> None:
    window = auto_window(volume_of(np.array(values, dtype=np.float32)))
    low, high = window.level - window.width / 2, window.level + window.width / 2
    assert (low, high) == pytest.approx(ends, abs=0.05)


def test_the_automatic_window_of_one_slice() -> None:
    stored = np.zeros((2, 10, 10), dtype=np.int16)
    stored[1] = np.arange(100).reshape(10, 10)
    assert auto_window(volume_of(stored), 1).level == pytest.approx(49.5)


OWN = Window(width=300, level=50)
EXACT = Window(width=98, level=50, function=WindowFunction.LINEAR_EXACT)
DEFAULTS = [
    # modality, the file's windows, expected
    ("CT", (OWN,), OWN),
    ("CT", (), PRESETS[0].window),
    ("MR", (OWN,), OWN),
    ("MR", (), EXACT),
    ("PT", (), EXACT),
]


@pytest.mark.parametrize(("modality", "windows", "expected"), DEFAULTS)
def test_the_window_to_open_with(
    modality: str, windows: tuple[Window, ...], expected: Window
) -> None:
    series = series_of(modality=modality, windows=windows)
    volume = volume_of(np.arange(101, dtype=np.int16), series=series)
    assert default_window(volume) == expected


def test_no_preset_in_hu_for_values_that_are_in_none() -> None:
    volume = replace(volume_of(np.arange(101, dtype=np.int16)), unit="")
    assert default_window(volume) == EXACT
