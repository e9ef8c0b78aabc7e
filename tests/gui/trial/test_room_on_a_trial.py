"""The room on a trial with people: who sees what, the order of visits, signing, the menu."""

from datetime import date
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from gui.state.commands import MarkPoint
from gui.state.lesion_table import findings_of
from gui.state.session import course, present
from gui.widgets.left_show import visit_segments
from gui.widgets.trial.sign import SignDialog
from gui.widgets.trial.work_window import WorkWindow
from recist.app import import_scans
from recist.model.dates import ScanDate
from recist.model.lesion import Role as LesionRole
from recist.model.treatment import Treatment, TreatmentKind
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.people import Actor
from recist.trial.subjects import put_treatments
from tests.gui.rooms import PATIENCE_MS, SAMPLE
from tests.gui.trial.seat import BLINDED, Seat, read_trial, windows
from tests.trial_files import ADA, ANNA, BEN, CORA, PASSWORD, Clock, trial_with, with_settings


@pytest.fixture
def trial(tmp_path: Path) -> TrialFile:
    return read_trial(tmp_path)


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
    marked = MarkPoint(
        subject="01",
        visit="baseline",
        role=LesionRole.NON_TARGET,
        point_lps_mm=(0.0, 0.0, 0.0),
        date=ScanDate.parse("2026-01-05"),
    )
    assert not seat.room.reading.do(marked)
    assert present(seat.room.reading.session) is before
    assert seat.room.right.sign.text() == "Signed ✓"
    seat.room.go_to("01", "week 8")
    assert seat.say_absent("week 8")


@pytest.mark.parametrize("blinded", [True, False])
def test_a_treatment_speaks_against_a_target_unless_the_reader_is_blinded(
    qtbot: QtBot, tmp_path: Path, blinded: bool
) -> None:
    made = read_trial(tmp_path, BLINDED.replace("blinded = true", f"blinded = {blinded}".lower()))
    done = Treatment(
        subject="01", lesion="T1", date=date(2025, 6, 1), kind=TreatmentKind.RADIOTHERAPY
    )
    made.do(CORA, lambda work: put_treatments(work, CORA, (done,)))
    seat = Seat(qtbot, made, ANNA)
    codes = {note.code for note in findings_of(course(seat.room.reading.session))}
    assert ("target-treated-earlier" in codes) is not blinded


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
        shown = windows()
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
