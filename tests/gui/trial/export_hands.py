"""Exporting in the room as a person does."""

from __future__ import annotations

from pathlib import Path

from gui.state.export_order import Format
from gui.state.keys import Intent
from gui.widgets.trial.export_dialog import ExportDialog
from recist.store.trial_file import TrialFile
from recist.trial.audit import Action, Entry
from tests.gui import made_up_exporters
from tests.gui.rooms import PATIENCE_MS, Hands
from tests.gui.trial.seat import Seat


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
