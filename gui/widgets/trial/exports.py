"""Exporting from the room: what may be exported is looked at beside it, then the window opens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt6.QtCore import QObject, Qt, pyqtSignal
from PyQt6.QtWidgets import QWidget

from gui.state import session as sessions
from gui.state.desk import Desk
from gui.state.export_folder import own_folder
from gui.state.export_order import Order, Shown
from gui.state.exporting import Offer, export, offered
from gui.state.services import Services
from gui.state.session import present
from gui.state.tongue import later, tr
from gui.widgets.own import Own
from gui.widgets.reading import Reading
from gui.widgets.runner import Runner
from gui.widgets.trial.export_dialog import ExportDialog, Job
from recist.trial.errors import UnusableError

NOTHING_OPEN = later("Nothing is open that could be exported")
NOT_SAVED = later("What is on the screen is not saved yet, and would be missing from the files")


class Exports(QObject):
    """Opens the window of an export over the room.

    Attributes
    ----------
    opened : callable
        Returns the paths of the scans that are open.
    """

    refused = pyqtSignal(str)

    def __init__(
        self, window: QWidget, reading: Reading, services: Services, runner: Runner, own: Own
    ) -> None:
        super().__init__(window)
        self._window, self._reading = window, reading
        self._services, self._runner, self._own = services, runner, own
        self.opened: Callable[[], tuple[Path, ...]] = tuple

    def ask(self) -> None:
        """Ask what is to be exported."""
        desk = self._reading.keeper.desk
        if desk is None:
            self.refused.emit(tr(NOTHING_OPEN))
            return
        for dialog in self._window.findChildren(ExportDialog):
            if dialog.isVisible():
                dialog.raise_()
                dialog.activateWindow()
                return
        shown = self._shown(desk)
        self._runner.start(
            "export",
            tr("Looking at what can be exported"),
            lambda _: offered(desk, shown),
            lambda offer: self._show(desk, offer),
        )

    def _show(self, desk: Desk, offer: Offer) -> None:
        """Show the window, if the trial that was looked at is still the open one."""
        if self._reading.keeper.desk is not desk:
            return
        order = self._own.exports.proposed(desk.path, own_folder(desk, self.opened()))
        dialog = ExportDialog(offer, order, lambda asked: self._begin(desk, asked), self._window)
        dialog.exported.connect(lambda done: self._own.note_exported(desk.path, done))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _begin(self, desk: Desk, order: Order) -> Job:
        """Keep what is not kept yet, and return what exports it.

        Raises
        ------
        UnusableError
            Where it could not be kept; who works alone exports what is on the screen all the same.
        """
        if not self._is_saved():
            self._reading.keep_again()
        shown = self._shown(desk)
        if not shown.is_saved and not desk.unnamed:
            raise UnusableError(tr(NOT_SAVED))
        return lambda progress: export(self._services, desk, shown, order, progress)

    def _shown(self, desk: Desk) -> Shown:
        session, table = self._reading.session, self._reading.keeper.table
        paths = self.opened() or ((table,) if table is not None else ())
        return Shown(
            document=present(session),
            is_saved=self._is_saved(),
            name=", ".join(path.name for path in paths) if desk.unnamed else "",
            series=session.inspection.series if desk.unnamed else (),
        )

    def _is_saved(self) -> bool:
        return sessions.is_saved(self._reading.session) and self._reading.keeper.is_sure
