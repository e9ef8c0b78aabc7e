"""The room on a trial with people: who sees what, the order of visits, signing, the lock."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.commands import SetState
from gui.state.desk import Desk
from gui.state.jobs import Cancelled, Progress, tell_nobody
from gui.state.opening import Request
from gui.state.session import present
from gui.widgets.left_show import visit_segments
from gui.widgets.room import Room
from gui.widgets.trial.backup import BackUpDialog
from gui.widgets.trial.lock_page import LockPage
from gui.widgets.trial.parts import TrialDialog
from gui.widgets.trial.sign import SignDialog
from gui.widgets.trial.work_window import WorkWindow
from recist.app import import_scans
from recist.model.reading import Absent
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user
from recist.trial.audit import Action
from recist.trial.people import Actor, Role, User
from recist.trial.signing import Signing, sign
from tests.gui.rooms import PATIENCE_MS, SAMPLE
from tests.gui.trial.held import Held
from tests.trial_files import (
    ADA,
    ANNA,
    BEN,
    CORA,
    PASSWORD,
    Clock,
    read_all,
    trial_with,
    with_settings,
)

BLINDED = """
id = "two-readers"
criteria = "RECIST 1.1"
[reading]
readers = 2
blinded = true
sequential = true
adjudicate_on = ["best-response"]
"""


class Seat:
    """A room that somebody sits in."""

    def __init__(self, qtbot: QtBot, trial: TrialFile, actor: Actor) -> None:
        self.qtbot = qtbot
        self.trial = trial
        self.room = Room(AppServices(), trial.path.parent / "unnamed")
        self.room.opener.let_in = lambda *_: actor
        qtbot.addWidget(self.room)
        self.room.show()
        self.room.opener.open(Request(paths=(trial.path,)))
        self.wait()

    def wait(self) -> None:
        room = self.room
        self.qtbot.waitUntil(lambda: not room.runner.is_busy(), timeout=PATIENCE_MS)

    def readers(self) -> set[str]:
        return {row.reader for row in present(self.room.reading.session).rows}

    def say_absent(self, visit: str) -> bool:
        gone = SetState(subject="01", visit=visit, lesion="T1", state=Absent())
        return self.room.reading.do(gone)

    def sign(self, visit: str) -> None:
        asked = Signing(subject="01", visit=visit)
        actor = self.room.reading.keeper.desk
        assert actor is not None
        sign(self.trial, actor.actor, PASSWORD, asked, actor.now())
        self.room.reading.look_again()

    def menu(self) -> list[str]:
        menu = self.room.top.trial_button.menu()
        assert menu is not None
        menu.aboutToShow.emit()
        return [one.text().partition("\t")[0] for one in menu.actions()]


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return read_trial(tmp_path, BLINDED)


def read_trial(folder: Path, protocol: str) -> TrialFile:
    made = with_settings(trial_with(folder, Clock()), protocol)
    read_all(made, ANNA)
    read_all(made, BEN, ("50", "61"))
    return made


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        pytest.param(ANNA, {"anna"}, id="a blinded reader sees their own read"),
        pytest.param(BEN, {"ben"}, id="and the other theirs"),
        pytest.param(CORA, {"anna", "ben"}, id="a coordinator sees every read"),
    ],
)
def test_who_sees_whose_read(qtbot: QtBot, trial: TrialFile, actor: Actor, seen: set[str]) -> None:
    assert Seat(qtbot, trial, actor).readers() == seen


UNBLINDED = 'id = "open"\ncriteria = "RECIST 1.1"\n'
DRAW = "Draw the first lesion: choose Bidirectional (B) and drag its longest diameter."


@pytest.mark.parametrize(
    ("protocol", "actor", "title", "said", "segment"),
    [
        pytest.param(BLINDED, ANNA, "Not read", DRAW, "Baseline · reading", id="a reader"),
        pytest.param(
            BLINDED,
            ADA,
            "Not shown",
            "You do not see reads here.",
            "Baseline",
            id="an administrator of a blinded trial",
        ),
        pytest.param(
            BLINDED,
            CORA,
            "Not read",
            "Nothing is read at this visit yet.",
            "Baseline",
            id="who looks at reads",
        ),
        pytest.param(
            UNBLINDED,
            ADA,
            "Not read",
            "Nothing is read at this visit yet.",
            "Baseline",
            id="an administrator where everybody sees every read",
        ),
    ],
)
def test_who_reads_alone_is_invited_to_draw(
    qtbot: QtBot,
    tmp_path: Path,
    protocol: str,
    actor: Actor,
    title: str,
    said: str,
    segment: str,
) -> None:
    seat = Seat(qtbot, with_settings(trial_with(tmp_path, Clock()), protocol), actor)
    panel, session = seat.room.panel(), seat.room.reading.session
    assert (panel.title, panel.sentences) == (title, (said,))
    first, *_ = visit_segments(session, seat.room.reading.keeper)
    assert first.text == segment


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        pytest.param(ANNA, "not read", id="a reader"),
        pytest.param(CORA, "not read", id="who looks at reads"),
        pytest.param(ADA, "reads not shown", id="who sees none"),
    ],
)
def test_who_sees_no_reads_is_not_told_that_there_are_none(
    qtbot: QtBot, tmp_path: Path, actor: Actor, said: str
) -> None:
    seat = Seat(qtbot, with_settings(trial_with(tmp_path, Clock()), BLINDED), actor)
    room = seat.room
    _, second = visit_segments(room.reading.session, room.reading.keeper)
    assert second.tooltip == f"week 8: {said}"
    first = room.left.work_list.item(0)
    assert first is not None
    assert first.toolTip().splitlines()[2] == f"week 8 2026-03-02: {said}"
    room.actions_.copy_text()
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text() == f"01, baseline: {said}."


def test_a_visit_opens_once_the_one_before_it_is_signed(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    assert seat.room.reading.session.visit == "baseline"
    seat.room.go_to("01", "week 8")
    assert seat.room.reading.session.visit == "baseline"
    seat.sign("baseline")
    seat.room.go_to("01", "week 8")
    assert seat.room.reading.session.visit == "week 8"


def test_a_signed_visit_stays_as_it_is_and_says_so(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    seat.sign("baseline")
    before = present(seat.room.reading.session)
    assert not seat.say_absent("baseline")
    assert present(seat.room.reading.session) is before
    assert "baseline is signed" in seat.room.area.viewer.notice
    assert seat.room.right.sign.text() == "Signed ✓"
    seat.room.go_to("01", "week 8")
    assert seat.say_absent("week 8")


def test_a_coordinator_looks_and_changes_nothing(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, CORA)
    with trial.view() as view:
        before = [one for one in view.everything() if one.key.kind == "row"]
    assert not seat.say_absent("baseline")
    with trial.view() as view:
        assert [one for one in view.everything() if one.key.kind == "row"] == before
    assert not seat.room.right.sign.isVisible()


def test_a_line_of_the_work_list_opens_its_read(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, CORA)
    seat.room.trial.show_work()
    (window,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, WorkWindow) and one.isVisible()
    ]
    window.opened.emit("01", "ben", "week 8")
    assert present(seat.room.reading.session).reader == "ben"
    assert seat.room.reading.session.visit == "week 8"
    assert not window.isVisible()


HIDDEN = BLINDED.replace("sequential = true", "sequential = true\nhide_dates = true")


@pytest.mark.parametrize(
    ("protocol", "before"),
    [
        pytest.param(BLINDED, "2026-01-05", id="the date of a visit is there to be changed"),
        pytest.param(HIDDEN, "", id="not where dates are hidden"),
    ],
)
def test_the_date_that_a_reader_is_asked_to_change(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    protocol: str,
    before: str,
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path, protocol), ANNA)
    asked: list[str] = []
    monkeypatch.setattr(
        seat.room.questions, "text", lambda title, text, before, check: asked.append(before)
    )
    seat.room.actions_.redate_visit("baseline")
    assert asked == [before]


@pytest.mark.parametrize(
    ("protocol", "actor", "is_written"),
    [
        pytest.param(BLINDED, ANNA, True, id="a reader writes what they have read"),
        pytest.param(HIDDEN, ANNA, False, id="the table would tell the hidden dates"),
        pytest.param(HIDDEN, CORA, True, id="who sees every read sees the dates"),
    ],
)
def test_a_reading_table_of_a_blinded_trial(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    protocol: str,
    actor: Actor,
    is_written: bool,
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path, protocol), actor)
    table = tmp_path / "readings.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(table), ""))
    seat.room.files.write_as()
    assert table.exists() is is_written
    refused = "Not written: the protocol keeps the dates of visits from anna"
    assert seat.room.notice.text().startswith(refused) is not is_written


def test_the_key_signs_the_open_visit(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    qtbot.keyClick(seat.room, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    (dialog,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, SignDialog) and one.isVisible()
    ]
    dialog.password.setText(PASSWORD)
    dialog.sign_button.click()
    assert seat.room.right.sign.text() == "Signed ✓"
    with trial.view() as view:
        assert Action.SIGNED in {one.action for one in view.entries()}


def test_the_screen_locks_and_opens_with_the_password(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    qtbot.keyClick(seat.room, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)  # type: ignore[no-untyped-call]
    page = seat.room.lock.page
    assert page is not None
    assert page.is_locked()
    page.password.setText(PASSWORD)
    page.log_in()
    assert seat.room.lock.page is None
    assert seat.room.lock.watch.is_watching()


def windows() -> list[TrialDialog]:
    """Return the windows of a trial that are open."""
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, TrialDialog) and one.isVisible()]


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
    other = read_trial(tmp_path / "other", BLINDED)
    seat.room.opener.open(Request(paths=(other.path,)))
    seat.wait()
    assert windows() == []


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
    seat.room.opener.open(Request(paths=(read_trial(tmp_path / "other", BLINDED).path,)))
    seat.wait()
    assert windows() == []


def unlocked(seat: Seat) -> LockPage:
    """Lock the room and let the same user back in."""
    seat.room.lock.lock()
    page = seat.room.lock.page
    assert page is not None
    page.password.setText(PASSWORD)
    page.log_in()
    return page


def test_what_was_opened_is_in_the_chain(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, ANNA)
    qtbot.waitUntil(lambda: bool(seat.room.reading.keeper._opened), timeout=PATIENCE_MS)
    with trial.view() as view:
        told = [(one.user, one.new) for one in view.entries() if one.action is Action.OPENED]
    assert told == [("anna", {"visit": "baseline"})]


@pytest.mark.parametrize(
    ("actor", "offered"),
    [
        (
            ANNA,
            ["Work list", "Sign visit…", "Queries", "", "Change password…", "Lock the screen"],
        ),
        (
            CORA,
            [
                "Work list",
                "Unlock visit…",
                "Both reads…",
                "Queries",
                "",
                "Add scans…",
                "Audit chain",
                "Back up…",
                "",
                "Change password…",
                "Lock the screen",
            ],
        ),
    ],
)
def test_the_menu_holds_what_somebody_may_do(
    qtbot: QtBot, trial: TrialFile, actor: Actor, offered: list[str]
) -> None:
    said = Seat(qtbot, trial, actor).menu()
    assert [one for n, one in enumerate(said) if one or said[n - 1]] == offered


def test_every_screen_of_the_menu_opens(qtbot: QtBot, trial: TrialFile) -> None:
    seat = Seat(qtbot, trial, CORA)
    seat.room.go_to("01", "baseline")
    menu = seat.room.top.trial_button.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    left_out = {"Add scans…", "Lock the screen"}
    for action in menu.actions():
        if not action.text() or action.text().partition("\t")[0] in left_out:
            continue
        action.trigger()
        shown = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, TrialDialog) and one.isVisible()
        ]
        assert len(shown) == 1, action.text()
        shown[0].close()


def test_the_scans_of_a_trial_open_subject_by_subject(qtbot: QtBot, tmp_path: Path) -> None:
    trial = with_settings(trial_with(tmp_path, Clock()), BLINDED)
    import_scans(trial.path, trial, CORA, [SAMPLE / "S-LIVER-CT", SAMPLE / "S-LUNG-CT"])
    seat = Seat(qtbot, trial, ANNA)
    room = seat.room
    room.go_to("S-LUNG-CT")
    seat.wait()
    subjects = {one.subject for one in room.reading.session.inspection.series}
    assert subjects == {"S-LUNG-CT"}
    room.go_to("S-LIVER-CT")
    seat.wait()
    assert room.area.viewer.tiles[0].volume is not None
    assert room.reading.session.visit == "baseline"
    subjects = {one.subject for one in room.reading.session.inspection.series}
    assert subjects == {"S-LUNG-CT", "S-LIVER-CT"}


@pytest.mark.parametrize(("actor", "said"), [(CORA, "not read"), (ADA, "reads not shown")])
def test_the_caption_of_a_scan_tells_no_more_of_reads(
    qtbot: QtBot, tmp_path: Path, actor: Actor, said: str
) -> None:
    trial = with_settings(trial_with(tmp_path, Clock()), BLINDED)
    import_scans(trial.path, trial, CORA, [SAMPLE / "S-LUNG-CT" / "baseline"])
    seat = Seat(qtbot, trial, actor)
    seat.room.go_to("S-LUNG-CT")
    seat.wait()
    (caption,) = {one.caption for one in seat.room.area.viewer.tiles if one.volume is not None}
    assert caption.detail.rpartition(" · ")[2] == said


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
