"""Keeps what is read in the trial, as it is made; the reading table is written when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from gui.state.desk import Desk
from gui.state.document import Document
from gui.state.rejoining import Stand
from gui.state.services import Services
from gui.state.trial.work_lines import all_marks, marks_of
from recist.model.row import Row
from recist.trial.adjudication import with_acceptance
from recist.trial.audit import Action
from recist.trial.blinding import SeenBy
from recist.trial.calipers import CaliperRecord
from recist.trial.errors import NotAllowedError, StaleError, TrialError
from recist.trial.kept_visits import kept_visits, save_visits
from recist.trial.ports import Work
from recist.trial.reads import waits_for
from recist.trial.rights import Right
from recist.trial.saving import Readings, readings_of, save_readings
from recist.trial.unnamed import remember_table
from recist.trial.worklist import Work as WorkState

NOTHING = Readings(rows=(), calipers=(), versions={})


Marks = dict[str, Mapping[str, WorkState]]
"""By subject and visit how far the read is."""


HIDDEN_DATES = (
    "the protocol keeps dates from readers, and a table shows them; a coordinator writes it"
)


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
        self.marks: Marks = {}
        self.kept_at: datetime | None = None
        self._opened: set[tuple[str, str]] = set()
        self._attempt: tuple[str, Document] | None = None

    def load(self) -> None:
        """Take what the trial holds now, as far as the user may see it."""
        if self.desk is not None:
            with self.desk.look() as records:
                self.stand = Stand(kept=readings_of(records), visits=kept_visits(records))
                self.marks = all_marks(records, self.desk.actor)

    def may(self, right: Right) -> bool:
        """Say whether who works here has a right; nobody has, while nothing is open."""
        return self.desk is not None and self.desk.may(right)

    def look_again(self, subject: str) -> bool:
        """Take how far the visits of a subject are now; say whether that is news."""
        if self.desk is None:
            return False
        with self.desk.look() as records:
            found = marks_of(records, self.desk.actor, subject)
        news = found != self.marks.get(subject)
        self.marks = {**self.marks, subject: found}
        return news

    def waits_for(self, subject: str, visit: str) -> str:
        """Return the visit that has to be signed before this one is opened; empty for none.

        Who works alone goes where they like, and signs in order.
        """
        desk = self.desk
        asked = desk is not None and not desk.alone and desk.may(Right.READ)
        if desk is None or not asked or not desk.protocol.reading.sequential:
            return ""
        with desk.look() as records:
            return waits_for(records, desk.actor.user, subject, visit)

    def note_opened(self, subject: str, visit: str) -> None:
        """Enter into the chain that a visit was opened, once in each session.

        Where nothing can be written, nothing is: the first change tells so.
        """
        here = (subject, visit)
        if self.desk is None or not all(here) or here in self._opened:
            return
        self._opened.add(here)
        with suppress(TrialError):
            self.desk.do(lambda work: work.note(Action.OPENED, {"visit": visit}, subject=subject))

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
        begun = {(row.subject, row.visit) for row in document.rows} - {
            (row.subject, row.visit) for row in before.kept.rows
        }
        if kept is None:
            self.load()
        else:
            self.stand = Stand(kept=kept, visits=document.visits)
        for subject in {subject for subject, _ in begun}:
            self.look_again(subject)
        self.kept_at = desk.now().astimezone()

    def write_table(self, document: Document, table: Path) -> None:
        """Write the reading table and the calipers beside it; the chain tells of it.

        Raises
        ------
        RecistError, OSError
            Where the files cannot be written, or the protocol keeps dates from who writes.
        """
        rows, head = self._as_written(document.rows), self._head()
        self._services.save_rows(rows, table)
        self._services.save_calipers(document.calipers, calipers_beside(table), head)
        self.table = table
        self._note_export(table.name, "readings", head)
        self.remember(table, document.rows, document.calipers)

    def write_text(self, text: str, path: Path) -> None:
        """Write a text that was made of the trial, with the chain's head; the chain tells of it.

        Raises
        ------
        RecistError, OSError
            Where the file cannot be written.
        """
        head = self._head()
        self._services.save_text(f"{text}\n\nHead of the audit chain: {head}\n", path)
        self._note_export(path.name, "text", head)

    def _head(self) -> str:
        if self.desk is None:
            return ""
        with self.desk.trial.view() as view:
            return view.head()

    def _note_export(self, file: str, what: str, head: str) -> None:
        told = {"file": file, "what": what, "head": head}
        if self.desk is not None:
            self.desk.do(lambda work: work.note(Action.EXPORTED, told))

    def _as_written(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Return rows with what was accepted of them, for who may know that."""
        desk = self.desk
        if desk is None:
            return rows
        with desk.trial.view() as view:
            if SeenBy(view, desk.actor, desk.protocol.reading).hides_dates:
                raise NotAllowedError(HIDDEN_DATES)
            if not desk.may(Right.SEE_ALL_READS):
                return rows
            return with_acceptance(view, rows, desk.protocol)

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
