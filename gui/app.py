"""The viewer as a program: the services, the window and the way in."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

from PyQt6.QtCore import QEvent, QSize, Qt, QTimer
from PyQt6.QtWidgets import QApplication

from gui.state.desk import Desk
from gui.state.export_folder import demand_own_folder
from gui.state.export_order import Note, Order, Written
from gui.state.fault_log import FaultLog
from gui.state.jobs import share
from gui.state.opening import Request, Start
from gui.state.own_files import SETTINGS, Folders, OwnFiles, Places
from gui.state.preferences import read_preferences
from gui.state.services import First, Progress
from gui.widgets import fault, style
from gui.widgets.promptness import paint_at_once, pass_over_what_stays
from gui.widgets.room import Room
from gui.widgets.translations import speak_in
from recist import app
from recist.app.exports import exporter_of
from recist.imaging.series import Inspection, Rejected, Series
from recist.imaging.volume import Volume
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.images import images_of
from recist.trial.people import Actor
from recist.trial.ports import Trial, Work
from recist.trial.scans import ImportedScans
from recist.trial.seen_trial import SeenTrial
from recist.trial.visits import PlannedVisit

SAMPLE = "sample_scans"
SIZE = (1600, 1000)
LOOK_AGAIN_MS = 60
UNSCALED_PERCENT = 100


class _Steps:
    """How far a job is, and whether to stop: both is asked of its progress, which raises then."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._done, self._total = progress, 0, 0

    def tell(self, done: int, total: int) -> None:
        self._done, self._total = done, total
        self._progress(done, total)

    def is_cancelled(self) -> bool:
        """Raise where the user has stopped the job, also in the middle of a file."""
        self._progress(self._done, self._total)
        return False


class AppServices:
    """The services of `recist.app` in the shape that the widgets ask for."""

    def find_scans(self, paths: tuple[Path, ...], progress: Progress) -> Inspection:
        """Look for series."""
        return app.find_scans(paths, progress=progress)

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        """Decode a series."""
        steps = _Steps(progress)
        return app.load_volume(
            series,
            progress=steps.tell,
            cancelled=steps.is_cancelled,
            first=first,
            known=known,
            ahead=ahead,
        )

    def load_rows(self, path: Path) -> tuple[Row, ...]:
        """Read a reading table."""
        return app.load_rows((path,))

    def save_rows(self, rows: tuple[Row, ...], path: Path, head: str) -> None:
        """Write a reading table."""
        app.save_rows(rows, path, head)

    def load_calipers(self, path: Path) -> tuple[CaliperRecord, ...]:
        """Read a caliper file."""
        return app.load_calipers(path)

    def save_calipers(self, records: tuple[CaliperRecord, ...], path: Path, head: str) -> None:
        """Write a caliper file."""
        app.save_calipers(records, path, head)

    def save_text(self, text: str, path: Path) -> None:
        """Write a text."""
        app.write_whole(path, text.encode())

    def load_text(self, path: Path) -> str:
        """Read a text."""
        return path.read_text(encoding="utf-8")

    def open_trial(self, path: Path) -> Trial:
        """Open the file of a trial."""
        return app.open_trial(path)

    def make_trial(self, path: Path, actor: Actor, fill: Callable[[Work], None]) -> None:
        """Make a trial."""
        app.make_trial(path, actor, fill)

    def trial_scans(self, desk: Desk, subject: str, progress: Progress) -> Inspection:
        """Look for the series of a subject's images."""
        with desk.look() as records:
            images, hide_dates = images_of(records, subject=subject), records.hides_dates
        return app.trial_scans(desk.path, images, hide_dates=hide_dates, progress=progress)

    def import_scans(
        self, desk: Desk, paths: tuple[Path, ...], progress: Progress
    ) -> ImportedScans:
        """Bring scans into a trial."""
        return app.import_scans(desk.path, desk.trial, desk.actor, paths, progress=progress)

    def refer_to_images(
        self,
        desk: Desk,
        visit: PlannedVisit,
        series: tuple[Series, ...],
        progress: Progress,
    ) -> None:
        """Enter the images of a visit as they lie."""
        app.refer_to_images(desk.trial, desk.actor, visit, series, progress=progress)

    def back_up(self, desk: Desk, target: Path, progress: Progress) -> str:
        """Copy a trial."""
        steps = _Steps(progress)
        return app.back_up_trial(
            desk.path, desk.actor, target, progress=steps.tell, cancelled=steps.is_cancelled
        )

    def open_backup(self, backup: Path, progress: Progress) -> Trial:
        """Open a backup that is sound."""
        return app.open_backup(backup, cancelled=_Steps(progress).is_cancelled)

    def restore(
        self, backup: Path, target: Path, let_in: Callable[[Trial], Actor], progress: Progress
    ) -> str:
        """Make a trial of a backup."""
        steps = _Steps(progress)
        return app.restore_trial(
            backup, target, let_in, progress=steps.tell, cancelled=steps.is_cancelled
        )

    def verify(self, path: Path, progress: Progress) -> list[str]:
        """Find every fault of a trial's file."""
        steps = _Steps(progress)
        return app.verify_trial(path, progress=steps.tell, cancelled=steps.is_cancelled)

    def export(
        self,
        path: Path,
        seen: SeenTrial,
        order: Order,
        series: tuple[Series, ...],
        note: Note,
        progress: Progress,
    ) -> Written:
        """Write, read back and put in place."""
        assert order.folder is not None
        demand_own_folder(
            order.folder, seen.name, lambda folder: app.load_manifest(folder).origin.trial
        )
        parts, missing = len(order.formats) + 1, list[Rejected]()
        record = app.trial_record(
            path,
            seen,
            order.choice,
            progress=share(progress, 0, 1, parts),
            missing=missing.append,
        )
        done = app.export_record(
            replace(record, series=series or record.series),
            order.formats,
            order.folder,
            note=note,
            progress=share(progress, 1, len(order.formats), parts),
        )
        return Written(
            files=done.files,
            subjects=len(record.subjects),
            notes=done.notes,
            differences=done.differences,
            unchecked=tuple(one for one in order.formats if exporter_of(one).check is None),
            missing=tuple(f"{one.file}: {one.message}" for one in missing),
        )

    def default_protocol(self) -> Protocol:
        """Return RECIST 1.1 as published."""
        return app.default_protocol()

    def now(self) -> datetime:
        """Return the time."""
        return datetime.now(UTC)

    def user_name(self) -> str:
        """Return the name of who uses this computer."""
        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return "reader"


def trial_folder() -> Path:
    """Return the user's folder of unnamed trials (XDG data directory)."""
    return _base("XDG_DATA_HOME", ".local/share") / "recist" / "trials"


def own_folders() -> Folders:
    """Return the user's folders of settings and of state (XDG config and state directories)."""
    return Folders(
        config=_base("XDG_CONFIG_HOME", ".config") / "recist",
        state=_base("XDG_STATE_HOME", ".local/state") / "recist",
    )


def _base(variable: str, otherwise: str) -> Path:
    """Return a base directory; one that is not absolute is to be ignored, says its standard."""
    named = Path(os.environ.get(variable, ""))
    return named if named.is_absolute() else Path.home() / otherwise


def sample_trial() -> Path | None:
    """Return the sample trial, None where it is not at hand."""
    beside = (Path.cwd() / SAMPLE, Path(__file__).resolve().parent.parent / SAMPLE)
    return next((path for path in beside if path.is_dir()), None)


def path_of(text: str) -> Path:
    """Read a path as it was typed; an empty one would mean the working folder."""
    if not text:
        raise argparse.ArgumentTypeError("is empty; name a file or folder, . for this one")
    return Path(text)


def state_folder() -> Path:
    """Return the user's folder of what the program notes of itself (XDG state directory)."""
    return own_folders().state


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    made = argparse.ArgumentParser(
        prog="recist-viewer", description="The reading room: scans, calipers, response."
    )
    made.add_argument(
        "paths", nargs="*", type=path_of, metavar="PATH", help="folder, zip, file or trial"
    )
    made.add_argument("--table", type=path_of, help="reading table to show and to save to")
    made.add_argument("--reader", help="whose readings (default: the table's first reader)")
    made.add_argument("--new", action="store_true", help="begin without the folder's readings")
    made.add_argument(
        "--screenshot", type=path_of, metavar="FILE", help="write a picture and leave"
    )
    return made


def request_of(options: argparse.Namespace) -> Request | None:
    """Return what to open; None, which shows the first page, where nothing is named."""
    paths = tuple(options.paths)
    if not paths and options.table is None:
        return None
    start = Start.NEW if options.new else Start.RESUME
    return Request(paths=paths, table=options.table, reader=options.reader, start=start)


def absent(request: Request) -> str:
    """Return the first path that does not exist, as text; empty where all do."""
    named = (*request.paths, *((request.table,) if request.start is Start.RESUME else ()))
    return next((str(path) for path in named if path is not None and not path.exists()), "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the reading room; returns the exit status."""
    options = parser().parse_args(arguments)
    request = request_of(options)
    missing = absent(request) if request is not None else ""
    if missing:
        sys.stderr.write(f"recist-viewer: {missing}: there is no such file or folder\n")
        return 2
    fault.install(FaultLog(own_folders().state))
    app.warm_readers()
    paint_at_once()
    files = OwnFiles(services=AppServices(), folders=own_folders())
    preferences, _ = read_preferences(files.read(SETTINGS)[0])
    if preferences.scale_percent != UNSCALED_PERCENT:
        # Qt looks at it once, when the application is made; what the user has set is kept.
        os.environ.setdefault("QT_SCALE_FACTOR", str(preferences.scale_percent / 100))
    application = QApplication(sys.argv[:1])
    speak_in(preferences.language)
    application.setApplicationName("recist")
    application.setStyle("Fusion")
    application.setStyleSheet(style.stylesheet())
    application.setFont(style.font())
    places = Places(own=files.folders, sample=sample_trial())
    room = Room(files.services, trial_folder(), places)
    if options.screenshot is not None or not room.own.put_window():
        _fit_to_screen(room, application)
    room.show()
    pass_over_what_stays()
    warm_up_beside()
    if request is not None:
        room.opener.open(request)
    if options.screenshot is not None:
        _shoot_when_quiet(room, application, options.screenshot)
    status = application.exec()
    take_down(room)
    return status


def warm_up_beside() -> None:
    """Import what the first opening needs in a thread, once the window has come up."""
    QTimer.singleShot(0, lambda: Thread(target=app.warm_up).start())


def take_down(room: Room) -> None:
    """Let go of the window before the application goes: at times Qt crashes where it is left."""
    room.runner.stop()
    room.trial.stop()
    room.hide()
    room.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def window_size(available: QSize) -> QSize:
    """Return the size to open with: never larger than what the screen has."""
    return QSize(*SIZE).boundedTo(available)


def _fit_to_screen(room: Room, application: QApplication) -> None:
    """Give the window its size; on a small screen it takes all of it."""
    screen = application.primaryScreen()
    available = screen.availableSize() if screen is not None else QSize(*SIZE)
    size = window_size(available)
    room.resize(size)
    if size != QSize(*SIZE):
        room.setWindowState(Qt.WindowState.WindowMaximized)


def _shoot_when_quiet(room: Room, application: QApplication, target: Path) -> None:
    """Write a picture of the window when nothing is loading any more, then leave."""

    def look() -> None:
        if room.runner.is_busy():
            QTimer.singleShot(LOOK_AGAIN_MS, look)
            return
        written = room.grab().save(str(target))
        room.runner.stop()
        application.exit(0 if written else 1)

    QTimer.singleShot(10 * LOOK_AGAIN_MS, look)


if __name__ == "__main__":
    sys.exit(main())
