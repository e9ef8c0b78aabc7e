"""Which tiles scroll together, and what they say about it."""

from dataclasses import replace

import pytest

from gui.state.arranging import open_volume, with_layout
from gui.state.bonds import bond_text, has_unlinked
from gui.state.gestures import Button, DoubleClick, Down, Modifier, Moved, Resized, Up, Wheel
from gui.state.keys import Intent
from gui.state.layout import Layout, Role, Side, roles
from gui.state.moving import jump, linked_at, scrolled_to
from gui.state.press_key import press_key
from gui.state.resolve import resolve
from gui.state.tile import Caption
from gui.state.viewer import Viewer
from recist.imaging.series import Window
from tests.gui.viewing import CORONAL, WINDOW, make_geometry, make_series, make_volume, two_tiles

SHIFT, CTRL = frozenset({Modifier.SHIFT}), frozenset({Modifier.CTRL})


def slices(viewer: Viewer) -> list[int | None]:
    return [None if tile.view is None else tile.view.plane.k for tile in viewer.tiles]


def wheel(viewer: Viewer, tile: int, notches: float, modifiers: frozenset[Modifier]) -> Viewer:
    gesture = Wheel(tile=tile, at_px=(10.0, 10.0), notches=notches, modifiers=modifiers)
    return resolve(viewer, gesture)[0]


def align(viewer: Viewer, tile: int, down_px: float) -> Viewer:
    at = (50.0, 50.0 + down_px)
    for gesture in (
        Down(tile=tile, at_px=(50.0, 50.0), button=Button.LEFT, modifiers=CTRL),
        Moved(tile=tile, at_px=at, modifiers=CTRL),
        Up(tile=tile, at_px=at, button=Button.LEFT, modifiers=CTRL),
    ):
        viewer, _ = resolve(viewer, gesture)
    return viewer


def test_one_frame_of_reference_scrolls_by_patient_position() -> None:
    finer = make_series("1.2", make_geometry(spacing=(2.5, 2.0, 1.0), shape=(17, 40, 50)))
    viewer = scrolled_to(two_tiles(current=finer), 0, 6)
    assert slices(viewer) == [6, 12]
    assert bond_text(viewer, 0) == bond_text(viewer, 1) == "linked"


def test_two_frames_are_never_linked_silently() -> None:
    viewer = wheel(two_tiles(frame="other"), 0, -2, frozenset())
    assert slices(viewer) == [2, 4]
    assert bond_text(viewer, 0) == "not linked"


def test_one_drag_links_two_frames_by_an_offset() -> None:
    viewer = align(two_tiles(frame="other"), 1, 12.0)
    assert slices(viewer) == [4, 2]
    assert bond_text(viewer, 1) == "linked by offset"
    assert slices(wheel(viewer, 0, 1, frozenset())) == [5, 3]
    assert slices(wheel(viewer, 1, -1, frozenset())) == [3, 1]


def test_the_offset_survives_opening_another_series() -> None:
    viewer = align(two_tiles(frame="other"), 1, 12.0)
    delayed = make_series("1.7", make_geometry(), "other")
    viewer = open_volume(viewer, Role.CURRENT, make_volume(delayed), WINDOW, Caption())
    assert slices(viewer) == [4, 2]
    assert bond_text(viewer, 0) == "linked by offset"


def test_series_without_a_frame_of_reference_are_not_taken_for_one() -> None:
    first, second = (make_series(uid, make_geometry(), "") for uid in ("1.1", "1.2"))
    assert bond_text(two_tiles(first, second), 0) == "not linked"


@pytest.mark.parametrize(("frame", "bond"), [("1.9", "linked by point"), ("2.9", "not linked")])
def test_stacks_that_cross_do_not_scroll_one_another(frame: str, bond: str) -> None:
    viewer = two_tiles(current=make_series("1.2", make_geometry(CORONAL), frame))
    assert bond_text(viewer, 0) == bond
    assert slices(wheel(viewer, 0, 1, frozenset())) == [5, 4]


def test_s_switches_the_link_off_and_on() -> None:
    viewer, _ = press_key(two_tiles(), Intent.LINK)
    assert slices(wheel(viewer, 0, 1, frozenset())) == [5, 4]
    viewer, _ = press_key(viewer, Intent.LINK)
    assert slices(wheel(viewer, 0, 1, frozenset())) == [5, 5]


@pytest.mark.parametrize(
    ("notches", "modifiers", "expected"),
    [
        pytest.param(-1, frozenset(), 3, id="towards the user: one slice to the feet"),
        pytest.param(1, SHIFT, 8, id="Shift: five at a time, and the end of the stack"),
        pytest.param(-99, frozenset(), 0, id="never beyond the stack"),
        pytest.param(0.4, frozenset(), 4, id="part of a notch is not yet a slice"),
    ],
)
def test_the_wheel(notches: float, modifiers: frozenset[Modifier], expected: int) -> None:
    assert slices(wheel(two_tiles(), 0, notches, modifiers))[0] == expected


def test_parts_of_a_notch_add_up() -> None:
    viewer = two_tiles()
    for _ in range(3):
        viewer = wheel(viewer, 0, 0.4, frozenset())
    assert slices(viewer)[0] == 5


def test_ctrl_wheel_zooms_every_tile_to_one_physical_zoom() -> None:
    viewer = wheel(two_tiles(frame="other"), 0, 2, CTRL)
    zooms = {tile.view.zoom_px_per_mm for tile in viewer.tiles if tile.view is not None}
    assert len(zooms) == 1
    assert zooms != {two_tiles().tiles[0].view.zoom_px_per_mm}  # type: ignore[union-attr]


def test_series_of_different_size_open_at_one_zoom() -> None:
    large = make_series("1.2", make_geometry(spacing=(5.0, 4.0, 4.0)))
    views = [tile.view for tile in two_tiles(current=large).tiles]
    assert views[0] is not None
    assert views[1] is not None
    assert views[0].zoom_px_per_mm == views[1].zoom_px_per_mm


def test_a_right_drag_windows_every_tile_of_the_modality_alone() -> None:
    viewer = two_tiles(current=make_series("1.2", make_geometry(), "mr", modality="MR"))
    at = (150.0, 75.0)
    viewer, _ = resolve(viewer, Down(tile=0, at_px=(50.0, 50.0), button=Button.RIGHT))
    viewer, _ = resolve(viewer, Moved(tile=0, at_px=at))
    viewer, commands = resolve(viewer, Up(tile=0, at_px=at, button=Button.RIGHT))
    windows = [tile.view.window for tile in viewer.tiles if tile.view is not None]
    assert windows[0].width > WINDOW.width
    assert windows[0].level > WINDOW.level
    assert windows[1] == WINDOW
    assert commands == ()


def test_a_window_key_sets_the_preset_in_both_tiles() -> None:
    viewer, _ = press_key(two_tiles(), Intent.WINDOW_4)
    windows = {tile.view.window for tile in viewer.tiles if tile.view is not None}
    assert windows == {Window(width=150, level=90)}


def test_a_jump_shows_each_visit_its_own_point() -> None:
    points = {Role.BASELINE: (0.0, 5.0, 111.0), Role.CURRENT: (3.0, 4.0, 135.0)}
    viewer = jump(two_tiles(frame="other"), points)
    assert slices(viewer) == [2, 7]
    assert viewer.tiles[1].view is not None
    assert viewer.tiles[1].view.centre_lps_mm == (3.0, 4.0, 135.0)


def test_a_jump_takes_a_linked_tile_without_a_point_along() -> None:
    assert slices(jump(two_tiles(), {Role.BASELINE: (0.0, 5.0, 111.0)})) == [2, 2]


@pytest.mark.parametrize(
    ("layout", "side", "expected"),
    [
        (Layout.SINGLE, Side.RIGHT, [Role.CURRENT]),
        (Layout.BASELINE_CURRENT, Side.RIGHT, [Role.BASELINE, Role.CURRENT]),
        (Layout.BASELINE_CURRENT, Side.LEFT, [Role.CURRENT, Role.BASELINE]),
        (
            Layout.BASELINE_NADIR_CURRENT,
            Side.RIGHT,
            [Role.BASELINE, Role.NADIR, Role.CURRENT],
        ),
    ],
)
def test_layouts(layout: Layout, side: Side, expected: list[Role]) -> None:
    assert list(roles(layout, side)) == expected


def test_a_new_layout_keeps_what_is_open() -> None:
    viewer = scrolled_to(two_tiles(), 0, 7)
    wider = with_layout(viewer, Layout.BASELINE_NADIR_CURRENT)
    assert slices(wider) == [7, None, 7]
    assert wider.tiles[wider.active].role is Role.CURRENT


def test_a_fitted_view_stays_fitted_in_a_new_size_and_a_zoomed_one_stays() -> None:
    viewer = two_tiles()
    larger = viewer
    for tile in (0, 1):
        larger, _ = resolve(larger, Resized(tile=tile, size=(1024, 1024)))
    assert larger.tiles[0].view is not None
    assert viewer.tiles[0].view is not None
    assert larger.tiles[0].view.zoom_px_per_mm > viewer.tiles[0].view.zoom_px_per_mm
    zoomed = wheel(larger, 0, 3, CTRL)
    smaller, _ = resolve(zoomed, Resized(tile=0, size=(300, 300)))
    assert smaller.tiles[0].view == zoomed.tiles[0].view


def test_reset_undoes_turns_zoom_and_inversion() -> None:
    viewer = two_tiles()
    for intent in (Intent.TURN, Intent.INVERT, Intent.ZOOM_IN, Intent.FLIP_TOP_BOTTOM):
        viewer, _ = press_key(viewer, intent)
    viewer, _ = press_key(viewer, Intent.RESET_VIEW)
    assert [tile.view for tile in viewer.tiles] == [tile.view for tile in two_tiles().tiles]


def test_a_double_click_maximises_and_brings_all_back() -> None:
    once, _ = resolve(two_tiles(), DoubleClick(tile=1, at_px=(5.0, 5.0)))
    twice, _ = resolve(once, DoubleClick(tile=1, at_px=(5.0, 5.0)))
    assert (once.maximised, twice.maximised) == (1, None)
    assert replace(once, maximised=None) == twice


def test_a_maximised_tile_is_fitted_to_its_own_size() -> None:
    large = make_series("1.2", make_geometry(spacing=(5.0, 4.0, 4.0)))
    viewer = two_tiles(current=large)
    once, _ = resolve(viewer, DoubleClick(tile=0, at_px=(5.0, 5.0)))
    once, _ = resolve(once, Resized(tile=0, size=(1027, 512)))
    before, after = viewer.tiles[0].view, once.tiles[0].view
    assert before is not None
    assert after is not None
    assert after.zoom_px_per_mm > before.zoom_px_per_mm
    twice, _ = resolve(once, DoubleClick(tile=0, at_px=(5.0, 5.0)))
    twice, _ = resolve(twice, Resized(tile=0, size=(512, 512)))
    assert twice.tiles == viewer.tiles


def test_a_new_layout_drops_what_the_mouse_was_doing() -> None:
    viewer, _ = press_key(two_tiles(), Intent.TOOL_BIDIRECTIONAL)
    viewer, _ = resolve(viewer, Down(tile=1, at_px=(50.0, 50.0), button=Button.LEFT))
    viewer, _ = resolve(viewer, Moved(tile=1, at_px=(90.0, 50.0)))
    assert viewer.preview is not None
    single = with_layout(viewer, Layout.SINGLE)
    assert (single.preview, single.drag, single.pointer) == (None, None, None)
    assert resolve(single, Moved(tile=1, at_px=(95.0, 50.0))) == (single, ())


def test_a_lesion_known_in_both_visits_links_them_until_a_drag_says_otherwise() -> None:
    viewer = two_tiles(frame="other")
    assert bond_text(viewer, 0) == "not linked"
    at = {Role.BASELINE: (0.0, 5.0, 111.0), Role.CURRENT: (3.0, 4.0, 135.0)}
    viewer = jump(viewer, at)
    assert bond_text(viewer, 0) == "linked by offset"
    assert slices(viewer) == [2, 7]
    assert slices(wheel(viewer, 0, -1, frozenset())) == [1, 6]
    elsewhere = jump(viewer, at | {Role.CURRENT: (3.0, 4.0, 125.0)})
    assert elsewhere.linking.offsets == viewer.linking.offsets


def test_a_known_lesion_links_without_scrolling_and_leaves_the_offset_of_a_drag() -> None:
    viewer = two_tiles(frame="other")
    at = {Role.BASELINE: (0.0, 5.0, 111.0), Role.CURRENT: (3.0, 4.0, 135.0)}
    assert has_unlinked(viewer)
    linked = linked_at(viewer, at)
    assert not has_unlinked(linked)
    assert linked.tiles == viewer.tiles
    dragged = align(viewer, 1, 12.0)
    assert linked_at(dragged, at) == dragged


def test_tiles_that_change_sides_take_the_room_that_is_there() -> None:
    viewer, _ = resolve(two_tiles(), Resized(tile=0, size=(513, 512)))
    turned = with_layout(viewer, viewer.layout, Side.LEFT)
    assert [tile.role for tile in turned.tiles] == [Role.CURRENT, Role.BASELINE]
    assert [tile.size for tile in turned.tiles] == [(513, 512), (512, 512)]
