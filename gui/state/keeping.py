"""Keeps what is read in the trial, as it is made; the reading table is written when asked for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import uuid4

from gui.state.desk import Desk
from gui.state.document import Document
from gui.state.rejoining import Stand
from gui.state.services import Services
from recist.model.row import Row
from recist.trial.audit import Action
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError, StaleError
from recist.trial.kept_visits import kept_visits, save_visits
from recist.trial.ports import Work
from recist.trial.saving import Readings, readings_of, save_readings
from recist.trial.unnamed import remember_table

NOTHING = Readings(rows=(), calipers=(), versions={})


def calipers_beside(table: Path) -> Path:
    """Return the caliper file that belongs to a reading table."""
    return table.with_name(f"{table.stem}.calipers.json")


def load_table(
    services: Services, table: Path | None
) -> tuple[tuple[Row, ...], tuple[CaliperRecord, ...]]:
    """Read a reading table and the calipers beside it; nothing where there is no table."""
    if table is None or not table.exists():
        return (), ()
    rows = services.load_rows(table)
    beside = calipers_beside(table)
    return rows, services.load_calipers(beside) if beside.exists() else ()


class Keeper:
    """Brings the document into the trial after each change.

    Parameters
    ----------
    desk : Desk or None
        None while nothing is open.
    table : Path or None
        The reading table that was opened or written, if any.
    """

    def __init__(self, services: Services, desk: Desk | None, table: Path | None = None) -> None:
        self._services = services
        self.desk = desk
        self.table = table
        self.stand = Stand(kept=NOTHING, visits=())
        self.kept_at: datetime | None = None
        self._attempt: tuple[str, Document] | None = None

    def load(self) -> None:
        """Take what the trial holds now, as far as the user may see it."""
        if self.desk is not None:
            with self.desk.look() as records:
                self.stand = Stand(kept=readings_of(records), visits=kept_visits(records))

    def keep(self, document: Document) -> None:
        """Keep a document; when this returns, it survives a crash and a power cut.

        Raises
        ------
        NotAllowedError
            Where a visit is signed, the database locked, or the user may not; nothing is kept.
        StaleError
            Where somebody else has changed the same; nothing is kept.
        TrialError
            Where the file cannot be written; whether it was, is found out at the next try.
        """
        if self.desk is None:
            return
        if self._attempt is not None and self._attempt[1] is not document:
            self._finish(*self._attempt)
        name = self._attempt[0] if self._attempt is not None else uuid4().hex
        self._attempt = (name, document)
        self._finish(name, document)

    def _finish(self, name: str, document: Document) -> None:
        """Do a save, or find that it was done before; what forbids it ends the attempt."""
        desk, before = self.desk, self.stand
        assert desk is not None

        def deed(work: Work) -> Readings:
            save_visits(work, desk.actor, before.visits, document.visits)
            return save_readings(work, desk.actor, before.kept, document.rows, document.calipers)

        try:
            kept = desk.do(deed, save=name)
        except (NotAllowedError, StaleError):
            self._attempt = None
            raise
        self._attempt = None
        if kept is None:
            self.load()
        else:
            self.stand = Stand(kept=kept, visits=document.visits)
        self.kept_at = desk.now().astimezone()

    def write_table(self, document: Document, table: Path) -> None:
        """Write the reading table and the calipers beside it; the chain tells of it.

        Raises
        ------
        RecistError, OSError
            Where the files cannot be written.
        """
        self._services.save_rows(document.rows, table)
        self._services.save_calipers(document.calipers, calipers_beside(table))
        self.table = table
        if self.desk is not None:
            told = {"file": table.name, "what": "readings"}
            self.desk.do(lambda work: work.note(Action.EXPORTED, {**told, "head": work.head()}))
            self.remember(table, document.rows, document.calipers)

    def remember(
        self, table: Path, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]
    ) -> None:
        """Remember what the table of somebody who works alone holds, to see what others change."""
        if self.desk is not None and self.desk.alone:
            self.desk.do(lambda work: remember_table(work, table.name, rows, calipers))

    def said(self, *, saved: bool) -> str:
        """Say when everything was saved, or that it is not."""
        if not saved:
            return "Not saved"
        if self.kept_at is not None:
            return f"Saved {self.kept_at:%H:%M:%S}"
        return "Saved" if self.desk is not None else "Nothing to save yet"
