"""Edits of subjects and visits: another name, another date, another place for a study."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gui.state.commands import AssignStudy, RedateVisit, Refused, RenameSubject, RenameVisit
from gui.state.document import Document, subjects_of
from gui.state.tongue import tr
from recist.model.row import Row
from recist.model.treatment import Treatment
from recist.trial.calipers import CaliperRecord
from recist.trial.moved_studies import measured_on
from recist.trial.visits import PlannedVisit, moved_date

_Named = TypeVar("_Named", PlannedVisit, Row, CaliperRecord, Treatment)


def rename(document: Document, command: RenameSubject | RenameVisit) -> Document:
    """Give a subject or a visit another name."""
    if isinstance(command, RenameVisit):
        return _rename_visit(document, command)
    return _rename_subject(document, command)


def _rename_subject(document: Document, command: RenameSubject) -> Document:
    # A subject is one person whoever reads, so the rows of the other readers follow.
    name, before = command.label.strip(), command.subject
    if not name:
        raise Refused(tr("A subject needs a name."))
    if name == before:
        return document
    if name in subjects_of(document):
        raise Refused(tr("There is a subject called {name} already.", name=name))

    def named(one: _Named) -> _Named:
        return replace(one, subject=name) if one.subject == before else one

    # What the new name has already stands, here as in the trial.
    is_treated = any(one.subject == name for one in document.treatments)
    return replace(
        document,
        visits=tuple(named(one) for one in document.visits),
        rows=tuple(named(one) for one in document.rows),
        calipers=tuple(named(one) for one in document.calipers),
        treatments=document.treatments
        if is_treated
        else tuple(named(one) for one in document.treatments),
    )


def _rename_visit(document: Document, command: RenameVisit) -> Document:
    # A visit is one whoever reads, as a subject is.
    label, here = command.label.strip(), (command.subject, command.visit)
    if not label:
        raise Refused(tr("A visit needs a name."))
    if label == command.visit:
        return document
    known = {one.label for one in document.visits if one.subject == command.subject}
    known |= {row.visit for row in document.rows if row.subject == command.subject}
    # A label is the same one however it is written, as where a table is brought in.
    alike = [one for one in known - {command.visit} if one.casefold() == label.casefold()]
    if alike:
        raise Refused(tr("There is a visit called {name} already.", name=min(alike)))
    return replace(
        document,
        visits=tuple(
            replace(one, label=label) if (one.subject, one.label) == here else one
            for one in document.visits
        ),
        rows=tuple(
            replace(row, visit=label) if (row.subject, row.visit) == here else row
            for row in document.rows
        ),
        calipers=tuple(
            replace(one, visit=label) if (one.subject, one.visit) == here else one
            for one in document.calipers
        ),
    )


def rearrange(document: Document, command: RedateVisit | AssignStudy) -> Document:
    """Give a visit another date, or bring a study to it."""
    if isinstance(command, RedateVisit):
        return redate_visit(document, command)
    return assign_study(document, command)


def redate_visit(document: Document, command: RedateVisit) -> Document:
    """Give a visit another date; what every reader read at it goes along."""
    here = (command.subject, command.visit)
    before = next((one.date for one in document.visits if (one.subject, one.label) == here), None)
    visits = tuple(
        replace(one, date=command.date) if (one.subject, one.label) == here else one
        for one in document.visits
    )
    rows = tuple(
        replace(
            row,
            date=command.date if before is None else moved_date(row.date, before, command.date),
            # What was noticed when it was read was said of the date that it had.
            findings=(),
        )
        if (row.subject, row.visit) == here
        else row
        for row in document.rows
    )
    return replace(document, visits=visits, rows=rows)


def assign_study(document: Document, command: AssignStudy) -> Document:
    """Bring a study to a visit; the one that it leaves goes, if nothing is left of it."""
    uid, here = command.study_uid, (command.subject, command.visit)
    places = [
        (one.subject, one.label)
        for one in document.visits
        if one.subject == command.origin and uid in one.studies
    ]
    if not all(here) or here in places:
        return document
    for row in document.rows:
        if (row.subject, row.visit) in places and row.image in command.images:
            raise Refused(measured_on(row.lesion, row.visit))
    visits: list[PlannedVisit] = []
    for one in document.visits:
        if (one.subject, one.label) in places:
            one = replace(one, studies=tuple(study for study in one.studies if study != uid))
            if one.studies or _is_read(document, one):
                visits.append(one)
        elif (one.subject, one.label) == here:
            visits.append(replace(one, studies=(*one.studies, uid)))
        else:
            visits.append(one)
    if here not in {(one.subject, one.label) for one in document.visits}:
        made = PlannedVisit(
            subject=command.subject, label=command.visit, date=command.date, studies=(uid,)
        )
        visits.append(made)
    return replace(document, visits=tuple(visits))


def _is_read(document: Document, visit: PlannedVisit) -> bool:
    here = (visit.subject, visit.label)
    return any((row.subject, row.visit) == here for row in document.rows)
