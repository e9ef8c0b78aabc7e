"""Exports from the room: what goes wrong, and what happens in the middle of one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.state.export_folder import demand_own_folder
from gui.state.export_order import Format
from gui.widgets.folders import LIST
from gui.widgets.trial.export_dialog import ExportDialog
from recist.formats.export_manifest import NAME
from recist.model.errors import InputError
from recist.store.trial_file import TrialFile
from recist.trial.accounts import put_user
from recist.trial.errors import BusyError, StaleError
from tests.gui import made_up_exporters
from tests.gui.rooms import PATIENCE_MS, full_disk
from tests.gui.trial.export_hands import asked, done, lines, told
from tests.gui.trial.held import Held
from tests.gui.trial.seat import BLINDED, Seat, read_trial
from tests.trial_files import ADA, ANNA, CORA, PEOPLE

pytestmark = pytest.mark.usefixtures("made_up_exports")


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
