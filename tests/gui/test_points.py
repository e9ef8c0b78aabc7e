"""Lesions that are marked by one click: what is kept of it, and what the keys say of them."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gui.state.arranging import new_viewer, open_volume
from gui.state.commands import DeleteReading, MarkPoint, Measure, Refused, SetState
from gui.state.document import find_caliper, find_row
from gui.state.edits import apply
from gui.state.gestures import Button, Down, Moved, Up
from gui.state.keys import Intent
from gui.state.layout import Layout
from gui.state.layout import Role as TileRole
from gui.state.press_key import press_key
from gui.state.resolve import resolve
from gui.state.scene import Cursor, Shape, scene
from gui.state.session import present
from gui.state.tile import Caption, Mark
from gui.state.tools.commands import Commit, EndPreview, Preview, Refuse, Select, Warn
from gui.state.tools.states import Idle
from gui.state.tools.toolbox import Tool
from gui.state.viewer import Viewer, with_marks
from recist.measure.adjust import Grip
from recist.measure.caliper import Plane, draw_line, is_point, point_at
from recist.model.dates import ScanDate
from recist.model.lesion import Role
from recist.model.reading import (
    Absent,
    Diameters,
    Equivocal,
    Present,
    Progression,
    State,
    Suspected,
    Unequivocal,
)
from recist.trial.calipers import POINT, CaliperRecord
from tests.gui.reads import DATES, PICTURE, READER, SUBJECT, document, measured, row
from tests.gui.rooms import Hands, scans_alone, truth
from tests.gui.viewing import WINDOW, make_geometry, make_series, make_volume, two_tiles

MIDDLE, PLACE = (256.0, 256.0), (5.0, 9.0, 120.0)


# --- the document ------------------------------------------------------------------------------


def marking(role: Role = Role.NON_TARGET, lesion: str = "", visit: str = "week 8") -> MarkPoint:
    return MarkPoint(
        subject=SUBJECT,
        visit=visit,
        lesion=lesion,
        role=role,
        point_lps_mm=PLACE,
        frame_of_reference="1.9",
        image="1.2.3",
        date=ScanDate.parse(DATES[visit]),
        method="CT",
        slice_thickness_mm=5.0,
    )


@pytest.mark.parametrize(
    ("role", "name", "state"),
    [
        (Role.NON_TARGET, "NT1", Present()),
        (Role.NEW, "N1", Unequivocal()),
        (Role.NEW_NON_TARGET, "N1", Unequivocal()),
    ],
)
def test_a_click_names_a_lesion_and_says_that_it_is_there(
    role: Role, name: str, state: State
) -> None:
    made = apply(document(*PICTURE), marking(role))
    found = find_row(made, SUBJECT, "week 8", name)
    assert found is not None
    assert (found.role, found.state, found.image) == (role, state, "1.2.3")
    assert find_caliper(made, SUBJECT, "week 8", name) == CaliperRecord(
        subject=SUBJECT,
        reader=READER,
        visit="week 8",
        lesion=name,
        long_axis_lps_mm=(PLACE, PLACE),
        short_axis_lps_mm=None,
        frame_of_reference="1.9",
        image="1.2.3",
        method="point",
    )


def test_a_target_is_never_marked_by_a_point() -> None:
    with pytest.raises(Refused, match="T3 is a target: drag its longest diameter"):
        apply(document(*PICTURE), marking(Role.TARGET))


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        (Suspected(), Suspected()),  # a judgement stays when the point is moved
        (Progression(), Progression()),
        (Absent(), Present()),
        (Present(Diameters()), Present()),
    ],
)
def test_a_moved_point_keeps_the_judgement(state: State, kept: State) -> None:
    before = document(row("week 8", "NT1", state, role=Role.NON_TARGET))
    found = find_row(apply(before, marking(lesion="NT1")), SUBJECT, "week 8", "NT1")
    assert found is not None
    assert found.state == kept


@pytest.mark.parametrize(
    ("role", "state", "stays"),
    [
        (Role.NON_TARGET, Suspected(), True),
        (Role.NON_TARGET, Progression(), True),
        (Role.NEW, Equivocal(), True),
        (Role.NON_TARGET, Absent(), False),  # what is gone is nowhere
    ],
)
def test_the_point_goes_with_the_lesion(role: Role, state: State, stays: bool) -> None:
    made = apply(document(), marking(role))
    (name,) = {one.lesion for one in made.rows}
    said = apply(made, SetState(subject=SUBJECT, visit="week 8", lesion=name, state=state))
    assert (find_caliper(said, SUBJECT, "week 8", name) is not None) is stays


def test_a_drag_takes_the_place_of_the_point() -> None:
    made = apply(document(), marking())
    drawn = Measure(
        subject=SUBJECT,
        visit="week 8",
        lesion="NT1",
        long_axis_lps_mm=((0.0, 0.0, 0.0), (12.0, 0.0, 0.0)),
        precision_mm=Decimal("0.1"),
        date=ScanDate.parse(DATES["week 8"]),
    )
    ((record,), (found,)) = (lambda one: (one.calipers, one.rows))(apply(made, drawn))
    assert (record.method, found.state) == ("manual", Present(measured("12.0").diameters))


def test_a_reading_is_deleted_with_its_point() -> None:
    made = apply(document(), marking())
    gone = apply(made, DeleteReading(subject=SUBJECT, visit="week 8", lesion="NT1"))
    assert (gone.rows, gone.calipers) == ((), ())


# --- the tools -----------------------------------------------------------------------------------


def armed(role: Role | None, viewer: Viewer | None = None) -> Viewer:
    return replace(viewer or two_tiles(), armed=role)


def click(viewer: Viewer, to: tuple[float, float] = MIDDLE) -> list[object]:
    viewer, first = resolve(viewer, Down(tile=1, at_px=MIDDLE, button=Button.LEFT))
    moved: tuple[object, ...] = ()
    if to != MIDDLE:
        viewer, moved = resolve(viewer, Moved(tile=1, at_px=to))
    _, last = resolve(viewer, Up(tile=1, at_px=to, button=Button.LEFT))
    return [*first, *moved, *last]


@pytest.mark.parametrize("tool", list(Tool))
@pytest.mark.parametrize("role", [Role.NON_TARGET, Role.NEW])
def test_a_click_marks_whatever_the_tool_is(tool: Tool, role: Role) -> None:
    ((commit,),) = ([one for one in click(replace(armed(role), tool=tool)) if type(one) is Commit],)
    assert isinstance(commit, Commit)
    assert is_point(commit.caliper)
    assert commit.caliper.plane.frame_of_reference == "1.9"


@pytest.mark.parametrize("role", [None, Role.TARGET])
def test_a_click_makes_nothing_else(role: Role | None) -> None:
    made = click(replace(armed(role), tool=Tool.BIDIRECTIONAL))
    assert [type(one) for one in made] == [EndPreview]


def test_a_drag_measures() -> None:
    made = click(armed(Role.NON_TARGET), (300.0, 256.0))
    assert [type(one) for one in made if type(one) is not Warn] == [
        Preview,
        EndPreview,
        Commit,
    ]
    assert not any(is_point(one.caliper) for one in made if isinstance(one, Commit))


def test_outside_the_image_nothing_is_marked() -> None:
    viewer = armed(Role.NON_TARGET)
    viewer, _ = resolve(viewer, Down(tile=1, at_px=(2.0, 256.0), button=Button.LEFT))
    _, made = resolve(viewer, Up(tile=1, at_px=(2.0, 256.0), button=Button.LEFT))
    assert made == (EndPreview(), Refuse(message="Outside the image"))


def test_a_series_without_mm_is_marked_and_never_measured() -> None:
    plain = make_series("1.3", None)
    viewer = armed(Role.NON_TARGET, two_tiles(current=plain))
    commit = next(one for one in click(viewer) if isinstance(one, Commit))
    column, line, k = commit.caliper.long_axis_lps_mm[0]
    assert (round(column), round(line), k) == (24, 20, 4.0)
    # Pixels are in no patient space: the image alone tells the place.
    assert (commit.caliper.plane.frame_of_reference, commit.caliper.plane.image) == ("", "1.3.4")
    assert any(isinstance(one, Refuse) for one in click(viewer, (300.0, 256.0)))


def test_a_slice_that_is_still_being_read_is_not_marked() -> None:
    viewer = new_viewer(Layout.SINGLE)
    volume = make_volume(make_series("1.2", make_geometry()))
    viewer = open_volume(
        viewer,
        TileRole.CURRENT,
        replace(volume, arrived=np.zeros(9, dtype=bool)),
        WINDOW,
        Caption(),
    )
    viewer, made = resolve(armed(Role.NEW, viewer), Down(tile=0, at_px=MIDDLE, button=Button.LEFT))
    assert made == (Refuse(message="Slice 5 is being read …"),)
    assert viewer.notice == "Slice 5 is being read …"


@pytest.mark.parametrize("intent", [Intent.CANCEL, Intent.TOOL_SELECT])
def test_escape_and_the_selecting_tool_disarm(intent: Intent) -> None:
    viewer, _ = press_key(armed(Role.NEW), intent)
    assert viewer.armed is None


def marked_viewer(selected: str | None = "NT1") -> Viewer:
    viewer = two_tiles()
    view = viewer.tiles[1].view
    assert view is not None
    plane = Plane(normal_lps=view.plane.normal_lps, frame_of_reference="1.9", image="1.2.4")
    mark = Mark(lesion_id="NT1", caliper=point_at(view.centre_lps_mm, plane), colour=3)
    return replace(with_marks(viewer, TileRole.CURRENT, (mark,)), selected=selected, active=1)


def test_a_point_is_a_cross_with_its_name_and_no_length() -> None:
    (drawn,) = scene(marked_viewer(), 1).drawn
    assert (drawn.shape, "".join(text for text, _ in drawn.label)) == (Shape.CROSS, "NT1")


def test_the_pointer_says_what_comes_next() -> None:
    viewer, _ = resolve(armed(Role.NEW), Moved(tile=1, at_px=MIDDLE))
    shown = scene(viewer, 1)
    assert shown.tag is not None
    assert (shown.tag.text, shown.cursor) == ("new", Cursor.CROSS)


def test_a_point_is_dragged_as_a_whole() -> None:
    made = click(marked_viewer(), (300.0, 256.0))
    commit = next(one for one in made if isinstance(one, Commit))
    assert Select(lesion_id="NT1", grip=Grip.LONG_LINE) in made
    assert commit.lesion_id == "NT1"
    assert is_point(commit.caliper)
    assert (
        commit.caliper.long_axis_lps_mm[0]
        != marked_viewer().tiles[1].marks[0].caliper.long_axis_lps_mm[0]
    )


def test_a_caliper_is_gripped_by_the_next_lesions_hand_whatever_the_tool_was() -> None:
    """The grip chooses its lesion, so nothing is to come any more: the hand is the tool's again."""
    viewer = two_tiles()
    view = viewer.tiles[1].view
    assert view is not None
    plane = Plane(normal_lps=view.plane.normal_lps, frame_of_reference="1.9", image="1.2.4")
    start = view.centre_lps_mm
    line = draw_line(start, (start[0] + 20.0, start[1], start[2]), plane)
    mark = Mark(lesion_id="T1", caliper=line, colour=0)
    viewer = with_marks(viewer, TileRole.CURRENT, (mark,))
    viewer = replace(armed(Role.NEW, viewer), tool=Tool.ELLIPSE)
    viewer, _ = resolve(viewer, Down(tile=1, at_px=MIDDLE, button=Button.LEFT))
    assert (viewer.selected, viewer.armed) == ("T1", None)
    viewer, _ = resolve(viewer, Moved(tile=1, at_px=(230.0, 256.0)))
    viewer, made = resolve(viewer, Up(tile=1, at_px=(230.0, 256.0), button=Button.LEFT))
    assert [one.lesion_id for one in made if isinstance(one, Commit)] == ["T1"]
    assert viewer.tool_state == Idle()


@pytest.mark.parametrize("tool", list(Tool))
@pytest.mark.parametrize("event", ["moved", "up"])
def test_what_is_drawn_is_dropped_where_the_hand_changes_in_the_middle(
    tool: Tool, event: str
) -> None:
    """Such as by N during the drag, which chooses a lesion: no wheel turns until it is dropped."""
    viewer = replace(armed(Role.NEW), tool=tool)
    viewer, _ = resolve(viewer, Down(tile=1, at_px=MIDDLE, button=Button.LEFT))
    viewer, _ = resolve(viewer, Moved(tile=1, at_px=(300.0, 256.0)))
    viewer = replace(viewer, armed=None, tool=tool)
    if event == "moved":
        viewer, _ = resolve(viewer, Moved(tile=1, at_px=(310.0, 256.0)))
    viewer, made = resolve(viewer, Up(tile=1, at_px=(310.0, 256.0), button=Button.LEFT))
    assert (viewer.tool_state, viewer.preview) == (Idle(), None)
    drawing_on = tool in (Tool.BIDIRECTIONAL, Tool.LINE)
    assert any(isinstance(one, Commit) for one in made) is drawing_on


def test_an_arrow_key_nudges_a_point_by_a_pixel() -> None:
    _, made = press_key(marked_viewer(), Intent.NUDGE_RIGHT)
    commit = next(one for one in made if isinstance(one, Commit))
    was = marked_viewer().tiles[1].marks[0].caliper.long_axis_lps_mm[0]
    now = commit.caliper.long_axis_lps_mm
    assert now[0] == now[1]
    assert now[0][0] - was[0] == pytest.approx(1.0)


# --- the room ------------------------------------------------------------------------------------


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Hands:
    """Open the sample patient at baseline with T1 drawn."""
    hands = Hands(qtbot, tmp_path / "trials", scans_alone(tmp_path / "readings.csv"))
    hands.draw(truth("baseline", "T1").long_axis_lps_mm)
    return hands


def click_at(hands: Hands, at: tuple[int, int]) -> None:
    hands.qtbot.mouseClick(  # type: ignore[no-untyped-call]
        hands.viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*at)
    )


def test_what_the_next_lesion_will_be_is_forgotten_with_the_visit(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_Escape)
    hands.press_key(Qt.Key.Key_L)
    assert hands.room.bottom.said().startswith("The next lesion will be new")
    hands.room.next_visit()
    hands.wait()
    assert hands.room.area.viewer.armed is None
    assert "next lesion" not in hands.room.bottom.said()


def test_g_and_a_click_mark_and_undo_takes_it_back(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_Escape)
    hands.press_key(Qt.Key.Key_G)
    assert hands.room.top._armed.isVisible()
    click_at(hands, (200, 200))
    reading = hands.room.reading
    assert hands.cell("NT1", "baseline") == "present"
    assert (reading.selected, hands.room.area.viewer.armed) == ("NT1", None)
    assert not hands.room.top._armed.isVisible()
    (record,) = (one for one in present(reading.session).calipers if one.lesion == "NT1")
    assert record.method == POINT
    # N comes back to the very slice, from wherever the reader went.
    hands.press_key(Qt.Key.Key_Home)
    hands.press_key(Qt.Key.Key_N)
    hands.press_key(Qt.Key.Key_N)
    assert reading.selected == "NT1"
    view = hands.room.area.viewer.tiles[0].view
    assert view is not None
    assert view.centre_lps_mm == pytest.approx(record.long_axis_lps_mm[0])
    hands.room.on_intent(Intent.UNDO)
    assert hands.cell("NT1", "baseline") == ""
    hands.room.on_intent(Intent.REDO)
    assert hands.cell("NT1", "baseline") == "present"
    hands.press_key(Qt.Key.Key_Delete)
    hands.room.reading.select("NT1")
    hands.press_key(Qt.Key.Key_Delete)
    assert hands.cell("NT1", "baseline") == ""


def test_the_keys_of_a_follow_up_read_it_lesion_by_lesion(hands: Hands) -> None:
    hands.press_key(Qt.Key.Key_Escape)
    hands.press_key(Qt.Key.Key_G)
    click_at(hands, (200, 200))
    hands.room.next_visit()
    hands.wait()
    hands.alone()
    told: list[str] = []
    hands.room.reading.told.connect(told.append)
    hands.room.reading.select("T1")
    hands.press_key(Qt.Key.Key_T)
    assert told[-1] == "T1 is not measured at week 8: press B and drag its longest diameter"
    hands.press_key(Qt.Key.Key_N)
    hands.press_key(Qt.Key.Key_G)
    assert hands.cell("NT1", "week 8") == "present"
    found = find_row(present(hands.room.reading.session), "S-LIVER-CT", "week 8", "NT1")
    tile = hands.room.area.viewer.tiles[0]
    assert tile.view is not None
    assert tile.volume is not None
    assert found is not None
    assert found.image == tile.volume.series.slices[tile.view.plane.k].image
    hands.press_key(Qt.Key.Key_G)
    assert told[-1] == "NT1 is present at week 8"
    hands.press_key(Qt.Key.Key_M)
    assert told[-1] == "No non-target is too small: NT1"
    hands.press_key(Qt.Key.Key_A)
    hands.press_key(Qt.Key.Key_G)
    assert hands.cell("NT1", "week 8") == "present"
    hands.press_key(Qt.Key.Key_Escape)
    hands.press_key(Qt.Key.Key_L)
    click_at(hands, (220, 220))
    assert (hands.cell("N1", "week 8"), hands.cell("Overall", "week 8")) == ("unequivocal", "PD")
