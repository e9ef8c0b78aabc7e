"""The room goes on with somebody else, or with another trial: what stays open and what does not."""

from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.opening import Request
from gui.widgets.room import Room
from gui.widgets.trial.lock_page import LockPage
from gui.widgets.trial.parts import TrialDialog
from gui.widgets.trial.users import Users
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user, set_password
from recist.trial.audit import Action
from recist.trial.people import Actor, Role, User
from tests.gui.rooms import PATIENCE_MS, SAMPLE
from tests.gui.trial.seat import Seat, read_trial, windows
from tests.gui.trial_scenes import alone_desk
from tests.trial_files import ADA, ANNA, CORA, PASSWORD


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return read_trial(tmp_path)


def last(trial: TrialFile) -> Action | None:
    with trial.view() as view:
        entry = view.last()
        return None if entry is None else entry.action


def unlocked(seat: Seat) -> LockPage:
    """Lock the room and let the same user back in."""
    seat.room.lock.lock()
    page = seat.room.lock.page
    assert page is not None
    page.password.setText(PASSWORD)
    page.log_in()
    return page


def test_the_screen_locks_and_opens_with_the_password(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    qtbot.keyClick(seat.room, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    page = seat.room.lock.page
    assert page is not None
    assert page.is_locked()
    qtbot.waitUntil(lambda: last(trial) is Action.SCREEN_LOCKED, timeout=PATIENCE_MS)
    page.password.setText(PASSWORD)
    page.log_in()
    assert seat.room.lock.page is None
    assert seat.room.lock.watch.is_watching()
    assert last(trial) is Action.LOGGED_IN


def test_who_was_alone_goes_on_with_the_password_that_they_gave(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = alone_desk(tmp_path)
    room = Room(AppServices(), tmp_path / "unnamed")
    qtbot.addWidget(room)
    room.show()
    room.opener.open(Request(paths=(desk.path,)))
    qtbot.waitUntil(lambda: room.reading.keeper.desk is not None, timeout=PATIENCE_MS)
    room.trial.show_users()
    (users,) = room.findChildren(Users)
    desk.do(lambda work: set_password(work, desk.actor, "anna", PASSWORD))
    users.password_given.emit()
    page = room.lock.page
    assert page is not None
    assert page.is_locked()
    page.password.setText(PASSWORD)
    page.log_in()
    assert room.lock.page is None
    assert room.lock.watch.is_watching()
    assert room.top._reader.text() == "anna, administrator, coordinator, reader"
    here = room.reading.keeper.desk
    assert here is not None
    assert not here.alone
    here.do(lambda work: work.note(Action.OPENED, {}))


def test_windows_go_on_with_who_comes_back(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.show_audit()
    unlocked(seat)
    assert len(windows()) == 1


def test_who_comes_back_with_other_roles_finds_the_trial_as_these_see_it(
    qtbot: QtBot, trial: TrialFile
) -> None:
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.show_audit()
    seat.room.trial.show_work()
    cora = User(name="cora", printed_name="Cora", roles=frozenset({Role.READER}))
    trial.do(ADA, lambda work: put_user(work, ADA, cora))
    page = unlocked(seat)
    assert page.is_locked()
    assert seat.readers() == {"anna", "ben"}
    seat.wait()
    assert windows() == []
    assert seat.room.lock.page is None
    assert seat.readers() == set()
    desk = seat.room.reading.keeper.desk
    assert desk is not None
    assert desk.actor == Actor(user="cora", roles=frozenset({Role.READER}))
    desk.demand_seat()


def test_nothing_is_uncovered_with_windows_of_who_sat_there(
    qtbot: QtBot, trial: TrialFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.show_audit()
    seat.room.trial.show_users()
    seat.room.lock.lock()
    at_lift: list[list[TrialDialog]] = []
    lift = LockPage.lift

    def watched(page: LockPage) -> None:
        at_lift.append(windows())
        lift(page)

    monkeypatch.setattr(LockPage, "lift", watched)
    seat.room.opener.let_in = lambda *_: ANNA
    page = seat.room.lock.page
    assert page is not None
    page.other.click()
    seat.wait()
    assert at_lift == [[]]
    assert seat.readers() == {"anna"}


def test_the_window_names_the_trial(qtbot: QtBot, trial: TrialFile) -> None:
    room = Seat(qtbot, trial, ANNA).room
    assert room.windowTitle() == "recist · trial"
    room.lock.lock()
    assert room.windowTitle() == "recist"
    page = room.lock.page
    assert page is not None
    page.password.setText(PASSWORD)
    page.log_in()
    assert room.windowTitle() == "recist · trial"


def test_scans_that_were_opened_have_no_trial_of_a_name(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    seat.room.opener.open(Request(paths=(SAMPLE / "S-LUNG-CT",)))
    seat.wait()
    assert seat.room.windowTitle() == "recist"


def test_another_trial_closes_the_windows_of_the_one_before(
    qtbot: QtBot, trial: TrialFile, tmp_path: Path
) -> None:
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.show_audit()
    seat.room.trial.show_queries()
    (tmp_path / "other").mkdir()
    other = read_trial(tmp_path / "other")
    seat.room.opener.open(Request(paths=(other.path,)))
    seat.wait()
    assert windows() == []
