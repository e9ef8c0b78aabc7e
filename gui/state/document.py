"""The document: reading table rows and calipers. Everything else on screen derives from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from recist.model.lesion import NEW_ROLES, Lesion, Role
from recist.model.row import Row
from recist.model.treatment import Treatment
from recist.trial.calipers import CaliperRecord
from recist.trial.visits import PlannedVisit

MAX_UNDO = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that is read.

    Attributes
    ----------
    reader : str
        Whose readings are shown and changed; rows of other readers are kept untouched.
    visits : tuple of PlannedVisit
        Of every subject, by date.
    rows : tuple of Row
        The reading table.
    calipers : tuple of CaliperRecord
        End points in LPS mm, unrounded, beside the rows.
    treatments : tuple of Treatment
        Local treatments, as the trial knows them; they are not read here.
    """

    reader: str = ""
    visits: tuple[PlannedVisit, ...] = ()
    rows: tuple[Row, ...] = ()
    calipers: tuple[CaliperRecord, ...] = ()
    treatments: tuple[Treatment, ...] = ()


def by_subject(document: Document) -> dict[str, Document]:
    """Split a document of many subjects, each part with this reader's readings alone."""
    rows: dict[str, list[Row]] = {}
    calipers: dict[str, list[CaliperRecord]] = {}
    visits: dict[str, list[PlannedVisit]] = {}
    for row in document.rows:
        if row.reader == document.reader:
            rows.setdefault(row.subject, []).append(row)
    for record in document.calipers:
        if record.reader == document.reader:
            calipers.setdefault(record.subject, []).append(record)
    for visit in document.visits:
        visits.setdefault(visit.subject, []).append(visit)
    return {
        subject: replace(
            document,
            rows=tuple(rows.get(subject, ())),
            calipers=tuple(calipers.get(subject, ())),
            visits=tuple(visits.get(subject, ())),
        )
        for subject in subjects_of(document)
    }


def changed_place(
    before: Document, after: Document, place: tuple[str, str]
) -> tuple[str, str] | None:
    """Return subject and visit where two documents differ: ``place`` if it is among them.

    A subject that ``after`` does not know is no place to go to.
    """
    here, there, known = set(before.rows), set(after.rows), subjects_of(after)
    changed = [
        (row.subject, row.visit)
        for row in (*before.rows, *after.rows)
        if (row in here) != (row in there) and row.subject in known
    ]
    return place if place in changed else next(iter(changed), None)


def own_rows(document: Document, subject: str) -> tuple[Row, ...]:
    """Return the rows of a subject as this reader read them."""
    return tuple(
        row for row in document.rows if row.subject == subject and row.reader == document.reader
    )


def find_row(document: Document, subject: str, visit: str, lesion: str) -> Row | None:
    """Return the row of a lesion at a visit, or None."""
    for row in document.rows:
        # What tells most of them apart first: a table looks up every cell at each mouse move.
        is_it = row.lesion == lesion and row.visit == visit
        if is_it and row.subject == subject and row.reader == document.reader:
            return row
    return None


def find_caliper(document: Document, subject: str, visit: str, lesion: str) -> CaliperRecord | None:
    """Return the caliper of a lesion at a visit, or None."""
    for record in document.calipers:
        is_it = record.lesion == lesion and record.visit == visit
        if is_it and record.subject == subject and record.reader == document.reader:
            return record
    return None


def calipers_of(document: Document, subject: str) -> tuple[CaliperRecord, ...]:
    """Return the calipers of a subject by this reader."""
    return tuple(
        record
        for record in document.calipers
        if record.subject == subject and record.reader == document.reader
    )


def lesions_of(document: Document, subject: str) -> tuple[Lesion, ...]:
    """Return the lesions of a subject in the table's order: by role, then by number."""
    found: dict[str, Lesion] = {}
    for row in own_rows(document, subject):
        if row.role is Role.VISIT or row.lesion in found:
            continue
        found[row.lesion] = Lesion(
            id=row.lesion,
            role=row.role,
            organ=row.organ,
            site=row.site,
            nodal=row.nodal,
            character=row.character,
        )
    return tuple(sorted(found.values(), key=lambda one: (_ROLE_ORDER[one.role], _number(one.id))))


def visits_of(document: Document, subject: str) -> tuple[PlannedVisit, ...]:
    """Return the visits of a subject by date, those that only rows know among them."""
    planned = {one.label: one for one in document.visits if one.subject == subject}
    for row in own_rows(document, subject):
        known = planned.get(row.visit)
        if known is None or not known.date.text:
            studies = known.studies if known else ()
            planned[row.visit] = PlannedVisit(
                subject=subject, label=row.visit, date=row.date, studies=studies
            )
    return tuple(sorted(planned.values(), key=_by_date))


def baseline_of(document: Document, subject: str) -> PlannedVisit | None:
    """Return the visit called baseline, else screening, else the earliest (rules §1.10)."""
    visits = visits_of(document, subject)
    for name in ("baseline", "screening"):
        for visit in visits:
            if visit.label.strip().casefold() == name:
                return visit
    return visits[0] if visits else None


def subjects_of(document: Document) -> tuple[str, ...]:
    """Return every subject that has a visit or a row, in order."""
    named = {one.subject for one in document.visits}
    named |= {row.subject for row in document.rows}
    return tuple(sorted(named))


def role_at(document: Document, subject: str, visit: str) -> Role:
    """Return the role that a lesion takes by itself when it is first drawn at a visit.

    After baseline nothing can join the target set (RECIST 1.1 §4.2), so it is a new lesion.
    """
    baseline = baseline_of(document, subject)
    return Role.TARGET if baseline is None or baseline.label == visit else Role.NEW


def colour_number(lesion: str, role: Role) -> int:
    """Return the place of a lesion among the lesion colours: its own, whatever else there is.

    Targets have the first ones, and the lesions of the other roles begin after the third of
    them; a lesion that takes another role takes another colour.
    """
    return _FIRST_COLOUR[role] + max(_number(lesion)[0] - 1, 0)


_FIRST_COLOUR = {
    Role.TARGET: 0,
    Role.NON_TARGET: 3,
    **dict.fromkeys(NEW_ROLES, 4),
    Role.MARKER: 0,
    Role.VISIT: 0,
}
_ROLE_ORDER = {role: n for n, role in enumerate(Role)} | dict.fromkeys(NEW_ROLES, 2)


def _number(label: str) -> tuple[int, str]:
    digits = "".join(letter for letter in label.partition(".")[0] if letter.isdigit())
    return (int(digits) if digits else 0, label)


def _by_date(visit: PlannedVisit) -> tuple[date, bool, str]:
    baseline_first = visit.label.strip().casefold() != "baseline"
    return (visit.date.earliest or date.max, baseline_first, visit.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The document with the steps that lead back and forth.

    A step is the whole document, whose parts are shared: undo brings the table back as well as
    the caliper, and is itself written to the journal like any other change.
    """

    present: Document
    past: tuple[Document, ...] = ()
    future: tuple[Document, ...] = ()


def commit(history: History, document: Document) -> History:
    """Make ``document`` the present one; what was undone before is forgotten."""
    if document == history.present:
        return history
    past = (*history.past, history.present)[-MAX_UNDO:]
    return History(present=document, past=past)


def undo(history: History) -> History:
    """Go one step back, if there is one."""
    if not history.past:
        return history
    return replace(
        history,
        present=history.past[-1],
        past=history.past[:-1],
        future=(history.present, *history.future),
    )


def redo(history: History) -> History:
    """Go one step forth again, if there is one."""
    if not history.future:
        return history
    return replace(
        history,
        present=history.future[0],
        past=(*history.past, history.present),
        future=history.future[1:],
    )
