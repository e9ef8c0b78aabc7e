"""Nothing that is written on a tile meets anything else: many tiles, views and lesions."""

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from pytestqt.qtbot import QtBot

from gui.state.boxes import Box, overlap
from gui.state.corners import Corners
from gui.state.facing import Turn, turned
from gui.state.free_spot import edges_of, nearest_free
from gui.state.scene import Drawn, Scene, Stroke, Weight, scene
from gui.state.view import ScreenPoint, ScreenSize
from gui.widgets.overlay import Overlay, overlay
from tests.gui.viewing import two_tiles

LARGE: tuple[ScreenSize, ...] = ((512, 512), (900, 900), (420, 640), (640, 420), (470, 880))
SMALL: tuple[ScreenSize, ...] = ((300, 297), (198, 677), (240, 300), (260, 240))
SHORT = Corners(
    pill="1004 · Baseline",
    top_left=("2024-01-08 · read",),
    top_right=("CT portal · 512 × 512", "slice 15 / 17 · linked by offset"),
    bottom_left=("−596.5 mm · 5.0 mm thick", "spacing: PixelSpacing 0.781"),
    bottom_right=("zoom 105 %", "W 400 L 40 · lossless"),
)
LONG = Corners(
    pill="CRLM-CT-1004-MULTICENTRE · Unscheduled visit after surgery",
    top_left=("2024-01-08 · not read yet", "baseline = nadir"),
    top_right=(
        "Abdomen^ThoraxAbdomen 5.0 Br36 portal venous phase S3 · 512 × 512",
        "oblique coronal 45° · MIP 10 mm",
        "plane 343 / 724 · linked by point",
    ),
    bottom_left=("−1583.5 mm · thickness unknown", "spacing: ImagerPixelSpacing 0.781 \\ 0.782"),
    bottom_right=("zoom 1058 %", "W −2000.55 L −1000.25 · inverted · lossless"),
)


def caliper(name: str, at: ScreenPoint, half: float) -> Drawn:
    x, y = at
    return Drawn(
        long=((x - half, y - half / 2), (x + half, y + half / 2)),
        short=((x - half / 3, y + half / 2), (x + half / 3, y - half / 2)),
        handles=(),
        held=(),
        label=((f"{name} ", Weight.PLAIN), ("134.2", Weight.BOLD), (" × 21.0 mm", Weight.PLAIN)),
        colour=0,
        stroke=Stroke.SOLID,
    )


def made(
    size: ScreenSize, corners: Corners, calipers: tuple[Drawn, ...] = (), notice: str = ""
) -> Scene:
    return replace(scene(two_tiles(), 0), size=size, corners=corners, drawn=calipers, notice=notice)


def fixed(laid: Overlay) -> list[tuple[str, Box]]:
    """Name all but the lesions' labels."""
    said = [] if laid.corners.pill is None else [laid.corners.pill]
    said += [*laid.corners.lines, *laid.letters]
    bar = [] if laid.bar is None else [("scale bar", laid.bar.box)]
    return [*((one.text, one.box) for one in said), *bar]


def meeting(boxes: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    return [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if overlap(a, b) > 0.01]


def outside(boxes: list[tuple[str, Box]], size: ScreenSize) -> list[str]:
    return [
        name
        for name, box in boxes
        if box.left < 0 or box.top < 0 or box.right > size[0] or box.bottom > size[1]
    ]


@pytest.mark.parametrize("size", [*LARGE, *SMALL])
@pytest.mark.parametrize("corners", [SHORT, LONG], ids=["short", "long"])
def test_corners_letters_and_scale_bar_keep_apart(
    size: ScreenSize, corners: Corners, qtbot: QtBot
) -> None:
    boxes = fixed(overlay(made(size, corners)))
    assert meeting(boxes) == []
    assert outside(boxes, size) == []


@pytest.mark.parametrize("turn", list(Turn))
@pytest.mark.parametrize("size", SMALL)
def test_letters_of_a_turned_view_keep_apart(size: ScreenSize, turn: Turn, qtbot: QtBot) -> None:
    shown = made(size, LONG)
    assert shown.view is not None
    view = replace(shown.view, facing=turned(shown.view.facing, turn))
    for zoom in (0.3, 2.0, 30.0):
        one = replace(shown, view=replace(view, zoom_px_per_mm=zoom))
        assert meeting(fixed(overlay(one))) == []


@pytest.mark.parametrize("seed", range(60))
def test_labels_meet_neither_texts_nor_one_another(seed: int, qtbot: QtBot) -> None:
    dice = Random(seed)
    size = dice.choice(LARGE)
    count = dice.choice([1, 3, 10])
    places = [(dice.uniform(0, size[0]), dice.uniform(0, size[1])) for _ in range(count)]
    if seed % 3 == 0:
        # All in one corner, where the texts are.
        places = [(x / 4, y / 4) for x, y in places]
    drawn = tuple(caliper(f"T{n}", at, dice.uniform(3, 60)) for n, at in enumerate(places))
    laid = overlay(made(size, dice.choice([SHORT, LONG]), drawn))
    labels = [(f"label {n}", box) for n, (_, box) in enumerate(laid.labels)]
    assert len(labels) == count
    boxes = [*fixed(laid), *labels]
    assert meeting(boxes) == []
    assert outside(boxes, size) == []


def test_too_many_labels_for_a_small_tile_hide_one_another_and_no_text(qtbot: QtBot) -> None:
    drawn = tuple(caliper(f"T{n}", (150.0 + n, 150.0 - n), 8.0) for n in range(10))
    laid = overlay(made((300, 297), SHORT, drawn))
    texts = fixed(laid)
    hidden = [text for _, box in laid.labels for text, one in texts if overlap(box, one) > 0.0]
    assert (len(laid.labels), hidden) == (10, [])


def test_a_caliper_out_of_sight_has_no_label(qtbot: QtBot) -> None:
    seen, gone = caliper("T1", (250.0, 250.0), 20.0), caliper("T2", (900.0, 250.0), 20.0)
    laid = overlay(made((512, 512), SHORT, (seen, gone)))
    assert [one.pieces for one, _ in laid.labels] == [seen.label]


def test_labels_keep_off_a_notice(qtbot: QtBot) -> None:
    drawn = (caliper("T1", (256.0, 430.0), 30.0),)
    laid = overlay(made((512, 512), SHORT, drawn, notice="a lesson of two lines " * 5))
    (_, label), (strip,) = laid.labels[0], laid.strips
    assert overlap(label, strip.box) == 0.0


WALLS = [Box(left=0, top=0, width=200, height=60), Box(left=0, top=100, width=200, height=100)]


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [
        pytest.param(50.0, 40.0, (75.0, 60.0), id="it fits exactly between two walls"),
        pytest.param(50.0, 41.0, None, id="a pixel more has no room"),
        pytest.param(193.0, 20.0, None, id="wider than the tile"),
    ],
)
def test_a_free_spot_is_found_wherever_there_is_one(
    width: float, height: float, found: ScreenPoint | None
) -> None:
    spot = nearest_free(width, height, (100.0, 20.0), (200, 200), edges_of(WALLS))
    assert (None if spot is None else (spot.left, spot.top)) == found
