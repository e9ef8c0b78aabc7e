"""The paper side of the screen as one frozen value: the document, and where the reader is in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from gui.state import document as docs
from gui.state.commands import Command, Measure, Refused
from gui.state.course import Course, course_of, nadir_at
from gui.state.document import Document, History
from gui.state.edits import apply
from gui.state.layout import Role
from gui.state.lesion_table import ScanFacts
from gui.state.matching import Match, best_match, key_of
from gui.state.tongue import tr
from gui.state.worklist import series_of
from recist.imaging.series import Inspection, Series
from recist.model.protocol import Protocol
from recist.model.response import Response
from recist.model.row import Row
from recist.model.treatment import Treatment
from recist.trial.calipers import CaliperRecord
from recist.trial.kept_visits import with_kept
from recist.trial.moved_studies import StudyOf
from recist.trial.visits import PlannedVisit, plan_visits

NO_SCANS = Inspection(series=(), rejected=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What is open.

    Attributes
    ----------
    history : History
        The document with undo and redo.
    saved : Document
        As it was written last.
    preview : Measure or None
        The caliper that is being drawn: judged with the rest, but written nowhere.
    shown : tuple of (visit key, series key)
        The series that the reader chose for a visit, where it is not the matching one.
    """

    protocol: Protocol
    inspection: Inspection = NO_SCANS
    history: History
    saved: Document
    subject: str = ""
    visit: str = ""
    preview: Measure | None = None
    shown: tuple[tuple[tuple[str, str], str], ...] = ()


def new_session(
    protocol: Protocol,
    inspection: Inspection = NO_SCANS,
    rows: tuple[Row, ...] = (),
    calipers: tuple[CaliperRecord, ...] = (),
    reader: str | None = None,
    visits: tuple[PlannedVisit, ...] | None = None,
    treatments: tuple[Treatment, ...] = (),
) -> Session:
    """Open scans with what has been read of them.

    ``reader`` None takes the first reader of the rows, ``visits`` None those of the scans.
    """
    if reader is None:
        reader = rows[0].reader if rows else ""
    own = tuple(row for row in rows if row.reader == reader)
    if visits is None:
        visits = plan_visits(inspection, own or rows)
    document = Document(
        reader=reader, visits=visits, rows=rows, calipers=calipers, treatments=treatments
    )
    session = Session(
        protocol=protocol,
        inspection=inspection,
        history=History(present=document),
        saved=document,
    )
    subjects = docs.subjects_of(document)
    return choose(session, subjects[0]) if subjects else session


def present(session: Session) -> Document:
    """Return the document without any caliper that is still being drawn."""
    return session.history.present


def choose(session: Session, subject: str, visit: str | None = None) -> Session:
    """Open a subject, at the given visit or at the first that is not read, else the last."""
    visits = docs.visits_of(present(session), subject)
    labels = [one.label for one in visits]
    if visit is None or visit not in labels:
        read = {row.visit for row in docs.own_rows(present(session), subject)}
        unread = [label for label in labels if label not in read]
        visit = (unread or labels[-1:] or [""])[0]
    return replace(session, subject=subject, visit=visit, preview=None)


def next_visit(session: Session) -> Session:
    """Go on to the next visit of the subject, after the last to the first."""
    labels = [one.label for one in docs.visits_of(present(session), session.subject)]
    if session.visit not in labels:
        return session
    place = (labels.index(session.visit) + 1) % len(labels)
    return choose(session, session.subject, labels[place])


def do(session: Session, command: Command) -> Session:
    """Carry out a command.

    Raises
    ------
    Refused
        Where the command would spoil the document.
    """
    history = docs.commit(session.history, apply(present(session), command))
    return _with_history(session, history)


def undo(session: Session) -> Session:
    """Take the last step back, table and caliper together."""
    return _with_history(session, docs.undo(session.history))


def redo(session: Session) -> Session:
    """Take the step forth again."""
    return _with_history(session, docs.redo(session.history))


def taken_over(
    session: Session, rows: tuple[Row, ...], calipers: tuple[CaliperRecord, ...]
) -> Session:
    """Take over the readings of a table, as one step that undo can take back."""
    before = present(session)
    own = tuple(replace(row, reader=row.reader or before.reader) for row in rows)
    drawn = tuple(replace(one, reader=one.reader or before.reader) for one in calipers)
    read = (PlannedVisit(subject=row.subject, label=row.visit, date=row.date) for row in own)
    visits = tuple(_dated(one, own) for one in with_kept(before.visits, read))
    document = replace(before, rows=own, calipers=drawn, visits=visits)
    return _with_history(session, docs.commit(session.history, document))


def _dated(visit: PlannedVisit, rows: tuple[Row, ...]) -> PlannedVisit:
    """Give a visit the date of its readings, if none of them has its own."""
    dates = [
        row.date
        for row in rows
        if (row.subject, row.visit) == (visit.subject, visit.label) and row.date.text
    ]
    return visit if not dates or visit.date in dates else replace(visit, date=dates[0])


def _with_history(session: Session, history: History) -> Session:
    session = _following_the_name(session, history.present)
    before = [one.label for one in docs.visits_of(present(session), session.subject)]
    after = [one.label for one in docs.visits_of(history.present, session.subject)]
    session = _following_the_visit(session, before, after)
    visit = session.visit
    if visit not in after and after:
        # The open visit has gone: stay at its place.
        place = before.index(visit) if visit in before else len(after) - 1
        visit = after[min(place, len(after) - 1)]
    return replace(session, history=history, visit=visit, preview=None)


def _following_the_visit(session: Session, before: list[str], after: list[str]) -> Session:
    """Go on with a visit of the open subject under the name that it is given."""
    gone = [label for label in before if label not in after]
    come = [label for label in after if label not in before]
    if len(gone) != 1 or len(come) != 1:
        return session
    old, new = (session.subject, gone[0]), (session.subject, come[0])
    shown = tuple((new if here == old else here, key) for here, key in session.shown)
    return replace(
        session, shown=shown, visit=come[0] if session.visit == gone[0] else session.visit
    )


def _following_the_name(session: Session, document: Document) -> Session:
    """Go on with the open subject under the name that a document gives it."""
    after = docs.subjects_of(document)
    appeared = set(after) - set(docs.subjects_of(present(session)))
    if session.subject in after or len(appeared) != 1:
        return session
    name = appeared.pop()
    shown = tuple(
        ((name if subject == session.subject else subject, visit), key)
        for (subject, visit), key in session.shown
    )
    return replace(session, subject=name, shown=shown)


def course(session: Session) -> Course:
    """Judge the open subject, the caliper that is being drawn included."""
    document = present(session)
    if session.preview is not None:
        try:
            document = apply(document, session.preview)
        except Refused:
            document = present(session)
    return course_of(document, session.subject, session.protocol)


Judged = dict[str, tuple[tuple[Row, ...], dict[str, Response]]]
"""By subject the rows, and the overall response by visit that follows from them."""


def responses(session: Session, known: Judged) -> Judged:
    """Return the overall responses of every subject; those with the same rows stay as known."""
    found: Judged = {}
    for subject, part in docs.by_subject(present(session)).items():
        before = known.get(subject)
        if before is not None and before[0] == part.rows:
            found[subject] = before
            continue
        assessed = course_of(part, subject, session.protocol).assessment
        found[subject] = (
            part.rows,
            {
                one.visit: one.overall
                for one in (assessed.visits if assessed else ())
                if one.overall is not None
            },
        )
    return found


def visit_in(session: Session, role: Role) -> str:
    """Return the label of the visit that a tile of a role shows, empty where there is none."""
    match role:
        case Role.CURRENT:
            return session.visit
        case Role.BASELINE:
            baseline = docs.baseline_of(present(session), session.subject)
            return baseline.label if baseline else ""
        case Role.NADIR:
            judged = course_of(present(session), session.subject, session.protocol)
            return nadir_at(judged, session.visit) or visit_in(session, Role.BASELINE)


def series_for(session: Session, visit: str) -> Match | None:
    """Return the series to show for a visit: the reader's choice, else the best match."""
    candidates = series_of(present(session), session.inspection, session.subject, visit)
    chosen = dict(session.shown).get((session.subject, visit))
    for one in candidates:
        if key_of(one) == chosen:
            return Match(series=one, sentence="")
    measured = _measured_series(session, visit, candidates)
    if measured is not None:
        return Match(series=measured, sentence=tr("Opened the series that was measured"))
    baseline = visit_in(session, Role.BASELINE)
    reference = None if visit == baseline else series_for(session, baseline)
    return best_match(candidates, None if reference is None else reference.series)


def _measured_series(session: Session, visit: str, candidates: tuple[Series, ...]) -> Series | None:
    """Return the series that the visit's readings were made on, if one is there."""
    rows = docs.own_rows(present(session), session.subject)
    images = {row.image for row in rows if row.visit == visit and row.image}
    for one in candidates:
        if images and any(piece.image in images for piece in one.slices):
            return one
    return None


def show_series(session: Session, visit: str, key: str) -> Session:
    """Show another series of a visit."""
    kept = tuple(one for one in session.shown if one[0] != (session.subject, visit))
    return replace(session, shown=(*kept, ((session.subject, visit), key)))


def scan_facts(session: Session) -> dict[str, ScanFacts]:
    """Return by visit what the series shown for it is."""
    facts = {}
    for visit in docs.visits_of(present(session), session.subject):
        match = series_for(session, visit.label)
        if match is not None:
            facts[visit.label] = ScanFacts(
                modality=match.series.modality,
                slice_thickness_mm=match.series.slice_thickness_mm,
            )
    return facts


def is_saved(session: Session) -> bool:
    """Say whether everything that is read is kept."""
    return present(session) is session.saved


def saved(session: Session) -> Session:
    """Note that the document as it is is kept."""
    return replace(session, saved=present(session))


def with_scans(session: Session, found: Inspection) -> Session:
    """Add the scans of a further subject."""
    known = session.inspection
    inspection = Inspection(
        series=(*known.series, *found.series), rejected=(*known.rejected, *found.rejected)
    )
    return replace(session, inspection=inspection)


def shown_for(session: Session, reader: str) -> Session:
    """Show the readings of another reader; the steps of the one before are gone."""
    document = replace(present(session), reader=reader)
    return replace(session, history=History(present=document), saved=document, preview=None)


def study_of(session: Session) -> StudyOf:
    """Return what says of which study an image is, as far as the open scans tell it."""

    @cache
    def known() -> dict[str, str]:
        return {
            piece.image.partition("#")[0]: one.study_uid
            for one in session.inspection.series
            for piece in one.slices
        }

    return lambda instance: known().get(instance, "")


def reloaded(session: Session, mine: Document, theirs: Document) -> Session:
    """Show what others have made of it; where that is not mine, undo goes back to mine."""
    past = () if mine == theirs else (mine,)
    return _with_history(session, History(present=theirs, past=past))
