"""What the viewer needs from outside: scans, tables, trials. ``gui.app`` fills it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol as Interface

from gui.state.desk import Desk
from gui.state.export_order import Note, Order, Written
from recist.imaging.series import Inspection, Series
from recist.imaging.volume import Volume
from recist.model.protocol import Protocol
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.people import Actor
from recist.trial.ports import Trial, Work
from recist.trial.scans import ImportedScans
from recist.trial.seen_trial import SeenTrial
from recist.trial.visits import PlannedVisit

Progress = Callable[[int, int], None]
First = Callable[[Volume], None]


class Services(Interface):
    """Everything that touches a disk."""

    def find_scans(self, paths: tuple[Path, ...], progress: Progress) -> Inspection:
        """Look for series in folders, zips and files."""

    def load_volume(
        self,
        series: Series,
        progress: Progress,
        first: First | None,
        known: Volume | None,
        ahead: int | None = None,
    ) -> Volume:
        """Decode a series, the middle slice first, and the one ``ahead``, which is looked at first.

        ``known`` has slices that are decoded.
        """

    def load_rows(self, path: Path) -> tuple[Row, ...]:
        """Read a reading table; raises `recist.model.errors.InputError` in one line."""

    def save_rows(self, rows: tuple[Row, ...], path: Path, head: str) -> None:
        """Write a reading table with the head of the trial, whole or not at all."""

    def load_calipers(self, path: Path) -> tuple[CaliperRecord, ...]:
        """Read a caliper file."""

    def save_calipers(self, records: tuple[CaliperRecord, ...], path: Path, head: str) -> None:
        """Write a caliper file with the head of the trial, whole or not at all."""

    def save_text(self, text: str, path: Path) -> None:
        """Write a text file, whole or not at all."""

    def load_text(self, path: Path) -> str:
        """Read a text file; raises OSError where there is none, ValueError where it is no text."""

    def open_trial(self, path: Path) -> Trial:
        """Open the file of a trial; raises `recist.trial.errors.TrialError` in one line."""

    def make_trial(self, path: Path, actor: Actor, fill: Callable[[Work], None]) -> None:
        """Make a trial, filled or not at all."""

    def trial_scans(self, desk: Desk, subject: str, progress: Progress) -> Inspection:
        """Look for the series of a subject's images, as far as who is at the desk may see them."""

    def import_scans(
        self, desk: Desk, paths: tuple[Path, ...], progress: Progress
    ) -> ImportedScans:
        """Bring scans into a trial, all of them or none."""

    def refer_to_images(
        self,
        desk: Desk,
        visit: PlannedVisit,
        series: tuple[Series, ...],
        progress: Progress,
    ) -> None:
        """Enter the images of a visit into a trial as they lie, by place and digest."""

    def back_up(self, desk: Desk, target: Path, progress: Progress) -> str:
        """Copy a trial; returns the head of the copy."""

    def open_backup(self, backup: Path, progress: Progress) -> Trial:
        """Open a backup that is sound, only to be looked at."""

    def restore(
        self, backup: Path, target: Path, let_in: Callable[[Trial], Actor], progress: Progress
    ) -> str:
        """Make a trial of a backup; returns the head of the backup."""

    def verify(self, path: Path, progress: Progress) -> list[str]:
        """Return every fault of a trial's file, a line for each."""

    def export(
        self,
        path: Path,
        seen: SeenTrial,
        order: Order,
        series: tuple[Series, ...],
        note: Note,
        progress: Progress,
    ) -> Written:
        """Write what was seen of a trial in every format, read it back, and put it in its place.

        ``series`` are the scans where the trial has none of its own; ``note`` is called before a
        file is there. Raises `recist.model.errors.InputError` in one line.
        """

    def default_protocol(self) -> Protocol:
        """Return the protocol that is used where none is named."""

    def now(self) -> datetime:
        """Return the time with its offset."""

    def user_name(self) -> str:
        """Return the name of who uses this computer."""
