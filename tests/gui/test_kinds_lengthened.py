"""Markers, split and merged lesions, notices and queries in a made-up language."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PyQt6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gui.state.commands import (
    AddMarker,
    Command,
    SetComment,
    SetState,
    SplitLesion,
)
from gui.state.document import lesions_of
from gui.state.entering import Table
from gui.state.session import present
from gui.widgets.room import Room
from recist.model.reading import Merged, Normal, Raised
from recist.trial.errors import BusyError, StaleError
from tests.gui.lengthened import (
    clipped,
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
from tests.gui.rooms import SUBJECT, Hands

WRITTEN = "written by the reader"
# What recist/ says of a file: English in every language.
CAUSE = "another program holds the file"
# Reasons of the record: they stand there as they were written, whatever is spoken on the screen.
KEPT = {WRITTEN, "fragment not measured yet", "no value entered yet"}


@pytest.fixture(autouse=True)
def as_it_looks(qtbot: QtBot) -> Iterator[None]:
    """Speak the made-up language in windows that look as they do in use."""
    with look_in_use(), made_up_language():
        yield


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    yield from patient_read(qtbot, tmp_path)


@pytest.fixture
def every_kind(hands: Hands) -> Hands:
    """A marker that is raised and one that is normal, a split lesion and a merged one, comments."""
    done: tuple[Command, ...] = (
        AddMarker(subject=SUBJECT, name="CA 19-9"),
        SetState(subject=SUBJECT, visit="baseline", lesion="CA 19-9", state=Raised()),
        SetState(subject=SUBJECT, visit="week 8", lesion="CA 19-9", state=Normal()),
        SplitLesion(subject=SUBJECT, visit="week 16", lesion="T1"),
        SetState(subject=SUBJECT, visit="week 24", lesion="T3", state=Merged("T1")),
        SetComment(subject=SUBJECT, visit="week 16", lesion="T1.1", comment=WRITTEN),
        SetComment(subject=SUBJECT, visit="week 16", lesion="", comment=WRITTEN),
    )
    for command in done:
        assert hands.room.reading.do(command), command
    return hands


@pytest.mark.parametrize("visit", VISITS)
def test_markers_and_lesions_that_split_and_merged(every_kind: Hands, visit: str) -> None:
    room = every_kind.room
    room.go_to(SUBJECT, visit)
    every_kind.wait()
    for lesion in lesions_of(present(room.reading.session), SUBJECT):
        room.reading.select(lesion.id)
        assert wrong_in(room, engine(room) | KEPT) == [], lesion.id
    for viewport in room.area.viewports:
        if viewport.scene is not None:
            assert english_in(texts_in(viewport.scene), DATA) == []


def test_the_menus_of_markers_and_of_lesions_that_split_and_merged(every_kind: Hands) -> None:
    room = every_kind.room
    room.actions_.ask = lambda visit, lesion: None
    texts = {
        lesion: texts_of_menu(menu)
        for lesion in ("CA 19-9", "T1", "T1.1", "T3")
        for visit in ("week 16", "week 24")
        if (menu := room.actions_.menu_of(lesion, visit)) is not None
    }
    assert len(texts) == 4
    named = {*DATA, "T1", "T2", "T3", "T1.1", "T1.2"}
    assert [one for said in texts.values() for one in english_in(said, named)] == []


def tell_of_a_table(room: Room) -> None:
    room.notices.on_opened("", Table(path=Path("table.csv")))


def open_what_is_gone(room: Room) -> None:
    room.own.recent = ((Path("gone"),),)
    room.entrance.open_recent(0)


def write_where_nothing_can_be(room: Room) -> None:
    room.files._write(Path("/dev/null/table.csv"))


NOTICES: dict[str, tuple[Callable[[Room], object], bool]] = {
    "busy": (lambda room: room.notices.on_not_kept(BusyError(CAUSE)), True),
    "somebody else": (lambda room: room.notices.on_not_kept(StaleError(CAUSE, ())), True),
    "another table": (tell_of_a_table, True),
    "not there any more": (open_what_is_gone, False),
    "not written": (write_where_nothing_can_be, False),
}


@pytest.mark.parametrize("name", NOTICES)
def test_the_notice_bar(hands: Hands, name: str) -> None:
    tells, can_act = NOTICES[name]
    tells(hands.room)
    QApplication.processEvents()
    bar = hands.room.notice
    assert bar.isVisible()
    assert bar._act.isVisible() is can_act
    said = {CAUSE, "table.csv", "[Errno 17] File exists: '/dev/null'"}
    assert wrong_in(bar, said) == []


@pytest.mark.parametrize("width", [1280, 1600])
def test_a_long_notice_is_whole_in_a_small_window(hands: Hands, width: int) -> None:
    hands.room.resize(width, 780)
    hands.room.notices.on_not_kept(BusyError(" ".join([CAUSE] * 6)))
    QApplication.processEvents()
    assert clipped(hands.room.notice) == []


@pytest.mark.parametrize("about", [("", ""), ("week 8", ""), ("week 8", "T1")])
def test_the_queries(hands: Hands, about: tuple[str, str]) -> None:
    hands.room.trial.show_queries(*about)
    (dialog,) = (one for one in hands.room.findChildren(QDialog) if one.isVisible())
    assert wrong_in(dialog, {"reader", "coordinator", hands.room.reading.session.subject}) == []
    dialog.close()
