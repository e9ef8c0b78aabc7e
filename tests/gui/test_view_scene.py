"""What a tile says and paints: labels, corners, body and lens."""

from dataclasses import replace

import numpy as np
import pytest

from gui.state.arranging import close_tile
from gui.state.body import BodyBox, body_box
from gui.state.boxes import Box, overlap
from gui.state.corners import corners, figure
from gui.state.hits import hit_at
from gui.state.holding import Pointer
from gui.state.keys import Intent
from gui.state.labels import Wanted, place
from gui.state.layout import Role
from gui.state.plane import Unit
from gui.state.press_key import press_key
from gui.state.scene import Cursor, Frame, Stroke, Weight, label, scene
from gui.state.tile import Caption, Mark, Tone
from gui.state.tools.commands import Preview
from gui.state.tools.toolbox import Tool
from gui.state.view import screen_from_lps
from gui.state.viewer import with_marks, with_tile
from recist.measure.adjust import Grip
from recist.measure.caliper import Diameter, Plane, draw, draw_line
from tests.gui.viewing import make_geometry, make_series, make_volume, two_tiles

PLANE = Plane(normal_lps=(0.0, 0.0, 1.0), frame_of_reference="1.9", image="1.2.4")
SAVED = draw((-5.0, 0.0, 120.0), (15.0, 0.0, 120.0), PLANE)
SIZE = (400, 300)


@pytest.mark.parametrize(
    ("name", "counting", "unit", "expected", "bold"),
    [
        ("T1", Diameter.LONG, Unit.MM, "T1 20.0 × 13.3 mm", "20.0"),
        ("T2", Diameter.SHORT, Unit.MM, "T2 20.0 × 13.3 mm", "13.3"),
        ("", Diameter.LONG, Unit.MM, "20.0 × 13.3 mm", "20.0"),
        (
            "",
            Diameter.LONG,
            Unit.PX,
            "20.0 × 13.3 px · no mm: not usable for RECIST",
            "20.0",
        ),
    ],
)
def test_a_label_has_one_decimal_and_the_counting_axis_in_bold(
    name: str, counting: Diameter, unit: Unit, expected: str, bold: str
) -> None:
    pieces = label(name, SAVED, unit, counting)
    assert "".join(text for text, _ in pieces) == expected
    assert [text for text, weight in pieces if weight is Weight.BOLD] == [bold]


def test_a_line_is_labelled_with_one_length() -> None:
    line = draw_line((0.0, 0.0, 0.0), (30.0, 0.0, 0.0), PLANE)
    assert "".join(text for text, _ in label("T1", line, Unit.MM, Diameter.LONG)) == "T1 30.0 mm"


CROSS = ((100.0, 100.0), (160.0, 120.0), (120.0, 130.0), (140.0, 90.0))


@pytest.mark.parametrize(
    "ends",
    [
        pytest.param([CROSS], id="alone"),
        pytest.param([CROSS, tuple((x + 70, y + 5) for x, y in CROSS)], id="beside another"),
        pytest.param([tuple((x + 235, y) for x, y in CROSS)], id="at the right edge"),
        pytest.param([tuple((x - 98, y - 88) for x, y in CROSS)], id="in the corner"),
        pytest.param([tuple((x, y + y / 9) for x, y in CROSS)] * 3, id="three in one place"),
    ],
)
def test_labels_cover_no_lesion_no_text_and_no_other_label(
    ends: list[tuple[tuple[float, float], ...]],
) -> None:
    wanted = [Wanted(ends=one, width=130.0, height=20.0) for one in ends]
    texts = [Box(left=250.0, top=5.0, width=140.0, height=34.0)]
    placed = place(tuple(wanted), SIZE, tuple(texts))
    for n, box in enumerate(placed):
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= 400
        assert box.bottom <= 300
        for other in (*placed[:n], *texts):
            assert overlap(box, other) == 0.0
        for one in ends:
            xs, ys = zip(*one, strict=True)
            lesion = Box(
                left=min(xs), top=min(ys), width=max(xs) - min(xs), height=max(ys) - min(ys)
            )
            assert overlap(box, lesion) == 0.0


def test_where_nothing_is_free_a_label_still_stands_inside() -> None:
    full = Wanted(ends=((0.0, 0.0), (400.0, 300.0)), width=130.0, height=20.0)
    [box] = place((full,), SIZE, ())
    assert box.right <= 400
    assert box.bottom <= 300


def test_the_corners_say_what_is_shown() -> None:
    viewer = with_tile(
        two_tiles(),
        0,
        lambda tile: replace(
            tile, caption=Caption(visit="1004 · Baseline", detail="signed", tone=Tone.SIGNED)
        ),
    )
    said = corners(viewer, 0)
    assert (said.pill, said.top_left) == ("1004 · Baseline", ("signed",))
    assert said.top_right == ("CT portal · 50 × 40", "slice 5 / 9 · linked")
    assert said.bottom_left == (
        "120.0 mm · 5.0 mm thick",
        "spacing: PixelSpacing 2.000 \\ 1.000",
    )
    assert said.bottom_right[1] == "W 400 L 40 · lossless"


def test_the_corners_of_an_inverted_lossy_series_without_millimetres() -> None:
    series = replace(make_series("1.2", None), lossy=True)
    viewer, _ = press_key(two_tiles(current=series), Intent.INVERT)
    said = corners(viewer, 1)
    assert said.bottom_left == ("spacing: none",)
    assert said.bottom_right[1] == "W 400 L 40 · inverted · lossy"


def test_a_blinded_read_names_no_visit() -> None:
    viewer = with_tile(two_tiles(), 0, lambda tile: replace(tile, caption=Caption()))
    said = corners(viewer, 0)
    assert (said.pill, said.top_left) == ("", ())


def test_an_empty_tile_says_why() -> None:
    viewer = close_tile(two_tiles(), Role.BASELINE, "No scan of this visit")
    assert scene(viewer, 0).message == "No scan of this visit"
    assert scene(viewer, 1).message == ""


def test_saved_is_solid_and_being_changed_is_dashed_in_its_colour() -> None:
    mark = Mark(lesion_id="T1", caliper=SAVED, colour=3)
    viewer = with_marks(two_tiles(), Role.CURRENT, (mark,))
    [saved] = scene(viewer, 1).drawn
    assert (saved.stroke, saved.colour, saved.handles) == (Stroke.SOLID, 3, ())
    moving = Preview(tile=1, caliper=SAVED, unit=Unit.MM, lesion_id="T1", grip=Grip.LONG_END)
    [changed] = scene(replace(viewer, preview=moving), 1).drawn
    assert (changed.stroke, changed.colour, len(changed.handles)) == (Stroke.DASHED, 3, 4)


@pytest.mark.parametrize(
    ("presses", "expected"),
    [(0, Grip.LONG_END), (1, Grip.SHORT_START), (2, Grip.SHORT_END), (3, Grip.LONG_START)],
)
def test_q_goes_from_handle_to_handle_and_the_held_one_is_filled(
    presses: int, expected: Grip
) -> None:
    mark = Mark(lesion_id="T1", caliper=SAVED, colour=0)
    viewer = replace(with_marks(two_tiles(), Role.CURRENT, (mark,)), selected="T1")
    for _ in range(presses):
        viewer, _ = press_key(viewer, Intent.NEXT_HANDLE)
    assert viewer.grip is expected
    [drawn] = scene(viewer, 1).drawn
    assert len(drawn.held) == 1
    assert drawn.held[0] in drawn.handles


def test_the_active_tile_alone_has_the_accent_border() -> None:
    viewer = two_tiles()
    assert [scene(viewer, n).frame for n in (0, 1)] == [Frame.QUIET, Frame.ACTIVE]


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        pytest.param((15.0, 0.0, 120.0), Grip.LONG_END, id="an end"),
        pytest.param((10.0, 0.0, 120.0), Grip.LONG_LINE, id="the long line"),
        pytest.param((5.0, 4.0, 120.0), Grip.SHORT_LINE, id="the short line"),
        pytest.param((5.0, 6.6, 120.0), Grip.SHORT_END, id="its end"),
        pytest.param((12.0, 8.0, 120.0), None, id="beside it"),
    ],
)
def test_what_is_under_the_pointer(
    point: tuple[float, float, float], expected: Grip | None
) -> None:
    mark = Mark(lesion_id="T1", caliper=SAVED, colour=0)
    viewer, _ = press_key(with_marks(two_tiles(), Role.CURRENT, (mark,)), Intent.ZOOM_IN)
    tile = viewer.tiles[1]
    assert tile.view is not None
    hit = hit_at(tile, screen_from_lps(tile.view, tile.size, point), None)
    assert (hit and hit.grip) == expected


@pytest.mark.parametrize(
    ("step_px", "expected"),
    [
        pytest.param((0.0, 0.0), Cursor.HAND, id="on an end"),
        pytest.param((8.0, 0.0), Cursor.HAND, id="in reach of it, outside the caliper's box"),
        pytest.param((0.0, 30.0), Cursor.ARROW, id="in the box, off the lines"),
        pytest.param((200.0, 0.0), Cursor.ARROW, id="far away"),
    ],
)
def test_the_hand_shows_where_a_caliper_can_be_gripped(
    step_px: tuple[float, float], expected: Cursor
) -> None:
    viewer = with_marks(two_tiles(), Role.CURRENT, (Mark(lesion_id="T1", caliper=SAVED, colour=0),))
    view = viewer.tiles[1].view
    assert view is not None
    x, y = screen_from_lps(view, viewer.tiles[1].size, (15.0, 0.0, 120.0))
    pointer = Pointer(tile=1, at_px=(x + step_px[0], y + step_px[1]))
    viewer = replace(viewer, tool=Tool.SELECT, pointer=pointer)
    assert scene(viewer, 1).cursor is expected


def test_the_body_is_found_without_the_table() -> None:
    series = make_series("1.1", make_geometry(shape=(9, 80, 100)))
    volume = make_volume(series)
    volume.stored_kji[:] = 24
    volume.stored_kji[:, 20:60, 12:88] = 1064
    volume.stored_kji[:, 72:74, :] = 1064
    assert body_box(volume) == BodyBox(rows=(20, 60), columns=(12, 88))


def test_without_a_body_the_whole_slice_is_shown() -> None:
    volume = make_volume(make_series("1.1", make_geometry()))
    volume.stored_kji[:] = np.int16(0)
    assert body_box(volume) == BodyBox(rows=(0, 40), columns=(0, 50))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-1350.4, "−1350"),
        (-0.5, "−0.50"),
        pytest.param(-0.004, "0.00", id="rounds to nought, which has no sign"),
        pytest.param(-0.0, "0", id="nought itself"),
    ],
)
def test_figures_of_the_image_have_the_digits_that_matter(value: float, text: str) -> None:
    assert figure(value) == text
