"""The room in a made-up language: nothing is left out, and nothing is clipped."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QDialog, QMenu
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.commands import (
    AddMarker,
    Command,
    DeleteLesion,
    DeleteReading,
    RenameVisit,
    SetComment,
    SetKeyImage,
    SetLesion,
    SetState,
)
from gui.state.document import lesions_of
from gui.state.layout import Layout
from gui.state.own_files import Folders, Places
from gui.state.session import present
from gui.state.telling import done_text
from gui.widgets.fault import FaultDialog, versions
from gui.widgets.menus import ask_comment, ask_label, lesion_menu
from gui.widgets.questions import Questions
from gui.widgets.room import Room
from recist.model.lesion import Character, Lesion, Role
from recist.model.reading import Absent, Merged, TooSmall
from tests.gui.lengthened import (
    english_in,
    look_in_use,
    made_up_language,
    texts_of_menu,
)
from tests.gui.lengthened_room import (
    DATA,
    VISITS,
    engine,
    patient_read,
    texts_in,
    wrong_in,
)
from tests.gui.rooms import SAMPLE, SUBJECT, Hands


@pytest.fixture(autouse=True)
def as_it_looks(qtbot: QtBot) -> Iterator[None]:
    """Speak the made-up language in windows that look as they do in use."""
    with look_in_use(), made_up_language():
        yield


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    yield from patient_read(qtbot, tmp_path)


@pytest.mark.parametrize("layout", Layout)
def test_every_layout(hands: Hands, layout: Layout) -> None:
    room = hands.room
    room.show_layout(layout)
    hands.wait()
    assert wrong_in(room, engine(room)) == []
    for viewport in room.area.viewports:
        if viewport.scene is not None:
            assert english_in(texts_in(viewport.scene), DATA) == []


@pytest.mark.parametrize("visit", VISITS)
def test_every_visit(hands: Hands, visit: str) -> None:
    hands.room.go_to(SUBJECT, visit)
    hands.wait()
    hands.room.reading.select("T1")
    assert wrong_in(hands.room, engine(hands.room)) == []


def test_the_images_on_the_second_screen(hands: Hands) -> None:
    room = hands.room
    room.second.set_apart(True)
    hands.wait()
    assert room.second.window is not None
    assert wrong_in(room.second.window) == []
    room.second.set_apart(False)


def test_a_title_of_the_table_that_has_no_room_is_whole_in_its_tool_tip(hands: Hands) -> None:
    totals = hands.room.right.table.totals
    for place in range(totals.row_count()):
        index = totals.row_index(place)
        assert index.data(Qt.ItemDataRole.ToolTipRole) == index.data()


def test_every_menu(hands: Hands) -> None:
    room = hands.room
    room.actions_.ask = lambda visit, lesion: None
    menus = [room.top.menu_button.menu(), room.top.trial_button.menu(), room.top.slab_menu()]
    menus.append(room.actions_.menu_of("", "week 8"))
    for lesion in lesions_of(present(room.reading.session), SUBJECT):
        at = (room.reading, room.marking, lesion, "week 8")
        menus.append(lesion_menu(room, *at, lambda _: None))
    marker = Lesion(id="CA 19-9", role=Role.MARKER)
    menus.append(lesion_menu(room, room.reading, room.marking, marker, "week 8", lambda _: None))
    texts = [text for menu in menus if menu is not None for text in texts_of_menu(menu)]
    assert len(texts) > 60
    assert english_in(texts, {*DATA, "T1", "T2", "T3"}) == []


def test_the_menus_that_pop_up(hands: Hands) -> None:
    room = hands.room
    room._menus.open_subject(SUBJECT, "", QPoint(10, 10))
    room.left.cards._menu(next(iter(room.left.cards._cards)), QPoint(10, 10))
    open_ = [one for one in room.findChildren(QMenu) if one.isVisible()]
    assert open_
    texts = [text for menu in open_ for text in texts_of_menu(menu)]
    for menu in open_:
        menu.close()
    assert english_in(texts, DATA) == []


@pytest.mark.parametrize("name", ["keys", "settings", "why", "rule"])
def test_every_dialog_beside_the_work(hands: Hands, name: str) -> None:
    room = hands.room
    opened: dict[str, Callable[[], None]] = {
        "keys": room.actions_.show_keys,
        "settings": room.show_settings,
        "why": room.paper.show_why,
        "rule": room.paper.show_rule,
    }
    opened[name]()
    (dialog,) = (one for one in room.findChildren(QDialog) if one.isVisible())
    assert wrong_in(dialog, engine(room)) == []
    dialog.close()


def test_the_pages_of_the_settings(hands: Hands) -> None:
    hands.room.show_settings()
    (dialog,) = (one for one in hands.room.findChildren(QDialog) if one.isVisible())
    pages = dialog.pages  # type: ignore[attr-defined]
    for n in range(pages.count()):
        pages.setCurrentIndex(n)
        assert wrong_in(dialog) == []
    dialog.close()


def test_every_question(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    room, found, asked = hands.room, list[object](), list[str]()

    def looked_at(dialog: QDialog) -> int:
        dialog.show()
        asked.append(dialog.windowTitle())
        found.extend(wrong_in(dialog, {*engine(room), "T1", "T1 → NT3"}))
        dialog.hide()
        return 0

    monkeypatch.setattr(QDialog, "exec", looked_at)
    target = next(one for one in lesions_of(present(room.reading.session), SUBJECT))
    ask_comment(room, room.reading, "T1", "week 8")
    ask_comment(room, room.reading, "", "week 8")
    ask_label(room, room.reading, target)
    room.actions_.delete_lesion("T1")
    room.actions_.rename_subject()
    room.actions_.rename_visit("week 8")
    room.actions_.redate_visit("week 8")
    room.actions_.add_marker()
    room.marking.set_word("T1", "week 8", "not evaluable")
    room.marking.set_role(target, Role.NON_TARGET)
    room.actions_.assign_study(next(iter(room.left.cards._cards)))
    Questions.leave(room.questions)
    assert len(asked) == 12
    assert found == []


def test_the_window_of_a_fault(qtbot: QtBot) -> None:
    dialog = FaultDialog("a report")
    qtbot.addWidget(dialog)
    dialog.show()
    assert wrong_in(dialog, {*versions(), *versions().values()}) == []


def test_the_first_page(qtbot: QtBot, tmp_path: Path) -> None:
    own = Folders(config=tmp_path / "config", state=tmp_path / "state")
    room = Room(AppServices(), tmp_path / "trials", Places(own=own, sample=SAMPLE / SUBJECT))
    qtbot.addWidget(room)
    room.resize(1600, 1000)
    room.show()
    qtbot.waitExposed(room)
    room.entrance.page.show_recent(("week 8", "baseline"))
    assert wrong_in(room) == []


DONE: tuple[Command, ...] = (
    AddMarker(subject=SUBJECT, name="CA 19-9"),
    DeleteLesion(subject=SUBJECT, lesion="T1"),
    DeleteReading(subject=SUBJECT, visit="week 8", lesion="T1"),
    RenameVisit(subject=SUBJECT, visit="week 8", label="week 16"),
    SetComment(subject=SUBJECT, visit="week 8", lesion="T1", comment=""),
    SetComment(subject=SUBJECT, visit="week 8", lesion="", comment=""),
    SetKeyImage(subject=SUBJECT, visit="week 8", lesion="T1", image="1.2.3"),
    SetLesion(subject=SUBJECT, lesion="T1", role=Role.NEW, organ="liver", nodal=True),
    SetLesion(subject=SUBJECT, lesion="T1", site="", character=Character.LYTIC),
    SetState(subject=SUBJECT, visit="week 8", lesion="T1", state=Absent()),
    SetState(subject=SUBJECT, visit="week 8", lesion="T1", state=TooSmall()),
    SetState(subject=SUBJECT, visit="week 8", lesion="T1", state=Merged("T2")),
)


@pytest.mark.parametrize("command", DONE, ids=lambda one: type(one).__name__)
def test_what_is_told_of_a_command(command: Command) -> None:
    assert english_in([done_text(command)], {*DATA, "T1"}) == []
