"""Opening and exporting by way of file dialogs; saving is nobody's task, all is kept as made."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtWidgets import QFileDialog, QWidget

from gui.state import session as sessions
from gui.state.desk import sight_of
from gui.state.keys import Intent
from gui.state.opening import READINGS, Request
from gui.state.response_panel import report_text
from gui.state.session import present
from gui.state.tongue import later, tr
from gui.widgets.menus import FileItems
from gui.widgets.notice_bar import NoticeBar
from gui.widgets.opener import Opener
from gui.widgets.reading import Reading
from gui.widgets.trial.screens import TrialScreens
from recist.model.errors import RecistError
from recist.trial.errors import NotAllowedError

SCANS = later("Scans (*.zip *.dcm *.nii *.nii.gz *.nrrd *.nhdr *.recist)")
TRIALS = later("Trials (*.recist)")
TABLE_SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
TABLES = later("Reading tables (*.csv *.tsv *.xlsx *.parquet)")


class Files:
    """Answers the file part of the menu."""

    def __init__(
        self,
        window: QWidget,
        reading: Reading,
        opener: Opener,
        notice: NoticeBar,
        trial: TrialScreens,
    ) -> None:
        self._window = window
        self._reading = reading
        self._opener = opener
        self._notice = notice
        self._trial = trial
        trial.exports.opened = lambda: opener.paths

    def items(self) -> FileItems:
        """Return the menu's (text, intent, what to do); None is a line between."""
        return (
            (tr("Open folder…"), Intent.OPEN_FOLDER, self.open_folder),
            (tr("Open zip or file…"), Intent.OPEN_FILE, self.open_file),
            (tr("Open reading table…"), Intent.OPEN_TABLE, self.open_table),
            None,
            (tr("Open trial…"), Intent.OPEN_TRIAL, self.open_trial),
            (tr("New trial…"), Intent.NEW_TRIAL, self._trial.new_trial),
            (tr("Restore a backup…"), Intent.RESTORE, self._trial.restore),
            None,
            (tr("Write reading table"), Intent.SAVE, self.write),
            (tr("Write reading table as…"), Intent.SAVE_AS, self.write_as),
            (tr("Export…"), Intent.EXPORT, self._trial.exports.ask),
            (tr("Export text…"), Intent.EXPORT_TEXT, self.export_text),
        )

    def open_folder(self) -> None:
        """Ask for a folder with scans."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Open folder"))
        if chosen:
            self._opener.open(Request(paths=(Path(chosen),)))

    def open_file(self) -> None:
        """Ask for a zip or another file with scans, or a trial."""
        wanted = f"{tr(SCANS)};;{tr('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open file"), "", wanted)
        if chosen:
            self._opener.open(Request(paths=(Path(chosen),)))

    def open_table(self) -> None:
        """Ask for a reading table, to be shown with the scans that are open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open reading table"), "", tr(TABLES)
        )
        if chosen:
            self._opener.open(Request(paths=self._opener.paths, table=Path(chosen)))

    def open_trial(self) -> None:
        """Ask for the file of a trial."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open trial"), "", tr(TRIALS))
        if chosen:
            self._opener.open(Request(paths=(Path(chosen),)))

    def add_scans(self) -> None:
        """Ask for a folder with scans to bring into the trial that is open."""
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Add scans to the trial"))
        if chosen:
            self._opener.add_scans((Path(chosen),))

    def write(self) -> None:
        """Write the table and its calipers, asking where if that is not known."""
        table = self._reading.keeper.table
        if table is None or self._has_nothing():
            self.write_as()
        else:
            self._write(table)

    def write_as(self) -> None:
        """Ask where to write the table."""
        if self._has_nothing():
            self._reading.told.emit(tr("Nothing is open"))
            return
        folder = next((path for path in self._opener.paths if path.is_dir()), Path())
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            tr("Write reading table as"),
            str(folder / READINGS),
            tr("Reading table (*.csv)"),
        )
        if chosen:
            path = Path(chosen)
            self._write(path if path.suffix else path.with_suffix(".csv"))

    def _has_nothing(self) -> bool:
        return not self._reading.session.subject

    def _write(self, table: Path) -> None:
        try:
            told = self._reading.keeper.write_table(present(self._reading.session), table)
        except NotAllowedError as refusal:
            self._notice.tell(tr("Not written: {why}", why=refusal))
            return
        except (RecistError, OSError) as error:
            said = later("Not written: {why}. The readings are kept; write them elsewhere.")
            self._notice.tell(tr(said, why=error))
            return
        if told:
            self._notice.tell(tr("Written to {file}, but {told}", file=table.name, told=told))
        self._reading.told.emit(tr("Written to {file}", file=table.name))

    def export_text(self) -> None:
        """Write the report sentences of every visit of the subject."""
        if self._has_nothing():
            self._reading.told.emit(tr("Nothing is open"))
            return
        session = self._reading.session
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Export text"), f"{session.subject}.txt", tr("Text (*.txt)")
        )
        if not chosen:
            return
        course = sessions.course(session)
        sight = sight_of(self._reading.keeper.desk)
        text = "\n".join(report_text(course, one.label, sight) for one in course.visits)
        try:
            told = self._reading.keeper.write_text(text, Path(chosen))
        except (RecistError, OSError) as error:
            self._notice.tell(tr("Not written: {why}", why=error))
            return
        if told:
            self._notice.tell(
                tr("Written to {file}, but {told}", file=Path(chosen).name, told=told)
            )
        self._reading.told.emit(tr("Written to {file}", file=Path(chosen).name))
