"""The window of an export, as it looks in use."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QWidget

from gui.state.document import Document
from gui.state.export_order import Format, Order, Shown, Written
from gui.state.exporting import Offer, offered
from gui.state.jobs import Job as Work
from gui.state.jobs import Progress
from gui.state.keeping import UNTOLD
from gui.state.tongue import tr
from gui.widgets.trial.export_dialog import ExportDialog, Job
from recist.trial.record import ReadChoice
from tests.gui.resting import rested
from tests.gui.trial_looks_scenes import apart, desk_of
from tests.trial_files import CORA

FOLDER = Path("/data/LIVER-01-export")
SHOWN = Shown(document=Document(), is_saved=True)
NOTES = (
    "sdtm/tr.xpt: TRORRES of 01 week 8 T1: é → e",
    "sr/01/week 8_anna.dcm: comment of T2 cut after 10,240 characters",
)
DIFFERENCES = (
    "sdtm/tr.xpt: 01 anna week 8 T1: 34.0 mm for 34.1 mm",
    "recist.xlsx: responses: 01 anna week 8: SD for PR",
)
MUTE = "LIVER-01.recist: cannot be written"
GONE = ("images/1b/1b2f.dcm: is not there any more",)


def offer(folder: Path) -> Offer:
    """Return what the coordinator may export of a trial with reads that disagree."""
    return offered(desk_of(apart(folder), CORA), SHOWN)


def dialog_that(written: Written, held: Offer) -> ExportDialog:
    """Return a window whose export gives one outcome."""

    def begin(_: Order) -> Job:
        def work(progress: Progress) -> Written:
            progress(1, 2)
            return written

        return work

    order = Order(formats=(Format.XLSX, Format.SDTM, Format.PDF), folder=FOLDER)
    return ExportDialog(held, order, begin)


def scene_export(folder: Path) -> QWidget:
    """Accepted reads are asked for, and a subject has none yet."""
    dialog = dialog_that(Written(files=(), subjects=0), offer(folder))
    dialog.reads[ReadChoice.ACCEPTED].setChecked(True)
    return dialog


def scene_export_done(folder: Path) -> QWidget:
    """Everything is as it should be."""
    files = tuple(FOLDER / f"{n}.csv" for n in range(42))
    dialog = dialog_that(Written(files=files, subjects=12), offer(folder))
    dialog.export()
    return rested(dialog)


def scene_export_differs(folder: Path) -> QWidget:
    """Files say something else, texts could not be held, an image is gone, the chain is mute."""
    written = Written(
        files=tuple(FOLDER / f"{n}.csv" for n in range(42)),
        subjects=12,
        notes=NOTES,
        differences=DIFFERENCES,
        missing=GONE,
        untold=f"{tr(UNTOLD)}: {MUTE}",
    )
    dialog = dialog_that(written, offer(folder))
    dialog.export()
    return rested(dialog)


def scene_export_at_work(folder: Path) -> QWidget:
    """An export is under way."""
    dialog = dialog_that(Written(files=(), subjects=0), offer(folder))
    dialog.work_bar.show()
    job = Work(slot="work", generation=1, title=tr("Exporting"), done=37, total=100)
    dialog.work_bar.show_job(job)
    dialog.act.setEnabled(False)
    return dialog
