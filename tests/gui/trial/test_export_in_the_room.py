"""Exports from the room: who gets what, what the chain is told, and what goes wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.commands import SetState
from gui.state.export_order import Format
from gui.state.keys import Intent
from gui.state.own_files import Folders, OwnFiles
from gui.widgets.own import Own
from gui.widgets.trial.adjudication_window import AdjudicationWindow
from gui.widgets.trial.export_dialog import ExportDialog
from gui.widgets.trial.work_window import WorkWindow
from recist.formats.export_manifest import NAME
from recist.model.reading import Absent
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action
from recist.trial.errors import BusyError
from recist.trial.people import Actor
from recist.trial.record import ReadChoice
from tests.gui.rooms import SAMPLE, SUBJECT, Hands, scans_alone
from tests.gui.trial.export_hands import asked, done, lines, readers, told
from tests.gui.trial.seat import Seat, read_trial
from tests.gui.trial_looks_scenes import JO, apart, desk_of
from tests.trial_files import ADA, ANNA, CORA

pytestmark = pytest.mark.usefixtures("made_up_exports")


# --- who gets what ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("actor", "exported"),
    [
        (CORA, ["01 anna", "01 ben", "02 anna"]),
        (ANNA, ["01 anna", "02 anna"]),
        (JO, ["01 Read 1", "01 Read 2", "02 Read 1"]),
    ],
)
def test_everybody_exports_what_they_see(
    qtbot: QtBot, tmp_path: Path, actor: Actor, exported: list[str]
) -> None:
    seat = Seat(qtbot, apart(tmp_path), actor)
    dialog = done(seat, asked(seat), tmp_path / "out")
    assert dialog.error.text() == ""
    assert sorted(readers(tmp_path / "out")) == exported


def test_the_chain_tells_of_the_list_of_files(qtbot: QtBot, tmp_path: Path) -> None:
    trial = apart(tmp_path)
    seat = Seat(qtbot, trial, CORA)
    done(seat, asked(seat), tmp_path / "out")
    (entry,) = told(trial)
    with trial.view() as view:
        (head,) = (one.hash for one in view.entries() if one.hash in lines(tmp_path / "out")[0])
    assert (entry.user, entry.new) == (
        "cora",
        {
            "file": "out",
            "what": "export",
            "format": "csv",
            "sha256": hashlib.sha256((tmp_path / "out" / NAME).read_bytes()).hexdigest(),
            "head": head,
        },
    )


def test_hidden_dates_leave_by_no_export_and_the_chain_knows_who_tried(
    qtbot: QtBot, tmp_path: Path
) -> None:
    trial = apart(tmp_path, hide_dates=True)
    seat = Seat(qtbot, trial, ANNA)
    seat.room.on_intent(Intent.EXPORT)
    seat.wait()
    assert seat.room.findChildren(ExportDialog) == []
    assert seat.room.notice.text() == (
        "the protocol keeps the dates of visits from anna, and every export holds them; "
        "a coordinator exports"
    )
    (entry,) = told(trial, Action.REFUSED)
    assert entry.user == "anna"


def test_who_sees_no_read_of_a_blinded_trial_exports_none(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), ADA)
    seat.room.on_intent(Intent.EXPORT)
    seat.wait()
    assert seat.room.findChildren(ExportDialog) == []
    assert seat.room.notice.text() == (
        "ada may not see every read with its reader; it takes the role coordinator"
    )


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (
            CORA,
            "There is no one accepted read of 01, 02. Adjudicate first, or export all reads.",
        ),
        (ANNA, "Which reads are accepted is told to coordinators alone; export all reads."),
    ],
)
def test_where_accepted_reads_are_open_or_not_told_they_are_refused_before(
    qtbot: QtBot, tmp_path: Path, actor: Actor, said: str
) -> None:
    dialog = asked(Seat(qtbot, apart(tmp_path), actor))
    dialog.reads[ReadChoice.ACCEPTED].click()
    assert (dialog.stands.text(), dialog.act.isEnabled()) == (said, False)


def test_accepted_reads_alone_once_they_are_adjudicated(qtbot: QtBot, tmp_path: Path) -> None:
    trial = apart(tmp_path)
    judge = AdjudicationWindow(desk_of(trial, JO), "01")
    qtbot.addWidget(judge)
    judge.choices[0].setChecked(True)
    judge.reason.setPlainText("The new lesion is none.")
    judge.decide()
    seat = Seat(qtbot, trial, CORA)
    dialog = asked(seat)
    dialog.reads[ReadChoice.ACCEPTED].click()
    assert dialog.stands.text() == ""
    done(seat, dialog, tmp_path / "accepted")
    dialog.reads[ReadChoice.ALL].click()
    done(seat, dialog, tmp_path / "all")
    both = [line.partition(" rows=")[0] for line in lines(tmp_path / "all")]
    chosen = [line.partition(" rows=")[0] for line in lines(tmp_path / "accepted")]
    assert (len(both), len(chosen)) == (3, 1)
    assert chosen == [one for one in both if one.endswith("accepted=True")]


# --- the way to it ----------------------------------------------------------------------------


@pytest.mark.parametrize(("actor", "offered"), [(CORA, True), (ANNA, False)])
def test_the_work_list_of_a_coordinator_leads_to_it(
    qtbot: QtBot, tmp_path: Path, actor: Actor, offered: bool
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), actor)
    seat.room.trial.show_work()
    (window,) = seat.room.findChildren(WorkWindow)
    assert window.export_button.isVisible() is offered
    if offered:
        window.export_button.click()
        seat.wait()
        assert [one.isVisible() for one in seat.room.findChildren(ExportDialog)] == [True]


def test_a_second_time_the_window_that_is_open_comes_to_the_front(
    qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    first = asked(seat)
    assert asked(seat) is first


def test_where_nothing_is_open_that_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    seat.room.reading.keeper.desk = None
    seat.room.on_intent(Intent.EXPORT)
    assert seat.room.notice.text() == "Nothing is open that could be exported"


def test_formats_and_folder_are_proposed_again(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    kept = Folders(config=tmp_path / "config", state=tmp_path / "state")
    for folder in (kept.config, kept.state):
        folder.mkdir()
    own = Own(seat.room, OwnFiles(services=AppServices(), folders=kept))
    seat.room.trial.exports._own = own
    dialog = asked(seat)
    assert dialog.folder.text() == str(tmp_path / "trial-export")
    assert dialog.formats[Format.CSV].isChecked()
    done(seat, dialog, tmp_path / "mine")
    dialog.close()
    again = Own(seat.room, OwnFiles(services=AppServices(), folders=kept))
    order = again.exports.proposed(seat.trial.path, tmp_path)
    assert (order.formats, order.folder) == ((Format.CSV,), tmp_path / "mine")
    assert again.exports.proposed(tmp_path / "other.recist", tmp_path).folder == tmp_path
    again.clear_recent()
    after = Own(seat.room, OwnFiles(services=AppServices(), folders=kept))
    order = after.exports.proposed(seat.trial.path, tmp_path)
    assert (order.formats, order.folder) == ((Format.CSV,), tmp_path)


# --- who works alone --------------------------------------------------------------------------


def test_who_works_alone_exports_what_is_on_the_screen_with_the_scans(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands(qtbot, tmp_path / "unnamed", scans_alone(SAMPLE / "readings.csv"))
    rows = hands.rows()
    dialog = asked(hands)
    assert dialog.folder.text() == str(Path.home() / f"{SUBJECT}-export")
    done(hands, dialog, tmp_path / "saved")
    written = lines(tmp_path / "saved")
    assert sum(int(line.split("rows=")[1].split()[0]) for line in written) == rows
    line = next(line for line in written if line.startswith(SUBJECT))
    assert "absent=0 " in line
    assert "series=0 " not in line
    assert f"trial={SUBJECT} " in line
    assert not line.endswith("head=")

    def gone(*_: object, **__: object) -> None:
        raise BusyError("the drive is gone")

    monkeypatch.setattr(TrialFile, "do", gone)
    absent = SetState(subject=SUBJECT, visit="baseline", lesion="T1", state=Absent())
    assert hands.room.reading.do(absent)
    done(hands, dialog, tmp_path / "unsaved")
    assert dialog.result_.untold.text().endswith("the trial does not know of it: the drive is gone")
    line = next(line for line in lines(tmp_path / "unsaved") if line.startswith(SUBJECT))
    assert "absent=1 " in line
    assert line.endswith("head=")
    hands.close()
