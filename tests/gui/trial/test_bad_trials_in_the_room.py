"""Trials that the room cannot open or write: told in one line, and nothing is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.commands import SetState
from gui.state.entering import desk_of
from gui.state.keeping import Keeper
from gui.state.opening import Request
from gui.state.session import is_saved, present
from gui.widgets.room import Room
from recist.model.reading import Absent
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from tests.gui.rooms import PATIENCE_MS
from tests.trial_files import ANNA, Clock, read_all, trial_with, with_settings


def room_on(qtbot: QtBot, path: Path) -> Room:
    room = Room(AppServices(), path.parent / "unnamed")
    room.opener.let_in = lambda *_: ANNA
    qtbot.addWidget(room)
    room.show()
    room.opener.open(Request(paths=(path,)))
    qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=PATIENCE_MS)
    return room


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    made = with_settings(trial_with(tmp_path, Clock()))
    read_all(made, ANNA)
    return made


def absent(room: Room) -> bool:
    return room.reading.do(SetState(subject="01", visit="baseline", lesion="T1", state=Absent()))


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = b"\xff" * 3996
    path.write_bytes(data)


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_newer, "was made by a newer version of recist"),
        (_damaged, "is damaged, or its drive fails"),
        (_gone, "there is no such trial"),
    ],
)
def test_a_trial_that_cannot_be_opened_is_told(
    qtbot: QtBot, trial: TrialFile, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(trial.path)
    room = room_on(qtbot, trial.path)
    assert said in room.notice.text()
    assert room.reading.keeper.desk is None


def test_a_drive_that_vanishes_costs_nothing_that_is_on_the_screen(
    qtbot: QtBot, trial: TrialFile
) -> None:
    room = room_on(qtbot, trial.path)
    elsewhere = trial.path.parent / "elsewhere.recist"
    trial.path.rename(elsewhere)
    absent(room)
    assert room.notice.text().startswith("Not saved: ")
    assert not is_saved(room.reading.session)
    elsewhere.rename(trial.path)
    room.notice._act.click()
    assert is_saved(room.reading.session)
    with trial.view() as view:
        states = {one.key.visit: one.value["state"] for one in view.all("row")}
    assert states["baseline"] == "absent"


def test_a_second_program_on_the_same_trial_is_told_and_its_work_can_be_loaded(
    qtbot: QtBot, trial: TrialFile
) -> None:
    room = room_on(qtbot, trial.path)
    services = AppServices()
    other = Keeper(services, desk_of(services, trial.path, trial, ANNA))
    other.load()
    document = present(room.reading.session)
    rows = other.stand.kept.rows
    other.keep(
        type(document)(
            reader="anna",
            visits=other.stand.visits,
            rows=tuple(one for one in rows if one.visit != "baseline"),
        )
    )
    absent(room)
    assert "somebody else has changed it" in room.notice.text()
    room.notice._act.click()
    assert is_saved(room.reading.session)
    assert [one.visit for one in present(room.reading.session).rows] == ["week 8"]
    room.reading.undo()
    assert {one.visit for one in present(room.reading.session).rows} == {"baseline", "week 8"}


def test_a_clock_that_went_back_is_in_the_chain(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()
    clock.now = datetime(2100, 1, 1, tzinfo=UTC)
    trial = with_settings(trial_with(tmp_path, clock))
    read_all(trial, ANNA)
    with trial.view() as view:
        before = view.last()
    room = room_on(qtbot, trial.path)
    assert absent(room)
    assert before is not None
    with trial.view() as view:
        since = list(view.entries(before.sequence))
    assert since[0].action is Action.CLOCK_WENT_BACK
    assert {one.at for one in since} == {before.at}
