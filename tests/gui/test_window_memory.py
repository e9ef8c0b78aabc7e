"""The window as it was left, and what is remembered of images over restarts."""

from dataclasses import replace

import pytest

from gui.state.layout import Layout
from gui.state.linking import Offset, offset_of, with_offset
from gui.state.memory import (
    MOST_OFFSETS,
    MOST_WINDOWS,
    Memory,
    remembered,
    window_of,
    with_offsets,
    with_window,
)
from gui.state.tile import series_of
from gui.state.window_state import (
    Rect,
    Shown,
    WindowState,
    has_room,
    on_screens,
    read_state,
    state_text,
)
from gui.widgets.remembering import Remembering
from recist.imaging.series import Window, WindowFunction
from tests.gui.viewing import make_geometry, make_series, two_tiles

LIVER, LUNG = Window(width=150, level=90), Window(width=1500, level=-600)
EMPTY = Memory(secret="drawn once")
PATIENT = ("/data/trial.recist", "PATIENT-0815", "T1")
SCREEN = Rect(left=0, top=0, width=1920, height=1040)
SECOND = Rect(left=1920, top=0, width=1280, height=984)


@pytest.mark.parametrize(
    ("place", "screens", "expected"),
    [
        ((100, 50, 1600, 900), (SCREEN,), (100, 50, 1600, 900)),  # as it was
        ((2000, 50, 1000, 800), (SCREEN, SECOND), (2000, 50, 1000, 800)),  # on the second
        ((2000, 50, 1000, 800), (SCREEN,), (920, 50, 1000, 800)),  # the second has gone
        ((-500, -200, 800, 600), (SCREEN,), (0, 0, 800, 600)),
        ((1800, 1000, 800, 600), (SCREEN,), (1120, 440, 800, 600)),
        ((0, 0, 3000, 2000), (SCREEN,), (0, 0, 1920, 1040)),  # a larger screen has gone
    ],
)
def test_a_window_stands_on_a_screen_that_is_there(
    place: tuple[int, ...], screens: tuple[Rect, ...], expected: tuple[int, ...]
) -> None:
    asked = Rect(left=place[0], top=place[1], width=place[2], height=place[3])
    found = on_screens(asked, screens)
    assert found is not None
    assert (found.left, found.top, found.width, found.height) == expected


@pytest.mark.parametrize(
    ("screen", "now", "wanted", "fits"),
    [
        ((1920, 1040), 100, 100, True),
        ((1920, 1080), 100, 150, True),
        ((1920, 1080), 100, 175, False),  # 1097 × 617
        ((1920, 1040), 100, 150, False),  # a bar of the system takes 40
        ((960, 540), 200, 100, True),  # as it is now does not matter
        ((3840, 2100), 100, 200, True),
    ],
)
def test_a_size_at_which_the_room_would_not_fit_is_known(
    screen: tuple[int, int], now: int, wanted: int, fits: bool
) -> None:
    assert has_room(*screen, now, wanted) is fits


def test_without_a_screen_there_is_no_place() -> None:
    assert on_screens(SCREEN, ()) is None


def test_the_window_is_read_as_it_was_written() -> None:
    state = WindowState(
        place=Rect(left=-4, top=20, width=1500, height=900),
        shown=Shown.MAXIMISED,
        widths_px=(220, 800, 480),
        layout=Layout.MPR,
    )
    memory = with_window(EMPTY, replace(LIVER, function=WindowFunction.SIGMOID), *PATIENT)
    memory = with_offsets(memory, (Offset(first="1", second="2", offset_lps_mm=(0, 0.5, -7)),))
    assert read_state(state_text(state, memory), "another") == (state, memory)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"place": [1, 2, 3], "shown": 7, "widths_px": "wide", "layout": {}}',
        '{"place": [0, 0, 1e400, 5], "widths_px": [-1, 2, 3], "layout": "mosaic"}',
        '{"place": [0, 0, 10, 10], "memory": {"secret": ""}}',
        '{"memory": []}',
        '{"place": [%s, 0, 500, 500], "widths_px": [1, 2, %s]}' % (("9" * 400,) * 2),
    ],
)
def test_a_broken_file_is_the_first_start(text: str) -> None:
    assert read_state(text, "drawn") == (WindowState(), Memory(secret="drawn"))


def test_broken_entries_are_left_out_one_by_one() -> None:
    text = """{"memory": {"secret": "s",
        "windows": [3, {"key": "a", "window": [0, 1], "function": "LINEAR"},
            {"key": "b", "window": [400, 40], "function": "ROUND"},
            {"key": "b", "window": [400, 40], "function": ["LINEAR"]},
            {"key": "c", "window": [400, 40], "function": "LINEAR"}],
        "offsets": [{"key": "d", "offset_lps_mm": [1, 2]},
            {"key": "e", "offset_lps_mm": [1, 2, NaN]},
            {"key": "f", "offset_lps_mm": [1, 2, 3]}]}}"""
    _, memory = read_state(text, "drawn")
    assert memory == Memory(
        secret="s", windows=(("c", Window(width=400, level=40)),), offsets=(("f", (1, 2, 3)),)
    )


def test_a_window_is_found_by_trial_subject_and_lesion_alone() -> None:
    memory = with_window(EMPTY, LIVER, *PATIENT)
    assert window_of(memory, *PATIENT) == LIVER
    for other in (("/other.recist", *PATIENT[1:]), (*PATIENT[:2], "T2"), ("a", "b\0c")):
        assert window_of(memory, *other) is None
    assert window_of(with_window(memory, LUNG, *PATIENT), *PATIENT) == LUNG


def test_the_file_names_no_patient_and_no_frame_of_reference() -> None:
    memory = with_window(EMPTY, LIVER, *PATIENT)
    memory = with_offsets(memory, (Offset(first="1.2.3", second="1.2.4", offset_lps_mm=(0, 0, 1)),))
    text = state_text(WindowState(), memory)
    assert not [part for part in (*PATIENT, "0815", "1.2.3", "1.2.4") if part in text]


def test_the_same_patient_has_another_key_elsewhere() -> None:
    here, there = (
        with_window(Memory(secret=secret), LIVER, *PATIENT).windows[0][0] for secret in "ab"
    )
    assert here != there


def test_what_is_remembered_is_bounded_and_the_oldest_goes_first() -> None:
    memory = EMPTY
    for n in range(MOST_WINDOWS + 2):
        memory = with_window(memory, LIVER, "t", "s", str(n))
    assert len(memory.windows) == MOST_WINDOWS
    assert window_of(memory, "t", "s", "1") is None
    assert window_of(memory, "t", "s", "2") == LIVER
    offsets = (
        Offset(first=str(n), second="x", offset_lps_mm=(0, 0, n)) for n in range(MOST_OFFSETS + 3)
    )
    assert len(with_offsets(memory, offsets).offsets) == MOST_OFFSETS


def test_windows_of_this_session_come_before_those_of_the_last() -> None:
    held = Remembering(with_window(EMPTY, LIVER, *PATIENT))
    assert held.window(*PATIENT) == LIVER
    held.keep_window(LUNG, *PATIENT)
    assert held.window(*PATIENT) == LUNG
    assert window_of(held.now(()), *PATIENT) == LUNG


@pytest.mark.parametrize("first", ["1.7", "1.95"], ids=["named before", "named after"])
def test_two_visits_are_linked_as_they_were_whichever_is_named_first(first: str) -> None:
    viewer = two_tiles(baseline=make_series("1.1", make_geometry(), first))
    series, other = (series_of(tile) for tile in viewer.tiles)
    assert series is not None
    assert other is not None
    by_hand = with_offset(viewer.linking, series, other, (0.0, 1.0, 12.5))
    memory = with_offsets(EMPTY, by_hand.offsets)
    found = remembered(memory, viewer)
    assert offset_of(found.linking, series, other) == (0.0, 1.0, 12.5)
    # What is set in this session is not put back to what was before.
    anew = replace(viewer, linking=with_offset(viewer.linking, series, other, (0.0, 0.0, -3.0)))
    assert remembered(memory, anew) == anew
