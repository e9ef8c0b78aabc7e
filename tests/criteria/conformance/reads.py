"""Cases of a few rows for the checks of conformance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from recist.criteria.conformance.checks import conformance
from recist.model.assemble import assemble_case
from recist.model.case import Case
from recist.model.dates import ScanDate
from recist.model.finding import Severity
from recist.model.length import Length
from recist.model.lesion import Character, Role
from recist.model.protocol import Protocol
from recist.model.reading import Absent, Diameters, Measured, Present, State
from recist.model.row import Row
from recist.model.scope import in_scope
from recist.model.subject import SubjectInfo
from recist.model.treatment import Treatment

RECIST11 = Protocol(id="recist-1.1", criteria="RECIST 1.1")
RECIST10 = Protocol(id="recist-1.0", criteria="RECIST 1.0")
MRECIST = Protocol(id="mrecist", criteria="mRECIST")
START = date(2024, 1, 2)
BASELINE = "baseline"


def mm(text: str | None) -> Length | None:
    return None if text is None else Length.of_mm(text)


def axes(longest: str | None = None, short: str | None = None, viable: str | None = None) -> State:
    return Measured(Diameters(longest=mm(longest), short=mm(short), viable=mm(viable)))


def seen(longest: str | None = None, short: str | None = None) -> State:
    return Present(Diameters(longest=mm(longest), short=mm(short)))


def row(
    lesion: str = "T1",
    state: State | None = None,
    *,
    visit: str = BASELINE,
    day: str = "2024-01-02",
    role: Role | None = None,
    organ: str = "liver",
    nodal: bool = False,
    site: str = "",
    character: Character = Character.SOLID,
    method: str = "CT",
    slices: str | None = "5",
    progressed: bool = False,
    parent: str = "",
    reason: str = "",
) -> Row:
    """Return a target of 30 mm in the liver on thin CT, or what differs from it."""
    return Row(
        subject="1",
        visit=visit,
        date=ScanDate.parse(day),
        lesion=lesion,
        role=role or (Role.NON_TARGET if lesion.startswith("NT") else Role.TARGET),
        organ=organ,
        nodal=nodal,
        site=site,
        character=character,
        state=axes("30") if state is None else state,
        progressed_since=progressed,
        method=method,
        slice_thickness=mm(slices),
        parent=parent,
        reason=reason,
    )


def visit_row(visit: str, day: str, state: State, reason: str = "") -> Row:
    """Return the row that says whether a visit was assessed."""
    nothing = row(visit=visit, day=day, role=Role.VISIT, method="", slices=None, reason=reason)
    return replace(nothing, lesion="", organ="", state=state)


def case_of(
    *rows: Row,
    reference: date | None = START,
    treatments: Iterable[Treatment] = (),
    info: SubjectInfo | None = None,
) -> Case:
    told = info or SubjectInfo(subject="1", reference_date=reference)
    return assemble_case(rows, window_days=14, info=told, treatments=treatments)


def codes(case: Case, protocol: Protocol = RECIST11, scope: str = "all") -> list[tuple[str, str]]:
    """Return the warnings and errors in a scope: each code with the lesion or visit."""
    found = conformance(in_scope(case, scope), protocol)
    return [
        (note.code, note.lesion or note.visit or "")
        for note in found
        if note.severity is not Severity.INFO
    ]


def remarks(case: Case, protocol: Protocol = RECIST11) -> list[tuple[str, str | None]]:
    """Return what is only mentioned."""
    return [
        (note.code, note.lesion)
        for note in conformance(case, protocol)
        if note.severity is Severity.INFO
    ]


__all__ = ["Absent", "axes", "case_of", "codes", "mm", "remarks", "row", "seen", "visit_row"]
