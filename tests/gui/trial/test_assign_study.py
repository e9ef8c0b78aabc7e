"""A study that a coordinator assigns to another visit of a trial, by the question in the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.state.assigning import Place, assignment
from gui.state.commands import RedateVisit
from gui.state.document import visits_of
from gui.state.matching import key_of
from gui.state.session import present
from gui.state.worklist import series_of
from gui.widgets.trial.assign import AssignDialog
from recist.app import verify_trial
from recist.imaging.series import Inspection
from recist.model.dates import ScanDate
from recist.store.trial_file import TrialFile
from recist.trial.audit import Key
from recist.trial.ports import Work
from recist.trial.signing import Signing, sign
from tests.formats.dicom_files import ROOT
from tests.gui.trial.seat import Seat
from tests.gui.viewing import make_geometry, make_series
from tests.store.scans import bring, entered, two_studies_at_baseline
from tests.trial_files import ANNA, CORA, PASSWORD, START, read_all

CT, MR = f"{ROOT}.7.1", f"{ROOT}.8.1"


@pytest.fixture
def seat(qtbot: QtBot, tmp_path: Path) -> Seat:
    """A coordinator at the baseline of 02, which has two studies."""
    trial, _ = two_studies_at_baseline(tmp_path)
    made = Seat(qtbot, trial, CORA)
    go_to(made, "02")
    return made


def go_to(seat: Seat, subject: str, visit: str | None = None) -> None:
    seat.room.go_to(subject, visit)
    seat.qtbot.wait(0)
    seat.wait()


def assign(seat: Seat, study: str, answer: Callable[[AssignDialog], None]) -> None:
    """Ask where a study belongs, and answer; the dialog is left as it is answered."""
    inspection = seat.room.reading.session.inspection
    found = [one for one in inspection.series if one.study_uid == study]
    assert found, (inspection.rejected, seat.room.notice.text())

    def answered() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AssignDialog)
        answer(dialog)
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, answered)
    seat.room.actions_.assign_study(key_of(found[0]))
    seat.wait()


def to_new_visit(dialog: AssignDialog) -> None:
    dialog.choose_new()
    dialog.label.setText("week 8")
    dialog.date.setText("2024-02-27")
    dialog.assign()


def to_somebody(dialog: AssignDialog) -> None:
    dialog.subject.setCurrentText("01")
    dialog.visits.setCurrentRow(1)
    dialog.assign()


def shown(seat: Seat, subject: str, visit: str) -> set[str]:
    """The studies that the room shows at a visit."""
    session = seat.room.reading.session
    found = series_of(present(session), session.inspection, subject, visit)
    return {one.study_uid for one in found}


def kept(trial: TrialFile) -> dict[tuple[str, str], int]:
    places = [(one.subject, one.visit) for one in entered(trial)]
    return {place: places.count(place) for place in places}


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        pytest.param(to_new_visit, ("02", "week 8"), id="a new visit"),
        pytest.param(to_somebody, ("01", "week 8"), id="a visit of another subject"),
    ],
)
def test_a_study_is_assigned_undone_done_again_and_stays(
    qtbot: QtBot, seat: Seat, answer: Callable[[AssignDialog], None], place: tuple[str, str]
) -> None:
    room, trial = seat.room, seat.trial
    assign(seat, MR, answer)
    assert (room.reading.session.subject, room.reading.session.visit) == place
    assert kept(trial) == {("02", "baseline"): 3, place: 3}
    assert (shown(seat, *place), shown(seat, "02", "baseline")) == ({MR}, {CT})
    room.reading.undo()
    assert kept(trial) == {("02", "baseline"): 6}
    assert shown(seat, "02", "baseline") == {CT, MR}
    room.reading.redo()
    seat.wait()
    assert kept(trial) == {("02", "baseline"): 3, place: 3}
    bring(trial, trial.path.parent / "scans")
    again = Seat(qtbot, trial, CORA)
    go_to(again, *place)
    assert shown(again, *place) == {MR}
    assert [verify_trial(trial.path, independent=one) for one in (False, True)] == [[], []]


def test_a_study_is_assigned_with_every_image_of_its_series() -> None:
    one, other, apart = (
        replace(make_series(uid, make_geometry(shape=(3, 4, 4))), study_uid=study)
        for uid, study in (("1.1", "1"), ("1.2", "1"), ("2.1", "2"))
    )
    place = Place(subject="1004", visit="week 8")
    found = Inspection(series=(one, other, apart), rejected=())
    moved = assignment(found, other, Place(subject="1004", visit="baseline"), place)
    assert (moved.study_uid, moved.origin, moved.visit) == ("1", "1004", "week 8")
    # A reading on any of them keeps the study where it is.
    assert moved.images == {f"{uid}.{n}" for uid in ("1.1", "1.2") for n in range(3)}


def test_a_new_visit_takes_its_date_from_the_study(seat: Seat) -> None:
    dates: list[str] = []

    def look(dialog: AssignDialog) -> None:
        dialog.choose_new()
        dates.append(dialog.date.text())
        to_new_visit(dialog)

    assign(seat, MR, look)
    assert dates == ["2024-01-02"]
    visits = visits_of(present(seat.room.reading.session), "02")
    assert [(one.label, one.date.text) for one in visits] == [
        ("baseline", "2024-01-02"),
        ("week 8", "2024-02-27"),
    ]


@pytest.mark.parametrize(
    ("label", "date", "said"),
    [
        pytest.param("", "", "A visit needs a name.", id="no name"),
        pytest.param("baseline", "", "The study is there already.", id="where it is"),
        pytest.param("Baseline", "", "The study is there already.", id="in capitals"),
        pytest.param("week 8", "8 weeks", "8 weeks", id="no date"),
    ],
)
def test_the_question_says_what_is_wrong(seat: Seat, label: str, date: str, said: str) -> None:
    told: list[str] = []

    def look(dialog: AssignDialog) -> None:
        dialog.choose_new()
        dialog.label.setText(label)
        dialog.date.setText(date)
        dialog.assign()
        told.append(dialog.error.text())

    assign(seat, MR, look)
    assert said in told[0]
    assert kept(seat.trial) == {("02", "baseline"): 6}


def test_a_signed_visit_takes_no_study(qtbot: QtBot, tmp_path: Path) -> None:
    trial, _ = two_studies_at_baseline(tmp_path)
    read_all(trial, ANNA)
    for visit in ("baseline", "week 8"):
        sign(trial, ANNA, PASSWORD, Signing(subject="01", visit=visit), START)
    seat = Seat(qtbot, trial, CORA)
    go_to(seat, "02")
    assign(seat, MR, to_somebody)
    assert seat.room.area.viewer.notice == "week 8 of 01 is signed: its studies stay as they are"
    assert kept(trial) == {("02", "baseline"): 6}
    assert shown(seat, "02", "baseline") == {CT, MR}


def test_a_coordinator_dates_a_visit_anew_that_is_being_read(qtbot: QtBot, tmp_path: Path) -> None:
    trial, _ = two_studies_at_baseline(tmp_path)
    read_all(trial, ANNA)
    seat = Seat(qtbot, trial, CORA)
    go_to(seat, "01", "week 8")
    day = ScanDate.parse("2026-03-09")

    def dates() -> set[tuple[str, str]]:
        with trial.view() as view:
            rows = {("row", one.value["date"]) for one in view.all("row", subject="01")}
            visits = {("visit", one.value["date"]) for one in view.all("visit", subject="01")}
        return rows | visits

    before = dates()
    assert seat.room.reading.do(RedateVisit(subject="01", visit="week 8", date=day))
    after = {(kind, date.replace("2026-03-02", day.text)) for kind, date in before}
    assert dates() == after
    seat.room.reading.undo()
    assert dates() == before
    seat.room.reading.redo()
    assert dates() == after


def test_a_row_of_a_later_scan_keeps_its_distance_and_undo_brings_its_date_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    trial, _ = two_studies_at_baseline(tmp_path)
    read_all(trial, ANNA)
    key = Key(kind="row", subject="01", reader="anna", visit="week 8", name="T2")

    def bone_scan(work: Work) -> None:
        (row,) = (one for one in work.all("row", subject="01") if one.key.visit == "week 8")
        work.put(key, {**row.value, "date": "2026-03-05"}, expect=0)

    trial.do(ANNA, bone_scan)

    def date() -> str:
        with trial.view() as view:
            kept = view.get(key)
        assert kept is not None
        return str(kept.value["date"])

    seat = Seat(qtbot, trial, CORA)
    go_to(seat, "01", "week 8")
    day = ScanDate.parse("2026-03-09")
    assert seat.room.reading.do(RedateVisit(subject="01", visit="week 8", date=day))
    assert date() == "2026-03-12"
    seat.room.reading.undo()
    assert (date(), seat.room.area.viewer.notice) == ("2026-03-05", "")
