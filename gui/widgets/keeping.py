"""Keeps what is read: every change in the journal at once, the table when the reader saves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from gui.state.document import Document
from gui.state.services import Services
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.ports import JournalEntry


def calipers_beside(table: Path) -> Path:
    """Return the caliper file that belongs to a reading table."""
    return table.with_name(f"{table.stem}.calipers.json")


class Keeper:
    """Writes to the journal and to the reading table.

    Parameters
    ----------
    journal_path : Path
        Named by what is open; a later start with the same finds it again.
    table : Path or None
        The reading table that was opened or saved, if any.
    """

    def __init__(self, services: Services, journal_path: Path, table: Path | None) -> None:
        self._services = services
        self._journal = services.open_journal(journal_path)
        self._journal_path = journal_path
        self.table = table
        self.saved_at: datetime | None = None
        self.kept_at: datetime | None = None

    def load(self) -> tuple[tuple[Row, ...], tuple[CaliperRecord, ...]]:
        """Read the table and the calipers beside it."""
        if self.table is None or not self.table.exists():
            return (), ()
        rows = self._services.load_rows(self.table)
        beside = calipers_beside(self.table)
        return rows, self._services.load_calipers(beside) if beside.exists() else ()

    def unsaved(self) -> tuple[JournalEntry, datetime] | None:
        """Return what an earlier start kept and did not save, and when."""
        entry = self._journal.latest()
        if entry is None:
            return None
        written = self._journal_path.stat().st_mtime if self._journal_path.exists() else 0.0
        return entry, datetime.fromtimestamp(written).astimezone()

    def keep(self, document: Document) -> None:
        """Write a change to the journal; when this returns it survives a crash."""
        entry = JournalEntry(
            rows=document.rows,
            calipers=document.calipers,
            saved_to=str(self.table) if self.table else "",
        )
        self._journal.append(entry)
        self.kept_at = datetime.now().astimezone()

    def forget(self) -> None:
        """Empty the journal: the reader wants none of it, or the table holds it all."""
        self._journal.clear()
        self.kept_at = None

    def save(self, document: Document, table: Path) -> None:
        """Write the table and the calipers beside it, then empty the journal."""
        self._services.save_rows(document.rows, table)
        self._services.save_calipers(document.calipers, calipers_beside(table))
        self.table = table
        self.saved_at = datetime.now().astimezone()
        self.forget()

    def said(self, *, saved: bool) -> str:
        """Say when everything was saved, or that it is not."""
        if saved:
            when = f" {self.saved_at:%H:%M:%S}" if self.saved_at else ""
            return f"Saved{when}" if when or self.table else "Nothing to save yet"
        kept = f" · kept {self.kept_at:%H:%M:%S}" if self.kept_at else ""
        return f"Unsaved{kept}"
