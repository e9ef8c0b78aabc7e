"""Exporting: which formats, reads and folder; at work beside the room, then the result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from gui.state.export_folder import folder_of
from gui.state.export_order import Format, Order, Written
from gui.state.exporting import FORMATS, Offer, in_the_way
from gui.state.jobs import Progress
from gui.state.tongue import later, tr
from gui.widgets.folders import own_place, show_folder
from gui.widgets.labels import label
from gui.widgets.trial import parts
from gui.widgets.trial.export_result import ExportResult, ShowFolder
from gui.widgets.trial.path_line import PathLine, Pick, pick_folder
from gui.widgets.trial.working import WorkingDialog
from recist.trial.record import ReadChoice

Job = Callable[[Progress], Written]
Begin = Callable[[Order], Job]
"""Takes what there is at this moment and returns what writes it; raises ``InputError``."""

ABOUT = later(
    "All files are made of one state of the trial and read back before they are put in the folder. "
    "You can read on meanwhile."
)
READS: dict[ReadChoice, str] = {
    ReadChoice.ALL: later("All reads, each marked whether it is the accepted one"),
    ReadChoice.ACCEPTED: later("Accepted reads only"),
}


class ExportDialog(WorkingDialog):
    """Asks what is to be exported and where to, exports it, and shows what came of it.

    Parameters
    ----------
    order : Order
        What is proposed.
    begin : callable
        Called when the button is pressed.
    pick, show_it : callable
        Ask for a folder, and show one.
    """

    exported = pyqtSignal(object)
    """Carries the `Order` that was carried out."""

    def __init__(
        self,
        offer: Offer,
        order: Order,
        begin: Begin,
        parent: QWidget | None = None,
        *,
        pick: Pick = pick_folder,
        show_it: ShowFolder = show_folder,
    ) -> None:
        super().__init__(tr("Export"), tr(ABOUT), parent, width=720)
        self._offer, self._begin, self._pick = offer, begin, pick
        self._name = "" if order.folder is None else order.folder.name
        self.formats = {one: QCheckBox(tr(name)) for one, (name, _) in FORMATS.items()}
        self.reads = {one: QRadioButton(tr(text)) for one, text in READS.items()}
        self.subjects = label(offer.text, "text")
        self.folder = PathLine(tr("Folder"), str(order.folder or ""), self._pick_own)
        self.stands = label("", "noise")
        self.result_ = ExportResult(show_it)
        self.act = parts.button(tr("&Export"), self.export, main=True)
        self.close_button = parts.button(tr("Close"), self.reject)
        self._lay_out()
        self._propose(order)
        first = next((box for box in self.formats.values() if box.isChecked()), None)
        (first or self.formats[Format.XLSX]).setFocus()

    def _lay_out(self) -> None:
        reads = QVBoxLayout()
        reads.setSpacing(4)
        self._group = QButtonGroup(self)
        for one in self.reads.values():
            self._group.addButton(one)
            reads.addWidget(one)
        form = parts.Form()
        form.add(tr("Formats"), self._boxes())
        form.add(tr("Reads"), reads)
        form.add(tr("Subjects"), self.subjects)
        form.add(tr("&Folder"), self.folder)
        self.body.addLayout(form)
        self.body.addWidget(self.stands)
        self.body.addWidget(self.result_)
        self.finish(self.close_button, self.act)
        for box in (*self.formats.values(), *self.reads.values()):
            box.toggled.connect(self._look)
        self.folder.line.textChanged.connect(self._look)

    def _boxes(self) -> QGridLayout:
        """Return the formats, each beside what it is for."""
        made = QGridLayout()
        made.setHorizontalSpacing(16)
        made.setVerticalSpacing(4)
        made.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for line, (one, box) in enumerate(self.formats.items()):
            text = tr(FORMATS[one][1])
            about = parts.soft(text)
            about.setContentsMargins(0, 3, 0, 3)
            box.setAccessibleDescription(text)
            made.addWidget(box, line, 0, top)
            made.addWidget(about, line, 1)
        return made

    def _propose(self, order: Order) -> None:
        for one, box in self.formats.items():
            box.setChecked(one in order.formats)
        self.reads[order.choice].setChecked(True)
        self._look()

    def order(self) -> Order:
        """Return what is asked for."""
        accepted = self.reads[ReadChoice.ACCEPTED].isChecked()
        return Order(
            formats=tuple(one for one, box in self.formats.items() if box.isChecked()),
            choice=ReadChoice.ACCEPTED if accepted else ReadChoice.ALL,
            folder=folder_of(self.folder.text()),
        )

    def _pick_own(self, window: QWidget, start: str) -> str:
        """Ask for a folder; one that holds something else gets a folder of its own in it."""
        chosen = self._pick(window, start)
        return str(own_place(Path(chosen), self._name)) if chosen else ""

    def _look(self) -> None:
        """Say what stands in the way before it is begun."""
        said = in_the_way(self._offer, self.order())
        self.stands.setText(said)
        self.stands.setVisible(bool(said))
        self.act.setEnabled(not said)
        self.refit()

    def export(self) -> None:
        """Export what is asked for."""
        order, jobs = self.order(), list[Job]()
        self.result_.hide()
        if not self.attempt(lambda: jobs.append(self._begin(order))):
            return
        self.work(
            tr("Exporting"),
            jobs[0],
            lambda written: self._show(order, written),
            pausing=(*self._asked(), self.close_button, self.act),
            cancelled=tr("Cancelled; the folder is as it was"),
        )

    def _asked(self) -> tuple[QWidget, ...]:
        return (*self.formats.values(), *self.reads.values(), self.folder)

    def _show(self, order: Order, written: Written) -> None:
        self.result_.tell(order, written)
        self.result_.open.setFocus()
        self.exported.emit(order)
        self.refit()
