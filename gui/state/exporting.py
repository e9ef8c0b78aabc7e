"""Exports from the room: what may be in them, what stands in the way, and how they are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gui.state.desk import Desk, Sight, sight_of
from gui.state.export_order import Format, Order, Shown, Written
from gui.state.keeping import UNTOLD
from gui.state.services import Progress, Services
from gui.state.tongue import later, tr
from recist.trial.audit import Action
from recist.trial.blinding import hides_dates
from recist.trial.errors import BusyError, NotAllowedError, UnusableError
from recist.trial.exporting import export_told, name_told
from recist.trial.judging import Reads
from recist.trial.looking import seen_reads
from recist.trial.record import ReadChoice, accepted_readers
from recist.trial.refusing import demand_told, refuse
from recist.trial.rights import Right
from recist.trial.seen_trial import SeenTrial, seen_trial

SEVERAL = 2
MOST_NAMED = 4
FORMATS: Mapping[Format, tuple[str, str]] = {
    Format.XLSX: (
        later("Excel workbook (XLSX)"),
        later("To look through: per visit, filters, colours, explained columns"),
    ),
    Format.CSV: (
        later("Tables (CSV)"),
        later("The same in plain tables, for statistics and other programs"),
    ),
    Format.PDF: (
        later("Report (PDF)"),
        later("To read and file: each subject's course, reasons, key images"),
    ),
    Format.FIGURES: (
        later("Figures (PNG, SVG, PDF)"),
        later("For slides and papers: sums of each subject, waterfall, spider"),
    ),
    Format.SDTM: (
        later("SDTM data sets"),
        later("For submissions: TU, TR, RS as XPT and Dataset-JSON, defined"),
    ),
    Format.SR: (
        later("DICOM SR"),
        later("For PACS and viewers: measurements that refer to their images"),
    ),
    Format.JSON: (
        later("JSON"),
        later("For programs: responses with their rules and reasons"),
    ),
}
"""Of each format what it is called, and what it is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What somebody may export of a trial, as it was when they asked.

    Attributes
    ----------
    subjects, reads : int
        How many there are; each reader of a subject has one read.
    not_accepted : str
        Why accepted reads alone cannot be exported; empty where they can.
    """

    subjects: int
    reads: int
    not_accepted: str = ""

    @property
    def text(self) -> str:
        """What is in an export."""
        subjects = tr("1 subject") if self.subjects == 1 else tr("{n} subjects", n=self.subjects)
        reads = tr("1 read") if self.reads == 1 else tr("{n} reads", n=self.reads)
        return tr("{subjects} with {reads}: all that you may see", subjects=subjects, reads=reads)


def offered(desk: Desk, shown: Shown) -> Offer:
    """Say what may be exported.

    Raises
    ------
    NotAllowedError
        Where it is kept from who is at the desk; the chain is told.
    TrialError
        Where the trial cannot be looked at, or nothing in it is for them to see.
    """
    reads = _seen(desk, shown).reads
    return Offer(
        subjects=len({row.subject for row in reads.rows}),
        reads=len({(row.subject, row.reader) for row in reads.rows}),
        not_accepted=_not_accepted(desk, reads),
    )


def in_the_way(offer: Offer, order: Order) -> str:
    """Say what keeps an order from being carried out; empty where nothing does."""
    if not order.formats:
        return tr("Choose at least one format.")
    if order.choice is ReadChoice.ACCEPTED and offer.not_accepted:
        return offer.not_accepted
    return "" if order.folder is not None else tr("Say which folder the files go into.")


def export(
    services: Services, desk: Desk, shown: Shown, order: Order, progress: Progress
) -> Written:
    """Write what may be seen of a trial as files; the chain tells of it before they are there.

    Where the chain cannot be told because the trial does not answer, the files are written all the
    same, and whoever exports is told.

    Raises
    ------
    NotAllowedError
        As `offered`; nothing is written.
    InputError
        Where a subject has no accepted read and those are asked for, or the folder cannot be
        written; it is left as it was.
    """
    seen, untold = _seen_whole(desk, shown), list[str]()

    def note(files: bytes) -> None:
        assert order.folder is not None
        formats = ",".join(order.formats)
        told = export_told({"file": name_told(order.folder)}, "export", formats, files, seen.head)
        try:
            desk.do(lambda work: work.note(Action.EXPORTED, told))
        except (BusyError, UnusableError) as error:
            untold.append(f"{tr(UNTOLD)}: {error}")

    written = services.export(desk.path, seen, order, shown.series, note, progress)
    return replace(written, untold="".join(untold))


def outcome(written: Written) -> str:
    """Say how much was written."""
    files = tr("1 file") if len(written.files) == 1 else tr("{n} files", n=len(written.files))
    subjects = tr("1 subject") if written.subjects == 1 else tr("{n} subjects", n=written.subjects)
    return tr("{files} of {subjects}", files=files, subjects=subjects)


def read_back(order: Order, written: Written) -> str:
    """Say what was found when the files were read back; empty where they differ."""
    said = []
    if set(order.formats) - set(written.unchecked):
        said.append(tr("✓ Read back: every value, sum and response is as in the trial."))
    if written.unchecked:
        names = ", ".join(tr(FORMATS[one][0]) for one in written.unchecked)
        said.append(tr("Not read back: {formats}.", formats=names))
    return "" if written.differences else " ".join(said)


def _seen_whole(desk: Desk, shown: Shown) -> SeenTrial:
    """Take what may be exported, with everything that goes with the reads."""
    _demand(desk)
    if desk.unnamed and not shown.is_saved:
        return _of_screen(desk, shown)
    try:
        with desk.trial.view() as view:
            seen = seen_trial(view, desk.actor)
    except (BusyError, UnusableError):
        if not desk.unnamed:
            raise
        # As for the reading table: who works alone gets their readings, whatever the drive does.
        return _of_screen(desk, shown)
    return replace(seen, name=shown.name or seen.name) if desk.unnamed else seen


def _seen(desk: Desk, shown: Shown) -> SeenTrial:
    """Take the reads alone; that is quicker than `_seen_whole`."""
    _demand(desk)
    if desk.unnamed:
        return _of_screen(desk, shown)
    with desk.trial.view() as view:
        reads, head = seen_reads(view, desk.actor, desk.protocol), view.head()
    return SeenTrial(
        name="",
        head=head,
        protocols=(desk.protocol,),
        reads=reads,
        calipers=(),
        signatures=(),
        images={},
    )


def _demand(desk: Desk) -> None:
    """Raise where the protocol keeps the dates or every read from who is here; tell the chain."""
    if hides_dates(desk.actor, desk.protocol.reading):
        said = tr(
            "the protocol keeps the dates of visits from {user}, and every export "
            "holds them; a coordinator exports",
            user=desk.actor.user,
        )
        refuse(desk.trial, desk.actor, NotAllowedError(said, "the protocol hides dates"))
    if sight_of(desk) is Sight.SEES_NONE:
        demand_told(desk.trial, desk.actor, Right.SEE_ALL_READS)


def _of_screen(desk: Desk, shown: Shown) -> SeenTrial:
    """Take what the screen shows: it is not, or not yet, a state of the chain."""
    document = shown.document
    if not document.rows:
        raise NotAllowedError(tr("nothing is read yet, so there is nothing to export"))
    return SeenTrial(
        name=shown.name,
        head="",
        protocols=(desk.protocol,),
        reads=Reads(rows=document.rows, treatments=document.treatments),
        calipers=document.calipers,
        signatures=(),
        images={},
    )


def _not_accepted(desk: Desk, reads: Reads) -> str:
    if desk.protocol.reading.readers >= SEVERAL and not desk.may(Right.SEE_ALL_READS):
        return tr("Which reads are accepted is told to coordinators alone; export all reads.")
    planned = desk.protocol.reading.readers
    found = accepted_readers(reads, planned)
    # Who is still to be adjudicated is left out and named, as long as somebody is not.
    is_open = planned >= SEVERAL and any(marked for _, marked in found.values())
    without = [
        subject
        for subject, (_, marked) in found.items()
        if len(marked) != 1 and (marked or not is_open)
    ]
    if not without:
        return ""
    named = ", ".join(without[:MOST_NAMED])
    if len(without) > MOST_NAMED:
        named = tr("{names} and {n} more", names=named, n=len(without) - MOST_NAMED)
    return tr(
        "There is no one accepted read of {subjects}. Adjudicate first, or export all reads.",
        subjects=named,
    )
