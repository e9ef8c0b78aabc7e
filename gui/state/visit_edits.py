"""Edits of subjects and visits: another name, another date, another place for a study."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gui.state.commands import AssignStudy, RedateVisit, Refused, RenameSubject, RenameVisit
from gui.state.document import Document, own_rows, subjects_of, visits_of
from gui.state.rewriting import change_rows
from recist.model.row import Row
from recist.trial.calipers import CaliperRecord
from recist.trial.visits import PlannedVisit

_Named = TypeVar("_Named", PlannedVisit, Row, CaliperRecord)


def rename(document: Document, command: RenameSubject | RenameVisit) -> Document:
    """Give a subject or a visit another name."""
    if isinstance(command, RenameVisit):
        return _rename_visit(document, command)
    return _rename_subject(document, command)


def _rename_subject(document: Document, command: RenameSubject) -> Document:
    # A subject is one person whoever reads, so the rows of the other readers follow.
    name, before = command.label.strip(), command.subject
    if not name:
        raise Refused("A subject needs a name.")
    if name == before:
        return document
    if name in subjects_of(document):
        raise Refused(f"There is a subject called {name} already.")

    def named(one: _Named) -> _Named:
        return replace(one, subject=name) if one.subject == before else one

    return replace(
        document,
        visits=tuple(named(one) for one in document.visits),
        rows=tuple(named(one) for one in document.rows),
        calipers=tuple(named(one) for one in document.calipers),
    )


def _rename_visit(document: Document, command: RenameVisit) -> Document:
    label = command.label.strip()
    if not label:
        raise Refused("A visit needs a name.")
    if label == command.visit:
        return document
    if any(one.label == label for one in visits_of(document, command.subject)):
        raise Refused(f"There is a visit called {label} already.")
    visits = tuple(
        replace(one, label=label)
        if (one.subject, one.label) == (command.subject, command.visit)
        else one
        for one in document.visits
    )
    calipers = tuple(
        replace(one, visit=label)
        if (one.subject, one.reader, one.visit) == (command.subject, document.reader, command.visit)
        else one
        for one in document.calipers
    )
    changed = replace(document, visits=visits, calipers=calipers)
    return change_rows(
        changed,
        command.subject,
        lambda row: row.visit == command.visit,
        lambda row: replace(row, visit=label),
    )


def rearrange(document: Document, command: RedateVisit | AssignStudy) -> Document:
    """Give a visit another date, or bring a study to it."""
    if isinstance(command, RedateVisit):
        return redate_visit(document, command)
    return assign_study(document, command)


def redate_visit(document: Document, command: RedateVisit) -> Document:
    """Give a visit and its rows another date."""
    visits = tuple(
        replace(one, date=command.date)
        if (one.subject, one.label) == (command.subject, command.visit)
        else one
        for one in document.visits
    )
    return change_rows(
        replace(document, visits=visits),
        command.subject,
        lambda row: row.visit == command.visit,
        lambda row: replace(row, date=command.date),
    )


def assign_study(document: Document, command: AssignStudy) -> Document:
    """Bring a study to a visit; a visit that is left with nothing goes."""
    here = (command.subject, command.visit)
    visits = [
        replace(one, studies=tuple(uid for uid in one.studies if uid != command.study_uid))
        for one in document.visits
    ]
    if not any((one.subject, one.label) == here for one in visits):
        visits.append(PlannedVisit(subject=command.subject, label=command.visit, date=command.date))
    return replace(
        document,
        visits=tuple(
            replace(one, studies=(*one.studies, command.study_uid))
            if (one.subject, one.label) == here
            else one
            for one in visits
            if one.studies or (one.subject, one.label) == here or _is_read(document, one)
        ),
    )


def _is_read(document: Document, visit: PlannedVisit) -> bool:
    return any(row.visit == visit.label for row in own_rows(document, visit.subject))
