"""Keeps what is read in the trial, as it is made; the reading table is written when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from gui.state.desk import Desk
from gui.state.document import Document
from gui.state.rejoining import Stand
from gui.state.services import Services
from gui.state.tongue import later, tr
from gui.state.trial.work_lines import all_marks, marks_of
from recist.model.row import Row
from recist.trial.adjudication import with_acceptance
from recist.trial.audit import Action
from recist.trial.blinding import hides_dates
from recist.trial.calipers import CaliperRecord, calipers_beside
from recist.trial.errors import (
    BusyError,
    NotAllowedError,
    StaleError,
    TrialError,
    UnusableError,
)
from recist.trial.exporting import export_told, head_line, name_told
from recist.trial.kept_visits import demand_as_known, kept_visits, save_visits
from recist.trial.moved_studies import StudyOf, not_known
from recist.trial.ports import Work
from recist.trial.reads import waits_for
from recist.trial.refusing import refuse
from recist.trial.rights import Right
from recist.trial.saving import (
    Readings,
    changed_rows,
    demand_nothing_left,
    readings_of,
    redate_rows,
    save_readings,
)
from recist.trial.unnamed import remember_table
from recist.trial.worklist import Work as WorkState

UNTOLD = later("the trial does not know of it")
NOTHING = Readings(rows=(), calipers=(), versions={})
TIME, DAY_AND_TIME = "%H:%M:%S", "%Y-%m-%d %H:%M"


Marks = dict[str, Mapping[str, WorkState]]
"""By subject and visit how far the read is."""


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
        self._untold: set[tuple[str, str]] = set()
        self._attempt: tuple[str, Document] | None = None

    def load(self) -> None:
        """Take what the trial holds now, as far as the user may see it."""
        if self.desk is not None:
            with self.desk.look() as records:
                self.stand = Stand(kept=readings_of(records), visits=kept_visits(records))
                self.marks = all_marks(records, self.desk.actor)
            self.kept_at = self._last_kept() or self.kept_at

    def _last_kept(self) -> datetime | None:
        """Return when the newest of the readings that are seen here was kept."""
        assert self.desk is not None
        newest = max(self.stand.kept.versions.values(), default=0)
        if not newest:
            return None
        with self.desk.trial.view() as view:
            entry = next(iter(view.entries(after=newest - 1)))
        return datetime.fromisoformat(entry.at).astimezone()

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

        Where the trial does not answer it is tried again once a change was kept, and not before:
        each try may take seconds.
        """
        here = (subject, visit)
        if self.desk is None or not all(here) or here in self._opened:
            return
        self._opened.add(here)
        try:
            self.desk.do(lambda work: work.note(Action.OPENED, {"visit": visit}, subject=subject))
        except (BusyError, UnusableError):
            self._untold.add(here)
        except TrialError:
            pass

    def keep(self, document: Document, study_of: StudyOf = not_known) -> None:
        """Keep a document; when this returns, it survives a crash and a power cut.

        ``study_of`` says of which study an image is, for visits that have lost one.

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
            self._finish(*self._attempt, study_of)
        name = self._attempt[0] if self._attempt is not None else uuid4().hex
        self._attempt = (name, document)
        self._finish(name, document, study_of)

    def _finish(self, name: str, document: Document, study_of: StudyOf) -> None:
        """Do a save, or find that it was done before; what forbids it ends the attempt."""
        desk, before = self.desk, self.stand
        assert desk is not None

        def deed(work: Work) -> Readings:
            save_visits(work, desk.actor, before.visits, document.visits, study_of)
            demand_as_known(work, document.visits, changed_rows(before.kept.rows, document.rows))
            demand_nothing_left(work, before.kept, before.visits, document.visits)
            known = redate_rows(work, before.kept, before.visits, document.visits)
            return save_readings(work, desk.actor, known, document.rows, document.calipers)

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
            self.stand = Stand(kept=self._done_before(name, document), visits=document.visits)
        else:
            self.stand = Stand(kept=kept, visits=document.visits)
        for subject in {subject for subject, _ in begun}:
            self.look_again(subject)
        self.kept_at = desk.now().astimezone()
        self._opened -= self._untold
        self._untold.clear()

    @property
    def is_sure(self) -> bool:
        """Whether it is known of every save if it was kept."""
        return self._attempt is None

    def _done_before(self, name: str, document: Document) -> Readings:
        """Return a document with the versions that its save gave it, found in the chain.

        What others have kept since is not taken for known: the next save would remove it.
        """
        assert self.desk is not None
        versions = dict(self.stand.kept.versions)
        with self.desk.trial.view() as view:
            for entry in view.entries(after=max(versions.values(), default=0)):
                if entry.save != name:
                    continue
                if entry.new is None:
                    versions.pop(entry.key, None)
                else:
                    versions[entry.key] = entry.sequence
        return Readings(rows=document.rows, calipers=document.calipers, versions=versions)

    def write_table(self, document: Document, table: Path) -> str:
        """Write the reading table and the calipers beside it; the chain tells of it.

        Returns
        -------
        str
            Why the chain could not be told, empty where it was.

        Raises
        ------
        NotAllowedError
            Where the protocol keeps the dates, which every row has, from who works here.
        RecistError, OSError
            Where the files cannot be written.
        """
        desk = self.desk
        if desk is not None and hides_dates(desk.actor, desk.protocol.reading):
            said = tr(
                "the protocol keeps the dates of visits from {user}, and the table "
                "holds them; a coordinator writes it",
                user=desk.actor.user,
            )
            refuse(desk.trial, desk.actor, NotAllowedError(said, "the protocol hides dates"))
        self.table = table
        if desk is None:
            self._write(document.rows, document, table, "")
            return ""
        try:
            desk.do(lambda work: self._export(work, desk, document, table))
        except (BusyError, UnusableError) as error:
            # The readings go where they are wanted all the same: the trial's drive may be gone.
            self._write(document.rows, document, table, "")
            return f"{tr(UNTOLD)}: {error}"
        self.remember(table, document.rows, document.calipers)
        return ""

    def _export(self, work: Work, desk: Desk, document: Document, table: Path) -> None:
        """Write and tell the chain; where it cannot be told, whoever writes is."""
        head, rows = work.head(), document.rows
        if desk.may(Right.SEE_ALL_READS):
            rows = with_acceptance(work, rows, desk.protocol)
        self._write(rows, document, table, head)
        content = table.read_bytes()
        told = export_told({"file": name_told(table)}, "readings", "csv", content, head)
        work.note(Action.EXPORTED, told)

    def _write(self, rows: tuple[Row, ...], document: Document, table: Path, head: str) -> None:
        self._services.save_rows(rows, table, head)
        self._services.save_calipers(document.calipers, calipers_beside(table), head)

    def write_text(self, text: str, path: Path) -> str:
        """Write a text that was made of the trial, with the chain's head; the chain tells of it.

        Returns
        -------
        str
            As `write_table`.

        Raises
        ------
        NotAllowedError
            Where who works here is not the user any more that they were.
        RecistError, OSError
            Where the file cannot be written.
        """
        if self.desk is None:
            self._services.save_text(f"{text}\n", path)
            return ""

        def export(work: Work) -> None:
            head = work.head()
            whole = f"{text}\n\n{head_line(head)}\n"
            self._services.save_text(whole, path)
            told = export_told({"file": name_told(path)}, "text", "txt", whole.encode(), head)
            work.note(Action.EXPORTED, told)

        try:
            self.desk.do(export)
        except (BusyError, UnusableError) as error:
            self._services.save_text(f"{text}\n", path)
            return f"{tr(UNTOLD)}: {error}"
        return ""

    def remember(
        self, table: Path, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]
    ) -> None:
        """Remember what the table of somebody who works alone holds, to see what others change."""
        if self.desk is not None and self.desk.alone:
            self.desk.do(lambda work: remember_table(work, table.name, rows, calipers))

    def said(self, *, saved: bool) -> str:
        """Say when everything was saved, or that it is not."""
        if not saved:
            return tr("Not saved")
        if self.kept_at is None or self.desk is None:
            return tr("Saved") if self.desk is not None else tr("Nothing to save yet")
        today = self.desk.now().astimezone().date() == self.kept_at.date()
        return tr("Saved {time}", time=f"{self.kept_at:{TIME if today else DAY_AND_TIME}}")
