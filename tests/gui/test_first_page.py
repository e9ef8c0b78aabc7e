"""The page of a room in which nothing is open, and what is dropped onto the window."""

import json
from pathlib import Path

import pytest
from PyQt6.QtCore import QMimeData, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.keys import Intent
from gui.state.layout import Role
from gui.state.opening import Request
from gui.state.own_files import RECENT, SETTINGS, Folders, Places
from gui.state.recent import MOST, names, read_recent, recent_text, with_opened
from gui.widgets.drops import request_of
from gui.widgets.frame import LEFT_PX, RIGHT_PX
from gui.widgets.questions import Leave
from gui.widgets.room import Room
from gui.widgets.sides import LEFT_LEAST_PX
from gui.widgets.standing import intent_of
from tests.gui import rooms
from tests.gui.rooms import SAMPLE, SUBJECT


def room_in(qtbot: QtBot, folder: Path, sample: Path | None = SAMPLE / SUBJECT) -> Room:
    """Open a room whose user's own files lie in a folder."""
    own = Folders(config=folder / "config", state=folder / "state")
    room = Room(AppServices(), folder / "trials", Places(own=own, sample=sample))
    room.questions.leave = lambda: Leave.LOSE  # type: ignore[method-assign]
    qtbot.addWidget(room)
    room.resize(1600, 1000)
    room.show()
    qtbot.waitExposed(room)
    return room


def wait(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=rooms.PATIENCE_MS)


def button(room: Room, intent: Intent) -> QPushButton:
    found = room.entrance.page.findChildren(QPushButton)
    return next(one for one in found if intent_of(one) is intent)


def test_enter_alone_opens_the_sample_and_the_page_gives_way(qtbot: QtBot, tmp_path: Path) -> None:
    room = room_in(qtbot, tmp_path)
    page = room.entrance.page
    assert page.isVisible()
    main = button(room, Intent.OPEN_SAMPLE)
    assert room.focusWidget() is main
    assert main.property("accent") == "true"
    qtbot.keyClick(main, Qt.Key.Key_Return)  # type: ignore[no-untyped-call]
    wait(qtbot, room)
    assert not page.isVisible()
    assert room.reading.session.subject == SUBJECT
    viewer = room.area.viewer
    assert viewer.tiles[viewer.active].role is Role.CURRENT
    assert json.loads((tmp_path / "state" / RECENT).read_text())["recent"] == [
        [str(SAMPLE / SUBJECT)]
    ]
    # The next start offers it again.
    room.close()
    assert names(room_in(qtbot, tmp_path).own.recent) == (SUBJECT,)


def test_every_button_is_reached_with_tab(qtbot: QtBot, tmp_path: Path) -> None:
    places = with_opened(with_opened((), (tmp_path / "a",)), (tmp_path / "b & c",))
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / RECENT).write_text(recent_text(places))
    room = room_in(qtbot, tmp_path)
    page = room.entrance.page
    wanted = {one for one in page.findChildren(QPushButton) if one.isVisible()}
    assert len(wanted) == 8
    room.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    reached = set()
    for _ in range(80):
        reached.add(QApplication.focusWidget())
        room.focusNextChild()
    assert wanted <= reached


def test_the_page_has_the_whole_room_and_gives_it_back(qtbot: QtBot, tmp_path: Path) -> None:
    room = room_in(qtbot, tmp_path)
    beside = (room.left, room.right, room.top.tools)
    assert [one.isVisible() for one in beside] == [False] * 3
    assert room.entrance.page.width() == room.width()
    room.furnishing.keep_now()
    button(room, Intent.OPEN_SAMPLE).click()
    wait(qtbot, room)
    assert [one.isVisible() for one in beside] == [True] * 3
    assert (room.left.width(), room.right.width()) == (LEFT_PX, RIGHT_PX)


def test_the_page_alone_leaves_the_widths_of_the_last_time(qtbot: QtBot, tmp_path: Path) -> None:
    first = room_in(qtbot, tmp_path)
    button(first, Intent.OPEN_SAMPLE).click()
    wait(qtbot, first)
    first.splitter.setSizes([260, 840, 498])
    widths = first.splitter.sizes()
    first.close()
    room_in(qtbot, tmp_path).close()
    third = room_in(qtbot, tmp_path)
    button(third, Intent.OPEN_SAMPLE).click()
    wait(qtbot, third)
    assert third.splitter.sizes() == widths


def test_the_images_may_be_apart_before_anything_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    room = room_in(qtbot, tmp_path)
    room.second.set_apart(True)
    assert room.right.isVisible()
    room.second.set_apart(False)
    assert not room.right.isVisible()
    room.second.set_apart(True)
    room.opener.open(Request(paths=(SAMPLE / SUBJECT,)))
    wait(qtbot, room)
    room.second.set_apart(False)
    assert room.left.width() >= LEFT_LEAST_PX
    assert room.right.isVisible()
    qtbot.waitUntil(lambda: room.area.width() > room.right.width())


def test_without_the_sample_the_folder_is_the_main_thing(qtbot: QtBot, tmp_path: Path) -> None:
    room = room_in(qtbot, tmp_path, sample=None)
    assert room.focusWidget() is button(room, Intent.OPEN_FOLDER)
    assert not button(room, Intent.OPEN_SAMPLE).isVisible()


def test_the_page_comes_back_where_nothing_could_be_opened(qtbot: QtBot, tmp_path: Path) -> None:
    room = room_in(qtbot, tmp_path)
    broken = tmp_path / "broken.recist"
    broken.write_bytes(b"no trial")
    room.opener.open(Request(paths=(broken,)))
    wait(qtbot, room)
    qtbot.waitUntil(room.entrance.page.isVisible)
    assert room.notice.text()


def test_what_is_gone_leaves_the_list_and_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / RECENT).write_text(recent_text(((tmp_path / "gone",),)))
    room = room_in(qtbot, tmp_path)
    room.entrance.page.buttons[0].click()
    assert "not there any more" in room.notice.text()
    assert room.entrance.page.buttons == []
    assert read_recent((tmp_path / "state" / RECENT).read_text()) == ()


def test_what_was_wrong_with_the_settings_is_told_until_it_is_closed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / SETTINGS).write_text("{")
    room = room_in(qtbot, tmp_path)
    told = room.notice.text()
    assert "settings cannot be read" in told
    button(room, Intent.OPEN_SAMPLE).click()
    wait(qtbot, room)
    assert room.notice.text() == told
    room.notice._close.click()
    assert room.notice.text() == ""


def test_clear_empties_the_list_and_its_file(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / RECENT).write_text(recent_text(((tmp_path,),)))
    room = room_in(qtbot, tmp_path)
    assert button(room, Intent.CLEAR_RECENT).isVisible()
    button(room, Intent.CLEAR_RECENT).click()
    assert room.entrance.page.buttons == []
    assert not button(room, Intent.CLEAR_RECENT).isVisible()
    assert read_recent((tmp_path / "state" / RECENT).read_text()) == ()


def test_a_folder_is_opened_by_a_drop_anywhere(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = room_in(qtbot, tmp_path)
    asked: list[Request] = []
    monkeypatch.setattr(room.entrance, "open", asked.append)
    for carried, taken in (("https://example.org/a.zip", False), (str(tmp_path), True)):
        data = QMimeData()
        url = QUrl(carried) if carried.startswith("https") else QUrl.fromLocalFile(carried)
        data.setUrls([url])
        action, held = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
        left = Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(QPointF(9, 9).toPoint(), action, data, left, held)
        enter.ignore()
        QApplication.sendEvent(room, enter)
        assert enter.isAccepted() is taken
        QApplication.sendEvent(room, QDropEvent(QPointF(9, 9), action, data, left, held))
        # The file manager that it was dragged from is not held up by a question.
        assert asked == []
        QApplication.processEvents()
        assert bool(asked) is taken
    assert asked == [Request(paths=(tmp_path,))]


def test_no_field_takes_the_path_of_what_is_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    room = room_in(qtbot, tmp_path)
    editor = room.right.editor
    assert not editor._site.acceptDrops()


@pytest.mark.parametrize(
    ("dropped", "shown", "request_"),
    [
        (("a.zip",), ("s",), Request(paths=(Path("a.zip"),))),
        (("a", "b"), ("s",), Request(paths=(Path("a"), Path("b")))),
        (("t.recist",), ("s",), Request(paths=(Path("t.recist"),))),
        (("r.CSV",), ("s",), Request(paths=(Path("s"),), table=Path("r.CSV"))),
        (("r.csv",), (), Request(paths=(), table=Path("r.csv"))),
    ],
)
def test_what_a_drop_asks_for(
    dropped: tuple[str, ...], shown: tuple[str, ...], request_: Request
) -> None:
    assert request_of(tuple(map(Path, dropped)), tuple(map(Path, shown))) == request_


# --- what was open before --------------------------------------------------------------------


def test_the_newest_comes_first_and_the_ninth_is_forgotten() -> None:
    recent: tuple[tuple[Path, ...], ...] = ()
    for n in range(MOST + 1):
        recent = with_opened(recent, (Path(f"/data/{n}"),))
    assert names(recent) == ("8", "7", "6", "5", "4", "3", "2", "1")
    assert names(with_opened(recent, (Path("/data/3"),)))[:3] == ("3", "8", "7")
    assert with_opened(recent, ()) == recent


def test_two_of_one_name_are_told_apart_by_their_folders() -> None:
    recent = ((Path("/a/scans"),), (Path("/b/scans"),), (Path("/c/x.zip"), Path("/c/y")))
    assert names(recent) == ("scans · a", "scans · b", "x.zip, y")


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"recent": 3}', '{"recent": [3, [], [4]]}', '{"other": [["a"]]}']
)
def test_a_broken_list_is_an_empty_one(text: str) -> None:
    assert read_recent(text) == ()
