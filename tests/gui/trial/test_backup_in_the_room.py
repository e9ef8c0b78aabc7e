"""Backups from the room: what stops one, and the services that make and restore it."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.desk import Desk
from gui.state.jobs import Cancelled, Progress, tell_nobody
from gui.state.opening import Request
from gui.widgets.trial.backup import BackUpDialog
from recist.store.trial_file import TrialFile
from tests.gui.rooms import PATIENCE_MS
from tests.gui.trial.held import Held
from tests.gui.trial.seat import Seat, read_trial, windows
from tests.trial_files import CORA


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return read_trial(tmp_path)


def test_what_a_window_is_at_work_with_stops_when_another_trial_opens(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = Event()

    def back_up(_: AppServices, desk: Desk, target: Path, progress: Progress) -> str:
        reached.set()
        while True:
            progress(1, 2)

    monkeypatch.setattr(AppServices, "back_up", back_up)
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.back_up()
    (dialog,) = seat.room.findChildren(BackUpDialog)
    dialog.act.click()
    qtbot.waitUntil(reached.is_set, timeout=PATIENCE_MS)
    (tmp_path / "other").mkdir()
    seat.room.opener.open(Request(paths=(read_trial(tmp_path / "other").path,)))
    seat.wait()
    assert windows() == []


def test_a_room_that_closes_cancels_the_backup(
    qtbot: QtBot, trial: TrialFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, copies = Held(), list[Path]()

    def back_up(_: AppServices, desk: Desk, target: Path, progress: Progress) -> str:
        held(0, 0)
        progress(1, 2)
        copies.append(target)
        return ""

    monkeypatch.setattr(AppServices, "back_up", back_up)
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.back_up()
    (dialog,) = seat.room.findChildren(BackUpDialog)
    dialog.act.click()
    qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE_MS)
    dialog.runner.changed.connect(lambda _: held.go_on.set())
    assert seat.room.close()
    assert copies == []


def test_the_services_copy_verify_and_restore(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    desk = Seat(qtbot, trial, CORA).room.reading.keeper.desk
    assert desk is not None
    services, copy = AppServices(), tmp_path / "copy.recist"
    head = services.back_up(desk, copy, tell_nobody)
    with services.open_backup(copy, tell_nobody).view() as view:
        assert view.head() == head
    services.restore(copy, tmp_path / "again.recist", lambda _: CORA, tell_nobody)
    assert services.verify(tmp_path / "again.recist", tell_nobody) == []


def _stopped(*_: int) -> None:
    raise Cancelled


def test_the_services_stop_where_their_progress_says_so(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    desk = Seat(qtbot, trial, CORA).room.reading.keeper.desk
    assert desk is not None
    services, made = AppServices(), tmp_path / "made.recist"
    works: list[Callable[[], object]] = [
        lambda: services.back_up(desk, made, _stopped),
        lambda: services.open_backup(trial.path, _stopped),
        lambda: services.restore(trial.path, made, lambda _: CORA, _stopped),
        lambda: services.verify(trial.path, _stopped),
    ]
    for work in works:
        with pytest.raises(Cancelled):
            work()
    assert not made.exists()
