"""Exports from the room: who gets what, what the chain is told, and what goes wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.app import AppServices
from gui.state.commands import SetState
from gui.state.export_folder import demand_own_folder
from gui.state.export_order import Format
from gui.state.keys import Intent
from gui.state.own_files import Folders, OwnFiles
from gui.widgets.folders import LIST
from gui.widgets.own import Own
from gui.widgets.trial.adjudication_window import AdjudicationWindow
from gui.widgets.trial.export_dialog import ExportDialog
from gui.widgets.trial.work_window import WorkWindow
from recist.app import exports
from recist.formats.export_manifest import NAME
from recist.model.errors import InputError
from recist.model.reading import Absent
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user
from recist.trial.audit import Action, Entry
from recist.trial.errors import BusyError, StaleError
from recist.trial.people import Actor
from recist.trial.record import ReadChoice
from tests.gui import made_up_exporters
from tests.gui.rooms import PATIENCE_MS, SAMPLE, SUBJECT, Hands, full_disk, scans_alone
from tests.gui.trial.held import Held
from tests.gui.trial.seat import BLINDED, Seat, read_trial
from tests.gui.trial_looks_scenes import JO, apart, desk_of
from tests.trial_files import ADA, ANNA, CORA, PEOPLE

MADE_UP = {"csv": "READS", "xlsx": "WRONG", "json": "HELD"}


@pytest.fixture(autouse=True)
def exporters(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, attribute in MADE_UP.items():
        monkeypatch.setitem(exports.EXPORTERS, name, f"tests.gui.made_up_exporters:{attribute}")
    yield
    made_up_exporters.STOPPED.clear()


def asked(seat: Seat | Hands) -> ExportDialog:
    """Open the window of an export as the key does, its formats the made-up lines alone."""
    seat.room.on_intent(Intent.EXPORT)
    seat.wait()
    (dialog,) = seat.room.findChildren(ExportDialog)
    dialog.formats[Format.XLSX].setChecked(False)
    return dialog


def done(seat: Seat | Hands, dialog: ExportDialog, folder: Path) -> ExportDialog:
    """Export into a folder and wait for it."""
    dialog.folder.line.setText(str(folder))
    dialog.act.click()
    seat.qtbot.waitUntil(lambda: not dialog.is_at_work(), timeout=PATIENCE_MS)
    return dialog


def lines(folder: Path) -> list[str]:
    return (folder / made_up_exporters.FILE).read_text().splitlines()


def readers(folder: Path) -> list[str]:
    return [line.split(" accepted")[0] for line in lines(folder)]


def told(trial: TrialFile, action: Action = Action.EXPORTED) -> list[Entry]:
    with trial.view() as view:
        return [one for one in view.entries() if one.action is action]


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


# --- what goes wrong --------------------------------------------------------------------------


def test_differences_and_notes_of_the_files_are_shown(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    dialog = asked(seat)
    dialog.formats[Format.XLSX].setChecked(True)
    result = done(seat, dialog, tmp_path / "out").result_
    assert result.differences.toPlainText() == "wrong.txt: 34.0 mm for 34.1 mm"
    assert result.notes.toPlainText() == "wrong.txt: é → e"


def test_a_full_disk_is_told_in_a_line_and_leaves_the_folder_as_it_was(
    qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    out = tmp_path / "out"
    dialog = done(seat, asked(seat), out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    with full_disk():
        done(seat, dialog, out)
    assert dialog.error.text().startswith(f"{out} cannot be written: ")
    assert "\n" not in dialog.error.text()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert not dialog.result_.isVisible()
    assert len(told(seat.trial)) == 1


def test_a_place_that_is_no_folder_is_told_in_a_line(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    (tmp_path / "file").write_text("mine")
    dialog = done(seat, asked(seat), tmp_path / "file" / "out")
    assert dialog.error.text() == f"{tmp_path}/file/out cannot be written: Not a directory"
    assert (tmp_path / "file").read_text() == "mine"


def test_other_files_and_exports_of_others_are_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    out = tmp_path / "out"
    out.mkdir()
    (out / "readings.csv").write_text("mine")
    dialog = done(seat, asked(seat), out)
    assert dialog.error.text() == (
        f"{out} holds other files; choose a new folder, or that of an export before"
    )
    assert (out / "readings.csv").read_text() == "mine"
    done(seat, dialog, tmp_path / "own")
    with pytest.raises(InputError, match="holds an export of trial; choose another folder"):
        demand_own_folder(tmp_path / "own", "another", lambda _: "trial")
    assert LIST == NAME


def test_where_the_chain_cannot_be_told_the_files_are_written_and_that_is_said(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    dialog = asked(seat)

    def busy(*_: object, **__: object) -> None:
        raise BusyError("trial.recist: others write without end")

    monkeypatch.setattr(TrialFile, "do", busy)
    done(seat, dialog, tmp_path / "out")
    assert dialog.result_.untold.text() == (
        "The files are written, but the trial does not know of it: "
        "trial.recist: others write without end"
    )
    assert len(lines(tmp_path / "out")) == 2


def test_what_is_not_saved_is_saved_first(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), ANNA)
    dialog = asked(seat)

    def stale(*_: object, **__: object) -> None:
        raise StaleError("somebody else has changed it")

    with monkeypatch.context() as patched:
        patched.setattr(seat.room.reading.keeper, "keep", stale)
        assert seat.say_absent("baseline")
        done(seat, dialog, tmp_path / "out")
        assert dialog.error.text() == (
            "What is on the screen is not saved yet, and would be missing from the files"
        )
        assert not (tmp_path / "out").exists()
    done(seat, dialog, tmp_path / "out")
    assert dialog.error.text() == ""
    assert "absent=1 " in lines(tmp_path / "out")[0]


# --- in the middle of it ----------------------------------------------------------------------


def held_up(seat: Seat, folder: Path) -> tuple[ExportDialog, Held]:
    """Begin an export that stands still once its first file is made."""
    held = Held()
    made_up_exporters.STOPPED.append(held)
    dialog = asked(seat)
    dialog.formats[Format.CSV].setChecked(False)
    dialog.formats[Format.JSON].setChecked(True)
    dialog.folder.line.setText(str(folder))
    dialog.act.click()
    seat.qtbot.waitUntil(held.reached.is_set, timeout=PATIENCE_MS)
    return dialog, held


def test_a_cancelled_export_leaves_nothing_and_the_chain_is_told_nothing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    dialog, held = held_up(seat, tmp_path / "out")
    dialog.work_bar.cancel.click()
    held.go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_at_work(), timeout=PATIENCE_MS)
    assert dialog.error.text() == "Cancelled; the folder is as it was"
    assert not (tmp_path / "out").exists()
    assert told(seat.trial) == []


def test_who_is_no_user_any_more_when_the_files_are_made_gets_none(
    qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    dialog, held = held_up(seat, tmp_path / "out")
    (cora,) = (one for one in PEOPLE if one.name == "cora")
    seat.trial.do(ADA, lambda work: put_user(work, ADA, replace(cora, active=False)))
    held.go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_at_work(), timeout=PATIENCE_MS)
    assert "cora" in dialog.error.text()
    assert not (tmp_path / "out").exists()


def test_one_reads_on_meanwhile_and_the_files_are_of_the_moment_when_it_began(
    qtbot: QtBot, tmp_path: Path
) -> None:
    seat = Seat(qtbot, read_trial(tmp_path, BLINDED), ANNA)
    dialog, held = held_up(seat, tmp_path / "out")
    assert seat.say_absent("baseline")
    assert seat.room.reading.keeper.is_sure
    held.go_on.set()
    qtbot.waitUntil(lambda: not dialog.is_at_work(), timeout=PATIENCE_MS)
    assert "absent=0 " in lines(tmp_path / "out")[0]
    assert len(told(seat.trial)) == 1


def test_a_room_that_closes_cancels_the_export(qtbot: QtBot, tmp_path: Path) -> None:
    seat = Seat(qtbot, read_trial(tmp_path), CORA)
    dialog, held = held_up(seat, tmp_path / "out")
    dialog.runner.changed.connect(lambda _: held.go_on.set())
    assert seat.room.close()
    assert not (tmp_path / "out").exists()
    assert told(seat.trial) == []


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
